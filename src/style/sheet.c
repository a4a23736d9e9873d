#include "base/buf.h"
#include "base/utf8.h"
#include "style/measure.h"
#include "style/style.h"

#include <stddef.h>
#include <stdlib.h>
#include <yaml.h>

enum {
    MAX_DEPTH = 4,   /* of keys in keys; the deepest that means something is 3 */
    MAX_EXTENDS = 8, /* sheets that extend each other */
    PROPERTIES =
#define X(NAME, name, form) +1
#include "style/properties.def"
#undef X
};

typedef enum property {
#define X(NAME, name, form) P_##NAME,
#include "style/properties.def"
#undef X
} property;

static const struct {
    const char *name;
    qg_value_form form;
} properties[] = {
#define X(NAME, name, form) {name, QG_VALUE_##form},
#include "style/properties.def"
#undef X
};

static const char *const para_names[] = {
#define X(NAME, name) name,
#include "style/paragraphs.def"
#undef X
};

typedef enum page_setting {
    PAGE_SIZE,
    PAGE_TOP,
    PAGE_BOTTOM,
    PAGE_LEFT,
    PAGE_RIGHT,
    PAGE_HEADER,
    PAGE_FOOTER,
    PAGE_LINES,
    PAGE_CHARACTERS,
    PAGE_NUMBERS_CENTRED,
    PAGE_NUMBERS_ON_FIRST,
    PAGE_SETTINGS
} page_setting;

static const struct {
    const char *group, *name;
    qg_value_form form;
} page_settings[] = {
    [PAGE_SIZE] = {NULL, "size", QG_VALUE_SIZE_PAIR},
    [PAGE_TOP] = {"margin", "top", QG_VALUE_LENGTH},
    [PAGE_BOTTOM] = {"margin", "bottom", QG_VALUE_LENGTH},
    [PAGE_LEFT] = {"margin", "left", QG_VALUE_LENGTH},
    [PAGE_RIGHT] = {"margin", "right", QG_VALUE_LENGTH},
    [PAGE_HEADER] = {NULL, "header", QG_VALUE_LENGTH},
    [PAGE_FOOTER] = {NULL, "footer", QG_VALUE_LENGTH},
    [PAGE_LINES] = {"grid", "lines", QG_VALUE_COUNT},
    [PAGE_CHARACTERS] = {"grid", "characters", QG_VALUE_COUNT},
    [PAGE_NUMBERS_CENTRED] = {"numbers", "centred", QG_VALUE_BOOL},
    [PAGE_NUMBERS_ON_FIRST] = {"numbers", "on-first-page", QG_VALUE_BOOL},
};

static const struct {
    const char *group, *name;
    qg_value_form form;
} measures[] = {
#define X(NAME, group, name, form) {group, name, QG_VALUE_##form},
#include "style/measures.def"
#undef X
};

/* One value with the keys above it: paragraphs / body / font. */
typedef struct entry entry;
struct entry {
    qg_str path[MAX_DEPTH];
    size_t depth;
    qg_str value;
    size_t line, column; /* from 1 */
    entry *next;
};

/* The sheets read so far, one laid over the other; nothing is resolved yet. */
typedef struct sheet {
    qg_arena *arena;
    qg_str yaml; /* of the one being read, for the places of findings */
    const qg_sink *sink;
    qg_value form;
    qg_value page[PAGE_SETTINGS];
    qg_value measures[QG_MEASURES];
    qg_value paras[QG_PARA_KINDS][PROPERTIES];
    qg_font *fonts;
    qg_str name;
    int depth;
    bool has_error;
} sheet;

/* ---- telling -------------------------------------------------------------------------------- */

static size_t offset_of(qg_str yaml, size_t line, size_t column)
{
    qg_str rest = yaml;
    qg_rune rune;

    while (--line > 0 && rest.n > 0)
        qg_str_take_line(&rest);
    while (--column > 0 && rest.n > 0)
        qg_utf8_take(&rest, &rune);
    return yaml.n - rest.n;
}

static void complain(sheet *s, qg_kind kind, size_t line, size_t column, qg_str before,
                     const char *after)
{
    s->has_error = true;
    qg_sink_tell(s->sink, &(qg_finding){.kind = kind,
                                        .offset = offset_of(s->yaml, line, column),
                                        .before = before,
                                        .after = qg_str_of(after),
                                        .line = line,
                                        .column = column});
}

