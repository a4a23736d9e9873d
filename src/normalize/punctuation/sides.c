/* sides.c - what stands at both sides of a mark. */
#include "normalize/punctuation/punctuation_int.h"
#include "unicode/unicode.h"

enum {
    MAX_THROUGH = 6, /* brackets and the like that are looked through */
    MAX_TAG = 64,    /* bytes of a tag that is looked through */
    MAX_WORD = 40,   /* bytes of an ASCII word whose other end is looked at */
    MAX_WORDS = 3    /* such words */
};

static qg_rune rune_before(qg_str text, size_t at, size_t *start)
{
    size_t i = at;
    qg_str rest;
    qg_rune rune;

    if (at == 0)
        return 0;
    while (i > 0 && ((unsigned char)text.p[--i] & 0xC0) == 0x80)
        ;
    *start = i;
    rest = qg_str_skip(text, i);
    qg_utf8_take(&rest, &rune);
    return rune;
}

static qg_rune rune_at(qg_str text, size_t at, size_t *end)
{
    qg_str rest = qg_str_skip(text, at);
    qg_rune rune;

    if (rest.n == 0)
        return 0;
    *end = at + qg_utf8_take(&rest, &rune).n;
    return rune;
}

static bool is_in(qg_rune rune, const char *set)
{
    return rune > 0 && rune < 0x80 && strchr(set, (char)rune) != NULL;
}

static qg_side_kind kind_of(qg_rune rune)
{
    if (rune == 0 || rune == '\n' || rune == '\t' || rune == ' ' || rune == '|' || rune == 0x3000)
        return QG_SIDE_EDGE;
    if (qg_rune_is_digit(rune))
        return QG_SIDE_DIGIT;
    if (qg_rune_is_letter(rune) || rune == '`')
        return QG_SIDE_LETTER;
    if (rune < 0x80)
        return QG_SIDE_SIGN;
    if (qg_rune_is_han(rune) || (rune >= 0x3001 && rune <= 0x303F) ||
        (rune >= 0xFF01 && rune <= 0xFF5E))
        return QG_SIDE_HAN;
    if (rune == 0x2026 || rune == 0x2014 || rune == 0xB7 || rune == 0x2103 || rune == 0x2030 ||
        (rune >= 0x2460 && rune <= 0x24FF) || (rune >= 0x3200 && rune <= 0x33FF))
        return QG_SIDE_HAN;
    return rune >= 0x3040 || (rune >= 0x0590 && rune < 0x2000) ? QG_SIDE_FOREIGN : QG_SIDE_SIGN;
}

static bool is_word(qg_rune rune)
{
    return rune < 0x80 &&
           (qg_rune_is_digit(rune) || qg_rune_is_letter(rune) || is_in(rune, ".-+%/_#&@$`\\=~*"));
}

/* The other end of the ASCII word that ends before or starts at `at`. */
static size_t word_end(qg_str text, size_t at, bool is_left)
{
    size_t from = at, next = at;

    while ((is_left ? from - at : at - from) < MAX_WORD &&
           is_word(is_left ? rune_before(text, at, &next) : rune_at(text, at, &next)) && next != at)
        at = next;
    return at;
}

/* What is at the other end of that word, and whether it or a few more lead to Han. */
static void see_word(qg_side *side, qg_str text, size_t at, bool is_left)
{
    size_t from = at;

    side->is_near_han = side->kind == QG_SIDE_HAN;
    if (side->kind < QG_SIDE_DIGIT || side->kind > QG_SIDE_SIGN)
        return;
    for (int i = 0; i < MAX_WORDS; i++) {
        size_t end = word_end(text, at, is_left), next = end;
        qg_rune rune = is_left ? rune_before(text, end, &next) : rune_at(text, end, &next);
        if (i == 0)
            side->n_word = is_left ? from - end : end - from;
        if (rune == ' ') {
            end = next;
            rune = is_left ? rune_before(text, end, &next) : rune_at(text, end, &next);
        }
        if (is_left && is_in(rune, ",:;(")) /* such a mark may be flattened itself */
            rune = rune_before(text, next, &next);
        side->is_near_han = kind_of(rune) == QG_SIDE_HAN;
        if (side->is_near_han || end == at || !is_word(rune))
            return;
        at = end;
    }
}

