"""looks.py - font, size and colour of the text of a DOCX, as its styles and runs give them."""
import collections
import xml.etree.ElementTree as ElementTree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Look = collections.namedtuple("Look", "style font latin size color align")


def value(element, path, name="val"):
    """The attribute of the child at `path`, or None."""
    found = None if element is None else element.find("/".join(W + part for part in path.split("/")))
    return None if found is None else found.get(W + name)


class Document:
    """Paragraphs of a part with their looks."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        styles = ElementTree.fromstring(self.parts["word/styles.xml"])
        self.styles = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
        self.names = {style_id: value(style, "name") for style_id, style in self.styles.items()}
        default = [key for key, style in self.styles.items()
                   if style.get(W + "type") == "paragraph" and style.get(W + "default") == "1"]
        self.default = default[0] if default else None
        self.root = ElementTree.fromstring(self.parts["word/document.xml"])

    def paragraphs(self, part="word/document.xml"):
        """All paragraphs of a part, those in tables too."""
        return list(ElementTree.fromstring(self.parts[part]).iter(W + "p"))

    def chain(self, style_id):
        """The style and what it is based on, the nearest first."""
        while style_id in self.styles:
            yield self.styles[style_id]
            style_id = value(self.styles[style_id], "basedOn")

    def looks(self, text, part="word/document.xml"):
        """The look of the first run that is `text`, else of the first that holds it."""
        runs = [(paragraph, run) for paragraph in self.paragraphs(part) for run in paragraph.iter(W + "r")
                if text in text_of(run)]
        if not runs:
            raise AssertionError(f"no run holds {text}")
        same = [(paragraph, run) for paragraph, run in runs if text_of(run) == text]
        return self.look(*(same or runs)[0])

    def look(self, paragraph, run):
        """Direct properties win over the run's style, that over the paragraph's."""
        style = value(paragraph, "pPr/pStyle") or self.default
        sources = [run, *self.chain(value(run, "rPr/rStyle")), *self.chain(style)]

        def first(path, name="val"):
            return next((found for found in (value(source, "rPr/" + path, name) for source in sources)
                         if found is not None), None)
        align = next((found for found in (value(source, "pPr/jc") for source in [paragraph, *self.chain(style)])
                      if found is not None), "left")
        return Look(self.names.get(style), first("rFonts", "eastAsia"), first("rFonts", "ascii"),
                    int(first("sz")) / 2, first("color") or "000000", align)


def text_of(element):
    """The text below an element; breaks and tabs are left out."""
    return "".join(text.text or "" for text in element.iter(W + "t"))
