# SPDX-License-Identifier: Apache-2.0
v = 7
print(f"{v:=+9}|{v:=9}|{v:=}|{-v:=06d}|{(w := 3):=+4}{w}")
print(f"{v!r:=>5}|{v=:=>5}|{v:{'='}>5}|{v:=>{v}}")
