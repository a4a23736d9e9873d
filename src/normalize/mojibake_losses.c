#include "normalize/mojibake_losses.h"

/* ---- the text behind it ---------------------------------------------------------------------- */

enum { WORD, SENTENCE, COMMA };

static unsigned class_of(qg_rune before)
{
    static const qg_rune ends[] = {0x3002, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0x201D};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends[i] == before)
            return SENTENCE;
    return before == 0xFF0C || before == 0x3001 ? COMMA : WORD;
}

/* Until mended text tells, line ends are expected behind sentences and commas behind words. */
static double expected_behind(unsigned class, qg_rune c)
{
    static const double line_end[QG_LOSSES_CLASSES] = {0.5, 4, 0.05};

    return c == '\n' ? line_end[class] : class == WORD ? 1 : 0.2;
}

/* ---- the damaged document -------------------------------------------------------------------- */

static bool is_mark(qg_rune rune)
{
    return rune == '?' || rune == QG_RUNE_BAD;
}

static bool is_of_windows_1252(qg_rune rune)
{
    static const qg_rune list[] = {0x192,  0x2C6,  0x2DC,  0x2020, 0x2021, 0x2030,
                                   0x2039, 0x203A, 0x2122, 0x201A, 0x201E};

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (list[i] == rune)
            return true;
    return false;
}

/* The last of four characters. */
static void see_rune(qg_losses *losses, const qg_rune r[4])
{
    if (is_mark(r[2]) && r[1] >= 0x80)
        *(r[3] < 0x40 ? &losses->marks_before_ascii : &losses->marks_before_others) += 1;
    if (r[2] == '\n' && r[1] != '\n' && (r[1] >= 0x80 || is_mark(r[1])) && r[0] >= 0x80)
        losses->line_ends[is_mark(r[1])][r[3] == '\n']++;
    if (r[3] < QG_SWALLOWED && r[3] != '?' && r[2] >= 0x80 && r[2] != QG_RUNE_BAD)
        losses->base[r[3]]++;
    losses->n_euros += r[3] == 0x20AC;
    losses->keeps_hyphens |= r[3] == 0xAD;
    losses->has_windows_1252 |= r[3] >= 0x192 && r[3] <= 0x2122 && is_of_windows_1252(r[3]);
}

/* Whether the ASCII behind a byte that fits nothing was kept.  Where it was, it stands behind
 * nearly every mark.  Where lines end in two line feeds, one is left behind a mark that took the
 * other. */
static bool is_ascii_kept(const qg_losses *losses)
{
    const size_t *behind_others = losses->line_ends[0], *behind_marks = losses->line_ends[1];
    size_t n = losses->marks_before_ascii + losses->marks_before_others;

    if (behind_others[1] > behind_others[0] && behind_marks[0] + behind_marks[1] > 0)
        return behind_marks[1] > behind_marks[0];
    return losses->marks_before_ascii * 5 >= n * 3;
}

/* Strict readers also have marks for bytes that Windows has characters for. */
static void settle(qg_losses *losses)
{
    bool is_kept = is_ascii_kept(losses);
    bool is_strict = losses->n_euros * 8 < losses->marks_before_others;

    losses->byte = is_kept || is_strict ? 2 : 5;
    losses->stray = is_strict ? 2 : 9;
    losses->swallow = is_kept ? 9 : is_strict ? 6 : 2;
    losses->drops_controls = !losses->has_windows_1252;
}

void qg_losses_see_text(qg_losses *losses, qg_str text)
{
    qg_rune runes[4] = {0};

    for (unsigned c = 0; c < QG_SWALLOWED; c++)
        losses->base[c] = c >= ' ' || c == '\n' ? 0.1 : 0;
    while (text.n > 0) {
        memmove(runes, runes + 1, 3 * sizeof *runes);
        qg_utf8_take(&text, &runes[3]);
        see_rune(losses, runes);
    }
    losses->base['?'] = 0;
    settle(losses);
    for (unsigned c = 0; c < QG_SWALLOWED; c++) {
        losses->n_base += losses->base[c];
        for (unsigned class = 0; class < QG_LOSSES_CLASSES; class ++)
            losses->n_expected[class] += losses->base[c] * expected_behind(class, c);
    }
}

/* ---- pairs ----------------------------------------------------------------------------------- */