/* Complain about an entry, printed as "page.margin.top: 37 parsec". */
static void complain_entry(sheet *s, qg_kind kind, const entry *e, const char *after)
{
    qg_buf text;

    qg_buf_init(&text, 1000);
    for (size_t i = 0; i < e->depth; i++) {
        qg_buf_puts(&text, i == 0 ? "" : ".");
        qg_buf_put(&text, e->path[i]);
    }
    qg_buf_puts(&text, ": ");
    qg_buf_put(&text, e->value);
    complain(s, kind, e->line, e->column, qg_buf_str(&text), after);
    qg_buf_clear(&text);
}

/* ---- YAML to entries ------------------------------------------------------------------------ */

typedef struct reader {
    sheet *s;
    yaml_parser_t parser;
    qg_str path[MAX_DEPTH];
    size_t depth; /* mappings open */
    size_t lists; /* sequences open */
    bool expects_key;
    entry *first, **end;
} reader;

static qg_str event_text(reader *r, const yaml_event_t *event)
{
    return qg_arena_copy(
        r->s->arena, (qg_str){(const char *)event->data.scalar.value, event->data.scalar.length});
}

static void add_entry(reader *r, const yaml_event_t *event)
{
    entry *e = qg_arena_get(r->s->arena, sizeof *e);

    if (e == NULL)
        return;
    memcpy(e->path, r->path, sizeof e->path);
    e->depth = r->depth;
    e->value = event_text(r, event);
    e->line = event->start_mark.line + 1;
    e->column = event->start_mark.column + 1;
    *r->end = e;
    r->end = &e->next;
}

/* Returns why the sheet cannot be read on, or NULL. */
static const char *take_event(reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_MAPPING_START_EVENT:
        if (r->depth == MAX_DEPTH || r->lists > 0)
            return "fewer levels of keys";
        r->depth++;
        r->expects_key = true;
        return NULL;
    case YAML_MAPPING_END_EVENT:
        r->depth--;
        r->expects_key = true;
        return NULL;
    case YAML_SEQUENCE_START_EVENT:
        if (r->depth == 0 || r->lists++ > 0)
            return "keys with values";
        return NULL;
    case YAML_SEQUENCE_END_EVENT:
        r->lists--;
        r->expects_key = true;
        return NULL;
    case YAML_SCALAR_EVENT:
        if (r->depth == 0)
            return "keys with values";
        if (r->expects_key && r->lists == 0) {
            r->path[r->depth - 1] = event_text(r, event);
            r->expects_key = false;
            return NULL;
        }
        add_entry(r, event);
        r->expects_key = r->lists == 0;
        return NULL;
    case YAML_ALIAS_EVENT:
        return "the value itself; * and & are not used in style sheets";
    default:
        return NULL;
    }
}

static const entry *read_entries(sheet *s)
{
    reader r = {.s = s, .end = &r.first};
    yaml_event_t event;
    const char *problem = NULL;
    bool is_at_end = false;

    if (!yaml_parser_initialize(&r.parser)) {
        s->arena->status = QG_E_MEMORY;
        return NULL;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)s->yaml.p, s->yaml.n);
    while (problem == NULL && !is_at_end) {
        if (!yaml_parser_parse(&r.parser, &event)) {
            if (r.parser.error == YAML_MEMORY_ERROR)
                s->arena->status = QG_E_MEMORY;
            else
                complain(s, QG_FOUND_STYLE_SYNTAX, r.parser.problem_mark.line + 1,
                         r.parser.problem_mark.column + 1, qg_str_of(r.parser.problem), "");
            break;
        }
        problem = take_event(&r, &event);
        if (problem != NULL)
            complain(s, QG_FOUND_STYLE_SYNTAX, event.start_mark.line + 1,
                     event.start_mark.column + 1, (qg_str){"", 0}, problem);
        is_at_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&r.parser);
    return r.first;
}

/* ---- entries to values ---------------------------------------------------------------------- */

static void set(sheet *s, qg_value *slot, qg_value_form form, const entry *e)
{
    qg_value value;

    if (qg_value_read(&value, form, e->value))
        *slot = value;
    else
        complain_entry(s, QG_FOUND_STYLE_BAD_VALUE, e, qg_value_form_wants(form));
}

static bool set_page(sheet *s, const entry *e)
{
    qg_str group = e->depth == 3 ? e->path[1] : (qg_str){"", 0};
    qg_str name = e->depth >= 2 ? e->path[e->depth - 1] : (qg_str){"", 0};

    for (size_t i = 0; i < PAGE_SETTINGS; i++)
        if (qg_str_is(group, page_settings[i].group == NULL ? "" : page_settings[i].group) &&
            qg_str_is(name, page_settings[i].name)) {
            set(s, &s->page[i], page_settings[i].form, e);
            return true;
        }
    return false;
}

