"""test_tables.py - tables on paper: width, alignment, unit line, repeated heads, broadside pages.

samples/tables.md and a draft made here are laid out; words are read back from the PDF, rules from
its picture.
"""
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import measure  # noqa: E402  (beside this file)

harness.need("soffice", "pdftotext", "pdftoppm", "fc-list")

DPI = 100
TOLERANCE_MM = 0.8

# A page that lies broadside has the type area of an upright one, turned to the left.
TURNED_LEFT, TURNED_RIGHT = 297 - measure.BOTTOM, 297 - measure.TOP

# 7.5, 8: the number stands where upright pages have it, so here at the left, one character of 四号 in
# from the type area's upper end on even pages and from its lower end on odd ones.
NUMBER_IN_MM = 4.94


# Tables with more in them than there is room for on a page that lies broadside.
NAMES = ("| 序号 | 项目编号 | 项目名称 | 承担单位 | 合作单位 | 项目负责人 | 资助金额（万元） | 起止时间 |\n"
         + "|---" * 8 + "|\n"
         + "| 1 | 2024SF001 | 基于多源遥感数据融合的流域水环境智能监测与预警关键技术研究 | 某某大学 "
           "| 某某环境科技有限公司、市环境监测站 | 欧阳某某 | 30 | 2024.10—2026.09 |\n" * 2)
MONTHS = ("| 项目名称 | 总投资 | 年度计划 | " + " | ".join(f"{n}月" for n in range(1, 10)) + " | 责任单位 | 存在问题 |\n"
          + "|---" * 14 + "|\n| 某某产业园二期标准厂房建设项目 | 128,000 | 45,000 |"
          + " 1000 |" * 9 + " 市工业和信息化局 | 用地指标未落实 |\n")
PROGRESS = ("| 序号 | 项目名称 | 所在县区 | 建设性质 | 建设规模 | 总投资 | 已完成投资 | 形象进度 | 存在问题 | 责任单位 |\n"
            + "|---" * 10 + "|\n" + "| 1 | 城南水库除险加固工程 | 某某县 | 改扩建 | 坝体防渗处理、溢洪道改造 | 2001 | 1001 "
              "| 主体工程完成51% | 移民安置进度滞后 | 某某县水务局 |\n" * 2)
AREAS = ("| 序号 | 项目名称 | 建设地点 | 建设规模 | 责任单位 | 总投资（万元） | 开工时间 | 竣工时间 |\n" + "|---" * 8 + "|\n"
         + "| 1 | 工业园区污水处理厂二期工程 | 高新区 | 建筑面积1000平方米 | 市住房和城乡建设局 | 1037 | 2024年3月 | 2025年12月 |\n" * 3)
PROJECTS = (("城区供水管网改造四期", "市水务局"), ("南湖大道改扩建", "市住房和城乡建设局"), ("工业园区污水处理厂", "市生态环境局"),
            ("中心医院门诊综合楼一期", "市卫生健康委员会"), ("农村饮水安全巩固提升四期", "市园林绿化中心"))
LEADERS = ("| 序号 | 项目名称 | 总投资 | 已完成投资 | 完成率（%） | 形象进度 | 存在问题 | 责任单位 | 责任领导 |\n" + "|---" * 9 + "|\n"
           + "".join(f"| {i} | {name}工程 | {10000 + i} | {5000 + i} | {50 + i}.5 | 主体封顶 | 征地拆迁进度滞后 | {unit} | 李某 |\n"
                     for i, (name, unit) in enumerate(PROJECTS * 2, 1)))
BUDGET = ("| 指标 | 2023年决算 | 2024年预算 | 其中：中央投资 | 其中：省级资金 | 其中：市县配套 | 固定资产投资 | 比上年增减（%） | 备注 |\n"
          + "|---" * 9 + "|\n| 社会保障和就业支出 | 112,345.60 | 113,000.00 | 14,000.00 | 13,500.00 | 85,500.00 | 10,230.50 | 0.58 | 按实际人数结算 |\n" * 2)
STAFF = ("| 序号 | 姓名 | 性别 | 民族 | 出生年月 | 政治面貌 | 文化程度 | 工作单位及职务 | 联系电话 | 备注 |\n" + "|---" * 10 + "|\n"
         + "| 1 | 张三丰 | 男 | 汉族 | 1980.03 | 中共党员 | 大学本科 | 某某市人民政府办公室综合科科长 | 13800000000 | |\n"
           "| 2 | 欧阳某某 | 女 | 维吾尔族 | 1975.11 | 无党派人士 | 硕士研究生 | 某某市水利局规划计划科副科长 | 0755-12345678 | 联络员 |\n")
