# SPDX-License-Identifier: Apache-2.0
import io
import logging

stream = io.StringIO()
logging.basicConfig(stream=stream, level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
logging.debug("hidden")
logging.info("shown %s and %d", "text", 3)
logging.warning("%(key)s", {"key": "by name"})
logging.error("no arguments %s")
logging.critical(["not", "text"])
logging.log(25, "between")
logger = logging.getLogger("app.part")
logger.info("from a logger")
logger.setLevel("ERROR")
logger.warning("hidden")
print(stream.getvalue())
print(logger.name, logger.level, logger.getEffectiveLevel(), logger.isEnabledFor(logging.ERROR), logger.parent, logger.propagate, logger.handlers, logger.disabled)
print(logging.getLogger() is logging.root, logging.getLogger("app.part") is logger, logging.getLogger("app").getChild("part") is logger, logger)
print(logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(15), logging.INFO, logging.WARN, logging.FATAL)
logging.addLevelName(15, "TRACE")
logging.root.setLevel(15)
logging.log(15, "traced")
print(stream.getvalue().splitlines()[-1])
for wrong in (lambda: logger.setLevel("LOUD"), lambda: logger.setLevel(2.5), lambda: logging.basicConfig(force=True, wrong=1), lambda: logging.basicConfig(force=True, style="?"), lambda: logging.getLogger(3), lambda: logging.Formatter("nothing here")):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
