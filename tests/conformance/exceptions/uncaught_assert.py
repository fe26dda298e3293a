# SPDX-License-Identifier: Apache-2.0
value = 3
assert value == 3
assert value == 4, ('tuple', value)
