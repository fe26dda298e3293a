#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mails a second against real HTTP (README.md): sequential and asynchronous CPython, pbc -O0 without caches, pbc.

    live.py --pbc build/bin/pbc [--mails 10000] [--slow 300] [--universe 20000] [--latency 200-300] [--only TEXT] [--json FILE]

The stand-in of tests/services/ answers on loopback, and counts at its socket. Contestants that would take hours do the first `--slow` mails; every
rate is of the mails that were done.
"""

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "tests" / "services"), str(HERE)]
sys.dont_write_bytecode = True

import workload  # noqa: E402
from stand_in import StandIn  # noqa: E402

PYTHON_WITH_AIOHTTP = "/usr/bin/python3"  # Debian's own


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(part * len(ordered)) - 1)] if ordered else 0.0


def config(services, quotas=None):
    """A configuration of live runs that asks the stand-in."""
    assets = []
    for name, service in (("virustotal_v3", "virustotal"), ("abuseipdb", "abuseipdb")):
        asset = {"name": name, "base_url": services.url(service), "secrets": {"api_key": {"env": "PBC_BENCH_KEY"}}}
        asset["quotas"] = (quotas or {}).get(service, [{"requests": 100_000_000, "per": "day"}])
        assets.append(asset)
    return {"assets": assets, "max_wait": "30min"}


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_pbc(executable, events, count, settings, folder, more=()):
    """Runs the executable on the first events; what contestant.py prints, and the lines."""
    path = folder / "events.ndjson"
    with open(events, encoding="utf-8") as source, open(path, "w", encoding="utf-8") as target:
        target.writelines(line for line, _ in zip(source, range(count)))
    (folder / "live.json").write_text(json.dumps(settings), encoding="utf-8")
    command = ["/usr/bin/time", "-f", "%M %U %S", "-o", folder / "time", executable, "run", "--events", path, "--live", "--config",
               folder / "live.json", *more]
    begin = time.monotonic()
    done = subprocess.run(command, env={**os.environ, "PBC_BENCH_KEY": "bench"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    seconds = time.monotonic() - begin
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if len(lines) != count or any(line["status"] != "success" for line in lines):
        sys.exit(f"live: {len(lines)} of {count} runs ended\n{done.stderr[-2000:]}")
    memory, user, system = (folder / "time").read_text(encoding="utf-8").split()[-3:]
    return {"mails": count, "seconds": seconds, "took": [line["t_ms"] / 1000 for line in lines], "cpu": float(user) + float(system),
            "memory": int(memory) * 1024, "hits": sum(line["cache_hits"] for line in lines)}


def run_python(how, events, count, base):
    python = PYTHON_WITH_AIOHTTP if Path(PYTHON_WITH_AIOHTTP).exists() else sys.executable
    done = subprocess.run([python, HERE / "contestant.py", how, events, str(count), base], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"live: {how} failed")
    return json.loads(done.stdout)


HEADER = f"{'':34} {'mails':>6} {'mails/s':>8} {'requests':>9} {'per mail':>8} {'hit rate':>8} {'p50 s':>8} {'p95 s':>8} {'p99 s':>8} {'cpu ms':>8} {'MiB':>7}"


def show(name, result, requests):
    looked_up = 5 * result["mails"]
    row = {
        "mails": result["mails"],
        "rate": result["mails"] / result["seconds"],
        "requests": requests,
        "per_mail": requests / result["mails"],
        "hit_rate": 1 - requests / looked_up,
        "p50": percentile(result["took"], 0.50),
        "p95": percentile(result["took"], 0.95),
        "p99": percentile(result["took"], 0.99),
        "cpu_ms": 1000 * result["cpu"] / result["mails"],
        "mib": result["memory"] / 2**20,
    }
    print(f"{name:34} {row['mails']:6d} {row['rate']:8.1f} {row['requests']:9d} {row['per_mail']:8.3f} {row['hit_rate']:8.3f} {row['p50']:8.3f} "
          f"{row['p95']:8.3f} {row['p99']:8.3f} {row['cpu_ms']:8.3f} {row['mib']:7.1f}", flush=True)
    return row


def resident(process):
    """KiB"""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def memory(executable, folder):
    """KiB for each of many runs whose look-ups are all under way."""
    sizes = {}
    with StandIn(latency="30000") as services:
        (folder / "live.json").write_text(json.dumps(config(services)), encoding="utf-8")
        for count in (1, 2001):
            workload.write(folder / "waiting.ndjson", workload.mails(count, 50000))
            command = [executable, "run", "--events", folder / "waiting.ndjson", "--live", "--config", folder / "live.json", "--concurrency", str(count)]
            process = subprocess.Popen(command, env={**os.environ, "PBC_BENCH_KEY": "bench"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            before = -1
            while before != (before := resident(process)):
                time.sleep(1)
            sizes[count] = before
            process.kill()
            process.wait()
    return (sizes[2001] - sizes[1]) / 2000


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--mails", type=int, default=10000)
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("--universe", type=int, default=20000)
    parser.add_argument("--latency", default="200-300")
    parser.add_argument("--concurrency", default="512")
    parser.add_argument("--only", default="")
    parser.add_argument("--json")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="pbc-live-"))
    try:
        rows = measure(options, folder)
    finally:
        shutil.rmtree(folder)
    if options.json:
        Path(options.json).write_text(json.dumps(rows, indent=2), encoding="utf-8")


def measure(options, folder):
    executables = {}
    for level in ("-O0", "-O2"):
        executables[level] = folder / f"mails{level}"
        subprocess.run([options.pbc, "compile", HERE / "mail_reputation.py", level, "-o", executables[level]], check=True)
    events = folder / "mails.ndjson"
    all_mails = list(workload.mails(options.mails, options.universe))
    workload.write(events, all_mails)
    distinct = len({pair for event in all_mails for pair in workload.indicators(event)})
    print(f"{options.mails} mails, {distinct} different indicators; answers take {options.latency} ms\n\n{HEADER}")
    rows = {}

    with StandIn(latency=options.latency) as services:
        def contest(name, run):
            if options.only not in name:
                return None
            services.reset()
            result = run()
            rows[name] = show(name, result, services.counts()["requests"])
            return rows[name]

        wide = ["--concurrency", options.concurrency]
        contest("CPython, one after the other", lambda: run_python("sequential", events, min(options.slow, options.mails), services.url("").rstrip("/")))
        contest("CPython, asyncio with 10 slots", lambda: run_python("asyncio", events, min(10 * options.slow, options.mails), services.url("").rstrip("/")))
        contest("pbc -O0, no caches", lambda: run_pbc(executables["-O0"], events, min(10 * options.slow, options.mails), config(services), folder, [*wide, "--no-cache"]))
        contest("pbc", lambda: run_pbc(executables["-O2"], events, options.mails, config(services), folder, wide))

        # What runs take that find everything known: the same mails twice as often, less what they take once.
        def warm():
            some = min(options.mails, 2000)
            twice = folder / "twice.ndjson"
            workload.write(twice, all_mails[:some] * 2)
            once = run_pbc(executables["-O2"], events, some, config(services), folder, wide)
            services.reset()
            both = run_pbc(executables["-O2"], twice, 2 * some, config(services), folder, wide)
            rest = {"mails": some, "seconds": max(1e-9, both["seconds"] - once["seconds"]), "cpu": both["cpu"] - once["cpu"], "memory": both["memory"]}
            return {**rest, "took": [0.0] * some, "warm": True}

        row = contest("pbc, warm (difference of two runs)", warm)
        if row:
            rows["warm cpu ms per mail"] = row["cpu_ms"]

        # Quotas that are the bottleneck: the time that they leave no choice about, against the time it took.
        limit = 600
        rules = [{"requests": limit, "per": "minute"}]
        services.quota("virustotal", f"{limit}/minute", counting="sliding")
        row = contest("pbc, 600 a minute at VirusTotal", lambda: run_pbc(executables["-O2"], events, min(options.mails, 1000), config(services, {"virustotal": rules}), folder, wide))
        if row:
            asked = services.requests("virustotal")
            least = 60 * ((asked - 1) // limit)
            spent = row["mails"] / row["rate"]
            rows["part of the quota's rate"] = least / spent
            rows["violations"] = services.violations()
            print(f"\n{asked} requests at {limit} a minute take {least} s at least, and took {spent:.1f} s: {100 * least / spent:.1f} % of the rate that the quota "
                  f"allows; violations counted at the socket: {services.violations()}")

    if options.only in "memory":
        rows["KiB per waiting run"] = memory(executables["-O2"], folder)
        print(f"\na run that waits takes {rows['KiB per waiting run']:.1f} KiB")
    return rows


if __name__ == "__main__":
    main()
