# SPDX-License-Identifier: Apache-2.0
import argparse

parser = argparse.ArgumentParser(prog="git")
parser.add_argument("--debug", action="store_true")
commands = parser.add_subparsers(dest="command", required=True, help="what to do")
add = commands.add_parser("add", help="add files")
add.add_argument("files", nargs="+")
commit = commands.add_parser("commit", aliases=["ci"], help="record changes")
commit.add_argument("-m", "--message", default="none")
commit.set_defaults(run=lambda args: print("commit", args.message))
for line in ["add a b", "--debug commit -m hello", "ci"]:
    args = parser.parse_args(line.split())
    print(args.command, args.debug, sorted(k for k in vars(args) if k != "run"))
    if hasattr(args, "run"):
        args.run(args)
parser.print_help()
commit.print_help()
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--user", default="me")
child = argparse.ArgumentParser(prog="child", parents=[parent])
child.add_argument("x", type=float)
print(child.parse_args(["1.5", "--user", "you"]))


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper())
        print("seen", option_string, values)


child.add_argument("--shout", action=Upper, default="-")
print(child.parse_args(["2", "--shout", "abc"]), child.parse_args(["2"]))
parser.parse_args(["push"])
