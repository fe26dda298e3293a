# SPDX-License-Identifier: Apache-2.0
data = {'a': 1}
print(data['a'])
print(data['it\'s missing'])
