/* paragraphs.c - the properties of paragraphs and runs, w:pPr and w:rPr. */
#include "write/docx/page_int.h"
#include "write/docx/text_int.h"

#include <stdio.h>

static const char *const style_ids[] = {
#define X(KIND, id, name, type, is_custom, next) [QG_PARA_##KIND] = id,
#include "write/docx/styles.def"
#undef X
};

static bool same_indent(qg_indent a, qg_indent b)
{
    return a.twips == b.twips && a.hundredths == b.hundredths;
}

/* An indent in twips and, for Word, in hundredths of a character: Word prefers the second,
 * LibreOffice knows only the first. */
static void write_indent(qg_xml *x, const char *name, const char *chars_name, qg_indent indent)
{
    qg_xml_attr_int(x, name, indent.twips);
    qg_xml_attr_int(x, chars_name, indent.hundredths);
}

void qg_docx_indents(qg_xml *x, const qg_para *p)
{
    qg_xml_open(x, "w:ind");
    write_indent(x, "w:left", "w:leftChars", p->left);
    write_indent(x, "w:right", "w:rightChars", p->right);
    if (p->hanging.twips > 0)
        write_indent(x, "w:hanging", "w:hangingChars", p->hanging);
    else
        write_indent(x, "w:firstLine", "w:firstLineChars", p->first_line);
    qg_xml_close(x);
}

static const char *line_rule_name(qg_line_rule rule)
{
    static const char *const names[] = {
        [QG_LINE_EXACT] = "exact", [QG_LINE_AT_LEAST] = "atLeast", [QG_LINE_MULTIPLE] = "auto"};

    return names[rule];
}

static void write_spacing(qg_xml *x, const qg_para *p)
{
    qg_xml_open(x, "w:spacing");
    qg_xml_attr_int(x, "w:before", p->before_twips);
    qg_xml_attr_int(x, "w:after", p->after_twips);
    qg_xml_attr_int(x, "w:line", p->line_twips);
    qg_xml_attr(x, "w:lineRule", line_rule_name(p->line_rule));
    qg_xml_close(x);
}

static void write_flag(qg_xml *x, const char *name, bool is_on)
{
    qg_xml_val(x, name, is_on ? "1" : "0");
}

static const char *align_name(qg_para_align align)
{
    static const char *const names[] = {[QG_PARA_LEFT] = "left",
                                        [QG_PARA_CENTER] = "center",
                                        [QG_PARA_RIGHT] = "right",
                                        [QG_PARA_JUSTIFY] = "both"};

    return names[align];
}

static void write_number(qg_xml *x, int level, int list)
{
    qg_xml_open(x, "w:numPr");
    qg_xml_val_int(x, "w:ilvl", level);
    qg_xml_val_int(x, "w:numId", list);
    qg_xml_close(x);
}

void qg_docx_para_properties(docx *d, const qg_para *p, const qg_para *base, int level)
{
    qg_xml *x = d->xml;

    if (base == NULL ? p->keep_next : p->keep_next != base->keep_next)
        write_flag(x, "w:keepNext", p->keep_next);
    if (base == NULL ? p->keep_lines : p->keep_lines != base->keep_lines)
        write_flag(x, "w:keepLines", p->keep_lines);
    if (base == NULL ? p->page_break_before : p->page_break_before != base->page_break_before)
        write_flag(x, "w:pageBreakBefore", p->page_break_before);
    if (d->first_heading_list > 0 && d->anchors.is_numbered[level])
        write_number(x, level - 1, d->first_heading_list);
    if (base == NULL) { /* full pages have 22 lines, and each line its full width */
        write_flag(x, "w:widowControl", false);
        write_flag(x, "w:overflowPunct", false);
        write_flag(x, "w:autoSpaceDE", false);
        write_flag(x, "w:autoSpaceDN", false);
    }
    if (base == NULL ? !p->snaps : p->snaps != base->snaps)
        write_flag(x, "w:snapToGrid", p->snaps);
    if (base == NULL || p->before_twips != base->before_twips ||
        p->after_twips != base->after_twips || p->line_twips != base->line_twips ||
        p->line_rule != base->line_rule)
        write_spacing(x, p);
    if (base != NULL &&
        !(same_indent(p->left, base->left) && same_indent(p->right, base->right) &&
          same_indent(p->first_line, base->first_line) && same_indent(p->hanging, base->hanging)))
        qg_docx_indents(x, p);
    if (base == NULL || p->align != base->align)
        qg_xml_val(x, "w:jc", align_name(p->align));
    if (p->outline > 0)
        qg_xml_val_int(x, "w:outlineLvl", p->outline - 1);
}

static void write_fonts(qg_xml *x, const qg_para *p)
{
    qg_xml_open(x, "w:rFonts");
    qg_xml_attr_str(x, "w:ascii", p->latin);
    qg_xml_attr_str(x, "w:eastAsia", p->font);
    qg_xml_attr_str(x, "w:hAnsi", p->latin);
    qg_xml_attr_str(x, "w:cs", p->latin);
    qg_xml_close(x);
}

