#include "normalize/script/terms.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    const qg_str *left = a, *right = b;
    int order = memcmp(left->p, right->p, left->n < right->n ? left->n : right->n);

    return order != 0 ? order : (left->n > right->n) - (left->n < right->n);
}

static size_t count_lines(qg_str list)
{
    size_t n = 1;

    for (size_t i = 0; i < list.n; i++)
        n += list.p[i] == '\n';
    return n;
}

qg_status qg_terms_read(qg_terms *terms, qg_str list)
{
    *terms = (qg_terms){0};
    if (list.n == 0)
        return QG_OK;
    terms->sorted = calloc(count_lines(list), sizeof *terms->sorted);
    if (terms->sorted == NULL)
        return QG_E_MEMORY;
    if (qg_str_starts(list, QG_STR("\uFEFF")))
        list = qg_str_skip(list, strlen("\uFEFF"));
    while (list.n > 0) {
        qg_str term = qg_str_trim(qg_str_take_line(&list));
        if (term.n == 0 || term.p[0] == '#')
            continue;
        terms->starts[(unsigned char)term.p[0]] = true;
        terms->sorted[terms->n++] = term;
    }
    if (terms->n > 0)
        qsort(terms->sorted, terms->n, sizeof *terms->sorted, compare);
    return QG_OK;
}

/* The first of sorted[low..high), which agree in their first `i` bytes, with a byte at `i` that is
 * not below `byte`; a term that ends before has none and comes first. */
static size_t first_from(const qg_terms *terms, size_t low, size_t high, size_t i, int byte)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        qg_str term = terms->sorted[middle];
        int at = term.n <= i ? -1 : (unsigned char)term.p[i];
        if (at < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Bytes of the longest term at the start of `text`: the terms that agree with it are narrowed down
 * byte by byte. */
static size_t longest_at(const qg_terms *terms, qg_str text)
{
    size_t low = 0, high = terms->n, longest = 0;

    for (size_t i = 0; i < text.n; i++) {
        int byte = (unsigned char)text.p[i];
        low = first_from(terms, low, high, i, byte);
        high = first_from(terms, low, high, i, byte + 1);
        if (low == high)
            break;
        if (terms->sorted[low].n == i + 1)
            longest = i + 1;
    }
    return longest;
}

size_t qg_terms_find(const qg_terms *terms, qg_str text, size_t *n)
{
    *n = 0;
    if (terms->n == 0)
        return text.n;
    for (size_t i = 0; i < text.n; i++) {
        if (terms->starts[(unsigned char)text.p[i]])
            *n = longest_at(terms, qg_str_skip(text, i));
        if (*n > 0)
            return i;
    }
    return text.n;
}

void qg_terms_clear(qg_terms *terms)
{
    free(terms->sorted);
    *terms = (qg_terms){0};
}
