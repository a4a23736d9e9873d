/* label.c - what each piece is, found for all of them at once.
 *
 * A document stands in its page in one order: furniture, title, furniture, body, signature, date,
 * furniture.  Each piece gives points to each label for what it looks like (text/weights.def), each
 * step from a label to the next costs or gains, and the best path through all pieces is the answer
 * (Viterbi's algorithm).  So a doubtful line is decided by what stands around it, and one misjudged
 * line does not carry the rest away.
 */
#include "base/halved.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"

#include <stdlib.h>

enum {
#define X(NAME, weight, reason) NAME = weight,
#include "parse/text/weights.def"
#undef X
    NEVER = QG_POINTS_NEVER
};

bool qg_label_is_junk(qg_label label)
{
    switch (label) {
    case QG_LABEL_HEAD_JUNK:
    case QG_LABEL_TITLE_JUNK:
    case QG_LABEL_BODY_JUNK:
    case QG_LABEL_BETWEEN:
    case QG_LABEL_TAIL_JUNK:
        return true;
    default:
        return false;
    }
}

/* ---- steps --------------------------------------------------------------------------------- */

enum { NO_STEP = NEVER };

/* What each step costs; what is not named is impossible. */
static const struct {
    uint8_t from, to;
    short cost;
} steps[] = {
    {QG_LABEL_HEAD_JUNK, QG_LABEL_HEAD_JUNK, 0},
    {QG_LABEL_HEAD_JUNK, QG_LABEL_LEAD, STEP_LEAD},
    {QG_LABEL_HEAD_JUNK, QG_LABEL_TITLE, 0},
    {QG_LABEL_HEAD_JUNK, QG_LABEL_BODY, STEP_NO_TITLE},
    {QG_LABEL_LEAD, QG_LABEL_LEAD, -1},
    {QG_LABEL_LEAD, QG_LABEL_TITLE, 0},
    {QG_LABEL_LEAD, QG_LABEL_HEAD_JUNK, STEP_LEAD},
    {QG_LABEL_TITLE, QG_LABEL_TITLE_MORE, 0},
    {QG_LABEL_TITLE, QG_LABEL_TITLE_JUNK, 0},
    {QG_LABEL_TITLE, QG_LABEL_BYLINE, 0},
    {QG_LABEL_TITLE, QG_LABEL_BODY, 0},
    {QG_LABEL_TITLE_MORE, QG_LABEL_TITLE_MORE, 0},
    {QG_LABEL_TITLE_MORE, QG_LABEL_TITLE_JUNK, 0},
    {QG_LABEL_TITLE_MORE, QG_LABEL_BYLINE, 0},
    {QG_LABEL_TITLE_MORE, QG_LABEL_BODY, 0},
    {QG_LABEL_TITLE_JUNK, QG_LABEL_TITLE_JUNK, 0},
    {QG_LABEL_TITLE_JUNK, QG_LABEL_BYLINE, 0},
    {QG_LABEL_TITLE_JUNK, QG_LABEL_BODY, 0},
    {QG_LABEL_BYLINE, QG_LABEL_TITLE_JUNK, 0},
    {QG_LABEL_BYLINE, QG_LABEL_BYLINE, 0},
    {QG_LABEL_BYLINE, QG_LABEL_BODY, 0},
    {QG_LABEL_BODY, QG_LABEL_BODY, 0},
    {QG_LABEL_BODY, QG_LABEL_BODY_JUNK, STEP_INTO_BODY_JUNK},
    {QG_LABEL_BODY, QG_LABEL_SIGNATURE, 0},
    {QG_LABEL_BODY, QG_LABEL_DATE, 0},
    {QG_LABEL_BODY, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL},
    {QG_LABEL_BODY_JUNK, QG_LABEL_BODY_JUNK, -1},
    {QG_LABEL_BODY_JUNK, QG_LABEL_BODY, 0},
    {QG_LABEL_BODY_JUNK, QG_LABEL_SIGNATURE, 0},
    {QG_LABEL_BODY_JUNK, QG_LABEL_DATE, 0},
    {QG_LABEL_BODY_JUNK, QG_LABEL_TAIL_JUNK, 0},
    {QG_LABEL_SIGNATURE, QG_LABEL_SIGNATURE, 0},
    {QG_LABEL_SIGNATURE, QG_LABEL_DATE, 1},
    {QG_LABEL_SIGNATURE, QG_LABEL_BODY, -3},
    {QG_LABEL_SIGNATURE, QG_LABEL_CLOSING, -1},
    {QG_LABEL_SIGNATURE, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL + 2},
    {QG_LABEL_DATE, QG_LABEL_CLOSING, 0},
    {QG_LABEL_DATE, QG_LABEL_BODY, -1},
    {QG_LABEL_DATE, QG_LABEL_BETWEEN, STEP_INTO_PAGE_END},
    {QG_LABEL_DATE, QG_LABEL_TITLE, STEP_AGAIN},
    {QG_LABEL_DATE, QG_LABEL_SIGNATURE, 0},
    {QG_LABEL_DATE, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL + 2},
    {QG_LABEL_CLOSING, QG_LABEL_CLOSING, 0},
    {QG_LABEL_CLOSING, QG_LABEL_BODY, -1},
    {QG_LABEL_CLOSING, QG_LABEL_BETWEEN, STEP_INTO_PAGE_END},
    {QG_LABEL_CLOSING, QG_LABEL_TITLE, STEP_AGAIN},
    {QG_LABEL_CLOSING, QG_LABEL_TAIL_JUNK, STEP_INTO_TAIL + 1},
    {QG_LABEL_BETWEEN, QG_LABEL_BETWEEN, -1},
    {QG_LABEL_BETWEEN, QG_LABEL_BODY, 0},
    {QG_LABEL_BETWEEN, QG_LABEL_TITLE, STEP_OVER},
    {QG_LABEL_BETWEEN, QG_LABEL_CLOSING, 0},
    {QG_LABEL_TAIL_JUNK, QG_LABEL_TAIL_JUNK, 0},
    {QG_LABEL_TAIL_JUNK, QG_LABEL_BODY, STEP_BACK},
};

