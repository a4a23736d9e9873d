#!/usr/bin/env python3
"""Make src/normalize/costs.inc and src/language/rune_costs.inc: how surprising each code of each encoding
is, and each character by itself.

The detector reads the same bytes in every encoding it knows and asks which reading is least surprising.  The
cost of a character is -log2 of its share in the language that the encoding is used for, in whole bits.  The
shares come from the tables beside this script.  What they never or seldom have costs no more than a limit by
its place in the code: the standards put the frequent characters first.

    make_chars.py          write the tables
    make_chars.py --check  fail when the committed ones are not what would be written
"""
import collections
import hashlib
import math
import pathlib
import subprocess
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "src"
BAD = 30  # no such character: 'A' + 30 is '_'
HIGH = range(0xA1, 0xFF)  # both bytes of the sets of 94 by 94

# A rank of Unihan's kFrequency as bits: the five groups hold about 120, 500, 650, 1300 and 2500 characters.
RANK_BITS = {"1": 9, "2": 12, "3": 13, "4": 15, "5": 17}

# What tables, lists and forms are drawn with: laws have none, drafts and manuals do.
SIGN_BITS = {9: "─", 10: "│", 12: "┌┐└┘├┤┬┴┼━┃═║", 13: "●○■□★◆→←↑↓√×①②③", 14: "☆◇△▲▽▼※℃‰④⑤⑥⑦⑧⑨⑩·",
             16: "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉╔╗╚╝╠╣╦╩╬╭╮╯╰┏┓┗┛┣┫┳┻╋ⅠⅡⅢⅣⅤⅰⅱⅲαβγδθλμπρσφωΔΣΩ"}

SINGLE = [  # IANA name, Python's codec, languages and their weight
    ("WINDOWS-1252", "cp1252", {"french": 3, "german": 3, "spanish": 2, "portuguese": 2, "nordic": 1}),
    ("WINDOWS-1250", "cp1250", {"polish": 1, "czech": 1, "hungarian": 1, "romanian": 1}),
    ("ISO-8859-2", "iso8859-2", {"polish": 1, "czech": 1, "hungarian": 1, "romanian": 1}),
    ("WINDOWS-1254", "cp1254", {"turkish": 1}),
    ("WINDOWS-1257", "cp1257", {"baltic": 1}),
    ("WINDOWS-1258", "cp1258", {"vietnamese": 1}),
    ("WINDOWS-1251", "cp1251", {"russian": 4, "ukrainian": 1}),
    ("KOI8-R", "koi8-r", {"russian": 1}),
    ("KOI8-U", "koi8-u", {"ukrainian": 1}),
    ("ISO-8859-5", "iso8859-5", {"russian": 1}),
    ("IBM866", "cp866", {"russian": 1}),
    ("WINDOWS-1253", "cp1253", {"greek": 1}),
    ("WINDOWS-1255", "cp1255", {"hebrew": 1}),
    ("WINDOWS-1256", "cp1256", {"arabic": 1}),
    ("ISO-8859-6", "iso8859-6", {"arabic": 1}),
    ("TIS-620", "cp874", {"thai": 1}),
    ("IBM855", "cp855", {"russian": 1}),
    ("X-MAC-CYRILLIC", "mac-cyrillic", {"russian": 4, "ukrainian": 1}),
    ("IBM852", "cp852", {"polish": 1, "czech": 1, "hungarian": 1, "romanian": 1}),
    ("IBM850", "cp850", {"french": 3, "german": 3, "spanish": 2, "portuguese": 2, "nordic": 1}),
    ("MACINTOSH", "mac-roman", {"french": 3, "german": 3, "spanish": 2, "portuguese": 2, "nordic": 1}),
]

# ---- the sources ---------------------------------------------------------------------------------


def read_rows(name):
    """The rows of a table; they must be those whose digest the file states."""
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    heads = [line for line in lines if line.startswith("#")]
    rows = lines[len(heads):]
    digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    if digest not in heads[1]:
        sys.exit(f"{name} is not the file its head describes: {digest}")
    return [row.split("\t") for row in filter(None, rows)]


def read_shares(name):
    counts = {char: int(count) for char, count in read_rows(name)}
    total = sum(counts.values())
    return {char: count / total for char, count in counts.items()}


