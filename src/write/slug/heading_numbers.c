/* heading_numbers.c - the numbers that a sheet gives to headings. */
#include "write/slug/anchors.h"

/* A number that starts a run-in heading counts as one of its level. */
static const qg_node *heading_of(const qg_node *block)
{
    if (block->kind == QG_PARAGRAPH && block->first != NULL && block->first->kind == QG_RUN_IN)
        return block->first;
    return block->kind == QG_HEADING ? block : NULL;
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
        if (heading->u.heading.level <= QG_NUMBERED_LEVELS && heading->u.heading.number.n > 0)
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
        if (level > QG_NUMBERED_LEVELS || !is_counted(a->heading))
            continue;
        if (level == 0)
            levels = levels_of(qg_node_walk_blocks(root, a->heading), root);
        for (int i = level + 1; i <= QG_NUMBERED_LEVELS; i++)
            counts[i] = 0;
        if ((levels >> level & 1) == 0) {
            a->is_left_out = level > 0 && a->heading->u.heading.number.n == 0;
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

/* 1 to 9999 as one counts, 一百零五. */
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
