#!/usr/bin/env python3
"""What strangers send: each input ends soon, in bounded memory, with the status and words of the manual.

The program runs with an address space of 2 GB (not under sanitizers, which need more) and 60 seconds.
"""
import base64
import os
import resource
import socket
import struct
import subprocess
import sys
import unittest
import zipfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli"))
import cli  # noqa: E402
from cli import DONE, INPUT, USAGE  # noqa: E402

MAX_BYTES = 2 << 30
SECONDS = 60
IS_SANITIZED = any(k.endswith("SAN_OPTIONS") for k in os.environ)


def limits():
    if not IS_SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


class Hostile(cli.Case):
    def expect(self, status, *arguments, **options):
        return super().expect(status, *arguments, preexec_fn=limits, **options)

    def convert(self, name, content, status=DONE, says=None, to="out.docx", extra=()):
        self.write(name, content)
        return self.expect(status, "--", name, *extra, says=says) if to is None else \
            self.expect(status, "-o", to, *extra, "--", name, says=says)

    def document(self, path="out.docx", part="word/document.xml"):
        with zipfile.ZipFile(self.path(path)) as package:
            return package.read(part)

    # ---- too much of something ----

    def test_yaml_laughs(self):
        laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20))
        self.convert("laughs.md", f"---\n{laughs}---\n\n正文。\n", says="findings")
        self.assertIn("正文。".encode(), self.document())
        self.write("laughs.yaml", "name: x\nextends: gbt9704\n" + laughs)
        self.expect(USAGE, "draft.md", "-o", "out.docx", "--style", "laughs.yaml", says="laughs.yaml:")

    def test_deep(self):
        for name, content in (
                ("quotes.md", "> " * 200000 + "x\n"), ("brackets.md", "[" * 200000 + "x" + "]" * 200000 + "\n"),
                ("lists.md", "".join("  " * i + "- x\n" for i in range(3000))),
                ("emphasis.md", "*a **a " * 100000 + "\n"), ("flow.md", "---\na: " + "[" * 200000 + "\n---\nx\n"),
                ("div.html", "<div>" * 200000 + "x"), ("b.html", "<p>" + "<b>" * 200000 + "x"),
                ("table.html", "<table><tr><td>" * 200000 + "x"), ("list.html", "<ul><li>" * 200000 + "x")):
            with self.subTest(name):
                self.write(name, content)
                done = self.run_it("-o", "out.docx", name, preexec_fn=limits)
                self.assertIn(done.returncode, (DONE, INPUT), done.stderr[-300:])
                self.assertTrue(done.returncode == DONE or name.encode() in done.stderr)

    def test_wide_table(self):
        head = "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n"
        self.convert("wide.md", head + ("|" + "b|" * 2000 + "\n") * 20000, INPUT, says="more than 300 columns")
        self.convert("wide.html", "<table>" + ("<tr>" + "<td>b" * 2000) * 2000, INPUT, says="wide.html")
        self.convert("span.html", "<table><tr><td colspan=2000000000 rowspan=2000000000>x<td>y</table>")

    def test_floods(self):
        n = 100000
        for name, content, status in (
                ("notes.md", "".join(f"甲[^{i}]\n\n[^{i}]: 乙[^{(i + 1) % 20000}]\n\n" for i in range(20000)), DONE),
                ("note-cycle.md", "甲[^a]\n\n[^a]: 乙[^b]\n\n[^b]: 丙[^a]\n", DONE),
                ("references.md", "[a]: /" + "x" * n + "\n\n" + "[a]" * n + "\n", INPUT),
                ("definitions.md", "".join(f"[a{i}]: /x\n" for i in range(n)), DONE),
                ("stars.md", "*" * n + "a" + "*" * n + "\n", INPUT),
                ("mixed.md", "**a *b _c __d ~~e " * (n // 5) + "\n", None), ("images.md", "![" * n + "\n", INPUT),
                ("cdata.md", "<![CDATA[" * n + "\n", INPUT), ("entities.md", "&amp;" * n + "\n", DONE),
                ("ticks.md", "".join("`" * i + "a" for i in range(1000)) + "\n", DONE)):
            with self.subTest(name):
                self.write(name, content)
                done = self.run_it("-o", "out.docx", name, preexec_fn=limits)
                self.assertIn(done.returncode, (DONE, INPUT) if status is None else (status,), done.stderr[-300:])

    def test_formulas(self):
        n = 20000
        for name, tex, is_refused in (
                ("braces", "{" * n + "x" + "}" * n, True), ("fractions", "\\frac{1}{" * n + "x" + "}" * n, True),
                ("macros", "\\newcommand{\\a}{\\a\\a}\\a", True), ("fences", "\\left(" * n, True),
                ("array", "\\begin{array}{" + "c" * n + "}" + "&" * n + "\\\\" * n + "\\end{array}", True),
                ("cases", "\\begin{cases}a&b\\\\c\\\\d\\end{cases}", False)):
            with self.subTest(name):
                self.convert("formula.md", f"$${tex}$$\n", says="parse.formula" if is_refused else None)

    # ---- sheets and models ----

    def test_sheets(self):
        flood = "".join(f"k{i}: 1\n" for i in range(100000))
        for name, content, says in (
                ("self.yaml", "name: x\nextends: self.yaml\n", "style.unknown"),
                ("flood.yaml", "name: x\nextends: gbt9704\n" + flood, "flood.yaml:100002:"),
                ("fonts.yaml", "extends: gbt9704\nfonts:\n" + "".join(f" f{i}: g\n" for i in range(70000)), "at most 200 fonts"),
                ("names.yaml", "extends: gbt9704\nfonts:\n f:\n" + "".join(f" - g{i}\n" for i in range(80000)), "at most 200 fonts"),
                ("deep.yaml", "name: x\npage: {" + "a: {" * 100000, "style.syntax")):
            with self.subTest(name):
                self.write(name, content)
                self.expect(USAGE, "draft.md", "-o", "out.docx", "--style", name, says=says)
        for style in ("../../etc/passwd", "/dev/zero", "/dev/stdin"):
            self.convert("styled.md", f"---\nstyle: {style}\n---\n正文\n", USAGE, says="style.unknown")

    def test_models(self):
        self.expect(DONE, "draft.md", "-o", "own.docx")
        with zipfile.ZipFile(self.path("own.docx")) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        whole = self.read("own.docx")

        def packed(changed):
            with zipfile.ZipFile(self.path("made.docx"), "w", zipfile.ZIP_DEFLATED) as package:
                for name, data in {**parts, **changed}.items():
                    package.writestr(name, data)
            return self.read("made.docx")
        styles = parts["word/styles.xml"]
        laughs = styles.replace(b"<w:styles", b'<!DOCTYPE a [<!ENTITY a "x">]><w:styles', 1)
        locked = bytearray(whole)
        at = whole.find(b"PK\1\2")
        while at >= 0:
            locked[at + 8] |= 1
            at = whole.find(b"PK\1\2", at + 4)
        for name, model, status in (
                ("bomb", packed({"word/styles.xml": b" " * (300 << 20)}), INPUT),
                ("laughs", packed({"word/styles.xml": laughs}), INPUT), ("locked", bytes(locked), INPUT),
                ("cut", whole[:len(whole) // 2], INPUT), ("no directory", whole[:-10], INPUT),
                ("names", packed({"../../up": b"a", "/etc/passwd": b"b", "C:\\x": b"c"}), DONE)):
            with self.subTest(name):
                self.write("model.docx", model)
                self.expect(status, "--force", "-o", "out.docx", "--style", "model.docx", "draft.md")
        self.assertFalse(os.path.exists(os.path.join(self.folder, "..", "..", "up")))

    # ---- bytes ----

    def test_bytes(self):
        n = 100000
        for name, content, status in (
                ("odd.txt", "正文。\n".encode("utf-16")[:-1], DONE), ("half.txt", b"\xff\xfe" + b"\0\xd8" * n + b"\0", DONE),
                ("surrogates.txt", ("\ud800" * n).encode("utf-8", "surrogatepass"), DONE),
                ("overlong.txt", b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\xfc\x84\x80\x80\x80\xaf" * n, DONE),
                ("shifts.txt", b"+ADw-script+AD4-" * n, DONE), ("hz.txt", b"~{" * n, DONE), ("zeros.txt", b"\0" * n, INPUT),
                ("mixed.txt", "正\0文\0".encode() * n, DONE), ("line.md", "正文说明情况" * n + "\n", DONE),
                ("blank.md", "　" * n, None), ("tags.html", "<" * n + "正文", DONE), ("comments.html", "<!--" * n + "正文", DONE),
                ("attributes.html", "<p" + " a=b" * n + ">x", INPUT), ("scripts.html", "<script>" * n + "正文", INPUT),
                ("spans.html", "<table>" + "<tr><td rowspan=1000000000>x<td>y" * 5000, DONE)):
            with self.subTest(name):
                self.write(name, content)
                done = self.run_it("-o", "out.docx", "--force", name, preexec_fn=limits)
                self.assertIn(done.returncode, (DONE, INPUT) if status is None else (status,), done.stderr[-300:])

    # ---- pictures ----

    @staticmethod
    def png(width, height):
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + \
            chunk(b"IDAT", zlib.compress(b"\0" * 4)) + chunk(b"IEND", b"")

    def test_lying_pictures(self):
        self.write("huge.png", self.png(2 ** 31 - 1, 2 ** 31 - 1))
        self.write("none.png", self.png(0, 0))
        self.write("cut.png", b"\x89PNG\r\n\x1a\n")
        self.write("text.png", "是文字")
        self.write("gif.png", b"GIF89a\xff\xff\xff\xff\0\0\0;")
        self.write("cut.jpg", b"\xff\xd8\xff\xe0\xff\xff")
        os.mkfifo(self.path("pipe.png"))
        names = ["huge.png", "none.png", "cut.png", "text.png", "gif.png", "cut.jpg", "pipe.png"]
        self.convert("pictures.md", "".join(f"![]({name})\n\n" for name in names), says="write.image-format")
        self.document()

    def test_drawings_that_work(self):
        """Filters draw for hours or end librsvg's process; each is told, however it hides."""
        def svg(inside, before=""):
            return before + '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">' + inside + "</svg>"
        noise = '<filter id="f"><feTurbulence numOctaves="100000000" baseFrequency="1"/></filter>' \
            '<rect width="200" height="200" filter="url(#f)"/>'
        matrix = '<filter id="f"><feConvolveMatrix order="1000" kernelMatrix="' + "1 " * 1000000 + \
            '"/></filter><rect width="200" height="200" filter="url(#f)"/>'
        inner = base64.b64encode(svg(noise).encode()).decode()
        for name, content in (
                ("noise", svg(noise)), ("matrix", svg(matrix)), ("utf-16", svg(noise).encode("utf-16")),
                ("utf-7", svg(noise).replace("<filter", "+ADw-filter").encode().join(
                    (b'<?xml version="1.0" encoding="UTF-7"?>', b""))),
                ("entity", svg("&f;", "<!DOCTYPE svg [<!ENTITY f '" + noise.replace("<", "&#60;").replace("'", '"') + "'>]>")),
                ("inner", svg(f'<image width="9" height="9" href="data:image/svg+xml;base64,{inner}"/>')),
                ("laughs", svg("&g;", "<!DOCTYPE svg [<!ENTITY a 'xxxxxxxxxx'>" + "".join(
                    f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(6)) + "]>" + "<!--<filter-->"))):
            with self.subTest(name):
                self.write("x.svg", content)
                self.convert("drawing.md", "![说明](x.svg)\n", says="write.image-")
                self.assertIn("说明".encode(), self.document())

    def test_entities_from_outside(self):
        """A file that an entity names is nowhere read: not in drawings, models or pages."""
        self.write("secret.txt", "密钥9704")
        secret = self.path("secret.txt")
        kinds = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "{secret}"> %p;]>'
        self.write("x.svg", f'<?xml version="1.0"?>{kinds}<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">'
                            "<text y='50'>&s;</text></svg>")
        self.convert("drawing.md", "![说明](x.svg)\n", says="write.image-")
        self.assertIn("说明".encode(), self.document())
        self.convert("page.html", f"{kinds}<p>正文&s;</p><p>再说明</p>")
        self.assertNotIn("密钥".encode(), self.document())
        self.convert("page.html", f'<?xml version="1.0"?>{kinds}<html xmlns="http://www.w3.org/1999/xhtml"><p>正文&s;</p></html>')
        self.assertNotIn("密钥".encode(), self.document())
        self.expect(DONE, "draft.md", "-o", "own.docx")
        with zipfile.ZipFile(self.path("own.docx")) as package, zipfile.ZipFile(self.path("model.docx"), "w") as model:
            for name in package.namelist():
                part = package.read(name)
                if name == "word/styles.xml":
                    part = part.replace(b"<w:styles", kinds.replace("DOCTYPE x", "DOCTYPE w:styles").encode() + b"<w:styles", 1)
                    part = part.replace(b"</w:styles>", b"&s;</w:styles>")
                model.writestr(name, part)
        self.expect(INPUT, "--force", "-o", "out.docx", "--style", "model.docx", "draft.md")

    def test_pictures_outside(self):
        """None of these reach the document, except what --resource-path allows."""
        os.mkdir(self.path("in"))
        os.mkdir(self.path("shared"))
        secret = self.png(31, 17)
        for place in ("secret.png", "shared/logo.png", "in/own.png"):
            self.write(place, secret)
        os.symlink("../secret.png", self.path("in/link.png"))
        os.symlink("..", self.path("in/up"))
        absolute = self.path("secret.png")
        bad = ["../secret.png", absolute, "link.png", "up/secret.png", f"file://{absolute}", "%2e%2e/secret.png", "/dev/zero",
               "/proc/self/environ"]
        for name in bad:
            self.convert("in/draft.md", f"![说明]({name})\n", says="warning")
            with zipfile.ZipFile(self.path("out.docx")) as package:
                self.assertEqual([n for n in package.namelist() if "media" in n], [], name)
        for name, extra in (("own.png", ()), ("../secret.png", ("--resource-path", ".")), ("logo.png", ("--resource-path", "shared"))):
            self.convert("in/draft.md", f"![说明]({name})\n", extra=extra)
            with zipfile.ZipFile(self.path("out.docx")) as package:
                self.assertEqual(len([n for n in package.namelist() if "media" in n]), 1, name)

    def test_nothing_is_fetched(self):
        """A server that nobody calls."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            server.settimeout(0.2)
            url = f"http://127.0.0.1:{port}/a.png"
            self.convert("net.md", f"![]({url})\n\n<img src='{url}'>\n\n[x]({url})\n")
            self.convert("net.html", f"<link rel=stylesheet href={url}><script src={url}></script><iframe src={url}></iframe>"
                                     f"<p>正文<img src={url}></p>")
            with self.assertRaises(TimeoutError):
                server.accept()

    # ---- names and kinds of files ----

    def test_names(self):
        for name in (b"new\nline.md", b"\xff\xfe.md", b"-dash.md", b"quote'\".md", b"\x1b[31m.md", "右‮左.md".encode()):
            with self.subTest(name):
                path = os.path.join(os.fsencode(self.folder), name)
                with open(path, "wb") as file:
                    file.write("正文\x07。\n".encode())
                done = self.expect(DONE, "--force", "--report", "r.json", "--", name)
                self.assertNotIn(b"\x1b", done.stderr)
                self.assertEqual(done.stderr.count(b"\n"), 1)
                self.read("r.json").decode("utf-8")
                self.assertTrue(os.path.exists(path[:-3] + b".docx"))

    def test_devices(self):
        os.mkfifo(self.path("pipe"))
        self.expect(INPUT, "pipe", "-o", "out.docx", says="nobody writes")
        with subprocess.Popen(["sh", "-c", "sleep 1; cat draft.md > pipe"], cwd=self.folder):  # comes a little later
            self.expect(DONE, "pipe", "-o", "out.docx")
        self.expect(INPUT, "/dev/zero", "-o", "out.docx", "--max-input", "1M", says="larger than 1048576 bytes")
        self.expect(INPUT, "/dev/null", "-o", "out.docx", says="empty")
        self.expect(INPUT, ".", "-o", "out.docx", says="directory")
        for source in ("yes ''", "yes | tr y '\\000'", "yes name"):
            with self.subTest(source), subprocess.Popen(["sh", "-c", f"{source} > pipe"], cwd=self.folder, stderr=subprocess.DEVNULL):
                self.expect(INPUT, "--files-from", "pipe", "--out-dir", "out", says="larger than 134217728 bytes")

    # ---- what the package must not hold ----

    def test_characters_that_xml_forbids(self):
        bad = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])) + "\ud800"
        around = "正文说明情况，各部门认真落实。" * 5
        data = "".join(around + c + "\n\n" for c in bad).encode("utf-8", "surrogatepass")
        for name in ("x.md", "x.txt", "x.html"):
            content = b"---\ntitle: a\x01b\n---\n\n" + data + b"&#1;&#xFFFF;&#0;\n"
            self.convert(name, content)
            with zipfile.ZipFile(self.path("out.docx")) as package:
                for part in package.namelist():
                    text = package.read(part).decode("utf-8")
                    for c in bad[:-1]:
                        self.assertTrue(c in "\t\n\r\x7f" or c not in text, f"{name}: {part} holds U+{ord(c):04X}")


if __name__ == "__main__":
    cli.main()