def read_letters():
    """Language -> Counter of the characters of its text."""
    counts, name = {}, None
    for line in (HERE / "letters.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("== "):
            name = line[3:]
            counts[name] = collections.Counter()
        elif name and not line.startswith("#"):
            counts[name].update(line + " ")
    return counts


def mix(*parts):
    """Weighted sum of tables of shares."""
    out = collections.defaultdict(float)
    for weight, shares in parts:
        for char, share in shares.items():
            out[char] += weight * share
    return out


INDENT, INDENT_SHARE = "\u3000", 1 / 64  # the texts that were counted have lost theirs


def share_of(share, char):
    return INDENT_SHARE if char == INDENT else share.get(char, 0)


def bits(share, limit):
    """Cost of a character, at most `limit`.  27 would be a backslash."""
    cost = min(limit, round(-math.log2(share))) if share > 0 else limit
    return 28 if cost == 27 else max(cost, 1)


# ---- limits by place -----------------------------------------------------------------------------


def gb_limit(lead, trail, char):
    """GB2312 has marks in rows A1 to A9, level 1 up to D7, level 2 up to F7; the rest is GBK's."""
    if 0xE000 <= ord(char) <= 0xF8FF:
        return 29
    if trail >= 0xA1 and 0xA1 <= lead <= 0xF7:
        return 14 if lead <= 0xA3 else 20 if lead <= 0xA9 else 16 if lead <= 0xD7 else 20
    return 23


def big5_limit(lead, trail, _):
    """Big5 has marks in rows A1 to A3, level 1 from A4 to C6, level 2 from C9 to F9."""
    if lead < 0xA1 or lead > 0xF9:
        return 26
    if lead <= 0xA3:
        return 14 if lead < 0xA3 else 20
    if lead < 0xC6 or (lead == 0xC6 and trail <= 0x7E):
        return 16
    return 24 if lead <= 0xC8 else 20


def cns1_limit(lead, *_):
    """Plane 1 of CNS 11643 has marks in rows 1 to 6, the frequent characters from row 36 on."""
    return 14 if lead <= 0xA2 else 20 if lead <= 0xC3 else 16


def jis_limit(lead, *_):
    """JIS X 0208 has marks in rows 1 and 2, letters and kana up to 7, level 1 from 16, level 2 from 48."""
    row = lead - 0xA0
    if row <= 5:
        return (14, 15, 13, 11, 12)[row - 1]
    return 19 if row <= 8 else 22 if row < 16 else 15 if row < 48 else 20 if row <= 84 else 24


def ks_limit(lead, *_):
    """KS X 1001 has marks in rows 1 to 12, Hangul from 16 to 40, Hanja from 42."""
    row = lead - 0xA0
    return 14 if row <= 3 else 20 if row < 16 else 17 if row <= 40 else 18


# ---- tables of two-byte codes --------------------------------------------------------------------


def decode(code, *names):
    """The character of a code in the first codec that has one."""
    for name in names:
        try:
            text = code.decode(name)
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            return text
    return None


def decode_cns(plane):
    """Code -> character of a plane of CNS 11643, from iconv, since Python has no EUC-TW."""
    codes = [bytes([lead, trail]) for lead in HIGH for trail in HIGH]
    prefix = bytes([0x8E, 0xA0 + plane])
    lines = subprocess.run(["iconv", "-c", "-f", "EUC-TW", "-t", "UTF-8"], check=False, capture_output=True,
                           input=b"".join(prefix + code + b"\n" for code in codes)).stdout.decode().split("\n")
    return {code: char for code, char in zip(codes, lines) if char}


def costs(read, limit, share, leads, trails):
    """One string a lead byte."""
    rows = []
    for lead in leads:
        row = []
        for trail in trails:
            char = read(bytes([lead, trail]))
            row.append(BAD if char is None else bits(share_of(share, char), limit(lead, trail, char)))
        rows.append("".join(chr(ord("A") + cost) for cost in row))
    return rows


def array(name, rows, columns, comments):
    lines = [f"static const char {name}[][{columns} + 1] = {{"]
    for comment, row in zip(comments, rows):
        lines.append(f"    /* {comment} */")
        lines += [f'    "{row[i:i + 90]}"' for i in range(0, len(row), 90)]
        lines[-1] += ","
    return lines + ["};"]


# ---- characters by code point --------------------------------------------------------------------

PAGES = [0x20, 0x21, 0x22, 0x24, 0x25, 0x26, 0x30, 0x32, 0x33, *range(0x4E, 0xA0), 0xFF]


def rune_limit(rune):
    char = chr(rune)
    if unicodedata.category(char) in ("Cn", "Cc", "Cs"):
        return 29
    if 0x4E00 <= rune <= 0x9FFF:
        gb, big5 = (char.encode(name, "ignore") for name in ("gb2312", "big5"))
        if (gb and gb[0] <= 0xD7) or (big5 and big5[0] <= 0xC6):
            return 16
        return 19 if gb or big5 else 22 if char.encode("gbk", "ignore") else 24
    if 0x3000 <= rune <= 0x30FF or 0xFF01 <= rune <= 0xFF5E:
        return 13
    return 15 if 0x2010 <= rune <= 0x2026 else 19


def rune_pages(share):
    return ["".join(chr(ord("A") + bits(share.get(chr(rune), 0), rune_limit(rune)))
                    for rune in range(page * 256, page * 256 + 256)) for page in PAGES]


# ---- Korean ---------------------------------------------------------------------------------------


def jamo_of(char):
    """The letters of a syllable as numbers: initial, vowel, final; None for other characters."""
    at = ord(char) - 0xAC00
    return (at // 588, at // 28 % 21, at % 28) if 0 <= at < 11172 else None


def jamo_shares(korean):
    """Three Counters, each adding up to 1, with a little for what was not seen."""
    out = [collections.Counter({i: 0.002 for i in range(n)}) for n in (19, 21, 28)]
    for char, share in korean.items():
        for counter, i in zip(out, jamo_of(char) or ()):
            counter[i] += share
    return [collections.Counter({i: share / sum(counter.values()) for i, share in counter.items()})
            for counter in out]


def with_all_syllables(korean, jamo):
    """Few texts have all syllables; what they lack is as likely as its letters are together."""
    out = {char: share / 2 for char, share in korean.items()}
    for code in range(0xAC00, 0xD7A4):
        parts = jamo_of(chr(code))
        out[chr(code)] = out.get(chr(code), 0) + math.prod(jamo[k][parts[k]] for k in range(3)) / 2
    return out


def johab_costs(jamo):
    """Each letter of a syllable has five bits in Johab: three rows of 32.  The rows start at codes 2, 3 and 1;
    the vowels leave out 0 to 2, 8, 9, 16, 17, 24 and 25, the finals 18."""
    codes = (list(range(2, 21)), [i for i in range(3, 30) if i not in (8, 9, 16, 17, 24, 25)],
             [i for i in range(1, 30) if i != 18])
    rows = []
    for row, counter in zip(codes, jamo):
        costs_of = {code: bits(counter[i], 12) for i, code in enumerate(row)}
        rows.append("".join(chr(ord("A") + costs_of.get(code, BAD)) for code in range(32)))
    return rows


# ---- single bytes --------------------------------------------------------------------------------


def without_tones(counts):
    """Windows-1258 writes the tones of Vietnamese behind the letter."""
    out = collections.Counter()
    for char, count in counts.items():
        parts = unicodedata.normalize("NFD", char)
        tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
        out[unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))] += count
        for tone in tones:
            out[tone] += count
    return out


