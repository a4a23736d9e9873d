/* kind.c - whether a draft is Markdown, plain text or a web page, by its name and its content. */
#include "base/utf8.h"
#include "parse/source_int.h"
#include "parse/text/furniture_int.h"

static bool has_suffix(qg_str name, const char *const *suffixes)
{
    for (; *suffixes != NULL; suffixes++) {
        size_t n = strlen(*suffixes);
        if (name.n >= n && qg_str_eq_nocase(qg_str_skip(name, name.n - n), qg_str_of(*suffixes)))
            return true;
    }
    return false;
}

static size_t run_of(qg_str line, char c)
{
    size_t n = 0;

    while (n < line.n && line.p[n] == c)
        n++;
    return n;
}

/* "# Heading".  "#tag#" has no blank and is none. */
static bool is_atx_heading(qg_str line)
{
    size_t n = run_of(line, '#');

    return n >= 1 && n <= 6 && n < line.n && line.p[n] == ' ';
}

/* |---|:-:| under the head of a table */
static bool is_table_rule(qg_str line)
{
    size_t n_dashes = 0, n_bars = 0;

    for (size_t i = 0; i < line.n; i++) {
        n_dashes += line.p[i] == '-';
        n_bars += line.p[i] == '|';
        if (strchr("|-: \t", line.p[i]) == NULL)
            return false;
    }
    return n_dashes > 0 && n_bars > 0;
}

/* [text](target) or ![text](target) */
static bool has_link(qg_str line)
{
    size_t at = qg_str_find(line, QG_STR("]("));

    return at < line.n && at > 0 && qg_str_find_byte(qg_str_head(line, at), '[') < at &&
           qg_str_find_byte(qg_str_skip(line, at), ')') < line.n - at;
}

/* A pair of ** with text between.  Stars that stand for names and figures, as in
 * 传达**书记讲话。刚才，
 * **同志 and 应到**名，实到**名, are none: a sentence ends between them, a comma stands before the
 * second, the same follows both, or they are not equally many. */
static bool has_strong(qg_str line)
{
    size_t open = qg_str_find(line, QG_STR("**"));
    qg_str inner = qg_str_skip(line, open + 2);
    size_t close = qg_str_find(inner, QG_STR("**"));
    qg_str words = qg_str_head(inner, close);
    qg_str behind = qg_str_skip(inner, close + 2);
    qg_rune last = qg_utf8_last(words);

    if (open == line.n || qg_utf8_first(behind) == '*' ||
        (behind.n > 0 && qg_utf8_first(behind) == qg_utf8_first(words)))
        return false;
    if (close == 0 || close == inner.n || inner.p[0] == ' ' || inner.p[0] == '*')
        return false;
    return last != ',' && last != 0xFF0C && last != 0x3001 &&
           qg_str_find(words, QG_STR("。")) + QG_STR("。").n >= words.n;
}

/* A line that hardly anybody writes without meaning Markdown.  Numbers and dashes in front of lines
 * are none of those: plain text is full of them. */
static bool is_markdown_line(qg_str line)
{
    qg_str bare = qg_str_trim(line);

    if (qg_text_is_noise(bare)) /* # L* n6 Q% ^* `$ j8 */
        return false;
    return is_atx_heading(line) || run_of(line, '`') >= 3 || run_of(line, '~') >= 3 ||
           is_table_rule(bare) || has_link(bare) || has_strong(bare) ||
           qg_str_starts(bare, QG_STR("[^")) || qg_str_starts(line, QG_STR("::: "));
}

/* "> " quotes in Markdown and in mail; a file that calls itself a text has the latter. */
static bool is_quote(qg_str line)
{
    return qg_str_starts(line, QG_STR("> "));
}

/* <html>, <!DOCTYPE html>, or a start that is full of tags that only pages have.  Markdown has tags
 * too, but does not start with them. */