static void color_name(char name[8], unsigned color)
{
    snprintf(name, 8, "%06X", color & 0xFFFFFF);
}

static void write_color(qg_xml *x, unsigned color)
{
    char name[8];

    color_name(name, color);
    qg_xml_val(x, "w:color", name);
}

static void write_color_attr(qg_xml *x, unsigned color)
{
    char name[8];

    color_name(name, color);
    qg_xml_attr(x, "w:color", name);
}

void qg_docx_run_properties(docx *d, const qg_para *p, const qg_para *base)
{
    qg_xml *x = d->xml;

    if (base == NULL || !qg_str_eq(p->font, base->font) || !qg_str_eq(p->latin, base->latin))
        write_fonts(x, p);
    if (base == NULL ? p->is_bold : p->is_bold != base->is_bold) {
        write_flag(x, "w:b", p->is_bold);
        write_flag(x, "w:bCs", p->is_bold);
    }
    if (base == NULL ? p->is_italic : p->is_italic != base->is_italic)
        write_flag(x, "w:i", p->is_italic);
    if (base == NULL ? p->color != 0 : p->color != base->color)
        write_color(x, p->color);
    if (base == NULL ? p->tracking_twips != 0 : p->tracking_twips != base->tracking_twips)
        qg_xml_val_int(x, "w:spacing", p->tracking_twips);
    if (base == NULL ? p->scale_percent != 100 : p->scale_percent != base->scale_percent)
        qg_xml_val_int(x, "w:w", p->scale_percent);
    if (base == NULL)
        qg_xml_val_int(x, "w:kern", 0);
    if (base == NULL || p->size_half_pt != base->size_half_pt) {
        qg_xml_val_int(x, "w:sz", p->size_half_pt);
        qg_xml_val_int(x, "w:szCs", p->size_half_pt);
    }
}

static void write_rule(qg_xml *x, const char *side, para_rule rule)
{
    if (rule.eighths_pt == 0)
        return;
    qg_xml_open(x, side);
    qg_xml_attr(x, "w:val", "single");
    qg_xml_attr_int(x, "w:sz", rule.eighths_pt);
    qg_xml_attr_int(x, "w:space", rule.space_pt);
    write_color_attr(x, rule.color);
    qg_xml_close(x);
}

static void write_rules(qg_xml *x, const para_extra *e)
{
    if (e->above.eighths_pt == 0 && e->below.eighths_pt == 0)
        return;
    qg_xml_open(x, "w:pBdr");
    write_rule(x, "w:top", e->above);
    write_rule(x, "w:bottom", e->below);
    qg_xml_close(x);
}

/* Number 0 says that there is none (ECMA-376 part 1, 17.9.18).  The author of the next paragraph of
 * an item in Word gets it that way, and readers such as pandoc know by it that it belongs to the
 * item. */
static void write_own_number(qg_xml *x, const para_extra *e)
{
    int list = e->list_id > 0 ? e->list_id : e->heading_list;

    if (list > 0 || e->is_unnumbered)
        write_number(x, e->level, list);
}

/* Write line heights that the paragraph has in place of its style's: an exact line would cut off a
 * picture. */
static void write_own_spacing(qg_xml *x, const qg_para *style, const para_extra *e)
{
    if (!e->is_free && !e->is_at_least && !e->has_before && !e->has_nothing_after &&
        e->line_twips == 0)
        return;
    qg_xml_open(x, "w:spacing");
    if (e->has_before)
        qg_xml_attr_int(x, "w:before", e->before_twips);
    if (e->has_nothing_after)
        qg_xml_attr_int(x, "w:after", 0);
    if (e->is_free) {
        qg_xml_attr_int(x, "w:line", 240);
        qg_xml_attr(x, "w:lineRule", "auto");
    } else if (e->is_at_least) {
        qg_xml_attr_int(x, "w:line", style->line_twips);
        qg_xml_attr(x, "w:lineRule", "atLeast");
    } else if (e->line_twips > 0) {
        qg_xml_attr_int(x, "w:line", e->line_twips);
        qg_xml_attr(x, "w:lineRule", "exact");
    }
    qg_xml_close(x);
}

static void write_tab(qg_xml *x, const char *kind, int twips, bool has_leader)
{
    if (twips == 0)
        return;
    qg_xml_open(x, "w:tab");
    qg_xml_attr(x, "w:val", kind);
    if (has_leader)
        qg_xml_attr(x, "w:leader", "dot");
    qg_xml_attr_int(x, "w:pos", twips);
    qg_xml_close(x);
}

