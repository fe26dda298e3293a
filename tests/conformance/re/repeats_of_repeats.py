# SPDX-License-Identifier: Apache-2.0
import re
for p in (r"(?:a*)*", r"(?:a+)+b", r"(?:(?:a*)+)?c", r"(?<=(?:a{2}){3})b", r"(?<=(?:a+)+)b", r"(?:(?:a*){5}b?)*"):
    try:
        print(p, re.compile(p).groups, re.search(p, "aaaaaaab"))
    except Exception as e:
        print(p, type(e).__name__, e)
