"""test_checks.py - the package checks of docx.py find what they are there to find."""
import os
import struct
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import docx  # noqa: E402  (found through the line above)

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DATE = (1980, 1, 1, 0, 0, 0)
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="x/rels"/>'
         '<Override PartName="/word/document.xml" ContentType="x/document"/></Types>')


def rels(*items):
    """A relationship part; an item is its id and target."""
    inside = "".join(f'<Relationship Id="{i}" Type="t" Target="{t}"/>' for i, t in items)
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{inside}</Relationships>")


def clean_parts():
    """The smallest package without a fault."""
    return {"[Content_Types].xml": TYPES,
            "_rels/.rels": rels(("rId1", "word/document.xml")),
            "word/document.xml": '<document/>'}


def pack(parts, date_of=lambda name: DATE, extra=b"", comment=b""):
    """The parts as archive bytes."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = comment
            for name, text in parts.items():
                info = zipfile.ZipInfo(name, date_of(name))
                info.extra = extra
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, text)
        file.seek(0)
        return file.read()


def with_part(name, text):
    """Bytes of the clean package with one part more, or other."""
    return pack(dict(clean_parts(), **{name: text}))


def without(name):
    """Bytes of the clean package with one part less."""
    parts = clean_parts()
    del parts[name]
    return pack(parts)


def streamed():
    """As a writer that cannot seek makes it, with data descriptors."""
    class Pipe:
        def __init__(self):
            self.data = b""

        def write(self, data):
            self.data += data
            return len(data)

        def flush(self):
            pass
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, text in clean_parts().items():
            archive.writestr(zipfile.ZipInfo(name, DATE), text)
    return pipe.data


def other_local_size():
    """The clean package with a wrong length in the first local header."""
    data = bytearray(pack(clean_parts()))
    struct.pack_into("<I", data, 22, 1)
    return bytes(data)


CASES = [
    ("clean", pack(clean_parts()), None),
    ("no archive", b"hello", "no ZIP archive"),
    ("cut in the middle", pack(clean_parts())[:200], "no ZIP archive"),
    ("content types not first", pack(dict(reversed(clean_parts().items()))), "the first entry is"),
    ("two dates", pack(clean_parts(), lambda name: (1980 + len(name), 1, 1, 0, 0, 0)),
     "different dates"),
    ("extra field", pack(clean_parts(), extra=b"\x55\x54\x05\0\1\0\0\0\0"), "extra field"),
    ("archive comment", pack(clean_parts(), comment=b"hi"), "has a comment"),
    ("data descriptors", streamed(), "data descriptor"),
    ("headers differ", other_local_size(), "local header and directory differ"),
    ("bytes before the archive", b"#!" + pack(clean_parts()), "gap before"),
    ("twice but for case", with_part("Word/Document.xml", "<x/>"), "there twice"),
    ("not well formed", with_part("word/document.xml", "<document>"), "no element found"),
    ("byte-order mark", with_part("word/document.xml", "\ufeff<document/>"), "byte-order mark"),
    ("leads nowhere", with_part("word/_rels/document.xml.rels", rels(("rId1", "styles.xml"))),
     "leads to word/styles.xml"),
    ("one id for two",
     with_part("_rels/.rels", rels(("a", "word/document.xml"), ("a", "/word/document.xml"))),
     "relationship a is there twice"),
    ("id of nothing", with_part("word/document.xml", f'<d xmlns:r="{R}" r:embed="rId9"/>'),
     "rId9 is no relationship"),
    ("rels of nothing", with_part("word/_rels/other.xml.rels", rels()),
     "relationships of word/other.xml"),
    ("nothing leads to it", with_part("word/styles.xml", "<x/>"), "nothing leads to it"),
    ("no content type", with_part("word/media.png", "x"), "no content type"),
    ("type of nothing", without("word/document.xml"), "word/document.xml is not there"),
]


class Checks(unittest.TestCase):
    def test_cases(self):
        for why, data, complaint in CASES:
            with self.subTest(why), tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "case.docx")
                with open(path, "wb") as file:
                    file.write(data)
                faults = docx.faults(path)
                if complaint is None:
                    self.assertEqual(faults, [])
                else:
                    self.assertIn(complaint, "\n".join(faults))


if __name__ == "__main__":
    unittest.main()
