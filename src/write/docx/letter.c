/* letter.c - 信函格式: the mark near the paper's upper edge between red double rules that are wider
 * than the text (GB/T 9704-2012, 10.1).
 *
 * Mark and rules are frames, places of the page; the text begins below the lowest frame above it.
 * The lower rule stands in the footer of the first page. */
#include "write/docx/official_int.h"

enum { TWIPS_PER_PT = 20 };

/* The double rule is an empty framed paragraph between two borders: programs do not agree which of
 * the lines of a border such as thickThinSmallGap is the outer one. */
static void write_rule(docx *d, int y_twips, int gap_twips, qg_measure upper, qg_measure lower)
{
    const qg_page *page = &d->style->page;
    unsigned red = d->style->paras[QG_PARA_MARK].color;
    int width = qg_docx_measure(d, QG_MEASURE_HEAD_RULE_WIDTH);
    int above = qg_docx_measure(d, upper), below = qg_docx_measure(d, lower);
    int between = above < below ? below : above; /* as wide as the thicker line */
    para_frame frame = {.x_twips = page->left + (qg_page_text_width(page) - width) / 2,
                        .y_twips = y_twips,
                        .width_twips = width,
                        .height_twips = above + between + below,
                        .gap_twips = gap_twips};
    para_extra extra = {.frame = &frame, .line_twips = between};

    if (!d->is_preprinted) {
        extra.above = (para_rule){.eighths_pt = above * 8 / TWIPS_PER_PT, .color = red};
        extra.below = (para_rule){.eighths_pt = below * 8 / TWIPS_PER_PT, .color = red};
    }
    qg_docx_para(d, QG_PARA_HEAD_LINE, &extra, (qg_str){"", 0});
}

/* The distance from the upper rule to the first line of text, such that there is 7/8 of a character
 * of size 三号 between the rule and the ink. */
static int element_gap(const docx *d)
{
    const qg_para *normal = &d->style->paras[QG_PARA_NORMAL];
    int size = normal->size_half_pt * 10;
    int above_ink =
        normal->line_twips * 4 / 5 - size * 85 / 100; /* ink is 0.85 em above the base */

    return size * 7 / 8 - above_ink;
}

void qg_docx_letter_head(docx *d)
{
    const qg_page *page = &d->style->page;
    int top = qg_docx_measure(d, QG_MEASURE_HEAD_MARK_TOP), size;
    para_frame frame = {.x_twips = page->left, .width_twips = qg_page_text_width(page)};
    para_extra extra = {.frame = &frame};
    qg_buf mark, number;

    qg_buf_init(&mark, 0);
    qg_buf_init(&number, 0);
    qg_docx_put_mark(&mark, d);
    qg_docx_put_number(&number, d);
    size = qg_docx_mark_size(d, qg_buf_str(&mark));
    extra.line_twips = frame.height_twips = size * 10;
    frame.y_twips = top;
    qg_docx_begin_para(d, QG_PARA_MARK, &extra);
    qg_docx_mark_run(d, qg_buf_str(&mark), size);
    qg_docx_end_para(d);
    /* the ink is about 0.9 em high */
    write_rule(d, top + size * 9 + qg_docx_measure(d, QG_MEASURE_HEAD_RULE_GAP), element_gap(d),
               QG_MEASURE_HEAD_RULE, QG_MEASURE_HEAD_THIN_RULE);
    qg_docx_lines_above_mark(d, qg_buf_str(&number));
    qg_docx_blank_lines(d, qg_docx_measure(d, QG_MEASURE_HEAD_LINES_BELOW_RULE));
    qg_docx_drop(d, &number);
    qg_docx_drop(d, &mark);
}

void qg_docx_letter_foot(docx *d)
{
    int height = 2 * qg_docx_measure(d, QG_MEASURE_HEAD_RULE) +
                 qg_docx_measure(d, QG_MEASURE_HEAD_THIN_RULE);

    write_rule(d, d->style->page.height - qg_docx_measure(d, QG_MEASURE_HEAD_FOOT_RULE) - height, 0,
               QG_MEASURE_HEAD_THIN_RULE, QG_MEASURE_HEAD_RULE);
}
