"""The JSON report against its schema in docs/report.md, and findings as people read them."""
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
        finding = {"id": "0123abcd", "stage": "read", "kind": "read.empty", "severity": "error",
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


class Findings(Case):
    """A style sheet with many errors gives many findings whatever the other stages can."""

    def messages(self, *options):
        self.write("s.yaml", "".join(f"nothing{i}: 1\n" for i in range(6)))
        done = self.expect(USAGE, "draft.md", "--style", "s.yaml", *options)
        return done.stderr.decode().splitlines()

    def test_errors_are_always_listed(self):
        sentence = "error: the style sheet has a key that means nothing"
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
        self.assertEqual(done.stderr.decode(), "empty.md:1:1: error: the input is empty [read.empty]\n")

    def test_escape_sequences_stay_text(self):
        self.write("s.yaml", '"\\e[31mred\\n": 1\n')
        done = self.expect(USAGE, "draft.md", "--style", "s.yaml")
        self.assertNotIn(b"\x1b", done.stderr)


if __name__ == "__main__":
    main()
