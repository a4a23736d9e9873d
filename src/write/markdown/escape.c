/* escape.c - text in which nothing is read as a mark of Markdown.
 *
 * Each place where a character may be one names the section of the GFM spec 0.29 that says so.
 */
#include "unicode/unicode.h"
#include "write/markdown/markdown_int.h"

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_mark(char c)
{
    return (unsigned char)c < 0x80 && qg_rune_is_punctuation((qg_rune)c);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* How many bytes at the start of `s` are one of `set`. */
static size_t span(qg_str s, const char *set)
{
    size_t n = 0;

    while (n < s.n && s.p[n] != '\0' && strchr(set, s.p[n]) != NULL)
        n++;
    return n;
}

/* Entities and numeric references (6.2).  Names are not looked up: what looks like one is escaped.
 */
bool qg_md_is_reference(qg_str s)
{
    size_t n = qg_str_starts(s, QG_STR("&#")) ? 2 : 1;

    if (s.n < 3 || s.p[0] != '&')
        return false;
    while (n < s.n && (is_ascii_letter(s.p[n]) || is_digit(s.p[n])) && n < 40)
        n++;
    return n > 1 && n < s.n && s.p[n] == ';';
}

/* cmark-gfm undoes references first and backslashes then, so a backslash cannot guard an &. */
void qg_md_escape_string(qg_buf *out, qg_str text, const char *stop)
{
    for (qg_str rest = text; rest.n > 0; rest = qg_str_skip(rest, 1)) {
        char c = rest.p[0];
        bool is_stop = c != '\0' && strchr(stop, c) != NULL;

        bool is_at_end = rest.n == text.n || rest.n == 1;

        if (c == '\n' || c == '\r' || (is_at_end && is_space(c)))
            qg_buf_printf(out, "&#%d;", c);
        else if (qg_md_is_reference(rest))
            qg_buf_puts(out, "&amp;");
        else if (is_stop || (c == '\\' && (rest.n == 1 || is_ascii_mark(rest.p[1]))))
            qg_buf_put(out, (qg_str){(const char[]){'\\', c}, 2});
        else
            qg_buf_put_byte(out, c);
    }
}

/* ---- inside a line --------------------------------------------------------------------------- */

static void put_taken(qg_buf *out, qg_str *rest, size_t n)
{
    qg_buf_put(out, qg_str_head(*rest, n));
    *rest = qg_str_skip(*rest, n);
}

static void put_escaped(qg_buf *out, qg_str *rest, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        qg_buf_put_byte(out, '\\');
        put_taken(out, rest, 1);
    }
}

/* A letter, digit or Chinese character: neither white space nor punctuation. */
static bool is_word(qg_rune rune)
{
    return rune != 0 && !qg_md_is_blank(rune) && !qg_md_may_be_punctuation(rune);
}

/* A blank at a line's end or start would be trimmed (4.8), a line feed would start a line. */
static bool is_lost(qg_str rest, qg_md_text about)
{
    return rest.p[0] == '\n' || rest.p[0] == '\r' ||
           (is_space(rest.p[0]) && rest.n == 1 && about.is_last);
}

/* What CommonMark will see behind a run, when `behind` is the text that follows it. */
static qg_rune rune_behind(qg_str behind, qg_md_text about)
{
    if (behind.n == 0 && is_word(qg_utf8_first(about.next)))
        return qg_utf8_first(about.next);
    if (behind.n == 0)
        return about.is_line_end ? ' ' : '*'; /* some mark */
    return behind.n == 1 && is_lost(behind, about) ? '&' : qg_utf8_first(behind);
}

/* m^2^, H~2~O */
static bool is_script(qg_str rest)
{
    enum { MOST_BYTES = 8 };
    size_t n = 1;

    while (n < rest.n && n <= MOST_BYTES &&
           (is_ascii_letter(rest.p[n]) || is_digit(rest.p[n]) || strchr("+-[],.", rest.p[n])))
        n++;
    return n > 1 && n < rest.n && rest.p[n] == rest.p[0];
}

/* Whether what stands here is read as a mark that some programs know, where nothing guards it:
 * ==text==, [[page]], m^2^, H~2~O, {#id} (src/parse/dialect.c). */
static bool is_dialect(const qg_buf *out, qg_str rest)
{
    enum { MOST_BYTES = 500 };
    char before = out->n > 0 ? out->p[out->n - 1] : ' ';
    bool is_behind_word = is_ascii_letter(before) || is_digit(before);
    qg_str inside = qg_str_skip(rest, 1);
    size_t close;

    switch (rest.p[0]) {
    case '=': /* a blank or = behind it opens nothing */
        return inside.n > 1 && inside.p[0] == '=' && strchr(" =", inside.p[1]) == NULL &&
               strchr("=\\", before) == NULL && !is_behind_word;
    case '[':
        close = qg_str_find_byte(qg_str_head(inside, MOST_BYTES), ']');
        return inside.n > 0 && inside.p[0] == '[' && !is_behind_word &&
               qg_str_starts(qg_str_skip(inside, close), QG_STR("]]"));
    case '{':
        return inside.n > 1 && strchr("#.:", inside.p[0]) != NULL &&
               qg_str_find_byte(inside, '}') < inside.n;
    default: /* ^ and ~ */
        return is_script(rest);
    }
}

