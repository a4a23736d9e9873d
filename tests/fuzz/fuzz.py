#!/usr/bin/env python3
"""fuzz.py - run fuzz targets one after the other for a while and say what they did.

    tests/fuzz/fuzz.py [--build DIR] [--seconds N] [--rounds N] [NAME ...]

Needs the preset fuzz (build-fuzz).  Each target starts from its corpus in tests/fuzz/corpus/, from drafts that
other tests hold and from what it found itself before, which it keeps in DIR/fuzz/NAME; inputs that crash, hang
or take too much memory are left in DIR/fuzz/NAME.found.  It runs at the lowest priority, or that of --nice.  One
line of JSON a run goes to DIR/fuzz/log: executions, seconds, and those of processor time, coverage (edges), crashes.
The exit status is 1 when something was found.  --sum prints what the log holds for each target, and runs nothing.
"""
import argparse
import json
import os
import pathlib
import re
import resource
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
    "math": ("markdown", ["samples/formulas.md", "tests/golden/formulas/input.md"]),
    "model": ("html", []),
    "picture": (None, []),
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


def processor_seconds():
    """Of all children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(name, build, seconds, nice):
    base = build / "fuzz"
    found = base / f"{name}.found"
    found.mkdir(parents=True, exist_ok=True)
    before = set(os.listdir(found))
    dictionary = TARGETS[name][0]
    command = ["nice", "-n", str(nice), str(build / f"fuzz_{name}"), str(gather(name, base / name)),
               str(FUZZ / "corpus" / name), f"-artifact_prefix={found}/", f"-max_total_time={seconds}", *LIMITS]
    if dictionary:
        command.append(f"-dict={FUZZ / 'dictionaries' / dictionary}.dict")
    start, processor = time.time(), processor_seconds()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    log = done.stderr.decode(errors="replace")
    if done.returncode != 0:
        (base / f"{name}.stderr").write_text(log, encoding="utf-8")
    coverage = re.findall(r"cov: (\d+)", log)
    executions = re.findall(r"number_of_executed_units:\s*(\d+)", log) or re.findall(r"^#(\d+)", log, re.M)
    result = {"target": name, "seconds": round(time.time() - start),
              "processor": round(processor_seconds() - processor, 1), "executions": int(executions[-1]) if executions else 0,
              "coverage": int(coverage[-1]) if coverage else 0, "found": sorted(set(os.listdir(found)) - before),
              "status": done.returncode}
    with open(base / "log", "a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")
    print(json.dumps(result), flush=True)
    return result


def print_sum(build):
    """What the log says of each target."""
    sums = {}
    for line in (build / "fuzz" / "log").read_text(encoding="utf-8").splitlines():
        result = json.loads(line)
        total = sums.setdefault(result["target"], {"processor": 0, "executions": 0, "coverage": 0, "found": 0})
        for key in ("processor", "executions"):
            total[key] += result[key]
        total["coverage"] = max(total["coverage"], result["coverage"])
        total["found"] += len(result["found"])
    for name, total in sums.items():
        print(f"{name:13}{total['processor']:8.0f} s {total['executions']:10} executions {total['coverage']:6} edges "
              f"{total['found']:4} found")
    print(f"{sum(total['processor'] for total in sums.values()) / 3600:.2f} hours of processor time")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build-fuzz")
    parser.add_argument("--seconds", type=int, default=60, help="of each run (default 60)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--nice", type=int, default=19)
    parser.add_argument("--sum", action="store_true", help="only say what was done so far")
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(TARGETS))
    arguments = parser.parse_args()
    if arguments.sum:
        print_sum(arguments.build)
        return 0
    results = [run(name, arguments.build, arguments.seconds, arguments.nice)
               for _ in range(arguments.rounds) for name in arguments.names or TARGETS]
    return 1 if any(result["status"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
