"""--script and --keep-terms, and the script in what is reported.  The conversion itself is tests/script/."""
import json

from cli import Case, DONE, INPUT, main


class Script(Case):
    def fix(self, text, *options):
        self.write("a.txt", text)
        return self.expect(DONE, "fix", "a.txt", "-q", *options).stdout.decode()

    def test_names(self):
        for script, want in (("keep", "软件里"), ("simplified", "软件里"), ("simplified-phrases", "软件里"),
                             ("traditional", "軟件裏"), ("taiwan", "軟件裡"), ("taiwan-phrases", "軟體裡"),
                             ("hongkong", "軟件裏")):
            with self.subTest(script):
                self.assertEqual(self.fix("软件里\n", "--script", script), want + "\n")

    def test_from_another_encoding(self):
        self.assertEqual(self.fix("關於印發通知的函\n".encode("big5"), "--script", "simplified"),
                         "关于印发通知的函\n")

    def test_keep_terms(self):
        self.write("terms.txt", "# 人名\n于谦\n")
        self.assertEqual(self.fix("于谦于国\n", "--script", "taiwan", "--keep-terms", "terms.txt"),
                         "于谦於國\n")

    def test_keep_terms_that_are_none(self):
        self.write("bytes.txt", b"\xff\xfe")
        self.expect(INPUT, "fix", "draft.md", "--keep-terms", "none.txt", says="none.txt: there is no")
        self.expect(INPUT, "fix", "draft.md", "--keep-terms", "bytes.txt", says="is no list of terms")

    def test_convert(self):
        self.write("a.md", "---\nrecipient: 各县\n---\n\n# 关于发展的报告\n\n正文里。\n")
        done = self.expect(DONE, "a.md", "-q", "-t", "markdown", "-o", "-", "--script", "taiwan")
        self.assertIn("recipient: 各縣", done.stdout.decode())
        self.assertIn("# 關於發展的報告", done.stdout.decode())

    def test_places_in_the_file(self):
        """A finding of a later stage stands at its place in the file, through both maps."""
        self.write("a.md", "---\nU盘: 1\n颜色: 2\n---\n\n正文\n".encode("gb18030"))
        done = self.expect(DONE, "a.md", "-q", "-t", "markdown", "-o", "x.md", "--encoding", "GB18030",
                           "--script", "taiwan-phrases", "--report", "-")
        found = [f for f in json.loads(done.stdout)["findings"] if f["kind"] == "parse.unknown-key"]
        self.assertEqual([(f["line"], f["column"]) for f in found], [(2, 1), (3, 1)])
        self.assertEqual(found[1]["offset"], len("---\nU盘: 1\n".encode("gb18030")))

    def test_ambiguous(self):
        self.write("a.txt", "某地的后\n")
        done = self.expect(DONE, "fix", "a.txt", "-q", "-o", "x", "--script", "taiwan", "--report", "-")
        found = json.loads(done.stdout)["findings"]
        self.assertEqual([(f["kind"], f["before"], f["after"], f["column"], f["severity"]) for f in found],
                         [("script.ambiguous", "后", "後; also 后", 4, "info")])

    def test_script_of(self):
        for text, script in (("关于印发通知\n", "simplified"), ("關於印發通知\n", "traditional"),
                             ("abc\n", "none"), ("关于關於\n", "mixed")):
            with self.subTest(text):
                self.write("a.txt", text)
                detected = json.loads(self.expect(DONE, "detect", "--json", "a.txt").stdout)
                self.assertEqual(detected[0]["script"], script)
                reported = json.loads(self.expect(DONE, "fix", "a.txt", "-q", "-o", "x", "--force",
                                                  "--report", "-").stdout)
                self.assertEqual(reported["script"], script)

    def test_script_of_what_is_no_text(self):
        self.write("a.zip", b"PK\x03\x04" + bytes(100))
        detected = json.loads(self.expect(DONE, "detect", "--json", "a.zip").stdout)
        self.assertEqual(detected[0]["script"], "none")


if __name__ == "__main__":
    main()
