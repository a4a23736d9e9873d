"""test_options.py - what a draft or a style sheet can ask for beside the usual, measured on paper."""
import os
import re
import shutil
import sys
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import ink  # noqa: E402  (beside this file)
import measure  # noqa: E402  (beside this file)

harness.need("soffice", "pdftotext", "pdftoppm", "fc-list")

LINE = 225 / 22
CENTRE = (measure.LEFT + measure.RIGHT) / 2
TEXT = "各县（市、区）要切实提高政治站位，逐级落实责任，于6月底前完成全部整改工作，确保取得实效。\n"
IMPRINT = "抄送: 市委办公室\n印发机关: 某某市人民政府办公室\n印发日期: 2024年3月6日\n"
HEAD = "标题: 关于做好安全生产工作的通知\n主送机关: 各县（市、区）人民政府\n成文日期: 2024年3月5日\n"
NOTICE = HEAD + "发文机关: 某某市人民政府\n发文字号: 某政发〔2024〕5号\n" + IMPRINT
FRONT = "extends: gbt9704\nimprint: {even-page: no}\npage: {numbers: {centred: yes, on-first-page: no}}\n"
LONG_NAMES = "联合发文机关: [%s]\n" % ", ".join(f"某某市第{i}人力资源和社会保障局" for i in (1, 2, 3, 4))

NAMES = ["王某某", "李某", "赵某某", "刘某某", "陈某", "杨某某", "黄某某", "周某", "吴某某", "徐某某", "孙某某", "马某"]
MINUTES = ("格式: 纪要\n发文机关: 某某市人民政府专题会议\n成文日期: 2024-07-26\n标题: 研究老旧小区改造工作\n"
           "出席: %s\n列席: %s\n" % ("　".join(NAMES), "、".join(NAMES)))
# With what they are, without a blank; two are too long to stay whole.
WITH_BODIES = ["市政府办刘某某", "市发展改革委周某某", "市财政局吴某", "市自然资源局郑某某", "市住房城乡建设局冯某某",
               "市城管执法局陈某某", "市公用事业服务中心褚某某", "东城区蒋某某", "西城区沈某某"]

UNLIKE_NAMES = ["某某局", "某某市人力资源和社会保障局", "某某市某某委员会办公室", "某某委",
                "国家税务总局某某市税务局第一稽查分局"]
# Too long for two beside each other, and too many for one below the other.
WIDE_NAMES = [f"国家金融监督管理总局某某监管{i}局" for i in "一二三四五"]
# Three of them find room beside each other, condensed.
SIX_NAMES = ["某某市公安局", "某某市司法局", "某某市交通运输局", "某某市应急管理局", "某某市市场监督管理局", "某某市消防救援支队"]
TYPED_NAMES = "张三、李四、王五、赵六军、孙七、周八、欧阳某某、上官某某、诸葛某某、李某某、王某、欧阳某某、周某某、吴某某"
JOINT = "联合发文机关: [%s]\n印章: seal.png\n发文字号: 某政发〔2024〕5号\n" + HEAD

# What stands behind the paragraphs of a draft.
MORE = {"typed-rolls": "主要产品：煤炭、钢铁、水泥、玻璃、化肥、农药、电解铝、平板玻璃、焦炭、合成氨、电石、铁合金\n\n"
                       f"出席：{TYPED_NAMES}\n\n**参加人员：** {TYPED_NAMES}。\n\n请假：市发展和改革委员会上官某某\n\n"
                       "列席：市政府办公室孙某某、市住房城乡建设局钱某某、市财政局周某、欧阳某某、市发展和改革委员会欧阳某某\n",
        "date-typed": "2024年3月5日\n",
        "note-typed": "各地要认真组织实施。\n\n（联系人：李某某，电话：0123-4567890）\n",
        "address": "各地要于每月25日前将工作进展情况报送市专班办公室（联系人：李某某，电话：0123-4567890，"
                   "电子邮箱：abc@example.gov.cn）。\n",
        "drawn": "各地要认真组织实施。\n",
        "drawn-seal": "各地要认真组织实施。\n\n" * 2,
        "speech": "各位代表，同志们：\n\n百年大计，教育为本。  \n让我们携起手来，  \n为建设教育强市而努力奋斗！\n\n> 学而不厌，  \n> 诲人不倦。\n"}