static void write_tabs(qg_xml *x, const para_extra *e)
{
    if (e->center_tab_twips == 0 && e->right_tab_twips == 0 && e->n_left_tabs == 0)
        return;
    qg_xml_open(x, "w:tabs");
    for (size_t i = 0; i < e->n_left_tabs; i++)
        write_tab(x, e->are_tabs_centred ? "center" : "left", e->left_tabs[i], false);
    write_tab(x, "center", e->center_tab_twips, false);
    write_tab(x, "right", e->right_tab_twips, e->has_leader);
    qg_xml_close(x);
}

/* w:framePr: Word, WPS and LibreOffice take it for a frame at a place of the page. */
static void write_frame(qg_xml *x, const para_frame *frame)
{
    if (frame == NULL)
        return;
    qg_xml_open(x, "w:framePr");
    qg_xml_attr_int(x, "w:w", frame->width_twips);
    qg_xml_attr_int(x, "w:h", frame->height_twips);
    qg_xml_attr(x, "w:hRule", "exact");
    if (frame->gap_twips > 0)
        qg_xml_attr_int(x, "w:vSpace", frame->gap_twips);
    qg_xml_attr(x, "w:wrap", "notBeside");
    qg_xml_attr(x, "w:vAnchor", "page");
    qg_xml_attr(x, "w:hAnchor", "page");
    qg_xml_attr_int(x, "w:x", frame->x_twips);
    qg_xml_attr_int(x, "w:y", frame->y_twips);
    qg_xml_close(x);
}

static void write_own_indents(qg_xml *x, const para_extra *e)
{
    if (!e->has_left && !e->has_right)
        return;
    qg_xml_open(x, "w:ind");
    if (e->has_left)
        write_indent(x, "w:left", "w:leftChars", (qg_indent){.twips = e->left_twips});
    if (e->has_right)
        write_indent(x, "w:right", "w:rightChars", (qg_indent){.twips = e->right_twips});
    if (e->has_left && e->hanging_twips > 0)
        write_indent(x, "w:hanging", "w:hangingChars", (qg_indent){.twips = e->hanging_twips});
    else if (e->has_left)
        write_indent(x, "w:firstLine", "w:firstLineChars", e->first_line);
    qg_xml_close(x);
}

static void write_own_properties(qg_xml *x, const qg_para *style, const para_extra *e)
{
    static const char *const aligns[] = {
        [QG_ALIGN_LEFT] = "left", [QG_ALIGN_CENTER] = "center", [QG_ALIGN_RIGHT] = "right"};

    if (e->keep_next)
        qg_xml_empty(x, "w:keepNext");
    if (e->page_break_before)
        qg_xml_empty(x, "w:pageBreakBefore");
    write_frame(x, e->frame);
    write_own_number(x, e);
    write_rules(x, e);
    write_tabs(x, e);
    if (e->is_free || e->is_at_least || e->is_unsnapped)
        qg_xml_val(x, "w:snapToGrid", "0");
    write_own_spacing(x, style, e);
    write_own_indents(x, e);
    if (e->is_spread)
        qg_xml_val(x, "w:jc", "distribute");
    else if (e->align != QG_ALIGN_NONE)
        qg_xml_val(x, "w:jc", aligns[e->align]);
}

/* The properties of a paragraph near the end of the text, for which fit.c may have chosen a line
 * pitch. */
static para_extra fitted(const docx *d, const para_extra *extra)
{
    para_extra own = extra == NULL ? (para_extra){0} : *extra;

    if (own.line_twips == 0 && !own.is_free && !own.is_at_least) {
        own.line_twips = d->fitted_line_twips;
        own.is_unsnapped = true;
    }
    return own;
}

void qg_docx_begin_para(docx *d, qg_para_kind kind, const para_extra *extra)
{
    bool ends_section = extra != NULL && extra->ends_section;
    para_extra own;

    if (d->fitted_line_twips > 0) {
        own = fitted(d, extra);
        extra = &own;
    }
    if (!ends_section)
        qg_docx_begin_block(d);
    if (d->ends_page) {
        own = extra == NULL ? (para_extra){0} : *extra;
        own.page_break_before = true;
        extra = &own;
        d->ends_page = false;
    }
    qg_xml_open(d->xml, "w:p");
    qg_xml_open(d->xml, "w:pPr");
    qg_xml_val(d->xml, "w:pStyle",
               extra != NULL && extra->style_id != NULL ? extra->style_id : style_ids[kind]);
    if (extra != NULL)
        write_own_properties(d->xml, &d->style->paras[kind], extra);
    if (ends_section)
        qg_docx_section(d);
    qg_xml_close(d->xml);
    qg_extent_begin(&d->extent, &d->style->paras[kind], extra);
}

void qg_docx_end_para(docx *d)
{
    qg_extent_end(&d->extent);
    qg_xml_close(d->xml);
}

void qg_docx_para(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text)
{
    qg_docx_begin_para(d, kind, extra);
    qg_docx_text(d, text, NULL);
    qg_docx_end_para(d);
}
