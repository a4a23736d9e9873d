/* edits.c - a line that was read right, as edits. */
#include "normalize/mojibake/mojibake_int.h"

#include "base/halved.h"
#include "normalize/mojibake/cost.h"

#include <limits.h>

#define BEYOND_DOUBT 0.999F
#define DOUBT        0.5F

static bool is_beyond(qg_rune rune)
{
    return rune == 0x951F || rune == 0x65A4 || rune == 0x62F7; /* 锟斤拷 */
}

/* Length in bytes of what is beyond repair at the start of `text`; 0 when there is none. */
static size_t beyond_at(qg_str text)
{
    enum { ROW = 3 };
    qg_str rest = text;
    qg_rune first, rune;
    size_t n = 1, end;
    bool is_row = true, has_all = false;

    end = qg_utf8_take(&rest, &first).n;
    if (first != QG_RUNE_BAD && first != 0x70EB && first != 0x5C6F && !is_beyond(first))
        return 0;
    is_row = !is_beyond(first);
    for (qg_rune last = first; rest.n > 0; n++, last = rune) {
        qg_str taken = qg_utf8_take(&rest, &rune);
        if (is_row ? rune != first : !is_beyond(rune) || rune == last)
            break;
        end += taken.n;
        has_all |= n == 2;
    }
    return is_row ? (n >= ROW ? end : 0) : (has_all ? end : 0);
}

/* Tell what is beyond repair up to the byte at `end`. */
void qg_mojibake_tell_beyond(qg_mojibake *w, size_t end)
{
    qg_str text = qg_str_head(w->input->text, end);

    while (w->told < end) {
        qg_str rest = qg_str_skip(text, w->told);
        size_t n = (unsigned char)rest.p[0] < 0xE5 ? 0 : beyond_at(rest);
        if (n > 0)
            qg_edits_put(w->edits, &(qg_edit){.offset = w->told,
                                              .n_bytes = n,
                                              .after = qg_str_head(rest, n),
                                              .kind = QG_FOUND_REPAIR_BEYOND,
                                              .confidence = 1,
                                              .is_note = true});
        if (n == 0) {
            qg_rune rune;
            n = qg_utf8_take(&rest, &rune).n;
        }
        w->told += n;
    }
}

/* Put a change; what was lost and stays as it is shown is told, too. */
static void put_text(qg_mojibake *w, size_t offset, size_t n_bytes, qg_str after, qg_kind kind,
                     float confidence)
{
    qg_str before = qg_str_head(qg_str_skip(w->input->text, offset), n_bytes);
    bool is_same = qg_str_eq(before, after);

    if ((is_same && kind != QG_FOUND_REPAIR_LOST) || n_bytes == 0)
        return;
    qg_edits_put(w->edits, &(qg_edit){.offset = offset,
                                      .n_bytes = n_bytes,
                                      .after = qg_arena_copy(&w->edits->arena, after),
                                      .kind = kind,
                                      .confidence = confidence,
                                      .is_note = is_same});
    w->told = offset + n_bytes;
}

static void put_edit(qg_mojibake *w, size_t offset, size_t n_bytes, qg_kind kind, float confidence)
{
    put_text(w, offset, n_bytes, qg_buf_str(&w->after), kind, confidence);
    qg_buf_truncate(&w->after, 0);
}

static void put_rune(qg_buf *out, qg_rune rune)
{
    char bytes[QG_UTF8_MAX];

    qg_buf_put(out, (qg_str){bytes, qg_utf8_encode(bytes, rune)});
}

/* The end of an atom: the steps from `i` on up to the first place where a character ends both in
 * the line as it stands and in what it becomes. */
static size_t end_of_atom(const qg_line_reading *r, size_t i, size_t end)
{
    while (i + 1 < end && !r->steps[i].is_whole)
        i++;
    while (i + 1 < end && r->steps[i + 1].end == r->steps[i].end)
        i++;
    return i + 1;
}

/* Whether the step is a '?' that may be all that is left of a character. */
static bool is_doubtful(const qg_mojibake *w, const qg_damage *how, const qg_line_reading *r,
                        size_t i)
{
    size_t from = i == 0 ? 0 : r->steps[i - 1].end;
    qg_rune before = from == 0 ? 0 : w->runes[from - 1];
    qg_rune behind = i + 1 == r->n ? 0 : w->runes[r->steps[i].end];

    return r->steps[i].rune == '?' && (before >= 0x80 || before == '?' || behind >= 0x80) &&
           qg_misreading_leaves_marks(&how->what.layers[0]);
}

/* Write the text of an atom; returns how sure it is.  What is not sure enough stays marked. */
static float put_atom(qg_mojibake *w, const qg_line_reading *r, size_t i, size_t end,
                      float confidence, bool *is_lost)
{
    float least = w->input->guess ? QG_REPAIR_LIKELY : QG_REPAIR_SURE, sure = confidence;

    *is_lost = false;
    for (; i < end; i++) {
        const qg_path_step *step = &r->steps[i];
        bool is_sure = !step->is_lost || step->confidence * confidence >= least;
        *is_lost |= step->is_lost;
        put_rune(&w->after, is_sure ? step->rune : QG_RUNE_BAD);
        if (is_sure && step->confidence * confidence < sure)
            sure = step->confidence * confidence;
    }
    return sure;
}

/* The run of mended steps from `i` to `end`, as edits: what is sound together, each atom with
 * something lost on its own. */