def language_shares(letters, weights):
    """A file is in one language, so a letter is as likely as in the one that has it most; the weights only say
    by how much the others are less likely than the first."""
    out, most = collections.defaultdict(float), max(weights.values())
    for name, weight in weights.items():
        counts = collections.Counter(letters[name])
        for char, count in letters[name].items():
            if char != char.upper() and len(char.upper()) == 1:
                counts[char.upper()] += count / 25
        if name == "vietnamese":
            counts = without_tones(counts)
        total = sum(count for char, count in counts.items() if char != " ")
        for char, count in counts.items():
            out[char] = max(out[char], count / total * (weight / most) ** 0.5)
    return out


QUOTES = "«»“”„‘’‹›–—…\u00a0"  # what stands beside letters without being one


def class_of(char):
    """l(ower or without case), u(pper), q(uotation mark or dash), s(ymbol)"""
    if char in QUOTES:
        return "q"
    if char.isalpha() or unicodedata.combining(char) or unicodedata.category(char) == "Mn":
        return "u" if char.isupper() else "l"
    return "s"


def single_byte(codec, share):
    row, classes = [], []
    for byte in range(0x80, 0x100):
        char = decode(bytes([byte]), codec)
        if char is None or unicodedata.category(char) == "Cc":
            row.append(BAD)
            classes.append("-")
            continue
        kind = class_of(char)
        limit = {"l": 12, "u": 13, "q": 11, "s": 11 if char in "°§©№" else 15}[kind]
        row.append(bits(share.get(char, 0), limit))
        classes.append(kind)
    return "".join(chr(ord("A") + cost) for cost in row) + "".join(classes)


