import phantom.rules as phantom
import subprocess
from os import path
import numpy as np
from phantom.rules import *
from .sibling import thing


def on_start(container):
    phantom.debug(subprocess.run(["ls"]))
    phantom.debug(np)
