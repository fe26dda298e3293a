# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta
import datetime as module
import time
before = datetime.now()
later = before + timedelta(minutes=10)
print(isinstance(before, datetime), isinstance(before, module.date), later > before, later - before, (later - before).total_seconds(), before.tzinfo, type(before).__name__, len(before.isoformat()) >= 19)
print(isinstance(time.time(), float), time.time() > 0, isinstance(datetime.utcnow(), module.datetime), before.strftime('%Y') == str(before.year), type(later - before).__name__)
