#include "normalize/repair.h"

static qg_repair_pass *const passes[QG_REPAIR_COUNT] = {
    [QG_REPAIR_MOJIBAKE] = qg_repair_mojibake,
    [QG_REPAIR_ESCAPES] = qg_repair_escapes,
    [QG_REPAIR_LOOKALIKES] = qg_repair_lookalikes,
    [QG_REPAIR_INVISIBLE] = qg_repair_invisible,
    [QG_REPAIR_TORN] = qg_repair_torn,
    [QG_REPAIR_ANNOTATIONS] = qg_repair_annotations,
    [QG_REPAIR_PUNCTUATION] = qg_repair_punctuation,
    [QG_REPAIR_DOUBLED] = qg_repair_doubled,
    [QG_REPAIR_WIDTH] = qg_repair_width,
    [QG_REPAIR_SPACES] = qg_repair_spaces,
};

/* Of a pass whose places explain each other: a quotation that was restored says that one before it
 * is torn, too. */
enum { MOST_RUNS = 8 };

/* One text in repair. */
typedef struct job {
    qg_text *text;
    const qg_repair_options *options;
    qg_edits edits;
} job;

static qg_status apply(job *j, const qg_sink *sink)
{
    const qg_edits_choice choice = {j->options->guess ? QG_REPAIR_LIKELY : QG_REPAIR_SURE,
                                    j->options->allows, j->options->user};

    return qg_edits_apply(&j->edits, &choice, &j->text->utf8, &j->text->map, sink);
}

static qg_status run_pass(job *j, qg_repair_pass *pass, const qg_sink *sink)
{
    qg_shield shield = {.text = qg_buf_str(&j->text->utf8)};
    const qg_repair_input input = {shield.text, &shield, j->options->guess};

    qg_edits_reset(&j->edits);
    pass(&j->edits, &input);
    if (shield.status != QG_OK)
        j->edits.status = shield.status;
    qg_shield_clear(&shield);
    return j->edits.status != QG_OK ? j->edits.status : apply(j, sink);
}

/* Hands on what was done, or what is suggested, and counts what was done. */
typedef struct part {
    const qg_sink *next;
    bool is_suggested;
    size_t n_done;
} part;

static void tell_part(void *user, const qg_finding *finding)
{
    part *p = user;

    if (finding->suggested == p->is_suggested)
        qg_sink_tell(p->next, finding);
    p->n_done += !finding->suggested;
}

/* Run a pass again until it finds no more; what it then still suggests is told. */
static qg_status run_to_the_end(job *j, qg_repair_pass *pass, const qg_sink *sink)
{
    part told = {.next = sink};

    for (int i = 0; i < MOST_RUNS; i++) {
        qg_status st;
        told.n_done = 0;
        st = run_pass(j, pass, &(qg_sink){tell_part, &told});
        if (st != QG_OK)
            return st;
        if (told.n_done > 0)
            continue;
        told.is_suggested = true;
        return apply(j, &(qg_sink){tell_part, &told});
    }
    return QG_OK;
}

qg_status qg_repair(qg_text *text, const qg_repair_options *options, const qg_sink *sink)
{
    job j = {.text = text, .options = options};
    qg_status st = QG_OK;

    for (unsigned i = 0; i < QG_REPAIR_COUNT && st == QG_OK; i++)
        if ((options->passes & 1U << i) != 0)
            st = i == QG_REPAIR_TORN ? run_to_the_end(&j, passes[i], sink)
                                     : run_pass(&j, passes[i], sink);
    qg_edits_clear(&j.edits);
    return st;
}
