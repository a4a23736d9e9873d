/* caption.c - the numbers of tables and pictures in their captions. */
#include "document/document.h"

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

int qg_caption_number(const qg_node *caption, int last, size_t *n_written)
{
    const qg_node *first = caption->first;
    qg_str text = first != NULL && first->kind == QG_TEXT ? first->text : QG_STR("");
    int number = 0;

    *n_written = qg_caption_label(text, QG_STR("表"), &number);
    if (*n_written > 0)
        return number;
    return qg_str_starts(text, QG_STR("表")) || qg_str_starts(text, QG_STR("附表")) ? 0 : last + 1;
}

bool qg_caption_count(int *last, const qg_node *caption)
{
    size_t n_written;
    int number = qg_caption_number(caption, *last, &n_written);

    *last = number > 0 ? number : *last;
    return number > 0 && n_written == 0;
}
