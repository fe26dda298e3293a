# SPDX-License-Identifier: Apache-2.0
def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError('cannot convert ' + text) from error
print('before')
convert('x1')
