"""test_fonts.py - names of fonts: --fonts SET, and what `fonts` says of a machine."""
import os
import sys
import xml.etree.ElementTree as xml
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cli  # noqa: E402  (beside this file)
from cli import DONE, USAGE  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What the five designs of the standard are called: 仿宋, 楷体, 黑体, 小标宋, and 宋体 of the page number.
SETS = {"gb2312": ("仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"),
        "gbk": ("方正仿宋_GBK", "方正楷体_GBK", "方正黑体_GBK", "方正小标宋_GBK", "方正书宋_GBK"),
        "windows": ("仿宋", "楷体", "黑体", "华文中宋", "宋体"),
        "mac": ("STFangsong", "STKaiti", "STHeiti", "STZhongsong", "STSong"),
        "open": ("FandolFang", "FandolKai", "Noto Sans CJK SC", "Noto Serif CJK SC",
                 "Noto Serif CJK SC")}
WEARERS = ("Normal", "Heading2", "Heading1", "Title", "Footer")


class Fonts(cli.Case):
    def part(self, name):
        with zipfile.ZipFile(self.path("out.docx")) as package:
            return xml.fromstring(package.read(name))

    def convert(self, *options):
        self.expect(DONE, "draft.md", "-o", "out.docx", "--force", *options)

    def font_of(self, style):
        styles = self.part("word/styles.xml")
        fonts = styles.find(f"{W}style[@{W}styleId='{style}']/{W}rPr/{W}rFonts")
        return fonts.get(f"{W}eastAsia")

    def alternatives(self):
        """The font table: {name: names}."""
        return {font.get(f"{W}name"): (font.find(f"{W}altName").get(f"{W}val").split(",")
                                       if font.find(f"{W}altName") is not None else [])
                for font in self.part("word/fontTable.xml")}

    def test_sets(self):
        for name, fonts in SETS.items():
            with self.subTest(name):
                self.convert("--fonts", name)
                self.assertEqual(tuple(self.font_of(style) for style in WEARERS), fonts)
                table = self.alternatives()
                for font in set(fonts):
                    self.assertTrue(table[font], font)
                    self.assertNotIn(font, table[font])

    def test_alternatives_of_the_standard(self):
        self.convert()
        table = self.alternatives()
        for font, names in {"仿宋_GB2312": ("仿宋", "FangSong", "STFangsong"),
                            "楷体_GB2312": ("楷体", "KaiTi", "STKaiti"),
                            "黑体": ("SimHei", "STHeiti"), "宋体": ("SimSun", "STSong"),
                            "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "宋体")}.items():
            for name in names:
                self.assertIn(name, table[font])

    def test_sets_know_a_design_by_all_of_its_names(self):
        self.write("mine.yaml", "extends: gbt9704\nparagraphs: {normal: {font: 方正仿宋_GBK}}\n")
        self.convert("--style", "mine.yaml", "--fonts", "windows")
        self.assertEqual(self.font_of("Normal"), "仿宋")
        self.assertIn("方正仿宋_GBK", self.alternatives()["仿宋"])

    def test_a_sheet_has_sets_of_its_own(self):
        self.write("mine.yaml", "extends: gbt9704\nfont-sets: {ours: {仿宋_GB2312: 我局仿宋}}\n")
        self.convert("--style", "mine.yaml", "--fonts", "ours")
        self.assertEqual(self.font_of("Normal"), "我局仿宋")
        self.assertEqual(self.font_of("Title"), "方正小标宋简体", "what it does not say stays")

    def test_no_such_set(self):
        self.expect(USAGE, "draft.md", "--fonts", "amiga", says="no such set of fonts")
        self.expect(USAGE, "fonts", "--fonts", "amiga", says="no such set of fonts")
        self.assertEqual(self.names(), ["draft.md"])

    # ---- the verb, with programs of our own in the place of fontconfig's ----

    def machine(self, families, match=None):
        """A PATH on which fc-list and fc-match print these."""
        os.mkdir(self.path("bin"))
        for name, text in (("fc-list", families), ("fc-match", match)):
            if text is not None:
                self.write(f"bin/{name}", f"#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{self.path('asked')}'\n"
                                          f"cat <<'EOF'\n{text}\nEOF\n")
                os.chmod(self.path(f"bin/{name}"), 0o755)
        return {"PATH": self.path("bin") + ":/usr/bin:/bin"}

    def test_what_is_missing(self):
        env = self.machine("SimSun,宋体\n楷体_GB2312\nLiberation Serif", "Droid Fallback")
        told = {line.split()[0]: line for line in
                self.expect(DONE, "fonts", env=env).stdout.decode().splitlines()}
        self.assertTrue(told["宋体"].endswith(" here"), told["宋体"])
        self.assertTrue(told["楷体_GB2312"].endswith(" here"))
        self.assertIn("missing; 宋体 stands in", told["方正小标宋简体"])
        self.assertIn("missing; Liberation Serif stands in", told["Times"])
        self.assertIn("readers here see Droid Fallback", told["仿宋_GB2312"])

    def test_nothing_is_here(self):
        told = self.expect(DONE, "fonts", env=self.machine("Liberation Mono", "")).stdout.decode()
        self.assertIn("missing, and all alternatives too; the reader's program chooses", told)

    def test_of_a_file_and_a_set(self):
        env = self.machine("方正仿宋_GBK")
        self.write("mine.yaml", "extends: gbt9704\n")
        told = self.expect(DONE, "fonts", "mine.yaml", "--fonts", "gbk", env=env).stdout.decode()
        self.assertRegex(told, "(?m)^方正仿宋_GBK +here$")
        self.assertNotIn("仿宋_GB2312 ", told)

    def test_without_fontconfig(self):
        os.mkdir(self.path("empty"))
        done = self.expect(DONE, "fonts", env={"PATH": self.path("empty")}, says="fc-list cannot be asked")
        self.assertIn("or 仿宋, FangSong", done.stdout.decode())

    def test_a_list_that_fails(self):
        env = self.machine("宋体")
        self.write("bin/fc-list", "#!/bin/sh\necho 宋体\nexit 3\n")
        self.expect(DONE, "fonts", env=env, says="fc-list cannot be asked")

    def test_names_are_no_commands(self):
        env = self.machine("宋体", "Some Font")
        name = "$(touch hacked); `touch hacked` | touch hacked 'x' -f --version a:b,c=d"
        self.write("mine.yaml", f'extends: gbt9704\nparagraphs: {{normal: {{font: "{name}"}}}}\n')
        told = self.expect(DONE, "fonts", "mine.yaml", env=env).stdout.decode()
        self.assertIn(name, told)
        self.assertNotIn("hacked", self.names())
        self.assertIn(r"a\:b\,c\=d:lang=zh-cn", self.read("asked").decode())


if __name__ == "__main__":
    cli.main()
