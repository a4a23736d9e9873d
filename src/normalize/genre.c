#include "normalize/genre.h"

/* How much of a text is looked at; the rest would say nothing new. */
enum { SAMPLE_BYTES = 1 << 20 };

static char byte_at(qg_str s, size_t i)
{
    return i < s.n ? s.p[i] : '\0';
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool starts_with_one_of(qg_str s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (qg_str_starts(s, qg_str_of(*words)))
            return true;
    return false;
}

/* ---- web pages and XML ----------------------------------------------------------------------- */

/* Length of the tag at the start of `s`; 0 when there is none. */
static size_t tag_at(qg_str s)
{
    enum { TAG_MAX = 300 };
    char first = byte_at(s, 1);
    size_t n = 2;

    if (!is_letter(first) && first != '/' && first != '!' && first != '?')
        return 0;
    while (n < s.n && n < TAG_MAX && s.p[n] != '>' && s.p[n] != '<')
        n++;
    return byte_at(s, n) == '>' ? n + 1 : 0;
}

/* What is behind the comments at the start, in which drafts of Markdown have their licence. */
static qg_str skip_comments(qg_str text)
{
    const qg_str close = QG_STR("-->");
    qg_str rest = qg_str_trim(text);

    while (qg_str_starts(rest, QG_STR("<!--"))) {
        size_t n = qg_str_find(rest, close);
        if (n == rest.n)
            break;
        rest = qg_str_trim(qg_str_skip(rest, n + close.n));
    }
    return rest;
}

/* Whether the text starts with a tag, or has as many tags as half of its lines; a few may stand in
 * Markdown too.  A text without line ends counts as a line for every LINE_BYTES. */
static bool is_markup(qg_str text)
{
    enum { FEW = 2, SHARE = 2, LINE_BYTES = 500 };
    qg_str start = skip_comments(text);
    size_t n_tags = 0, n_lines = 1, n;

    if (byte_at(start, 0) == '<' && tag_at(start) > 0)
        return true;
    for (qg_str rest = text; (n = qg_str_find_byte(rest, '<')) < rest.n;) {
        rest = qg_str_skip(rest, n);
        n_tags += tag_at(rest) > 0;
        rest = qg_str_skip(rest, 1);
    }
    for (qg_str rest = text; n_tags >= FEW && rest.n > 0;) {
        qg_str line = qg_str_trim(qg_str_take_line(&rest));
        n_lines += (line.n > 0) + line.n / LINE_BYTES;
    }
    return n_tags >= FEW && n_tags * SHARE >= n_lines;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

/* Whether the first two characters that are not blank, and the last one, are those of JSON. */
static bool is_json(qg_str text)
{
    qg_str trimmed = qg_str_trim(text);
    char first = byte_at(trimmed, 0);
    char second = byte_at(qg_str_trim(qg_str_skip(trimmed, 1)), 0);
    char last = trimmed.n == 0 ? '\0' : trimmed.p[trimmed.n - 1];

    if (first == '{')
        return second == '"' || second == '\\' || (second == '}' && last == '}');
    return first == '[' && last == ']' && second != '\0' && strchr("\"{[", second) != NULL;
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* "key = value", "key: value" */
static bool is_setting(qg_str line)
{
    size_t n = 0;

    while (is_letter(byte_at(line, n)) || strchr("_-.0123456789", byte_at(line, n)) != NULL)
        if (byte_at(line, n++) == '\0')
            return false;
    if (n == 0)
        return false;
    line = qg_str_trim(qg_str_skip(line, n));
    return line.n > 1 && (line.p[0] == '=' || line.p[0] == ':') && line.p[1] != '/';
}

static bool is_code(qg_str line)
{
    static const char *const starts[] = {
        "#include", "#define ", "#if",    "import ",     "def ",    "function ", "var ",
        "const ",   "public ",  "//",     "/*",          "return ", "msgid ",    "msgstr ",
        "\\begin",  "\\use",    "print(", "console.log", NULL};
    char last = line.p[line.n - 1], before = line.n < 2 ? '\0' : line.p[line.n - 2];
    bool is_closing = last == ';' || last == '{' || last == '}';
    enum { ENTITY_BYTES = 32 };
    qg_str end = qg_str_skip(line, line.n < ENTITY_BYTES ? 0 : line.n - ENTITY_BYTES);

    if (starts_with_one_of(line, starts) || (line.n > 1 && *line.p == '"' && last == '"'))
        return true;
    return is_closing && (unsigned char)before < 0x80 && qg_str_find_byte(end, '&') == end.n;
}

/* How much a line speaks for Markdown: 2 for a heading or a fence, which is proof; 1 for a mark of
 * quotation or emphasis, which mail has too; or 0. */
static size_t markdown_in(qg_str line)
{
    static const char *const strong[] = {"# ",  "## ",  "### ", "#### ", "```", "~~~",
                                         "|--", "| --", "|:--", "| :--", "![",  NULL};
    static const char *const weak[] = {"> ", "- [ ] ", "- [x] ", NULL};

    if (starts_with_one_of(line, strong))
        return 2;
    return starts_with_one_of(line, weak) || qg_str_find(line, QG_STR("](")) < line.n ||
           qg_str_find(line, QG_STR("**")) < line.n;
}

typedef struct line_counts {
    size_t lines, code, settings, markdown;
} line_counts;

static line_counts count_lines(qg_str text)
{
    line_counts n = {0};

    while (text.n > 0) {
        qg_str line = qg_str_trim(qg_str_take_line(&text));
        if (line.n == 0)
            continue;
        n.lines++;
        n.code += is_code(line);
        n.settings += is_setting(line);
        n.markdown += markdown_in(line);
    }
    return n;
}

qg_genre qg_genre_of(qg_str text)
{
    enum { FEW = 2, CODE_SHARE = 4, SETTINGS_SHARE = 2 };
    qg_str sample = qg_str_head(text, SAMPLE_BYTES);
    line_counts n;

    if (is_markup(sample))
        return QG_GENRE_PAGE;
    if (is_json(text))
        return QG_GENRE_PROGRAM;
    n = count_lines(sample);
    if (n.code > FEW && n.code * CODE_SHARE >= n.lines)
        return QG_GENRE_PROGRAM;
    if (n.settings > FEW && n.settings * SETTINGS_SHARE >= n.lines)
        return QG_GENRE_PROGRAM;
    return n.markdown >= FEW ? QG_GENRE_MARKDOWN : QG_GENRE_PROSE;
}

bool qg_genre_is_technical(qg_str text)
{
    static const char *const words[] = {
        "转义",   "轉義",  "HTML", "html",       "Unicode",  "unicode", "字符实体",   "實體",
        "UTF-8",  "utf-8", "JSON", "JavaScript", "Python",   "XML",     "百分号编码", "URL",
        "字符集", "码点",  "碼點", "十六进制",   "十六進位", "跳脫",    "编程",       "程式"};
    qg_str sample = qg_str_head(text, SAMPLE_BYTES);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_find(sample, qg_str_of(words[i])) < sample.n)
            return true;
    return false;
}
