# SPDX-License-Identifier: Apache-2.0
"""Stands in for the remote services that connectors talk to: all of them in one process, on the loopback interface alone.

    python3 tests/services/services.py [--port N] [--tls] [--latency 200-300] [--quotas default] [--quota SERVICE=LIMITS] ...

Prints one line of JSON with the ports when it is ready; SIGTERM or SIGINT end it. README.md lists services, controls and faults.
"""

import argparse
import asyncio
import importlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

import certificates  # noqa: E402
from admin import fault_of  # noqa: E402
from dns_server import start_dns  # noqa: E402
from service import REGISTRY  # noqa: E402
from smtp_sink import start_smtp  # noqa: E402
from wire import Connection  # noqa: E402
from world import World  # noqa: E402

LOOPBACK = "127.0.0.1"
# Each registers its services.
MODULES = "virustotal phishtank abuseipdb urlscan safebrowsing greynoise umbrella abuse_ch gemini otx shodan slack jira servicenow"
for module in [*MODULES.split(), "firewall", "generic"]:
    importlib.import_module(module)


def parsed_options(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="for HTTP; 0 takes a free one")
    parser.add_argument("--smtp-port", type=int, default=0)
    parser.add_argument("--dns-port", type=int, default=0)
    parser.add_argument("--tls", action="store_true", help="more ports, with certificates good and bad")
    parser.add_argument("--data", type=Path, metavar="FILE.json", help="what is said about which indicator")
    parser.add_argument("--seed", default="0", help="for verdicts, latencies and faults by chance")
    parser.add_argument("--latency", action="append", default=[], metavar="[SERVICE=]MS", help="50, or 200-300")
    parser.add_argument("--pending", type=int, default=1, help="how often one is told to wait for an analysis (default: 1)")
    parser.add_argument("--quotas", choices=["off", "default"], default="off", help="default: the public limits of every service")
    parser.add_argument(
        "--quota", action="append", default=[], metavar="SERVICE=LIMITS", help="such as virustotal=4/minute,500/day@UTC"
    )
    parser.add_argument("--counting", choices=["fixed", "sliding", "both", "none"], default="fixed", help="which windows refuse")
    parser.add_argument("--fault", action="append", default=[], metavar="SERVICE=FAULT", help='such as "virustotal=slow seconds=2"')
    parser.add_argument("--ready-file", type=Path, help="gets the line with the ports, too")
    parser.add_argument("--until-eof", action="store_true", help="also end when standard input does")
    return parser.parse_args(arguments)


def assignment(text):
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"{text!r} is not SERVICE=...")
    return name, value


def world_of(options):
    data = json.loads(options.data.read_text(encoding="utf-8")) if options.data else {}
    world = World(options.seed, data, options.pending)
    for text in options.latency:
        world.set_latency(*assignment(text if "=" in text else f"*={text}"))
    if options.quotas == "default":
        for name in REGISTRY:
            world.set_quota(name, "default", options.counting)
    for text in options.quota:
        name, limits = assignment(text)
        world.set_quota(name, limits, options.counting)
    for text in options.fault:
        name, fault = assignment(text)
        world.admin.on_fault("POST", {"service": name} | fault_of(fault))
    return world


async def start_http(world, port, context=None):
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: Connection(world, loop), LOOPBACK, port, ssl=context, backlog=1024)


async def serve(options, world, folder):
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if options.until_eof:
        loop.add_reader(sys.stdin, lambda: os.read(sys.stdin.fileno(), 4096) or stop.set())
    tls = certificates.make(folder) if options.tls else None
    servers = {"http": await start_http(world, options.port)}
    if tls:
        for name, context in tls.contexts.items():
            servers[name] = await start_http(world, 0, context)
    servers["smtp"] = await start_smtp(world, LOOPBACK, options.smtp_port, tls)
    if tls:
        servers["smtps"] = await start_smtp(world, LOOPBACK, 0, tls, encrypted=True)
    ports = {name: server.sockets[0].getsockname()[1] for name, server in servers.items()}
    ports["dns"], close_dns = await start_dns(world, LOOPBACK, options.dns_port)
    line = json.dumps(ports | ({"ca": str(tls.ca)} if tls else {}))
    if options.ready_file:
        partial = options.ready_file.with_name(options.ready_file.name + ".partial")
        partial.write_text(line + "\n", encoding="utf-8")
        partial.replace(options.ready_file)
    print(line, flush=True)
    await stop.wait()
    close_dns()
    for server in servers.values():
        server.close()
    for connection in list(world.connections):
        connection.close()
    await asyncio.sleep(0)


def main():
    options = parsed_options(sys.argv[1:])
    try:
        world = world_of(options)
        with tempfile.TemporaryDirectory(prefix="services") as folder:
            asyncio.run(serve(options, world, Path(folder)))
    except (OSError, ValueError, TypeError, KeyError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
