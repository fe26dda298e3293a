# SPDX-License-Identifier: Apache-2.0
import logging
import os

handler = logging.FileHandler("run.log", mode="w", encoding="utf-8")
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
logger = logging.getLogger("file")
logger.addHandler(handler)
logger.setLevel(logging.DEBUG)
logger.propagate = False
logger.debug("first ä")
logger.info("second")
handler.close()
print(open("run.log", encoding="utf-8").read())
logger.info("after close")
print(len(open("run.log", encoding="utf-8").readlines()), os.path.basename(handler.baseFilename))
logging.basicConfig(filename="root.log", filemode="w", level="WARNING", format="%(message)s")
logging.warning("to the root's file")
logging.info("hidden")
logging.basicConfig(format="ignored")
logging.shutdown()
print(open("root.log").read(), len(logging.root.handlers), type(logging.root.handlers[0]).__name__)
