/* line_mark.c - marks at the start of a line that their writer meant otherwise than Markdown.
 *
 * ##一、总体要求 without a blank is a heading of somebody who types Chinese, as are
 * ##　一、总体要求 and ＃＃ 一、总体要求, >100万元 compares a figure and quotes nobody, and
 * ~~~~不再执行。~~~~ is no start of code.
 */
#include "parse/source_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { MOST_HEADING_RUNES = 40, MOST_MARKS = 6, MOST_INDENT = 3 };

/* The marks in front of a heading: #, or ＃ of an input method, with the blanks behind them. */
typedef struct marks {
    size_t n, n_bytes;
    size_t n_closing; /* # behind the words */
    bool is_blank;    /* with blanks */
} marks;

static marks marks_at(qg_str line)
{
    const qg_str wide = QG_STR("＃");
    qg_str words = line;
    marks m = {0};

    while (qg_str_starts(words, QG_STR("#")) || qg_str_starts(words, wide)) {
        words = qg_str_skip(words, words.p[0] == '#' ? 1 : wide.n);
        m.n++;
    }
    m.n_bytes = line.n - words.n;
    while (qg_rune_is_blank(qg_utf8_first(words))) {
        qg_rune blank;
        qg_utf8_take(&words, &blank);
    }
    m.is_blank = words.n + m.n_bytes < line.n;
    if (m.n == m.n_bytes && m.is_blank && qg_utf8_first(qg_str_skip(line, m.n)) < 0x80)
        return (marks){0}; /* Markdown's own */
    m.n_bytes = line.n - words.n;
    return m;
}

/* A word, a figure, a quotation mark, a picture or bold words, and Han somewhere. */
static bool is_heading_text(qg_str words)
{
    qg_rune first = qg_utf8_first(words), rune = 0;

    if (first < 0x80 && !qg_rune_is_alphanumeric(first) && !qg_str_starts(words, QG_STR("**")))
        return false;
    while (words.n > 0 && !qg_rune_is_han(rune))
        qg_utf8_take(&words, &rune);
    return qg_rune_is_han(rune);
}

/* The marks of the heading that `line` is without the blank of Markdown; no marks: it is none.  One
 * # alone starts a tag, unless a number or a blank follows, or it is the title. */
static marks heading_at(qg_str line, bool is_title)
{
    marks m = marks_at(line);
    qg_str words = qg_str_skip(line, m.n_bytes);
    bool is_numbered;

    if (m.n == 0 || m.n > MOST_MARKS)
        return (marks){0};
    is_numbered = qg_text_number(words).form != QG_NUMBER_NONE &&
                  qg_text_number(words).form < (m.n > 1 ? QG_NUMBER_BARE_HAN : QG_NUMBER_DECIMAL);
    while (is_numbered && m.n_closing < words.n && words.p[words.n - m.n_closing - 1] == '#')
        m.n_closing++;
    words.n -= m.n_closing;
    if (qg_str_find_byte(words, '#') < words.n || qg_utf8_count(words) > MOST_HEADING_RUNES ||
        !is_heading_text(words))
        return (marks){0};
    return is_numbered || m.n > 1 || m.is_blank || (is_title && qg_has_title_word(words))
               ? m
               : (marks){0};
}

bool qg_is_airless_heading(qg_str line)
{
    return heading_at(qg_str_trim(line), false).n > 0;
}

/* Whether a figure and what it counts start `text`, and no day or number of an entry: 100万元, 5%
 */
static bool starts_with_amount(qg_str text)
{
    size_t n = 0;
    qg_rune unit;

    while (n < text.n && (qg_rune_is_digit((unsigned char)text.p[n]) ||
                          (n > 0 && (text.p[n] == '.' || text.p[n] == ','))))
        n++;
    if (n == 0 || text.p[n - 1] == '.' || text.p[n - 1] == ',')
        return false;
    unit = qg_utf8_first(qg_str_skip(text, n));
    return unit == '%' || (qg_rune_is_unit(unit) && unit != 0x6708 /* 月 */ &&
                           unit != 0x65E5 /* 日 */ && !(unit == 0x5E74 /* 年 */ && n == 4));
}