YEAR = ("| 地区 | 一月 | 二月 | 三月 | 四月 | 五月 | 六月 | 七月 | 八月 | 九月 | 十月 | 十一月 | 十二月 | 全年合计 |\n" + "|---" * 14 + "|\n"
        + "| 经济技术开发区 | " + " | ".join(f"{n}123.4" for n in range(1, 13)) + " | 79480.8 |\n")
DENSE = ("| 序号 | 项目名称 | " + " | ".join(f"{n}月" for n in range(1, 13)) + " | 合计 | 责任单位 | 备注 |\n" + "|---" * 17 + "|\n"
         + "| 1 | 滨江快速路二期工程 |" + " 123.5 |" * 12 + " 14814 | 市交通局 | 续建 |\n")
FUNDS = ("| 序号 | 项目名称 | 建设地点 | 建设规模及内容 | 总投资（亿元） | 资金来源 | 开工时间 | 竣工时间 | 责任单位 | 责任领导 | 备注 |\n"
         + "|---" * 11 + "|\n" + "| 1 | 某某河第1段堤防加固工程 | 某某县某某镇 | 加固堤防1.5公里，新建护岸1公里 | 1111 | 中央和省级补助 | 2024年3月 "
           "| 2025年12月 | 县水利局 | 李某某 | |\n" * 3)
REGIONS = ("| 县（区） | 地区生产总值（亿元） | 同比增长（%） | 规模以上工业增加值（亿元） | 同比增长（%） | 固定资产投资（亿元） | 社会消费品零售总额（亿元） "
           "| 一般公共预算收入（亿元） | 城镇居民人均可支配收入（元） | 农村居民人均可支配收入（元） |\n" + "|---" * 10 + "|\n"
           + "| 东城区 | 120.5 | 3.2 | 40.1 | 5.6 | 88.8 | 66.6 | 12.3 | 38000 | 18000 |\n" * 3)
WIDE = (NAMES, MONTHS, PROGRESS, AREAS, LEADERS, BUDGET, STAFF, YEAR, DENSE, FUNDS, REGIONS)
# On an upright page text of this length stands five characters wide in rows of five lines.
WORKS = ("| 序号 | 项目名称 | 责任单位 | 总投资（万元） | 完成时限 | 建设内容 |\n" + "|---" * 6 + "|\n"
         + "| 1 | 某某片区第1期工程 | 西城区人民政府、市住房和城乡建设局 | 137 | 2024年2月 | 雨污分流改造及检查井更换，配套建设泵站一座 |\n" * 3)
NAMES_AND_MONTHS = "::: landscape\n\n" + "\n小结。\n\n".join(WIDE) + "\n:::\n\n" + WORKS


