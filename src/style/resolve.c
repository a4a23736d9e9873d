/* resolve.c - converts the values of sheets to twips and fills in those that are not set. */
#include "style/measure.h"
#include "style/rows.h"
#include "style/sheet.h"

#include <stdlib.h>

static int rounded(double value)
{
    return (int)(value < 0 ? value - 0.5 : value + 0.5);
}

static void resolve_page(qg_page *page, const qg_value *values)
{
    *page = (qg_page){
        .width = rounded(values[QG_SET_PAGE_SIZE].number),
        .height = rounded(values[QG_SET_PAGE_SIZE].second),
        .top = rounded(values[QG_SET_PAGE_TOP].number),
        .bottom = rounded(values[QG_SET_PAGE_BOTTOM].number),
        .left = rounded(values[QG_SET_PAGE_LEFT].number),
        .right = rounded(values[QG_SET_PAGE_RIGHT].number),
        .header = rounded(values[QG_SET_PAGE_HEADER].number),
        .footer = rounded(values[QG_SET_PAGE_FOOTER].number),
        .lines = (int)values[QG_SET_PAGE_LINES].number,
        .characters = (int)values[QG_SET_PAGE_CHARACTERS].number,
        .line_pitch = rounded(values[QG_SET_PAGE_PITCH].number),
        .numbers_centred = values[QG_SET_PAGE_NUMBERS_CENTRED].number != 0,
        .numbers_on_first = values[QG_SET_PAGE_NUMBERS_ON_FIRST].number != 0 ||
                            !values[QG_SET_PAGE_NUMBERS_ON_FIRST].is_set,
    };
    if (page->lines > 0 && page->line_pitch <= 0)
        page->line_pitch = qg_page_text_height(page) / page->lines;
}

static bool is_on(const qg_value *value)
{
    return value->number != 0;
}

static void resolve_tables(qg_tables *tables, const qg_value *values)
{
    *tables = (qg_tables){.fill = is_on(&values[QG_SET_TABLES_FILL]),
                          .numbers_right = is_on(&values[QG_SET_TABLES_NUMBERS_RIGHT]),
                          .turn = is_on(&values[QG_SET_TABLES_TURN])};
}

static int twips(const qg_page *page, const qg_para *para, const qg_value *value)
{
    int size = para->size_half_pt * 10;

    switch (value->unit) {
    case QG_UNIT_CHAR:
    case QG_UNIT_EM:
        return rounded(value->number * size);
    case QG_UNIT_LINE:
        return rounded(value->number * page->line_pitch);
    case QG_UNIT_GRID: /* rounded down: with one twip too many, a line holds one character less */
        return page->characters == 0 ? 0 : qg_page_text_width(page) / page->characters - size;
    default:
        return rounded(value->number);
    }
}

static qg_indent indent(const qg_page *page, const qg_para *para, const qg_value *value)
{
    return (qg_indent){.twips = twips(page, para, value),
                       .hundredths =
                           value->unit == QG_UNIT_CHAR ? rounded(value->number * 100) : 0};
}

static void resolve_line(qg_para *para, const qg_page *page, const qg_value *line)
{
    if (line->unit == QG_UNIT_NONE) {
        para->line_rule = QG_LINE_MULTIPLE;
        para->line_twips = rounded((line->is_set ? line->number : 1) * 240);
        return;
    }
    para->line_rule = line->is_at_least ? QG_LINE_AT_LEAST : QG_LINE_EXACT;
    para->line_twips = twips(page, para, line);
}

