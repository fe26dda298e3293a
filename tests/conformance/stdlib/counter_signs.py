# SPDX-License-Identifier: Apache-2.0
from collections import Counter

c = Counter(a=3, b=0, c=-2)
print(+c, -c, c, Counter(), +Counter(), -Counter(x=1))
