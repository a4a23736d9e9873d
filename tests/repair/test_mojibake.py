"""test_mojibake.py [FOLDER...] - text read in a wrong encoding, in all the ways there are, and read back.

The texts are those of characters.txt, or all files below the folders.  Each damage of mojibake_damage.py is done
to each text that it can be done to; printed is how many lines come back whole, and how many characters.  Fails
below a floor.  What clean text loses counts in test_characters.py.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import mojibake_damage as damage
import repair

FLOORS = {  # of characters; the others are printed only
    # 0.97 is wanted: longer texts have 0.988, these short lines full of figures, which nothing tells, 0.955
    "UTF-8 as CP936, ? and swallowed": 0.95, "UTF-8 as CP936, U+FFFD and swallowed": 0.95,
    "UTF-8 as CP936, ?": 0.97, "UTF-8 as CP936, U+FFFD": 0.97, "UTF-8 as CP1252, undefined ?": 0.96,
    "GBK as strict Big5": 0.93, "Big5 as strict GBK": 0.78, "GBK as UTF-8 and CP1252": 0.97, "UTF-8 as Big5": 0.46, "GBK as Big5": 0.985, "shifted": 0.995,
}
# Windows has no character for some codes of the first three, and a shifted 種 is the same as 。
AMBIGUOUS = ("Big5 as GBK", "GBK as Big5", "UTF-8 as CP936", "shifted")
STRICT = [name for name in damage.EXACT if name not in AMBIGUOUS]  # every line, whole


def encodable(text, script):
    """The text as the encoding of the script has it; empty when it is of another script."""
    codec = {"any": "utf-8", "simplified": "gbk", "traditional": "cp950"}[script]
    try:
        return text if text.encode(codec) else ""
    except UnicodeEncodeError:
        return ""


def characters_right(want, got):
    """How many characters of `want` are in `got` in their order: the most there can be."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in (("want", want), ("got", got)):
            paths.append(pathlib.Path(folder, name))
            paths[-1].write_text("".join(f"{ord(char)}\n" for char in text), encoding="ascii")
        done = subprocess.run(["diff", "-d", "--unchanged-line-format==", "--old-line-format=", "--new-line-format=",
                               *paths], capture_output=True, check=False)
    return len(done.stdout)


def fix_all(texts, *options):
    """What repair of misreadings makes of each text."""
    inputs = [text.encode("utf-8", "replace") for text in texts]
    return [got.decode() for got in repair.harness.fix_all(inputs, "--encoding", "UTF-8", "--repair=mojibake", *options)]


def measure(spoil, script, texts):
    whole = lines = right = characters = 0
    pairs = [(text, spoil(text)) for text in filter(None, (encodable(text, script) for text in texts))]
    pairs = [(text, spoiled) for text, spoiled in pairs if spoiled != text]
    for (text, _), got in zip(pairs, fix_all([spoiled for _, spoiled in pairs])):
        good, n = repair.whole_lines(text, got)
        whole, lines = whole + good, lines + n
        right, characters = right + characters_right(text, got), characters + len(text)
    return whole, lines, right, characters


def check_marked(name, texts):
    """Nearly all of the '?' that are left of pairs of Big5 have a finding."""
    spoil, script = damage.EXACT[name]
    texts = list(filter(None, (encodable(text, script) for text in texts)))
    with tempfile.NamedTemporaryFile("r", suffix=".json") as file:
        made = fix_all([spoil(text) for text in texts], "--report", file.name)
        reports = json.loads(pathlib.Path(file.name).read_text(encoding="utf-8"))
    left = sum(max(0, got.count("?") - text.count("?")) for text, got in zip(texts, made))
    told = sum(f["kind"] == "repair.lost-character" and f["before"] == f["after"] == "?"
               for report in reports for f in report["findings"])
    print(f"{name + ', left of pairs':38} {told} of {left} told")
    return left > 0 and told >= 0.85 * left


def check_shown_lost(name, texts):
    """Of UTF-8 as Big5 most '?' are two bytes of characters: these show as U+FFFD, not as if someone had asked.
    Short texts of which too much is gone to tell what happened stay as they are."""
    spoil, _ = damage.LOSSY[name]
    left = characters = unknown = 0
    made = [spoil(text) for text in texts]
    for text, spoiled, got in zip(texts, made, fix_all(made)):
        if got == spoiled:
            unknown += 1
            continue
        left += max(0, got.count("?") - text.count("?"))
        characters += len(text)
    print(f"{name + ', ? left':38} {left} of {characters} characters; {unknown} texts not recognised")
    return left <= 0.03 * characters and unknown <= 2


def check_stored(texts):
    """UTF-8 read as Latin-1 and stored as GB18030, which has four bytes for each of its letters: nobody says so."""
    whole = lines = 0
    spoiled = [text.encode().decode("latin-1").encode("gb18030") for text in texts]
    for text, got in zip(texts, repair.harness.fix_all(spoiled, "--repair=mojibake")):
        good, n = repair.whole_lines(text, got.decode())
        whole, lines = whole + good, lines + n
    print(f"{'UTF-8 as Latin-1, stored as GB18030':38} {whole} of {lines} lines")
    return whole >= 0.98 * lines


def main():
    folders = sys.argv[1:]
    texts = repair.read_texts(folders) if folders else repair.read_sections(f"{repair.HERE}/characters.txt")
    failed = []
    for kinds in (damage.EXACT, damage.LOSSY):
        for name, (spoil, script) in kinds.items():
            whole, lines, right, characters = measure(spoil, script, texts.values())
            print(f"{name:38} {100 * whole / max(1, lines):6.2f} % of {lines:4} lines "
                  f"{100 * right / max(1, characters):6.2f} % of characters")
            low = name in STRICT and whole < lines
            low = low or (right < FLOORS.get(name, 0) * characters)
            if low:
                failed.append(name)
    if not check_marked("Big5 as GBK", texts.values()):
        failed.append("'?' without a finding")
    if not check_shown_lost("UTF-8 as Big5", texts.values()):
        failed.append("'?' that are no question marks")
    if not check_stored(texts.values()):
        failed.append("stored as GB18030")
    if failed:
        sys.exit("below the floor: " + ", ".join(failed))


if __name__ == "__main__":
    main()
