# SPDX-License-Identifier: Apache-2.0
# What __exit__ is given.
import traceback


class Shown:
    def __init__(self, swallows=False):
        self.swallows = swallows

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        print(kind and kind.__name__, error, type(trace).__name__)
        if trace is not None:
            print([frame.name for frame in traceback.extract_tb(trace)], trace.tb_lineno)
        return self.swallows


def fails():
    raise ValueError("inside")


with Shown():
    pass
with Shown(True):
    fails()
with Shown(True) as outer, Shown() as inner:
    {}["key"]


def returns():
    with Shown():
        return 5


print(returns())
