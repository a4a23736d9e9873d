"""torn_damage.py - flatten marks in the bytes of GBK without regard to where characters begin.

flatten() gives what a page then shows, and where each shown character came from, so that each edit of a repair can
be held against what stood there.
"""

MARKS = {0xA1, 0xA8, 0xA9, 0xAC, 0xBA, 0xBB, 0xBF}  # second bytes of ！（），：；？


class Shown:
    """A page's text; `starts` and `ends` are the places of each of its characters in the bytes before."""

    def __init__(self, line):
        self.bytes = line.encode("gbk")
        flat, self.origin = _flat(self.bytes)
        self.text, self.starts, self.ends = "", [], []
        i = 0
        while i < len(flat):
            n = 1 if flat[i] < 0x80 else 2
            char = _decoded(flat[i:i + n])
            if char:
                self._show(char, i, i + n)
            i += n if char else 1

    def _show(self, char, start, end):
        self.text += char
        self.starts.append(self.origin[start])
        self.ends.append(self.origin[end])

    def was(self, start, end):
        """What may have stood where the characters from start to end are shown, its marks flattened: a byte that was
        lost on either side, or that shows in a character of another place, may be of this one or of that."""
        first = self.ends[start - 1] if start > 0 else 0
        last = self.starts[end] if end < len(self.starts) else len(self.bytes)
        for i in (first, first - 1, first + 1):
            for k in (last, last - 1, last + 1):
                try:
                    yield aligned(self.bytes[max(0, i):k].decode("gbk"))
                except UnicodeDecodeError:
                    continue


def _flat(data):
    """The bytes after the replacement, and for each, and for their end, where it stood before."""
    flat, origin, i = bytearray(), [], 0
    while i < len(data):
        origin.append(i)
        if data[i] == 0xA3 and i + 1 < len(data) and data[i + 1] in MARKS:
            flat.append(data[i + 1] - 0x80)
            i += 2
        else:
            flat.append(data[i])
            i += 1
    return bytes(flat), origin + [len(data)]


def _decoded(data):
    """The character, or '' for what a decoder drops."""
    try:
        char = data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return char


def aligned(text):
    """The same done with regard to characters."""
    return text.translate({ord(wide): chr(ord(wide) - 0xFEE0) for wide in "！（），：；？"})


def distance(a, b, band=40):
    """Least number of characters to put in, take out or change to make a of b; they differ in few places."""
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    start = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    band += abs(len(a) - len(b))
    far = len(a) + len(b)
    row = {j: j for j in range(min(len(b), band) + 1)}
    for i in range(1, len(a) + 1):
        now = {}
        for j in range(max(0, i - band), min(len(b), i + band) + 1):
            best = min(row.get(j, far), now.get(j - 1, far)) + 1
            if j > 0:
                best = min(best, row.get(j - 1, far) + (a[i - 1] != b[j - 1]))
            now[j] = best
        row = now
    return row[len(b)]
