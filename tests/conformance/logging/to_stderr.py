# SPDX-License-Identifier: Apache-2.0
import logging

log = logging.getLogger("nothing.configured")
log.info("hidden")
log.warning("the handler of last resort writes this")
logging.basicConfig(level=logging.DEBUG)
log.debug("configured")
log.error("last line of stderr")
