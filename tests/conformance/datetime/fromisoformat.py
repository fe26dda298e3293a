# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
for text in ['2024-01-02', '2024-01-02T03:04', '2024-01-02 03:04:05', '2024-01-02T03:04:05.678', '2024-01-02T03:04:05.678901', '2024-01-02T03:04:05Z', '2024-01-02T03:04:05+02:00', '2024-01-02T03:04:05.123456-05:30', '20240102', '20240102T030405', '2024-W01-2', '2024-01-02T03']:
    print(text, repr(datetime.fromisoformat(text)), datetime.fromisoformat(text).isoformat())
for text in ['', 'x', '2024-1-2', '2024-13-01', '2024-01-02T', '2024-01-02T25:00', '01/02/2024', '2024-01-02T03:04:05 ']:
    try:
        print(datetime.fromisoformat(text))
    except ValueError as error:
        print(error)
try:
    datetime.fromisoformat(5)
except TypeError as error:
    print(error)
