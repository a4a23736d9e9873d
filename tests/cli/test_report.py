"""The JSON report against its schema in docs/report.md, and findings as people read them."""
import html.parser
import json
import os
import re
import unittest

from cli import Case, DONE, INPUT, OUTPUT, ROOT, USAGE, main

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def schema():
    with open(os.path.join(ROOT, "docs", "report.md"), encoding="utf-8") as file:
        return json.loads(re.search(r"```json\n(.*?)```", file.read(), re.S)[1])


def is_of(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def faults(value, rule, place="report"):
    """What of `value` breaks the JSON schema `rule`; the words that docs/report.md uses, no others."""
    known = {"$schema", "type", "required", "additionalProperties", "properties", "items", "pattern",
             "enum", "minimum", "maximum"}
    assert set(rule) <= known, set(rule) - known
    types = rule.get("type", [])
    if types and not any(is_of(value, t) for t in ([types] if isinstance(types, str) else types)):
        yield f"{place}: {value!r} is no {types}"
        return
    if "enum" in rule and value not in rule["enum"]:
        yield f"{place}: {value!r} is none of {rule['enum']}"
    if "pattern" in rule and not re.search(rule["pattern"], value):
        yield f"{place}: {value!r} is not like {rule['pattern']}"
    if not rule.get("minimum", float("-inf")) <= (value if is_of(value, "number") else 0):
        yield f"{place}: {value} is too small"
    if is_of(value, "number") and value > rule.get("maximum", float("inf")):
        yield f"{place}: {value} is too large"
    for key in rule.get("required", []):
        if key not in value:
            yield f"{place}: {key} is missing"
    for key, inner in (value.items() if isinstance(value, dict) else ()):
        if key in rule.get("properties", {}):
            yield from faults(inner, rule["properties"][key], f"{place}.{key}")
        elif rule.get("additionalProperties") is False:
            yield f"{place}: {key} is not in the schema"
    for i, inner in enumerate(value if isinstance(value, list) else ()):
        yield from faults(inner, rule.get("items", {}), f"{place}[{i}]")


class Report(Case):
    def check(self, report):
        self.assertEqual(list(faults(report, schema())), [])
        ids = [finding["id"] for finding in report["findings"]]
        self.assertEqual(len(ids), len(set(ids)))

    def report(self, status, *arguments):
        self.expect(status, *arguments, "--report", "r.json")
        return json.loads(self.read("r.json"))

    def test_the_checker_can_fail(self):
        good = {"qinggao": "0.1.0", "file": "a", "encoding": None, "script": None, "findings": []}
        self.assertEqual(list(faults(good, schema())), [])
        finding = {"id": "read.empty@0", "stage": "read", "kind": "read.empty", "severity": "error",
                   "offset": 0, "line": 1, "column": 1, "before": "", "after": "", "confidence": 0.5,
                   "applied": True}
        self.assertEqual(list(faults({**good, "findings": [finding]}, schema())), [])
        for change in ({"file": 1}, {"more": 1}, {"encoding": True},
                       {"findings": [{**finding, "line": 0}]}, {"findings": [{**finding, "id": "x"}]},
                       {"findings": [{**finding, "confidence": 1.5}]}, {"findings": [{}]},
                       {"findings": [{**finding, "severity": "bad"}]},
                       {"findings": [{**finding, "applied": 1}]}):
            with self.subTest(change):
                self.assertNotEqual(list(faults({**good, **change}, schema())), [])

    def test_no_findings(self):
        report = self.report(DONE, "draft.md")
        self.check(report)
        self.assertEqual(report["file"], "draft.md")
        self.assertEqual(report["encoding"], "UTF-8")

    def test_an_error_is_in_the_report_too(self):
        self.write("empty.md", "")
        report = self.report(INPUT, "empty.md")
        self.check(report)
        self.assertEqual([f["kind"] for f in report["findings"]], ["read.empty"])

    def test_nothing_to_write_is_said(self):
        self.write("blank.md", " \n\n")
        self.write("script.html", "<html><body><script>fill()</script></body></html>")
        self.write("title.md", "---\n标题: 通知\n---\n")
        for name, kinds in (("blank.md", ["read.nothing"]), ("script.html", ["read.nothing"]),
                            ("title.md", [])):
            report = self.report(DONE, name)
            self.assertEqual([f["kind"] for f in report["findings"]], kinds)

    def test_several_inputs(self):
        self.write("empty.md", "")
        reports = self.report(INPUT, "draft.md", "none.md", "empty.md")
        self.assertEqual([r["file"] for r in reports], ["draft.md", "empty.md"])
        for report in reports:
            self.check(report)
        self.assertEqual(self.report(INPUT, "none.md", "gone.md"), [])

    def test_an_unread_input_has_no_report(self):
        self.expect(INPUT, "none.md", "--report", "r.json")
        self.assertNotIn("r.json", self.names())

    def test_on_standard_output(self):
        done = self.expect(DONE, "draft.md", "--report", "-")
        self.check(json.loads(done.stdout))

    def test_it_replaces_an_older_one(self):
        self.write("r.json", "old")
        self.check(self.report(DONE, "draft.md"))

    def test_it_cannot_be_written(self):
        self.expect(OUTPUT, "draft.md", "--report", "none/r.json", says="none/r.json: the folder does not")
        self.assertIn("draft.docx", self.names(), "the result is written all the same")

    def test_names_that_are_no_utf8(self):
        with open(os.path.join(os.fsencode(self.folder), b"\xffa\n.md"), "wb") as file:
            file.write("正文\n".encode())
        self.assertEqual(self.report(DONE, b"\xffa\n.md")["file"], "\ufffda\n.md")

    def test_equal_runs_give_equal_reports(self):
        self.write("empty.md", "")
        self.expect(INPUT, "empty.md", "--report", "a.json")
        self.expect(INPUT, "empty.md", "--report", "b.json", env={"TZ": "Asia/Shanghai"})
        self.assertEqual(self.read("a.json"), self.read("b.json"))


DAMAGED = "关于工作的&#x62A5;告\n\n研发&amp;设计的人员。\n第三行不变。\n李\\u73fa是作家。\n"
REPAIRED = "关于工作的报告\n\n研发&设计的人员。\n第三行不变。\n李\\u73fa是作家。\n"


class Tags(html.parser.HTMLParser):
    """What a page is made of: its tags, their attributes, its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data):
        self.text += data


class Page(Case):
    """The report as a web page."""

    def page(self, *arguments, env=None):
        self.expect(DONE, "fix", *arguments, "--report", "r.html", env=env)
        return self.read("r.html").decode()

    def test_changes_are_marked(self):
        self.write("a.txt", DAMAGED)
        page = self.page("a.txt")
        self.assertIn("<del>&#38;#x62A5;</del><ins>报</ins>", page)
        self.assertIn("<del>&#38;amp;</del><ins>&#38;</ins>", page)
        self.assertRegex(page, 'class="m k[0-9]+ s"[^>]*>' + re.escape("\\u73fa<ins>珺</ins>").replace("珺", "."))
        ids = re.findall(r'id="m[0-9a-f]+-([a-z-]+\.[a-z-]+@[0-9.]+)"', page)
        self.expect(DONE, "fix", "a.txt", "--report", "r.json")
        self.assertEqual(sorted(ids), sorted(f["id"] for f in json.loads(self.read("r.json"))["findings"]))

    def test_it_needs_nothing_and_runs_nothing(self):
        self.write("<b>.txt", DAMAGED + "<script src='http://a.cn/x.js'></script><img src=x onerror=alert(1)>\n")
        tags = Tags(self.page("<b>.txt"))
        self.assertLessEqual(tags.tags, {
            "html", "head", "meta", "title", "style", "body", "h1", "h2", "section", "p", "b", "span", "input",
            "label", "code", "div", "del", "ins", "i", "details", "summary", "table", "tr", "th", "td", "small",
            "a", "br"})
        self.assertLessEqual(tags.attributes, {
            "charset", "http-equiv", "content", "name", "class", "type", "checked", "id", "for", "lang", "tabindex",
            "href", "title"})
        self.assertIn("<script src='http://a.cn/x.js'>", tags.text)
        self.assertIn("<b>.txt", tags.text)

    def test_several_inputs(self):
        self.write("a.txt", DAMAGED)
        self.write("b.txt", DAMAGED)
        page = self.page("a.txt", "b.txt", "--out-dir", "out")
        self.assertEqual(page.count("<section>"), 2)
        self.assertEqual(page.count("<!DOCTYPE"), 1)
        self.assertLess(page.index("a.txt</h2>"), page.index("b.txt</h2>"))
        ids = re.findall(r' id="([^"]+)"', page)
        self.assertEqual(len(ids), len(set(ids)))
        for jobs in "1", "2":
            self.assertEqual(self.page("a.txt", "b.txt", "--out-dir", "out", "--force", "--jobs", jobs), page)

    def test_an_error_is_on_it_too(self):
        self.write("empty.txt", "")
        self.expect(INPUT, "fix", "empty.txt", "--report", "r.html")
        self.assertIn("read.empty", self.read("r.html").decode())


class Changes(Case):
    """What the report says was changed is all that was: put into the input, it makes the output."""

    TEXTS = (DAMAGED, "第一行\u200b有零宽\u00a0空格\n第二行\u00ad软连字\n市人民政府\u202a方向\u202c\n",
             "市人民政府关于加强安全生产工作的通知,各部门要认真贯彻执行.\n各县区,各部门:请认真落实!\n",
             "通知⼀全面⼈落实⼤\n", "縣長說態(tài)度發(fā)生變化與內(nèi)容，國(guó)家機(jī)關(guān)\n")

    def test_they_make_the_output(self):
        for encoding, units in (("utf-8", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16-le")):
            for text in self.TEXTS:
                with self.subTest(text, encoding=encoding):
                    given = text.encode(encoding)
                    self.write("a.txt", given)
                    want = self.expect(DONE, "fix", "a.txt", "-q", "--report", "r.json").stdout.decode()
                    done, made = 0, b""
                    found = [f for f in json.loads(self.read("r.json"))["findings"] if f["applied"]]
                    self.assertTrue(found)
                    for finding in sorted(found, key=lambda f: f["offset"]):
                        before = finding["before"].encode(units)
                        self.assertEqual(given[finding["offset"]:finding["offset"] + len(before)], before)
                        made += given[done:finding["offset"]] + finding["after"].encode(units)
                        done = finding["offset"] + len(before)
                    self.assertEqual((made + given[done:]).decode(encoding), want)


class Skip(Case):
    """`--skip` leaves single places as they are."""

    def setUp(self):
        super().setUp()
        self.write("a.txt", DAMAGED)

    def fixed(self, *options):
        return self.expect(DONE, "fix", "a.txt", "--report", "r.json", *options).stdout.decode()

    def findings(self):
        return json.loads(self.read("r.json"))["findings"]

    def test_one_place(self):
        self.assertEqual(self.fixed(), REPAIRED)
        applied = [f for f in self.findings() if f["applied"]]
        self.assertEqual([f["after"] for f in applied], ["报", "&"])
        for finding in applied:
            with self.subTest(finding["after"]):
                want = REPAIRED.replace("工作的报" if finding["after"] == "报" else "研发&",
                                        "工作的&#x62A5;" if finding["after"] == "报" else "研发&amp;")
                self.assertEqual(self.fixed("--skip", finding["id"]), want)
                skipped = [f for f in self.findings() if f["id"] == finding["id"]]
                self.assertEqual([f["applied"] for f in skipped], [False], "it is still told")
        ids = ",".join(f["id"].upper() for f in applied)
        self.assertEqual(self.fixed("--skip", ids), DAMAGED)

    def test_later_passes_keep_it_too(self):
        self.write("a.txt", "各縣(xiàn)區(qū)人民政府,為(wèi)進(jìn)一步加強(qiáng)管理,現(xiàn)將有關(guān)事項(xiàng)通知如下.\n")
        want = "各縣區人民政府，為進一步加強管理，現將有關事項通知如下。\n"
        self.assertEqual(self.fixed(), want)
        name = next(f["id"] for f in self.findings() if f["before"] == "(qiáng)")
        self.assertEqual(self.fixed("--skip", name), want.replace("加強", "加強(qiáng)"))

    def test_what_is_not_there_changes_nothing(self):
        ids = ["repair.escape@1", "repair.torn@12345678.2"]
        self.assertEqual(self.fixed("--skip", ",".join(ids)), REPAIRED)
        told = [f["before"] for f in self.findings() if f["kind"] == "repair.not-here"]
        self.assertEqual(told, ids)

    def test_an_id_that_is_given_twice(self):
        self.fixed()
        name = next(f["id"] for f in self.findings() if f["applied"])
        self.fixed("--skip", f"{name},{name}")
        self.assertNotIn("repair.not-here", [f["kind"] for f in self.findings()])

    def test_what_is_no_id(self):
        for word in ("x", "1234567", "repair.escape", "repair.escapes@1", "repair.escape@1,",
                     "repair.escape@1,,repair.escape@2"):
            with self.subTest(word):
                self.expect(USAGE, "fix", "a.txt", "--skip", word, says="is no list of ids")


class Diff(Case):
    def test_only_what_repair_changed(self):
        self.write("a.txt", DAMAGED.encode("gb18030"))
        done = self.expect(DONE, "fix", "a.txt", "--diff", "-q")
        self.assertEqual(done.stdout.decode().splitlines(), [
            "--- a.txt", "+++ a.txt", "@@ -1,5 +1,5 @@", "-关于工作的&#x62A5;告", "+关于工作的报告", " ",
            "-研发&amp;设计的人员。", "+研发&设计的人员。", " 第三行不变。", " 李\\u73fa是作家。"])

    def test_lines_that_come_and_go(self):
        self.write("a.txt", "".join(f"第{i}行的文字\n" for i in range(30)) + "二_x000D_三\n" +
                   "".join(f"后面第{i}行的文字\n" for i in range(30)))
        lines = self.expect(DONE, "fix", "a.txt", "--diff", "-q").stdout.decode().splitlines()
        self.assertEqual(lines[2:], ["@@ -29,5 +29,6 @@", " 第28行的文字", " 第29行的文字", "-二_x000D_三", "+二",
                                     "+三", " 后面第0行的文字", " 后面第1行的文字"])

    def test_nothing_to_show(self):
        self.assertEqual(self.expect(DONE, "fix", "draft.md", "--diff").stdout, b"")

    def test_a_diff_for_patch(self):
        self.write("a.txt", "甲\\u4e2d\\u6587 再见\n乙")  # no line feed at the end
        out = self.expect(DONE, "fix", "a.txt", "--diff", "-q").stdout.decode()
        self.assertTrue(out.endswith(" 乙\n\\ No newline at end of file\n"), out)

    def test_several_inputs_and_no_output(self):
        self.write("a.txt", DAMAGED)
        self.write("b.txt", DAMAGED)
        done = self.expect(DONE, "fix", "a.txt", "b.txt", "--diff", "-q")
        self.assertEqual([x for x in done.stdout.decode().splitlines() if x.startswith("---")],
                         ["--- a.txt", "--- b.txt"])
        self.expect(USAGE, "fix", "a.txt", "--diff", "-o", "x", says="--diff only prints")
        self.expect(USAGE, "a.txt", "--diff", says="no such option")

    def test_many_lines_take_no_longer_than_they_are(self):
        """All lines differ, in length too: looking ahead must not grow with the text."""
        seconds = []
        for n in (4000, 16000):
            self.write("a.txt", "".join(f"第{i}行&nbsp;的_x000D_文字\n" * (1 + i % 2) for i in range(n)))
            start = os.times().children_user
            self.expect(DONE, "fix", "a.txt", "--diff", "-q")
            seconds.append(os.times().children_user - start)
        self.assertLess(seconds[1], 12 * max(seconds[0], 0.02))


class Findings(Case):
    """A style sheet with many errors gives many findings whatever the other stages can."""

    def messages(self, *options):
        self.write("s.yaml", "".join(f"nothing{i}: 1\n" for i in range(6)))
        done = self.expect(USAGE, "draft.md", "--style", "s.yaml", *options)
        return done.stderr.decode().splitlines()

    def test_errors_are_always_listed(self):
        sentence = "error: the style sheet has a key that means nothing; `qinggao styles gbt9704` shows all there are"
        for options in ([], ["-q"], ["-v"]):
            with self.subTest(options):
                listed = [line for line in self.messages(*options) if sentence in line]
                self.assertEqual(len(listed), 6)
                for i, line in enumerate(listed):
                    self.assertRegex(line, rf"^s\.yaml:{i + 1}:\d+: .*“nothing{i}.*” "
                                           r"\[style\.unknown-key\]$")

    def test_the_count(self):
        self.assertEqual(self.messages()[-1], "draft.md: 6 findings: 6 × style.unknown-key")
        self.assertFalse(any("findings" in line for line in self.messages("-q")))

    def test_one_finding_is_not_counted(self):
        self.write("empty.md", "")
        done = self.expect(INPUT, "empty.md")
        self.assertEqual(done.stderr.decode(), "empty.md:1:1: error: the input is empty; check that it is the file you meant [read.empty]\n")

    def test_what_was_not_done(self):
        self.write("a.txt", DAMAGED)
        messages = self.expect(DONE, "fix", "a.txt", "-v").stderr.decode()
        self.assertRegex(messages, r"a\.txt:5:2: note: not done, only suggested: an escape .*\[repair\.escape\]")
        self.assertIn("3 × repair.escape (1 only suggested)", messages)
        self.assertIn("a.txt:3:3: note: an escape left", messages)

    def test_escape_sequences_stay_text(self):
        self.write("s.yaml", '"\\e[31mred\\n": 1\n')
        done = self.expect(USAGE, "draft.md", "--style", "s.yaml")
        self.assertNotIn(b"\x1b", done.stderr)


if __name__ == "__main__":
    main()