/* One figure is as good as another, but not when it is the one that was lost. */
static qg_rune figure_of(qg_rune rune)
{
    return rune >= '0' && rune <= '9' ? '0' : rune;
}

/* The slot of a pair, or of the empty place for it; -1 when there is no room. */
static int slot_of(const qg_losses *losses, qg_rune first, qg_rune second, uint16_t *print)
{
    enum { TRIES = 4 };
    uint32_t mixed = (first * UINT32_C(0x9E3779B1)) ^ (second * UINT32_C(0x85EBCA6B));

    mixed = (mixed ^ mixed >> 15) * UINT32_C(0x2C1B3C6D);
    *print = (uint16_t)(mixed | 1);
    for (unsigned i = 0; i < TRIES; i++) {
        unsigned slot = ((mixed >> 15) + i) % QG_LOSSES_PAIRS;
        if (losses->prints[slot] == *print || losses->prints[slot] == 0)
            return (int)slot;
    }
    return -1;
}

static unsigned count_of(const qg_losses *losses, qg_rune first, qg_rune second)
{
    uint16_t print;
    int slot = slot_of(losses, first, second, &print);

    return slot < 0 || losses->prints[slot] == 0 ? 0 : losses->counts[slot];
}

static void count(uint16_t *n)
{
    *n = (uint16_t)(*n + (*n < UINT16_MAX));
}

static void count_pair(qg_losses *losses, qg_rune first, qg_rune second)
{
    uint16_t print;
    int slot = slot_of(losses, first, second, &print);

    if (slot >= 0) {
        losses->prints[slot] = print;
        count(&losses->counts[slot]);
    }
}

void qg_losses_see_pair(qg_losses *losses, qg_rune first, qg_rune second)
{
    qg_rune as_first = figure_of(first), as_second = figure_of(second);

    count_pair(losses, as_first, as_second);
    count(&losses->firsts[as_first & 0xFFFF]);
    losses->n_classes[class_of(first)] += first >= 0x80;
    if (second < QG_SWALLOWED && second != '?' && first >= 0x80) {
        losses->classes[class_of(first)][second]++;
        if (as_second != second)
            count_pair(losses, first, second);
    }
    if (first < QG_SWALLOWED && first != '?' && second >= 0x80) {
        count(&losses->ahead[second & 0xFFFF]);
        if (as_first != first)
            count_pair(losses, first, second);
    }
}

double qg_losses_pair_share(const qg_losses *losses, qg_rune first, qg_rune second)
{
    enum { DRAW = 4 };
    unsigned n = count_of(losses, figure_of(first), figure_of(second));

    return n / (losses->firsts[figure_of(first) & 0xFFFF] + (double)DRAW);
}

/* ---- what was swallowed ---------------------------------------------------------------------- */

/* Counts are drawn towards what is expected, the more the fewer there are. */
static double drawn(double n, double n_all, double expected, double draw)
{
    return (n + draw * expected) / (n_all + draw);
}

double qg_losses_share(const qg_losses *losses, qg_rune before, qg_rune c)
{
    static const double with_ascii[QG_LOSSES_CLASSES] = {0.05, 0.4, 0.01};
    unsigned class = class_of(before);
    double expected = losses->base[c] * expected_behind(class, c) / losses->n_expected[class];
    double of_class = drawn(losses->classes[class][c], losses->n_classes[class],
                            expected * with_ascii[class], 20);

    return drawn(count_of(losses, before, c), losses->firsts[before & 0xFFFF], of_class, 3);
}

void qg_losses_ahead(const qg_losses *losses, qg_rune behind, double shares[QG_SWALLOWED])
{
    double n_ahead = losses->ahead[behind & 0xFFFF];

    for (unsigned c = 0; c < QG_SWALLOWED; c++) {
        double base = losses->base[c] / losses->n_base;
        shares[c] = base == 0 ? 0 : drawn(count_of(losses, c, behind), n_ahead, base, 4) / base;
    }
}

void qg_losses_add_shares(const qg_losses *losses, qg_rune before, const double ahead[QG_SWALLOWED],
                          double weight, double shares[QG_SWALLOWED])
{
    for (unsigned c = 0; c < QG_SWALLOWED; c++)
        if (ahead[c] > 0)
            shares[c] += weight * qg_losses_share(losses, before, c) * ahead[c];
}
