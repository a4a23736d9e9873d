#include "normalize/edits.h"

#include "base/buf.h"

#include <assert.h>
#include <stdlib.h>

void qg_edits_put(qg_edits *edits, const qg_edit *edit)
{
    const qg_edit *last = edits->n == 0 ? NULL : &edits->list[edits->n - 1];

    assert(last == NULL || edit->offset >= last->offset + last->n_bytes);
    (void)last;
    if (edits->n == edits->n_allocated) {
        size_t n = edits->n_allocated == 0 ? 16 : edits->n_allocated * 2;
        qg_edit *list = realloc(edits->list, n * sizeof *list);
        if (list == NULL) {
            edits->status = QG_E_MEMORY;
            return;
        }
        edits->list = list;
        edits->n_allocated = n;
    }
    edits->list[edits->n++] = *edit;
    if (edits->arena.status != QG_OK)
        edits->status = edits->arena.status;
}

void qg_edits_reset(qg_edits *edits)
{
    qg_arena_clear(&edits->arena);
    edits->n = 0;
}

void qg_edits_clear(qg_edits *edits)
{
    qg_arena_clear(&edits->arena);
    free(edits->list);
    *edits = (qg_edits){0};
}

/* ---- applying -------------------------------------------------------------------------------- */

/* A text in the making. */
typedef struct work {
    qg_str from;
    const qg_map *from_map;
    qg_buf text;
    qg_map map;
    size_t done; /* bytes of `from` */
} work;

static void copy_to(work *w, size_t end)
{
    qg_buf_put(&w->text, qg_str_skip(qg_str_head(w->from, end), w->done));
    qg_map_copy(&w->map, w->from_map, w->done, end);
    w->done = end;
}

static void replace(work *w, const qg_edit *edit)
{
    copy_to(w, edit->offset);
    qg_buf_put(&w->text, edit->after);
    w->done = edit->offset + edit->n_bytes;
    qg_map_spread(&w->map, edit->after.n,
                  qg_map_back(w->from_map, w->done) - qg_map_back(w->from_map, edit->offset));
}

/* Whether the edit is to be done; it is told either way. */
static bool decide(const qg_edit *edit, const qg_edits_choice *choice, qg_str text,
                   const qg_map *map, const qg_sink *sink)
{
    qg_finding finding = {
        .kind = edit->kind,
        .offset = qg_map_back(map, edit->offset),
        .before = qg_str_skip(qg_str_head(text, edit->offset + edit->n_bytes), edit->offset),
        .after = edit->after,
        .confidence = (double)edit->confidence};

    finding.suggested = edit->is_note || edit->confidence < choice->least;
    if (!finding.suggested && choice->allows != NULL)
        finding.suggested = !choice->allows(choice->user, &finding);
    qg_sink_tell(sink, &finding);
    return !finding.suggested;
}

static qg_status finish(work *w, qg_buf *text, qg_map *map)
{
    qg_status st;

    copy_to(w, w->from.n);
    st = w->map.status != QG_OK ? w->map.status : qg_buf_status(&w->text);
    qg_buf_clear(text);
    qg_map_clear(map);
    *text = w->text;
    *map = w->map;
    return st;
}

qg_status qg_edits_apply(const qg_edits *edits, const qg_edits_choice *choice, qg_buf *text,
                         qg_map *map, const qg_sink *sink)
{
    work w = {.from = qg_buf_str(text), .from_map = map};
    bool is_changed = false;

    qg_buf_init(&w.text, 0);
    for (size_t i = 0; i < edits->n; i++)
        if (decide(&edits->list[i], choice, w.from, map, sink)) {
            replace(&w, &edits->list[i]);
            is_changed = true;
        }
    return is_changed ? finish(&w, text, map) : edits->status;
}