static void put_run(qg_mojibake *w, size_t offset, const qg_line_reading *r, const qg_damage *how,
                    size_t i, size_t end, float confidence)
{
    size_t from = i == 0 ? 0 : r->steps[i - 1].end, done = from;

    qg_mojibake_tell_beyond(w, offset + w->starts[from]);
    while (i < end) {
        size_t next = end_of_atom(r, i, end), written = w->after.n;
        bool is_lost;
        float sure = put_atom(w, r, i, next, confidence, &is_lost);
        if (is_lost || is_doubtful(w, how, r, i)) {
            qg_buf_truncate(&w->after, written);
            put_edit(w, offset + w->starts[from], w->starts[done] - w->starts[from],
                     QG_FOUND_REPAIR_MOJIBAKE, confidence);
            put_atom(w, r, i, next, confidence, &is_lost);
            put_edit(w, offset + w->starts[done],
                     w->starts[r->steps[next - 1].end] - w->starts[done], QG_FOUND_REPAIR_LOST,
                     sure);
            from = r->steps[next - 1].end;
        }
        done = r->steps[next - 1].end;
        i = next;
    }
    put_edit(w, offset + w->starts[from], w->starts[done] - w->starts[from],
             QG_FOUND_REPAIR_MOJIBAKE, confidence);
}

/* Whether the step changes nothing in the line. */
static bool is_idle(const qg_mojibake *w, const qg_damage *how, const qg_line_reading *r, size_t i)
{
    const qg_path_step *step = &r->steps[i];
    size_t from = i == 0 ? 0 : r->steps[i - 1].end;

    return !step->is_mended ||
           (!is_doubtful(w, how, r, i) && step->is_whole && (i == 0 || r->steps[i - 1].is_whole) &&
            step->end == from + 1 && w->runes[from] == step->rune);
}

/* How sure it is that a run was read wrongly, where damage of its kind has `proof` bits. */
static float run_confidence(const qg_mojibake *w, const qg_line_reading *r, size_t i, size_t end,
                            size_t proof)
{
    enum { MUCH = 500, LONG = 64, SOME_SENSE = 4, LOST = 6 };
    qg_rune last = i == 0 ? 0 : r->steps[i - 1].rune;
    size_t from = i == 0 ? 0 : r->steps[i - 1].end;
    long gain, sense;

    if (proof >= MUCH && end - i >= LONG)
        return BEYOND_DOUBT; /* it does read better, or the path would not go here */
    gain = (long)qg_mojibake_text_cost(w, w->runes + from, r->steps[end - 1].end - from) +
           (w->is_alone ? QG_COST_ALONE : 0);
    sense = qg_mojibake_sense(w, &r->steps[i], end - i, last) + SOME_SENSE;
    if (proof >= MUCH || w->has_few_letters || !qg_mojibake_has_wide(&r->steps[i], end - i))
        sense = LONG_MAX;
    for (; i < end; last = r->steps[i++].rune)
        gain -= (long)qg_mojibake_cost(&w->codes->costs, last, r->steps[i].rune) +
                (r->steps[i].is_lost ? LOST : 0);
    gain = sense < gain ? sense : gain;
    return gain <= 0 ? 0 : (float)(1 - qg_halved((double)(gain + 2)));
}

/* Whether what stands behind the '?' at `i`, and behind more of them, was mended. */
static bool is_ahead_of_mended(const qg_line_reading *r, size_t i)
{
    enum { ROW = 8 };
    size_t end = r->n - i < ROW ? r->n : i + ROW;

    while (i < end && r->steps[i].rune == '?' && !r->steps[i].is_mended)
        i++;
    return i < end && r->steps[i].is_mended;
}

/* Pass the steps from `i` on that change nothing.  A '?' beside what was mended is told. */
static size_t pass_idle(qg_mojibake *w, size_t offset, const qg_line_reading *r,
                        const qg_damage *how, size_t i)
{
    bool is_beside = i > 0 && r->steps[i - 1].is_mended;

    for (; i < r->n && is_idle(w, how, r, i); i++) {
        size_t at = offset + (i == 0 ? 0 : w->starts[r->steps[i - 1].end]);
        is_beside = is_doubtful(w, how, r, i) && (is_beside || is_ahead_of_mended(r, i));
        if (is_beside) {
            qg_mojibake_tell_beyond(w, at);
            put_text(w, at, 1, QG_STR("?"), QG_FOUND_REPAIR_LOST, DOUBT);
        }
        is_beside |= r->steps[i].is_mended;
    }
    return i;
}

void qg_mojibake_put_line(qg_mojibake *w, size_t offset, const qg_line_reading *r,
                          const qg_damage *how)
{
    size_t i = 0;

    while (i < r->n) {
        size_t end;
        float confidence;
        i = pass_idle(w, offset, r, how, i);
        for (end = i; end < r->n && r->steps[end].is_mended;)
            end++;
        while (end > i && is_idle(w, how, r, end - 1))
            end--;
        if (end == i)
            continue;
        confidence = run_confidence(w, r, i, end, how->gain);
        if (confidence >= QG_REPAIR_LIKELY)
            put_run(w, offset, r, how, i, end, confidence);
        i = end;
    }
}

void qg_mojibake_put_recoded(qg_mojibake *w, size_t offset, qg_str line, qg_str after)
{
    size_t n_first = 0, n_last = 0;

    while (n_first < line.n && (unsigned char)line.p[n_first] < 0x80)
        n_first++;
    while ((unsigned char)line.p[line.n - 1 - n_last] < 0x80 &&
           line.p[line.n - 1 - n_last] == after.p[after.n - 1 - n_last])
        n_last++;
    put_text(w, offset + n_first, line.n - n_first - n_last,
             qg_str_skip(qg_str_head(after, after.n - n_last), n_first), QG_FOUND_REPAIR_MOJIBAKE,
             BEYOND_DOUBT);
}
