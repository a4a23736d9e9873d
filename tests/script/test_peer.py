"""Script conversion against opencc-js, which has the same dictionaries, over what people wrote."""
import json
import pathlib
import subprocess
import sys
import unittest

import test_script as script
from test_script import harness

PEER = {"traditional": ("cn", "t"), "taiwan": ("cn", "tw"), "taiwan-phrases": ("cn", "twp"), "hongkong": ("cn", "hk"),
        "simplified": ("tw", "cn"), "simplified-phrases": ("twp", "cn")}
# Entries of which we know better (EXCEPTIONS in tools/tables/make_script.py), and the rare characters of a
# dictionary that upstream's configurations have and opencc-js leaves out.
LEFT_OUT = {"么", *script.opencc.Dictionary("TSCharactersExt").entries}


def texts():
    for language in ("zh_CN", "zh_TW", "zh_HK"):
        yield script.catalogues(language)
    for path in sorted(pathlib.Path(harness.SAMPLES).glob("*.md")):
        yield path.read_text(encoding="utf-8")


def peer(jobs):
    done = subprocess.run(harness.node_tool("opencc", "convert.mjs"), input=json.dumps(jobs).encode(),
                          capture_output=True, check=True)
    return json.loads(done.stdout)


class Peer(unittest.TestCase):
    def test_same(self):
        jobs = [(name, script.MIXED + text) for name in PEER for text in texts() if text]
        n_lines = 0
        for (name, text), want in zip(jobs, peer([(*PEER[name], text) for name, text in jobs])):
            for source, w, g in zip(text.split("\n"), want.split("\n"), script.program(text, name).split("\n")):
                if LEFT_OUT.isdisjoint(source):
                    n_lines += 1
                    with self.subTest(script=name, source=source[:200]):
                        self.assertEqual(g, w)
        self.assertGreater(n_lines, 500)
        print(f"{n_lines} lines alike", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
