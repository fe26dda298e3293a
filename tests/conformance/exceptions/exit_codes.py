# SPDX-License-Identifier: Apache-2.0
import sys

print('out')
print('err', file=sys.stderr)
sys.exit(3)