static void resolve_para(qg_para *para, const qg_page *page, const qg_value *own,
                         const qg_value *normal)
{
    qg_value v[QG_PROPERTIES];

    for (size_t i = 0; i < QG_PROPERTIES; i++)
        v[i] = own[i].is_set ? own[i] : normal[i];
    *para = (qg_para){
        .font = v[QG_P_FONT].is_set ? v[QG_P_FONT].text : QG_STR("宋体"),
        .latin = v[QG_P_LATIN].is_set ? v[QG_P_LATIN].text : QG_STR("Times New Roman"),
        .size_half_pt = v[QG_P_SIZE].is_set ? rounded(v[QG_P_SIZE].number / 10) : 24,
        .scale_percent = v[QG_P_SCALE].is_set ? (int)v[QG_P_SCALE].number : 100,
        .is_bold = v[QG_P_BOLD].number != 0,
        .is_italic = v[QG_P_ITALIC].number != 0,
        .color = (unsigned)v[QG_P_COLOR].number,
        .align = v[QG_P_ALIGN].is_set ? (qg_para_align)v[QG_P_ALIGN].number : QG_PARA_JUSTIFY,
        .keep_next = v[QG_P_KEEP_NEXT].number != 0,
        .keep_lines = v[QG_P_KEEP_LINES].number != 0,
        .page_break_before = v[QG_P_PAGE_BREAK_BEFORE].number != 0,
        .snaps = v[QG_P_SNAP].number != 0 || !v[QG_P_SNAP].is_set,
        .outline = (int)v[QG_P_OUTLINE].number,
    };
    para->tracking_twips = twips(page, para, &v[QG_P_TRACKING]);
    para->before_twips = twips(page, para, &v[QG_P_BEFORE]);
    para->after_twips = twips(page, para, &v[QG_P_AFTER]);
    para->first_line = indent(page, para, &v[QG_P_FIRST_LINE]);
    para->hanging = indent(page, para, &v[QG_P_HANGING]);
    para->left = indent(page, para, &v[QG_P_LEFT]);
    para->right = indent(page, para, &v[QG_P_RIGHT]);
    resolve_line(para, page, &v[QG_P_LINE]);
}

static void resolve_measures(qg_style *style, const qg_value *values)
{
    for (size_t i = 0; i < QG_MEASURES; i++)
        style->measures[i] = twips(&style->page, &style->paras[QG_PARA_NORMAL], &values[i]);
}

static void check_page(qg_sheet *s, const qg_page *page)
{
    if (qg_page_text_width(page) < 1440 || qg_page_text_height(page) < 1440)
        qg_sheet_complain(s, QG_FOUND_STYLE_BAD_VALUE, 1, 1, QG_STR("page"),
                          "a size and margins that leave at least 25.4mm by 25.4mm for the text");
    else if (page->line_pitch <= 0)
        qg_sheet_complain(s, QG_FOUND_STYLE_BAD_VALUE, 1, 1, QG_STR("page.grid"),
                          "lines, or a pitch such as 29pt, since 行 is measured by it");
}

qg_status qg_style_read(qg_style *style, qg_str yaml, const qg_sink *sink)
{
    qg_sheet *s = calloc(1, sizeof *s);

    *style = (qg_style){.name = {"", 0}};
    if (s == NULL)
        return QG_E_MEMORY;
    s->arena = &style->arena;
    s->sink = sink;
    qg_sheet_read(s, yaml);
    resolve_page(&style->page, s->settings);
    resolve_tables(&style->tables, s->settings);
    style->numbers_headings = is_on(&s->settings[QG_SET_NUMBERING]);
    style->notes_at_end = is_on(&s->settings[QG_SET_NOTES_AT_END]);
    style->rules_part_pages = is_on(&s->settings[QG_SET_RULES_NEW_PAGE]);
    for (size_t k = 0; k < QG_PARA_KINDS; k++)
        resolve_para(&style->paras[k], &style->page, s->paras[k], s->paras[QG_PARA_NORMAL]);
    resolve_measures(style, s->settings + QG_SET_MEASURES);
    style->form = (qg_document_form)s->settings[QG_SET_FORM].number;
    style->fonts = s->fonts;
    style->choices = s->choices;
    style->name = s->name;
    style->number = qg_style_number(yaml);
    if (!s->has_error && style->arena.status == QG_OK)
        check_page(s, &style->page);
    if (s->has_error || style->arena.status != QG_OK) {
        qg_status status = style->arena.status != QG_OK ? QG_E_MEMORY : QG_E_ARG;
        free(s);
        return status;
    }
    free(s);
    return QG_OK;
}

bool qg_style_is_built_in(qg_str name)
{
    return qg_style_yaml(name).n > 0;
}

qg_status qg_style_find(qg_style *style, qg_str name, const qg_sink *sink)
{
    qg_str yaml = qg_style_yaml(name);

    if (yaml.n > 0)
        return qg_style_read(style, yaml, sink);
    *style = (qg_style){.name = {"", 0}};
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_STYLE_UNKNOWN, .before = name});
    return QG_E_ARG;
}

void qg_style_clear(qg_style *style)
{
    qg_arena_clear(&style->arena);
}