static bool set_para(sheet *s, const entry *e)
{
    for (size_t k = 0; e->depth == 3 && k < QG_PARA_KINDS; k++) {
        if (!qg_str_is(e->path[1], para_names[k]))
            continue;
        for (size_t p = 0; p < PROPERTIES; p++)
            if (qg_str_is(e->path[2], properties[p].name)) {
                set(s, &s->paras[k][p], properties[p].form, e);
                return true;
            }
    }
    return false;
}

static bool set_measure(sheet *s, const entry *e)
{
    for (size_t i = 0; e->depth == 2 && i < QG_MEASURES; i++)
        if (qg_str_is(e->path[0], measures[i].group) && qg_str_is(e->path[1], measures[i].name)) {
            set(s, &s->measures[i], measures[i].form, e);
            return true;
        }
    return false;
}

/* Alternatives come one an entry; the list grows by copying, and lists are short. */
static bool set_font(sheet *s, const entry *e)
{
    qg_font **at = &s->fonts;
    qg_str *names;

    if (e->depth != 2)
        return false;
    while (*at != NULL && !qg_str_eq((*at)->name, e->path[1]))
        at = &(*at)->next;
    if (*at == NULL && (*at = qg_arena_get(s->arena, sizeof **at)) == NULL)
        return true;
    (*at)->name = e->path[1];
    names = qg_arena_get(s->arena, ((*at)->n_alternatives + 1) * sizeof *names);
    if (names == NULL)
        return true;
    for (size_t i = 0; i < (*at)->n_alternatives; i++)
        names[i] = (*at)->alternatives[i];
    names[(*at)->n_alternatives++] = e->value;
    (*at)->alternatives = names;
    return true;
}

static bool apply(sheet *s, const entry *e)
{
    qg_str group = e->path[0];

    if (qg_str_is(group, "page"))
        return set_page(s, e);
    if (qg_str_is(group, "paragraphs"))
        return set_para(s, e);
    if (qg_str_is(group, "fonts"))
        return set_font(s, e);
    if (qg_str_is(group, "name"))
        s->name = e->value;
    if (qg_str_is(group, "form") && e->depth == 1) {
        set(s, &s->form, QG_VALUE_KIND, e);
        return true;
    }
    if (e->depth == 2)
        return set_measure(s, e);
    return e->depth == 1 &&
           (qg_str_is(group, "name") || qg_str_is(group, "summary") || qg_str_is(group, "extends"));
}

static void read_sheet(sheet *s, qg_str yaml);

/* Lay the sheet that `e` names under the one being read. */
static void read_extended(sheet *s, const entry *e)
{
    qg_str own = s->yaml, yaml = qg_style_yaml(e->value);

    if (yaml.n == 0 || s->depth == MAX_EXTENDS) {
        complain_entry(s, QG_FOUND_STYLE_UNKNOWN, e, "");
        return;
    }
    s->depth++;
    read_sheet(s, yaml);
    s->depth--;
    s->yaml = own;
}

static void read_sheet(sheet *s, qg_str yaml)
{
    const entry *entries;

    s->yaml = yaml;
    entries = read_entries(s);
    for (const entry *e = entries; e != NULL; e = e->next)
        if (e->depth == 1 && qg_str_is(e->path[0], "extends"))
            read_extended(s, e);
    for (const entry *e = entries; e != NULL; e = e->next)
        if (!apply(s, e))
            complain_entry(s, QG_FOUND_STYLE_UNKNOWN_KEY, e, "");
}

/* ---- values to measures --------------------------------------------------------------------- */

static int rounded(double value)
{
    return (int)(value < 0 ? value - 0.5 : value + 0.5);
}

