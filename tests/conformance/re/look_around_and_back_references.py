# SPDX-License-Identifier: Apache-2.0
import re
print(re.findall(r'(?<=\$)\d+', 'a $5 b $10 7'), re.findall(r'(?<!\$)\b\d+', '$5 6'), re.findall(r'\d+(?=px)', '5px 6em'), re.findall(r'\b(\w+) \1\b', 'the the a an an'), re.findall(r'(?P<q>["\']).*?(?P=q)', '"a\'b" \'c\''), re.findall(r'(a)?(?(1)b|c)', 'ab c b'), re.findall('a+?', 'aaa'), re.findall('a{2}', 'aaaaa'), re.findall('a{,2}', 'aaa'), re.findall('(?>a+)b', 'aab'), re.findall('a++b', 'aab'), re.findall('a{', 'a{'), re.findall('x|', 'ax'))
