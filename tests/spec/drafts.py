"""drafts.py - random drafts that use every construct, made of words that each stand once."""
import random

FIRST, OTHERS = "山水风云雷电花草树木", "鸟鱼虫马牛羊犬春夏秋冬东西南北江河湖海石沙泥火光影音声色味香"
PICTURE = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
           "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
DEEPEST = 3
MARKS = [("*", "*"), ("**", "**"), ("***", "***"), ("~~", "~~"), ("（", "）"), ("“", "”"), ("<u>", "</u>"),
         ("<sup>", "</sup>"), ("<em>", "</em>"), ("<b>", "</b>"), ("<kbd>", "</kbd>"), ("\\*", "\\*"),
         ("<b>　", "</b>"), ("<em>", " 　</em>"), ("_", "_"), ("*甲：**", "***")]
LEAVES = ["`{} * {}`", "[{}](http://a.cn/1)", '[{}](http://a.cn/2 "{}")', "![{}](" + PICTURE + ")",
          "$\\frac{{a}}{{b}} + \\text{{{}}}$", "<!-- 注 -->{}", "http://a.cn/b", "5~10", "3*4*5", "&lt;"]
BLOCKS = ["---", "\\newpage", "```c\n{}\n\t x = *{}*;\n\n    {}\n```", "<center>{}</center>", "<section>\n{}\n</section>",
          "$$\\sum_{{i=1}}^n x_i = \\text{{{}}}$$", "<div align=\"center\">\n\n{}，**{}**\n\n</div>",
          "![{}](" + PICTURE + "){{width=60%}}",
          "<table>\n<tr><th rowspan=\"2\">{}</th><th colspan=\"2\">{}</th></tr>\n"
          "<tr><td align=\"right\">{}<br>{}</td><td><b>{}</b><ul><li>{}</li><li>{}</li></ul></td></tr>\n"
          "<tr><td>{}</td><td></td><td><p>{}</p><p>{}</p></td></tr>\n</table>",
          "<table>\n<tr><td rowspan=\"2\">{}</td><td>{}</td></tr>\n<tr><td>{}</td><td>{}</td></tr>\n</table>",
          "<table>\n<tr><td rowspan=\"2\">{}</td><td rowspan=\"2\">{}</td></tr>\n<tr></tr>\n"
          "<tr><td>{}</td><td>{}</td></tr>\n</table>",
          "<table>\n<tr><th>{}</th></tr>\n<tr><td>{}</td><td>{}</td></tr>\n</table>",
          "<table>\n<tr><td>{}</td><td><ul><li>{}</li></ul></td></tr>\n<tr><th>{}</th><td>{}</td></tr>\n</table>"]
NOTES = ["[^{label}]: {}", "[^{label}]: {}\n\n    {}", "[^{label}]: {}\n\n    - {}\n    - {}"]


class Draft:
    """`text` is the draft, `words` are all that must not be lost."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.words = set()
        self.n_notes = self.depth = 0
        blocks = [self.block() for _ in range(self.random.randint(3, 9))]
        notes = [self.fill(self.random.choice(NOTES), label=f"n{i}") for i in range(self.n_notes)]
        self.text = "\n\n".join([self.fill("# {}"), *blocks, *notes]) + "\n"

    def word(self):
        word = self.random.choice(FIRST) + "".join(self.random.sample(OTHERS, 3))
        if word in self.words:
            return self.word()
        self.words.add(word)
        return word

    def fill(self, pattern, **names):
        return pattern.format(*(self.word() for _ in range(pattern.count("{}"))), **names)

    # ---- inlines

    def inline(self):
        kind = self.random.random()
        if self.depth > DEEPEST or kind < .4:
            return self.word()
        if kind < .45:
            self.n_notes += 1
            return f"[^n{self.n_notes - 1}]"
        if kind < .7:
            return self.fill(self.random.choice(LEAVES))
        left, right = self.random.choice(MARKS)
        left += self.word() if left == "~~" else ""  # ~~~~ would be a fence
        return left + self.inlines(3) + right

    def inlines(self, most=5):
        self.depth += 1
        glue = self.random.choice(["", "，", " ", "。", "：", "、"])
        made = glue.join(self.inline() for _ in range(self.random.randint(1, most)))
        self.depth -= 1
        return made

    # ---- blocks

    def block(self):
        makers = [self.inlines, self.broken, self.heading, self.list, self.list, self.quote, self.table,
                  lambda: self.fill(self.random.choice(BLOCKS))]
        self.depth += 1
        made = (self.random.choice(makers) if self.depth < DEEPEST else self.inlines)()
        self.depth -= 1
        return made

    def broken(self):
        return self.inlines() + self.random.choice(["  \n", "\\\n", "<br>", "\n"]) + self.inlines()

    def heading(self):
        if self.random.random() < .2:
            return self.broken() + "\n" + self.random.choice(["---", "==="])
        return "#" * self.random.randint(2, 5) + " " + self.inlines(2) + (f"<br>{self.word()}" if self.random.random() < .2 else "")

    def list(self):
        first = self.random.choice([None, 1, 3])
        items = []
        for i in range(self.random.randint(1, 4)):
            mark = "- " if first is None else f"{first + i}. "
            kind = self.random.random()
            text = (self.random.choice(["", "", "[ ] ", "[x] "]) + self.inlines() if kind > .05 else
                    "***" if kind > .02 else "[x] " + self.word() + "\n---")
            if self.random.random() < .3:
                text += "\n\n" + self.block()
            items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
        return self.random.choice(["\n", "\n\n"]).join(items)

    def quote(self):
        return "> " + "\n\n".join(self.block() for _ in range(2)).replace("\n", "\n> ")

    def table(self):
        n = self.random.randint(1, 4)
        rows = ["| " + " | ".join(self.inlines(2) for _ in range(n)) + " |" for _ in range(3)]
        rows.insert(1, "|" + "|".join(self.random.choice(["---", ":--", "--:", ":-:"]) for _ in range(n)) + "|")
        return "\n".join(rows)
