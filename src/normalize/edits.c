#include "normalize/edits.h"

#include "base/buf.h"

#include <assert.h>

/* ---- doing them ------------------------------------------------------------------------------ */

static void copy_to(qg_edits *edits, size_t end)
{
    qg_str text = qg_buf_str(edits->text);

    if (edits->done == 0)
        qg_buf_reserve(&edits->new_text, text.n);
    qg_buf_put(&edits->new_text, qg_str_skip(qg_str_head(text, end), edits->done));
    qg_map_copy(&edits->new_map, edits->map, &edits->copied, edits->done, end);
    edits->done = end;
}

/* Put the edit's text in place of what it replaces, which came from `n_in` bytes of the input. */
static void replace(qg_edits *edits, const qg_edit *edit, size_t n_in)
{
    copy_to(edits, edit->offset);
    qg_buf_put(&edits->new_text, edit->after);
    qg_map_spread(&edits->new_map, edit->after.n, n_in);
    edits->done = edit->offset + edit->n_bytes;
    edits->is_changed = true;
    if (edits->choice.changes != NULL)
        qg_look_change_add(edits->choice.changes, edit->offset, edit->n_bytes, edit->after.n);
}

/* Whether a place of the input may change.  One that the user does not allow to is remembered as
 * kept, so that no later pass changes it either. */
static bool allows(qg_edits *edits, const qg_finding *finding, size_t end)
{
    const qg_edits_choice *choice = &edits->choice;

    if (choice->allows == NULL || choice->allows(choice->user, finding))
        return choice->kept == NULL || !qg_kept_meets(choice->kept, finding->offset, end);
    if (choice->kept != NULL && qg_kept_add(choice->kept, finding->offset, end) != QG_OK)
        edits->status = QG_E_MEMORY;
    return false;
}

/* Whether a note about the same place was told before; from now on it was.  A pass that runs
 * again would tell it twice. */
static bool was_noted(qg_edits *edits, size_t start, size_t end)
{
    qg_kept *noted = edits->choice.noted;

    if (noted == NULL || qg_kept_meets(noted, start, end))
        return noted != NULL;
    if (qg_kept_add(noted, start, end) != QG_OK)
        edits->status = QG_E_MEMORY;
    return false;
}

/* Tell the edit, and do it if it is to be done. */
static void take(qg_edits *edits, const qg_edit *edit)
{
    qg_str text = qg_buf_str(edits->text);
    qg_finding finding = {
        .kind = edit->kind,
        .offset = qg_map_back_near(edits->map, &edits->told, edit->offset),
        .before = qg_str_skip(qg_str_head(text, edit->offset + edit->n_bytes), edit->offset),
        .after = edit->after,
        .confidence = (double)edit->confidence};
    size_t end = qg_map_back_near(edits->map, &edits->told, edit->offset + edit->n_bytes);

    if (edit->is_note && was_noted(edits, finding.offset, end))
        return;
    finding.suggested = edit->is_note || edit->confidence < edits->choice.least;
    if (!allows(edits, &finding, end))
        finding.suggested = true;
    qg_sink_tell(edits->sink, &finding);
    if (!finding.suggested)
        replace(edits, edit, end - finding.offset);
}

static void do_all(qg_edits *edits)
{
    if (edits->arena.status != QG_OK)
        edits->status = edits->arena.status;
    for (size_t i = 0; i < edits->n && edits->status == QG_OK; i++)
        take(edits, &edits->list[i]);
    edits->n = 0;
    qg_arena_clear(&edits->arena);
}

/* ---- for the pass ---------------------------------------------------------------------------- */

void qg_edits_start(qg_edits *edits, const qg_edits_choice *choice, qg_prose *prose, qg_buf *text,
                    qg_map *map, const qg_sink *sink)
{
    edits->n = edits->done = 0;
    edits->arena = (qg_arena){0};
    edits->choice = *choice;
    if (choice->kept != NULL)
        qg_kept_settle(choice->kept);
    if (choice->noted != NULL)
        qg_kept_settle(choice->noted);
    edits->prose = prose;
    edits->text = text;
    edits->map = map;
    edits->told = edits->copied = (qg_map_near){0};
    edits->sink = sink;
    qg_buf_init(&edits->new_text, 0);
    edits->new_map = (qg_map){0};
    edits->is_changed = false;
    edits->status = QG_OK;
}

bool qg_edits_is_whole(const qg_edits *edits, size_t offset, size_t n)
{
    return edits->prose == NULL || qg_prose_place(edits->prose, offset, n, &offset, &n);
}

void qg_edits_put(qg_edits *edits, const qg_edit *edit)
{
    qg_edit put = *edit;

    if (edits->prose != NULL &&
        !qg_prose_place(edits->prose, edit->offset, edit->n_bytes, &put.offset, &put.n_bytes))
        return;
    assert(put.offset >=
           (edits->n == 0 ? edits->done
                          : edits->list[edits->n - 1].offset + edits->list[edits->n - 1].n_bytes));
    edits->list[edits->n++] = put;
    if (edits->n == QG_EDITS_AT_ONCE)
        do_all(edits);
}

bool qg_edits_finish(qg_edits *edits)
{
    bool is_new;

    do_all(edits);
    if (edits->is_changed && edits->status == QG_OK)
        copy_to(edits, edits->text->n);
    if (edits->status == QG_OK)
        edits->status = edits->new_map.status;
    if (edits->status == QG_OK)
        edits->status = qg_buf_status(&edits->new_text);
    is_new = edits->is_changed && edits->status == QG_OK;
    qg_buf_clear(is_new ? edits->text : &edits->new_text);
    qg_map_clear(is_new ? edits->map : &edits->new_map);
    if (is_new) {
        *edits->text = edits->new_text;
        *edits->map = edits->new_map;
    }
    return is_new;
}