/* >100万元 or >=100万元 */
static bool is_comparison(qg_str line)
{
    if (!qg_str_starts(line, QG_STR(">")))
        return false;
    line = qg_str_skip(line, 1);
    return starts_with_amount(qg_str_skip(line, qg_str_starts(line, QG_STR("=")) ? 1 : 0));
}

/* The mark in `bare` that is none, above the line `below`: the > of a comparison, or the ~ of words
 * that are struck out, in lists and quotations too.  NULL: there is no such mark. */
static const char *plain_mark(qg_str bare, qg_str below, bool is_quoted)
{
    qg_str inner = bare;
    size_t n;

    if (!is_quoted && is_comparison(bare) &&
        (is_comparison(below) || !qg_str_starts(below, QG_STR(">"))))
        return bare.p;
    while ((n = qg_marker_at(inner)) > 0)
        inner = qg_skip_blanks(qg_str_skip(inner, n));
    return qg_is_between_tildes(inner) ? inner.p : NULL;
}

static void tell(qg_str line, size_t offset, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LEFT_MARK,
                                     .offset = offset,
                                     .before = qg_str_trim(line),
                                     .confidence = 0.95});
}

/* Put the helps for a heading at `offset`.  Returns how many they are. */
static size_t put_heading(qg_mark_help *helps, const marks *m, qg_str line, size_t offset)
{
    size_t n = m->n_closing > 0 ? 2 : 1;

    if (helps == NULL)
        return n;
    helps[0] = (qg_mark_help){.offset = offset, .cut = m->n_bytes, .n_marks = m->n};
    if (n == 2)
        helps[1] = (qg_mark_help){
            .offset = offset + line.n - m->n_closing, .cut = m->n_closing, .is_nothing = true};
    return n;
}

/* Put what helps the marks of the lines of `text` from `start` on, if there is room.  Returns how
 * many they are. */
static size_t find(qg_mark_help *helps, qg_str text, size_t start, const qg_sink *sink)
{
    qg_str rest = qg_str_skip(text, start);
    qg_fence fence = {0};
    size_t n = 0;
    bool is_quoted = false; /* the line above has a mark of quotations */
    bool is_first = true;

    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest), bare = qg_skip_blanks(line);
        size_t offset = (size_t)(bare.p - text.p);
        marks m = heading_at(qg_str_trim(bare), is_first);
        const char *plain = plain_mark(bare, qg_skip_blanks(rest), is_quoted);
        is_first = is_first && qg_str_trim(bare).n == 0;
        if (qg_fence_holds(&fence, line) || line.n - bare.n > MOST_INDENT)
            continue;
        is_quoted = qg_str_starts(bare, QG_STR(">")) && plain != bare.p;
        if (m.n == 0 && plain == NULL)
            continue;
        if (helps != NULL)
            tell(line, offset, sink);
        if (m.n > 0)
            n += put_heading(helps == NULL ? NULL : helps + n, &m, qg_str_trim(bare), offset);
        else if (helps != NULL)
            helps[n++] = (qg_mark_help){.offset = (size_t)(plain - text.p)};
        else
            n++;
    }
    return n;
}

qg_status qg_line_marks_find(qg_doc *doc, const qg_mark_help **helps, size_t *n, qg_str text,
                             size_t start, const qg_sink *sink)
{
    size_t n_found = find(NULL, text, start, sink);
    qg_mark_help *all;

    if (n_found == 0)
        return QG_OK;
    all = qg_arena_get(&doc->arena, (*n + n_found) * sizeof *all);
    if (all == NULL)
        return qg_doc_status(doc);
    if (*n > 0)
        memcpy(all, *helps, *n * sizeof *all);
    find(all + *n, text, start, sink);
    *n += n_found;
    *helps = all;
    return QG_OK;
}
