"""harness.py - what the script tests share: paths, tools that may be missing, conversions.

A script test is run by ctest, which gives it in the environment
    QINGGAO          the program under test
    QG_SCRATCH       a folder of its own to write in
    QG_TEST_REQUIRE  1: a missing tool is a failure, not a skip (tools/test.sh sets it)
By hand:  QINGGAO=build-dev/qinggao python3 tests/render/test_render.py
"""
import glob
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLES = os.path.join(ROOT, "samples")
SKIP = 77


def program():
    """Path of the qinggao under test."""
    path = os.environ.get("QINGGAO", os.path.join(ROOT, "build", "qinggao"))
    if not os.access(path, os.X_OK):
        sys.exit(f"{path}: no such program; build it first or set QINGGAO")
    return os.path.abspath(path)


def scratch():
    """An empty folder to write in; by hand a temporary one."""
    path = os.environ.get("QG_SCRATCH")
    if path is None:
        return tempfile.mkdtemp(prefix="qinggao-test-")
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def missing(what):
    """Leave because `what` is not installed: skipped, or failed where nothing may be skipped."""
    print(f"skipped: {what} is not installed")
    sys.exit(1 if os.environ.get("QG_TEST_REQUIRE") == "1" else SKIP)


def need(*tools):
    """Leave unless each program can be found."""
    for tool in tools:
        if shutil.which(tool) is None:
            missing(tool)


def node_tool(name, script):
    """The command for a script of tools/NAME, where setup_node put it; leaves without."""
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "qinggao", name)
    if not os.path.exists(os.path.join(folder, "installed")):
        missing(f"what tools/{name} pins, in {folder},")
    need("node")
    return ["node", os.path.join(folder, script)]


def run(command, ok=(0,), env=None, **options):
    """Run to the end and give back what was printed; an unexpected exit status is an error that
    shows everything."""
    full_env = dict(os.environ, **env) if env else None
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=full_env,
                          check=False, **options)
    if done.returncode not in ok:
        raise AssertionError(f"{' '.join(map(str, command))}\nexit status {done.returncode}\n"
                             + (done.stdout + done.stderr).decode("utf-8", "replace"))
    return done.stdout


def drafts():
    """The drafts among samples/, sorted.  No drafts is an error: tests would prove nothing."""
    found = sorted(path for ext in ("md", "txt") for path in glob.glob(f"{SAMPLES}/*.{ext}")
                   if os.path.basename(path) != "README.md")
    if not found:
        sys.exit(f"{SAMPLES} holds no drafts")
    return found


def stem(path):
    """File name without folder and extension."""
    return os.path.splitext(os.path.basename(path))[0]


def convert(source, target, *options, env=None, ok=(0,)):
    """Convert one file to `target`, which must come into being unless a failure is expected."""
    if os.path.exists(target):
        os.remove(target)
    printed = run([program(), *options, "-o", target, source], ok=ok, env=env)
    if os.path.exists(target) != (0 in ok):
        raise AssertionError(f"{source}: {target} is {'not ' if 0 in ok else ''}there")
    return printed


def convert_all(sources, folder, *options):
    """Convert files, each with a name of its own, into a folder that is made or emptied for them, in one run of the
    program: under the sanitizers it is its start that takes the time.  Paths of what they become, in their order."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    if sources:  # the program asks for one
        run([program(), "convert", "-q", "--out-dir", folder, *options, *sources])
    made = {stem(name): os.path.join(folder, name) for name in os.listdir(folder)}
    return [made[stem(source)] for source in sources]


def fix_all(inputs, *options):
    """The bytes that `qinggao fix` makes of each input.  One run for all, as above."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, f"{i:05}") for i in range(len(inputs))]
        for path, data in zip(paths, inputs):
            path.write_bytes(data)
        listed, fixed = pathlib.Path(folder, "listed"), pathlib.Path(folder, "fixed")
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        run([program(), "fix", "-q", "--files-from", listed, "--out-dir", fixed, *options])
        return [(fixed / path.name).read_bytes() for path in paths]
