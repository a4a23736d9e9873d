#!/usr/bin/env python3
"""Escapes, look-alikes and invisible characters: damage texts, repair them, count the lines that came back whole.

    QINGGAO=build/qinggao python3 tests/repair/test_characters.py            the committed texts, with floors
    QINGGAO=build/qinggao python3 tests/repair/test_characters.py DIR...     all texts below DIR, measured only
"""
import html
import html.entities
import json
import os
import quopri
import random
import re
import sys
import unicodedata
import urllib.parse

import repair

TABLES = os.path.join(repair.harness.ROOT, "tools", "tables")


def rows(name):
    with open(os.path.join(TABLES, name), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("# ")]


def back(pairs):
    """Character -> what looks like it, one of them where there are several."""
    return {chr(int(meant, 16)): chr(int(odd, 16)) for odd, meant in pairs}


IDEOGRAPHS = rows("lookalikes.tsv")
RADICALS = back(row for row in IDEOGRAPHS if len(row[0]) == 4 and row[0] < "3000")
DOUBLES = back(row for row in IDEOGRAPHS if "F900" <= row[0] <= "FA0D" and len(row[0]) == 4)
VARIANTS = back(row for row in IDEOGRAPHS if len(row[0]) == 5 or row[0] > "FA0D")
GBK = {a: b for a, b in back(row[1:] for row in rows("private.tsv") if row[0] == "gbk").items()
       if unicodedata.category(a) == "Lo"}
HKSCS = {a: b for a, b in back(row[1:] for row in rows("private.tsv") if row[0] == "hkscs").items()
         if unicodedata.category(a) == "Lo"}


def each(text, change):
    return "".join(change(c) for c in text)


def wide(change):
    """Change what is not ASCII."""
    return lambda text: each(text, lambda c: c if ord(c) < 0x80 else change(c))


def numbered(text):
    return text.encode("ascii", "xmlcharrefreplace").decode()


def named(text):
    return each(html.escape(text), lambda c: f"&{html.entities.codepoint2name[ord(c)]};"
                if ord(c) >= 0x80 and ord(c) in html.entities.codepoint2name else c)


def utf16(c, form):
    units = c.encode("utf-16-be")
    return "".join(form % (units[i] << 8 | units[i + 1]) for i in range(0, len(units), 2))


def javascript(text):
    """What JavaScript's escape() gives."""
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./"
    return each(text, lambda c: c if c in plain else f"%{ord(c):02X}" if ord(c) < 0x100 else utf16(c, "%%u%04X"))


def percent_wide(text):
    return wide(lambda c: urllib.parse.quote(c))(text)


def in_gbk(change):
    """Only for texts that GBK has."""
    def of(text):
        try:
            return change(text.encode("gbk"))
        except UnicodeEncodeError:
            return None
    return of


def only_rare(text):
    """What a page in GB2312 does with characters that it lacks."""
    return text.encode("gb2312", "xmlcharrefreplace").decode("gb2312")


def swapped(table):
    return lambda text: each(text, lambda c: table.get(c, c))


def with_some(insert):
    """Put something behind every tenth Han character, always at the same places."""
    def of(text):
        dice = random.Random(1)
        return each(text, lambda c: c + dice.choice(insert) if "\u4e00" <= c <= "\u9fff" and dice.random() < 0.1 else c)
    return of


def quoted_printable(data):
    return quopri.encodestring(data).decode("ascii")


