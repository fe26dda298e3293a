# SPDX-License-Identifier: Apache-2.0
print('ab' * 3, 3 * 'ab', 'ab' * 0, 'ab' * -1, '' * 5, 'a' + 'b' + '', True * 'x')
print('a' == 'a', 'a' == 1, 'a' != None, 'abc' < 'abd', 'ab' < 'abc', '' < 'a', '10' < '9', 'a' <= 'a')
s = 'x'
s += 'y'
s *= 2
print(s, 'xyxy' is not None)
print(sorted(['b', 'A', 'a', 'B', 'é', 'z', '_', '1', '']))
print(max('hello'), min('hello'), sorted('hello'), ''.join(sorted('hello')), ''.join(reversed('hello')))
print(hash('a') == hash('a'), str(5) + str(None) + str(True) + str([1, 'a']), str(), str('x'))
print('%' in '100%', 'a' 'b' == 'ab', ('a'
                                      'b'))
