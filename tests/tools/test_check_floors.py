"""test_check_floors.py - the checker of the floor plan finds what it is there to find."""
import os
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tools"))
import check_floors  # noqa: E402  (found through the line above)

# why, file, its line, a piece of the complaint or None when there is to be none
CASES = [
    ("a lower floor", "parse/text.c", '#include "base/str.h"', None),
    ("the own folder", "parse/text.c", '#include "parse/text/text_int.h"', None),
    ("the public header", "base/str.h", '#include "qinggao/qinggao.h"', None),
    ("a generated table", "style/builtin.c", '#include "style_sheets.inc"', None),
    ("sideways", "parse/text.c", '#include "write/json/json.h"', "sideways"),
    ("sideways on floor 1", "unicode/unicode.c", '#include "codec/codec.h"', "sideways"),
    ("upwards", "base/str.c", '#include "parse/parse.h"', "upwards"),
    ("spaces do not hide it", "base/str.c", ' #  include  "parse/parse.h"', "upwards"),
    ("another's inside", "api/convert.c", '#include "parse/text/text_int.h"', "inside of parse"),
    ("another format", "write/docx/document.c", '#include "write/json/json.h"', "sideways"),
    ("what the formats share", "write/docx/document.c", '#include "write/pictures.h"', None),
    ("the command line looks inside", "cli/main.c", '#include "base/str.h"',
     "include/qinggao/ only"),
    ("the command line's own", "cli/main.c", '#include "cli/files.h"', None),
    ("no folder named", "parse/text.c", '#include "str.h"', "write the folder"),
    ("a library where it lives", "write/docx/zip.c", "#include <zlib.h>", None),
    ("a library elsewhere", "parse/parse.c", "#include <zlib.h>", "write/docx/zip.c and style/archive.c and"),
    ("cmark's extensions count too", "api/convert.c", "#include <cmark-gfm-core-extensions.h>",
     "parse/cmark/node.c only"),
    ("libintl anywhere in the command line", "cli/messages.c", "#include <libintl.h>", None),
    ("the clock in the library", "write/docx/core.c", "#include <time.h>", "environment"),
    ("memory where it is asked for", "base/memory.c", "#include <sys/mman.h>", None),
    ("memory elsewhere", "base/arena.c", "#include <sys/mman.h>", "base/memory.c and cli/main.c only"),
    ("a library nobody listed", "base/buf.c", "#include <unistring.h>", "in no list"),
    ("a folder without a floor", "misc/thing.c", "int x;", "no floor"),
    ("a file called util", "base/utils.c", "int x;", "no file is called util"),
    ("an include in a comment line", "base/str.c", '/* #include "parse/parse.h" */', None),
]


class Floors(unittest.TestCase):
    def test_cases(self):
        for why, file, line, complaint in CASES:
            with self.subTest(why), tempfile.TemporaryDirectory() as src:
                os.makedirs(os.path.join(src, os.path.dirname(file)))
                with open(os.path.join(src, file), "w", encoding="utf-8") as out:
                    out.write(line + "\n")
                found = list(check_floors.faults_of(src, file))
                if complaint is None:
                    self.assertEqual(found, [])
                else:
                    self.assertEqual(len(found), 1, found)
                    self.assertIn(complaint, found[0])


if __name__ == "__main__":
    unittest.main()
