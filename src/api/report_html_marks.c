/* report_html_marks.c - where in the decoded text the findings of a report stand. */
#include "api/report_html_int.h"

#include <stdlib.h>

enum { FINDINGS_MOST = 5000 /* a browser is slow with more, and no one looks at them */ };

/* The offset in the decoded text for an offset in the input. */
static size_t forward(const qg_map *map, size_t offset)
{
    size_t low = 0, high = map->out;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (qg_map_back(map, middle) < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_place(const void *a, const void *b)
{
    const qg_report_mark *one = a, *two = b;

    if (one->finding.offset != two->finding.offset)
        return one->finding.offset < two->finding.offset ? -1 : 1;
    return one->i < two->i ? -1 : one->i > two->i;
}

static qg_status gather(qg_report_marks *marks, const qg_store *store)
{
    size_t n_findings = store->n, n = 0;
    size_t room = n_findings < 2 * FINDINGS_MOST ? n_findings : 2 * FINDINGS_MOST;
    qg_store_reader reader = {.store = store};

    marks->p = calloc(room + 1, sizeof *marks->p);
    if (marks->p == NULL)
        return QG_E_MEMORY;
    while (reader.i < n_findings) {
        qg_report_mark *m = &marks->p[n++];
        *m = (qg_report_mark){.i = reader.i};
        qg_store_next(&reader, &m->finding);
        marks->counts[m->finding.kind]++;
        marks->n_suggested += m->finding.suggested;
        if (n == room) { /* those that come first are kept */
            qsort(marks->p, n, sizeof *marks->p, by_place);
            n = n < FINDINGS_MOST ? n : FINDINGS_MOST;
        }
    }
    qsort(marks->p, n, sizeof *marks->p, by_place);
    marks->n = n < FINDINGS_MOST ? n : FINDINGS_MOST;
    return QG_OK;
}

/* The length of the text that the finding changed; 0 when the decoded text does not have it there.
 */
static size_t length_at(qg_str text, const qg_finding *finding)
{
    if (finding->before.n > 0 && qg_str_starts(text, finding->before))
        return finding->before.n;
    return finding->kind == QG_FOUND_DECODE_BYTES && qg_str_starts(text, QG_STR("\uFFFD")) ? 3 : 0;
}

/* The start of the character that `at` is in. */
static size_t at_character(qg_str text, size_t at)
{
    while (at > 0 && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at--;
    return at < text.n ? at : text.n;
}

/* Findings of later passes may stand inside what an earlier one changed: they come right behind it.
 */
static void place(const qg_report_marks *marks, qg_str text, const qg_map *map)
{
    size_t end = 0;

    for (size_t i = 0; i < marks->n; i++) {
        qg_report_mark *m = &marks->p[i];
        size_t at = at_character(text, forward(map, m->finding.offset)), length;
        length = at < end ? 0 : length_at(qg_str_skip(text, at), &m->finding);
        m->at = at < end ? end : at;
        m->end = end = m->at + length;
    }
}

qg_status qg_report_marks_read(qg_report_marks *marks, const qg_store *store, const qg_text *text)
{
    qg_status st;

    *marks = (qg_report_marks){0};
    st = gather(marks, store);
    if (st == QG_OK)
        place(marks, qg_buf_str(&text->utf8), &text->map);
    return st;
}

void qg_report_marks_clear(qg_report_marks *marks)
{
    free(marks->p);
    *marks = (qg_report_marks){0};
}
