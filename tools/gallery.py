#!/usr/bin/env python3
"""Draw the samples' pages for docs/gallery/, a picture a sample.

    QINGGAO=build/qinggao tools/gallery.py [SAMPLE...]      all that are in the gallery, or these

Pages are laid out as in the render test, so with its stand-ins for the official fonts.
"""
import os
import re
import struct
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests"))
sys.path.insert(0, os.path.join(sys.path[0], "render"))
import harness  # noqa: E402  (found through the lines above)
import measure  # noqa: E402

GALLERY = os.path.join(harness.ROOT, "docs", "gallery")
SAMPLES = ("notice", "request", "joint-notice", "joint-request", "secret-notice", "bill", "reply", "letter",
           "order", "minutes")
DPI = 60
MOST_PAGES = 4
GAP = 6  # pixels between pages
SHADES = 8  # of grey, and as many of red

# Sixteen colours: from black to white, then from red to white.
PALETTE = b"".join(bytes([255 * i // (SHADES - 1)] * 3) for i in range(SHADES)) + b"".join(
    bytes([255, 255 * i // (SHADES - 1), 255 * i // (SHADES - 1)]) for i in range(SHADES))
DESK = SHADES - 2


def pages_of(pdf):
    """(width, height, rows of palette indices) of the first pages."""
    for page in range(1, min(len(measure.read_pages(pdf)), MOST_PAGES) + 1):
        picture = harness.run(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), pdf])
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", picture)
        width, height = int(head[1]), int(head[2])
        pixels = picture[head.end():]
        indices = bytes(pixels[i + 1] * SHADES // 256 + (SHADES if pixels[i] > pixels[i + 1] + 24 else 0)
                        for i in range(0, len(pixels), 3))
        yield width, height, [indices[y * width:(y + 1) * width] for y in range(height)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(rows):
    """Rows of palette indices as a PNG of four bits a pixel."""
    width = len(rows[0])
    packed = b"".join(b"\0" + bytes(row[i] << 4 | (row[i + 1] if i + 1 < width else 0)
                                    for i in range(0, width, 2)) for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 4, 3, 0, 0, 0))
            + chunk(b"PLTE", PALETTE) + chunk(b"IDAT", zlib.compress(packed, 9)) + chunk(b"IEND", b""))


def side_by_side(pages):
    height = max(page[1] for page in pages)
    rows = []
    for y in range(height):
        rows.append(bytes([DESK] * GAP).join(page[2][y] if y < page[1] else bytes([DESK] * page[0])
                                             for page in pages))
    return rows


def main():
    harness.need("soffice", "pdftotext", "pdftoppm", "fc-list")
    names = sys.argv[1:] or SAMPLES
    with tempfile.TemporaryDirectory() as folder:
        documents = [os.path.join(folder, name + ".docx") for name in names]
        for name, document in zip(names, documents):
            harness.convert(os.path.join(harness.SAMPLES, name + ".md"), document, "-q")
        for name, pdf in zip(names, measure.render(documents, folder)):
            with open(os.path.join(GALLERY, name + ".png"), "wb") as file:
                file.write(png(side_by_side(list(pages_of(pdf)))))


if __name__ == "__main__":
    main()
