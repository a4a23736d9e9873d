/* form_line.c - a line that is to be filled in stays one line.
 *
 * 甲方（签字）：____________　　　　乙方（签字）：____________ has more room to write in than there
 * is on the paper, and its end would go to a line of its own.  Whoever sees that takes some of the
 * lines and blanks out by hand; here they are only set narrower, and the text is what was typed.
 */
#include "write/docx/text_int.h"

enum {
    STEP_PERCENT = 5,
    LEAST_PERCENT = 30,
    SHORTEST_ROW = 3, /* of blanks or low lines */
    LONGEST_BYTES = 400
};

size_t qg_docx_room_to_fill(qg_str text)
{
    qg_str rest = text;
    size_t n = 0, n_wide = 0;
    qg_rune rune = 0;

    while (rest.n > 0) {
        qg_rune next = qg_utf8_first(rest);
        if (next != '_' && next != ' ' && next != 0x3000)
            break;
        qg_utf8_take(&rest, &rune);
        n_wide += rune == 0x3000;
        n++;
    }
    return n >= SHORTEST_ROW || n_wide >= 2 ? text.n - rest.n : 0;
}

/* Whether the line has blanks behind a label (日期：____) and is no sentence. */
static bool is_to_be_filled(qg_str line)
{
    bool has_room = false;
    qg_rune rune;

    if (line.n > LONGEST_BYTES || qg_utf8_is_in(qg_utf8_last(line), "。；！？") ||
        (qg_str_find(line, QG_STR("：")) == line.n && qg_str_find_byte(line, ':') == line.n))
        return false;
    while (line.n > 0 && !has_room) {
        has_room = qg_docx_room_to_fill(line) > 0;
        qg_utf8_take(&line, &rune);
    }
    return has_room;
}

/* Append the line with its fill-in blanks shortened to a percentage of their characters. */
static void put_narrow(qg_buf *out, qg_str line, int percent)
{
    while (line.n > 0) {
        qg_str room = qg_str_head(line, qg_docx_room_to_fill(line)), kept = room;
        qg_rune rune;
        size_t n;
        if (room.n == 0) {
            qg_buf_put(out, qg_utf8_take(&line, &rune));
            continue;
        }
        n = (qg_utf8_count(room) * (size_t)percent + 99) / 100;
        for (; n > 0; n--)
            qg_buf_put(out, qg_utf8_take(&kept, &rune));
        line = qg_str_skip(line, room.n);
    }
}

/* Whether the line fits, with a character in reserve: programs measure underscores differently. */
static bool is_one_line(const docx *d, const qg_para *p, const para_extra *extra, qg_str line,
                        int percent)
{
    qg_buf narrow;
    int n_lines;

    qg_buf_init(&narrow, 0);
    put_narrow(&narrow, line, percent);
    if (percent < 100)
        qg_buf_puts(&narrow, "一");
    n_lines = qg_extent_lines(&d->style->page, p, extra, qg_buf_str(&narrow));
    qg_xml_drop(d->xml, &narrow);
    return n_lines == 1;
}

/* The highest percentage of the blanks' width with which the line fits; 100 when it fits as it is
 * or cannot be made to. */
static int percent_of(const docx *d, const qg_para *p, const para_extra *extra, qg_str line)
{
    if (!is_to_be_filled(line))
        return 100;
    for (int percent = 100; percent >= LEAST_PERCENT; percent -= STEP_PERCENT)
        if (is_one_line(d, p, extra, line, percent))
            return percent;
    return 100;
}

/* Whether there are blanks to be filled in at all, which most paragraphs have not. */
static bool may_have_room(const qg_node *first, const qg_node *end)
{
    for (; first != end; first = first->next)
        for (const qg_node *n = first; n != NULL; n = qg_node_walk(first, n))
            if (n->kind == QG_TEXT && (qg_str_find(n->text, QG_STR("__")) < n->text.n ||
                                       qg_str_find(n->text, QG_STR("  ")) < n->text.n ||
                                       qg_str_find(n->text, QG_STR("\xE3\x80\x80")) < n->text.n))
                return true;
    return false;
}

int qg_docx_room_percent(const docx *d, qg_para_kind kind, const para_extra *extra,
                         const qg_node *first, const qg_node *end)
{
    int percent = 100;
    qg_buf text;

    if (!may_have_room(first, end))
        return percent;
    qg_buf_init(&text, 0);
    for (; first != end; first = first->next)
        qg_node_plain(&text, first);
    for (qg_str rest = qg_buf_str(&text); rest.n > 0;) {
        int of_line =
            percent_of(d, &d->style->paras[kind], extra, qg_str_trim(qg_str_take_line(&rest)));
        percent = of_line < percent ? of_line : percent;
    }
    qg_xml_drop(d->xml, &text);
    return percent;
}
