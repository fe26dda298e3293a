# SPDX-License-Identifier: Apache-2.0
import argparse

parser = argparse.ArgumentParser(prog="tool", description="Does things.")
parser.add_argument("path", help="what to read")
parser.add_argument("rest", nargs="*", type=int)
parser.add_argument("-v", "--verbose", action="store_true")
parser.add_argument("-q", "--quiet", dest="loud", action="store_false")
parser.add_argument("-n", "--number", type=int, default=3, metavar="N")
parser.add_argument("--ratio", type=float)
parser.add_argument("--mode", choices=["fast", "slow"], default="fast")
parser.add_argument("--level", type=int, choices=range(3), default="1")
parser.add_argument("-t", "--tag", action="append")
parser.add_argument("-c", action="count", default=0)
parser.add_argument("--pair", nargs=2)
parser.add_argument("--maybe", nargs="?", const="given", default="absent")
parser.add_argument("--many", nargs="+")
parser.add_argument("--const", action="store_const", const=42)
parser.add_argument("--dry-run", action="store_true")
for line in [
    "file", "file 1 2 3 -v", "-n 5 file --ratio 0.5", "file --mode=slow -t a -t b", "file -ccc -n7", "file --pair x y",
    "file --maybe", "file --maybe yes", "file --many 1 2 3", "file --const --dry-run -q", "file -- -5 6", "--verb file", "file --num 9", "file -5",
]:
    print(parser.parse_args(line.split()))
args = parser.parse_args(["file", "--number", "10"])
print(args.path, args.number, args.dry_run, vars(args)["mode"], "path" in args, getattr(args, "nothing", None), args == parser.parse_args(["file", "-n10"]))
args.extra = 1
print(args)
print(parser.parse_known_args(["file", "--unknown", "x", "7"]))
parser.set_defaults(number=99, other="o")
print(parser.parse_args(["f"]).number, parser.parse_args(["f"]).other, parser.get_default("mode"))
print(argparse.Namespace(a=1, b="x"), argparse.ArgumentParser().parse_args([]))
