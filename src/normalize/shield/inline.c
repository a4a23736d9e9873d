/* inline.c - what is no prose inside a line: addresses, tags, code, formulas. */
#include "normalize/shield/shield_int.h"

#include "unicode/path.h"
#include "unicode/unicode.h"

enum { MAX_OPEN = 16 }; /* link targets of a line that may stay open before none is looked for */

/* The line that is looked through, and what is known of the rest of it. */
typedef struct scan {
    qg_shield *shield;
    qg_shield_inline *state;
    qg_str text;      /* up to the end of the line */
    size_t start;     /* of the line */
    unsigned no_tick; /* 1 << n: no run of n backticks closes in what is left of the line */
    bool no_brace;    /* no brace closes there */
    unsigned n_open;  /* link targets that did not close */
} scan;

static char byte_at(const scan *s, size_t at)
{
    return at < s->text.n ? s->text.p[at] : 0;
}

static bool starts_at(const scan *s, size_t at, const char *with)
{
    return qg_str_starts(qg_str_skip(s->text, at), qg_str_of(with));
}

/* Offset of the first `c` from `at` on, the end of the line without. */
static size_t find_from(const scan *s, size_t at, char c)
{
    return at + qg_str_find_byte(qg_str_skip(s->text, at), c);
}

/* ---- addresses, paths and file names --------------------------------------------------------- */

/* The end of an address without the marks of the sentence behind it, and without brackets that
 * it does not open itself. */
static size_t trim_end(const scan *s, size_t start, size_t end)
{
    bool has_open = memchr(s->text.p + start, '(', end - start) != NULL;

    while (end > start && strchr(",.;:!?()*~_-", s->text.p[end - 1]) != NULL &&
           !(has_open && s->text.p[end - 1] == ')'))
        end--;
    return end;
}

/* Whether the run of ASCII is an address or path, and not just words and figures with marks. */
static bool is_address(const scan *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        char c = s->text.p[i];
        if ((unsigned char)c >= 0x80)
            return true;
        if (strchr("./@\\_=#~&+", c) != NULL && i + 1 < end &&
            (i > start || c == '/' || c == '~' || c == '.'))
            return true;
        if (c == ':' && i > start && i + 1 < end)
            return true;
    }
    return false;
}

static size_t put_word(scan *s, size_t at)
{
    size_t run = qg_shield_word_end(s->text, at), end = trim_end(s, at, run);

    if (end == at) /* nothing but marks, perhaps the one before a picture */
        return run - (run > at + 1 && s->text.p[run - 1] == '!');
    if (is_address(s, at, end)) {
        bool is_copy = byte_at(s, at - 1) == '(' && memchr(s->text.p + at, ')', end - at) != NULL &&
                       memchr(s->text.p + at, '(', end - at) == NULL; /* 报告(1).docx */
        qg_shield_put(s->shield, at - is_copy, end);
    }
    return end;
}

/* The dot and the ending of a file's name, and a number in brackets before it: 报告(1).docx. */
static size_t put_file_ending(scan *s, size_t at)
{
    static const char *const endings[] = {
        "doc", "docx", "xls", "xlsx", "ppt",  "pptx", "pdf", "txt", "csv",  "md",   "wps", "et",
        "rar", "zip",  "7z",  "gz",   "jpg",  "jpeg", "png", "gif", "bmp",  "html", "htm", "exe",
        "mp3", "mp4",  "avi", "json", "xml",  "yaml", "yml", "js",  "ts",   "css",  "py",  "java",
        "c",   "cpp",  "h",   "sh",   "bat",  "sql",  "log", "ini", "conf", "ofd",  "odt", "com",
        "cn",  "net",  "org", "ttf",  "epub", "rtf",  "dll", "svg", "webp", "vue",  "apk", "app"};
    size_t n = 0, start = at;

    while (qg_is_ascii_alnum(byte_at(s, at + 1 + n)))
        n++;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (qg_str_eq_nocase(qg_str_head(qg_str_skip(s->text, at + 1), n), qg_str_of(endings[i]))) {
            if (at > s->start && s->text.p[at - 1] == ')')
                while (start > s->start && at - start < 8 && s->text.p[start] != '(')
                    start--;
            qg_shield_put(s->shield, s->text.p[start] == '(' ? start : at, at + 1 + n);
            return at + 1 + n;
        }
    return at + 1;
}

/* ---- tags ------------------------------------------------------------------------------------ */

