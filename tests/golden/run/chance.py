"""Chance in a run comes from the world's seed: the module random from one stream, the system's entropy from another."""

import os
import random
import secrets
import tempfile
import uuid

import phantom.rules as phantom


def on_start(container):
    phantom.debug([random.randint(1, 100), random.random(), random.choice("abcdef"), random.sample(range(100), 4)])
    phantom.debug([uuid.uuid4(), uuid.uuid1(), uuid.uuid1()])
    phantom.debug([os.urandom(5), os.urandom(0)])
    phantom.debug([secrets.token_hex(8), secrets.token_urlsafe(10), secrets.token_bytes(3), secrets.randbelow(10**30)])
    phantom.debug([secrets.choice(["a", "b", "c"]), secrets.randbits(70), secrets.SystemRandom().randint(1, 6)])
    system = random.SystemRandom()
    phantom.debug([system.random(), system.getrandbits(9), system.randbytes(2), system.seed(1), system.uniform(1, 2)])
    phantom.debug([system.choice(range(1000)), system.sample("abcdefgh", 3), system.gauss(0, 1), isinstance(system, random.Random)])
    letters = list("abcdefgh")
    system.shuffle(letters)
    phantom.debug(letters)
    random.shuffle(letters)
    phantom.debug(letters)
    phantom.debug([random.Random().random(), random.Random(7).random(), tempfile.mktemp()])
    random.seed()
    phantom.debug(random.random())
    random.seed(7)
    phantom.debug([random.random(), random.gauss(0, 1), random.getrandbits(80)])


def on_finish(container, summary):
    phantom.debug(random.random())
