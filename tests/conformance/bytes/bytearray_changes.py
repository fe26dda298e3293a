# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

data = bytearray(b'hello')
data.append(33)
data.extend(b'ab')
data.extend([1, 2])
data.insert(0, 60)
data.insert(-99, 61)
print(data, data.pop(), data.pop(0), data)
data.remove(108)
data.reverse()
data[0] = 65
data += b'zz'
print(data, data[0], data[-2:], data * 2, len(data), data.copy() == data)
del data[0]
print(data, 65 in data, b'zz' in data)
data.clear()
print(data)
attempt(data.pop)
attempt(data.remove, 1)
attempt(data.append, 256)
attempt(data.append, 'a')
attempt(data.extend, 'ab')
attempt(data.extend, 5)
attempt(data.extend, [300])
attempt(data.insert, 0)