/* Where what cannot hold prose ends: </script> behind <script>.  `end` for other tags. */
static size_t element_end(scan *s, size_t at, size_t end)
{
    static const char *const names[] = {"script", "style", "pre", "code", "textarea", "kbd"};
    qg_str text = s->shield->text, name = {text.p + at + 1, 0};

    while (at + 1 + name.n < text.n && qg_is_ascii_alnum(name.p[name.n]))
        name.n++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t to = end;
        if (!qg_str_eq_nocase(name, qg_str_of(names[i])) || end >= s->state->no_close ||
            text.p[end - 2] == '/')
            continue;
        while (to < text.n) {
            to += qg_str_find(qg_str_skip(text, to), QG_STR("</"));
            if (qg_str_eq_nocase(qg_str_head(qg_str_skip(text, to + 2), name.n), name))
                return to;
            to = to < text.n ? to + 2 : to;
        }
        s->state->no_close = end;
    }
    return end;
}

static size_t put_tag(scan *s, size_t at)
{
    qg_str text = s->shield->text;
    size_t end = at;

    if (starts_at(s, at, "<!--")) {
        if (at < s->state->no_comment_end)
            end = at + qg_str_find(qg_str_skip(text, at), QG_STR("-->"));
        if (end == text.n)
            s->state->no_comment_end = at;
        end = end < text.n && end > at ? end + 3 : at;
    } else {
        end = qg_shield_tag_end(text, at);
        if (end > at)
            end = element_end(s, at, end);
    }
    if (end == at) { /* <https://a.cn>, <a@b.cn> */
        size_t word = qg_shield_word_end(s->text, at + 1);
        if (byte_at(s, word) != '>' || !is_address(s, at + 1, word))
            return at + 1;
        end = word + 1;
    }
    qg_shield_put(s->shield, at, end);
    return end;
}

/* ---- code, formulas and braces --------------------------------------------------------------- */

static size_t put_code(scan *s, size_t at)
{
    size_t n = 0, end;

    while (byte_at(s, at + n) == '`')
        n++;
    if (n < 32 && (s->no_tick >> n & 1) == 0)
        for (end = at + n; end < s->text.n;) {
            size_t run = 0;
            end = find_from(s, end, '`');
            while (byte_at(s, end + run) == '`')
                run++;
            if (run == n) {
                qg_shield_put(s->shield, at, end + n);
                return end + n;
            }
            end += run;
        }
    if (n < 32)
        s->no_tick |= 1U << n;
    return at + n;
}

/* $x$ with something other than blanks inside at both ends, and no figure behind: not $5 and $6.
 * Chinese inside must be in a command, as in \text{米}. */
static size_t put_formula(scan *s, size_t at)
{
    bool is_display = byte_at(s, at + 1) == '$';
    size_t start = at + 1 + is_display, end = find_from(s, start, '$');
    qg_str inside = qg_str_skip(qg_str_head(s->text, end), start);
    bool is_chinese = false;

    for (size_t i = 0; i < inside.n; i++)
        is_chinese = is_chinese || (unsigned char)inside.p[i] >= 0x80;
    if (end >= s->text.n || inside.n == 0 || *inside.p == ' ' || inside.p[inside.n - 1] == ' ')
        return is_display ? at + 2 : at + 1;
    if (is_chinese && qg_str_find_byte(inside, '\\') == inside.n)
        return at + 1;
    end += is_display && byte_at(s, end + 1) == '$' ? 2 : 1;
    if (byte_at(s, end) >= '0' && byte_at(s, end) <= '9')
        return at + 1;
    qg_shield_put(s->shield, at, end);
    return end;
}

/* The end of a command of TeX with keys, \cite{甲,乙} or \label{图:甲}; `at` when it is none. */
static size_t keys_end(const scan *s, size_t at)
{
    static const char *const names[] = {"cite", "ref", "label"};
    qg_str rest = qg_str_skip(s->text, at + 1);
    size_t n = qg_str_find_byte(rest, '{'), end = qg_str_find_byte(rest, '}');

    for (size_t i = 0; i < n; i++)
        if (!qg_is_name_byte(rest.p[i]) && rest.p[i] != '*')
            return at;
    for (size_t i = 0; i < sizeof names / sizeof *names && n < end && end < rest.n; i++)
        if (qg_str_find(qg_str_head(rest, n), qg_str_of(names[i])) < n)
            return at + 1 + end + 1;
    return at;
}