TABLE = "\n".join(["| 县 | 户数 |", "| --- | --- |"] + [f"| {name}县 | {120 + i} |" for i, name in enumerate("甲丁")]) + "\n"
MORE.update({f"table-{n}": TABLE for n in range(4)})
LONG_TABLES = range(24, 36, 2)  # of so many rows: the signature finds room behind some of them
MORE.update({f"rows-{n}": "| 县 | 户数 |\n| --- | --- |\n" + "".join(f"| 第{i}县 | {120 + i} |\n" for i in range(1, n + 1))
             for n in LONG_TABLES})

# name: front matter, paragraphs, style sheet
DRAFTS = {
    "front": (NOTICE, 1, FRONT),
    "front-long": (NOTICE, 25, FRONT),
    "no-head": (NOTICE + "版头: 无\n", 1, None),
    "joint-letter": ("格式: 信函\n印章: 是\n联合发文机关: [某某市财政局, 某某市教育局]\n发文字号: 某财函〔2024〕5号\n"
                     "抄送: 市委办公室\n" + HEAD, 2, None),
    "long-names": (LONG_NAMES + "发文字号: 某政发〔2024〕5号\n印章: 是\n" + HEAD + IMPRINT, 3, None),
    "five-signers": ("联合发文机关: [某某市财政局, 某某市教育局, 某某市民政局]\n签发人: [张三三, 李四, 王五, 赵六六, 钱七]\n"
                     "份号: 12\n密级: 秘密\n紧急程度: 特急\n印章: 是\n发文字号: 某政发〔2024〕5号\n" + IMPRINT
                     + HEAD.replace("关于", "关于调整“十四五”规划《某某市教育事业发展规划纲要》有关指标以及进一步"), 3, None),
    "unlike-names": (JOINT % ", ".join(UNLIKE_NAMES), 2, None),
    "wide-names": (JOINT % ", ".join(WIDE_NAMES), 2, None),
    "six-names": (JOINT % ", ".join(SIX_NAMES), 2, None),
    "address": (NOTICE, 1, None),
    "drawn": (NOTICE + "印章: 是\n附件: 某某市安全生产责任分工表\n", 1, None),
    "drawn-seal": (NOTICE + "印章: seal.png\n附件: 某某市安全生产责任分工表\n", 1, None),
    "speech": ("标题: 在全市教师节庆祝大会上的讲话\n", 0, None),
    "minutes": (MINUTES, 1, None),
    "typed-rolls": (MINUTES[:MINUTES.index("出席")], 0, None),
    "bodies": (MINUTES.replace("、".join(NAMES), "，".join(WITH_BODIES)), 1, None),
    "date-typed": (NOTICE.replace("成文日期: 2024年3月5日\n", ""), 2, None),
    "note-typed": (NOTICE, 1, None),
    "condensed": (NOTICE.replace("关于做好安全生产工作的通知", "某某市人民政府关于做好2024年度安全生产|工作的通知"), 1, None),
}
DRAFTS.update({f"table-{n}": (NOTICE + "印章: 是\n", n, None) for n in range(4)})
DRAFTS["long-note"] = (NOTICE + f"附件: [{', '.join(f'第{i}份材料' for i in range(1, 28))}]\n", 1, None)
DRAFTS["note-above"] = (NOTICE + f"附件: [{', '.join(f'第{i}份材料' for i in range(1, 6))}]\n", 0, None)
MORE["note-above"] = TEXT[:-1] * 4 + "\n"
# A heading that page 1 has room for, but not for a line below it.
for n in range(2):
    DRAFTS[f"heading-over-{n}"] = ("联合发文机关: [某某市公安局, 某某市交通运输局]\n发文字号: 某公通〔2024〕22号\n" + IMPRINT
                                   + HEAD.replace("关于", "某某市公安局 某某市交通运输局关于"), 0, None)
    MORE[f"heading-over-{n}"] = "\n\n".join(
        ("## 一、总体要求", TEXT[:-1] + TEXT[:30] + "。", "### （一）指导思想", TEXT[:-1] * 3, TEXT[:-1] * 3,
         "### （二）基本原则", TEXT[:-1] * 2, "## 二、主要任务", TEXT[:20 * n] + TEXT)) + "\n"
