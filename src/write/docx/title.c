/* title.c - titles on the page, in lines of their own: broken by sense (write/title/), or where
 * the draft has bars; condensed where a line is a little too wide. */
#include "write/title/title.h"

#include "write/docx/official_int.h"

/* How many half characters a line of such a title has room for. */
static int columns_of_line(const docx *d, qg_para_kind kind)
{
    const qg_para *p = &d->style->paras[kind];
    const qg_page *page = &d->style->page;
    int width = d->is_turned ? qg_page_text_height(page) : qg_page_text_width(page);

    return width / ((p->size_half_pt * 10 + p->tracking_twips) / 2);
}

static bool says_the_same(qg_str with_bars, qg_str text)
{
    while (with_bars.n > 0) {
        size_t n = qg_str_find_byte(with_bars, '|');
        qg_str piece = qg_str_trim(qg_str_head(with_bars, n));
        if (!qg_str_starts(text, piece))
            return false;
        text = qg_str_skip(text, piece.n);
        with_bars = qg_str_skip(with_bars, n + 1);
    }
    return text.n == 0;
}

/* Append a title whose lines end at `mark`.  What is too long for a line, even condensed, is broken
 * once more. */
static void put_marked(qg_buf *out, docx *d, qg_para_kind kind, qg_str text, char mark)
{
    int most = columns_of_line(d, kind);

    for (bool is_first = true; text.n > 0; is_first = false) {
        size_t n = qg_str_find_byte(text, mark);
        qg_str piece = qg_str_trim(qg_str_head(text, n));
        qg_buf_puts(out, is_first ? "" : "\n");
        if (qg_title_columns(piece) * TITLE_NARROWEST_PERCENT <= most * 100)
            qg_buf_put(out, piece);
        else
            qg_title_break(out, piece, most, qg_docx_issuers(d));
        text = qg_str_skip(text, n + 1);
    }
}

static bool has_bar(qg_str text)
{
    return qg_str_find_byte(text, '|') < text.n;
}

static void put_lines_of(qg_buf *out, docx *d, qg_para_kind kind, qg_str text, bool bars_are_breaks)
{
    if (bars_are_breaks)
        put_marked(out, d, kind, text, '|');
    else if (qg_str_find_byte(text, '\n') < text.n) /* hard breaks of the draft */
        put_marked(out, d, kind, text, '\n');
    else
        qg_title_break(out, text, columns_of_line(d, kind), qg_docx_issuers(d));
}

int qg_docx_title_lines(docx *d)
{
    qg_str own = qg_doc_value(d->doc, QG_KEY_TITLE), rest;
    int n = 0;
    qg_buf lines;

    qg_buf_init(&lines, 0);
    put_lines_of(&lines, d, QG_PARA_TITLE, own, has_bar(own));
    for (rest = qg_buf_str(&lines); rest.n > 0; n++)
        qg_str_take_line(&rest);
    qg_docx_drop(d, &lines);
    return n;
}

static void write_title(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text,
                        bool bars_are_breaks)
{
    qg_para condensed = d->style->paras[kind];
    int most = columns_of_line(d, kind), widest;
    qg_buf lines;

    qg_buf_init(&lines, 0);
    put_lines_of(&lines, d, kind, text, bars_are_breaks);
    widest = qg_title_columns(qg_buf_str(&lines));
    if (widest > most && widest * TITLE_NARROWEST_PERCENT <= most * 100)
        condensed.scale_percent = condensed.scale_percent * most / widest;
    qg_docx_begin_para(d, kind, extra);
    qg_docx_text(d, qg_buf_str(&lines), condensed.scale_percent == 100 ? NULL : &condensed);
    qg_docx_end_para(d);
    qg_docx_drop(d, &lines);
}

void qg_docx_own_title(docx *d)
{
    qg_str own = qg_doc_value(d->doc, QG_KEY_TITLE);

    write_title(d, QG_PARA_TITLE, NULL, own, has_bar(own));
}

/* The front matter may have the same title with bars where its lines break; bars of the body are
 * the author's characters. */
void qg_docx_title(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text)
{
    qg_str own = qg_doc_value(d->doc, QG_KEY_TITLE);

    if (has_bar(own) && says_the_same(own, text))
        write_title(d, kind, extra, own, true);
    else
        write_title(d, kind, extra, text, false);
}
