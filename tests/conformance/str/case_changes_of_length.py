# SPDX-License-Identifier: Apache-2.0
for text in ['straße', 'ŉ', 'ΐ', 'ﬁ', 'ﬀ', 'İ', 'ı', 'ǆ', 'ΑΣ', 'ΑΣ Α', 'ὈΔΥΣΣΕΎΣ', 'ß', 'ẞ']:
    print(ascii([text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase(), text.casefold()]))
