/* labels.c - labels of page data in a line: where they stand, and what comes behind them. */
#include "parse/text/labels_int.h"

#include "parse/text/line_int.h"

#include "unicode/unicode.h"

static const qg_page_label labels[] = {
#define X(use, KEY, text) {QG_DATA_##use, QG_KEY_##KEY, text},
#include "parse/text/page_data.def"
#undef X
};

enum { N_LABELS = sizeof labels / sizeof *labels };

const qg_page_label *qg_page_label_of(int label)
{
    return &labels[label];
}

/* Take the label `text` off `rest`; layout may have put blanks between its characters. */
static bool take_label(qg_str *rest, qg_str text, bool *is_spread)
{
    qg_str at = *rest;
    size_t n_blanks = 0;

    while (text.n > 0) {
        qg_rune want, got;
        qg_utf8_take(&text, &want);
        do {
            if (at.n == 0)
                return false;
            qg_utf8_take(&at, &got);
            n_blanks += qg_rune_is_blank(got);
        } while (qg_rune_is_blank(got));
        if (qg_fold_rune(got) != want)
            return false;
    }
    *rest = at;
    *is_spread = n_blanks > 1;
    return true;
}

/* The label `text` starts with must end there: with the line, a blank, a colon, the edge of a cell
 * or a bracket.  成文日期2024 will do where layout had put blanks into the label. */
static bool ends_label(qg_str rest, bool is_spread)
{
    qg_rune next = qg_utf8_first(rest);

    return rest.n == 0 || qg_rune_is_blank(next) || next == 0x3011 || next == ']' ||
           (is_spread && next <= '9');
}

/* Take the colon, or the edge of the cell, that stands behind a label. */
static bool take_label_end(qg_str *rest)
{
    qg_str behind = qg_str_trim(*rest);
    qg_rune end = qg_utf8_first(behind);

    if (behind.n == 0 || (!qg_is_colon(end) && end != '|'))
        return false;
    qg_utf8_take(&behind, &end);
    *rest = behind;
    return true;
}

/* The longest label that `text` starts with. */
static qg_label_hit bare_label(qg_str text)
{
    enum { HAN_BYTES = 3 }; /* every label starts with one */
    char head[QG_UTF8_MAX];
    qg_label_hit best = {.label = -1};

    if (qg_utf8_encode(head, qg_fold_rune(qg_utf8_first(text))) != HAN_BYTES)
        return best;
    for (int i = 0; i < N_LABELS; i++) {
        qg_str rest = text;
        bool has_colon, is_spread = false;

        if (memcmp(labels[i].text, head, HAN_BYTES) != 0 ||
            !take_label(&rest, qg_str_of(labels[i].text), &is_spread))
            continue;
        has_colon = take_label_end(&rest);
        if ((has_colon || ends_label(rest, is_spread)) && text.n - rest.n > best.n)
            best = (qg_label_hit){i, text.n - rest.n, has_colon, is_spread};
    }
    return best;
}

/* Skip what a page puts in front of a label: a bullet, or the edge of a cell as in | 索引号 | */
static qg_str skip_marks(qg_str text)
{
    for (;;) {
        qg_rune first = qg_fold_rune(qg_utf8_first(text));
        bool is_edge =
            first == '|' && !qg_str_starts(qg_str_trim(qg_str_skip(text, 1)), QG_STR("|"));

        if (first != 0x2022 && !is_edge && !qg_str_starts(text, QG_STR("- ")))
            return text;
        text = qg_str_trim(qg_str_skip(text, first == 0x2022 ? strlen("•") : 1));
    }
}

/* 【索引号】; but [成文日期] alone is a form, to be filled in. */
static qg_label_hit bracketed_label(qg_str text)
{
    qg_rune bracket;
    qg_str inner = text, rest;
    qg_label_hit hit;
    bool is_set_apart;

    qg_utf8_take(&inner, &bracket);
    is_set_apart = qg_rune_is_blank(qg_utf8_first(inner)); /* [ 索引号 ], by a site */
    inner = skip_marks(qg_str_trim(inner));
    hit = bare_label(inner);
    rest = qg_str_trim(qg_str_skip(inner, hit.n));
    if (rest.n > 0 && (qg_utf8_first(rest) == 0x3011 || rest.p[0] == ']'))
        qg_utf8_take(&rest, &bracket);
    if (hit.label < 0 || hit.has_colon || (qg_str_trim(rest).n == 0 && !is_set_apart))
        return (qg_label_hit){.label = -1};
    return (qg_label_hit){hit.label, (size_t)(rest.p - text.p), true, false};
}

