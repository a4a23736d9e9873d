/* heading_numbers.c - the numbers that a sheet gives to headings. */
#include "write/slug/anchors.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

/* A number that starts a run-in heading counts as one of its level. */
static const qg_node *heading_of(const qg_node *block)
{
    if (block->kind == QG_PARAGRAPH && block->first != NULL && block->first->kind == QG_RUN_IN)
        return block->first;
    return block->kind == QG_HEADING ? block : NULL;
}

/* Ⅰ to ⅿ, ① to ⓿, ㈠ to ㈩, ㊀ to ㊉: a number in one character */
static bool is_number_sign(qg_rune rune)
{
    return (rune >= 0x2160 && rune <= 0x217F) || (rune >= 0x2460 && rune <= 0x24FF) ||
           (rune >= 0x3220 && rune <= 0x3229) || (rune >= 0x3280 && rune <= 0x3289);
}

/* Take what numbers are made of off `rest`; returns how many characters. */
static int take_count(qg_str *rest)
{
    static const char counts[] = "0123456789一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸IVXivx";
    int n = 0;

    while (rest->n > 0 && (qg_utf8_is_in(qg_utf8_first(*rest), counts) ||
                           (n > 0 && qg_utf8_is_in(qg_utf8_first(*rest), ".-·．")))) {
        qg_rune rune;
        qg_utf8_take(rest, &rune);
        n++;
    }
    if (n == 0 && rest->n > 1 && qg_rune_is_letter(qg_utf8_first(*rest)) && rest->p[0] > 0) {
        *rest = qg_str_skip(*rest, 1); /* A. */
        n = 1;
    }
    return n;
}

/* Whether a heading starts with a number in any of the ways people write one, also those that say
 * nothing of its level: 1 概述, 【一】, A. */
static bool is_numbered(const qg_node *heading)
{
    enum { MOST = 6 };
    qg_str text = heading->first == NULL ? (qg_str){"", 0} : qg_str_trim(heading->first->text);
    int n;

    if (heading->u.heading.number.n > 0 || text.n == 0)
        return heading->u.heading.number.n > 0;
    if (qg_utf8_is_in(qg_utf8_first(text), "（(【〔[§")) {
        qg_rune bracket;
        qg_utf8_take(&text, &bracket);
    } else if (is_number_sign(qg_utf8_first(text))) {
        return true;
    }
    n = take_count(&text);
    return n > 0 && n <= MOST && text.n > 0 &&
           qg_utf8_is_in(qg_utf8_first(text), " \u3000\u00A0、，,.．：:)）】〕]");
}

/* Headings inside of lists and quotations are none of the document's. */
static bool is_counted(const qg_node *heading)
{
    const qg_node *parent = heading->parent;

    return parent->parent == NULL || parent->kind == QG_LANDSCAPE;
}

/* Whether a title stands above what does not belong to the document before it: an attachment. */
static bool is_title(const qg_node *heading)
{
    return heading->u.heading.level == 0 && is_counted(heading);
}

/* Which levels of the document that starts at `block` have no typed number: bit `n` for level n. */
static unsigned levels_of(const qg_node *block, const qg_node *root)
{
    unsigned levels = (2U << QG_NUMBERED_LEVELS) - 2;

    for (; block != NULL; block = qg_node_walk_blocks(root, block)) {
        const qg_node *heading = heading_of(block);
        if (heading == NULL)
            continue;
        if (is_title(heading))
            break;
        if (heading->u.heading.level <= QG_NUMBERED_LEVELS && is_numbered(heading))
            levels &= ~(1U << heading->u.heading.level);
    }
    return levels;
}

void qg_anchors_count(qg_anchors *anchors, const qg_node *root)
{
    int counts[QG_NUMBERED_LEVELS + 1] = {0}, series = 0, below = 0;
    unsigned levels = levels_of(root, root);

    for (qg_anchor *a = anchors->at; a < anchors->at + anchors->n; a++) {
        int level = a->heading->u.heading.level;
        if (level > QG_NUMBERED_LEVELS || !is_counted(a->heading) || a->heading->first == NULL)
            continue;
        if (level == 0)
            levels = levels_of(qg_node_walk_blocks(root, a->heading), root);
        for (int i = level + 1; i <= QG_NUMBERED_LEVELS; i++)
            counts[i] = 0;
        if ((levels >> level & 1) == 0) {
            a->is_left_out = level > 0 && !is_numbered(a->heading);
            below = level < below ? level : below;
            continue;
        }
        if (below < level) {
            series++;
            a->below = below;
        }
        below = QG_NUMBERED_LEVELS;
        a->ordinal = ++counts[level];
        a->series = series;
        anchors->is_numbered[level] = true;
    }
}

/* Put a number from 1 to 9999 as one counts in Chinese: 一百零五. */
static void put_chinese(qg_buf *out, int n)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const places[] = {"千", "百", "十", ""};
    bool is_begun = false, is_zero_due = false;

    for (int i = 0, unit = 1000; unit > 0; i++, unit /= 10) {
        int digit = n / unit % 10;
        if (digit == 0) {
            is_zero_due = is_begun;
            continue;
        }
        if (is_zero_due)
            qg_buf_puts(out, digits[0]);
        if (is_begun || digit != 1 || unit != 10) /* 十五 */
            qg_buf_puts(out, digits[digit]);
        qg_buf_puts(out, places[i]);
        is_begun = true;
        is_zero_due = false;
    }
}

void qg_anchor_put_number(qg_buf *out, const qg_anchor *a)
{
    int level = a->ordinal > 0 ? a->heading->u.heading.level : 0;

    if (level >= 3) {
        qg_buf_printf(out, level == 3 ? "%d." : "（%d）", a->ordinal);
    } else if (level > 0) {
        qg_buf_puts(out, level == 1 ? "" : "（");
        put_chinese(out, a->ordinal);
        qg_buf_puts(out, level == 1 ? "、" : "）");
    }
}
