# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

from datetime import datetime
print(datetime.strptime('2024-05-06T07:08:09.123+0530', '%Y-%m-%dT%H:%M:%S.%f%z'), datetime.strptime('6 May 24 11 PM', '%d %b %y %I %p'), datetime.strptime('2024 127', '%Y %j'), datetime.strptime('2024 10 1', '%Y %U %w'), datetime.strptime('2024-W10-3', '%G-W%V-%u'), datetime.strptime('UTC', '%Z'), datetime.strptime('Z', '%z'), datetime.strptime('%5', '%%%d'), datetime.strptime('monday  6', '%A %d'))
for text, form in [('x', '%Y'), ('2024-13-01', '%Y-%m-%d'), ('2024-02-30', '%Y-%m-%d'), ('2024 x', '%Y'), ('1', '%q'), ('1', '%'), ('2024 W1', '%Y W%V'), ('10', '%V'), ('366 2023', '%j %Y'), ('+05:3', '%z'), ('', '%d'), ('2024-W10', '%G-W%V'), (5, '%d'), ('5', 5)]:
    attempt(datetime.strptime, text, form)