# The measures that an order puts into force.
ORDER = ("格式: 命令\n发文机关: 某某市人民政府\n令号: 第18号\n签发人职务: 市长\n签发人: 刘某某\n"
         "标题: 某某市排水管理办法\n成文日期: 2024-07-01\n")
DRAFTS["issued"] = (ORDER, 0, None)
DRAFTS["square-stamp"] = (ORDER + "印章: seal.png\n", 1, None)
DRAFTS["own-seals"] = (JOINT.replace("seal.png", "[seal.png, stamp.png]") % ", ".join(SIX_NAMES[:3]), 1, None)
MORE["issued"] = ("《某某市排水管理办法》已经市政府常务会议审议通过，现予公布。\n\n---\n\n# 某某市排水管理办法\n\n"
                  "## 第一章　总则\n\n**第一条**　为了加强排水管理，制定本办法。\n")
DRAFTS.update({f"rows-{n}": (NOTICE + "印章: 是\n", 1, None) for n in LONG_TABLES})
# Five names and six lines of title; three names and two lines of text, for which the seals leave no room.
DRAFTS["lead-mark"] = ("联合发文机关: [%s]\n发文字号: 某发改〔2024〕5号\n印章: 是\n" % ", ".join(SIX_NAMES[:5]) + HEAD.replace(
    "关于做好安全生产工作的通知", " ".join(SIX_NAMES[:5])
    + "关于转发《省发展和改革委员会等部门关于进一步做好重点用能单位能耗在线监测系统建设和数据质量管理工作的通知》的通知")
                      .replace("各县（市、区）人民政府", "各县（市、区）公安局、司法局、交通运输局、应急管理局、市场监督管理局，"
                               + "、".join(f"第{i}发电有限公司" for i in range(1, 7))), 3, None)
DRAFTS["two-lines"] = ("联合发文机关: [%s]\n发文字号: 某公发〔2024〕5号\n印章: 是\n" % ", ".join(SIX_NAMES[2:5]) + HEAD.replace(
    "关于做好安全生产工作的通知", " ".join(SIX_NAMES[2:5]) + "关于印发《某某市农村地区道路交通安全管理“一盔一带”改革实施办法（试行）》的通知")
    .replace("各县（市、区）人民政府", "各县（市、区）交通运输局，各县（市、区）应急管理局、市场监管局，市直各学校"), 1, None)
# A signature and 附注 of the text, which find room if the lines are drawn together.
DRAFTS["note-below"] = (NOTICE.replace("关于做好", "某某市人民政府办公室转发市教育局等部门关于进一步规范校外培训管理和做好"), 0, None)
MORE["note-below"] = TEXT[:-1] * 2 + "\n\n某某市人民政府\n\n2024年3月5日\n\n（此件公开发布）\n"


