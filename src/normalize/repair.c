#include "normalize/repair.h"

#include "normalize/census.h"
#include "normalize/torn.h"

#include <stdlib.h>

static qg_repair_pass *const passes[QG_REPAIR_COUNT] = {
    [QG_REPAIR_ESCAPES] = qg_repair_escapes,
    [QG_REPAIR_LOOKALIKES] = qg_repair_lookalikes,
    [QG_REPAIR_INVISIBLE] = qg_repair_invisible,
    [QG_REPAIR_TORN] = qg_repair_torn,
    [QG_REPAIR_ANNOTATIONS] = qg_repair_annotations,
    [QG_REPAIR_PUNCTUATION] = qg_repair_punctuation,
    [QG_REPAIR_QUOTES] = qg_repair_quotes,
    [QG_REPAIR_DOUBLED] = qg_repair_doubled,
    [QG_REPAIR_WIDTH] = qg_repair_width,
    [QG_REPAIR_SPACES] = qg_repair_spaces,
};

/* How often a pass may run whose places explain each other: a quotation that was restored shows
 * that one before it is torn, too. */
enum { MOST_RUNS = 8 };

/* What the passes over one text share. */
typedef struct work {
    qg_text *text;
    const qg_repair_options *options;
    qg_edits edits;
    qg_torn_marks torn; /* starts as zeros */
    qg_kept kept;       /* places that stay: the user wants so, or a change was only suggested */
    qg_kept noted;      /* damage beyond repair that was told already */
    qg_again *again;    /* of a pass that runs until it finds no more, else NULL */
    qg_look look;       /* of the text as it stands now */
    qg_look_changes changes; /* of the pass that runs */
    qg_shield shield;        /* likewise */
    qg_prose prose; /* of a page, made when a pass first asks, with a look and shield of its own */
    qg_look prose_look;
    qg_shield prose_shield;
} work;

static void forget(work *w)
{
    qg_look_clear(&w->look);
    qg_shield_clear(&w->shield);
    qg_look_clear(&w->prose_look);
    qg_shield_clear(&w->prose_shield);
    qg_prose_clear(&w->prose);
}

static void look_anew(work *w)
{
    forget(w);
    w->look.text = w->shield.text = qg_buf_str(&w->text->utf8);
}

/* The text has changed.  Where it did so in few places, the look at it as it was goes on. */
static void follow_changes(work *w)
{
    qg_look before = w->look;

    w->look = (qg_look){0};
    look_anew(w);
    qg_look_follow(&w->look, &before, &w->changes);
    qg_look_clear(&before);
}

/* Whether a pass reads a page without its tags, since it judges by sentences, or by characters
 * that pages often write as references. */
static bool reads_sentences(qg_repair_pass *pass)
{
    return pass == qg_repair_signs || pass == qg_repair_punctuation || pass == qg_repair_quotes ||
           pass == qg_repair_invisible || pass == qg_repair_lookalikes;
}

static qg_prose *prose_of(work *w)
{
    if (w->prose.text.n == 0) {
        qg_prose_make(&w->prose, qg_buf_str(&w->text->utf8));
        w->prose_look.text = w->prose_shield.text = qg_buf_str(&w->prose.text);
    }
    return &w->prose;
}

static qg_status run_pass(work *w, qg_repair_pass *pass, const qg_sink *sink)
{
    const qg_repair_options *options = w->options;
    float likely = pass == qg_repair_torn ? QG_REPAIR_LIKELY_TORN : QG_REPAIR_LIKELY;
    const qg_edits_choice choice = {options->guess ? likely : QG_REPAIR_SURE,
                                    options->allows,
                                    options->user,
                                    &w->kept,
                                    &w->noted,
                                    &w->changes};
    bool is_page = options->is_page && !qg_shield_is_xml(qg_buf_str(&w->text->utf8));
    qg_prose *prose = is_page && reads_sentences(pass) ? prose_of(w) : NULL;
    qg_look *look = prose == NULL ? &w->look : &w->prose_look;
    qg_shield *shield = prose == NULL ? &w->shield : &w->prose_shield;
    const qg_repair_input input = {look->text, &w->torn,       w->again, look,
                                   shield,     options->guess, is_page};

    w->changes.n = 0;
    w->changes.are_many = false;
    qg_edits_start(&w->edits, &choice, prose, &w->text->utf8, &w->text->map, sink);
    if (prose != NULL && prose->status != QG_OK)
        w->edits.status = prose->status;
    else
        pass(&w->edits, &input);
    if (shield->status != QG_OK)
        w->edits.status = shield->status;
    if (look->status != QG_OK)
        w->edits.status = look->status;
    if (qg_edits_finish(&w->edits))
        follow_changes(w);
    return w->edits.status;
}

