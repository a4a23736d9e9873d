/* line_mark.c - marks at the start of a line that their writer meant otherwise than Markdown.
 *
 * ##一、总体要求 without a blank is a heading of somebody who types Chinese, and >100万元 compares
 * a figure and quotes nobody.
 */
#include "parse/text/text_int.h"

#include "unicode/unicode.h"

enum { MOST_HEADING_RUNES = 40, MOST_MARKS = 6, MOST_INDENT = 3 };

/* Bytes of the # in front of a heading that has no blank behind them; 0: there is none.  One #
 * alone starts a tag, unless a number follows. */
static size_t heading_at(qg_str line)
{
    qg_str words = line;
    qg_number_form form;
    size_t n;

    while (qg_str_starts(words, QG_STR("#")))
        words = qg_str_skip(words, 1);
    n = line.n - words.n;
    if (n == 0 || n > MOST_MARKS || qg_rune_is_blank(qg_utf8_first(words)) ||
        qg_str_find_byte(words, '#') < words.n || qg_utf8_count(words) > MOST_HEADING_RUNES)
        return 0;
    form = qg_text_number(words).form;
    if (form != QG_NUMBER_NONE && form < QG_NUMBER_DECIMAL)
        return n;
    return n > 1 && qg_rune_is_han(qg_utf8_first(words)) ? n : 0;
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

static void tell(qg_str line, size_t offset, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LEFT_MARK,
                                     .offset = offset,
                                     .before = qg_str_trim(line),
                                     .confidence = 0.95});
}

/* Put what helps the marks of the lines of `text` from `start` on, if there is room.  Returns how
 * many they are. */
static size_t find(qg_mark_help *helps, qg_str text, size_t start, const qg_sink *sink)
{
    qg_str rest = qg_str_skip(text, start);
    qg_fence fence = {0};
    size_t n = 0;
    bool is_quoted = false; /* the line above has a mark of quotations */

    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest), bare = qg_skip_blanks(line);
        qg_mark_help help = {.offset = (size_t)(bare.p - text.p)};
        size_t n_marks = heading_at(qg_str_trim(bare));
        bool is_plain = !is_quoted && is_comparison(bare) &&
                        (is_comparison(qg_skip_blanks(rest)) ||
                         !qg_str_starts(qg_skip_blanks(rest), QG_STR(">")));
        if (qg_fence_holds(&fence, line) || line.n - bare.n > MOST_INDENT)
            continue;
        is_quoted = qg_str_starts(bare, QG_STR(">")) && !is_plain;
        if (n_marks == 0 && !is_plain)
            continue;
        help.offset += n_marks;
        help.is_blank = n_marks > 0;
        if (helps != NULL) {
            tell(line, help.offset, sink);
            helps[n] = help;
        }
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
