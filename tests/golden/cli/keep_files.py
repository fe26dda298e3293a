# SPDX-License-Identifier: Apache-2.0
import os

with open("/tmp/report.csv", "w") as report:
    report.write("a,b\n")
with open("plain.txt", "a") as plain:
    plain.write("more\n")
print(os.getcwd(), sorted(os.listdir("/")), open("/tmp/report.csv").read())
