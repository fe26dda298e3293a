# SPDX-License-Identifier: Apache-2.0
print('first')
raise ValueError('line one\nline two')
