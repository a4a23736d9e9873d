/* Where formulas stand on the page. */
#include "write/docx/text_int.h"

bool qg_docx_is_display(const qg_node *node)
{
    return node->kind == QG_MATH && node->u.math.is_display && node->u.math.tree != NULL;
}

/* Write the formula in the middle and its number at the right, both at tab stops, which every
 * program heeds. */
static void write_numbered(docx *d, const qg_node *math, para_extra *extra, int width_twips)
{
    extra->align = QG_ALIGN_LEFT;
    extra->center_tab_twips = extra->left_twips + width_twips / 2;
    extra->right_tab_twips = extra->left_twips + width_twips;
    qg_docx_begin_para(d, QG_PARA_FIGURE, extra);
    qg_docx_text(d, QG_STR("\t"), NULL);
    qg_docx_math(d, math, false);
    qg_docx_text(d, QG_STR("\t（"), NULL);
    qg_docx_text(d, math->u.math.tag, NULL);
    qg_docx_text(d, QG_STR("）"), NULL);
    qg_docx_end_para(d);
}

void qg_docx_display(docx *d, const qg_node *math, const place *at)
{
    para_extra extra = {
        .is_free = true, .has_left = at->left_twips > 0, .left_twips = at->left_twips};

    if (math->u.math.tag.n > 0) {
        write_numbered(d, math, &extra, at->width_twips);
        return;
    }
    qg_docx_begin_para(d, QG_PARA_FIGURE, &extra);
    qg_docx_math(d, math, true);
    qg_docx_end_para(d);
}

void qg_docx_formula(docx *d, const qg_node *math)
{
    qg_str mark = math->u.math.is_display ? QG_STR("$$") : QG_STR("$");

    if (math->u.math.tree != NULL) {
        qg_docx_math(d, math, false);
        return;
    }
    qg_docx_text(d, mark, NULL);
    qg_docx_text(d, math->text, NULL);
    qg_docx_text(d, mark, NULL);
}
