"""check_docs.py - what the documentation names is there: files, folders, links, options, functions.

A file that moves and an option that gets another name leave the pages behind that speak of them.  So every
link of a page, every path between backticks and every option is looked up: paths in this tree (from the top,
from src/ or from the page), options in what `qinggao help` prints, in our own scripts, or in OTHERS; functions
and types by their prefix qg_ in the sources.
The manual lists every option of the program.  docs/CHANGELOG.md tells of the past and is left out.

    QINGGAO=build-dev/qinggao python3 tools/check_docs.py

Prints one line a fault, `file:line: what is wrong`, and leaves with 1 then.
"""
import functools
import os
import re
import subprocess
import sys
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERBS = ("convert", "fix", "detect", "styles", "fonts")

# Options of programs that are not ours: CMake, pkg-config, valgrind.
OTHERS = {"--build", "--install", "--prefix", "--preset", "--cflags", "--libs", "--tool", "--cache-sim"}

# What the build makes or a reader brings, so that it is in no tree.
MADE = re.compile(r"^(build[-/]|build$|word/|\.git)")

PATH = re.compile(r"^[\w.@-]+(/[\w.@-]+)*/?$")
SUFFIXES = (".c", ".h", ".def", ".inc", ".py", ".sh", ".md", ".yaml", ".po", ".tsv", ".cmake", ".js")
LINK = re.compile(r"\]\(([^()\s]+)\)")
CODE = re.compile(r"`([^`]+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
NAME = re.compile(r"\bqg_\w+\b")


def pages():
    """The pages that speak of the tree as it is, relative to its top."""
    yield "README.md"
    for folder, _, names in os.walk(os.path.join(ROOT, "docs")):
        for name in sorted(names):
            if name.endswith(".md") and name != "CHANGELOG.md":
                yield os.path.relpath(os.path.join(folder, name), ROOT)


def is_there(page, path):
    """Whether `path`, as `page` has it, is in the tree."""
    places = (ROOT, os.path.join(ROOT, "src"), os.path.join(ROOT, os.path.dirname(page)))
    return any(os.path.exists(os.path.join(place, path)) for place in places)


def looks_like_ours(path):
    """Whether a text between backticks names a file or folder of this tree."""
    if not PATH.match(path) or MADE.match(path) or "/" not in path.rstrip("/"):
        return False
    first = path.split("/")[0]
    is_known = any(os.path.isdir(os.path.join(ROOT, top, first)) for top in ("", "src"))
    return is_known and (path.endswith(SUFFIXES) or path.endswith("/"))


def options_of_program(program):
    """All that `qinggao help VERB` lists."""
    told = "".join(subprocess.run([program, "help", verb], capture_output=True, text=True, check=True,
                                  env={**os.environ, "LC_ALL": "C"}).stdout for verb in VERBS)
    return set(re.findall(r"^\s+(?:-\w, )?(--[a-z-]+)", told, re.MULTILINE))


def options_of_scripts():
    """All that our own scripts mention, so that pages can tell of them."""
    found = set()
    for top in ("tools", "tests", ".ci"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in names:
                if name.endswith((".py", ".sh", ".js", ".c")) or top == ".ci":
                    with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as text:
                        found |= set(OPTION.findall(text.read()))
    return found


@functools.cache
def names_of_sources():
    """All functions, types and targets of the build that start with qg_."""
    found = set()
    for top in ("include", "src", "tests", "tools", "CMakeLists.txt"):
        files = [os.path.join(ROOT, top)] if "." in top else [
            os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(ROOT, top))
            for name in names if name.endswith((".c", ".h"))]
        for path in files:
            with open(path, encoding="utf-8") as text:
                found |= set(NAME.findall(text.read()))
    return found


def faults_of(page, text, known):
    """All faults of one page, as lines to print."""
    for number, line in enumerate(text.split("\n"), 1):
        prose = "" if line.startswith("    ") else CODE.sub("", line)  # what is not an example
        for target in LINK.findall(prose):
            path = urllib.parse.unquote(target.split("#")[0])
            if path and "://" not in path and not path.startswith("mailto:") and not is_there(page, path):
                yield f"{page}:{number}: the link to {target} leads nowhere"
        for path in CODE.findall(line):
            if looks_like_ours(path) and not is_there(page, path):
                yield f"{page}:{number}: {path} is not in the tree"
            for name in NAME.findall(path):
                if name not in names_of_sources():
                    yield f"{page}:{number}: no source has {name}"
        for option in OPTION.findall(line):
            if option not in known:
                yield f"{page}:{number}: nothing takes {option}"


def main():
    own = options_of_program(os.environ.get("QINGGAO", "qinggao"))
    known = own | options_of_scripts() | OTHERS
    faults, n_pages = [], 0
    for page in pages():
        with open(os.path.join(ROOT, page), encoding="utf-8") as text:
            text = text.read()
        n_pages += 1
        faults += faults_of(page, text, known)
        if page.endswith("qinggao.1.md"):
            faults += [f"{page}: {option} is missing" for option in sorted(own - set(OPTION.findall(text)))]
    print("\n".join(faults) if faults else f"{n_pages} pages name what is there")
    sys.exit(1 if faults or not own or not n_pages else 0)


if __name__ == "__main__":
    main()
