"""check_floors.py [SRC] - every #include under src/ against the floor plan of docs/architecture.md.

A folder includes headers of lower floors and its own, never sideways and never upwards; the command
line sees the public header only; a library is met in one file for each use; no file is called util.
Prints one line a fault, `file:line: what is wrong and what to do`, and leaves with 1 then.
"""
import os
import re
import sys

FLOORS = {
    "base": 0,
    "codec": 1, "unicode": 1, "document": 1,
    "language": 2,
    "normalize": 3, "style": 3,
    "parse": 4, "write": 4,
    "api": 5,
    "cli": 6,
}

# Headers of libraries, by the start of their name, and the files that may include them.
LIBRARIES = {
    "cmark": ["parse/cmark/cmark_int.h", "parse/cmark/feed.c", "parse/cmark/node.c"],
    "yaml.h": ["parse/front_matter.c", "style/rows.c"],
    "iconv.h": ["codec/iconv.c"],
    "expat.h": ["style/model_xml.c"],
    "zlib.h": ["write/docx/zip.c", "style/archive.c", "write/picture/png.c"],
    "webp/": ["write/picture/webp.c"],
    "dlfcn.h": ["write/picture/svg.c"],  # librsvg, where there is an SVG
    "gumbo.h": ["parse/html/tree.c"],
    "jansson.h": ["write/json/json.c", "api/report.c", "parse/html/meta.c"],
    "libintl.h": ["cli/"],
    "sys/mman.h": ["base/memory.c", "cli/main.c"],  # to ask for memory in time, nothing else
    "signal.h": ["base/hand.c", "cli/"],  # in base to keep signals out of a thread
}

# Folders of `write` that are no format but serve all of them.
SHARED = {"picture", "slug", "title"}

# Headers of C11 and POSIX.  Those in ENVIRONMENT touch files, the clock or the locale, which is the
# business of the command line alone.

STANDARD = {
    "assert.h", "ctype.h", "errno.h", "float.h", "inttypes.h", "limits.h",
    "pthread.h", "setjmp.h", "stdalign.h", "stdarg.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h",
    "stdlib.h",
    "stdnoreturn.h", "string.h", "strings.h",
}
ENVIRONMENT = {
    "dirent.h", "fcntl.h", "getopt.h", "locale.h", "malloc.h", "sys/file.h", "sys/ioctl.h",
    "sys/stat.h", "sys/types.h", "sys/wait.h", "termios.h", "time.h", "unistd.h",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:<([^>]+)>|"([^"]+)")')


def source_files(src):
    """Every file below `src`, its name relative to it."""
    for folder, _, names in os.walk(src):
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), src).replace(os.sep, "/")


def library_fault(file, name):
    """What is wrong with including the system header `name`, or None."""
    if name in STANDARD:
        return None
    if name in ENVIRONMENT:
        return None if file.startswith("cli/") else \
            f"<{name}> touches the environment: only src/cli/ does"
    for start, allowed in LIBRARIES.items():
        if name.startswith(start):
            inside = any(file == a or a.endswith("/") and file.startswith(a) for a in allowed)
            return None if inside else f"<{name}> is met in {' and '.join(allowed)} only"
    return f"<{name}> is in no list of tools/check_floors.py: say there who may include it"


def own_fault(src, file, name):
    """What is wrong with including our own header `name`, or None."""
    here = file.split("/")[0]
    if name.startswith("qinggao/"):
        return None
    if here == "cli" and not name.startswith("cli/"):
        return f'"{name}": the command line sees include/qinggao/ only'
    if os.path.exists(os.path.join(src, os.path.dirname(file), name)):
        folder = here  # beside the file itself, as generated tables are
        name = os.path.join(os.path.dirname(file), name)
    else:
        folder = name.split("/")[0]
    if folder == here:
        return inside_fault(file, name)
    if folder not in FLOORS:
        return None if name.endswith(".inc") else \
            f'"{name}": write the folder too, as in "base/{name}"'
    if FLOORS[folder] == FLOORS[here]:
        return f'"{name}" is sideways: {folder} and {here} are both on floor {FLOORS[here]}'
    if FLOORS[folder] > FLOORS[here]:
        return f'"{name}" is upwards: floor {FLOORS[folder]} above floor {FLOORS[here]}'
    if name.endswith("_int.h"):
        return f'"{name}" is for the inside of {folder}'
    return None


def inside_fault(file, name):
    """Within `write` each format is a folder of its own that does not know the others, but all know
    the folders in SHARED."""
    if file.startswith("write/") and file.count("/") > 1 and name.count("/") > 1:
        mine, theirs = file.split("/")[1], name.split("/")[1]
        if mine != theirs and (theirs not in SHARED or mine in SHARED):
            return f'"{name}" is sideways: write/{mine} does not know write/{theirs}'
    return None


def faults_of(src, file):
    """All faults of one file, as lines to print."""
    here = file.split("/")[0]
    if os.path.basename(file).startswith("util"):
        yield f"{file}: no file is called util; name what is in it"
    if here not in FLOORS or "/" not in file:
        yield f"{file}: {here} has no floor in tools/check_floors.py"
        return
    if not file.endswith((".c", ".h", ".inc", ".def")):
        return
    with open(os.path.join(src, file), encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            fault = library_fault(file, found[1]) if found[1] else own_fault(src, file, found[2])
            if fault:
                yield f"{file}:{number}: {fault}"


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    src = sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "src")
    files = list(source_files(src))
    faults = [fault for file in files for fault in faults_of(src, file)]
    print("\n".join(faults) if faults else f"{len(files)} files keep to the floor plan")
    sys.exit(1 if faults or not files else 0)


if __name__ == "__main__":
    main()
