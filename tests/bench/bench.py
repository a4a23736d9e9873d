#!/usr/bin/env python3
"""bench.py - how fast and how small qinggao is, against pandoc, iconv and itself.

    tests/bench/bench.py [--qinggao PATH] [--runs N] [--large-runs N] [--skip-large]
             [--start-runs N] [--assert-ratios [--margin M]]

The program is copied first, as an installation does: what a linker wrote bit by bit lies in small pieces in the
system's cache, and starting it costs a tenth more.  Five parts, each in one run on one machine:

  start    1 KB of text in GB18030, found out and decoded, against iconv that is told: what it costs to run the
           program at all.  qinggao also waits until its file is on the disk, so it is run once more to standard
           output, which is printed and not judged
  report   a report of 9 KB, Markdown to DOCX, the whole process: what one user waits for
  large    6 MB of varied Markdown
  decoding 20 MB of text in GB18030, found out and decoded, against iconv that is told
  growth   1, 2, 4 and 8 MB of it, qinggao alone: time and memory must grow with the input and no faster

The programs take turns, so that a busy moment hits both.  Times are wall clock, "best/median" in
milliseconds; memory is the most that was resident.  Seconds differ from machine to machine and are only
printed; with --assert-ratios the exit status is 1 when the ratios are worse than design allows (start: 3 times
iconv's time; report: 12 times faster, under 1/5 of the memory; large: 30 times, under its memory; growth: twice
the input may take 2.6 times the time and 2.3 times the memory; decoding: twice iconv's time).  --margin 0.8 lets
each be that much worse, for machines that do other things as well.  Without pandoc the comparisons with it are
left out, visibly, and the others are still judged.

The memory of a child is measured over a shell in between: on Linux the peak that wait4 reports starts with
that of the process which called exec, and Python's alone is larger than qinggao's.
"""
import argparse
import ctypes
import os
import pathlib
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MB = 1024 * 1024
PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>

START_BYTES = 1024
REPORT_BYTES = 9 * 1024
LARGE_BYTES = 6 * MB
GROWTH_BYTES = [1 * MB, 2 * MB, 4 * MB, 8 * MB]

START_TIME = 3
REPORT_TIMES, REPORT_MEMORY = 12, 1 / 5
LARGE_TIMES, LARGE_MEMORY = 30, 1
GROWTH_TIME, GROWTH_MEMORY = 2.6, 2.3
DECODING_BYTES, DECODING_TIME = 20 * MB, 2

SUBJECTS = "各县区 各部门 市政府 调研组 项目单位 行业协会 基层干部 企业负责人 村级组织 窗口人员".split()
VERBS = "统筹推进 认真落实 全面梳理 持续优化 着力解决 严格规范 稳步扩大 加快建设".split()
OBJECTS = "重点工程建设 审批服务流程 安全生产责任 农村人居环境 惠企政策兑现 数据资源共享 人才培养机制".split()


def sentence(rng):
    text = rng.choice(SUBJECTS) + rng.choice(VERBS) + rng.choice(OBJECTS)
    if rng.random() < 0.4:
        text += f"，完成{rng.randint(3, 990)}项，增长{rng.uniform(1, 30):.1f}%"
    if rng.random() < 0.1:
        text += f"，**{rng.choice(OBJECTS)}**成效明显"
    if rng.random() < 0.04:
        text += "，详见[附件](annex.html)"
    return text + "。"


def paragraph(rng):
    return "".join(sentence(rng) for _ in range(rng.randint(2, 7)))


def table(rng):
    rows = [f"| {i} | {rng.choice(OBJECTS)} | {rng.randint(1, 9999)} |" for i in range(rng.randint(3, 12))]
    return "\n".join(["| 序号 | 项目 | 数量 |", "| :-: | :-- | --: |"] + rows)


def bullets(rng):
    mark = rng.choice(["- ", "1. "])
    lines = []
    for _ in range(rng.randint(2, 6)):
        lines.append(mark + sentence(rng))
        if rng.random() < 0.2:
            lines.append(" " * len(mark) + "- " + sentence(rng))
    return "\n".join(lines)


