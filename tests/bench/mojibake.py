#!/usr/bin/env python3
"""mojibake.py - how fast text that was read in a wrong encoding is repaired.

    tests/bench/mojibake.py [--qinggao PATH] [--runs N] [--megabytes N] [--kind WORD] [FOLDER...]

The texts are all files below the folders (UTF-8), else those of tests/repair/characters.txt, whose few lines come
again and again and make it look quicker than it is.  Each damage of tests/repair/mojibake_damage.py is done to all,
and the pass runs alone.  Times are of the processor, the best of the runs; beside them stands what part of the speed
of `fix` on the clean text that is, which does not depend on the machine or on what else it does.
"""
import argparse
import pathlib
import sys
import tempfile

import bench
import script

sys.path.insert(0, str(bench.ROOT / "tests" / "repair"))
import mojibake_damage as damage  # noqa: E402  (it stands one folder up)
import repair  # noqa: E402

CODECS = {"any": "utf-8", "simplified": "gbk", "traditional": "cp950"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--qinggao", default=str(bench.ROOT / "build" / "qinggao"), help="the program (release build)")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--megabytes", type=float, default=2)
    parser.add_argument("--kind", default="", help="only the damages that have this in their names")
    parser.add_argument("folders", nargs="*")
    return parser.parse_args()


def speed(arguments, data, file):
    """Megabytes a second."""
    data *= max(1, round(arguments.megabytes * 1e6 / len(data)))
    file.write_bytes(data)
    command = [arguments.qinggao, "fix", "-q", "--encoding", "UTF-8", "--repair=none,mojibake", "-o", "/dev/null",
               str(file)]
    return len(data) / 1000 / script.best([command], arguments.runs)[0]


def has_script(text, wanted):
    """Whether the text is one that is written in the encoding: all but a few characters are there."""
    codec = CODECS[wanted]
    return len(text.encode(codec, "ignore").decode(codec)) > 0.98 * len(text)


def main():
    arguments = parse_arguments()
    texts = list((repair.read_texts(arguments.folders) if arguments.folders else
                  repair.read_sections(f"{repair.HERE}/characters.txt")).values())
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "text.txt"
        clean = speed(arguments, "".join(texts).encode(), file)
        print(f"{'clean':40} {clean:6.1f} MB/s")
        for name, (spoil, wanted) in {**damage.EXACT, **damage.LOSSY}.items():
            text = "".join(text for text in texts if has_script(text, wanted))
            if arguments.kind not in name or not text:
                continue
            text = text.encode(CODECS[wanted], "ignore").decode(CODECS[wanted])
            now = speed(arguments, spoil(text).encode("utf-8", "replace"), file)
            print(f"{name:40} {now:6.1f} MB/s   1/{clean / now:.0f}", flush=True)


if __name__ == "__main__":
    main()
