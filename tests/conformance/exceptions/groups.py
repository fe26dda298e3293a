# SPDX-License-Identifier: Apache-2.0
# Exception groups as objects.
group = ExceptionGroup("several", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])])
print(group, repr(group), group.message, group.exceptions, group.args, type(group).__name__)
print(isinstance(group, Exception), isinstance(group, BaseExceptionGroup), issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception))
print(repr(group.subgroup(ValueError)), repr(group.subgroup((TypeError, KeyError))), group.subgroup(OSError), group.subgroup(lambda e: isinstance(e, ExceptionGroup)) is group)
match, rest = group.split(ValueError)
print(repr(match), "|", repr(rest), group.split(OSError)[0], group.split(Exception)[1])
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__, BaseExceptionGroup("one", [SystemExit(1)]))
for make in (lambda: ExceptionGroup("m"), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("m", 5), lambda: ExceptionGroup("m", []),
             lambda: ExceptionGroup("m", [ValueError(), 5]), lambda: ExceptionGroup("m", [SystemExit()]), lambda: group.split(5), lambda: group.subgroup(int)):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
try:
    raise group
except ExceptionGroup as caught:
    print(caught is group, len(caught.exceptions), caught.exceptions[0].__traceback__)
    caught.add_note("note")
    print(caught.subgroup(TypeError).__notes__)


class Errors(ExceptionGroup):
    def derive(self, excs):
        return Errors(self.message.upper(), excs)

    def codes(self):
        return [error.args[0] for error in self.exceptions]


errors = Errors("mine", [ValueError(5), KeyError("x")])
print(errors, errors.codes(), repr(errors.subgroup(KeyError)), type(errors.split(ValueError)[1]).__name__)
