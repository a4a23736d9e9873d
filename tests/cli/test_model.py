"""test_model.py - a Word document lends its looks: --style model.docx, and documents that mean harm."""
import os
import re
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cli  # noqa: E402  (beside this file)
from cli import DONE, INPUT, USAGE  # noqa: E402

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

SECTION = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:bottom="1440" '
           'w:left="1800" w:right="1800" w:header="851" w:footer="992" w:gutter="0"/>'
           '<w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>')

# As the Word of an office has it: fonts by theme, headings based on each other, ids of their own.
STYLES = f"""<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
 <w:pPr><w:spacing w:line="360" w:lineRule="auto"/><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
 <w:pPr><w:spacing w:before="340" w:afterLines="50" w:line="578" w:lineRule="exact"/></w:pPr>
 <w:rPr><w:rFonts w:eastAsia="华文中宋"/><w:b/><w:sz w:val="44"/>
 <w:rPrChange><w:rPr><w:sz w:val="2"/></w:rPr></w:rPrChange></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="Heading 2"/><w:basedOn w:val="1"/>
 <w:pPr><w:ind w:firstLine="560" w:firstLineChars="200"/></w:pPr>
 <w:rPr><w:b w:val="0"/><w:color w:val="1f4e79"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="t"><w:name w:val="heading 3"/><w:rPr><w:sz w:val="8"/></w:rPr></w:style>
</w:styles>"""

THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:fontScheme>
<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Jpan" typeface="MS Mincho"/>
<a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme></a:theme>"""


def relations(**targets):
    """A part with relationships: type=target."""
    return ("<Relationships>" + "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()) + "</Relationships>")


class Models(cli.Case):
    def model(self, name="model.docx", section=SECTION, styles=STYLES, theme=THEME, **more):
        """Write a model; a part that is None is left out."""
        parts = {"_rels/.rels": relations(officeDocument="word/document.xml"),
                 "word/_rels/document.xml.rels": relations(styles="styles.xml",
                                                           theme="/word/theme/theme1.xml"),
                 "word/document.xml": f"<w:document {W}><w:body>{section}</w:body></w:document>",
                 "word/styles.xml": styles, "word/theme/theme1.xml": theme, **more}
        with zipfile.ZipFile(self.path(name), "w", zipfile.ZIP_DEFLATED) as package:
            for path, content in parts.items():
                if content is not None:
                    package.writestr(path, content)

    def sheet(self, name="model.docx"):
        """The sheet that a model makes, as {"paragraphs.title.size": value}."""
        printed = self.expect(DONE, "styles", name).stdout.decode()
        found, path = {}, []
        for line in printed.splitlines():
            match = re.match(r"( *)([\w-]+):(?: (.*))?$", line)
            if match:
                blanks, key, value = match.groups()
                path = [(n, k) for n, k in path if n < len(blanks)] + [(len(blanks), key)]
                found[".".join(k for _, k in path)] = value
        return found

    def test_a_document_lends_all_of_its_looks(self):
        """What is made with its own model is the same document."""
        for sheet in ("gbt9704", "gbt33476", "manuscript"):
            with self.subTest(sheet):
                draft = os.path.join(cli.ROOT, "samples", "report.md")
                self.expect(DONE, draft, "--style", sheet, "-q", "-o", "model.docx")
                self.expect(DONE, "styles", "model.docx")
                kept = ("extends: " + sheet + "\n").encode()
                yaml = self.expect(DONE, "styles", "model.docx").stdout
                self.write("mine.yaml", yaml.replace(b"extends: gbt9704\n", kept))
                self.expect(DONE, draft, "--style", "mine.yaml", "-q", "-o", "again.docx")
                with zipfile.ZipFile(self.path("model.docx")) as one, \
                        zipfile.ZipFile(self.path("again.docx")) as two:
                    for part in ("word/styles.xml", "word/document.xml"):
                        self.assertEqual(two.read(part), one.read(part), part)

    def test_what_it_says(self):
        self.model()
        found = self.sheet()
        for key, value in {
                "page.size": "595.30pt x 841.90pt",
                "page.margin": "{top: 72.00pt, bottom: 72.00pt, left: 90.00pt, right: 90.00pt}",
                "page.grid": "{lines: 44, characters: 0, pitch: 15.60pt}",
                "paragraphs.normal.font": '"等线"', "paragraphs.normal.latin": '"Calibri"',
                "paragraphs.normal.size": "10.50pt", "paragraphs.normal.line": "1.50",
                "paragraphs.normal.align": "justify",
                "paragraphs.heading-1.font": '"华文中宋"', "paragraphs.heading-1.size": "22.00pt",
                "paragraphs.heading-1.bold": "yes", "paragraphs.heading-1.line": "28.90pt",
                "paragraphs.heading-1.before": "17.00pt", "paragraphs.heading-1.after": "0.50行",
                "paragraphs.heading-2.bold": "no", "paragraphs.heading-2.size": "22.00pt",
                "paragraphs.heading-2.color": '"1F4E79"', "paragraphs.heading-2.first-line": "2.00字",
        }.items():
            self.assertEqual(found.get(key), value, key)
        self.assertNotIn("paragraphs.heading-3.size", found, "a table style of that name is none")
        self.assertNotIn("paragraphs.title.size", found, "what it does not have is gbt9704's")

    def test_measures_in_points(self):
        """As strict Open XML writes them."""
        self.model(styles=STYLES.replace('w:before="340"', 'w:before="17.5pt"')
                   .replace('<w:sz w:val="44"/>', '<w:sz w:val="10.5pt"/>'),
                   section=SECTION.replace('w:w="11906"', 'w:w="595.3pt"'))
        found = self.sheet()
        self.assertEqual(found["page.size"], "595.30pt x 841.90pt")
        self.assertEqual(found["paragraphs.heading-1.before"], "17.50pt")
        self.assertEqual(found["paragraphs.heading-1.size"], "10.50pt")

    def test_no_page_number_at_the_edge_of_the_paper(self):
        """LibreOffice has 0 where a document has neither header nor footer."""
        self.model(section=SECTION.replace('"851"', '"0"').replace('"992"', '"0"').replace('bottom="1440"', 'bottom="1134"'))
        found = self.sheet()
        self.assertEqual((found["page.header"], found["page.footer"]), ("36.00pt", "28.35pt"))

    def test_it_makes_documents_and_can_be_compared(self):
        self.model()
        self.expect(DONE, "draft.md", "--style", "model.docx", "-o", "out.docx")
        self.assertIn("paragraphs.normal.size", self.expect(
            DONE, "styles", "diff", "gbt9704", "model.docx").stdout.decode())

    def test_an_upright_section_counts(self):
        broadside = SECTION.replace('w:w="11906" w:h="16838"',
                                    'w:w="16838" w:h="11906" w:orient="landscape"')
        for sections in (SECTION + broadside, broadside + SECTION):
            self.model(section=sections)
            self.assertEqual(self.sheet()["page.size"], "595.30pt x 841.90pt")

    def test_without_theme_and_grid(self):
        self.model(section=SECTION.replace('w:type="lines" ', ""), theme=None, **{
            "word/_rels/document.xml.rels": relations(styles="styles.xml")})
        found = self.sheet()
        self.assertEqual(found["page.grid"], "{lines: 0, characters: 0, pitch: 20.45pt}")
        self.assertEqual(found["paragraphs.normal.font"], '"宋体"')

    def test_names_that_would_break_the_sheet(self):
        for name in ('a" b\\', "a: {b", "- x", "#x"):
            self.model(styles=STYLES.replace("华文中宋", name.replace('"', "&quot;")))
            self.expect(DONE, "draft.md", "--style", "model.docx", "-o", "out.docx", "--force")
        self.model(styles=STYLES.replace("华文中宋", "a&#10;page: {size: 1}"))
        self.assertEqual(self.sheet()["paragraphs.heading-1.font"], '"等线"')

    def test_rings_and_numbers_beyond_reason(self):
        ring = STYLES.replace('<w:name w:val="heading 1"/><w:basedOn w:val="a"/>',
                              '<w:name w:val="heading 1"/><w:basedOn w:val="2"/>')
        self.model(styles=ring.replace('w:val="44"', 'w:val="99999999999999999999"'))
        self.expect(DONE, "draft.md", "--style", "model.docx", "-o", "out.docx")
        self.model(section=SECTION.replace('w:top="1440"', 'w:top="-16000"'))
        self.expect(USAGE, "draft.md", "--style", "model.docx", "-o", "out.docx", "--force",
                    says="model.docx:1:1")

    def test_no_word_document(self):
        self.write("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        self.expect(INPUT, "draft.md", "--style", "old.docx", says="is no style sheet")
        self.write("cut.docx", b"PK\3\4" + bytes(100))
        self.expect(INPUT, "draft.md", "--style", "cut.docx", says="style.model]")
        with zipfile.ZipFile(self.path("other.docx"), "w") as package:
            package.writestr("readme.txt", "nothing")
        told = self.expect(INPUT, "draft.md", "--style", "other.docx", says="_rels/.rels")
        self.assertIn(b"style.model]", told.stderr, "not a damaged one, which could be saved again")
        self.assertEqual([n for n in self.names() if n == "draft.docx"], [])

    def test_damaged_parts(self):
        self.model(styles=STYLES[:300])
        self.expect(INPUT, "draft.md", "--style", "model.docx", says="word/styles.xml")
        self.model(**{"word/document.xml": None})
        self.expect(INPUT, "draft.md", "--style", "model.docx", says="word/document.xml")
        self.model()
        data = bytearray(self.read("model.docx"))
        at = data.index(b"word/styles.xml") + 40
        data[at:at + 20] = bytes(20)
        self.write("model.docx", bytes(data))
        self.expect(INPUT, "draft.md", "--style", "model.docx", says="word/styles.xml")

    def test_entities_are_refused(self):
        laughs = ('<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
                  + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">'
                            for i in range(9)) + "]>")
        self.model(styles=laughs + STYLES.replace("华文中宋", "&j;"))
        self.expect(INPUT, "draft.md", "--style", "model.docx", says="document type declaration")
        outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        self.model(styles=outside + STYLES.replace("华文中宋", "&x;"))
        self.expect(INPUT, "draft.md", "--style", "model.docx", says="document type declaration")

    def test_bombs(self):
        """70 MB of blanks in 70 KB, and elements 100,000 deep."""
        self.model(styles=STYLES + " " * (70 << 20))
        self.assertLess(os.path.getsize(self.path("model.docx")), 100_000)
        self.expect(INPUT, "draft.md", "--style", "model.docx", says="style.model-limit")
        self.model(styles="<a>" * 100_000)
        self.expect(INPUT, "draft.md", "--style", "model.docx", says="style.model-limit")


if __name__ == "__main__":
    cli.main()
