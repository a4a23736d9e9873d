"""test_install.py CMAKE BUILD-DIR CC CXX LIBDIR - the installed library as a stranger meets it.

Installs into a folder, moves that folder (what is installed must not know where it was put), and
outside of the tree builds a strict C program through pkg-config and a C++ program through
find_package, against the shared and the static library, and runs them all.
"""
import os
import shutil
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

CMAKE, BUILD, CC, CXX, LIBDIR = sys.argv[1:6]
HERE = os.path.dirname(os.path.abspath(__file__))
harness.need("pkg-config", "ninja", CC, CXX)


def install_and_move(scratch):
    """The prefix of a fresh installation that has been moved once."""
    first, prefix = os.path.join(scratch, "first"), os.path.join(scratch, "prefix")
    harness.run([CMAKE, "--install", BUILD, "--prefix", first])
    os.rename(first, prefix)
    return prefix


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = harness.scratch()
        cls.prefix = install_and_move(cls.scratch)
        cls.lib = os.path.join(cls.prefix, LIBDIR)
        cls.env = {"PKG_CONFIG_PATH": os.path.join(cls.lib, "pkgconfig"),
                   "LD_LIBRARY_PATH": cls.lib}
        program = os.path.join(cls.prefix, "bin", "qinggao")
        cls.version = harness.run([program, "--version"]).split()[-1]

    def pkg_config(self, *options):
        return harness.run(["pkg-config", *options, "qinggao"], env=self.env).decode().split()

    def build_c(self, name, *flags):
        harness.run([CC, "-std=c11", "-pedantic-errors", "-Wall", "-Wextra", "-Werror",
                     os.path.join(HERE, "user.c"), "-o", name, *flags], cwd=self.scratch)

    def run_user(self, path):
        """Every user prints the version of the library it met."""
        self.assertEqual(harness.run([path], env=self.env, cwd=self.scratch).strip(), self.version)

    def test_program_runs_where_it_was_moved(self):
        self.assertRegex(self.version.decode(), r"^\d+\.\d+\.\d+$")

    def test_names(self):
        here = os.listdir(self.lib)
        major = self.version.decode().split(".")[0]
        for name in ("libqinggao.so", f"libqinggao.so.{major}", "libqinggao.a"):
            self.assertIn(name, here)
        headers = os.listdir(os.path.join(self.prefix, "include", "qinggao"))
        self.assertEqual(sorted(headers), ["findings.def", "page.def", "qinggao.h", "repairs.def"])

    def test_completion(self):
        """bash-completion looks for a file of the program's name in this folder."""
        path = os.path.join(self.prefix, "share", "bash-completion", "completions", "qinggao")
        harness.run(["sh", "-c", "grep -q '^complete .* qinggao$' \"$1\"", "sh", path])

    @unittest.skipUnless(shutil.which("pandoc"), "pandoc makes it")
    def test_man_page(self):
        with open(os.path.join(self.prefix, "share", "man", "man1", "qinggao.1"), encoding="utf-8") as page:
            self.assertRegex(page.read(), r"(?s)\.TH \"qinggao\" \"1\".*\.SH Name.*\.SH Exit status")

    def test_pkg_config_knows_the_version(self):
        self.assertEqual(self.pkg_config("--modversion")[0].encode(), self.version)

    def test_strict_c_shared(self):
        self.build_c("user_c", *self.pkg_config("--cflags", "--libs"))
        self.run_user("./user_c")

    def test_strict_c_static(self):
        self.build_c("user_static", "-static", *self.pkg_config("--cflags", "--libs", "--static"))
        self.run_user("./user_static")

    def test_cpp_shared_and_static(self):
        build = os.path.join(self.scratch, "user")
        harness.run([CMAKE, "-G", "Ninja", "-S", HERE, "-B", build,
                     f"-DCMAKE_PREFIX_PATH={self.prefix}",
                     f"-DCMAKE_C_COMPILER={CC}", f"-DCMAKE_CXX_COMPILER={CXX}"])
        harness.run([CMAKE, "--build", build])
        self.run_user(os.path.join(build, "user_shared"))
        self.run_user(os.path.join(build, "user_static"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
