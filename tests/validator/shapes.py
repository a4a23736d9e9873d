"""shapes.py - which of many Word documents are worth asking the validator about.

Its start takes longer than a small document.  What the schema says of an element depends on its name,
its attributes and the order of what is in it; a document all of whose elements had their like in those
before it has nothing new to tell.
"""
import os
import xml.etree.ElementTree as ET
import zipfile

# What an author writes, or counts; everything else is a word of the format.
FREE = {"id", "instr", "name", "anchor", "tooltip", "descr", "title", "url", "Target", "Id", "cx", "cy",
        "w", "h", "left", "numId", "paraId"}


def local(name):
    return name.rpartition("}")[2]


def shape_of(element):
    """Name, attributes, and what is in it, a row of like ones counting as one."""
    inside = []
    for child in element:
        if not inside or inside[-1] != child.tag:
            inside.append(child.tag)
    attributes = tuple(sorted((key, "" if local(key) in FREE else value)
                              for key, value in element.items()))
    return element.tag, attributes, tuple(inside)


def shapes(path):
    """All shapes of elements in a document's parts."""
    found = set()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                found.update((os.path.basename(name), shape_of(element))
                             for element in ET.fromstring(archive.read(name)).iter())
    return found


def telling(paths):
    """Those of `paths` that hold something which none before them holds."""
    seen = set()
    for path in paths:
        new = shapes(path) - seen
        if new:
            seen |= new
            yield path