# ---- all -----------------------------------------------------------------------------------------


def shares():
    """Shares of characters in Chinese of the mainland, of Taiwan, in all, and in Korean and Japanese."""
    simplified, traditional = read_shares("chars-simplified.tsv"), read_shares("chars-traditional.tsv")
    words = read_shares("chars-words.tsv")
    ranks = {char: 2.0 ** -RANK_BITS[rank] for char, rank in read_rows("chars-ranks.tsv")}
    letters = read_letters()
    korean, japanese = (language_shares(letters, {name: 1}) for name in ("korean", "japanese"))
    signs = {char: 2.0 ** -cost for cost, chars in SIGN_BITS.items() for char in chars}
    jamo = jamo_shares(korean)
    korean = with_all_syllables(korean, jamo)
    # GBK has the traditional characters too, and some files use it for them.
    mainland = mix((0.5, simplified), (0.32, words), (0.09, traditional), (0.09, ranks), (1, signs))
    taiwan = mix((0.6, traditional), (0.4, ranks), (1, signs))
    kanji = mix((0.6, japanese), (0.2, simplified), (0.2, traditional))
    return {"mainland": mainland, "taiwan": taiwan, "korean": korean, "jamo": jamo, "kanji": kanji,
            "all": mix((0.5, mainland), (0.42, taiwan), (0.08, japanese))}


def make():
    share, letters = shares(), read_letters()
    wide_leads, wide_trails = range(0x81, 0xFF), range(0x40, 0xFF)
    cns = [decode_cns(plane) for plane in (1, 2)]
    head = ["/* Made by tools/tables/make_chars.py from the .tsv files and letters.txt beside it: counts over laws of",
            " * the mainland and of Taiwan (public domain), dict.txt of jieba 0.42.1 (Expat), kFrequency of Unihan 15.0",
            " * (Unicode License), texts of our own.  'A' is 0 bits, 'B' 1 and so on, '_' (30) is no character. */"]
    hexes = [f"{lead:02X}" for lead in wide_leads]
    high_hexes = [f"{lead:02X}" for lead in HIGH]
    lines = list(head)
    lines += array("gb18030_costs", costs(lambda code: decode(code, "gb18030"), gb_limit, share["mainland"],
                                          wide_leads, wide_trails), "QG_COST_COLUMNS", hexes)
    lines += array("big5_costs", costs(lambda code: decode(code, "cp950", "big5hkscs"), big5_limit, share["taiwan"],
                                       wide_leads, wide_trails), "QG_COST_COLUMNS", hexes)
    for name, read, limit, chars in (
            ("cns1_costs", cns[0].get, cns1_limit, share["taiwan"]),
            ("cns2_costs", cns[1].get, lambda *_: 21, share["taiwan"]),
            ("jis_costs", lambda code: decode(code, "euc_jp"), jis_limit, share["kanji"]),
            ("ks_costs", lambda code: decode(code, "euc_kr"), ks_limit, share["korean"])):
        lines += array(name, costs(read, limit, chars, HIGH, HIGH), "QG_COST_HIGH", high_hexes)
    lines += array("johab_costs", johab_costs(share["jamo"]), "32", ["initials", "vowels", "finals"])
    lines += array("single_costs", [single_byte(codec, language_shares(letters, weights))
                                    for _, codec, weights in SINGLE], "256", [name for name, *_ in SINGLE])
    runes = head + array("rune_costs", rune_pages(share["all"]), "256", [f"{page:02X}00" for page in PAGES])
    return {"normalize/costs.inc": lines, "language/rune_costs.inc": runes}


def main():
    for name, lines in make().items():
        path, text = TARGET / name, "\n".join(lines) + "\n"
        if sys.argv[1:] != ["--check"]:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name} differs from its source; run tools/tables/make_chars.py")


if __name__ == "__main__":
    main()
