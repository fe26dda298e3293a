import jsn
import urlib.parse as parse
from collection import OrderedDict
import numpy
from typing import TYPE_CHECKING

try:
    import ujson as json
except ImportError:
    import json

try:
    import pandas
except ValueError:
    pass

if TYPE_CHECKING:
    from mypy_extensions import TypedDict


def on_start(container):
    try:
        import lxml
    except Exception:
        return
    from bs5 import BeautifulSoup
    return
