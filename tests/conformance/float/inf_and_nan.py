# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

inf, nan = float('inf'), float('-nan')
print(inf - inf, inf * 0, inf + 1, -inf, nan == nan, nan != nan, nan < 1, inf > 10 ** 400, -inf < -10 ** 400, inf == inf, [nan] == [nan], nan in [nan], inf // 2, inf % 2, 5 % inf, -5 % inf, -5 // inf, 0.0 == -0.0)
print(max(nan, 1), max(1, nan), min(nan, 1), sorted([3, nan, 1]), 1.0 ** nan, nan ** 0, inf ** -1, (-inf) ** 3, hash(inf), hash(-inf))
attempt(lambda: 1.0 / 0)
attempt(lambda: 1.0 // 0)
attempt(lambda: 1.0 % 0)
attempt(lambda: divmod(1.0, 0))
attempt(lambda: 0.0 ** -1)
attempt(lambda: 10.0 ** 400)
attempt(lambda: float(10 ** 400))