def block(rng, number):
    kinds = [paragraph] * 14 + [table, bullets, bullets]
    text = rng.choice(kinds)(rng)
    dice = rng.random()
    if dice < 0.12:
        return f"{'#' * rng.randint(2, 5)} {rng.choice(VERBS)}{rng.choice(OBJECTS)}\n\n{text}"
    if dice < 0.15:
        return "> " + sentence(rng) + "\n\n" + text
    if dice < 0.17:
        return f"{paragraph(rng)}[^{number}]\n\n[^{number}]: {sentence(rng)}\n\n{text}"
    return text


def markdown(n_bytes, seed=9704):
    """About n_bytes of a report in Markdown, the same for the same arguments."""
    rng = random.Random(seed)
    parts = ["---\ntitle: 工作报告\nrecipient: 市政府\ndate: 2024-03-05\n---\n\n# 工作报告\n"]
    size = 0
    while size < n_bytes:
        parts.append(block(rng, len(parts)) + "\n")
        size += len(parts[-1].encode()) + 1
    return "\n".join(parts)


# ---- measuring -----------------------------------------------------------------------------------


def run_for_time(command):
    """Milliseconds of wall clock."""
    start = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def run_for_memory(command):
    """The most kilobytes that were resident: the shell ends at once, and we inherit its child."""
    line = " ".join(shlex.quote(str(word)) for word in command) + " >/dev/null 2>&1 &"
    shell = subprocess.Popen(["sh", "-c", line], stdin=subprocess.DEVNULL)
    status, peak = None, 0
    while True:
        try:
            pid, code, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        if pid == shell.pid:
            shell.returncode = os.waitstatus_to_exitcode(code)
        else:
            status, peak = os.waitstatus_to_exitcode(code), usage.ru_maxrss
    if status != 0:
        sys.exit(f"bench: {command[0]} failed with {status}")
    return peak


def compare(commands, runs):
    """{name: (best ms, median ms, peak KB)}, the commands taking turns."""
    times = {name: [] for name in commands}
    for command in commands.values() if runs > 1 else []:
        run_for_time(command)  # fill the caches
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(run_for_time(command))
    return {
        name: (min(times[name]), statistics.median(times[name]), run_for_memory(command))
        for name, command in commands.items()
    }


# ---- the parts ------------------------------------------------------------------------------------


