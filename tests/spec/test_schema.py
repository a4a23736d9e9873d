"""test_schema.py - the Word documents of all examples of the specifications are valid.

The validator is asked about those whose parts hold something that none before them held; the rules of
packages are tried on all.
"""
import concurrent.futures
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), os.path.join(os.path.dirname(HERE), "validator")]
import docx  # noqa: E402  (tests/validator)
import examples  # noqa: E402  (beside this file)
import harness  # noqa: E402
import schema  # noqa: E402
import shapes  # noqa: E402
import test_spec  # noqa: E402


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = harness.scratch()
        found = [example for example, _ in test_spec.specifications(folder)]
        for example in found:
            examples.write(folder, example, test_spec.PICTURE)
        harness.run([harness.program(), "--quiet", "--from=markdown", "--out-dir=.",
                     *(example.name + ".md" for example in found)], cwd=folder)
        cls.made = [os.path.join(folder, example.name + ".docx") for example in found]

    def test_package(self):
        for path in self.made:
            with self.subTest(os.path.basename(path)):
                self.assertEqual(docx.faults(path), [])

    def test_schema(self):
        asked = list(shapes.telling(self.made))
        print(f"{len(asked)} of {len(self.made)} documents have something new to tell")
        self.assertGreater(len(asked), 20)
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            for path, faults in zip(asked, pool.map(schema.faults, asked)):
                with self.subTest(os.path.basename(path)):
                    self.assertEqual(faults, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
