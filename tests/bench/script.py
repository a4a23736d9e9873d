#!/usr/bin/env python3
"""script.py - how fast --script is, against OpenCC's own program.

    tests/bench/script.py [--qinggao PATH] [--runs N] [--megabytes N] [--assert-ratios [--margin M]]

Both convert the same file, and take turns.  Times are of the processor, since the disk and other programs
are not the question; the best of the runs counts.  "as it comes" is the whole process, with repair, which
OpenCC does not do; "alike" is without repair; "conversion" is alike without what the same program needs for a
file of one character, which is start-up: OpenCC loads its dictionaries, qinggao has them compiled in.
qinggao's time holds detecting, checking and finding in all three.  With --assert-ratios the exit status is 1
when "alike" is not 30 times faster.
"""
import argparse
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

import bench

TIMES = 30
MODES = [("traditional", "s2t"), ("taiwan", "s2tw"), ("taiwan-phrases", "s2twp"), ("hongkong", "s2hk"),
         ("simplified", "tw2s"), ("simplified-phrases", "tw2sp")]


def run(command):
    """Milliseconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def best(commands, runs):
    """The best time of each command, the commands taking turns."""
    times = [[run(command) for command in commands] for _ in range(runs)]
    return [min(column) for column in zip(*times)]


def ours(qinggao, script, path, out, *more):
    return [qinggao, "fix", "-q", str(path), "--script", script, "-o", str(out), *more]


def theirs(config, path, out):
    return ["opencc", "-c", f"{config}.json", "-i", str(path), "-o", str(out)]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--qinggao", default=str(bench.ROOT / "build" / "qinggao"),
                        help="the program (release build)")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--assert-ratios", action="store_true", help="fail when a ratio is not kept")
    parser.add_argument("--margin", type=float, default=1.0, help="1 is strict, 0.8 lenient")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    if not os.access(arguments.qinggao, os.X_OK):
        sys.exit(f"script: there is no program {arguments.qinggao}; build it or name it with --qinggao")
    if not shutil.which("opencc"):
        print("SKIPPED: opencc is not installed, so there is nothing to compare with")
        return 0
    failed = False
    with tempfile.TemporaryDirectory(prefix="qinggao-bench-") as name:
        folder = pathlib.Path(name)
        simplified, traditional, tiny = folder / "simplified", folder / "traditional", folder / "tiny"
        simplified.write_text(bench.markdown(arguments.megabytes * bench.MB), encoding="utf-8")
        tiny.write_text("国\n", encoding="utf-8")
        run(ours(arguments.qinggao, "taiwan", simplified, traditional))
        print(f"times faster than opencc, {arguments.megabytes} MB:   as it comes    alike    conversion")
        for script, config in MODES:
            path = traditional if script.startswith("simplified") else simplified
            a, a0, with_repair, b, b0 = best(
                [ours(arguments.qinggao, script, path, os.devnull, "--repair=none"),
                 ours(arguments.qinggao, script, tiny, os.devnull, "--repair=none"),
                 ours(arguments.qinggao, script, path, os.devnull),
                 theirs(config, path, os.devnull), theirs(config, tiny, os.devnull)], arguments.runs)
            print(f"  {script:20} {config:6} {b / with_repair:17.1f} {b / a:8.1f} {(b - b0) / (a - a0):13.1f}")
            failed = failed or b / a < TIMES * arguments.margin
    return 1 if arguments.assert_ratios and failed else 0


if __name__ == "__main__":
    sys.exit(main())
