"""docx.py - the rules of an Open XML package that need no schema, each a function path -> faults.

A fault is one line of text; no faults, a clean package.
"""
import posixpath
import struct
import xml.etree.ElementTree as ET
import zipfile

LOCAL_HEADER = struct.Struct("<IHHHHHIIIHH")
DIRECTORY_HEADER_BYTES, DIRECTORY_END_BYTES = 46, 22
DATA_DESCRIPTOR, ENCRYPTED, UTF8_NAMES = 1 << 3, 1 << 0, 1 << 11
STORED, DEFLATED = 0, 8
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def zip_faults(path):
    """The archive: what strict readers stumble over although most do not mind."""
    with open(path, "rb") as file:
        data = file.read()
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        broken = archive.testzip()
        comment = archive.comment
        directory = archive.start_dir
    if broken:
        yield f"{broken}: wrong checksum"
    if comment:
        yield "the archive has a comment"
    if entries[0].filename != CONTENT_TYPES:
        yield f"the first entry is {entries[0].filename}, not {CONTENT_TYPES}"
    names = [entry.filename.lower() for entry in entries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name}: there twice (upper and lower case are one)"
    if len({entry.date_time for entry in entries}) > 1:
        yield "the entries carry different dates"
    for entry in entries:
        yield from entry_faults(entry)
    yield from layout_faults(data, entries, directory)


def entry_faults(entry):
    """One line of the central directory."""
    name = entry.filename
    if entry.flag_bits & DATA_DESCRIPTOR:
        yield f"{name}: data descriptor"
    if entry.flag_bits & ENCRYPTED:
        yield f"{name}: encrypted"
    if entry.flag_bits & ~UTF8_NAMES & ~(DATA_DESCRIPTOR | ENCRYPTED | 0b110):
        yield f"{name}: flags {entry.flag_bits:#x}"
    if entry.compress_type not in (STORED, DEFLATED):
        yield f"{name}: compression method {entry.compress_type}"
    if entry.extra:
        yield f"{name}: extra field"
    if entry.comment:
        yield f"{name}: comment"
    if "\\" in name or name.startswith("/") or name.endswith("/") or ".." in name.split("/"):
        yield f"{name}: no good name for a part"


def layout_faults(data, entries, directory):
    """Local headers say what the directory says; entries follow each other without a gap."""
    position = 0
    directory_bytes = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        name = entry.filename
        if entry.header_offset != position:
            yield f"{name}: gap before it"
        position = entry.header_offset
        fields = LOCAL_HEADER.unpack_from(data, position)
        name_bytes, extra_bytes = fields[9:11]
        if fields[6:9] != (entry.CRC, entry.compress_size, entry.file_size):
            yield f"{name}: local header and directory differ"
        if extra_bytes:
            yield f"{name}: extra field in the local header"
        position += LOCAL_HEADER.size + name_bytes + extra_bytes + entry.compress_size
        directory_bytes += DIRECTORY_HEADER_BYTES + name_bytes + len(entry.extra)
    if position != directory:
        yield "gap before the directory"
    if len(data) != directory + directory_bytes + DIRECTORY_END_BYTES:
        yield "bytes that belong to nothing at the end"


def xml_faults(path):
    """Every XML part is well formed, in UTF-8 without a mark."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            data = archive.read(name)
            if data.startswith(b"\xef\xbb\xbf"):
                yield f"{name}: byte-order mark"
            try:
                ET.fromstring(data)
            except ET.ParseError as error:
                yield f"{name}: {error}"


def source_part(rels_name):
    """word/_rels/document.xml.rels is of word/document.xml, _rels/.rels of the package, ''."""
    folder, name = posixpath.split(rels_name)
    return posixpath.join(posixpath.dirname(folder), name[:-len(".rels")])


def relationships(archive, source):
    """The relationships of a part as a list of elements; '' is the package."""
    folder, name = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if rels not in archive.namelist():
        return []
    return list(ET.fromstring(archive.read(rels)).iter(RELATIONSHIPS + "Relationship"))


def used_ids(archive, part):
    """The relationship ids that a part refers to."""
    return {value for element in ET.fromstring(archive.read(part)).iter()
            for key, value in element.items() if key.startswith(REFERENCES)}


def relationship_faults(path):
    """Every relationship leads to a part, every part is led to, every r:id in use is known."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        reached = {CONTENT_TYPES}
        for source in sorted(source_part(name) for name in names if name.endswith(".rels")):
            if source and source not in names:
                yield f"there are relationships of {source}, which is not there"
        for source in ["", *sorted(names)]:
            relations = relationships(archive, source)
            ids = [relation.get("Id") for relation in relations]
            for name in sorted({i for i in ids if ids.count(i) > 1}):
                yield f"{source}: relationship {name} is there twice"
            for relation in relations:
                if relation.get("TargetMode") == "External":
                    continue
                target = posixpath.normpath(posixpath.join(
                    "/", posixpath.dirname(source), relation.get("Target"))).lstrip("/")
                reached.add(target)
                if target not in names:
                    yield f"{source}: {relation.get('Id')} leads to {target}, which is not there"
            if source.endswith(".xml"):
                for name in sorted(used_ids(archive, source) - set(ids)):
                    yield f"{source}: {name} is no relationship of it"
        for name in sorted(names - reached):
            if not name.endswith(".rels"):
                yield f"{name}: nothing leads to it"


def content_type_faults(path):
    """Every part has a content type and every override a part."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist()) - {CONTENT_TYPES}
        types = ET.fromstring(archive.read(CONTENT_TYPES))
    extensions = {e.get("Extension").lower() for e in types.iter(TYPES + "Default")}
    overrides = [e.get("PartName").lstrip("/") for e in types.iter(TYPES + "Override")]
    for name in sorted(names):
        if name not in overrides and name.rpartition(".")[2].lower() not in extensions:
            yield f"{name}: no content type"
    for name in overrides:
        if name not in names:
            yield f"{CONTENT_TYPES}: {name} is not there"


def faults(path):
    """All of the above, as far as they can be asked: links mean something only in sound XML."""
    try:
        zipfile.ZipFile(path).close()
    except (zipfile.BadZipFile, OSError) as error:
        return [f"no ZIP archive: {error}"]
    found = [*zip_faults(path), *xml_faults(path)]
    return found or [*relationship_faults(path), *content_type_faults(path)]