/* A run of * _ or ~ that is a delimiter (6.4, 6.5): not between white space, for _ not inside a
 * word, for ~ not more than two.  A lone ~ between words, as in 5~10, strikes nothing. */
static void put_delimiters(qg_buf *out, qg_str *rest, qg_md_text about)
{
    char mark = rest->p[0];
    size_t n = span(*rest, (const char[]){mark, '\0'});
    qg_rune before = qg_utf8_last(qg_buf_str(out)),
            after = rune_behind(qg_str_skip(*rest, n), about);
    bool is_loose = (before == 0 || qg_md_is_blank(before)) && qg_md_is_blank(after);
    bool is_idle = mark == '_' || (mark == '~' && about.has_lone_tilde);
    bool is_inside =
        is_idle && is_word(before) && is_word(after) && !(mark == '~' && is_dialect(out, *rest));

    if (is_loose || is_inside || (mark == '~' && n > 2))
        put_taken(out, rest, n);
    else
        put_escaped(out, rest, n);
}

/* `://` behind http, https or ftp, or the dot of `www.`, makes a link (6.9, extended autolinks). */
static bool is_address(const qg_buf *out, qg_str rest)
{
    static const char *const schemes[] = {"http", "https", "ftp"};
    qg_str before = qg_buf_str(out);

    if (!qg_str_starts(rest, QG_STR("://")))
        return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t n = strlen(schemes[i]);

        if (before.n >= n &&
            qg_str_eq_nocase(qg_str_skip(before, before.n - n), qg_str_of(schemes[i])))
            return true;
    }
    return false;
}

static bool is_www(const qg_buf *out, qg_str rest)
{
    char before = out->n == 0 ? ' ' : out->p[out->n - 1];

    return qg_str_starts(rest, QG_STR("www.")) &&
           (before == '\n' || is_space(before) || strchr("*_~(", before) != NULL);
}

/* < before what may be a tag, a comment or an autolink (6.8, 6.10). */
static bool is_tag(qg_str rest)
{
    return rest.n == 1 || is_ascii_letter(rest.p[1]) || strchr("/!?", rest.p[1]) != NULL;
}

static bool needs_escape(const qg_buf *out, qg_str rest, qg_md_text about)
{
    char next = rest.n > 1 ? rest.p[1] : '\0';
    bool is_end = rest.n == 1;

    switch (rest.p[0]) {
    case '\\': /* backslash escapes (6.1), hard breaks (6.11), formulas without marks */
        return is_end || is_ascii_mark(next) || is_lost(qg_str_skip(rest, 1), about) ||
               (qg_str_starts(rest, QG_STR("\\begin{")) && qg_md_is_at_line_start(out));
    case '`': /* code spans (6.3) */
        return true;
    case '[': /* footnotes; a task list's box is a matter of the line's start */
        return about.is_in_link || next == '^' || is_dialect(out, rest);
    case '^': /* likewise, at the start of a link's text */
        return (about.is_in_link && out->n > 0 && out->p[out->n - 1] == '[') ||
               is_dialect(out, rest);
    case '=':
    case '{':
        return is_dialect(out, rest);
    case ']': /* inline links (6.6); there are no reference definitions in what this writer writes
               */
        return about.is_in_link || next == '(';
    case '$': /* formulas (docs/formulas.md) */
        return about.has_dollars;
    case '!': /* images (6.7): a link may follow this text */
        return is_end && !about.is_last;
    case '<':
        return is_tag(rest);
    case '&':
        return qg_md_is_reference(rest);
    case ':':
        return !about.is_in_link && is_address(out, rest);
    default:
        return false;
    }
}

static void put_special(qg_buf *out, qg_str *rest, qg_md_text about)
{
    if (strchr("*_~", rest->p[0]) != NULL)
        put_delimiters(out, rest, about);
    else if (is_lost(*rest, about)) {
        qg_buf_printf(out, "&#%d;", rest->p[0]);
        *rest = qg_str_skip(*rest, 1);
    } else if (rest->p[0] == 'w' && !about.is_in_link && is_www(out, *rest)) {
        put_taken(out, rest, 3);
        put_escaped(out, rest, 1);
    } else if (qg_str_starts(*rest, QG_STR("\u00A0"))) { /* as it stands a repair would take it */
        qg_buf_puts(out, "&nbsp;");
        *rest = qg_str_skip(*rest, 2);
    } else if (needs_escape(out, *rest, about))
        put_escaped(out, rest, 1);
    else
        put_taken(out, rest, 1);
}

