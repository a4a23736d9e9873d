#include "normalize/mojibake/losses.h"

#include "unicode/unicode.h"

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

/* How likely `c` is expected behind characters of a class, until mended text tells: line ends
 * behind sentences, blanks behind words. */
static double expected_behind(unsigned class, qg_rune c)
{
    static const double line_end[QG_LOSSES_CLASSES] = {0.5, 4, 0.05};

    return c == '\n' ? line_end[class] : class == WORD ? 1 : 0.2;
}

/* How likely `c` is expected behind any wide character, until the document tells. */
static double expected_at_all(qg_rune c)
{
    static const double line_end = 3, blank = 1, figure = 0.05, sign = 0.02;

    if (c < ' ' && c != '\n')
        return 0;
    return c == '\n' ? line_end : c == ' ' ? blank : qg_rune_is_digit(c) ? figure : sign;
}

/* The share n / n_all, drawn towards what is expected: the fewer there are, the more. */
static double drawn(double n, double n_all, double expected, double draw)
{
    return (n + draw * expected) / (n_all + draw);
}

/* ---- what stands behind ASCII ---------------------------------------------------------------- */

enum { TEXT_END, LINE_END, FIGURE, LETTER, BLANK, SIGN, CLOSING, WIDE };

static bool is_in(qg_rune rune, qg_str list)
{
    char bytes[QG_UTF8_MAX];
    size_t n = qg_utf8_encode(bytes, rune);

    return rune != 0 && qg_str_find(list, (qg_str){bytes, n}) < list.n;
}

/* Whether a character is one that no line starts with. */
static bool is_closing(qg_rune rune)
{
    return is_in(rune, QG_STR(",.;:?!)]}%，。、；：？！）》〉”’〕】」』…％"));
}

bool qg_losses_is_of_date(qg_rune rune)
{
    return is_in(rune, QG_STR("年月日"));
}

bool qg_losses_is_unit(qg_rune rune)
{
    return is_in(rune,
                 QG_STR("年月日时時分秒点點号號条條章节節款项項个個人名户戶家次位件岁歲周届屆期"
                        "米吨噸亩畝公元万萬亿億千百倍级級层層"));
}

static unsigned kind_of(qg_rune behind)
{
    if (behind == 0 || behind == '\n')
        return behind == 0 ? TEXT_END : LINE_END;
    if (behind >= 0x80 || qg_rune_is_digit(behind))
        return behind >= 0x80 ? WIDE : FIGURE;
    if (is_closing(behind))
        return CLOSING;
    return qg_rune_is_letter(behind) ? LETTER : behind == ' ' || behind == '\t' ? BLANK : SIGN;
}

/* How likely a kind of character is expected behind `c`, until the document tells: a text ends
 * with its last line, and words stand behind blanks. */
static double expected_kind(qg_rune c, unsigned kind)
{
    static const double line_end[QG_LOSSES_KINDS] = {0.5,  0.2,  0.05,   0.02,
                                                     0.02, 0.06, 0.0003, 0.65},
                        blank[QG_LOSSES_KINDS] = {0.002, 0.01, 0.15, 0.3, 0.05, 0.1, 0.01, 0.4},
                        figure[QG_LOSSES_KINDS] = {0.005, 0.03, 0.5, 0.02, 0.03, 0.05, 0.1, 0.3},
                        sign[QG_LOSSES_KINDS] = {0.01, 0.1, 0.1, 0.1, 0.15, 0.1, 0.1, 0.4};

    return c == '\n'             ? line_end[kind]
           : c == ' '            ? blank[kind]
           : qg_rune_is_digit(c) ? figure[kind]
                                 : sign[kind];
}

static double share_of_kind(const qg_losses *losses, qg_rune c, unsigned kind)
{
    double n = 0;

    if (kind == TEXT_END) /* the text ends once */
        return expected_kind(c, kind);
    for (unsigned i = 0; i < QG_LOSSES_KINDS; i++)
        n += losses->kinds[i][c];
    return drawn(losses->kinds[kind][c], n, expected_kind(c, kind), 4);
}

