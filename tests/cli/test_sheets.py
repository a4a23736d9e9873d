"""test_sheets.py - style sheets: the built-in ones, those of the documentation, and what they make."""
import os
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cli  # noqa: E402  (beside this file)
from cli import DONE, USAGE  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Ids and names by which Word, WPS and LibreOffice know their built-in styles, and the levels of the
# navigation pane.  A table of contents takes "heading 1" to "heading 9" by name.
BUILT_IN = {"Normal": "Normal", "BodyText": "Body Text", "Title": "Title",
            "ListParagraph": "List Paragraph", "Quote": "Quote", "FootnoteText": "footnote text",
            "FootnoteReference": "footnote reference", "Footer": "footer", "Hyperlink": "Hyperlink",
            "Salutation": "Salutation", "Signature": "Signature", "Date": "Date",
            "TableNormal": "Normal Table", "TableGrid": "Table Grid",
            **{f"Heading{i}": f"heading {i}" for i in range(1, 7)}}


def names_of_sheets():
    """The built-in sheets."""
    printed = cli.harness.run([cli.harness.program(), "styles"]).decode()
    return [line.split()[0] for line in printed.splitlines()]


def part(document, name):
    """A part of a document as an XML tree."""
    with zipfile.ZipFile(document) as package:
        return xml.fromstring(package.read(name))


class Sheets(cli.Case):
    def test_ids_and_names_are_those_of_word(self):
        self.write("draft.md", "# 标题\n\n## 一、事项\n\n正文[^1]。\n\n[^1]: 注。\n")
        for sheet in names_of_sheets():
            with self.subTest(sheet):
                self.expect(DONE, "draft.md", "--style", sheet, "-o", "out.docx", "--force")
                styles = part(self.path("out.docx"), "word/styles.xml").findall(f"{W}style")
                found = {style.get(f"{W}styleId"): style for style in styles}
                for style_id, name in BUILT_IN.items():
                    self.assertEqual(found[style_id].find(f"{W}name").get(f"{W}val"), name)
                    self.assertIsNone(found[style_id].get(f"{W}customStyle"), name)
                for level in range(1, 7):
                    outline = found[f"Heading{level}"].find(f"{W}pPr/{W}outlineLvl")
                    self.assertEqual(outline.get(f"{W}val"), str(level - 1))
                self.assertIsNone(found["Title"].find(f"{W}pPr/{W}outlineLvl"),
                                  "the title is no entry of a table of contents")

    def test_kinds_of_documents_are_sheets(self):
        """--style 信函 as the front matter has it; names typed in minutes are printed once then, too."""
        self.write("draft.md", "---\nissuer: 某某局\ntitle: 会议\ndate: 2024-02-05\npresent: 甲某某、乙某某\n---\n\n"
                               "议定如下。\n\n出席：甲某某、乙某某\n")
        for kind, sheet in (("letter", "gbt9704-letter"), ("函", "gbt9704-letter"), ("命令", "gbt9704-order"),
                            ("minutes", "gbt9704-minutes"), ("纪要", "gbt9704-minutes"), ("报告", "gbt9704")):
            with self.subTest(kind):
                for name in (kind, sheet):
                    self.expect(DONE, "draft.md", "--style", name, "-o", name + ".docx")
                made = [part(self.path(name + ".docx"), "word/document.xml") for name in (kind, sheet)]
                self.assertEqual(xml.tostring(made[0]), xml.tostring(made[1]))
        text = "".join(part(self.path("纪要.docx"), "word/document.xml").itertext())
        self.assertEqual(text.count("出席"), 1)

    def test_faults_of_a_sheet_are_told_under_its_name(self):
        """Also of one that the draft names; what is wrong with that name is told under the draft's."""
        self.write("bad.yaml", "extends: gbt9704\nparagraphs:\n  title: {fnt: 宋体}\n")
        self.write("named.md", "---\nstyle: bad.yaml\n---\n\n# 标题\n")
        self.write("missing.md", "---\nstyle: nix.yaml\n---\n\n# 标题\n")
        self.write("draft.md", "# 标题\n")
        for arguments, place in ((["named.md"], b"bad.yaml:3:16: "), (["missing.md"], b"missing.md:2:1: "),
                                 (["draft.md", "--style", "bad.yaml"], b"bad.yaml:3:16: ")):
            with self.subTest(arguments):
                told = self.expect(USAGE, *arguments, "-o", "out.docx").stderr
                self.assertTrue(told.startswith(place), told)

    def test_a_file_that_is_no_sheet_is_told_with_its_own_place(self):
        """Also where the draft names it, and not with the place of its name in the draft."""
        self.write("named.md", "---\n标题: 通知\n格式: office.yaml\n---\n\n正文。\n")
        for sheet, says in ((b"", "office.yaml:1:1: error"), ("extends: gbt9704\nsummary: 本市".encode("gbk"), "office.yaml:2:10: error"),
                            (b"PK\3\4", "office.yaml:1:1: error: the model is no Word document")):
            self.write("office.yaml", sheet)
            self.expect(USAGE, "named.md", "-o", "out.docx", says=says)

    def test_a_draft_names_a_model(self):
        self.expect(DONE, "draft.md", "--style", "manuscript", "-o", "model.docx")
        self.write("named.md", "---\n标题: 通知\n格式: model.docx\n---\n\n正文。\n")
        self.expect(DONE, "named.md", "-o", "named.docx")
        self.write("plain.md", "---\n标题: 通知\n---\n\n正文。\n")
        self.expect(DONE, "plain.md", "--style", "model.docx", "-o", "plain.docx")
        with open(self.path("named.docx"), "rb") as one, open(self.path("plain.docx"), "rb") as other:
            self.assertEqual(one.read(), other.read())

    def test_the_five_lines_of_the_documentation(self):
        with open(os.path.join(cli.harness.ROOT, "docs", "styles.md"), encoding="utf-8") as file:
            text = file.read()
        sheet, told = re.search(r"```yaml\n(.*?)```.*?```\n(.*?)```", text, re.S).groups()
        self.assertEqual(len(sheet.splitlines()), 5)
        self.write("my-office.yaml", sheet)
        self.assertEqual(
            self.expect(DONE, "styles", "diff", "gbt9704", "my-office.yaml").stdout.decode(), told)
        self.write("draft.md", "# 标题\n\n正文。\n")
        self.expect(DONE, "draft.md", "--style", "my-office.yaml", "-o", "out.docx")
        footer = part(self.path("out.docx"), "word/footer1.xml")
        self.assertEqual(footer.find(f".//{W}jc").get(f"{W}val"), "center")
        styles = part(self.path("out.docx"), "word/styles.xml")
        title = styles.find(f"{W}style[@{W}styleId='Title']")
        self.assertEqual(title.find(f".//{W}rFonts").get(f"{W}eastAsia"), "方正小标宋_GBK")
        self.assertEqual(title.find(f".//{W}spacing").get(f"{W}line"), "600")


if __name__ == "__main__":
    cli.main()
