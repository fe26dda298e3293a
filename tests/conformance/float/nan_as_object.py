# SPDX-License-Identifier: Apache-2.0
# Containers look for the very object first, and each call that makes a nan makes another one.
import copy
import json
import math
import struct

nan, other = float("nan"), float("nan")
print(nan is nan, nan is other, nan == nan, nan != nan, nan in [nan], other in [nan], nan in {nan}, other in {nan})
print([nan] == [nan], [nan] == [other], (nan, 1) == (nan, 1), (nan,) < (nan,), {1: nan} == {1: nan}, {1: nan} == {1: other})
print([nan, 1, other].index(other), [nan, nan, other].count(nan), len({nan, other, nan}), len({nan: 1, other: 2}))
values = {nan: "first"}
values[other] = "second"
print(values, values[nan], values[other], values.get(float("nan")), nan in values)
print(copy.copy(nan) is nan, max(nan, 1), max(1, nan), min([nan, 0]), sorted([3, nan, 1]), sum([nan, 1]))
print(math.nan is math.nan, math.nan in [math.nan], math.nan in [nan], float("-NaN"), float("+nan"), -nan)
print(struct.pack("<d", nan), struct.pack("<d", float("-nan")), struct.pack("<f", nan).hex(), nan.hex(), repr(nan))
print(json.loads("NaN") in [json.loads("NaN")], json.dumps([nan, other]), math.isnan(nan + 1), math.copysign(1, float("-nan")))
