#!/usr/bin/env python3
"""Readings behind converted characters, as sites leave them, go; those of lessons, aids and names stay.

    QINGGAO=build/qinggao python3 tests/repair/test_annotations.py            the committed texts, with floors
    QINGGAO=build/qinggao python3 tests/repair/test_annotations.py DIR...     all texts below DIR, measured only
"""
import os
import sys

import repair
import test_torn

FOUND = 0.995

# Texts in which a bracket with a reading is the author's: each must stay byte for byte.
LESSONS = {
    "one character after the other": "媽(mā)、麻(má)、馬(mǎ)、罵(mà)\n東(dōng)、冬(dōng)、懂(dǒng)、動(dòng)\n",
    "simplified": "妈(mā)妈在家，爸(bà)爸上班。弟(dì)弟上学，妹(mèi)妹唱歌。\n",
    "a reader for children": "小兔(tù)子蹦(bèng)蹦跳(tiào)跳地来到河边，看见一只青蛙(wā)蹲(dūn)在荷(hé)叶上。\n",
    "a dictionary": "【囧】（jiǒng）光明。\n【槑】（méi）同“梅”。\n【氼】（nì）同“溺”。\n【彧】（yù）有文采。\n",
    "names": "王伟(Wang Wei)和李娜(Li Na)出席了会议，张(Zhang)先生致辞。\n",
    "names with tones": "重庆(Chóngqìng)和成都(Chéngdū)签订了协议。\n",
    "an aid for a rare character": "涪(fú)陵区召开会议。他来自亳(bó)州，在犍为(qián wéi)工作多年。\n",
    "an aid in a traditional text": "這座寺廟位於磻(pán)溪之畔，相傳是姜太公垂釣的地方。會議在這裡召開，發言的人很多。\n",
    "a table of sounds": "| 字 | 音 |\n|---|---|\n| 態 | (tài) |\n| 發 | (fā) |\n",
    "a grammar": "“了”(le)表示完成，“着”(zhe)表示持续，“过”(guo)表示经历。\n",
    "two readings": "長(cháng)短、長(zhǎng)大；重(zhòng)要、重(chóng)新；樂(lè)趣、音樂(yuè)。\n",
}


def full_width(text):
    for letters in set(test_torn.READINGS.values()):
        text = text.replace(f"({letters})", f"（{letters}）")
    return text


def n_brackets(text):
    return text.count("(") + text.count("（")


def measure(texts, change):
    """How many annotations there were, how many are left, and how many texts changed elsewhere."""
    n = n_left = n_other = 0
    for title, text in texts.items():
        text = "\n".join(test_torn.sound_lines(text))
        want, damaged = test_torn.traditional(text), change(test_torn.annotated(text))
        if not damaged:
            continue
        got = repair.fix(damaged.encode(), "--repair=annotations").decode()
        left = n_brackets(got) - n_brackets(want)
        n += n_brackets(damaged) - n_brackets(want)
        n_left += left
        n_other += left == 0 and got != want
        if repair.fix(got.encode(), "--repair=annotations").decode() != got:
            raise AssertionError(f"{title}: twice is not once")
    return n, n_left, n_other


def main():
    folders = sys.argv[1:]
    texts = repair.read_texts(folders) if folders else {
        **repair.read_sections(os.path.join(repair.HERE, "torn.txt")),
        "marks": open(os.path.join(repair.HERE, "marks.txt"), encoding="utf-8").read()}
    failed = []
    for name, change in (("(tài)", str), ("（tài）", full_width)):
        n, n_left, n_other = measure(texts, change)
        print(f"{name:8} {n - n_left:6} of {n:6} found, {100 * (1 - n_left / max(1, n)):6.2f} %; "
              f"texts changed elsewhere: {n_other}")
        if n - n_left < FOUND * n or n_other > 0:
            failed.append(name)
    for name, text in LESSONS.items():
        for level in ("safe", "full"):
            if repair.fix(text.encode(), f"--repair={level},annotations") != text.encode():
                print(f"lost a reading under {level}: {name}")
                failed.append(name)
    if failed and not folders:
        sys.exit("failed: " + ", ".join(failed))


if __name__ == "__main__":
    main()
