/* caption.c - the numbers of tables and pictures in their captions. */
#include "base/buf.h"
#include "base/utf8.h"
#include "document/document.h"

enum { MOST_BYTES = 180 }; /* of a caption below a picture: 60 characters */

size_t qg_caption_label(qg_str text, qg_str label, int *number)
{
    enum { MOST_DIGITS = 4 };
    size_t n = label.n, start;

    if (!qg_str_starts(text, label))
        return 0;
    while (n < text.n && text.p[n] == ' ')
        n++;
    start = n;
    *number = 0;
    for (; n < text.n && n < start + MOST_DIGITS && text.p[n] >= '0' && text.p[n] <= '9'; n++)
        *number = *number * 10 + (text.p[n] - '0');
    return n == start || (n < text.n && strchr("-.0123456789", text.p[n]) != NULL) ? 0 : n;
}

bool qg_is_table_caption(qg_str text)
{
    qg_rune rune = 0;

    if (qg_str_starts(text, QG_STR("附")))
        text = qg_str_skip(text, strlen("附"));
    if (!qg_str_starts(text, QG_STR("表")))
        return false;
    text = qg_str_trim(qg_str_skip(text, strlen("表")));
    if (text.n > 0)
        qg_utf8_take(&text, &rune);
    return (rune >= '0' && rune <= '9') || qg_utf8_is_in(rune, "一二三四五六七八九十：:");
}

int qg_caption_number(const qg_node *caption, int last, size_t *n_written)
{
    const qg_node *first = caption->first;
    qg_str text = first != NULL && first->kind == QG_TEXT ? first->text : QG_STR("");
    int number = 0;

    *n_written = qg_caption_label(text, QG_STR("表"), &number);
    if (*n_written > 0)
        return number;
    return qg_is_table_caption(text) ? 0 : last + 1;
}

bool qg_caption_count(int *last, const qg_node *caption)
{
    size_t n_written;
    int number = qg_caption_number(caption, *last, &n_written);

    *last = number > 0 ? number : *last;
    return number > 0 && n_written == 0;
}

/* ---- pictures ---- */

bool qg_has_only_pictures(const qg_node *paragraph)
{
    for (const qg_node *n = paragraph->first; n != NULL; n = n->next)
        if (n->kind != QG_IMAGE && n->kind != QG_SOFT_BREAK &&
            !(n->kind == QG_LINK && qg_has_only_pictures(n)) &&
            !(n->kind == QG_TEXT && qg_str_trim(n->text).n == 0))
            return false;
    return paragraph->first != NULL;
}

/* 图1, 图 1-2, 图2.1, and 图为…… below the pictures of news */
bool qg_is_figure_caption(qg_str text)
{
    qg_str rest = qg_str_trim(qg_str_skip(text, strlen("图")));

    return qg_str_starts(text, QG_STR("图")) && rest.n > 0 &&
           ((rest.p[0] >= '0' && rest.p[0] <= '9') || qg_str_starts(rest, QG_STR("为")));
}

void qg_picture_caption(qg_buf *out, const qg_node *image)
{
    size_t start = out->n;

    if (qg_is_figure_caption(image->u.link.title)) {
        qg_buf_put(out, image->u.link.title);
        return;
    }
    qg_node_plain(out, image);
    if (!qg_is_figure_caption(qg_str_skip(qg_buf_str(out), start)))
        qg_buf_truncate(out, start);
}

/* The text of a short paragraph, plain or all of it bold or italic, written to the `bytes` of
 * MOST_BYTES; empty for others. */
static qg_str short_text(char *bytes, const qg_node *paragraph)
{
    const qg_node *only = paragraph->first;
    size_t length = 0;

    if (only != NULL && only->next == NULL &&
        (only->kind == QG_STRONG || only->kind == QG_EMPHASIS))
        paragraph = only;
    for (const qg_node *n = paragraph->first; n != NULL; n = n->next) {
        if (n->kind != QG_TEXT || n->text.n > MOST_BYTES - length)
            return QG_STR("");
        if (n->text.n > 0)
            memcpy(bytes + length, n->text.p, n->text.n);
        length += n->text.n;
    }
    return (qg_str){bytes, length};
}

bool qg_is_caption_below(const qg_node *paragraph)
{
    const qg_node *figure = paragraph->previous;
    char bytes[MOST_BYTES];

    return paragraph->kind == QG_PARAGRAPH && figure != NULL && figure->kind == QG_PARAGRAPH &&
           qg_has_only_pictures(figure) && qg_is_figure_caption(short_text(bytes, paragraph));
}

bool qg_figure_has_caption_below(const qg_node *figure)
{
    return figure->next != NULL && qg_is_caption_below(figure->next);
}
