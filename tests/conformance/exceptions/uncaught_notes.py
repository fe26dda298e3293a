# SPDX-License-Identifier: Apache-2.0
error = KeyError('missing')
error.add_note('while reading the list')
print('before')
raise error
