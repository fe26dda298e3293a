# SPDX-License-Identifier: Apache-2.0
import io
import sys

out = io.StringIO()
print("a", "b", sep="-", file=out)
print("c", end="", file=out, flush=True)
print(repr(out.getvalue()))
kept = sys.stdout
sys.stdout = io.StringIO()
print("into memory")
sys.stdout.write("and more\n")
captured = sys.stdout.getvalue()
sys.stdout = kept
print(repr(captured))
sys.stdout.write("direct\n")
sys.stdout.writelines(["x", "y\n"])
sys.stdout.flush()
print(sys.stdout.write("count\n"))
sys.stderr.write("to stderr\n")
print("also", file=sys.stderr)
print(sys.stdout.name, sys.stderr.name, sys.stdin.name, sys.stdout.mode, sys.stdin.mode, sys.stdout.writable(), sys.stdin.readable())
print(sys.stdin.read() == "", sys.stdin.readline() == "", list(sys.stdin))
sys.stdout.buffer.write(b"bytes\n")
sys.stdout.buffer.flush()
print(sys.stdout is sys.__stdout__, sys.stdout.encoding.lower())