/* \( \) and \[ \] around a formula, commands with keys; else a backslash and what it escapes. */
static size_t put_backslash(scan *s, size_t at)
{
    char open = byte_at(s, at + 1);
    const char *close = open == '(' ? "\\)" : "\\]";
    qg_str rest = qg_str_head(qg_str_skip(s->text, at), 500);
    size_t n = open == '(' || open == '[' ? qg_str_find(rest, qg_str_of(close)) : rest.n;

    if (qg_path_end(s->text, at) > at)
        return put_word(s, at);
    if (n < rest.n) {
        qg_shield_put(s->shield, at, at + n + 2);
        return at + n + 2;
    }
    if (open > ' ' && open < 0x7F && !qg_is_ascii_alnum(open)) {
        qg_shield_put(s->shield, at, at + 2);
        return at + 2;
    }
    n = keys_end(s, at);
    qg_shield_put(s->shield, at, n);
    return n > at ? n : at + 1;
}

/* =IF(B1>60,"及格","不及格"), as cells are computed. */
static size_t put_computed(scan *s, size_t at)
{
    enum { MOST_BYTES = 500 };
    size_t end = at + 1, depth = 0;

    while (qg_is_ascii_alnum(byte_at(s, end)))
        end++;
    if (end == at + 1 || byte_at(s, end) != '(')
        return at + 1;
    for (; end < s->text.n && end - at < MOST_BYTES; end++) {
        depth += s->text.p[end] == '(';
        depth -= s->text.p[end] == ')';
        if (depth == 0) {
            qg_shield_put(s->shield, at, end + 1);
            return end + 1;
        }
    }
    return at + 1;
}

/* {#id .class}, {{ value }}, {"name": ...}, \frac{a}{b}: to the brace that closes it, in the line.
 */
static size_t put_braces(scan *s, size_t at)
{
    size_t depth = 0;

    if (s->no_brace || byte_at(s, at + 1) == 0 ||
        (strchr("#.:%{\"'$", byte_at(s, at + 1)) == NULL && byte_at(s, at + 1) != '\\'))
        return at + 1;
    for (size_t i = at; i < s->text.n; i++) {
        if (s->text.p[i] == '{')
            depth++;
        else if (s->text.p[i] == '}')
            depth--;
        if (depth == 0) {
            qg_shield_put(s->shield, at, i + 1);
            return i + 1;
        }
    }
    s->no_brace = true;
    return at + 1;
}

/* ---- links and notes ------------------------------------------------------------------------- */

/* What [[会议(2024)|纪要]] leads to: the name of a page. */
static size_t put_page_name(scan *s, size_t at)
{
    enum { MOST_BYTES = 256 };
    qg_str rest = qg_str_head(qg_str_skip(s->text, at + 2), MOST_BYTES);
    size_t close = qg_str_find(rest, QG_STR("]]"));
    size_t n = qg_str_find_byte(qg_str_head(rest, close), '|');

    if (close == rest.n)
        return at + 2;
    qg_shield_put(s->shield, at, at + 2 + n);
    return at + 2 + n;
}

/* Pass a footnote and what refers to it: [^1]: and [^1]. */
static size_t put_note(scan *s, size_t at)
{
    size_t end = at + 2;

    if (byte_at(s, at + 1) == '[')
        return put_page_name(s, at);
    if (byte_at(s, at + 1) != '^')
        return at + 1;
    while (end < s->text.n && end - at < 64 && s->text.p[end] != ']' && s->text.p[end] != ' ')
        end++;
    if (byte_at(s, end) != ']')
        return at + 1;
    end += byte_at(s, end + 1) == ':' ? 2 : 1;
    qg_shield_put(s->shield, at, end);
    return end;
}

/* What a link leads to: ](...) with brackets nested in it and a title, and ][...]. */
static size_t put_destination(scan *s, size_t at)
{
    char open = byte_at(s, at + 1), close = open == '(' ? ')' : ']';
    size_t depth = 0, limit = at + 4096;

    if ((open != '(' && open != '[') || s->n_open >= MAX_OPEN)
        return at + 1;
    for (size_t i = at + 1; i < s->text.n && i < limit; i++) {
        if (s->text.p[i] == open)
            depth++;
        else if (s->text.p[i] == close)
            depth--;
        if (depth == 0) {
            qg_shield_put(s->shield, at, i + 1);
            return i + 1;
        }
    }
    s->n_open++;
    return at + 1;
}

