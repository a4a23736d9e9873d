#!/usr/bin/env python3
"""Make src/write/title/words.inc: common Chinese words, so that a title does not break inside one.

Words of two, three and four characters, each length sorted by its bytes, so that a word is found by bisection.

    make_words.py          write the table
    make_words.py --check  fail when the committed table is not what would be written
    make_words.py --take dict.txt    write the source words.tsv from jieba's dictionary
"""
import hashlib
import pathlib
import re
import sys

import make_chars

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "src" / "write" / "title" / "words.inc"
SOURCE = HERE / "words.tsv"
OFFICIAL = HERE / "words-official.txt"
TAKEN = 20   # times that a word was seen at least
LEAST = 300  # likewise, for titles; below are names and accidents
LENGTHS = range(2, 5)
COLUMNS = 100


def take(path):
    """Keep of jieba's dictionary what the table is made from."""
    counts = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split()
        if re.fullmatch("[\u4e00-\u9fff]{1,4}", word) and int(count) >= TAKEN:
            counts.append((word, int(count)))
    rows = "".join(f"{word}\t{count}\n" for word, count in sorted(counts, key=lambda row: (-row[1], row[0])))
    digest = hashlib.sha256(rows.encode()).hexdigest()
    SOURCE.write_text(f"# words of one to four characters and their counts, from dict.txt of python3-jieba 0.42.1 "
                      f"(at least {TAKEN})\n# licence: Expat, Copyright 2012-2017 Sun Junyi; SHA-256 of the counts "
                      f"below {digest}\n{rows}", encoding="utf-8")


def rows_of(words):
    """The words as lines of C strings."""
    line = ""
    for word in words:
        item = f'"{word}",'
        if len(line) + len(item) > COLUMNS // 2:
            yield line
            line = ""
        line += item
    yield line


def table():
    words = {word for word, count in make_chars.read_rows(SOURCE.name) if int(count) >= LEAST}
    words |= {line for line in OFFICIAL.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    out = ["/* Made by tools/tables/make_words.py from tools/tables/words.tsv (python3-jieba 0.42.1.  Licence:",
           " * Expat, Copyright 2012-2017 Sun Junyi) and words-official.txt. */"]
    for length in LENGTHS:
        chosen = sorted(word.encode() for word in words if len(word) == length)
        out.append(f"static const char words_of_{length}[][{3 * length + 1}] = {{")
        out += rows_of(word.decode() for word in chosen)
        out.append("};")
    return "\n".join(out) + "\n"


def main():
    if sys.argv[1:2] == ["--take"]:
        take(sys.argv[2])
    elif sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != table():
            sys.exit(f"{TABLE} is not what make_words.py makes; run it and commit the table")
    else:
        TABLE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