/* From the label of a row to that of a column; what is not named is impossible. */
static int step(qg_label from, qg_label to)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].from == from && steps[i].to == to)
            return steps[i].cost;
    return NO_STEP;
}

static int start_score(qg_label label)
{
    switch (label) {
    case QG_LABEL_HEAD_JUNK:
    case QG_LABEL_TITLE:
        return 0;
    case QG_LABEL_LEAD:
        return STEP_LEAD;
    case QG_LABEL_BODY:
        return STEP_NO_TITLE + 2;
    default:
        return NEVER;
    }
}

/* ---- the best path ------------------------------------------------------------------------- */

/* Of one piece: its points, the best sum that leads to each label, and from which label. */
typedef struct path {
    int16_t score[QG_LABELS], points[QG_LABELS];
    uint8_t back[QG_LABELS];
} path;

typedef struct labeller {
    qg_line *at;
    size_t n;
    path *paths;
    int steps[QG_LABELS][QG_LABELS];
    uint8_t from[QG_LABELS][QG_LABELS], n_from[QG_LABELS]; /* which lead to each label */
} labeller;

static int16_t add_points(int score, int own)
{
    return (int16_t)(own <= NEVER || score <= NEVER ? NEVER * 2 : score + own);
}

/* Keep scores near 0, so that no text is too long for them. */
static void settle(int16_t scores[QG_LABELS])
{
    int best = NEVER * 2;

    for (int k = 0; k < QG_LABELS; k++)
        best = scores[k] > best ? scores[k] : best;
    for (int k = 0; k < QG_LABELS; k++)
        scores[k] = (int16_t)(scores[k] <= NEVER             ? NEVER * 2
                              : scores[k] - best < NEVER / 2 ? NEVER / 2
                                                             : scores[k] - best);
}

static void advance(const labeller *l, size_t i)
{
    const path *from = &l->paths[i - 1];
    path *to = &l->paths[i];

    for (int label = 0; label < QG_LABELS; label++) {
        int best = NEVER * 2;
        for (int m = 0; m < l->n_from[label] && to->points[label] > NEVER; m++) {
            int k = l->from[label][m], score = from->score[k] + l->steps[k][label];
            if (from->score[k] > NEVER && score > best) {
                best = score;
                to->back[label] = (uint8_t)k;
            }
        }
        to->score[label] = add_points(best, to->points[label]);
    }
    settle(to->score);
}

