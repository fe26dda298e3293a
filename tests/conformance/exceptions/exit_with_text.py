# SPDX-License-Identifier: Apache-2.0
import sys

print('out')
try:
    sys.exit('the reason')
finally:
    print('cleanup')