/* By how much likelier each stands ahead of a wide character than of others. */
static double expected_ahead(qg_rune c, qg_rune behind)
{
    enum { FIGURE_BEFORE_UNIT = 30, LINE_END_BEFORE_INDENT = 30, INDENT = 0x3000 };
    static const double no_line_start = 0.0003;

    if (qg_rune_is_digit(c) && qg_losses_is_unit(behind))
        return FIGURE_BEFORE_UNIT;
    if (c == '\n' && is_closing(behind))
        return no_line_start;
    return c == '\n' && behind == INDENT ? LINE_END_BEFORE_INDENT : 1;
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

/* See the last of four characters that follow each other. */
static void see_rune(qg_losses *losses, const qg_rune r[4])
{
    if (is_mark(r[2]) && r[1] >= 0x80)
        *(r[3] < 0x40 ? &losses->marks_before_ascii : &losses->marks_before_others) += 1;
    if (r[2] == '\n' && r[1] != '\n' && (r[1] >= 0x80 || is_mark(r[1])) && r[0] >= 0x80)
        losses->line_ends[is_mark(r[1])][r[3] == '\n']++;
    if (r[3] < QG_SWALLOWED && r[3] != '?' && r[2] >= 0x80 && r[2] != QG_RUNE_BAD)
        losses->base[r[3]]++;
    if (r[2] < QG_SWALLOWED && r[1] >= 0x80 && r[1] != QG_RUNE_BAD)
        losses->kinds[kind_of(r[3])][r[2]]++;
    losses->n_euros += r[3] == 0x20AC;
    losses->keeps_hyphens |= r[3] == 0xAD;
    losses->keeps_spaces |= r[3] == 0xA0 && r[2] >= 0x80;
    losses->has_windows_1252 |= r[3] >= 0x192 && r[3] <= 0x2122 && is_of_windows_1252(r[3]);
    losses->has_windows_1252 |= r[3] == 0x20AC && r[2] >= 0xC0 && r[2] <= 0xFF; /* no price */
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

/* Settle what the ways to lose something cost.  Strict readers have marks also for bytes that
 * Windows has characters for. */
static void settle(qg_losses *losses)
{
    bool is_kept = is_ascii_kept(losses);
    bool is_strict = losses->n_euros * 8 < losses->marks_before_others;

    losses->byte = is_kept || is_strict ? 2 : 5;
    losses->tail = is_kept || is_strict ? 2 : 12;
    losses->stray = is_strict ? 2 : 9;
    losses->swallow = is_kept ? 9 : is_strict ? 6 : 2;
    losses->drops_controls = !losses->has_windows_1252;
}

void qg_losses_see_text(qg_losses *losses, qg_str text)
{
    qg_rune runes[4] = {0};

    for (unsigned c = 0; c < QG_SWALLOWED; c++)
        losses->base[c] = expected_at_all(c);
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

/* The character that stands for all figures, when `rune` is one: they are counted alike. */
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
        losses->is_followed[first & 0xFFFF] = true;
        if (as_second != second)
            count_pair(losses, first, second);
    }
    if (first < QG_SWALLOWED && first != '?' && second >= 0x80) {
        count(&losses->ahead[second & 0xFFFF]);
        if (as_first != first)
            count_pair(losses, first, second);
    }
}

unsigned qg_losses_count(const qg_losses *losses, qg_rune rune)
{
    return losses->firsts[figure_of(rune) & 0xFFFF];
}

double qg_losses_pair_share(const qg_losses *losses, qg_rune first, qg_rune second)
{
    enum { DRAW = 4 };
    unsigned n_first = qg_losses_count(losses, first);

    if (n_first == 0)
        return 0;
    return count_of(losses, figure_of(first), figure_of(second)) / (n_first + (double)DRAW);
}

/* ---- what was swallowed ---------------------------------------------------------------------- */

static double share_in_class(const qg_losses *losses, unsigned class, qg_rune c)
{
    static const double with_ascii[QG_LOSSES_CLASSES] = {0.05, 0.4, 0.01};
    double expected = losses->base[c] * expected_behind(class, c) / losses->n_expected[class];

    return drawn(losses->classes[class][c], losses->n_classes[class], expected * with_ascii[class],
                 20);
}

enum { DRAW_TO_CLASS = 3 };

double qg_losses_share(const qg_losses *losses, qg_rune before, qg_rune c)
{
    return drawn(count_of(losses, before, c), losses->firsts[before & 0xFFFF],
                 share_in_class(losses, class_of(before), c), DRAW_TO_CLASS);
}

void qg_losses_see_ahead(const qg_losses *losses, qg_rune behind, qg_losses_ahead *ahead)
{
    double *shares = ahead->shares;
    double n_ahead = losses->ahead[behind & 0xFFFF];

    for (unsigned c = 0; c < QG_SWALLOWED; c++) {
        double base = losses->base[c] / losses->n_base;
        if (base == 0)
            shares[c] = 0;
        else if (behind < 0x80)
            shares[c] = share_of_kind(losses, c, kind_of(behind));
        else
            shares[c] =
                drawn(count_of(losses, c, behind), n_ahead, base * expected_ahead(c, behind), 4) /
                base;
    }
    for (unsigned class = 0; class < QG_LOSSES_CLASSES; class ++) {
        ahead->of_class[class] = 0;
        for (unsigned c = 0; c < QG_SWALLOWED; c++)
            if (shares[c] > 0) {
                ahead->in_class[class][c] = share_in_class(losses, class, c);
                ahead->of_class[class] += ahead->in_class[class][c] * shares[c];
            }
    }
}

void qg_losses_add_shares(const qg_losses *losses, qg_rune before, const qg_losses_ahead *ahead,
                          double weight, double shares[QG_SWALLOWED])
{
    const double *expected = ahead->in_class[class_of(before)];
    double n_all = losses->firsts[before & 0xFFFF];
    bool is_followed = before < 0x80 || losses->is_followed[before & 0xFFFF];

    for (unsigned c = 0; c < QG_SWALLOWED; c++)
        if (ahead->shares[c] > 0) {
            double n = is_followed ? count_of(losses, before, c) : 0;
            shares[c] += weight * drawn(n, n_all, expected[c], DRAW_TO_CLASS) * ahead->shares[c];
        }
}

double qg_losses_share_of_any(const qg_losses *losses, qg_rune before, const qg_losses_ahead *ahead)
{
    double n = 0;

    for (unsigned c = 0; c < QG_SWALLOWED && losses->is_followed[before & 0xFFFF]; c++)
        if (ahead->shares[c] > 0)
            n += count_of(losses, before, c) * ahead->shares[c];
    return drawn(n, losses->firsts[before & 0xFFFF], ahead->of_class[class_of(before)],
                 DRAW_TO_CLASS);
}
