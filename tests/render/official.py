"""official.py - the elements of GB/T 9704-2012 on the page, measured; a part of test_render.py.

Every number is a measure of the standard, in mm; docs/gbt9704.md has the clauses.
"""
import re

import ink
import looks
import measure

CENTRE = (measure.LEFT + measure.RIGHT) / 2
LINE = 225 / 22
CHARACTER = 158 / 28  # 三号
SMALL_CHARACTER = 14 * 25.4 / 72  # 四号

# LibreOffice sets a little space between Han and digits that the standard does not know: a date is
# up to a character wider.
DATE_TOLERANCE = 3.5

# 7.2.4, 10.1 to 10.3: upper edge of the mark's ink from the paper's upper edge
MARK_TOP = {"notice": 72, "request": 72, "joint-notice": 72, "joint-request": 72, "secret-notice": 72,
            "bill": 72, "reply": 72, "minutes": 72, "order": 57, "letter": 30}
RULED = [name for name in MARK_TOP if name not in ("order", "letter")]
NUMBERS = {"notice": "X政办发〔2024〕12号", "joint-notice": "某财教〔2024〕18号",
           "secret-notice": "某政办发〔2024〕9号", "bill": "某政函〔2024〕22号",
           "reply": "某政复〔2024〕3号", "minutes": "〔2024〕7号"}

XIAOBIAOSONG, FANGSONG, KAITI, HEITI, SONGTI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"

# sample, a piece of the text of one run, font, size in points, colour
LOOKS = [
    ("joint-request", "000027", FANGSONG, 16, "000000"),
    ("joint-request", "秘密★1年", HEITI, 16, "000000"),
    ("joint-request", "加急", HEITI, 16, "000000"),
    ("joint-request", "某某市交通运输局", XIAOBIAOSONG, None, "FF0000"),
    ("joint-request", "签发人：", FANGSONG, 16, "000000"),
    ("joint-request", "赵某某", KAITI, 16, "000000"),
    ("joint-request", "某发改〔2024〕41号", FANGSONG, 16, "000000"),
    ("joint-request", "工程可行性研究报告的请示", XIAOBIAOSONG, 22, "000000"),
    ("joint-request", "某某市人民政府：", FANGSONG, 16, "000000"),
    ("joint-request", "附件：", FANGSONG, 16, "000000"),
    ("joint-request", "抄送：", FANGSONG, 14, "000000"),
    ("request", "附件", HEITI, 16, "000000"),
    ("request", "城区老旧供水管网改造项目资金测算表", None, None, "000000"),
    ("request", "一、改造范围和内容", HEITI, 16, "000000"),
    ("notice", "（一）经营企业", KAITI, 16, "000000"),
    ("order", "某某市人民政府令", XIAOBIAOSONG, None, "FF0000"),
    ("order", "第12号", FANGSONG, 16, "000000"),
    ("order", "周某某", KAITI, 16, "000000"),
    ("minutes", "出席：", HEITI, 16, "000000"),
    ("minutes", "李某某　王某某", FANGSONG, 16, "000000"),
    ("letter", "某某市住房和城乡建设局", XIAOBIAOSONG, None, "FF0000"),
]