/* Pass a character reference: &name; and &#number; */
static size_t put_entity(scan *s, size_t at)
{
    size_t end = at + 1;

    while (end < s->text.n && end - at < 34 &&
           (qg_is_ascii_alnum(byte_at(s, end)) || byte_at(s, end) == '#'))
        end++;
    if (!s->state->is_html || end == at + 1 || byte_at(s, end) != ';')
        return at + 1;
    qg_shield_put(s->shield, at, end + 1);
    return end + 1;
}

/* Pass the name of a pictograph: :smile: */
static size_t put_shortcode(scan *s, size_t at)
{
    size_t end = at + 1;

    while (end - at < 32 &&
           ((byte_at(s, end) >= 'a' && byte_at(s, end) <= 'z') ||
            (end > at + 1 && (qg_is_name_byte(byte_at(s, end)) || byte_at(s, end) == '-'))))
        end++;
    if (end < at + 3 || byte_at(s, end) != ':' || byte_at(s, end + 1) == '/')
        return at + 1;
    qg_shield_put(s->shield, at, end + 1);
    return end + 1;
}

/* ---- the line -------------------------------------------------------------------------------- */

static size_t put_image(scan *s, size_t at)
{
    if (byte_at(s, at + 1) == '[')
        qg_shield_put(s->shield, at, at + 1);
    return at + 1;
}

/* Pass a path or the ending of a name: ./a, ../a and .a behind a blank, .docx behind Chinese. */
static size_t put_dot(scan *s, size_t at)
{
    char before = at > s->start ? s->text.p[at - 1] : ' ', behind = byte_at(s, at + 1);

    if ((unsigned char)before >= 0x80 || before == ')')
        return put_file_ending(s, at);
    return before == ' ' || behind == '/' || behind == '.' ? put_word(s, at) : at + 1;
}

/* Add what starts at `at`, if it is no prose; returns where to go on. */
static size_t put_at(scan *s, size_t at)
{
    char c = s->text.p[at];

    switch (c) {
    case '`':
        return put_code(s, at);
    case '<':
        return put_tag(s, at);
    case '$':
        return put_formula(s, at);
    case '\\':
        return put_backslash(s, at);
    case '=':
        return put_computed(s, at);
    case '{':
        return put_braces(s, at);
    case '[':
        return put_note(s, at);
    case ']':
        return put_destination(s, at);
    case '&':
        return put_entity(s, at);
    case ':':
        return put_shortcode(s, at);
    case '!':
        return put_image(s, at);
    case '.':
        return put_dot(s, at);
    case '/':
    case '~':
        return put_word(s, at);
    default:
        return qg_is_name_byte(c) ? put_word(s, at) : at + 1;
    }
}

size_t qg_shield_line(qg_shield *shield, qg_shield_inline *state, size_t at, size_t line_end)
{
    scan s = {
        .shield = shield, .state = state, .text = qg_str_head(shield->text, line_end), .start = at};

    while (at < line_end)
        at = (unsigned char)s.text.p[at] >= 0x80 ? at + 1 : put_at(&s, at);
    return at;
}

/* ---- where prose looks like code ------------------------------------------------------------- */

static bool is_plain_address_byte(char c)
{
    switch (c) {
    case '"':
    case '<':
    case '>':
    case '`':
    case '{':
    case '}':
    case '|':
    case '\\':
    case '^':
        return false;
    default:
        return c > ' ' && c < 0x7F;
    }
}

/* What stands around the "://" at `at`, back to `least` or to the end of a character reference,
 * which of Chinese without blanks is a whole line. */
static size_t put_around(scan *s, size_t at, size_t least)
{
    size_t start = at, end = at;

    while (start > least && s->text.p[start - 1] != ';' &&
           is_plain_address_byte(s->text.p[start - 1]))
        start--;
    while (end < s->text.n && is_plain_address_byte(s->text.p[end]))
        end++;
    qg_shield_put(s->shield, start, end);
    return end;
}

void qg_shield_addresses(qg_shield *shield, size_t at, size_t line_end)
{
    scan s = {.shield = shield, .text = qg_str_head(shield->text, line_end), .start = at};
    size_t done = at, colon = find_from(&s, at, ':'), tick;

    while (at < line_end) {
        if (colon < at)
            colon = find_from(&s, at, ':');
        tick = colon;
        if (shield->marked_code)
            tick = at + qg_str_find_byte(qg_str_head(qg_str_skip(s.text, at), colon - at), '`');
        if (tick < colon)
            done = at = put_code(&s, tick);
        else if (starts_at(&s, colon, "://"))
            done = at = put_around(&s, colon, done);
        else
            at = colon + 1;
    }
}
