# SPDX-License-Identifier: Apache-2.0
cases = [(KeyError, LookupError), (IndexError, LookupError), (ZeroDivisionError, ArithmeticError), (UnicodeDecodeError, ValueError),
         (RecursionError, RuntimeError), (NotImplementedError, RuntimeError), (FileNotFoundError, OSError), (ModuleNotFoundError, ImportError),
         (UnboundLocalError, NameError), (KeyError, ValueError), (ValueError, Exception), (KeyboardInterrupt, Exception)]
for one, other in cases:
    print(one.__name__, other.__name__, issubclass(one, other))
for kind in [KeyError, IndexError, ValueError, AttributeError, OSError, StopIteration, SystemExit]:
    try:
        raise kind('x')
    except LookupError as error:
        print('lookup', error)
    except Exception as error:
        print('exception', type(error).__name__, error)
    except BaseException as error:
        print('base', type(error).__name__, error)
print(IOError is OSError, EnvironmentError is OSError)