class Options(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = harness.scratch()
        documents = []
        for picture in ("seal.png", "stamp.png"):
            shutil.copy(os.path.join(harness.ROOT, "samples", "figures", picture), scratch)
        for name, (head, n, style) in DRAFTS.items():
            source = os.path.join(scratch, name + ".md")
            documents.append(os.path.join(scratch, name + ".docx"))
            with open(source, "w", encoding="utf-8") as file:
                file.write(f"---\n{head}---\n\n" + (TEXT + "\n") * n + MORE.get(name, ""))
            options = ["-q"]
            if style is not None:
                sheet = os.path.join(scratch, name + ".yaml")
                with open(sheet, "w", encoding="utf-8") as file:
                    file.write(style)
                options += ["--style", sheet]
            harness.convert(source, documents[-1], *options)
        cls.documents = dict(zip(DRAFTS, documents))
        cls.pdfs = dict(zip(DRAFTS, measure.render(documents, scratch)))
        cls.pages = {name: measure.read_pages(pdf) for name, pdf in cls.pdfs.items()}

    def near(self, got, want, tolerance, what):
        self.assertLessEqual(abs(got - want), tolerance, f"{what}: {got:.2f} mm, wanted {want:.2f}")

    def lines(self, name, page=1):
        return {re.sub(r"\s", "", line.text): line for line in self.pages[name][page - 1].lines}

    def test_imprint_on_the_page_where_the_text_ends(self):
        for name in ("front", "front-long"):
            with self.subTest(name):
                last = self.pages[name][-1]
                self.assertIn("2024年3月5日", self.lines(name, last.number))
                rules = ink.Ink(self.pdfs[name], last.number).black_rules
                self.near(rules[-1].bottom, measure.BOTTOM, 1, "last rule")
        self.assertEqual(len(self.pages["front"]), 1)

    def test_numbers_in_the_middle_and_none_on_page_one(self):
        pages = self.pages["front-long"]
        self.assertGreater(len(pages), 2)
        self.assertIsNone(pages[0].page_number)
        for page in pages[1:]:
            self.near((page.page_number.x0 + page.page_number.x1) / 2, CENTRE, 1, "middle of the number")

    def test_no_head(self):
        """No mark, number or rule: the text begins with the title, in the first line."""
        self.assertFalse(ink.Ink(self.pdfs["no-head"], 1).red)
        first = self.pages["no-head"][0].body[0]
        self.assertEqual(first.text, "关于做好安全生产工作的通知")
        self.near(first.y, measure.TOP + LINE / 2, 3, "the title")

    def test_an_order_is_signed_in_front_of_what_it_issues(self):
        """And that begins a page."""
        first, second = self.pages["issued"]
        self.assertEqual(first.body[-1].text, "2024年7月1日")
        self.assertEqual(second.body[0].text, "某某市排水管理办法")

    def test_mark_of_a_joint_letter(self):
        """10.1: the lead body's; all of them sign."""
        bands = ink.Ink(self.pdfs["joint-letter"], 1).red_bands()
        self.assertEqual(len(bands), 1)
        self.near(bands[0].top, 30, 1, "upper edge of the mark")
        lines = self.lines("joint-letter")
        self.assertIn("某某市财政局", lines)
        names = lines["某某市财政局某某市教育局"]
        self.assertGreater(names.words[-1].x0 - names.words[0].x0, 42, "seals cross")

    def test_joint_marks_leave_room_for_text(self):
        """7.2.4, 7.3.3: a line each, and page 1 shows text."""
        for name, last in (("long-names", "某某市第4人力资源和社会保障局"), ("five-signers", "某某市民政局")):
            with self.subTest(name):
                bands = ink.Ink(self.pdfs[name], 1).red_bands()
                self.near(bands[0].top, 72, 1, "upper edge of the mark")
                body = self.pages[name][0].body
                self.assertTrue([line for line in body if re.sub(r"\s", "", line.text) == last])
                recipient = [i for i, line in enumerate(body) if line.text.startswith("各县（市、区）人民政府")][0]
                self.assertTrue(body[recipient + 1].text.startswith("各县（市、区）要"))

    def test_the_first_body_is_the_mark_where_all_would_be_smaller_than_the_text(self):
        """7.2.4: its name alone may be; the others stand above the date."""
        bands = ink.Ink(self.pdfs["lead-mark"], 1).red_bands()
        self.assertEqual(len(bands), 1)
        self.near(bands[0].top, 72, 1, "upper edge of the mark")
        self.assertTrue(self.pages["lead-mark"][0].body[-1].text.startswith("各县（市、区）要"), "page 1 shows text")
        signed = "".join(line.text for line in self.pages["lead-mark"][-1].body)
        for name in SIX_NAMES[:5]:
            self.assertIn(name, signed)

    def test_two_lines_are_shared_by_page_one_and_the_signature(self):
        """7.3.3, 7.3.5.5: they come apart until the second one goes over."""
        first, second = self.pages["two-lines"][:2]
        self.assertTrue(first.body[-1].text.startswith("各县（市、区）要"), "page 1 shows text")
        self.assertIn(second.body[0].text, TEXT, "so does the page of the signature")

    def test_a_note_typed_below_the_date_is_drawn_together_with_it(self):
        page = self.pages["note-below"][0]
        date, note = (self.lines("note-below")[text] for text in ("2024年3月5日", "（此件公开发布）"))
        self.assertLess(note.y - date.y, 0.97 * LINE)
        self.assertTrue([line for line in page.body if line.text.startswith("各县（市、区）要")], "page 1 shows text")

    def test_a_short_table_goes_to_the_signature(self):
        """7.3.5.5: wherever the page ends, the signature's shows what is signed."""
        seen = set()
        for n in range(4):
            with self.subTest(n):
                page = next(page for page in self.pages[f"table-{n}"]
                            if "2024年3月5日" in self.lines(f"table-{n}", page.number))
                self.assertTrue([line for line in page.body if line.text.startswith("丁县")])
                seen.add(page.number)
        self.assertEqual(seen, {1, 2})

    def test_the_last_rows_of_a_long_table_go_to_the_signature(self):
        """7.3.5.5: rows of a page that they fill are so much higher that the last ones go over."""
        seen = set()
        for n in LONG_TABLES:
            with self.subTest(n):
                page = next(page for page in self.pages[f"rows-{n}"]
                            if "2024年3月5日" in self.lines(f"rows-{n}", page.number))
                self.assertTrue([line for line in page.body if line.text.startswith(f"第{n}县")])
                seen.add(page.number)
        self.assertEqual(seen, {2, 3})

    def test_a_long_attachment_note_begins_below_the_text(self):
        pages = self.pages["long-note"]
        self.assertTrue([line for line in pages[0].body if line.text.startswith("附件：")])
        signed = next(page for page in pages if "2024年3月5日" in self.lines("long-note", page.number))
        self.assertTrue([line for line in signed.body if line.text.startswith("27.")])
        self.assertEqual(len(pages), 4, "the imprint is on the back of the second sheet")

    def test_text_stands_above_an_attachment_note(self):
        """7.3.5.5: lines of a lone paragraph come apart until the last one goes over."""
        signed = self.pages["note-above"][1]
        note = [line.text.startswith("附件：") for line in signed.body].index(True)
        self.assertGreater(note, 0)

    def test_each_body_has_its_seal(self):
        """7.3.5.1: two columns as wide as their names, three rows, of which the last begins at the right."""
        for name, names in (("unlike-names", UNLIKE_NAMES), ("wide-names", WIDE_NAMES)):
            with self.subTest(name):
                page = self.pages[name][-1]
                bands = ink.Ink(self.pdfs[name], page.number).red_bands()
                self.assertEqual(len(bands), 3, "rows of seals")
                words = {word.text: word for line in page.body for word in line.words}
                for i, body in enumerate(names):
                    self.assertGreater(words[body].x0, measure.LEFT - 0.5)
                    self.assertLess(words[body].x1, measure.RIGHT + 0.5)
                    band, middle = bands[i // 2], (words[body].y0 + words[body].y1) / 2
                    self.near(band.bottom - band.top, 42, 1.5, "height of a seal")
                    self.near(middle, (band.top + band.bottom) / 2 + (0 if i == len(names) - 1 else 4), 3, body)
                self.assertEqual(len(self.pages[name]), 2)

    def test_three_seals_in_a_row(self):
        """7.3.5.1: the date stays four characters from the right, the last name above it."""
        page = self.pages["six-names"][-1]
        self.assertEqual(len(self.pages["six-names"]), 2)
        bands = ink.Ink(self.pdfs["six-names"], page.number).red_bands()
        words = {word.text: word for line in page.body for word in line.words}
        middles = [(words[name].x0 + words[name].x1) / 2 for name in SIX_NAMES]
        self.assertEqual(len(bands), 2, "rows of seals")
        for band in bands:
            self.near(band.bottom - band.top, 42, 1.5, "height of a seal")
        for i, name in enumerate(SIX_NAMES):
            band, middle = bands[i // 3], (words[name].y0 + words[name].y1) / 2
            self.near(middle, (band.top + band.bottom) / 2 + 4, 1.5, name)
            self.assertGreater(middles[i] - 21, measure.LEFT - 0.5, "a seal reaches over the left edge")
            self.near(middles[i], middles[i % 3], 0.5, "columns")
            if i % 3 > 0:
                self.assertGreater(middles[i] - middles[i - 1], 42, "seals touch")
        date = next(line for line in page.body if "2024年3月5日" in re.sub(r"\s", "", line.text))
        self.near(measure.RIGHT - date.x1, 4 * measure.CHARACTER_MM, 1, "right gap of the date")
        self.assertLess(date.y + 2, bands[1].bottom, "the last seal covers the date")

    def test_each_body_has_a_picture_of_its_own(self):
        """seal: a picture for each in their order, the last one for all that follow; they are as high as a seal."""
        with zipfile.ZipFile(self.documents["own-seals"]) as package:
            shown = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', package.read("word/document.xml").decode())
        self.assertEqual(len(shown), 3)
        self.assertEqual([round(int(cx) / int(cy)) for cx, cy in shown], [1, 2, 2])
        self.assertEqual(len({cy for _, cy in shown}), 1)

    def test_stamp_of_another_shape(self):
        """7.3.5.3: four characters from the right, the office two in front of it, however wide the stamp is."""
        lines = self.lines("square-stamp")
        stamp = ink.Ink(self.pdfs["square-stamp"], 1).red_bands()[1:]
        self.near(stamp[-1].right, measure.RIGHT - 4 * measure.CHARACTER_MM, 1, "right edge of the stamp")
        self.near(min(band.left for band in stamp) - lines["市长"].x1, 2 * measure.CHARACTER_MM, 1, "to the office")

    def test_signers_of_two_characters_are_spread(self):
        """[P] As wide as those of three below them, so that each row ends a character from the right."""
        for beginning in ("签发人：张三三", "王五"):
            line = next(line for line in self.pages["five-signers"][0].body
                        if re.sub(r"\s", "", line.text).startswith(beginning))
            self.near(line.x1, measure.RIGHT - measure.CHARACTER_MM, 0.8, beginning)

    def test_names_at_a_meeting_are_not_torn(self):
        """10.3: in rows below the first name."""
        rows = [line for line in self.pages["minutes"][0].body if re.search("|".join(NAMES), line.text)]
        self.assertGreaterEqual(len(rows), 4)
        found = re.findall("|".join(NAMES), " ".join(line.text for line in rows))
        self.assertEqual(found, NAMES * 2)
        for line in rows:
            if not line.text.startswith(("出席", "列席")):
                self.near(line.x0, measure.LEFT + 5 * measure.CHARACTER_MM, 1, "left end of a row")

    def test_names_behind_their_bodies_are_not_torn(self):
        """10.3: and none of up to ten characters is torn from its body."""
        rows = [re.sub(r"\s", "", line.text) for line in self.pages["bodies"][0].body]
        for name in WITH_BODIES:
            kept = name if len(name) <= 10 else name[-3:]
            self.assertTrue([row for row in rows if kept in row], name)

    def test_names_typed_behind_a_label_are_not_torn(self):
        """As those of the front matter: below the first one.  Products are text like any other."""
        lines = self.pages["typed-rolls"][0].body
        rows = [re.sub(r"\s", "", line.text) for line in lines]
        for label, n_characters, stop in (("出席：", 3, ""), ("参加人员：", 5, "。")):
            first = next(i for i, row in enumerate(rows) if row.startswith(label))
            self.assertEqual("".join(rows[first:first + 3]), label + TYPED_NAMES + stop)
            for line, row in zip(lines[first + 1:first + 3], rows[first + 1:]):
                self.near(line.x0, measure.LEFT + (2 + n_characters) * measure.CHARACTER_MM, 1, row)
                self.assertIn(row.split("、")[0], TYPED_NAMES.split("、"))
        self.assertIn("请假：市发展和改革委员会上官某某", rows)
        self.assertTrue([row for row in rows if row.startswith("欧阳某某")], "a name longer than its surname")
        turned = lines[next(i for i, row in enumerate(rows) if row.startswith("主要产品")) + 1]
        self.near(turned.x0, measure.LEFT, 1, "text")

    def test_a_heading_that_goes_over_counts_for_the_next_page(self):
        """Else that page is drawn together too little for the imprint, which leaves a blank page behind it."""
        for n in range(2):
            self.assertTrue(all(page.lines for page in self.pages[f"heading-over-{n}"]), "a page is blank")
        self.assertTrue(self.pages["heading-over-1"][1].body[0].text.startswith("（一）指导思想"), "the heading goes over")

    def test_an_address_does_not_spread_the_line_above(self):
        """What it leaves blank at the end of a line stays blank."""
        lines = self.pages["address"][0].body
        i = next(i for i, line in enumerate(lines) if "abc@" in line.text)
        self.assertLess(lines[i - 1].x1, measure.RIGHT - 3 * measure.CHARACTER_MM)

    def test_a_seal_follows_lines_that_are_drawn_together(self):
        """7.3.5.1: its middle stays 4 mm above that of name and date, which LibreOffice sets a little low."""
        page = self.pages["drawn-seal"][0]
        name, date = (next(line for line in page.body if line.text == text)
                      for text in ("某某市人民政府", "2024年3月5日"))
        band = max(ink.Ink(self.pdfs["drawn-seal"], 1).red_bands(), key=lambda band: band.bottom - band.top)
        self.assertLess(date.y - name.y, 9, "lines are drawn together")
        self.near((name.y + date.y) / 2 - (band.top + band.bottom) / 2, 4.6, 0.5, "middle of the seal")

    def test_the_lines_of_a_page_are_drawn_together_alike(self):
        """7.3.5.5: from the recipient to the date, so that the signature finds room on page 1."""
        body = self.pages["drawn"][0].body
        texts = [re.sub(r"\s", "", line.text) for line in body]
        first, last = texts.index("各县（市、区）人民政府："), texts.index("2024年3月5日")
        pitches = [below.y - above.y for above, below in zip(body[first:last], body[first + 1:last + 1])]
        pitch = min(pitches)
        self.assertLess(pitch, 0.99 * 225 / 22)
        self.assertGreater(pitch, 0.85 * 225 / 22 - 0.3)
        for between in pitches:
            self.near(between, round(between / pitch) * pitch, 0.5, "line pitch")

    def test_a_speech(self):
        """To whom it is given is flush left, lines that the author ended are indented."""
        lines = self.lines("speech")
        self.near(lines["各位代表，同志们："].x0, measure.LEFT, 0.8, "salutation")
        for text in ("百年大计，教育为本。", "让我们携起手来，", "为建设教育强市而努力奋斗！"):
            self.near(lines[text].x0, measure.LEFT + 2 * measure.CHARACTER_MM, 0.8, text)
        for text in ("学而不厌，", "诲人不倦。"):  # in a quotation, which has an indent of its own
            self.near(lines[text].x0, measure.LEFT + 4 * measure.CHARACTER_MM, 0.8, text)

    def test_a_typed_date_has_the_name_above(self):
        lines = self.lines("date-typed")
        name, date = lines["某某市人民政府"], lines["2024年3月5日"]
        self.near(date.y - name.y, LINE, 0.5, "from the name to the date")

    def test_a_typed_note_stands_below_the_date_of_the_front_matter(self):
        lines = self.lines("note-typed")
        note, date = lines["（联系人：李某某，电话：0123-4567890）"], lines["2024年3月5日"]
        self.near(note.y - date.y, LINE, 0.5, "from the date to the note")

    def test_condensed_title(self):
        """A line that the author chose, a little too long: narrower, not broken."""
        line = self.lines("condensed")["某某市人民政府关于做好2024年度安全生产"]
        self.assertGreater(line.x0, measure.LEFT - 0.5)
        self.assertLess(line.x1, measure.RIGHT + 0.5)
        self.near((line.x0 + line.x1) / 2, CENTRE, 1.5, "middle of the line")


if __name__ == "__main__":
    unittest.main()