class OfficialElements:
    """Tests on self.pages, self.pdfs and self.documents, by name of sample."""

    def ink_of(self, name, page=1):
        key = name, page
        if key not in self.inks:
            self.inks[key] = ink.Ink(self.pdfs[name], page)
        return self.inks[key]

    def line(self, name, beginning, page=None):
        """The first line of a sample that begins so, without blanks, and its page."""
        for here in self.pages[name]:
            for line in here.lines:
                if page in (None, here.number) and re.sub(r"\s", "", line.text).startswith(beginning):
                    return line, here
        raise AssertionError(f"{name}: no line begins with {beginning}")

    def middle(self, line):
        return (line.x0 + line.x1) / 2

    # ---- 版头 ----

    def test_mark(self):
        for name, top in MARK_TOP.items():
            with self.subTest(name):
                bands = self.ink_of(name).red_bands()
                left, right = min(band.left for band in bands), max(band.right for band in bands)
                self.near(bands[0].top, top, 1, "upper edge of the mark")
                self.near((left + right) / 2, CENTRE, 1.5, "middle of the mark")
                self.assertGreater(left, measure.LEFT - 0.5)
                self.assertLess(right, measure.RIGHT + 0.5)
                self.assertEqual(len(bands), 3 if name.startswith("joint") else 1, "lines of the mark")

    def test_joint_mark(self):
        """Names of one width, 文件 at their right and half-way down."""
        for name in ("joint-notice", "joint-request"):
            with self.subTest(name):
                here = self.pages[name][0]
                words = [word for line in here.lines for word in line.words
                         if measure.TOP + 34 < (word.y0 + word.y1) / 2 < measure.TOP + 80]
                ending = next(word for word in words if word.text == "文件")
                bands = self.ink_of(name).red_bands()
                middle = (bands[0].top + bands[-1].bottom) / 2
                self.near((ending.y0 + ending.y1) / 2, middle, 2, "middle of 文件")
                self.assertGreater(ending.x0, max(word.x1 for word in words if word is not ending
                                                  and word.x1 < ending.x0 + 1) - 1)

    def test_red_rule(self):
        for name in RULED:
            with self.subTest(name):
                picture = self.ink_of(name)
                self.assertEqual(len(picture.red_rules), 1)
                rule = picture.red_rules[0]
                self.near(rule.left, measure.LEFT, 0.5, "left end of the rule")
                self.near(rule.right - rule.left, 156, 1, "width of the rule")
                self.near(rule.bottom - rule.top, 0.53, 0.15, "thickness of the rule")
                above = picture.black_between(rule.top - 12, rule.top - 0.2)
                self.near(rule.top - above[1], 4, 1, "from the number to the rule")

    def test_number(self):
        """Two blank lines below the mark, centred."""
        for name, number in NUMBERS.items():
            with self.subTest(name):
                line, _ = self.line(name, number, 1)
                below = line.y - self.ink_of(name).red_bands()[-1].bottom
                self.near(self.middle(line), CENTRE, 1, "middle of the number")
                self.near(below, 2.5 * LINE, 4, "from the mark to the number")

    def test_signers(self):
        """At the right, a character in; further ones below the first; the number beside the last."""
        line, _ = self.line("request", "某水字〔2024〕36号", 1)
        self.assertTrue(line.text.endswith("签发人：陈某某"), line.text)
        self.near(line.x0, measure.LEFT + CHARACTER, 1, "left end of the number")
        self.near(line.x1, measure.RIGHT - CHARACTER, 1, "right end of the name")
        first, _ = self.line("joint-request", "签发人：赵某某", 1)
        second, _ = self.line("joint-request", "某发改〔2024〕41号", 1)
        self.near(first.y + LINE, second.y, 0.5, "a line between the rows")
        self.near(first.words[0].x0 + 4 * CHARACTER, second.words[-1].x0, 1, "names below each other")

    def test_lines_above_the_mark(self):
        for name, texts in (("joint-request", ("000027", "秘密★1年", "加急")),
                            ("secret-notice", ("000186", "机密★6个月", "特急"))):
            with self.subTest(name):
                for i, text in enumerate(texts):
                    line, _ = self.line(name, text, 1)
                    self.near(line.x0, measure.LEFT, 0.8, text)
                    self.near(line.y, measure.TOP + (i + 0.5) * LINE, 1.2, text)

    def test_preprinted(self):
        """No red, and everything where the printed one has it."""
        self.assertFalse(self.ink_of("preprinted").red)
        printed = {line.text: line for line in self.pages["preprinted-printed"][0].lines}
        lines = self.pages["preprinted"][0].lines
        self.assertGreater(len(lines), 5)
        for line in lines:
            self.near(line.y, printed[line.text].y, 0.5, line.text)

    def test_title(self):
        """Two blank lines below the red rule, centred."""
        for name in RULED:
            if name == "minutes":
                continue
            with self.subTest(name):
                rule = self.ink_of(name).red_rules[0]
                below = self.ink_of(name).black_between(rule.bottom + 1, measure.BOTTOM)
                self.near(below[0] - rule.bottom, 2 * LINE + 3, 3, "from the rule to the title")

    def test_titles_are_centred(self):
        for name in MARK_TOP:
            document = looks.Document(self.documents[name])
            for paragraph in document.paragraphs():
                if looks.value(paragraph, "pPr/pStyle") != "Title":
                    continue
                for text in re.split("\n", text_with_breaks(paragraph)):
                    with self.subTest(name, title=text):
                        middles = [self.middle(line) for page in self.pages[name] for line in page.lines
                                   if re.sub(r"\s", "", line.text) == text]
                        self.assertTrue(middles, "it is not a line of its own")
                        self.assertLess(min(abs(middle - CENTRE) for middle in middles), 1.5)

    def test_page_one_shows_text(self):
        """7.3.3: a line of the text, which is as wide as the type area or indented by two."""
        for name in MARK_TOP:
            with self.subTest(name):
                full = [line for line in self.pages[name][0].body
                        if line.right > measure.RIGHT - CHARACTER and len(line.text) > 20]
                self.assertTrue(full)

    # ---- signature ----

    def test_sealed(self):
        """The date ends four characters from the right, the name is centred on it."""
        for name, signer, date in (("notice", "XX市人民政府办公室", "2024年4月8日"),
                                   ("letter", "某某市住房和城乡建设局", "2024年5月16日"),
                                   ("reply", "某某市人民政府", "2024年3月18日")):
            with self.subTest(name):
                line, page = self.line(name, date)
                self.near(measure.RIGHT - line.x1, 4 * CHARACTER, 1, "right gap of the date")
                above = [other for other in page.lines if re.sub(r"\s", "", other.text) == signer
                         and other.y < line.y]
                self.near(line.y - above[-1].y, LINE, 0.5, "from name to date")
                self.near(self.middle(above[-1]), self.middle(line), DATE_TOLERANCE, "middle of the name")

    def test_unsealed(self):
        """The name ends two characters from the right, the date begins two behind the name's beginning;
        a blank line stands above."""
        for name, signer, date in (("request", "某某市水务局", "2024年7月8日"),
                                   ("secret-notice", "某某市人民政府办公室", "2024年6月21日")):
            with self.subTest(name):
                line, page = self.line(name, date)
                above = [other for other in page.lines if other.text == signer and other.y < line.y][-1]
                gap = min(measure.RIGHT - line.x1, measure.RIGHT - above.x1)
                self.near(gap, 2 * CHARACTER, 1, "right gap")
                self.near(line.x0 - above.x0, 2 * CHARACTER, DATE_TOLERANCE + 3, "the date behind the name")

    def test_joint_seals(self):
        """Names in rows, a seal's width apart, the last above the date."""
        line, page = self.line("joint-notice", "2024年9月2日")
        names = [word for other in page.body for word in other.words if word.text.startswith("某某市")
                 and word.y1 < line.y and word.y0 > line.y - 80]
        centres = [((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2) for word in names[-3:]]
        for i, (x, y) in enumerate(centres):
            self.assertGreater(x - 21, measure.LEFT - 0.5, "a seal reaches over the left edge")
            self.assertLess(x + 21, measure.RIGHT + 0.5, "a seal reaches over the right edge")
            for other_x, other_y in centres[:i]:
                self.assertGreater(((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5, 42, "seals cross")
        self.near(centres[0][1], centres[2][1], 0.5, "three in a row, where there is room")
        self.near(measure.RIGHT - line.x1, 4 * CHARACTER, 1, "right gap of the date")
        self.near(centres[-1][0], self.middle(line), DATE_TOLERANCE, "the last name above the date")

    def test_seal_picture(self):
        """42 mm, over name and date, which lie a little below its middle, within a line of the text."""
        line, page = self.line("reply", "2024年3月18日")
        bands = self.ink_of("reply", page.number).red_bands()
        top, bottom = bands[0].top, bands[-1].bottom
        left, right = min(band.left for band in bands), max(band.right for band in bands)
        self.near(bottom - top, 42, 1.5, "height of the seal")
        self.near((left + right) / 2, self.middle(line), DATE_TOLERANCE, "middle of the seal")
        covered = line.y - LINE / 2
        self.assertGreater(covered, (top + bottom) / 2)
        self.near(covered, (top + bottom) / 2, 6, "middle of what it covers")
        above = [other for other in page.body if other.y < line.y - 1.5 * LINE][-1]
        self.assertLess(top - (above.y + LINE / 2), LINE)

    def test_signed_in_person(self):
        """Office, two characters, stamp or name four from the right; a blank line; the date."""
        date, page = self.line("order", "2024年4月12日")
        name = [line for line in page.lines if line.y < date.y][-1]
        self.near(measure.RIGHT - date.x1, 4 * CHARACTER, 1, "right gap of the date")
        self.near(measure.RIGHT - name.x1, 4 * CHARACTER, 1, "right gap of the name")
        self.near(date.y - name.y, 2 * LINE, 0.5, "a blank line between")
        date, page = self.line("bill", "2024年8月19日")
        office = [line for line in page.lines if line.y < date.y][-1]
        stamp = self.ink_of("bill", page.number).red_bands()
        stamp = [band for band in stamp if band.top > office.y - 15]
        self.near(stamp[-1].right, measure.RIGHT - 4 * CHARACTER, 1, "right edge of the stamp")
        self.near((stamp[0].top + stamp[-1].bottom) / 2, office.y, 1.5, "the office half-way down")
        self.near(stamp[0].left - office.x1, 2 * CHARACTER, 1, "from the office to the stamp")

    def test_signature_is_not_alone(self):
        for name, date in (("notice", "2024年4月8日"), ("request", "2024年7月8日"), ("bill", "2024年8月19日"),
                           ("joint-notice", "2024年9月2日"), ("joint-request", "2024年6月3日"),
                           ("letter", "2024年5月16日"), ("reply", "2024年3月18日")):
            with self.subTest(name):
                line, page = self.line(name, date)
                text = [other for other in page.body if other.y < line.y and len(other.text) > 5]
                self.assertGreater(len(text), 1)

    # ---- attachments, rolls, notes ----

    def test_attachment_note(self):
        first, page = self.line("joint-request", "附件：1.")
        second, _ = self.line("joint-request", "2.滨江快速路二期工程用地", page.number)
        self.near(first.x0, measure.LEFT + 2 * CHARACTER, 0.8, "indent")
        self.near(second.x0, measure.LEFT + 5 * CHARACTER, 1, "numbers below each other")
        turned = [line for line in page.lines if first.y < line.y < second.y]
        self.assertEqual(len(turned), 1)
        self.near(turned[0].x0, second.words[-1].x0, 1, "the turned line below the name")

    def test_attachments(self):
        for name, label in (("notice", "附件1"), ("notice", "附件2"), ("request", "附件"), ("letter", "附件")):
            with self.subTest(name, label=label):
                page = next(page for page in self.pages[name]
                            if re.sub(r"\s", "", page.lines[0].text) == label)
                self.near(page.lines[0].x0, measure.LEFT, 0.8, "label")
                self.near(page.lines[1].y - page.lines[0].y, 2 * LINE, 2.5, "the title in line 3")
                self.near(self.middle(page.lines[1]), CENTRE, 1.5, "middle of the title")

    def test_notes(self):
        for name, text in (("notice", "（此件公开发布）"), ("request", "（联系人：林某某")):
            line, _ = self.line(name, text)
            self.near(line.x0, measure.LEFT + 2 * CHARACTER, 1, text)

    def test_rolls(self):
        for label in ("出席：", "请假：", "列席："):
            line, _ = self.line("minutes", label)
            self.near(line.x0, measure.LEFT + 2 * CHARACTER, 0.8, label)
        turned, _ = self.line("minutes", "黄某某")
        self.near(turned.x0, measure.LEFT + 5 * CHARACTER, 0.8, "turned line")

    # ---- letter and order ----

    def test_letter_rules(self):
        rules = self.ink_of("letter").red_rules
        self.assertEqual(len(rules), 4)
        for rule in rules:
            self.near(rule.right - rule.left, 170, 1, "width")
            self.near((rule.left + rule.right) / 2, CENTRE, 0.5, "middle")
        thickness = [rule.bottom - rule.top for rule in rules]
        self.assertGreater(thickness[0], thickness[1] + 0.2, "thick above thin")
        self.assertGreater(thickness[3], thickness[2] + 0.2, "thin above thick")
        self.near(rules[0].top - self.ink_of("letter").red_bands()[0].bottom, 4, 1, "below the mark")
        self.near(measure.A4[1] - rules[3].bottom, 20, 0.7, "from the paper's lower edge")
        self.assertFalse([page for page in range(2, len(self.pages["letter"]) + 1)
                          if self.ink_of("letter", page).red], "only the first page has rules")

    def test_letter_elements(self):
        urgency, page = self.line("letter", "加急", 1)
        rule = self.ink_of("letter").red_rules[1]
        ink_top = self.ink_of("letter").black_between(rule.bottom + 1, rule.bottom + 20)[0]
        self.near(ink_top - rule.bottom, 4.9, 1, "7/8 of a character below the rule")
        self.near(urgency.x0, measure.LEFT, 0.8, "flush left")
        self.near(urgency.x1, measure.RIGHT, 0.8, "the number flush right")
        self.assertTrue(urgency.text.endswith("〔2024〕57号"), urgency.text)
        self.assertIsNone(page.page_number)

    def test_order_number(self):
        line, _ = self.line("order", "第12号", 1)
        self.near(self.middle(line), CENTRE, 1, "middle")
        self.near(line.y - self.ink_of("order").red_bands()[-1].bottom, 2.5 * LINE, 4, "two blank lines")

    # ---- 版记 ----

    def test_imprint(self):
        for name, n_rules in (("notice", 3), ("request", 3), ("joint-notice", 3), ("joint-request", 3),
                              ("secret-notice", 3), ("minutes", 3), ("order", 2)):
            with self.subTest(name):
                last = len(self.pages[name])
                rules = self.ink_of(name, last).black_rules[-n_rules:]
                self.assertEqual(len(rules), n_rules)
                self.near(rules[-1].bottom, measure.BOTTOM, 1, "last rule")
                for i, rule in enumerate(rules):
                    is_outer = i in (0, n_rules - 1)
                    self.near(rule.left, measure.LEFT, 0.5, "left end")
                    self.near(rule.right - rule.left, 156, 1, "width")
                    self.near(rule.bottom - rule.top, 0.35 if is_outer else 0.25, 0.14, "thickness")
                printed = [line for line in self.pages[name][-1].body if line.text.endswith("印发")][-1]
                self.near(printed.x0 - measure.LEFT, SMALL_CHARACTER, 1, "left gap")
                self.near(measure.RIGHT - printed.x1, SMALL_CHARACTER, 1, "right gap")

    def test_imprint_on_the_back(self):
        """Of the last sheet; its page has a number as any other."""
        for name in ("notice", "request", "joint-notice", "joint-request", "secret-notice", "minutes", "order"):
            with self.subTest(name):
                last = self.pages[name][-1]
                self.assertEqual(last.number % 2, 0)
                self.assertIsNotNone(last.page_number)
                self.assertTrue(any(line.text.endswith("印发") for line in last.body))

    def test_letter_imprint(self):
        page = self.pages["letter"][-1]
        line, _ = self.line("letter", "抄送：", page.number)
        self.assertGreater(line.y, measure.BOTTOM - LINE)
        self.assertFalse(self.ink_of("letter", page.number).black_rules)

    # ---- fonts ----

    def test_looks(self):
        documents = {name: looks.Document(self.documents[name]) for name, *_ in LOOKS}
        for name, text, font, size, color in LOOKS:
            with self.subTest(name, text=text):
                look = documents[name].looks(text)
                self.assertEqual(look.color, color)
                if font:
                    self.assertEqual(look.font, font)
                if size:
                    self.assertEqual(look.size, size)

    def test_look_of_page_numbers(self):
        document = looks.Document(self.documents["notice"])
        for part in ("word/footer1.xml", "word/footer2.xml"):
            look = document.looks("—", part)
            self.assertEqual((look.font, look.latin, look.size), (SONGTI, SONGTI, 14))


def text_with_breaks(paragraph):
    """Text of a paragraph, line breaks as line feeds."""
    out = ""
    for element in paragraph.iter():
        if element.tag == looks.W + "t":
            out += element.text or ""
        elif element.tag == looks.W + "br":
            out += "\n"
    return re.sub(r"[^\S\n]", "", out)
