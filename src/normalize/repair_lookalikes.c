/* repair_lookalikes.c - characters that look like others and are not found by anyone who searches.
 *
 * PDF files give ⼈⺠ (Kangxi radicals) and 不 (U+F967, a compatibility ideograph) where 人民 and
 * 不 are meant; old GBK and HKSCS fonts kept characters in the private use area that have code
 * points of their own by now, and Windows' symbol fonts their bullets.  But a text on radicals
 * means them, Korean has its own use for compatibility ideographs, and private use is private: what
 * the neighbours do not explain stays.
 */
#include "normalize/repair.h"

#include "language/model.h"
#include "language/rune_cost.h"
#include "normalize/census.h"
#include "normalize/scan.h"
#include "normalize/script/describe.h"
#include "normalize/script/of.h"
#include "unicode/unicode.h"

#include "normalize/lookalikes.inc"

enum { COMMON_COST = 13 }; /* bits of a character that everyone writes, at most */
#define CONFIDENCE_SURE    0.98F
#define CONFIDENCE_LIKELY  0.80F
#define CONFIDENCE_MENTION 0.30F

typedef enum lookalike_kind {
    KIND_NONE,
    KIND_RADICAL,
    KIND_DOUBLE,  /* a compatibility ideograph that looks the same as another character */
    KIND_VARIANT, /* one that is drawn differently */
    KIND_PRIVATE_GBK,
    KIND_PRIVATE_HKSCS,
    KIND_BULLET,
    N_KINDS
} lookalike_kind;

/* One of them and its neighbours. */
typedef struct place {
    size_t offset, n_bytes;
    qg_rune before, rune, after, meant;
    lookalike_kind kind;
    bool is_in_row; /* of radicals, which a list of them has */
} place;

typedef struct judge {
    const qg_repair_input *input;
    bool is_chinese, is_traditional;
    size_t n_used[N_KINDS], n_mentioned[N_KINDS];
    size_t n_unknown; /* private characters that no table knows */
} judge;

/* ---- finding them ---------------------------------------------------------------------------- */

static bool may_be_lookalike(unsigned char a, unsigned char b, unsigned char c)
{
    (void)c;
    return qg_may_be_lookalike(a, b);
}

QG_SCAN(next_lookalike, QG_LOOK_LOOKALIKE, may_be_lookalike)

#define MEANT(table, rune) meant_in(table, sizeof(table) / sizeof *(table), rune)

/* What a table of pairs, ordered by their first members, has for `rune`; 0 when it is not there. */
static qg_rune meant_in(const qg_rune table[][2], size_t n, qg_rune rune)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table[middle][0] < rune)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && table[low][0] == rune ? table[low][1] : 0;
}

/* What Symbol and Wingdings draw at the private code points that Windows gives their characters.
 * Source: the glyphs that Unicode took over from them. */
static qg_rune bullet_of(qg_rune rune)
{
    static const qg_rune table[][2] = {
        {0xF06C, 0x25CF}, {0xF06E, 0x25A0}, {0xF06F, 0x25A1}, {0xF071, 0x2751}, {0xF075, 0x25C6},
        {0xF076, 0x2756}, {0xF09F, 0x2022}, {0xF0A7, 0x25AA}, {0xF0A8, 0x25FB}, {0xF0AB, 0x2605},
        {0xF0B7, 0x2022}, {0xF0D8, 0x27A2}, {0xF0E0, 0x2192}, {0xF0E8, 0x2794}, {0xF0F0, 0x21E8},
        {0xF0FB, 0x2718}, {0xF0FC, 0x2714}, {0xF0FD, 0x2612}, {0xF0FE, 0x2611}};

    return MEANT(table, rune);
}

static lookalike_kind kind_of(qg_rune rune)
{
    if (qg_is_between(rune, 0x2E80, 0x2FDF))
        return KIND_RADICAL;
    if (rune >= 0xF900)
        return qg_is_between(rune, 0xF900, 0xFA0D) ? KIND_DOUBLE : KIND_VARIANT;
    if (qg_is_between(rune, 0xF020, 0xF0FF) && bullet_of(rune) != 0)
        return KIND_BULLET;
    return KIND_PRIVATE_GBK;
}

/* Kangxi's radicals have the old forms, and fonts of the mainland draw them in the new one. */
static qg_rune in_new_form(qg_rune rune)
{
    return rune == 0x6236 /* 戶 */ ? 0x6237 : rune == 0x9751 /* 靑 */ ? 0x9752 : rune;
}

/* Find what a lookalike stands for.  Private characters mean what the fonts of the text's region
 * had there. */