DAMAGES = {
    "&#20013;": numbered,
    "&#x4E2D;": wide(lambda c: f"&#x{ord(c):X};"),
    "&#20013": lambda text: re.sub(r"(&#\d+);", r"\1", numbered(text)),
    "&ldquo;": named,
    "&ldquo; and &#20013;": lambda text: numbered(named(text)),
    "&amp;#20013;": lambda text: html.escape(numbered(text)),
    "&amp;amp;#20013;": lambda text: html.escape(html.escape(numbered(text))),
    "rare as &#37778;": only_rare,
    "json.dumps": lambda text: json.dumps(text)[1:-1],
    "\\u4e2d": wide(lambda c: utf16(c, "\\u%04x")),
    "\\\\u4E2D": wide(lambda c: utf16(c, "\\\\u%04X")),
    "unicode_escape": lambda text: text.encode("unicode_escape").decode(),
    "\\xe4\\xb8\\xad": wide(lambda c: "".join(f"\\x{b:02x}" for b in c.encode())),
    "\\xd6\\xd0": in_gbk(lambda data: "".join(chr(b) if b < 0x80 and b != 0x5C else f"\\x{b:02x}" for b in data)),
    "escape()": javascript,
    "%E4%B8%AD, all": urllib.parse.quote,
    "%E4%B8%AD": percent_wide,
    "%25E4%25B8%25AD": lambda text: percent_wide(text).replace("%", "%25"),
    "%D6%D0, all": in_gbk(urllib.parse.quote),
    "=E4=B8=AD": lambda text: quoted_printable(text.encode()),
    "=D6=D0": in_gbk(quoted_printable),
    "radicals": swapped(RADICALS),
    "compatibility": swapped(DOUBLES),
    "variants": swapped(VARIANTS),
    "private, GBK": swapped(GBK),
    "private, HKSCS": swapped(HKSCS),
    "zero-width": with_some("\u200b\u200c\u200d\u2060\u00ad\u200e"),
    "C1 controls": with_some("\u0081\u0096"),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "_x000D_": lambda text: text.replace("\n", "_x000D_\n"),
    "x0dx0a": lambda text: text.replace("\n", "x0dx0a"),
    "NFD": lambda text: each(text, lambda c: unicodedata.normalize("NFD", c) if ord(c) < 0x2000 else c),
}
# What cannot be told from what an author wants: > that would start a quotation in Markdown, and an address whose &amp;
# is the only escape of the text.
EXCEPT = {(damage, "markdown") for damage in DAMAGES if "&amp;" in damage or "&ldquo;" in damage}
EXCEPT.add(("&ldquo;", "notice"))
FLOOR = 1.0


def is_private(name):
    return name.startswith("private")


def eligible(name, text):
    """Whether the damage is one that this text can have."""
    if name == "private, HKSCS":
        return "國" in text or "會" in text
    return not is_private(name) or "国" in text or "会" in text


def with_private(text):
    """A text that has some of the characters in question."""
    return text.replace("中华", "中华㑳䓖").replace("人民", "人民䜣").replace("行政", "行政㑳嘅")


def damaged(name, texts):
    """Title, the text and what the damage makes of it, for the texts that can have it."""
    for title, text in texts.items():
        clean = with_private(text) if is_private(name) else text
        if (name, title) not in EXCEPT and eligible(name, clean):
            spoiled = DAMAGES[name](clean)
            if spoiled not in (None, clean):
                yield title, clean.encode(), spoiled.encode()


def measure(name, texts):
    """Share of the lines that came back whole, and the texts where some did not."""
    n_whole = n_lines = 0
    faults = []
    cases = list(damaged(name, texts))
    wanted = repair.harness.fix_all([clean for _, clean, _ in cases])
    made = repair.harness.fix_all([spoiled for _, _, spoiled in cases])
    again = repair.harness.fix_all(made)
    for (title, _, _), want, got, second in zip(cases, wanted, made, again):
        want, got = want.decode(), got.decode()
        if second.decode() != got:
            faults.append(f"{title}: a second run changed something")
        whole, lines = repair.whole_lines(want, got)
        n_whole += whole
        n_lines += lines
        if whole < lines:
            pairs = zip(want.split("\n"), got.split("\n"))
            first = next((f"{a!r}\n      {b!r}" for a, b in pairs if a != b), "")
            faults.append(f"{title}: {lines - whole} of {lines}\n      {first}")
    return n_whole, n_lines, faults


def main():
    folders = sys.argv[1:]
    texts = repair.read_texts(folders) if folders else repair.read_sections(os.path.join(repair.HERE, "characters.txt"))
    failed = []
    for name in DAMAGES:
        whole, lines, faults = measure(name, texts)
        if lines == 0:
            print(f"{name:22} no text for it")
            continue
        print(f"{name:22} {100 * whole / lines:6.2f} % of {lines} lines")
        for fault in faults[:5]:
            print("    " + fault[:300])
        if whole < FLOOR * lines or any("second run" in fault for fault in faults):
            failed.append(name)
    fixed = repair.harness.fix_all([text.encode() for text in texts.values()])
    failed += [f"{name}: clean text was changed" for name, got in zip(texts, fixed) if got != texts[name].encode()]
    if failed and not folders:
        sys.exit("below the floor: " + ", ".join(failed))


if __name__ == "__main__":
    main()
