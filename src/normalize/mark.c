/* mark.c - how files begin: byte-order marks, and the signatures of those that are no text. */
#include "normalize/detect_int.h"

/* Longer marks first: FF FE starts two of them. */
static const struct {
    const char *encoding;
    qg_str bytes;
} marks[] = {
    {"UTF-32LE", {"\xFF\xFE\0\0", 4}},    {"UTF-32BE", {"\0\0\xFE\xFF", 4}},
    {"GB18030", {"\x84\x31\x95\x33", 4}}, {"UTF-8", {"\xEF\xBB\xBF", 3}},
    {"UTF-16LE", {"\xFF\xFE", 2}},        {"UTF-16BE", {"\xFE\xFF", 2}},
};

const char *qg_mark_encoding(qg_str input, size_t *mark_bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        /* FF FE 00 00 could be UTF-16 that starts with NUL, unless the length allows UTF-32 */
        bool fits = marks[i].bytes.n != 4 || marks[i].bytes.p[0] == '\x84' || input.n % 4 == 0;
        if (fits && qg_str_starts(input, marks[i].bytes)) {
            *mark_bytes = marks[i].bytes.n;
            return marks[i].encoding;
        }
    }
    *mark_bytes = 0;
    return NULL;
}

/* Signatures that no text starts with.  "BM" and "MZ", which one may, are left to the count of
 * control characters.  Source: the formats' own specifications, as the IANA media type registry
 * cites them. */
static const struct {
    const char *content;
    size_t offset;
    qg_str bytes;
} signatures[] = {
    {"zip", 0, {"PK\3\4", 4}},
    {"zip", 0, {"PK\5\6", 4}},
    {"png", 0, {"\x89PNG\r\n\x1A\n", 8}},
    {"jpeg", 0, {"\xFF\xD8\xFF", 3}},
    {"gif", 0, {"GIF87a", 6}},
    {"gif", 0, {"GIF89a", 6}},
    {"tiff", 0, {"II*\0", 4}},
    {"tiff", 0, {"MM\0*", 4}},
    {"webp", 8, {"WEBPVP8", 7}},
    {"pdf", 0, {"%PDF-", 5}},
    {"rtf", 0, {"{\\rtf1", 6}},
    {"ole", 0, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}},
    {"gzip", 0, {"\x1F\x8B\x08", 3}},
    {"bzip2", 0, {"BZh91AY&SY", 10}},
    {"xz",
     0,
     {"\xFD"
      "7zXZ\0",
      6}},
    {"zstd", 0, {"\x28\xB5\x2F\xFD", 4}},
    {"7z", 0, {"7z\xBC\xAF\x27\x1C", 6}},
    {"rar", 0, {"Rar!\x1A\x07", 6}},
    {"elf",
     0,
     {"\x7F"
      "ELF",
      4}},
    {"mp3", 0, {"ID3\3", 4}},
    {"sqlite", 0, {"SQLite format 3\0", 16}},
};

/* What a container holds is told by the name of one of its parts.  The names stand at its end or
 * at its start. */
static const struct {
    const char *container, *content;
    qg_str name;
} contents[] = {
    {"zip", "docx", {"word/document.xml", 17}},
    {"zip", "xlsx", {"xl/workbook.xml", 15}},
    {"zip", "pptx", {"ppt/presentation.xml", 20}},
    {"zip", "odt", {"application/vnd.oasis.opendocument.text", 39}},
    {"zip", "epub", {"application/epub+zip", 20}},
    {"ole", "doc", {"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 24}},
    {"ole", "xls", {"W\0o\0r\0k\0b\0o\0o\0k\0", 16}},
    {"ole", "ppt", {"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0", 20}},
};

static const char *content_of(const char *container, qg_str input)
{
    enum { LOOK_BYTES = 65536 };
    qg_str head = qg_str_head(input, LOOK_BYTES);
    qg_str tail = qg_str_skip(input, input.n - head.n);

    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        qg_str name = contents[i].name;
        if (strcmp(container, contents[i].container) == 0 &&
            (qg_str_find(head, name) < head.n || qg_str_find(tail, name) < tail.n))
            return contents[i].content;
    }
    return container;
}

/* A field of a mail's head, whose name is in letters of either case. */
static bool is_field(qg_str line, qg_str name)
{
    return qg_str_eq_nocase(qg_str_head(line, name.n), name);
}

/* A page that a browser saved with all that belongs to it: a mail of several parts, which are
 * encoded as mail is. */
static bool is_web_archive(qg_str input)
{
    enum { HEAD_BYTES = 4096 };
    qg_str rest = qg_str_head(input, HEAD_BYTES);
    bool has_version = false, has_parts = false;

    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest);
        bool goes_on = line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
        size_t colon = qg_str_find_byte(line, ':');
        if (!goes_on && (colon == line.n || qg_str_find_byte(line, ' ') < colon))
            break; /* the end of the head, or a text that has none */
        has_version = has_version || is_field(line, QG_STR("MIME-Version:"));
        has_parts = has_parts || is_field(line, QG_STR("Content-Type: multipart/related"));
    }
    return has_version && has_parts;
}

const char *qg_signature(qg_str input)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (qg_str_starts(qg_str_skip(input, signatures[i].offset), signatures[i].bytes))
            return content_of(signatures[i].content, input);
    return is_web_archive(input) ? QG_WEB_ARCHIVE : NULL;
}