static void find_meaning(place *p, const judge *j)
{
    p->kind = kind_of(p->rune);
    if (p->kind == KIND_BULLET) {
        p->meant = bullet_of(p->rune);
    } else if (p->kind != KIND_PRIVATE_GBK) {
        p->meant = MEANT(ideographs, p->rune);
        if (p->kind == KIND_RADICAL && !j->is_traditional)
            p->meant = in_new_form(p->meant);
    } else if (j->is_traditional) {
        p->kind = KIND_PRIVATE_HKSCS;
        p->meant = MEANT(private_hkscs, p->rune);
    } else {
        p->meant = MEANT(private_gbk, p->rune);
    }
}

static bool is_radical(qg_rune rune)
{
    return qg_is_between(rune, 0x2E80, 0x2FDF);
}

/* Whether the character at `at` is part of the description of another: ⿱⺾夭. */
static bool is_of_description(qg_str text, size_t at)
{
    enum { FURTHEST = 8 }; /* characters before it */
    qg_str before = qg_str_head(text, at);

    for (int n = 0; n < FURTHEST; n++) {
        char utf8[QG_UTF8_MAX];
        qg_rune rune = qg_utf8_last(before);
        if (!is_radical(rune) && !qg_is_between(rune, 0x2FF0, 0x2FFF) && !qg_rune_is_han(rune))
            return false;
        before.n -= qg_utf8_encode(utf8, rune);
        if (qg_is_between(rune, 0x2FF0, 0x2FFF) &&
            before.n + qg_description_length(qg_str_skip(text, before.n)) > at)
            return true;
    }
    return false;
}

/* Whether the radical at `at` stands in a row of some in their order, as lists have: ⼀⼆⼈⼉. */
static bool is_in_row(qg_str text, size_t at)
{
    enum { RADICAL_BYTES = 3, ROW = 4 };
    qg_rune least = 0, most = qg_utf8_first(qg_str_skip(text, at)), rune;
    size_t n = 0;

    for (size_t i = at;
         n < ROW && is_radical(rune = qg_utf8_last(qg_str_head(text, i))) && rune < most;
         i -= RADICAL_BYTES, n++)
        most = rune;
    for (size_t i = at;
         n < ROW && is_radical(rune = qg_utf8_first(qg_str_skip(text, i))) && rune > least;
         i += RADICAL_BYTES, n++)
        least = rune;
    return n == ROW;
}

/* Fill in the place of the character at `at`; false when it is no lookalike. */
static bool look_at(place *p, const judge *j, size_t at)
{
    qg_str rest = qg_str_skip(j->input->text, at);

    p->offset = at;
    p->before = qg_utf8_last(qg_str_head(j->input->text, at));
    p->n_bytes = qg_utf8_take(&rest, &p->rune).n;
    p->after = qg_utf8_first(rest);
    find_meaning(p, j);
    p->is_in_row = p->kind == KIND_RADICAL && is_in_row(j->input->text, at);
    return p->meant != 0 && !is_of_description(j->input->text, at);
}

/* ---- judging --------------------------------------------------------------------------------- */

static bool is_word_rune(qg_rune rune)
{
    return qg_rune_is_han(rune) || is_radical(rune) || qg_is_between(rune, 0xE000, 0xF8FF);
}

/* What a neighbour stands for, which may be a lookalike itself. */
static qg_rune plain(qg_rune rune)
{
    qg_rune meant =
        rune >= 0x2E80 && !qg_is_between(rune, 0xE000, 0xF8FF) ? MEANT(ideographs, rune) : 0;

    return meant == 0 ? rune : meant;
}

/* Whether the text speaks of the character: it stands in quotes or brackets. */
static bool is_spoken_of(const place *p)
{
    static const char marks[] = "'\"`()[]";
    qg_rune before = p->before, after = p->after;

    return (before > ' ' && before < 0x7F && strchr(marks, (char)before) != NULL) ||
           (after > ' ' && after < 0x7F && strchr(marks, (char)after) != NULL) ||
           qg_is_between(before, 0x2018, 0x201D) || qg_is_between(before, 0x3008, 0x3011) ||
           before == 0xFF08;
}

static bool makes_words(const place *p)
{
    return qg_model_is_pair(plain(p->before), p->meant) ||
           qg_model_is_pair(p->meant, plain(p->after));
}

/* Whether the place is at the start of a line, or of what is in brackets. */
static bool is_start(const place *p)
{
    return p->before == 0 || p->before == '\n' || p->before == 0x3000 || p->before == '(' ||
           p->before == 0xFF08;
}

/* Whether the character numbers something: ⼀、 at the start of a line. */
static bool is_numbering(const place *p)
{
    return is_start(p) && (p->after == 0x3001 || p->after == ')' || p->after == 0xFF09) &&
           p->meant < 0x6000;
}

