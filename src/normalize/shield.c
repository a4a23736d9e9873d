#include "normalize/shield.h"

#include <stdlib.h>

static bool is_address_byte(unsigned char c)
{
    return c > ' ' && c < 0x7F && strchr("\"<>`{}|\\^", c) == NULL;
}

static void put_span(qg_shield *shield, size_t start, size_t end)
{
    if (shield->n == shield->n_allocated) {
        size_t n = shield->n_allocated == 0 ? 16 : shield->n_allocated * 2;
        qg_shield_span *spans = realloc(shield->spans, n * sizeof *spans);
        if (spans == NULL) {
            shield->status = QG_E_MEMORY;
            return;
        }
        shield->spans = spans;
        shield->n_allocated = n;
    }
    shield->spans[shield->n++] = (qg_shield_span){start, end};
}

/* The address around "://" at `at`. */
static size_t put_address(qg_shield *shield, size_t least, size_t at)
{
    qg_str s = shield->text;
    size_t start = at, end = at;

    while (start > least && is_address_byte((unsigned char)s.p[start - 1]))
        start--;
    while (end < s.n && is_address_byte((unsigned char)s.p[end]))
        end++;
    put_span(shield, start, end);
    return end;
}

static void find_spans(qg_shield *shield)
{
    size_t at = 0;

    shield->is_found = true;
    while (at < shield->text.n && shield->status == QG_OK) {
        size_t hit = at + qg_str_find(qg_str_skip(shield->text, at), QG_STR("://"));
        at = hit < shield->text.n ? put_address(shield, at, hit) : shield->text.n;
    }
    if (shield->status != QG_OK)
        shield->n = 0;
}

size_t qg_shield_end(qg_shield *shield, size_t offset)
{
    if (!shield->is_found)
        find_spans(shield);
    if (shield->at > 0 && (shield->at > shield->n || shield->spans[shield->at - 1].end > offset))
        shield->at = 0;
    while (shield->at < shield->n && shield->spans[shield->at].end <= offset)
        shield->at++;
    if (shield->at == shield->n || shield->spans[shield->at].start > offset)
        return offset;
    return shield->spans[shield->at].end;
}

void qg_shield_clear(qg_shield *shield)
{
    free(shield->spans);
    *shield = (qg_shield){0};
}