static size_t tag_start(qg_str text, size_t at)
{
    for (size_t i = at; i > 0 && at - i < MAX_TAG && text.p[i - 1] != '\n'; i--)
        if (text.p[i - 1] == '<')
            return i - 1;
    return at;
}

static size_t tag_end(qg_str text, size_t at)
{
    for (size_t i = at; i < text.n && i - at < MAX_TAG && text.p[i] != '\n'; i++)
        if (text.p[i] == '>')
            return i + 1;
    return at;
}

/* Whether the tag at `at` is of what has a line of its own, such as <p> and <br>. */
static bool is_of_block(qg_str text, size_t at)
{
    static const char *const names[] = {"p",  "br", "div", "li", "ul", "ol", "tr", "td",
                                        "th", "h1", "h2",  "h3", "h4", "h5", "h6"};
    qg_str name = qg_str_skip(text, at + 1);
    size_t n = 0;

    if (qg_str_starts(name, QG_STR("/")))
        name = qg_str_skip(name, 1);
    while (n < name.n && (qg_rune_is_letter((unsigned char)name.p[n]) ||
                          qg_rune_is_digit((unsigned char)name.p[n])))
        n++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_str_eq_nocase(qg_str_head(name, n), qg_str_of(names[i])))
            return true;
    return false;
}

/* Whether the mark is a comma at the start of a line, which belongs behind the words at the end
 * of the line before. */
static bool is_torn_off(qg_str text, size_t at)
{
    return at > 1 && at < text.n && text.p[at - 1] == '\n' && text.p[at - 2] != '\n' &&
           text.p[at] == ',';
}

/* Where a comma ends a line and a Chinese character starts the next: the place behind the line
 * feed; else `at`. */
static size_t across_line_end(qg_str text, size_t at)
{
    qg_rune rune = 0;
    size_t end = at;

    if (at == 0 || at + 1 >= text.n || text.p[at] != '\n' || text.p[at - 1] != ',')
        return at;
    rune = rune_at(text, at + 1, &end);
    return qg_rune_is_han(rune) ? at + 1 : at;
}

qg_side qg_side_left(qg_str text, size_t at)
{
    qg_side side = {0};
    size_t start = at;
    qg_rune rune;

    if (is_torn_off(text, at))
        at--;
    rune = rune_before(text, at, &start);
    if (rune == ' ') {
        side.n_blanks = 1;
        at = start;
        rune = rune_before(text, at, &start);
    }
    for (int i = 0; i < MAX_THROUGH; i++) {
        if (rune == '>' && tag_start(text, start) < start)
            start = tag_start(text, start);
        else if (!is_in(rune, i > 0 ? ")\"'*_~?!,;:. " : ")\"'*_~?!,;:.") && rune != 0x201D &&
                 rune != 0x2019)
            break;
        at = start;
        rune = rune_before(text, at, &start);
    }
    side.rune = rune;
    side.kind = kind_of(rune);
    see_word(&side, text, at, true);
    return side;
}

qg_side qg_side_right(qg_str text, size_t at)
{
    qg_side side = {0};
    size_t end = at;
    qg_rune rune;

    at = across_line_end(text, at);
    rune = rune_at(text, at, &end);
    if (rune == ' ') {
        side.n_blanks = 1;
        at = end;
        rune = rune_at(text, at, &end);
    }
    for (int i = 0; i < MAX_THROUGH; i++) {
        if (rune == '<' && tag_end(text, end) > end) {
            if (is_of_block(text, end - 1))
                return (qg_side){.kind = QG_SIDE_EDGE};
            end = tag_end(text, end);
        } else if (!is_in(rune, "(\"'*_~") && rune != 0x201C && rune != 0x2018)
            break;
        at = end;
        rune = rune_at(text, at, &end);
    }
    side.rune = rune;
    side.kind =
        rune == ']' && at + 1 < text.n && text.p[at + 1] == '(' ? QG_SIDE_EDGE : kind_of(rune);
    see_word(&side, text, at, false);
    side.is_near_han |= rune == '`';
    return side;
}