class Bench:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = pathlib.Path(folder)
        self.program = shutil.copy(arguments.qinggao, self.folder / "qinggao")
        self.pandoc = shutil.which("pandoc")
        self.failures = []

    def draft(self, n_bytes):
        path = self.folder / f"draft-{n_bytes}.md"
        path.write_text(markdown(n_bytes), encoding="utf-8")
        return path

    def commands(self, draft):
        out = self.folder
        commands = {"qinggao": [self.program, "-q", str(draft), "-o", str(out / "q.docx")]}
        if self.pandoc:
            commands["pandoc"] = [self.pandoc, str(draft), "-o", str(out / "p.docx")]
        return commands

    def judge(self, what, value, limit, is_least):
        """Whether `value` keeps `limit`, with the margin."""
        margin = self.arguments.margin
        bound = limit * margin if is_least else limit / margin
        good = value >= bound if is_least else value <= bound
        if not good:
            words = "at least" if is_least else "at most"
            self.failures.append(f"{what}: {value:.3g}, allowed is {words} {bound:.3g}")

    def versus(self, what, n_bytes, runs, least_times, most_memory):
        draft = self.draft(n_bytes)
        print(f"{what}: {draft.stat().st_size} bytes of Markdown to DOCX, {runs} runs")
        results = compare(self.commands(draft), runs)
        for name, (best, median, peak) in results.items():
            print(f"  {name:8} {best:10.1f}/{median:.1f} ms {peak / 1024:9.1f} MB")
        if not self.pandoc:
            print("  SKIPPED: pandoc is not installed, so there is nothing to compare with")
            return
        (q_best, q_median, q_peak), (p_best, p_median, p_peak) = results["qinggao"], results["pandoc"]
        print(f"  pandoc takes {p_best / q_best:.1f}/{p_median / q_median:.1f} times the time; "
              f"qinggao takes 1/{p_peak / q_peak:.1f} of the memory")
        self.judge(f"{what}, times faster than pandoc", p_median / q_median, least_times, True)
        self.judge(f"{what}, part of pandoc's memory", q_peak / p_peak, most_memory, False)

    def start(self, runs):
        rng = random.Random(1024)
        text = "".join(sentence(rng) + "\n" for _ in range(40)).encode("gb18030")
        draft = self.folder / "short.txt"
        draft.write_bytes(text[:text.rindex(b"\n", 0, START_BYTES) + 1])
        out = str(self.folder / "short-decoded.txt")
        fix = [self.program, "fix", "-q", "--force", str(draft), "-o"]
        print(f"start: {draft.stat().st_size} bytes of GB18030, {runs} runs")
        results = compare({
            "qinggao": fix + [out],
            "to stdout": fix + ["-"],
            "iconv": ["iconv", "-f", "GB18030", "-t", "UTF-8", str(draft), "-o", out],
        }, runs)
        for name, (best, median, peak) in results.items():
            print(f"  {name:9} {best:9.1f}/{median:.1f} ms {peak / 1024:9.1f} MB")
        (q_best, q_median, _), (i_best, i_median, _) = results["qinggao"], results["iconv"]
        print(f"  qinggao takes {q_best / i_best:.2f}/{q_median / i_median:.2f} times the time of iconv, "
              f"{results['to stdout'][1] / i_median:.2f} to standard output")
        self.judge("start, times of iconv", q_median / i_median, START_TIME, False)

    def decoding(self, runs):
        rng = random.Random(18030)
        text = "\n".join(paragraph(rng) for _ in range(3000)).encode("gb18030") + b"\n"
        draft = self.folder / "gb18030.txt"
        draft.write_bytes(text * (DECODING_BYTES // len(text) + 1))
        out = str(self.folder / "decoded.txt")
        print(f"decoding: {draft.stat().st_size / MB:.1f} MB of GB18030, {runs} runs")
        results = compare({
            "qinggao": [self.program, "fix", "-q", "--force", str(draft), "-o", out],
            "iconv": ["iconv", "-f", "GB18030", "-t", "UTF-8", str(draft), "-o", out],
        }, runs)
        for name, (best, median, peak) in results.items():
            print(f"  {name:8} {best:10.1f}/{median:.1f} ms {peak / 1024:9.1f} MB")
        self.judge("decoding, times of iconv", results["qinggao"][0] / results["iconv"][0], DECODING_TIME, False)

    def growth(self, runs):
        print("growth: qinggao alone")
        before = None
        for n_bytes in GROWTH_BYTES:
            draft = self.draft(n_bytes)
            size = draft.stat().st_size
            best, _, peak = compare({"qinggao": self.commands(draft)["qinggao"]}, runs)["qinggao"]
            print(f"  {size / MB:5.1f} MB {best:8.1f} ms {best * 1e6 / size:7.1f} ns/byte "
                  f"{peak / 1024:8.1f} MB {peak * 1024 / size:6.1f} bytes/byte")
            if before:
                self.judge(f"growth of time to {size / MB:.1f} MB", best / before[0], GROWTH_TIME, False)
                self.judge(f"growth of memory to {size / MB:.1f} MB", peak / before[1], GROWTH_MEMORY, False)
            before = (best, peak)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--qinggao", default=str(ROOT / "build" / "qinggao"),
                        help="the program (release build)")
    parser.add_argument("--start-runs", type=int, default=300, help="runs of the shortest (default 300)")
    parser.add_argument("--runs", type=int, default=15, help="runs of the small report (default 15)")
    parser.add_argument("--large-runs", type=int, default=1,
                        help="runs of 6 MB: pandoc takes minutes (default 1)")
    parser.add_argument("--skip-large", action="store_true", help="only start and the small report")
    parser.add_argument("--assert-ratios", action="store_true", help="fail when a ratio is not kept")
    parser.add_argument("--margin", type=float, default=1.0, help="1 is strict, 0.8 lenient")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    if not os.access(arguments.qinggao, os.X_OK):
        sys.exit(f"bench: there is no program {arguments.qinggao}; build it or name it with --qinggao")
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="qinggao-bench-") as folder:
        bench = Bench(arguments, folder)
        bench.start(arguments.start_runs)
        bench.versus("report", REPORT_BYTES, arguments.runs, REPORT_TIMES, REPORT_MEMORY)
        if not arguments.skip_large:
            bench.versus("large", LARGE_BYTES, arguments.large_runs, LARGE_TIMES, LARGE_MEMORY)
            bench.decoding(max(arguments.large_runs, 5))
            bench.growth(arguments.large_runs + 2)
    for failure in bench.failures:
        print(f"bench: {failure}", file=sys.stderr)
    return 1 if arguments.assert_ratios and bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
