#!/usr/bin/env python3
"""many.py - thousands of reports in one go, against pandoc in a shell loop.

    tests/bench/many.py [--qinggao PATH] [--files N] [--jobs N] [--sample N] [--assert-ratios]

Writes N different reports of 9 KB (default 2000) and converts all of them with `qinggao --jobs`.  pandoc would take
many minutes, so it gets the first few of them (default 20) in a shell loop, one process each, and the ratio is that of
files a second.  Memory is measured for all files and for a tenth of them: it must not depend on their number.
With --assert-ratios the exit status is 1 when the throughput is less than 200 times pandoc's or the memory for all is
more than 1.3 times that for a tenth.
"""
import argparse
import ctypes
import pathlib
import shutil
import sys
import tempfile
import time

import bench

TIMES, MEMORY = 200, 1.3


def make_reports(folder, n):
    folder.mkdir()
    for i in range(n):
        (folder / f"report-{i:05}.md").write_text(bench.markdown(bench.REPORT_BYTES, seed=i), encoding="utf-8")
    return sorted(folder.iterdir())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--qinggao", default=str(bench.ROOT / "build" / "qinggao"))
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=20, help="files for pandoc")
    parser.add_argument("--assert-ratios", action="store_true")
    arguments = parser.parse_args()
    ctypes.CDLL(None, use_errno=True).prctl(bench.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    with tempfile.TemporaryDirectory(prefix="qinggao-bench-") as name:
        scratch = pathlib.Path(name)
        files = make_reports(scratch / "in", arguments.files)
        few = scratch / "few"
        few.mkdir()
        for file in files[:arguments.files // 10]:
            shutil.copy(file, few)

        def convert(folder, out, jobs=arguments.jobs):
            shutil.rmtree(scratch / out, ignore_errors=True)
            return [arguments.qinggao, "-q", "-r", str(folder), "--out-dir", str(scratch / out), "--jobs", str(jobs)]

        rates = {}
        for jobs in sorted({1, arguments.jobs}):
            command = convert(scratch / "in", "out", jobs)
            seconds = bench.run_for_time(command) / 1000
            rates[jobs] = len(files) / seconds
            print(f"qinggao --jobs {jobs}: {len(files)} files in {seconds:.2f} s, {rates[jobs]:.0f} a second")
        memory_all = bench.run_for_memory(convert(scratch / "in", "out"))
        memory_few = bench.run_for_memory(convert(few, "out"))
        print(f"memory: {memory_all / 1024:.1f} MB for all, {memory_few / 1024:.1f} MB for a tenth of them")
        bad = memory_all > MEMORY * memory_few
        if shutil.which("pandoc") is None:
            print("SKIPPED: pandoc is not installed, so there is nothing to compare with")
        else:
            (scratch / "p").mkdir()
            script = 'for f in "$@"; do pandoc "$f" -o "$OUT/$(basename "$f" .md).docx"; done'
            start = time.perf_counter()
            bench.run_for_time(["env", f"OUT={scratch / 'p'}", "sh", "-c", script, "sh",
                                *map(str, files[:arguments.sample])])
            rate = arguments.sample / (time.perf_counter() - start)
            print(f"pandoc in a loop: {arguments.sample} files, {rate:.2f} a second; "
                  f"qinggao --jobs {arguments.jobs} has {rates[arguments.jobs] / rate:.0f} times its throughput")
            bad = bad or rates[arguments.jobs] < TIMES * rate
    return 1 if arguments.assert_ratios and bad else 0


if __name__ == "__main__":
    sys.exit(main())
