/* finding_id.c - ids of findings that stay the same from run to run.
 *
 * A program that reviews findings must be able to refer to one of them later.  Its index would
 * change as soon as a new version tells one more finding, so the id consists of kind, offset and
 * rank.
 */
#include "api/report.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- ranks ----------------------------------------------------------------------------------- */

/* Findings of a kind come nearly always in the order of the text, so only the last offset of each
 * kind is kept.  One that comes late, behind a later offset, gets a rank that no other of its kind
 * has. */
size_t qg_ranks_next(const qg_ranks *ranks, const qg_finding *finding)
{
    const qg_rank *last = &ranks->of[finding->kind];

    if (last->n == 0 || finding->offset > last->offset)
        return 1;
    return finding->offset == last->offset ? last->rank + 1 : last->n + 1;
}

size_t qg_ranks_give(qg_ranks *ranks, const qg_finding *finding)
{
    size_t rank = qg_ranks_next(ranks, finding);
    qg_rank *last = &ranks->of[finding->kind];

    if (last->n++ == 0 || finding->offset >= last->offset) {
        last->offset = finding->offset;
        last->rank = rank;
    }
    return rank;
}

/* ---- names ----------------------------------------------------------------------------------- */

void qg_finding_id(char id[QG_ID_BYTES], const qg_finding *finding)
{
    int n = snprintf(id, QG_ID_BYTES, "%s@%zu", qg_kind_name(finding->kind), finding->offset);

    if (finding->rank > 1)
        snprintf(id + n, QG_ID_BYTES - (size_t)n, ".%zu", finding->rank);
}

/* Take a decimal number without leading zeros off `s`. */
static bool take_number(qg_str *s, size_t *number)
{
    size_t n = 0;

    for (*number = 0; n < s->n && s->p[n] >= '0' && s->p[n] <= '9'; n++) {
        size_t digit = (size_t)(s->p[n] - '0');
        if (*number > (SIZE_MAX - digit) / 10 || (n == 1 && s->p[0] == '0'))
            return false;
        *number = *number * 10 + digit;
    }
    *s = qg_str_skip(*s, n);
    return n > 0;
}

static qg_kind kind_of(qg_str name)
{
    int kind = QG_FOUND_NONE + 1;

    while (kind < QG_FOUND_COUNT && !qg_str_eq_nocase(name, qg_str_of(qg_kind_name((qg_kind)kind))))
        kind++;
    return (qg_kind)kind;
}

bool qg_finding_read_id(qg_finding *finding, qg_str id)
{
    qg_str name = qg_str_head(id, qg_str_find_byte(id, '@')), rest = qg_str_skip(id, name.n + 1);

    *finding = (qg_finding){.kind = kind_of(name), .rank = 1};
    if (finding->kind == QG_FOUND_COUNT || !take_number(&rest, &finding->offset))
        return false;
    if (rest.n == 0)
        return true;
    if (*rest.p != '.')
        return false;
    rest = qg_str_skip(rest, 1);
    return take_number(&rest, &finding->rank) && finding->rank > 1 && rest.n == 0;
}

/* ---- lists of names -------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const qg_place_id *one = a, *two = b;

    if (one->offset != two->offset)
        return one->offset < two->offset ? -1 : 1;
    if (one->kind != two->kind)
        return one->kind < two->kind ? -1 : 1;
    return (one->rank > two->rank) - (one->rank < two->rank);
}

static void drop_repeats(qg_id_list *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++)
        if (n == 0 || by_place(&list->ids[n - 1], &list->ids[i]) != 0)
            list->ids[n++] = list->ids[i];
    list->n = n;
}

qg_status qg_id_list_read(qg_id_list *list, qg_str ids)
{
    size_t n = 1;

    *list = (qg_id_list){0};
    for (size_t i = 0; i < ids.n; i++)
        n += ids.p[i] == ',';
    list->ids = calloc(n, sizeof *list->ids);
    if (list->ids == NULL)
        return QG_E_MEMORY;
    while (ids.n > 0) {
        qg_str one = qg_str_head(ids, qg_str_find_byte(ids, ','));
        qg_finding finding;
        if (qg_finding_read_id(&finding, qg_str_trim(one)))
            list->ids[list->n++] = (qg_place_id){finding.offset, finding.rank, finding.kind, false};
        ids = qg_str_skip(ids, one.n + 1);
    }
    qsort(list->ids, list->n, sizeof *list->ids, by_place);
    drop_repeats(list);
    return QG_OK;
}

bool qg_id_list_meet(qg_id_list *list, const qg_finding *finding, size_t rank)
{
    const qg_place_id id = {finding->offset, rank, finding->kind, true};
    qg_place_id *met = list->n > 0 ? bsearch(&id, list->ids, list->n, sizeof id, by_place) : NULL;

    if (met != NULL)
        met->is_met = true;
    return met != NULL;
}

void qg_id_list_tell_rest(const qg_id_list *list, const qg_sink *sink)
{
    for (size_t i = 0; i < list->n; i++) {
        const qg_place_id *one = &list->ids[i];
        char id[QG_ID_BYTES];
        if (one->is_met)
            continue;
        qg_finding_id(id,
                      &(qg_finding){.kind = one->kind, .offset = one->offset, .rank = one->rank});
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_REPAIR_NOT_HERE,
                                         .offset = one->offset,
                                         .before = qg_str_of(id)});
    }
}

void qg_id_list_clear(qg_id_list *list)
{
    free(list->ids);
    *list = (qg_id_list){0};
}
