import decimal
from decimal import Decimal, getcontext, localcontext, Context, setcontext

print(getcontext())
with localcontext() as ctx:
    ctx.prec = 5
    print(Decimal(1) / 3, getcontext().prec)
print(Decimal(1) / 3, getcontext().prec)
with localcontext(Context(prec=3, rounding=decimal.ROUND_UP)) as ctx:
    print(Decimal("1.001") + 0, ctx.rounding)
for make in [lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal("inf") - Decimal("inf"), lambda: Decimal("sNaN") + 1, lambda: Decimal(-1).sqrt(), lambda: Decimal("9e999999") * 10, lambda: Decimal(1) % 0, lambda: Decimal("1e30") // 1]:
    try:
        print(make())
    except decimal.DecimalException as e:
        print(type(e).__name__, e, isinstance(e, ZeroDivisionError))
try:
    Decimal(5) / 0
except ZeroDivisionError as e:
    print("caught", type(e))
c = getcontext()
c.clear_flags()
Decimal(1) / 3
print([s.__name__ for s, on in c.flags.items() if on])
c.traps[decimal.DivisionByZero] = False
print(Decimal(-1) / 0, Decimal(1) // 0)
setcontext(decimal.ExtendedContext)
print(Decimal(0) / 0, getcontext().prec)
print(Context(prec=4).divide(Decimal(2), Decimal(3)), Context(prec=3).create_decimal("1.23456"))
for name, value in [("prec", 0), ("prec", "a"), ("rounding", "x"), ("capitals", 7)]:
    try:
        setattr(c, name, value)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