/* Whether a radical stands beside the next one in order, as in a list of them, or is named as
 * one: ⽔部, ⺡旁. */
static bool is_listed(const place *p)
{
    bool is_next = (is_radical(p->before) && p->rune - p->before <= 2) ||
                   (is_radical(p->after) && p->after - p->rune <= 2);

    return is_next || p->after == 0x90E8 || p->after == 0x65C1;
}

/* Whether a private character stands inside a word.  The icons of a page are private, too, but
 * stand before words. */
static bool is_private_used(const place *p)
{
    if (qg_rune_is_han(p->meant))
        return is_word_rune(p->before);
    if (qg_rune_is_letter(p->meant))
        return qg_rune_is_letter(p->before) || qg_rune_is_letter(p->after) || p->before == '(' ||
               p->before == 0xFF08;
    return is_word_rune(p->before) || qg_rune_is_digit(p->after);
}

/* Whether the character is part of a text as the one it looks like would be. */
static bool is_used(const place *p)
{
    bool has_neighbour = is_word_rune(p->before) || is_word_rune(p->after);

    switch (p->kind) {
    case KIND_RADICAL:
        return (has_neighbour && !p->is_in_row && (!is_listed(p) || makes_words(p))) ||
               is_numbering(p);
    case KIND_VARIANT:
        return makes_words(p) || qg_rune_cost(p->meant) <= COMMON_COST;
    case KIND_BULLET:
        return (is_start(p) || p->before == ' ' || p->before == '\t' || p->before == 0xFF1A) &&
               (p->after == ' ' || p->after == '\t' || p->after == 0x3000 || p->after == 0xA0 ||
                is_word_rune(p->after));
    case KIND_DOUBLE:
        return has_neighbour || !is_spoken_of(p);
    case KIND_PRIVATE_GBK:
    case KIND_PRIVATE_HKSCS:
        return is_private_used(p);
    default:
        return false;
    }
}

static void count(judge *j)
{
    qg_look *look = j->input->look;
    place p;

    for (size_t at = next_lookalike(look, 0); at < look->text.n; at = next_lookalike(look, at + 1))
        if (look_at(&p, j, at)) {
            j->n_used[p.kind] += is_used(&p);
            j->n_mentioned[p.kind] += !is_used(&p);
        } else {
            j->n_unknown += qg_is_between(p.rune, 0xE000, 0xF8FF);
        }
}

static void look_at_text(judge *j)
{
    qg_script_counts script = {0};

    qg_script_count(&script, j->input->text);
    j->is_chinese = qg_census_is_chinese(qg_look_census(j->input->look));
    j->is_traditional = script.traditional > script.simplified;
}

/* How sure it is that the character was meant as what it looks like.  Most of its kind must be
 * used in words, or the text is one about such characters. */
static float confidence_of(const judge *j, const place *p)
{
    enum { VARIANT_SHARE = 3 };
    size_t n_used = j->n_used[p->kind], n_mentioned = j->n_mentioned[p->kind];
    bool is_private = p->kind == KIND_PRIVATE_GBK || p->kind == KIND_PRIVATE_HKSCS;

    if (n_used == 0 || (!j->is_chinese && p->kind != KIND_RADICAL))
        return 0;
    if (n_used < n_mentioned || (is_private && n_used < j->n_unknown))
        return CONFIDENCE_MENTION;
    if (is_used(p) || p->kind == KIND_RADICAL || p->kind == KIND_DOUBLE || is_private)
        return CONFIDENCE_SURE;
    if (p->kind == KIND_BULLET)
        return CONFIDENCE_MENTION;
    return n_used >= VARIANT_SHARE * n_mentioned ? CONFIDENCE_SURE : CONFIDENCE_LIKELY;
}

static void put(qg_edits *edits, const place *p, float confidence)
{
    char text[QG_UTF8_MAX];
    size_t n = qg_utf8_encode(text, p->meant);

    qg_edits_put(edits, &(qg_edit){.offset = p->offset,
                                   .n_bytes = p->n_bytes,
                                   .after = qg_arena_copy(&edits->arena, (qg_str){text, n}),
                                   .kind = QG_FOUND_REPAIR_LOOKALIKE,
                                   .confidence = confidence});
}

void qg_repair_lookalikes(qg_edits *edits, const qg_repair_input *input)
{
    judge j = {.input = input};
    size_t n = input->text.n, at = next_lookalike(input->look, 0);
    place p;

    if (at == n)
        return;
    look_at_text(&j);
    count(&j);
    for (; at < n; at = next_lookalike(input->look, at + 1)) {
        float confidence = look_at(&p, &j, at) ? confidence_of(&j, &p) : 0;
        if (confidence > 0)
            put(edits, &p, confidence);
    }
}
