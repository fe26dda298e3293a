import locale
import timeit

print(locale.setlocale(locale.LC_ALL, "C"), locale.LC_TIME, locale.atof("1.5"), locale.atoi("12"), locale.format_string("%d and %.2f", (1234567, 2.5)))
print(locale.localeconv()["decimal_point"], locale.localeconv()["grouping"], locale.str(1.25), locale.strcoll("a", "b"), locale.strxfrm("x"))
for bad in (lambda: locale.setlocale(locale.LC_ALL, "xx_YY.nowhere"), lambda: locale.currency(5)):
    try:
        bad()
    except (locale.Error, ValueError) as error:
        print(type(error), error)
calls = []
print(type(timeit.timeit(lambda: calls.append(1), number=3)), len(calls), len(timeit.repeat(lambda: None, repeat=2, number=1)), timeit.default_timer() > 0)