static void resolve_page(qg_page *page, const qg_value *values)
{
    *page = (qg_page){
        .width = rounded(values[PAGE_SIZE].number),
        .height = rounded(values[PAGE_SIZE].second),
        .top = rounded(values[PAGE_TOP].number),
        .bottom = rounded(values[PAGE_BOTTOM].number),
        .left = rounded(values[PAGE_LEFT].number),
        .right = rounded(values[PAGE_RIGHT].number),
        .header = rounded(values[PAGE_HEADER].number),
        .footer = rounded(values[PAGE_FOOTER].number),
        .lines = (int)values[PAGE_LINES].number,
        .characters = (int)values[PAGE_CHARACTERS].number,
        .numbers_centred = values[PAGE_NUMBERS_CENTRED].number != 0,
        .numbers_on_first =
            values[PAGE_NUMBERS_ON_FIRST].number != 0 || !values[PAGE_NUMBERS_ON_FIRST].is_set,
    };
    if (page->lines > 0)
        page->line_pitch = qg_page_text_height(page) / page->lines;
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
    case QG_UNIT_GRID: /* rounded down: one twip too many is one character less */
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
    qg_value v[PROPERTIES];

    for (size_t i = 0; i < PROPERTIES; i++)
        v[i] = own[i].is_set ? own[i] : normal[i];
    *para = (qg_para){
        .font = v[P_FONT].is_set ? v[P_FONT].text : QG_STR("宋体"),
        .latin = v[P_LATIN].is_set ? v[P_LATIN].text : QG_STR("Times New Roman"),
        .size_half_pt = v[P_SIZE].is_set ? rounded(v[P_SIZE].number / 10) : 24,
        .scale_percent = v[P_SCALE].is_set ? (int)v[P_SCALE].number : 100,
        .is_bold = v[P_BOLD].number != 0,
        .is_italic = v[P_ITALIC].number != 0,
        .color = (unsigned)v[P_COLOR].number,
        .align = v[P_ALIGN].is_set ? (qg_para_align)v[P_ALIGN].number : QG_PARA_JUSTIFY,
        .keep_next = v[P_KEEP_NEXT].number != 0,
        .keep_lines = v[P_KEEP_LINES].number != 0,
        .page_break_before = v[P_PAGE_BREAK_BEFORE].number != 0,
        .snaps = v[P_SNAP].number != 0 || !v[P_SNAP].is_set,
        .outline = (int)v[P_OUTLINE].number,
    };
    para->tracking_twips = twips(page, para, &v[P_TRACKING]);
    para->before_twips = twips(page, para, &v[P_BEFORE]);
    para->after_twips = twips(page, para, &v[P_AFTER]);
    para->first_line = indent(page, para, &v[P_FIRST_LINE]);
    para->hanging = indent(page, para, &v[P_HANGING]);
    para->left = indent(page, para, &v[P_LEFT]);
    para->right = indent(page, para, &v[P_RIGHT]);
    resolve_line(para, page, &v[P_LINE]);
}

static void resolve_measures(qg_style *style, const qg_value *values)
{
    for (size_t i = 0; i < QG_MEASURES; i++)
        style->measures[i] = twips(&style->page, &style->paras[QG_PARA_NORMAL], &values[i]);
}

static void check_page(sheet *s, const qg_page *page)
{
    if (qg_page_text_width(page) < 1440 || qg_page_text_height(page) < 1440)
        complain(s, QG_FOUND_STYLE_BAD_VALUE, 1, 1, QG_STR("page"),
                 "a size and margins that leave at least 25.4mm by 25.4mm for the text");
}

qg_status qg_style_read(qg_style *style, qg_str yaml, const qg_sink *sink)
{
    sheet *s = calloc(1, sizeof *s);

    *style = (qg_style){.name = {"", 0}};
    if (s == NULL)
        return QG_E_MEMORY;
    s->arena = &style->arena;
    s->sink = sink;
    read_sheet(s, yaml);
    resolve_page(&style->page, s->page);
    for (size_t k = 0; k < QG_PARA_KINDS; k++)
        resolve_para(&style->paras[k], &style->page, s->paras[k], s->paras[QG_PARA_NORMAL]);
    resolve_measures(style, s->measures);
    style->form = (qg_document_form)s->form.number;
    style->fonts = s->fonts;
    style->name = s->name;
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

qg_status qg_style_find(qg_style *style, qg_str name, const qg_sink *sink)
{
    static const struct {
        const char *said, *sheet;
    } kinds[] = {{"redhead", "gbt9704"},      {"公文", "gbt9704"},
                 {"report", "gbt9704"},       {"报告", "gbt9704"},
                 {"報告", "gbt9704"},         {"letter", "gbt9704-letter"},
                 {"信函", "gbt9704-letter"},  {"order", "gbt9704-order"},
                 {"命令", "gbt9704-order"},   {"minutes", "gbt9704-minutes"},
                 {"纪要", "gbt9704-minutes"}, {"紀要", "gbt9704-minutes"}};
    qg_str yaml = qg_style_yaml(name);

    for (size_t i = 0; yaml.n == 0 && i < sizeof kinds / sizeof *kinds; i++)
        if (qg_str_is(name, kinds[i].said))
            yaml = qg_style_yaml(qg_str_of(kinds[i].sheet));
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
