# SPDX-License-Identifier: Apache-2.0
"""Where chance comes from in a run (docs/python.md, "Chance"): the world's seed, for `random` and for the system's entropy."""

import random
import uuid

STREAM = 0x75756964  # sets the stream of random bytes apart from that of the module random
NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


class Entropy:
    def __init__(self, seed):
        self.numbers = random.Random(seed)
        self._bytes = random.Random((abs(seed) << 32) + STREAM)

    def urandom(self, size):
        if size < 0:
            raise ValueError("negative argument not allowed")
        return bytes(self._bytes.getrandbits(8) for _ in range(size))

    def file_name(self):
        """What stands between prefix and suffix in the name of a temporary file."""
        return "".join(NAME_LETTERS[byte % len(NAME_LETTERS)] for byte in self.urandom(8))

    def random_class(self):
        """random.Random, whose objects begin with 32 random bytes where they get no seed."""
        urandom = self.urandom

        class Random(random.Random):
            def seed(self, a=None, version=2):
                super().seed(int.from_bytes(urandom(32), "big") if a is None else a, version)

        return Random

    def random_module(self, facade):
        facade.Random = self.random_class()
        system = {name: value for name, value in vars(random.SystemRandom).items() if name not in ("__dict__", "__weakref__")}
        facade.SystemRandom = type("SystemRandom", (facade.Random,), system)
        own = facade.Random(0)
        own.setstate(self.numbers.getstate())
        for name in dir(own):
            if not name.startswith("_") and callable(getattr(own, name)) and name in vars(random):
                setattr(facade, name, getattr(own, name))
        return facade

    def uuid_module(self, facade, clock):
        def uuid1(node=None, clock_seq=None):
            """The run's time in steps of 100 ns since 1582-10-15, then 8 random bytes."""
            ticks = round(clock.epoch() * 1_000_000) * 10 + 0x01B21DD213814000
            tail = bytearray(self.urandom(8))
            tail[2] |= 1  # no network address
            high = (ticks >> 48 & 0x0FFF).to_bytes(2, "big")
            head = (ticks & 0xFFFFFFFF).to_bytes(4, "big") + (ticks >> 32 & 0xFFFF).to_bytes(2, "big") + high
            return uuid.UUID(bytes=head + bytes(tail), version=1)

        facade.uuid1 = uuid1
        return facade
