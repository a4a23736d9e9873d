"""mojibake_damage.py - read text in a wrong encoding, as real programs do.

Each function takes text and gives what a program shows of it.  exact() keeps what a function makes of text for
which it loses nothing.
"""

UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # of windows-1252


def western(data, codec="cp1252", undefined="keep"):
    """Bytes by a table of single bytes; what it does not define is a C1 control, '?', or gone."""
    out = []
    for byte in data:
        char = bytes([byte]).decode(codec, "replace")
        if char == "\ufffd":
            char = {"keep": chr(byte), "mark": "?", "drop": ""}[undefined]
        out.append(char)
    return "".join(out)


def without_controls(text):
    return "".join(char for char in text if not "\x80" <= char <= "\x9f")


def tidied(text, dropped=False):
    """No-break spaces became blanks or went, soft hyphens went."""
    return text.replace("\xa0", "" if dropped else " ").replace("\xad", "")


def user_defined(lead, trail):
    """Windows' private characters for the areas of code page 936 that users may define; '' elsewhere."""
    if 0xAA <= lead <= 0xAF and trail >= 0xA1:
        return chr(0xE000 + (lead - 0xAA) * 94 + trail - 0xA1)
    if lead >= 0xF8 and trail >= 0xA1:
        return chr(0xE234 + (lead - 0xF8) * 94 + trail - 0xA1)
    if 0xA1 <= lead <= 0xA7 and trail <= 0xA0:
        return chr(0xE4C6 + (lead - 0xA1) * 96 + trail - 0x40 - (trail > 0x7F))
    return ""


def pair_936(lead, trail):
    if trail in (0x7F, 0xFF) or trail < 0x40:
        return ""
    try:
        return bytes([lead, trail]).decode("gbk")
    except UnicodeDecodeError:
        return user_defined(lead, trail)


def windows_936(data, mark="?", swallow=True):
    """Code page 936 as Windows and Java read it: a pair that means nothing is one mark, and with `swallow` a lead
    byte takes the ASCII character behind it along; without, it is a mark alone."""
    out, i = [], 0
    while i < len(data):
        byte = data[i]
        if byte < 0x80:
            out.append(chr(byte))
        elif byte == 0x80:
            out.append("\u20ac")
        elif byte == 0xFF:
            out.append("\uf8f5")
        elif i + 1 == len(data):
            out.append(mark)
        else:
            char = pair_936(byte, data[i + 1])
            if not char and data[i + 1] < 0x80 and not swallow:
                out.append(mark)
            else:
                out.append(char or mark)
                i += 1
        i += 1
    return "".join(out)


def big5_reader(data, mark="?"):
    """Big5 as Windows reads it, with the areas that users may define."""
    out, i = [], 0
    while i < len(data):
        byte = data[i]
        if byte < 0x80:
            out.append(chr(byte))
            i += 1
            continue
        pair = data[i:i + 2]
        try:
            out.append(pair.decode("cp950") if len(pair) == 2 else mark)
        except UnicodeDecodeError:
            out.append(private_950(pair) or mark)
        i += 2
    return "".join(out)


def private_950(pair):
    lead, trail = pair
    if not (0x40 <= trail <= 0x7E or 0xA1 <= trail <= 0xFE):
        return ""
    column = trail - 0x40 if trail <= 0x7E else trail - 0xA1 + 63
    for first, last, start in ((0xFA, 0xFE, 0xE000), (0x8E, 0xA0, 0xE311), (0x81, 0x8D, 0xEEB8)):
        if first <= lead <= last:
            return chr(start + (lead - first) * 157 + column)
    if 0xC6 <= lead <= 0xC8 and (lead > 0xC6 or trail >= 0xA1):
        return chr(0xF6B1 + (lead - 0xC6) * 157 + column - 63)
    return ""


def utf8_or_western(data, undefined="keep"):
    """UTF-8 where it fits, windows-1252 for the other bytes."""
    out, i = [], 0
    while i < len(data):
        for n in (1, 2, 3, 4):
            try:
                out.append(data[i:i + n].decode("utf-8"))
                i += n
                break
            except UnicodeDecodeError:
                continue
        else:
            out.append(western(data[i:i + 1], undefined=undefined))
            i += 1
    return "".join(out)


