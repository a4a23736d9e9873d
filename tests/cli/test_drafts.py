"""What the command line hands to the library with a draft: front matter entries and pictures."""
import json
import os
import unittest
import zipfile

from cli import Case, DONE, USAGE, main
from test_input import PNG

SECRET = PNG + b"secret"  # a picture still, and to be known again


class Metadata(Case):
    def fields(self, *options):
        done = self.expect(DONE, "draft.md", "-t", "json", "-o", "-", *options)
        return {field["name"]: field["values"] for field in json.loads(done.stdout)["fields"]}

    def test_entries(self):
        self.write("draft.md", "---\ntitle: 旧\nrecipient: 各处\n---\n正文。\n")
        fields = self.fields("-M", "title=新=二", "-M", "签发人=张三", "-M", "签发人=李四")
        self.assertEqual(fields["title"], ["新=二"])
        self.assertEqual(fields["recipient"], ["各处"])
        self.assertEqual(fields["签发人"], ["张三", "李四"])

    def test_a_key_there_is_not(self):
        self.expect(USAGE, "draft.md", "-M", "tilte=x", says="“tilte” → “title” [parse.unknown-metadata]")
        self.expect(USAGE, "draft.md", "-M", "everything=x", says="“everything” [parse.unknown-metadata]")
        self.assertEqual(self.names(), ["draft.md"])


class Elements(Case):
    def test_a_period_without_secrecy_is_told(self):
        told = "“保密期限” [write.element-unused]"
        self.write("draft.md", "---\ntitle: 甲\n保密期限: 3年\n---\n正文。\n")
        self.expect(DONE, "draft.md", "-o", "out.docx", says=told)
        self.write("draft.md", "---\ntitle: 甲\n密级: 机密\n保密期限: 3年\n---\n正文。\n")
        self.assertNotIn(told, self.expect(DONE, "draft.md", "-o", "out.docx").stderr.decode())


class Tables(Case):
    def test_amounts_stand_at_the_right(self):
        self.write("draft.md", "| 甲 | 乙 |\n|---|---|\n| 一 | ¥1,200 |\n| 二 | ￥35.5 |\n| 三 | $7 |\n")
        self.expect(DONE, "draft.md", "-o", "out.docx")
        with zipfile.ZipFile(self.path("out.docx")) as package:
            cells = package.read("word/document.xml").decode().split("<w:tc>")[1:]
        for amount in ("¥1,200", "￥35.5", "$7"):
            cell = next(cell for cell in cells if f">{amount}<" in cell)
            self.assertIn('<w:jc w:val="right"/>', cell)


class Pictures(Case):
    def setUp(self):
        super().setUp()
        for folder in ("work", "work/img", "more"):
            os.mkdir(self.path(folder))
        for name in ("work/a.png", "work/img/b 图.png"):
            self.write(name, PNG)
        for name in ("secret.png", "more/c.png"):
            self.write(name, SECRET)
        os.symlink("../secret.png", self.path("work/link.png"))

    def findings(self, picture, *options, name="work/draft.md"):
        """Kinds of the findings about a draft with this picture, and the pictures in the result."""
        self.write("work/draft.md", f"正文。\n\n![说明]({picture})\n")
        self.expect(DONE, name, "-o", "out.docx", "--report", "r.json", *options,
                    **({"input": self.read("work/draft.md")} if name == "-" else {}))
        kinds = [f["kind"] for f in json.loads(self.read("r.json"))["findings"]]
        with zipfile.ZipFile(self.path("out.docx")) as package:
            media = [package.read(n) for n in package.namelist() if n.startswith("word/media/")]
        return kinds, media

    def test_found(self):
        for picture in ("a.png", "./a.png", "img/b%20图.png", "img/../a.png"):
            with self.subTest(picture):
                self.assertEqual(self.findings(picture), ([], [PNG]))

    def test_long_description(self):
        words = "图上是办公楼。" * 1000
        self.write("work/draft.md", f"![{words}](a.png)\n")
        self.expect(DONE, "work/draft.md", "-o", "out.docx")
        with zipfile.ZipFile(self.path("out.docx")) as package:
            self.assertIn(f'descr="{words}"', package.read("word/document.xml").decode())

    def test_missing(self):
        self.assertEqual(self.findings("none.png"), (["write.image-missing"], []))

    def test_refused(self):
        for picture in ("../secret.png", "%2e%2e/secret.png", "link.png", self.path("secret.png"),
                        "img/../../secret.png", "https://example.com/a.png", "file:///etc/passwd",
                        "/dev/zero", "img"):
            with self.subTest(picture):
                self.assertEqual(self.findings(picture), (["write.image-refused"], []))

    def test_too_large(self):
        with open(self.path("work/huge.png"), "wb") as file:
            file.truncate((64 << 20) + 1)
        self.assertEqual(self.findings("huge.png"), (["write.image-large"], []))

    def test_allowed(self):
        self.assertEqual(self.findings("c.png", "--resource-path", "more"), ([], [SECRET]))
        self.assertEqual(self.findings(self.path("more/c.png"), "--resource-path", "more"), ([], [SECRET]))
        self.assertEqual(self.findings("../secret.png", "--resource-path", "more"),
                         (["write.image-refused"], []))

    def test_standard_input(self):
        self.assertEqual(self.findings("work/a.png", name="-"), ([], [PNG]))
        self.assertEqual(self.findings("../x.png", name="-")[1], [])


class Links(Case):
    def test_dead_ones_are_told(self):
        self.write("draft.md", "[甲](#总则)、[乙](#没有)、[丙](#)、[丁](https://www.gov.cn/#x)。\n\n## 总则\n\n正文。\n")
        self.expect(DONE, "draft.md", "-o", "out.docx", "--report", "r.json")
        told = [(f["kind"], f["before"]) for f in json.loads(self.read("r.json"))["findings"]]
        self.assertEqual(told, [("write.dead-link", "#没有")])


class Warnings(Case):
    def messages(self, *options):
        self.write("draft.md", "正文。\n\n" + "".join(f"![说明](none{i}.png)\n\n" for i in range(5)))
        return self.expect(DONE, "draft.md", "-o", "out.docx", *options).stderr.decode().splitlines()

    def test_the_first_of_a_kind_are_listed(self):
        lines = self.messages()
        self.assertEqual(len(lines), 4)
        self.assertRegex(lines[0], r"^draft\.md:3:\d+: warning: the picture was not found.*: “none0\.png” "
                                   r"\[write\.image-missing\]$")
        self.assertEqual(lines[-1], "draft.md: 5 findings: 5 × write.image-missing")

    def test_all_with_v(self):
        self.assertEqual(sum("warning:" in line for line in self.messages("-v")), 5)

    def test_none_with_q(self):
        self.assertEqual(self.messages("-q"), [])


if __name__ == "__main__":
    main()