/* Where in the text stands what came from `offset` of the input. */
static size_t place_of(const work *w, size_t offset)
{
    size_t low = 0, high = w->text->utf8.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (qg_map_back(&w->text->map, middle) < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The end of a reading in brackets that starts at `at`, which may tell what a torn character
 * was; `at` itself when there is none. */
static size_t reading_end(qg_str text, size_t at)
{
    enum { MOST_BYTES = 20 };
    qg_str rest = qg_str_head(qg_str_skip(text, at), MOST_BYTES);
    size_t n = qg_str_find_byte(rest, ')');

    return qg_str_starts(rest, QG_STR("(")) && n < rest.n ? at + n + 1 : at;
}

static qg_status keep_suggested(work *w, const qg_held *held)
{
    qg_str text = qg_buf_str(&w->text->utf8);
    qg_status st = QG_OK;

    for (size_t i = 0; i < held->n && st == QG_OK; i++) {
        const qg_finding *one = &held->list[i];
        size_t end = reading_end(text, place_of(w, one->offset) + one->before.n);
        if (one->confidence >= (double)QG_REPAIR_LIKELY_TORN)
            st = qg_kept_add(&w->kept, one->offset, qg_map_back(&w->text->map, end));
    }
    return st;
}

/* Run a pass again and again until it finds no more.  What it suggests in the end is told, and
 * kept from the later passes: once a mark was changed, the characters could be put together no
 * more. */
static qg_status run_to_the_end(work *w, qg_repair_pass *pass, const qg_sink *sink)
{
    qg_again again = {.next = sink};
    const qg_sink heard = qg_again_sink(&again);
    qg_status st;
    int i = 0;

    w->again = &again;
    do
        st = run_pass(w, pass, &heard);
    while (st == QG_OK && ++i < MOST_RUNS && qg_again_goes_on(&again));
    if (st == QG_OK)
        st = again.status;
    if (st == QG_OK) {
        qg_again_tell(&again);
        st = keep_suggested(w, &again.held);
    }
    qg_again_clear(&again);
    w->again = NULL;
    return st;
}

/* Undo wrong readings in four steps: references in the midst of them; what proves that there are
 * any; the same once more where another layer lay below; and single signs. */
static qg_status undo_readings(work *w, const qg_sink *sink)
{
    qg_status st = run_pass(w, qg_repair_references, sink);

    if (st == QG_OK)
        st = run_pass(w, qg_repair_mojibake, sink);
    if (st == QG_OK && w->edits.is_changed &&
        !qg_census_is_chinese_text(qg_buf_str(&w->text->utf8)))
        st = run_pass(w, qg_repair_mojibake, sink);
    return st == QG_OK ? run_pass(w, qg_repair_signs, sink) : st;
}

/* Run a kind of repair.  Text that comes out of escapes may have been read wrongly before it was
 * escaped, so mojibake is looked for again. */
static qg_status run_kind(work *w, qg_repair_kind kind, const qg_sink *sink)
{
    qg_status st;

    if (kind == QG_REPAIR_TORN)
        return run_to_the_end(w, passes[kind], sink);
    if (kind == QG_REPAIR_MOJIBAKE)
        return undo_readings(w, sink);
    st = run_pass(w, passes[kind], sink);
    if (kind == QG_REPAIR_ESCAPES && st == QG_OK && w->edits.is_changed &&
        (w->options->passes & 1U << QG_REPAIR_MOJIBAKE) != 0)
        st = undo_readings(w, sink);
    return st;
}

qg_status qg_repair(qg_text *text, const qg_repair_options *options, const qg_sink *sink)
{
    work w = {.text = text, .options = options};
    qg_status st = QG_OK;

    look_anew(&w);
    for (unsigned i = 0; i < QG_REPAIR_COUNT && st == QG_OK; i++)
        if ((options->passes & 1U << i) != 0)
            st = run_kind(&w, i, sink);
    forget(&w);
    free(w.changes.list);
    qg_torn_marks_forget(&w.torn);
    qg_kept_clear(&w.kept);
    qg_kept_clear(&w.noted);
    return st;
}