def rules(pdf, page):
    """Horizontal rules of a page as (x0, x1, y) in mm: dark runs of at least 50 mm."""
    picture = harness.run(["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), pdf])
    width, height = (int(n) for n in picture.split(maxsplit=3)[1:3])
    pixels = picture[-width * height:]
    found = []
    for y in range(height):
        row = bytes(pixel < 128 for pixel in pixels[y * width:(y + 1) * width])
        for run in re.finditer(b"\x01+", row):
            if (run.end() - run.start()) / DPI * 25.4 >= 50:
                found.append(tuple(n / DPI * 25.4 for n in (run.start(), run.end(), y)))
    return found


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = harness.scratch()
        document = os.path.join(scratch, "tables.docx")
        harness.convert(os.path.join(harness.SAMPLES, "tables.md"), document, "-q")
        source = os.path.join(scratch, "crowded.md")
        with open(source, "w", encoding="utf-8") as file:
            file.write(NAMES_AND_MONTHS)
        crowded = os.path.join(scratch, "crowded.docx")
        harness.convert(source, crowded, "-q")
        cls.pdf, crowded_pdf = measure.render([document, crowded], scratch)
        cls.pages = measure.read_pages(cls.pdf)
        cls.words = [word for page in measure.read_pages(crowded_pdf) for line in page.lines
                     for word in line.words]
        cls.crowded = {word.text for word in cls.words}
        cls.upright = [page for page in cls.pages if not page.is_landscape]
        cls.turned = [page for page in cls.pages if page.is_landscape]

    def near(self, got, want, what, tolerance=TOLERANCE_MM):
        self.assertLessEqual(abs(got - want), tolerance, f"{what}: {got:.2f} mm, wanted {want:.2f}")

    def line(self, page, text):
        found = [line for line in page.lines if text in line.text]
        self.assertTrue(found, f"page {page.number} has no {text}")
        return found[0]

    def test_tables_are_as_wide_as_the_text(self):
        n_rules = 0
        for page in self.pages:
            left, right = ((TURNED_LEFT, TURNED_RIGHT) if page.is_landscape
                           else (measure.LEFT, measure.RIGHT))
            for x0, x1, _ in rules(self.pdf, page.number):
                self.near(x0, left, f"page {page.number}: left end of a rule")
                self.near(x1, right, f"page {page.number}: right end of a rule")
                n_rules += 1
        self.assertGreater(n_rules, 40)

    def test_unit_stands_right_above_its_table(self):
        unit = self.line(self.pages[0], "单位：万元")
        self.near(unit.x1, measure.RIGHT, "right end of the unit")
        top = min(y for _, _, y in rules(self.pdf, 1))
        self.assertLess(top - unit.y, 6)
        self.assertGreater(top, unit.y)

    def test_titles_stay_with_their_tables(self):
        for number in "1234":
            page = next(page for page in self.pages
                        if any(line.text.lstrip("—45").startswith(f"表{number}") and len(line.text) < 25
                               for line in page.lines))
            self.assertTrue(rules(self.pdf, page.number), f"表{number} is alone on its page")

    def test_numbers_are_aligned_at_the_right(self):
        page = self.pages[1]
        rows = [line.words for line in page.body if re.match(r"\d+..镇", line.text)]
        self.assertGreater(len(rows), 20)
        for column in (2, 3, 4):
            ends = [words[column].x1 for words in rows]
            self.assertLess(max(ends) - min(ends), 0.4, [words[column].text for words in rows])
        middles = [(words[0].x0 + words[0].x1) / 2 for words in rows]
        self.assertLess(max(middles) - min(middles), 0.4, "serial numbers stand in the middle")

    def test_short_words_stay_whole(self):
        """Names, and what stands between the dashes of a time."""
        for word in ("欧阳某某", "某某大学", "2024.10—", "2026.09"):
            self.assertIn(word, self.crowded)

    def test_lines_of_cells_are_reckoned_in_whole_characters(self):
        """Ten characters take three lines of four, not four of three and a bit."""
        for word in ("城南水库", "除险加固"):
            self.assertIn(word, self.crowded)

    def test_a_character_more_where_it_saves_lines(self):
        """What the names can do without is given to 1000平方米, which else took a third line."""
        self.assertIn("平方米", self.crowded)

    def test_heads_stay_whole_where_rows_become_hardly_higher(self):
        self.assertIn("责任领导", self.crowded)

    def test_heads_are_torn_into_halves(self):
        for word in ("责任", "单位"):
            self.assertIn(word, self.crowded)

    def test_words_of_long_heads_stay_whole(self):
        """其中：中|央投资, 固定资|产投资, 2023年决|算 and 地区生产总|值（亿元） are what full lines would be."""
        for word in ("其中：", "中央投资", "省级资金", "市县配套", "固定资产", "决算", "预算", "比上年增减",
                     "地区生产总值", "固定资产投资"):
            self.assertIn(word, self.crowded)

    def test_text_in_narrow_columns_is_smaller(self):
        """In four characters a line, 雨污分流|改造及检|查井更换|，配套建|设泵站一|座."""
        heights = {word.y1 - word.y0 for word in self.words if word.text.startswith("雨污分流")}
        usual = {word.y1 - word.y0 for word in self.words if word.text == "张三丰"}
        self.assertLess(max(heights), 0.8 * min(usual))

    def test_names_of_three_stay_whole_beside_longer_ones(self):
        self.assertIn("张三丰", self.crowded)

    def test_numbers_stay_whole_in_smaller_characters(self):
        for number in [f"{n}123.4" for n in range(1, 13)] + ["79480.8"]:
            self.assertIn(number, self.crowded)

    def test_seventeen_columns_have_narrow_margins(self):
        """Else 滨江快速路 stood with one character on a line."""
        for word in ("14814", "项目名称", "滨江快速", "市交通局", "续建"):
            self.assertIn(word, " ".join(sorted(self.crowded)))

    def test_words_of_heads_stay_whole_in_smaller_characters(self):
        """总投|资|（亿|元） above 1111, and rows of four lines, are what larger ones would come to."""
        self.assertIn("（亿元）", self.crowded)
        self.assertIn("中央和省", self.crowded)

    def test_head_is_repeated(self):
        pages = [page for page in self.upright
                 if any(re.match(r"\d+..镇", line.text) for line in page.body)]
        self.assertGreaterEqual(len(pages), 3)
        for page in pages[1:]:
            self.assertTrue(page.body[0].text.startswith("序号乡镇养护里程"), page.body[0].text)

    def test_rows_are_close(self):
        ys = [line.y for line in self.pages[1].body]
        for above, below in zip(ys, ys[1:]):
            self.near(below - above, 7.9, "from row to row", 0.4)

    def test_broadside_pages(self):
        self.assertGreaterEqual(len(self.turned), 2)
        parities = {page.number % 2 for page in self.turned}
        self.assertEqual(parities, {0, 1}, "the sample shows odd and even ones")
        upright = self.upright[0].page_number
        for page in self.turned:
            with self.subTest(page=page.number):
                words = [word for line in page.lines for word in line.words
                         if word.x1 < TURNED_LEFT - 2]
                words.sort(key=lambda word: word.y0)
                self.assertEqual([word.text for word in words], ["—", str(page.number), "—"])
                self.near((words[1].x0 + words[1].x1) / 2, measure.A4[1] - upright.y,
                          "from the edge to the middle of the number")
                if page.number % 2:
                    self.near(words[-1].y1, measure.RIGHT - NUMBER_IN_MM, "end of the number")
                else:
                    self.near(words[0].y0, measure.LEFT + NUMBER_IN_MM, "start of the number")

    def test_numbering_goes_on(self):
        for page in self.upright:
            self.assertIsNotNone(page.page_number, f"page {page.number} has no number")

    def test_no_page_is_empty(self):
        for page in self.pages:
            self.assertGreater(len(page.lines), 2 if page.is_landscape else 1)


# Columns that would all fit, but for the space that LibreOffice sets between Han and digits.
FITTING = "| 序号 | 项目名称 | 责任单位 | 计划投资 | 完成投资 | 完成率 |\n|---|---|---|---|---|---|\n" + "".join(
    f"| {i} | 第{i}期工程 | 某某局 | {i * 137.25:,.2f} | {i * 111:,} | {70 + i / 7:.1f}% |\n" for i in range(1, 50))
# One column is long; the shares that are even leave it 38 mm and four lines.
LONG = "由市直有关部门会同所在县（区）人民政府具体组织实施"
CROWDED = ("| 序号 | 项目名称 | 责任单位 | 投资 | 性质 | 完成时限 | 备注 |\n|---|---|---|---|---|---|---|\n" + "".join(
    f"| {i} | 某某{i}期工程 | 市住房和城乡建设局 | {i * 1000.25:,.2f} | 续建 | 2025年{i % 12 + 1}月 | {LONG} |\n"
    for i in range(1, 41)))
# Heads longer than the numbers below them.  Even shares leave the names four characters.
NAMED = ("| 指标名称 | 计量单位 | 1—10月累计 | 同比增速（%） | 比1—9月（百分点） | 全省排名 | 序时进度（%） | 备注 |\n"
         "|---|---|---|---|---|---|---|---|\n" + "| 一般公共预算收入 | 亿元 | 1,286.91 | 2.4 | -0.6 | 11 | 80.4 | |\n" * 6)
NUMBERS = (("12,345.60", "12,300.1", "99.6%"), ("8,900", "9,012.355", "101.25%"), ("0.5", "7", "100%"))
DECIMALS = "| 单位 | 预算 | 决算 | 完成率 |\n|---|---|---:|---|\n" + "".join(
    f"| 甲局 | {' | '.join(row)} |\n" for row in NUMBERS)
DRAFT = f"# 表格\n\n{DECIMALS}\n又一表。\n\n{NAMED}\n上表。\n\n{FITTING}\n以下为横表。\n\n## 一、横表\n\n::: landscape\n\n{CROWDED}\n:::\n"

DIGIT_MM = 14 * 25.4 / 72 / 2


class WrittenTables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = harness.scratch()
        draft, document = (os.path.join(scratch, "written" + ending) for ending in (".md", ".docx"))
        with open(draft, "w", encoding="utf-8") as file:
            file.write(DRAFT)
        harness.convert(draft, document, "-q")
        cls.pages = measure.read_pages(measure.render([document], scratch)[0])

    def test_points_stand_below_each_other(self):
        rows = [line.words for line in self.pages[0].body if line.text.startswith("甲局")]
        self.assertEqual([tuple(word.text for word in words[1:]) for words in rows], list(NUMBERS))
        for column in (1, 2, 3):
            points = []
            for words in rows:
                number = words[column].text
                n_digits = len(re.split("[.%]", number)[0].replace(",", ""))
                n_commas = number.count(",")
                points.append(words[column].x0 + DIGIT_MM * (n_digits + n_commas / 2))
            self.assertLess(max(points) - min(points), 0.4, [words[column].text for words in rows])

    def test_cells_that_fit_are_not_broken(self):
        rows = [line.text for page in self.pages for line in page.body if "期工程某某局" in line.text]
        self.assertEqual(len(rows), 49)

    def test_long_heads_leave_room_for_names(self):
        text = "".join(line.text for line in self.pages[0].body)
        self.assertEqual(text.count("一般公共"), 6)
        self.assertEqual(text.count("（%）"), 2, "a bracket stands alone")

    def test_rows_are_low(self):
        """Of 40 rows and nineteen lines a page: two lines a row take five pages."""
        turned = [page for page in self.pages if page.is_landscape]
        self.assertLessEqual(len(turned), 5)

    def test_headings_go_broadside_with_what_is_below_them(self):
        turned = next(page for page in self.pages if page.is_landscape)
        self.assertIn("一、横表", turned.lines[0].text)

    def test_dates_are_not_broken(self):
        text = "".join(line.text for page in self.pages if page.is_landscape for line in page.lines)
        self.assertEqual(len(re.findall(r"2025年\d+月", text)), 40)

# Upright, in cells of four to six characters, which take two to four lines.
TASKS = "| 序号 | 项目名称 | 责任单位 | 总投资 | 完成时限 | 备注 |\n|---|---|---|---|---|---|\n" + "".join(
    f"| {i} | 某某河治理{i}期工程 | 县自然资源和规划局 | {i * 1031.37:,.2f} | 2025年{i % 12 + 1}月 | {'按程序报批后实施' * (i % 3 == 0)} |\n"
    for i in range(1, 61))
HEAD_LINES, FEW = 2, 12


class LongTables(unittest.TestCase):
    def height(self, name, draft):
        scratch = harness.scratch()
        source, document = (os.path.join(scratch, name + ending) for ending in (".md", ".docx"))
        with open(source, "w", encoding="utf-8") as file:
            file.write(f"# 任务\n\n{draft}")
        harness.convert(source, document, "-q")
        pages = measure.read_pages(measure.render([document], scratch)[0])
        return {round(word.y1 - word.y0, 1) for page in pages for line in page.lines
                for word in line.words if word.text in ("序号", "备注")}

    def test_what_takes_pages_is_smaller(self):
        """In large characters sixty rows took seven pages, in small ones they take four; twelve rows stay large."""
        lines = TASKS.splitlines(keepends=True)
        small, large = self.height("long", TASKS), self.height("few", "".join(lines[:HEAD_LINES + FEW]))
        self.assertLess(max(small), 0.8 * min(large))


# Thirteen columns of long numbers, which in 五号 leave the names one character a line.
POWER = ("单位：万千瓦时\n\n| 企业名称 |" + "".join(f" {n}月 |" for n in range(1, 13)) + " 全年合计 |\n" + "|---" * 14 + "|\n"
         + "| 某某钢铁集团有限公司 |" + " 12345.67 |" * 12 + " 148148.04 |\n" * 2)


class Sheets(unittest.TestCase):
    """Documents that are a table: its title goes broadside with it, wherever it is written."""
    def pages(self, name, draft):
        scratch = harness.scratch()
        source, document = (os.path.join(scratch, name + ending) for ending in (".md", ".docx"))
        with open(source, "w", encoding="utf-8") as file:
            file.write(draft)
        harness.convert(source, document, "-q")
        return measure.read_pages(measure.render([document], scratch)[0])

    def test_names_beside_twelve_months_can_be_read(self):
        for page in self.pages("power", f"---\ntitle: 用电量统计表\n---\n\n{POWER}\n{POWER}"):
            self.assertTrue(page.is_landscape)
            words = {word.text for line in page.lines for word in line.words}
            self.assertIn("12345.67", words)
            self.assertIn("148148.04", words)
            self.assertTrue(any(word.startswith("某某钢铁") for word in words), words)

    def test_title_above_a_landscape_part(self):
        first, last = self.pages("part", "# 预算明细\n\n::: 横排\n\n| 科目 | 预算 |\n|---|---|\n| 教育 | 1 |\n\n:::\n\n说明在后面。\n")
        self.assertTrue(first.is_landscape)
        self.assertIn("预算明细", first.lines[0].text)
        self.assertFalse(last.is_landscape)


if __name__ == "__main__":
    unittest.main()
