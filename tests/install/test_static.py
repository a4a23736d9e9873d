#!/usr/bin/env python3
"""The program that stands alone: built, without any shared library, the same results in an empty system."""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (it stands one folder up)

ROOT = pathlib.Path(harness.ROOT)
SCRATCH = pathlib.Path(harness.scratch())
CMAKE = sys.argv[1]
SAMPLES = ["report.md", "notice.md", "old-gbk.txt", "old-big5.txt"]


def check(holds, what):
    if not holds:
        sys.exit(f"static: {what}")


def build():
    folder = SCRATCH / "build"
    for command in ([CMAKE, "--preset", "static", "-B", str(folder)],
                    [CMAKE, "--build", str(folder), "--target", "qinggao", "qg_catalogues"]):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        check(done.returncode == 0, f"{command}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return folder / "qinggao"


def main():
    program = build()
    headers = subprocess.run(["readelf", "-lW", program], capture_output=True, text=True, check=True).stdout
    check("INTERP" not in headers and "DYNAMIC" not in headers, "it needs shared libraries")

    # A system with nothing in it; who is not root does without.
    room = SCRATCH / "room"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    shutil.copy(program, room)
    enter = [shutil.which("chroot"), str(room), "/qinggao"] if os.geteuid() == 0 else [str(room / "qinggao")]
    for sample in SAMPLES:
        shutil.copy(ROOT / "samples" / sample, room)
        for arguments in (["-t", "docx"], ["-t", "markdown"]):
            alone = subprocess.run([*enter, "-q", sample, "-o", "-", *arguments], cwd=room, env={}, capture_output=True,
                                   check=False)
            want = subprocess.run([harness.program(), "-q", sample, "-o", "-", *arguments], cwd=room, env={},
                                  capture_output=True, check=True)
            check(alone.returncode == 0, f"{sample}: {alone.stderr}")
            check(alone.stdout == want.stdout and len(want.stdout) > 500, f"{sample} {arguments}: another result")

    (room / "jp.txt").write_bytes(b"\x1b$BF|K\\\x1b(B\n")
    done = subprocess.run([*enter, "fix", "--encoding", "ISO-2022-JP", "jp.txt"], cwd=room, env={}, capture_output=True,
                          check=False)
    check(done.returncode == 1 and b"encoding" in done.stderr, f"an encoding it has not: {done}")

    done = subprocess.run([program, "missing"], cwd=room, capture_output=True, check=False,
                          env={"LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"})
    print(done.stderr.decode())


if __name__ == "__main__":
    main()
