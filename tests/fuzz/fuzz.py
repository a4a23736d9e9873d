#!/usr/bin/env python3
"""fuzz.py - run fuzz targets one after the other for a while and say what they did.

    tests/fuzz/fuzz.py [--build DIR] [--seconds N] [--rounds N] [NAME ...]

Needs the preset fuzz (build-fuzz).  Each target starts from its corpus in tests/fuzz/corpus/, from drafts that
other tests hold and from what it found itself before, which it keeps in DIR/fuzz/NAME; inputs that crash, hang
or take too much memory are left in DIR/fuzz/NAME.found.  It runs at the lowest priority.  One line of JSON a run goes
to DIR/fuzz/log: executions, seconds, coverage (edges), crashes.  The exit status is 1 when something was found.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FUZZ = ROOT / "tests" / "fuzz"

# target: dictionary, globs of seeds
TARGETS = {
    "normalize": ("text", ["samples/*.txt"]),
    "repair": ("text", ["samples/*.md", "tests/golden/text-*/input.*"]),
    "markdown": ("markdown", ["samples/*.md", "tests/golden/*/input.md"]),
    "text": ("text", ["tests/golden/text-*/input.*"]),
    "html": ("html", ["tests/html/pages/*.html"]),
    "front_matter": ("yaml", ["tests/golden/front-matter/input.md"]),
    "model": ("html", []),
    "style": ("yaml", ["styles/*.yaml"]),
    "convert": ("markdown", ["samples/*.md", "samples/*.txt", "tests/golden/*/input.*", "tests/html/pages/*.html"]),
}
LIMITS = ["-max_len=8192", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1", "-len_control=20"]


def gather(name, folder):
    """The folder of what the target found, with the seeds in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in TARGETS[name][1]:
        for seed in ROOT.glob(pattern):
            data = seed.read_bytes()
            (folder / f"seed-{seed.parent.name}-{seed.name}").write_bytes(data)
    return folder


def run(name, build, seconds):
    base = build / "fuzz"
    found = base / f"{name}.found"
    found.mkdir(parents=True, exist_ok=True)
    before = set(os.listdir(found))
    command = ["nice", "-n", "19", str(build / f"fuzz_{name}"), str(gather(name, base / name)),
               str(FUZZ / "corpus" / name), f"-dict={FUZZ / 'dictionaries' / TARGETS[name][0]}.dict",
               f"-artifact_prefix={found}/", f"-max_total_time={seconds}", *LIMITS]
    start = time.time()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    log = done.stderr.decode(errors="replace")
    if done.returncode != 0:
        (base / f"{name}.stderr").write_text(log, encoding="utf-8")
    coverage = re.findall(r"cov: (\d+)", log)
    executions = re.findall(r"number_of_executed_units:\s*(\d+)", log) or re.findall(r"^#(\d+)", log, re.M)
    result = {"target": name, "seconds": round(time.time() - start), "executions": int(executions[-1]) if executions else 0,
              "coverage": int(coverage[-1]) if coverage else 0, "found": sorted(set(os.listdir(found)) - before),
              "status": done.returncode}
    with open(base / "log", "a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
    print(json.dumps(result), flush=True)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build-fuzz")
    parser.add_argument("--seconds", type=int, default=60, help="of each run (default 60)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(TARGETS))
    arguments = parser.parse_args()
    results = [run(name, arguments.build, arguments.seconds)
               for _ in range(arguments.rounds) for name in arguments.names or TARGETS]
    return 1 if any(result["status"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
