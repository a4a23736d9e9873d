"""English and Chinese: messages differ, bytes and exit statuses do not; the catalogue is complete."""
import glob
import os
import re
import shutil
import subprocess
import unittest

from cli import Case, DONE, INPUT, OUTPUT, PROGRAM, ROOT, USAGE, main

CHINESE = {"LANGUAGE": "zh_CN"}
PO = os.path.join(ROOT, "po", "zh_CN.po")
POT = os.path.join(ROOT, "po", "qinggao.pot")
HAS_CATALOGUE = os.path.exists(os.path.join(os.path.dirname(PROGRAM), "locale"))


def tool(name):
    return unittest.skipUnless(shutil.which(name), f"{name} is not installed")


def run_tool(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})


@unittest.skipUnless(HAS_CATALOGUE, "the program was built without gettext")
class Language(Case):
    def test_messages(self):
        self.write("empty.md", "")
        cases = [
            (INPUT, ["none.md"], "没有这个文件"),
            (INPUT, ["empty.md"], "empty.md:1:1: 错误：输入是空的；请看看是不是要转换的那个文件 [read.empty]"),
            (USAGE, ["--fast"], "没有这个选项"),
            (USAGE, ["draft.md", "--style", "none"], "没有这个样式表"),
            (DONE, ["draft.md", "-v", "-t", "markdown", "-o", "told.md"], "draft.md: 已写入 told.md"),
        ]
        for status, arguments, says in cases:
            with self.subTest(arguments):
                self.expect(status, *arguments, says=says, env=CHINESE)
        self.assertIn("用法：", self.expect(DONE, "--help", env=CHINESE).stdout.decode())
        for verb in ("convert", "fix", "detect", "styles"):
            page = self.expect(DONE, "help", verb, env=CHINESE).stdout.decode()
            prose = re.sub(r"(?m)^  qinggao .*$", "", page)
            self.assertNotRegex(prose, r"\b(the|of|and)\b", "something is not translated")

    def test_english_where_there_is_no_other(self):
        for env in ({"LC_ALL": "C", **CHINESE}, {"LANGUAGE": "fr"}, {"LC_ALL": "xx_YY.UTF-8"}):
            with self.subTest(env):
                self.expect(INPUT, "none.md", says="there is no such file", env=env)

    def test_from_any_prefix(self):
        build = os.path.dirname(PROGRAM)
        os.makedirs(self.path("prefix/bin"))
        os.makedirs(self.path("prefix/share"))
        shutil.copy(PROGRAM, self.path("prefix/bin"))
        shutil.copytree(os.path.join(build, "locale"), self.path("prefix/share/locale"))
        done = subprocess.run([self.path("prefix/bin/qinggao"), "none.md"], capture_output=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8", **CHINESE}, check=False)
        self.assertIn("没有这个文件".encode(), done.stderr)

    def test_the_same_bytes(self):
        outputs = {}
        for i, env in enumerate(({}, CHINESE, {"LC_ALL": "C"}, {"TZ": "Asia/Shanghai"},
                                 {"TZ": "America/Caracas", "LC_ALL": "xx"}, {"LC_NUMERIC": "de_DE.UTF-8"})):
            for to in ("docx", "markdown", "json"):
                self.expect(DONE, "draft.md", "-t", to, "-o", f"o{i}", "--report", "r.json", env=env)
                outputs.setdefault(to, set()).add((self.read(f"o{i}"), self.read("r.json")))
            detected = self.expect(DONE, "detect", "--json", "draft.md", env=env).stdout
            outputs.setdefault("detect", set()).add(detected)
            outputs.setdefault("styles", set()).add(self.expect(DONE, "styles", env=env).stdout)
        for what, results in outputs.items():
            self.assertEqual(len(results), 1, what)

    def test_the_same_exit_statuses(self):
        self.write("draft.docx", "")
        for status, arguments in ((DONE, ["fix", "draft.md"]), (USAGE, ["-x"]), (INPUT, ["none"]),
                                  (OUTPUT, ["draft.md"])):
            self.expect(status, *arguments, env=CHINESE)


class Catalogue(unittest.TestCase):
    CURE = "run po/update.sh, then translate what it leaves open in po/zh_CN.po"

    @tool("xgettext")
    def test_the_template_is_up_to_date(self):
        sources = [f"include/qinggao/{name}.def" for name in ("findings", "repairs", "page")] + sorted(
            os.path.relpath(path, ROOT) for path in glob.glob(os.path.join(ROOT, "src/cli/*.c")))
        done = run_tool("xgettext", "--from-code=UTF-8", "--language=C", "--keyword=_", "--keyword=N_",
                        "--keyword=X:4", "--keyword=X:3,3t", "--keyword=X:2,2t",
                        "--keyword=qg_language_count:1,2",
                        "--no-wrap", "--no-location", "--output=-", *sources)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.messages(done.stdout), self.messages(self.read(POT)), self.CURE)

    @staticmethod
    def messages(text):
        """The messages of a catalogue: what stands in its msgid entries."""
        return sorted(re.findall(r'(?m)^msgid(?:_plural)? ((?:".*"\n)+)', text))

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    @tool("msgcmp")
    def test_it_is_complete(self):
        done = run_tool("msgcmp", PO, POT)
        self.assertEqual(done.returncode, 0, f"{self.CURE}\n{done.stderr}")

    @tool("msgfmt")
    def test_formats_agree(self):
        done = run_tool("msgfmt", "-c", "--statistics", "-o", os.devnull, PO)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotRegex(done.stderr, "fuzzy|untranslated", self.CURE)


if __name__ == "__main__":
    main()