qg_label_hit qg_label_at(qg_str text)
{
    qg_str rest = skip_marks(text);
    qg_rune first = qg_fold_rune(qg_utf8_first(rest));
    qg_label_hit hit = first == 0x3010 || first == '[' ? bracketed_label(rest) : bare_label(rest);

    hit.n += hit.label < 0 ? 0 : (size_t)(rest.p - text.p);
    return hit;
}

/* 发布机构：, which stands behind the value before it where a page lost its cells; the shortest
 * labels may be the end of other words. */
static bool is_glued_label(qg_str text)
{
    enum { LEAST_BYTES = 12, LEAST_OWN_BYTES = 9 };

    if (qg_utf8_first(text) < 0x4E00)
        return false;
    for (int i = 0; i < N_LABELS; i++) {
        qg_str label = qg_str_of(labels[i].text);
        bool is_own = labels[i].use == QG_DATA_OWN || labels[i].use == QG_DATA_ANCHOR;
        if (label.n >= (is_own ? LEAST_OWN_BYTES : LEAST_BYTES) &&
            labels[i].use != QG_DATA_LETTER && qg_str_starts(text, label))
            return qg_is_colon(qg_utf8_first(qg_str_skip(text, label.n)));
    }
    return false;
}

/* Bytes up to and with the last colon; 0 without one. */
static size_t behind_last_colon(qg_str text)
{
    size_t last = 0;

    for (qg_str rest = text; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune))
            last = text.n - rest.n;
    }
    return last;
}

size_t qg_next_label(qg_str text, bool has_colon)
{
    qg_rune before = has_colon ? ' ' : 0;
    const char *last_colon = has_colon ? text.p + behind_last_colon(text) : text.p;

    for (qg_str rest = text; rest.n > 0;) {
        qg_str here = rest;
        qg_rune rune;
        bool is_behind_figure = before >= '0' && before <= '9';
        qg_utf8_take(&rest, &rune);
        if ((qg_rune_is_blank(before) || qg_is_comma(before) || is_behind_figure) &&
            !qg_rune_is_blank(rune)) {
            qg_label_hit h = qg_label_at(here);
            if (h.label >= 0 && h.has_colon == has_colon && (h.is_spread || !is_behind_figure))
                return (size_t)(here.p - text.p);
        }
        if (here.p < last_colon && is_glued_label(here))
            return (size_t)(here.p - text.p);
        before = rune;
    }
    return text.n;
}

size_t qg_next_name(qg_str text)
{
    enum { MOST_RUNES = 8 };
    size_t start = text.n;
    int n = 0;

    for (qg_str rest = text; rest.n > 0;) {
        qg_str here = rest;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune)) {
            start = (size_t)(rest.p - text.p);
            n = 0;
        } else if (qg_is_colon(rune) && n > 0 && n <= MOST_RUNES) {
            return start;
        } else {
            start = qg_rune_is_han(rune) ? start : text.n;
            n += start < text.n && here.n > 0;
        }
    }
    return text.n;
}

static unsigned char slot_of(qg_rune rune)
{
    return (unsigned char)(rune ^ (rune >> 8));
}

qg_label_starts qg_starts_of_labels(void)
{
    static const char *const others[] = {"•", "-", "|", "【", "["};
    qg_label_starts s = {{false}};

    for (int i = 0; i < N_LABELS; i++)
        s.may[slot_of(qg_utf8_first(qg_str_of(labels[i].text)))] = true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        s.may[slot_of(qg_utf8_first(qg_str_of(others[i])))] = true;
    return s;
}

bool qg_may_start_label(const qg_label_starts *starts, qg_rune first)
{
    return starts->may[slot_of(qg_fold_rune(first))];
}
