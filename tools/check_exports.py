"""check_exports.py LIBRARY.so - the shared library exports what the header promises and no more.

Compares the dynamic symbols that the library defines with the functions that
include/qinggao/qinggao.h declares with QG_API.
"""
import os
import re
import subprocess
import sys

HEADER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                      "include", "qinggao", "qinggao.h")


def promised(header):
    """Names of the functions declared with QG_API."""
    code = re.sub(r"/\*.*?\*/", " ", header, flags=re.S)
    code = re.sub(r"^#.*$", "", code, flags=re.M)
    return set(re.findall(r"\bQG_API\b[^;(]*?\b(\w+)\s*\(", code))


def exported(library):
    """Names of the dynamic symbols that the library defines."""
    out = subprocess.run(["nm", "-D", "--defined-only", "--format=posix", library],
                         check=True, capture_output=True, text=True).stdout
    return {line.split()[0].split("@")[0] for line in out.splitlines()}


def main():
    with open(HEADER, encoding="utf-8") as file:
        want = promised(file.read())
    got = exported(sys.argv[1])
    for name in sorted(want - got):
        print(f"{name}: declared with QG_API but not exported")
    for name in sorted(got - want):
        print(f"{name}: exported but not declared with QG_API in the header")
    if len(want) < 10:
        sys.exit(f"only {len(want)} functions were found in the header: can that be right?")
    sys.exit(0 if got == want else 1)


if __name__ == "__main__":
    main()