static void find_paths(const labeller *l)
{
    path *last = &l->paths[l->n - 1];

    for (int k = 0; k < QG_LABELS; k++)
        l->paths[0].score[k] = add_points(start_score((qg_label)k), l->paths[0].points[k]);
    for (size_t i = 1; i < l->n; i++)
        advance(l, i);
    if (l->n > 1) /* nobody writes a title and nothing beneath it */
        last->score[QG_LABEL_TITLE] = last->score[QG_LABEL_TITLE_MORE] = NEVER * 2;
    last->score[QG_LABEL_TITLE_JUNK] = add_points(last->score[QG_LABEL_TITLE_JUNK], STEP_NO_TEXT);
}

/* ---- how sure -------------------------------------------------------------------------------- */

/* From the best sums from each label of the piece behind `i` to the end, those of piece `i`. */
static void look_ahead(const labeller *l, size_t i, int16_t ahead[QG_LABELS])
{
    const path *next = &l->paths[i + 1];
    int16_t behind[QG_LABELS];
    int best[QG_LABELS];

    for (int k = 0; k < QG_LABELS; k++) {
        behind[k] = add_points(ahead[k], next->points[k]);
        best[k] = NEVER * 2;
    }
    for (int k = 0; k < QG_LABELS; k++)
        for (int m = 0; m < l->n_from[k] && behind[k] > NEVER; m++) {
            int label = l->from[k][m], score = behind[k] + l->steps[label][k];
            best[label] = score > best[label] ? score : best[label];
        }
    for (int k = 0; k < QG_LABELS; k++)
        ahead[k] = (int16_t)best[k];
    settle(ahead);
}

/* What a label means for the reader of a report: 0 furniture, 1 a title, 2 the author's text. */
static int meaning_of(int label)
{
    if (qg_label_is_junk((qg_label)label))
        return 0;
    return label == QG_LABEL_TITLE || label == QG_LABEL_TITLE_MORE ? 1 : 2;
}

/* How likely the meaning of the label is: the more points the best path would lose that gives the
 * piece another meaning, the likelier. */
static float confidence_of(const path *p, const int16_t ahead[QG_LABELS], int label)
{
    enum { MOST = 40, POINTS = 3 /* that double the odds */ };
    int best = NEVER * 4, margin;

    for (int k = 0; k < QG_LABELS; k++)
        if (meaning_of(k) != meaning_of(label) && p->score[k] + ahead[k] > best)
            best = p->score[k] + ahead[k];
    margin = p->score[label] + ahead[label] - best;
    margin = margin < 0 ? 0 : margin > MOST ? MOST : margin;
    return 1 / (1 + (float)qg_halved((double)margin / POINTS));
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Go back along the best path. */
static void choose(const labeller *l)
{
    const int16_t *ends = l->paths[l->n - 1].score;
    int16_t ahead[QG_LABELS] = {0};
    int label = 0;

    for (int k = 1; k < QG_LABELS; k++)
        if (ends[k] > ends[label])
            label = k;
    for (size_t i = l->n; i-- > 0;) {
        if (i + 1 < l->n)
            look_ahead(l, i, ahead);
        l->at[i].label = (uint8_t)(label == QG_LABEL_BYLINE ? QG_LABEL_BODY : label);
        l->at[i].confidence = confidence_of(&l->paths[i], ahead, label);
        label = l->paths[i].back[label];
    }
}

static void label_all(const qg_text_job *job, const labeller *l)
{
    for (size_t i = 0; i < l->n; i++)
        qg_text_points(job, i, l->paths[i].points);
    find_paths(l);
    choose(l);
}

/* Whether nothing is left of a plain text. */
static bool is_all_junk(const labeller *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (!qg_label_is_junk(l->at[i].label) || l->at[i].look != NULL)
            return false;
    return true;
}

void qg_text_label(qg_text_job *job)
{
    labeller l = {.at = job->lines.at, .n = job->lines.n};

    if (l.n == 0 || job->lines.status != QG_OK)
        return;
    l.paths = calloc(l.n, sizeof *l.paths);
    if (l.paths == NULL) {
        job->lines.status = QG_E_MEMORY;
        return;
    }
    for (int from = 0; from < QG_LABELS; from++)
        for (int to = 0; to < QG_LABELS; to++)
            if ((l.steps[from][to] = step((qg_label)from, (qg_label)to)) > NEVER)
                l.from[to][l.n_from[to]++] = (uint8_t)from;
    qg_text_find_titles(job);
    label_all(job, &l);
    if (is_all_junk(&l)) { /* verse, say, that was taken for a menu */
        for (size_t i = 0; i < l.n; i++)
            l.at[i].is_menu = false;
        label_all(job, &l);
    }
    free(l.paths);
}
