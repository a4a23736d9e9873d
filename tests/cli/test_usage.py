"""Verbs, options and the help."""
import json
import pathlib
import re
import unittest

from cli import Case, DONE, INPUT, OUTPUT, ROOT, USAGE, main


class Usage(Case):
    def test_wrong_usage(self):
        cases = [
            ("nothing to do", [], "no input"),
            ("only a verb", ["fix"], "no input"),
            ("an unknown option", ["draft.md", "--fast"], "--fast: there is no such option"),
            ("an unknown letter", ["-x", "draft.md"], "-x: there is no such option"),
            ("a letter inside others", ["-qx", "draft.md"], "-x: there is no such option"),
            ("a value is missing", ["draft.md", "-o"], "-o: needs a value"),
            ("a value is missing, long", ["draft.md", "--style"], "--style: needs a value"),
            ("a value too much", ["draft.md", "--force=yes"], "--force=yes: takes no value"),
            ("a format there is not", ["-t", "pdf", "draft.md"], "use docx, html, markdown, text or json"),
            ("an input format there is not", ["-f", "rtf", "draft.md"], "use auto, markdown, text or html"),
            ("an output name that tells nothing", ["draft.md", "-o", "a.pdf"], "--to"),
            ("an empty output name", ["draft.md", "-o", ""], "--output: the value is empty"),
            ("an empty folder", ["draft.md", "--out-dir", ""], "--out-dir: the value is empty"),
            ("an empty report", ["draft.md", "--report="], "--report: the value is empty"),
            ("the report in the result", ["fix", "draft.md", "--report", "-"], "the report and a result"),
            ("metadata without a key", ["-M", "=x", "draft.md"], "KEY=VALUE"),
            ("metadata without a value", ["-M", "title", "draft.md"], "KEY=VALUE"),
            ("metadata that is not UTF-8", ["-M", b"title=\xff", "draft.md"], "not UTF-8"),
            ("sizes", ["--max-input", "12X", "draft.md"], "is no size"),
            ("no size at all", ["--max-input", "", "draft.md"], "is empty"),
            ("a size of nothing", ["--max-input", "0", "draft.md"], "is no size"),
            ("a negative size", ["--max-input", "-1", "draft.md"], "is no size"),
            ("a size beyond all", ["--max-input", "99999999999999999999G", "draft.md"], "is no size"),
            ("headings shifted too far", ["--shift-heading-level-by", "9", "draft.md"], "is no number from -8 to 8"),
            ("headings shifted by no number", ["--shift-heading-level-by=-", "draft.md"], "is no number from -8 to 8"),
            ("a nesting beyond what can be written", ["--max-nesting", "1001", "draft.md"], "is no number from 1 to 1000"),
            ("no cells at all", ["--max-cells", "0", "draft.md"], "is no number from 1 to 1000000000"),
            ("no time at all", ["--timeout", "0", "draft.md"], "is no number from 1 to 1000000"),
            ("several inputs, one output", ["draft.md", "b.md", "-o", "c.docx"], "--out-dir"),
            ("several inputs to fix", ["fix", "draft.md", "b.md"], "--out-dir"),
            ("a result that would not be written", ["draft.md", "-o", "a", "--output", "b"], "--output: is given twice"),
            ("a report that would not be written", ["draft.md", "--report", "a", "--report", "b"], "given twice"),
            ("inputs that would not be read", ["--files-from", "a", "--files-from", "b"], "given twice"),
            ("places that would be changed", ["--skip", "repair.escape@1", "--skip", "repair.escape@2", "draft.md"],
             "given twice"),
            ("terms that would not be kept", ["--keep-terms", "a", "--keep-terms", "b", "draft.md"], "given twice"),
            ("both kinds of output", ["draft.md", "-o", "a", "--out-dir", "b"], "exclude"),
            ("standard input without a name", ["-", "--out-dir", "b"], "has no name"),
            ("a script there is not", ["--script", "latin", "draft.md"], "use keep, simplified, simplified-phrases"),
            ("an option of another verb", ["fix", "--style", "x", "draft.md"], "`fix` has no such"),
            ("and the other way", ["--json", "draft.md"], "`convert` has no such option"),
            ("a style that is none", ["styles", "none"], "no such style sheet"),
            ("a kind of damage there is not", ["fix", "--repair", "-marks,+escape", "draft.md"],
             "--repair -marks,+escape: there is no such kind"),
            ("fonts of two styles", ["fonts", "gbt9704", "gbt9704"], "one style sheet at a time"),
            ("two styles", ["styles", "gbt9704", "gbt9704"], "one style sheet at a time"),
            ("help on nothing", ["help", "everything"], "no such verb"),
        ]
        before = self.names()
        for why, arguments, says in cases:
            with self.subTest(why):
                done = self.expect(USAGE, *arguments, says=says)
                self.assertEqual(done.stdout, b"")
                self.assertTrue(done.stderr.startswith(b"qinggao: "))
                self.assertEqual(done.stderr.count(b"\n"), 1, "one message is one line")
        self.assertEqual(self.names(), before)

    def test_options_stand_anywhere(self):
        for arguments in (["fix", "draft.md", "-o", "x"], ["-o", "x", "fix", "draft.md"],
                          ["fix", "-ox", "draft.md"], ["fix", "--output=x", "--", "draft.md"],
                          ["fix", "--outp", "x", "draft.md"]):
            with self.subTest(arguments):
                self.expect(DONE, *arguments, env={"POSIXLY_CORRECT": "1"})
                self.assertEqual(self.read("x"), self.read("draft.md"))

    def test_the_last_of_two_values_holds(self):
        """What an alias says can be said otherwise behind it."""
        done = self.expect(DONE, "-t", "text", "-t", "markdown", "draft.md", "-o", "-")
        self.assertEqual(done.stdout, self.expect(DONE, "-t", "markdown", "draft.md", "-o", "-").stdout)

    def test_a_file_called_like_a_verb(self):
        self.write("fix", "正文\n")
        self.expect(DONE, "-t", "markdown", "--", "fix")
        self.assertIn("fix.md", self.names())

    def test_a_file_called_like_an_option(self):
        self.write("-o", "正文\n")
        self.assertEqual(self.expect(DONE, "fix", "--", "-o").stdout, "正文\n".encode())

    def test_sizes(self):
        self.write("k.txt", b"a" * 1024)
        for size, status in (("1024", DONE), ("1K", DONE), ("1k", DONE), ("1KB", DONE), ("1KiB", DONE),
                             ("1023", INPUT)):
            with self.subTest(size):
                self.expect(status, "fix", "--max-input", size, "k.txt")

    def test_kinds_of_damage(self):
        self.write("a.txt", "公&amp;文\u200b号")
        for kinds, wanted in (("all", "公&文号"), ("none", "公&amp;文\u200b号"), ("none,+escapes", "公&文\u200b号"),
                              ("-escapes", "公&amp;文号"), ("-escapes,+escapes", "公&文号"),
                              ("escapes", "公&文\u200b号"), ("escapes,invisible", "公&文号"),
                              ("safe,-invisible", "公&文\u200b号")):
            with self.subTest(kinds):
                done = self.expect(DONE, "fix", "-q", "a.txt", f"--repair={kinds}")
                self.assertEqual(done.stdout.decode(), wanted)

    def test_help(self):
        for arguments in (["--help"], ["-h"], ["help"], ["help", "fix"], ["fix", "--help"],
                          ["convert", "-h"], ["detect", "--help"], ["styles", "--help"],
                          ["help", "styles"], ["--help", "--style", "x", "detect"]):
            with self.subTest(arguments):
                page = self.expect(DONE, *arguments).stdout.decode()
                self.assertTrue(page.startswith("Usage:\n  qinggao"))
                self.assertIn("Examples:\n  qinggao", page)
                self.assertLessEqual(max(map(len, page.splitlines())), 105)

    def test_help_of_a_verb_has_its_options_only(self):
        self.assertNotIn("--style", self.expect(DONE, "fix", "--help").stdout.decode())
        self.assertIn("--style", self.expect(DONE, "convert", "--help").stdout.decode())
        self.assertIn("--json", self.expect(DONE, "help", "detect").stdout.decode())

    def test_the_manual_has_the_same_options(self):
        manual = (pathlib.Path(ROOT) / "docs" / "qinggao.1.md").read_text(encoding="utf-8")
        verbs = {"all": "convert, fix, detect, styles, fonts, help"}
        told = {}
        for names, of in re.findall(r"(?m)^(`-.*`) \((.*)\)$", manual):
            for verb in verbs.get(of, of).split(", "):
                told.setdefault(verb, set()).add(names.replace("`", ""))
        for verb in ("convert", "fix", "detect", "styles", "fonts"):
            page = self.expect(DONE, "help", verb).stdout.decode()
            helped = re.findall(r"(?m)^  (?:(-\w, )|    )(--\S+(?: [A-Z]\S*)?)(?=  |$)", page)
            self.assertEqual(told[verb], {"".join(option) for option in helped}, verb)

    def test_version(self):
        self.assertRegex(self.expect(DONE, "--version").stdout.decode(), r"\Aqinggao \d+\.\d+\.\d+\n\Z")

    def test_styles(self):
        listed = self.expect(DONE, "styles").stdout.decode()
        self.assertRegex(listed, re.compile("^gbt9704 +.*GB/T 9704", re.M))
        self.assertIn(b"page:", self.expect(DONE, "styles", "gbt9704").stdout)

    def test_styles_diff(self):
        self.assertEqual(self.expect(DONE, "styles", "diff", "gbt9704", "gbt9704").stdout, b"")
        told = self.expect(DONE, "styles", "diff", "gbt9704", "gbt33476").stdout.decode()
        self.assertRegex(told, r"(?m)^page\.margin\.top +37mm → 34\.58mm  \(5\.2\.1\)$")
        self.write("mine.yaml", "extends: gbt9704\nparagraphs: {title: {size: 一号}}\n")
        told = self.expect(DONE, "styles", "diff", "gbt9704", "mine.yaml").stdout.decode()
        self.assertRegex(told, r"^paragraphs\.title\.size +二号 → 一号  \(7\.3\.1\)\n$")
        self.write("bad.yaml", "page: {size: A4}\n")
        self.expect(USAGE, "styles", "diff", "gbt9704", "bad.yaml", says="bad.yaml:1:14")
        self.expect(USAGE, "styles", "diff", "bad.yaml", "gbt9704", says="bad.yaml:1:14")
        self.expect(USAGE, "styles", "diff", "gbt9704", says="name both")

    def test_a_printed_style_can_be_used(self):
        self.write("mine.yaml", self.expect(DONE, "styles", "gbt9704").stdout)
        self.expect(DONE, "draft.md", "--style", "mine.yaml", "-o", "a.docx")
        self.expect(DONE, "draft.md", "--style", "gbt9704", "-o", "b.docx")
        self.assertEqual(self.read("a.docx"), self.read("b.docx"))

    def test_bad_styles(self):
        self.write("bad.yaml", "nonsense: 1\n")
        self.write("bytes.yaml", b"\xff\xfe")
        self.expect(USAGE, "draft.md", "--style", "bad.yaml", says="bad.yaml:1:")
        self.expect(USAGE, "draft.md", "--style", "none", says="none: there is no such style sheet")
        self.expect(INPUT, "draft.md", "--style", "none.yaml", says="none.yaml: there is no such file")
        self.expect(INPUT, "draft.md", "--style", "bytes.yaml", says="is no style sheet")
        self.assertNotIn("draft.docx", self.names())

    def test_an_option_has_no_place_in_the_draft(self):
        for words in (["--encoding", "klingon"], ["--fonts", "none"], ["-M", "tilte=x"]):
            self.expect(USAGE, "draft.md", *words, says="draft.md: error: ")

    def test_a_folder_of_pictures_that_is_none(self):
        for name in ("none", "draft.md"):
            self.expect(INPUT, "draft.md", "--resource-path", name, says=f"{name}: there is no such folder")
        self.assertNotIn("draft.docx", self.names())

    def test_detect(self):
        self.assertRegex(self.expect(DONE, "detect", "draft.md").stdout.decode(),
                         r"\Adraft\.md: UTF-8 \(confidence [01]\.\d\d\)\n\Z")
        done = self.expect(INPUT, "detect", "--json", "draft.md", "none.md", "draft.md",
                           says="none.md: there is no such file")
        found = json.loads(done.stdout)
        self.assertEqual([f["file"] for f in found], ["draft.md", "draft.md"])
        self.assertEqual(sorted(found[0]), ["changes", "confidence", "content", "encoding", "file",
                                            "mark_bytes", "runner_up", "script"])
        self.assertEqual(json.loads(self.expect(INPUT, "detect", "--json", "none").stdout), [])

    def test_detect_where_it_changes(self):
        text = ["第一段是一种编码。\n", "第二段用另一种编码写成。\n", "第三段又同第一段。\n"]
        parts = [text[0].encode(), text[1].encode("gbk"), text[2].encode()]
        self.write("mixed.txt", b"".join(parts))
        offsets = [len(parts[0]), len(parts[0] + parts[1])]
        found = json.loads(self.expect(DONE, "detect", "--json", "mixed.txt").stdout)[0]
        self.assertEqual(found["changes"], [{"offset": offsets[0], "encoding": "GB18030"},
                                            {"offset": offsets[1], "encoding": "UTF-8"}])
        lines = self.expect(DONE, "detect", "mixed.txt").stdout.decode().split("\n")
        self.assertEqual(lines[1], f"mixed.txt: from byte {offsets[0]}: GB18030")
        self.assertEqual(self.expect(DONE, "fix", "-q", "mixed.txt").stdout, "".join(text).encode())

    def test_strict(self):
        self.write("bad.txt", "公文通知".encode() + b"\xff\n")
        self.expect(DONE, "fix", "bad.txt")
        done = self.expect(INPUT, "fix", "--strict", "bad.txt", says="bad.txt:1:5: error: some bytes are no text")
        self.assertEqual(done.stdout, b"")
        self.expect(DONE, "fix", "--strict", "draft.md")

    def test_the_worst_of_several(self):
        self.write("b.md", "正文\n")
        self.write("c.docx", "in the way")
        self.write("c.md", "正文\n")
        self.expect(INPUT, "draft.md", "none.md", "b.md", says="none.md: there is no such file")
        self.assertTrue({"draft.docx", "b.docx"} <= set(self.names()))
        self.expect(OUTPUT, "--force", "--out-dir", "draft.md/none", "draft.md")
        self.expect(OUTPUT, "none.md", "c.md", says="c.docx: exists already")


if __name__ == "__main__":
    main()