static bool is_page(qg_str text)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<?xml"};
    static const char *const signs[] = {"<html", "<body", "<head>", "</div>", "</p>", "<meta "};
    enum { LOOK_BYTES = 4096, ENOUGH = 2 };
    qg_str start = qg_str_trim(qg_str_head(text, LOOK_BYTES));
    size_t n_signs = 0;

    if (start.n == 0 || start.p[0] != '<')
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_eq_nocase(qg_str_head(start, strlen(starts[i])), qg_str_of(starts[i])))
            return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        n_signs += qg_str_find(start, qg_str_of(signs[i])) < start.n;
    return n_signs >= ENOUGH;
}

/* - 3 - */
static bool is_page_number(qg_str bare)
{
    size_t n = 0;

    while (n < bare.n && strchr("-0123456789 ", bare.p[n]) != NULL)
        n++;
    return n == bare.n && n > 2 && bare.p[n - 1] == '-' && bare.p[n / 2] >= '0' &&
           bare.p[n / 2] <= '9';
}

/* - item, * item, 1. item, a rule, a line of === under a heading */
static bool is_block_mark(qg_str line)
{
    qg_str bare = qg_str_trim(line), rest = bare;

    if (is_page_number(bare))
        return false;
    if (bare.n > 0 && strchr("-*+", bare.p[0]) != NULL)
        return bare.n == 1 || bare.p[1] == ' ' || run_of(bare, bare.p[0]) == bare.n;
    while (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9')
        rest = qg_str_skip(rest, 1);
    return (rest.n < bare.n && rest.n > 1 && (rest.p[0] == '.' || rest.p[0] == ')') &&
            rest.p[1] == ' ') ||
           (bare.n > 0 && run_of(bare, '=') == bare.n);
}

/* An escape, an entity, code, a tag, emphasis, a hard line break. */
static bool has_inline_mark(qg_str line)
{
    for (size_t i = 0; i < line.n; i++)
        if (strchr("\\`*_<&", line.p[i]) != NULL && line.p[i] != '\0')
            return true;
    return qg_str_ends(line, QG_STR("  "));
}

/* Two lines without an empty one between that are two paragraphs: a sentence ends before the
 * second, or that starts with the number of a heading. */
static bool are_paragraphs(qg_str line, qg_str next)
{
    int level;
    qg_rune last = qg_utf8_last(qg_str_trim(line));

    return last == 0x3002 || qg_is_colon(last) || qg_number_at(qg_str_trim(next), &level).n > 0;
}

/* Whether nothing in the text is Markdown, and Markdown would run its paragraphs together. */
static bool is_plain(qg_str body)
{
    enum { ENOUGH = 2 };
    size_t n_glued = 0;
    qg_str last = {0};

    while (body.n > 0) {
        qg_str line = qg_str_take_line(&body);
        if (is_markdown_line(line) || is_quote(line) || is_block_mark(line) ||
            has_inline_mark(line) || qg_is_airless_heading(line))
            return false;
        n_glued += qg_str_trim(last).n > 0 && qg_str_trim(line).n > 0 && are_paragraphs(last, line);
        last = line;
    }
    return n_glued >= ENOUGH;
}

bool qg_is_markdown_name(qg_str file_name)
{
    static const char *const markdown[] = {".md", ".markdown", ".mdown", ".mkd", NULL};

    return has_suffix(file_name, markdown);
}

qg_format qg_kind_of_text(qg_str file_name, qg_str body, bool has_front_matter)
{
    static const char *const texts[] = {".txt", NULL};
    static const char *const pages[] = {".html", ".htm", ".xhtml", ".shtml", NULL};

    if (has_front_matter)
        return QG_FORMAT_MARKDOWN;
    if (qg_is_markdown_name(file_name))
        return is_plain(body) ? QG_FORMAT_TEXT : QG_FORMAT_MARKDOWN;
    if (is_page(body) || has_suffix(file_name, pages))
        return QG_FORMAT_HTML;
    while (body.n > 0) {
        qg_str line = qg_str_take_line(&body);
        if (is_markdown_line(line) || (is_quote(line) && !has_suffix(file_name, texts)))
            return QG_FORMAT_MARKDOWN;
    }
    return QG_FORMAT_TEXT;
}
