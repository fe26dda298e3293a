# SPDX-License-Identifier: Apache-2.0
for text in ["they're bill's", 'HELLO wORLD', '3rd x1y', 'a-b_c.d', 'é1é', '', "o'neil", 'ǆ ǅ']:
    print(ascii(text.title()), text.istitle(), text.title().istitle(), ascii(text.capitalize()))
