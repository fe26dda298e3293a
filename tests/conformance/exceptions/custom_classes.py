# SPDX-License-Identifier: Apache-2.0
class PlaybookError(Exception):
    pass


class Detailed(PlaybookError):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f'{self.args[0]} ({self.code})'


try:
    raise PlaybookError('plain')
except PlaybookError as error:
    print(repr(error), error)
try:
    raise Detailed('bad', 7)
except PlaybookError as error:
    print(error, error.code, type(error).__name__, isinstance(error, Exception), error.args)
raise Detailed('last', 1)
