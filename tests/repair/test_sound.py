#!/usr/bin/env python3
"""test_sound.py - sound text comes back byte for byte, in each encoding that has it, and what was repaired stays.

Documents are put together at random, always the same, from sentences of many languages and kinds.  Each is fixed as it
is; the Chinese ones are also read in a wrong encoding, repaired, and repaired again.
"""
import random
import sys

import mojibake_damage as damage
import repair

KINDS = {
    "English": ["The café's naïve façade drew a crowd.", "It cost £5 (about €6) – or less; “cheap”, they said.",
                "See §3.2 of the résumé, pp. 10–12."],
    "French": ["« Où étiez-vous ? » demanda-t-il à l'élève.", "Cœur, œuvre, Noël, ça et là : l'été s'achève !"],
    "German": ["Größe und Maß: die Übergänge über 20 °C.", "„Schöne Grüße“, sagte Jürgen Müßig."],
    "Turkish": ["Işık ılık süt iç; ğ, ş ve İ harfleri.", "Bağımsız Şirket'in çalışanları öğle yemeğinde."],
    "Vietnamese": ["Tiếng Việt có nhiều dấu thanh.", "Quyết định số 12 của Thủ tướng Chính phủ."],
    "Russian": ["Приказ № 12 вступает в силу немедленно.", "Ёлка, съезд и объявление."],
    "Greek": ["Η Αθήνα είναι η πρωτεύουσα της Ελλάδας."],
    "Japanese": ["日本語の文章です。カタカナも書きます。", "第一条　この法律は、公布の日から施行する。"],
    "Korean": ["대한민국은 민주공화국이다.", "모든 권력은 국민으로부터 나온다."],
    "Persian": ["می\u200cخواهم به خانه بروم.", "کتاب‌ها روی میز هستند."],
    "Hindi": ["भारत एक विशाल देश है।", "क्\u200dष और ज्ञ संयुक्त अक्षर हैं।"],
    "emoji": ["Done ✅ 👨\u200d👩\u200d👧 ❤\ufe0f 🇨🇳", "好的👌🏽，明天见🙂"],
    "code": ["    for (i = 0; i < n; i++) s += \"é\\n\"; /* naïve */", "x = [a for a in b if a != '?']  # 注释：跳过"],
    "formulas": ["∀x ∈ ℝ: x² ≥ 0 ⇒ √(x²) = |x|", "E = mc², ΔG = ΔH − T·ΔS ± 0.5 µm"],
    "report": ["各县（市、区）人民政府，市直各单位：", "一是加强组织领导，二是落实“三定”方案，三是完善1,200个点位。",
               "会议时间为10:30，详见https://example.gov.cn/a?b=1。", "你问我去哪里？我也不知道！"],
    "law": ["第一条\u2002为了规范行政行为，制定本法。", "第二条\u2002本法所称行政机关，包括：（一）国务院；（二）其他。"],
    "traditional": ["第一條　為規範行政程序，特制定本辦法。", "「臺灣」與「台灣」兩種寫法並行，裡面、裏面亦然。"],
    "classic": ["子曰：「學而時習之，不亦說乎？」", "夫孝，天之經也，地之義也，民之行也。", "鼂錯、郤缺、鼐、彧、曌、頔皆人名。"],
    "encodings": ["“é”的UTF-8是C3 A9，被当作Latin-1就显示为“Ã©”。", "“中”显示成“ä¸\u00ad”，“联通”在记事本里曾变成乱码。",
                  "把“中国”写成“ä¸\u00adå›½”，把《会议室》显示成《ä¼šè®®å®¤》。",
                  "“锟斤拷”来自U+FFFD，“烫烫烫”来自未初始化的栈。"],
    "table": ["| 名称 | 数量 | 备注 |", "| 桌子 | １２ 张 | — |", "序号\t姓名\t单位", "1\t张三\t办公室"],
}
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5hkscs", "shift_jis", "euc_kr", "cp1252", "cp1251")
TOLD = {"encodings"}  # what is beyond repair is told, not changed
CHINESE = ("report", "law", "traditional", "classic")
TWICE = ("UTF-8 as Latin-1", "UTF-8 as CP1252 twice", "UTF-8 as 8859-15", "GBK as CP1252", "Big5 as CP1254",
         "UTF-8 as CP936, ?", "GBK as CP1252, tidied", "UTF-8 as CP1252, undefined gone", "GBK as Big5",
         "GBK as strict Big5", "Big5 as strict GBK", "UTF-8 as 8859-15, no controls", "UTF-8 as Big5")


def documents(kinds, n, dice):
    """`n` documents of one kind, and `n` that mix all."""
    for kind in kinds:
        for _ in range(n):
            yield kind, "".join(dice.choice(KINDS[kind]) + "\n" * dice.randint(1, 2) for _ in range(dice.randint(1, 40)))
    lines = [line for kind in kinds for line in KINDS[kind]]
    for _ in range(n):
        yield "mixed", "".join(dice.choice(lines) + "\n" for _ in range(60))


def encoded(text, encoding):
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None


def changed_clean(dice, n):
    """Documents that did not come back: in which encoding, and the first line that differs."""
    texts = list(documents(KINDS, n, dice))
    for encoding in ENCODINGS:
        cases = [(kind, text, data) for kind, text in texts if (data := encoded(text, encoding)) is not None]
        name = {"big5hkscs": "BIG5-HKSCS"}.get(encoding, encoding.upper())
        fixed = repair.harness.fix_all([data for _, _, data in cases], "--encoding", name)
        for (kind, text, _), got in zip(cases, fixed):
            if got.decode() != text:
                pairs = zip(text.split("\n"), got.decode().split("\n"))
                pair = next(((a, b) for a, b in pairs if a != b), ("", ""))
                yield f"{kind} in {encoding}: {pair[0]!r} became {pair[1]!r}"


def changed_twice(dice, n):
    """Damaged documents that a second run changed."""
    damages = {**damage.EXACT, **damage.LOSSY}
    cases = []
    for kind, text in documents(CHINESE, n, dice):
        for name in TWICE:
            spoil, script = damages[name]
            codec = {"any": "utf-8", "simplified": "gbk", "traditional": "cp950"}[script]
            spoiled = spoil(text.encode(codec, "ignore").decode(codec)).encode("utf-8", "replace")
            cases.append((f"{kind}, {name}: a second run changed something", spoiled))
    once = repair.harness.fix_all([spoiled for _, spoiled in cases], "--encoding", "UTF-8")
    twice = repair.harness.fix_all(once, "--encoding", "UTF-8")
    return [fault for (fault, _), one, other in zip(cases, once, twice) if one != other]


def changed_lost(dice, n):
    """Documents of which characters were lost before anyone asked: what is left is sound."""
    cases = []
    for kind, text in documents(CHINESE, n, dice):
        share = dice.choice((0.2, 0.4, 0.6))
        spoiled = "".join("\ufffd" if char > "\u2fff" and dice.random() < share else char for char in text)
        cases.append((f"{kind}: with {share} of its characters lost, others changed", spoiled.encode()))
    fixed = repair.harness.fix_all([spoiled for _, spoiled in cases], "--encoding", "UTF-8")
    return [fault for (fault, spoiled), got in zip(cases, fixed) if got != spoiled]


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    faults = list(changed_clean(random.Random(1), n)) + changed_twice(random.Random(2), n) + changed_lost(
        random.Random(3), n)
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