/* How many bytes at the start of `s` can mean nothing inside a line. */
static size_t plain_bytes(qg_str s)
{
    static const char special[256] = {
        ['\\'] = 1, ['`'] = 1,  ['*'] = 1, ['_'] = 1, ['~'] = 1, ['['] = 1, [']'] = 1,
        ['$'] = 1,  ['^'] = 1,  ['!'] = 1, ['<'] = 1, ['&'] = 1, [':'] = 1, ['w'] = 1,
        ['\n'] = 1, ['\r'] = 1, ['='] = 1, ['{'] = 1, [0xC2] = 1};
    size_t n = 0;

    while (n < s.n && !special[(unsigned char)s.p[n]])
        n++;
    return n == s.n && n > 0 && is_space(s.p[n - 1]) ? n - 1 : n;
}

/* ---- at a line's start ----------------------------------------------------------------------- */

/* Whether nothing but `set` stands from here to the end of the text, which may be that of the line.
 */
static bool is_all(qg_str s, const char *set)
{
    return s.n > 0 && span(s, set) == s.n;
}

static bool ends_mark(qg_str s, size_t n)
{
    return s.n == n || is_space(s.p[n]);
}

/* Length of a list item's number with its delimiter (5.2). */
static size_t number_bytes(qg_str s)
{
    size_t n = span(s, "0123456789");

    return n > 0 && n <= 9 && n < s.n && (s.p[n] == '.' || s.p[n] == ')') && ends_mark(s, n + 1)
               ? n + 1
               : 0;
}

/* A reference definition (4.7), a footnote's, the box of a task list item or the mark of a box. */
static bool is_bracket_mark(qg_str s)
{
    size_t close = qg_str_find_byte(s, ']');

    if (s.p[0] != '[')
        return false;
    if (close == 2 && strchr(" xX", s.p[1]) != NULL)
        return true;
    return close + 1 >= s.n || s.p[close + 1] == ':' || (s.p[1] == '!' && is_ascii_letter(s.p[2]));
}

/* ##一、总体要求: whether `n` marks in front of the words of `s` may be read as those of a heading
 * whose writer left the blank out.  #采购 #公开招标 is a line of tags. */
static bool is_airless_heading(qg_str s, size_t n)
{
    qg_str rest = qg_str_skip(s, n), words = qg_str_take_line(&rest);

    if (words.n == 0 || (n == 1 && qg_str_find_byte(words, '#') < words.n))
        return false;
    return (unsigned char)words.p[0] >= 0x80 ||
           (n > 1 && (is_digit(words.p[0]) || words.p[0] == '*'));
}

/* Whether the first character of `s` starts a block, or a table's or heading's underline. */
static bool starts_block(qg_str s, bool is_first_line, bool is_joined)
{
    size_t hashes = span(s, "#");

    if (hashes >= 1 && hashes <= 6 && /* ATX headings (4.2) */
        (ends_mark(s, hashes) || is_airless_heading(s, hashes)))
        return true;
    if (strchr("-+*", s.p[0]) != NULL && ends_mark(s, 1)) /* list items (5.2) */
        return true;
    if (!is_joined &&
        is_all(s, "-:| \t")) /* thematic breaks (4.1), Setext headings (4.3), tables */
        return qg_str_find_byte(s, '-') < s.n;
    if (!is_joined && (is_all(s, "_ \t") || is_all(s, "* \t"))) /* thematic breaks (4.1) */
        return true;
    if (!is_joined && is_all(s, "= \t")) /* Setext headings (4.3) */
        return !is_first_line;
    return s.p[0] == '>' || qg_str_starts(s, QG_STR(":::")) ||
           (is_first_line && (is_bracket_mark(s) || qg_str_starts(s, QG_STR("+-"))));
}

static void put_line_start(qg_buf *out, qg_str *rest, bool is_joined)
{
    size_t number = number_bytes(*rest), tildes = span(*rest, "~");

    if (number > 0)
        put_taken(out, rest, number - 1);
    if (number > 0 || starts_block(*rest, out->n == 0, is_joined))
        put_escaped(out, rest, 1);
    else if (tildes >= 3) /* fenced code blocks (4.5) */
        put_escaped(out, rest, tildes);
}

void qg_md_escape(qg_buf *out, qg_str text, qg_md_text about)
{
    qg_str rest = text;

    if (rest.n > 0 && is_space(rest.p[0]) && about.is_first) {
        qg_buf_printf(out, "&#%d;", rest.p[0]);
        rest = qg_str_skip(rest, 1);
    } else if (rest.n > 0 && about.starts_lines && qg_md_is_at_line_start(out))
        put_line_start(out, &rest, about.is_joined);
    else if (rest.n > 0 && about.is_behind_note && (rest.p[0] == '(' || rest.p[0] == ':'))
        put_escaped(out, &rest, 1);
    while (rest.n > 0) {
        put_taken(out, &rest, plain_bytes(rest));
        if (rest.n > 0)
            put_special(out, &rest, about);
    }
}