def shifted(text):
    """Han characters as some PDF files have them in their text layer."""
    return "".join(chr(ord(char) - 0x4A2C) if "\u4e00" <= char <= "\u9fff" else char for char in text)


def utf8(text):
    return text.encode("utf-8")


def gbk(text):
    return text.encode("gbk")


def big5(text):
    return text.encode("cp950")


# name -> (damage, script the text must be in, is it exact)
EXACT = {
    "UTF-8 as Latin-1": (lambda t: utf8(t).decode("latin-1"), "any"),
    "UTF-8 as CP1252": (lambda t: western(utf8(t)), "any"),
    "UTF-8 as CP1252 twice": (lambda t: western(utf8(western(utf8(t)))), "any"),
    "UTF-8 as Latin-1 twice": (lambda t: utf8(utf8(t).decode("latin-1")).decode("latin-1"), "any"),
    "UTF-8 as Latin-1, then CP1252": (lambda t: western(utf8(utf8(t).decode("latin-1"))), "any"),
    "UTF-8 as 8859-15": (lambda t: utf8(t).decode("iso8859-15"), "any"),
    "UTF-8 as CP1254": (lambda t: western(utf8(t), "cp1254"), "any"),
    "GBK as Latin-1": (lambda t: gbk(t).decode("latin-1"), "simplified"),
    "GBK as CP1252": (lambda t: western(gbk(t)), "simplified"),
    "GBK as CP1254": (lambda t: western(gbk(t), "cp1254"), "simplified"),
    "Big5 as Latin-1": (lambda t: big5(t).decode("latin-1"), "traditional"),
    "Big5 as CP1252": (lambda t: western(big5(t)), "traditional"),
    "Big5 as CP1254": (lambda t: western(big5(t), "cp1254"), "traditional"),
    "Big5 as GBK": (lambda t: windows_936(big5(t)), "traditional"),
    "GBK as Big5": (lambda t: big5_reader(gbk(t)), "simplified"),
    "Big5 as GB18030": (lambda t: big5(t).decode("gb18030", "replace"), "traditional"),
    "shifted": (shifted, "any"),
    "GBK as CP1252, then UTF-8 as CP1252": (lambda t: western(utf8(western(gbk(t)))), "simplified"),
    "UTF-8 as CP936": (lambda t: windows_936(utf8(t)), "any"),
}

LOSSY = {
    "UTF-8 as CP936, ? and swallowed": (lambda t: windows_936(utf8(t)), "any"),
    "UTF-8 as CP936, U+FFFD and swallowed": (lambda t: windows_936(utf8(t), "\ufffd"), "any"),
    "UTF-8 as CP936, ?": (lambda t: windows_936(utf8(t), "?", False), "any"),
    "UTF-8 as CP936, U+FFFD": (lambda t: windows_936(utf8(t), "\ufffd", False), "any"),
    "UTF-8 as strict GBK": (lambda t: utf8(t).decode("gbk", "replace"), "any"),
    "UTF-8 as GB18030": (lambda t: utf8(t).decode("gb18030", "replace"), "any"),
    "UTF-8 as CP1252, undefined ?": (lambda t: western(utf8(t), undefined="mark"), "any"),
    "UTF-8 as CP1252, undefined gone": (lambda t: western(utf8(t), undefined="drop"), "any"),
    "UTF-8 as CP1252, tidied": (lambda t: tidied(western(utf8(t))), "any"),
    "UTF-8 as 8859-15, no controls": (lambda t: without_controls(utf8(t).decode("iso8859-15")), "any"),
    "UTF-8 as Big5": (lambda t: big5_reader(utf8(t)), "any"),
    "GBK as strict Big5": (lambda t: gbk(t).decode("big5", "replace"), "simplified"),
    "Big5 as strict GBK": (lambda t: big5(t).decode("gbk", "replace"), "traditional"),
    "GBK as UTF-8 and CP1252": (lambda t: utf8_or_western(gbk(t)), "simplified"),
    "GBK as CP1252, tidied": (lambda t: tidied(western(gbk(t))), "simplified"),
    "GBK as CP1252, tidied away": (lambda t: tidied(western(gbk(t)), True), "simplified"),
    "Big5 as CP1252, tidied": (lambda t: tidied(western(big5(t))), "traditional"),
}
