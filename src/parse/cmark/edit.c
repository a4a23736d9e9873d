/* edit.c - what is fed to cmark-gfm in place of the draft's own bytes. */
#include "parse/cmark/cmark_int.h"

#include "base/sorted.h"

#include <stdio.h>
#include <stdlib.h>

/* What is fed for a `:::` line: a comment ends whatever block is open, even a table. */
static const char MARK_HTML[] = "<!--:::-->";

size_t qg_source_edit_from(const qg_source *s, size_t from)
{
    return qg_sorted_from(s->edits, s->n_edits, sizeof *s->edits, from);
}

const qg_feed_edit *qg_source_edit_between(const qg_source *s, size_t from, size_t to)
{
    size_t i = qg_source_edit_from(s, from);

    return i < s->n_edits && s->edits[i].offset < to ? &s->edits[i] : NULL;
}

/* By offset; of two edits at one place the one that cuts more first. */
static int compare_edits(const void *a, const void *b)
{
    const qg_feed_edit *x = a, *y = b;

    return x->offset != y->offset ? (x->offset > y->offset) - (x->offset < y->offset)
                                  : (x->cut < y->cut) - (x->cut > y->cut);
}

void qg_source_use_edits(qg_source *s, qg_feed_edit *edits, size_t n)
{
    if (n > 0)
        qsort(edits, n, sizeof *edits, compare_edits);
    for (size_t i = 1; i < n; i++) {
        edits[i].n_before = edits[i - 1].n_before + strlen(edits[i - 1].put);
        edits[i].cut_before = edits[i - 1].cut_before + edits[i - 1].cut;
    }
    s->edits = edits;
    s->n_edits = n;
}

/* Whether `e` is inside of what `before` cuts: anything in a table, which is one mark as a whole,
 * and the blanks of lines in a formula or of which `before` cuts more. */
static bool is_inside(const qg_feed_edit *e, const qg_feed_edit *before)
{
    return !e->is_mark && e->offset < before->offset + before->cut &&
           (before->is_mark || e->put[0] == '\0');
}

/* Leave out what is inside the edit before it. */
static size_t drop_inner(qg_feed_edit *edits, size_t n)
{
    size_t n_kept = 0;

    if (n > 0)
        qsort(edits, n, sizeof *edits, compare_edits);
    for (size_t i = 0; i < n; i++)
        if (n_kept == 0 || !is_inside(&edits[i], &edits[n_kept - 1]))
            edits[n_kept++] = edits[i];
    return n_kept;
}

static qg_feed_edit formula_edit(const qg_source *s, size_t i)
{
    const qg_formula *f = &s->formulas.list[i];
    qg_feed_edit e = {.offset = f->offset, .cut = f->n};

    snprintf(e.put, sizeof e.put, "%s%zu%s", QG_FED_FORMULA, i, QG_FED_FORMULA);
    return e;
}

static qg_feed_edit help_edit(const qg_source *s, const qg_mark_help *help)
{
    qg_feed_edit e = {.offset = help->offset, .cut = help->is_plain ? 1 : help->cut};
    char mark = s->text.p[help->offset];
    const char *plain = mark == '*' ? QG_FED_STAR : mark == '_' ? QG_FED_LINE : QG_FED_TILDE;

    if (help->n_marks > 0)
        snprintf(e.put, sizeof e.put, "%.*s ", (int)help->n_marks, "######");
    else if (!help->is_nothing)
        snprintf(e.put, sizeof e.put, "%s", help->is_plain ? plain : QG_FED_LETTER);
    return e;
}

qg_status qg_source_first_edits(qg_source *s)
{
    size_t n = s->n_marks + s->n_helps + s->formulas.n + s->n_indents + s->n_escapes, at = 0;
    qg_feed_edit *edits = n == 0 ? NULL : qg_arena_get(&s->doc->arena, n * sizeof *edits);

    if (n > 0 && edits == NULL)
        return qg_doc_status(s->doc);
    for (size_t i = 0; i < s->n_marks; i++) {
        if (s->marks[i].is_text)
            continue;
        edits[at] =
            (qg_feed_edit){.offset = s->marks[i].offset, .cut = s->marks[i].n, .is_mark = true};
        memcpy(edits[at++].put, MARK_HTML, sizeof MARK_HTML);
    }
    for (size_t i = 0; i < s->n_helps; i++)
        edits[at++] = help_edit(s, &s->helps[i]);
    for (size_t i = 0; i < s->formulas.n; i++)
        if (!s->formulas.list[i].is_code)
            edits[at++] = formula_edit(s, i);
    for (size_t i = 0; i < s->n_indents; i++)
        edits[at++] = (qg_feed_edit){.offset = s->indents[i].offset, .cut = s->indents[i].n};
    for (size_t i = 0; i < s->n_escapes; i++)
        edits[at++] = (qg_feed_edit){.offset = s->escapes[i].offset, .cut = s->escapes[i].n};
    qg_source_use_edits(s, edits, drop_inner(edits, at));
    return qg_source_find_lines(s);
}

qg_formula *qg_source_take_formula(const qg_source *s, qg_str *rest)
{
    qg_str mark = qg_str_of(QG_FED_FORMULA), inside = qg_str_skip(*rest, mark.n);
    size_t n = qg_str_find(inside, mark), i = 0;

    if (n == 0 || n > 8 || n == inside.n)
        return NULL;
    for (size_t k = 0; k < n; k++)
        i = i * 10 + (size_t)(inside.p[k] - '0');
    if (i >= s->formulas.n)
        return NULL;
    *rest = qg_str_skip(inside, n + mark.n);
    return &s->formulas.list[i];
}
