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

static qg_status run_pass(qg_text *text, qg_repair_pass *pass, const qg_repair_options *options,
                          qg_edits *edits, const qg_sink *sink)
{
    const qg_edits_choice choice = {options->guess ? QG_REPAIR_LIKELY : QG_REPAIR_SURE,
                                    options->allows, options->user};
    qg_shield shield = {.text = qg_buf_str(&text->utf8)};
    const qg_repair_input input = {shield.text, &shield, options->guess};

    qg_edits_reset(edits);
    pass(edits, &input);
    if (shield.status != QG_OK)
        edits->status = shield.status;
    qg_shield_clear(&shield);
    if (edits->status != QG_OK)
        return edits->status;
    return qg_edits_apply(edits, &choice, &text->utf8, &text->map, sink);
}

qg_status qg_repair(qg_text *text, const qg_repair_options *options, const qg_sink *sink)
{
    qg_edits edits = {0};
    qg_status st = QG_OK;

    for (unsigned i = 0; i < QG_REPAIR_COUNT && st == QG_OK; i++)
        if ((options->passes & 1U << i) != 0)
            st = run_pass(text, passes[i], options, &edits, sink);
    qg_edits_clear(&edits);
    return st;
}
