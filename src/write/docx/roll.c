/* roll.c - 出席, 请假, 列席: who was at a meeting (GB/T 9704-2012, 10.3).
 *
 * Word processors break a line between any two Chinese characters, so that a name of three is torn
 * at the end of each second line.  Where a name would be, the line is broken in front of it, and in
 * front of the body or office that a name stands behind without a blank: 市水务局何某某.
 */
#include "write/docx/docx_int.h"

/* Characters; what is longer may be torn, but for the name that it ends with. */
enum { LONGEST_WHOLE = 10, LONGEST_NAME = 3 };

static bool is_separator(qg_rune rune)
{
    return qg_utf8_is_in(rune, "、，；,; 　");
}

/* What is in front of the next separator, or the separators that come next. */
static qg_str piece_of(qg_str names, bool is_name)
{
    qg_str rest = names, after = names;
    qg_rune rune;

    for (; rest.n > 0; rest = after) {
        qg_utf8_take(&after, &rune);
        if (is_separator(rune) == is_name)
            break;
    }
    return qg_str_head(names, names.n - rest.n);
}

/* Where a line goes on that holds `x` twips and has room for `width`. */
static int behind(const docx *d, int x, qg_str piece, int width)
{
    while (piece.n > 0) {
        qg_rune rune;
        qg_str rest = piece;
        int own;
        qg_utf8_take(&piece, &rune);
        own = qg_docx_text_twips(d, qg_str_head(rest, rest.n - piece.n));
        x = x + own > width ? own : x + own;
    }
    return x;
}

/* The end of a name with its body that stays on one line: all of it, or the last characters. */
static qg_str whole_end(qg_str name)
{
    size_t n = qg_utf8_count(name), loose = n > LONGEST_WHOLE ? n - LONGEST_NAME : 0;

    while (loose-- > 0) {
        qg_rune rune;
        qg_utf8_take(&name, &rune);
    }
    return name;
}

/* Append the name, behind `x` twips of its line; returns where the line goes on. */
static int put_name(qg_buf *out, const docx *d, int x, qg_str name, int width)
{
    qg_str end = whole_end(name), start = qg_str_head(name, name.n - end.n);

    qg_buf_put(out, start);
    x = behind(d, x, start, width);
    if (x > 0 && x + qg_docx_text_twips(d, end) > width) {
        qg_buf_put_byte(out, '\n');
        x = 0;
    }
    qg_buf_put(out, end);
    return behind(d, x, end, width);
}

static void put_names(qg_buf *out, const docx *d, qg_str names, int width)
{
    int x = 0;

    while (names.n > 0) {
        qg_str name = piece_of(names, true), between;
        names = qg_str_skip(names, name.n);
        between = piece_of(names, false);
        names = qg_str_skip(names, between.n);
        x = behind(d, put_name(out, d, x, name, width), between, width);
        qg_buf_put(out, between);
    }
}

static void write_roll(docx *d, const char *label, qg_str names)
{
    const qg_para *p = &d->style->paras[QG_PARA_ROLL];
    int width = qg_docx_text_twips(d, qg_str_of(label));
    para_extra extra = {
        .has_left = true, .left_twips = p->left.twips + width, .hanging_twips = width};
    qg_buf text;

    qg_buf_init(&text, 0);
    put_names(&text, d, names,
              qg_page_text_width(&d->style->page) - extra.left_twips - p->right.twips);
    qg_docx_begin_para(d, QG_PARA_ROLL, &extra);
    qg_docx_text(d, qg_str_of(label), &d->style->paras[QG_PARA_ROLL_LABEL]);
    qg_docx_text(d, qg_buf_str(&text), NULL);
    qg_docx_end_para(d);
    qg_docx_drop(d, &text);
}

void qg_docx_rolls(docx *d)
{
    static const struct {
        qg_key key;
        const char *label;
    } rolls[] = {
        {QG_KEY_PRESENT, "出席："}, {QG_KEY_ABSENT, "请假："}, {QG_KEY_OBSERVERS, "列席："}};
    bool is_first = true;

    for (size_t i = 0; d->form == QG_DOCUMENT_MINUTES && i < sizeof rolls / sizeof *rolls; i++) {
        qg_str names = qg_doc_value(d->doc, rolls[i].key);
        if (names.n == 0)
            continue;
        if (is_first)
            qg_docx_kept_blank(d);
        is_first = false;
        write_roll(d, rolls[i].label, names);
    }
}
