import statistics as st
from decimal import Decimal
from fractions import Fraction

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(st.mean([1, 2, 3]), st.mean([1, 2]), st.mean(data), st.mean([Decimal("0.5"), Decimal("0.75")]), st.mean([Fraction(1, 3), Fraction(2, 3)]))
print(st.fmean([3.5, 4, 5.25]), st.fmean([1, 2], [3, 1]), round(st.geometric_mean([54, 24, 36]), 9), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30]))
print(st.median([1, 3, 5]), st.median([1, 3, 5, 7]), st.median_low([1, 3, 5, 7]), st.median_high([1, 3, 5, 7]), st.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]))
print(st.mode(["red", "blue", "blue"]), st.multimode("aabbbbccddddeeffffgg"), st.multimode([]))
print(st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data), st.stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]))
print(st.variance([1, 2, 3, 4]), st.pvariance([1, 1]), st.variance([Decimal("27.5"), Decimal("30.25"), Decimal("34.5")]), st.pstdev([1, 2, 3, 4]))
print(st.quantiles([1, 2, 3, 4, 5]), st.quantiles(data, n=10, method="inclusive"))
x, y = [1, 2, 3, 4, 5], [3, 1, 4, 1, 5]
print(st.covariance(x, y), st.correlation(x, y), st.linear_regression(x, y), st.linear_regression(x, y).slope)
for make in [lambda: st.mean([]), lambda: st.stdev([1]), lambda: st.median([]), lambda: st.mode([]), lambda: st.quantiles([1]), lambda: st.correlation([1, 2], [1, 1]), lambda: st.mean(["a"])]:
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, isinstance(e, ValueError))
