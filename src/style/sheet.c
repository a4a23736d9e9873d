#include "style/sheet.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "style/measure.h"
#include "style/rows.h"

enum { MAX_EXTENDS = 8 }; /* length of a chain of sheets that extend each other */

/* One value with the keys above it: paragraphs / body / font. */
typedef struct entry {
    qg_str path[QG_ROW_DEPTH];
    qg_str value;
    size_t depth;
    size_t line, column, group_line;
} entry;

const qg_sheet_key qg_sheet_settings[] = {
#define X(NAME, path, form) {path, QG_VALUE_##form},
/* in the order of qg_setting */
/* clang-format off */
#include "style/settings.def"
#include "style/measures.def"
/* clang-format on */
#undef X
};

const qg_sheet_key qg_sheet_properties[] = {
#define X(NAME, name, form) {name, QG_VALUE_##form},
#include "style/properties.def"
#undef X
};

const char *const qg_sheet_paragraphs[] = {
#define X(NAME, name) name,
#include "style/paragraphs.def"
#undef X
};

/* ---- telling -------------------------------------------------------------------------------- */

/* The offset of a line and column.  Errors come mostly in order, so the search for the line
 * continues from the last one. */
static size_t offset_of(qg_sheet *s, size_t line, size_t column)
{
    qg_str rest;
    qg_rune rune;

    if (s->line == 0 || line < s->line) {
        s->line = 1;
        s->from_line = s->yaml;
    }
    for (; s->line < line && s->from_line.n > 0; s->line++)
        qg_str_take_line(&s->from_line);
    rest = s->from_line;
    while (--column > 0 && rest.n > 0)
        qg_utf8_take(&rest, &rune);
    return s->yaml.n - rest.n;
}

static void use_text(qg_sheet *s, qg_str yaml)
{
    s->yaml = yaml;
    s->line = 0;
}

void qg_sheet_complain(qg_sheet *s, qg_kind kind, size_t line, size_t column, qg_str before,
                       const char *after)
{
    s->has_error = true;
    qg_sink_tell(s->sink, &(qg_finding){.kind = kind,
                                        .offset = offset_of(s, line, column),
                                        .before = before,
                                        .after = qg_str_of(after),
                                        .line = line,
                                        .column = column});
}

/* Tell an error about an entry, shown as "page.margin.top: 37 parsec". */
static void complain_entry(qg_sheet *s, qg_kind kind, const entry *e, const char *after)
{
    qg_buf text;

    qg_buf_init(&text, 1000);
    for (size_t i = 0; i < e->depth; i++) {
        qg_buf_puts(&text, i == 0 ? "" : ".");
        qg_buf_put(&text, e->path[i]);
    }
    qg_buf_puts(&text, ": ");
    qg_buf_put(&text, e->value);
    qg_sheet_complain(s, kind, e->line, e->column, qg_buf_str(&text), after);
    qg_buf_clear(&text);
}

/* ---- entries to values ---------------------------------------------------------------------- */

static void set(qg_sheet *s, qg_value *slot, qg_value_form form, const entry *e)
{
    qg_value value;

    if (qg_value_read(&value, form, e->value)) {
        *slot = value;
        slot->place = (qg_place){s->yaml, e->line, e->group_line};
    } else
        complain_entry(s, QG_FOUND_STYLE_BAD_VALUE, e, qg_value_form_wants(form));
}

/* Whether the keys above a value are those of `path`, "page.margin.top". */
static bool is_at(const entry *e, const char *path)
{
    qg_str rest = qg_str_of(path);

    for (size_t i = 0; i < e->depth; i++) {
        qg_str name = qg_str_head(rest, qg_str_find_byte(rest, '.'));
        if (!qg_str_eq(e->path[i], name))
            return false;
        rest = qg_str_skip(rest, name.n + 1);
    }
    return rest.n == 0;
}

static bool set_setting(qg_sheet *s, const entry *e)
{
    for (size_t i = 0; i < QG_SETTINGS; i++)
        if (is_at(e, qg_sheet_settings[i].name)) {
            set(s, &s->settings[i], qg_sheet_settings[i].form, e);
            return true;
        }
    return false;
}

static bool set_para(qg_sheet *s, const entry *e)
{
    for (size_t k = 0; e->depth == 3 && k < QG_PARA_KINDS; k++) {
        if (!qg_str_is(e->path[1], qg_sheet_paragraphs[k]))
            continue;
        for (size_t p = 0; p < QG_PROPERTIES; p++)
            if (qg_str_is(e->path[2], qg_sheet_properties[p].name)) {
                set(s, &s->paras[k][p], qg_sheet_properties[p].form, e);
                return true;
            }
    }
    return false;
}

enum {
    MOST_FONTS = 200
}; /* in a sheet, and names of each; the lists are searched in linear time */

/* Each alternative name of a font is an entry of its own. */
static bool set_font(qg_sheet *s, const entry *e)
{
    qg_font **at = &s->fonts;
    qg_str *names;
    int n = 0;

    if (e->depth != 2)
        return false;
    for (; *at != NULL && !qg_str_eq((*at)->name, e->path[1]); n++)
        at = &(*at)->next;
    if (n == MOST_FONTS || (*at != NULL && (*at)->n_alternatives == MOST_FONTS)) {
        complain_entry(s, QG_FOUND_STYLE_BAD_VALUE, e, "at most 200 fonts, and 200 names of each");
        return true;
    }
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

static bool set_choice(qg_sheet *s, const entry *e)
{
    qg_font_choice *choice;

    if (e->depth != 3)
        return false;
    choice = qg_arena_get(s->arena, sizeof *choice);
    if (choice == NULL)
        return true;
    *choice = (qg_font_choice){e->path[1], e->path[2], e->value, s->choices};
    s->choices = choice;
    return true;
}

static bool apply(qg_sheet *s, const entry *e)
{
    qg_str group = e->path[0];

    if (qg_str_is(group, "paragraphs"))
        return set_para(s, e);
    if (qg_str_is(group, "fonts"))
        return set_font(s, e);
    if (qg_str_is(group, "font-sets"))
        return set_choice(s, e);
    if (qg_str_is(group, "name"))
        s->name = e->value;
    if (e->depth == 1 &&
        (qg_str_is(group, "name") || qg_str_is(group, "summary") || qg_str_is(group, "extends")))
        return true;
    return set_setting(s, e);
}

/* Read the sheet that `extends` names, before the entries of the one that extends it. */
static void read_extended(qg_sheet *s, const entry *e)
{
    qg_str own = s->yaml, yaml = qg_style_yaml(e->value);

    if (yaml.n == 0 || s->depth == MAX_EXTENDS) {
        complain_entry(s, QG_FOUND_STYLE_UNKNOWN, e, "");
        return;
    }
    s->depth++;
    qg_sheet_read(s, yaml);
    s->depth--;
    use_text(s, own);
}

static entry entry_at(const qg_sheet_rows *entries, size_t i)
{
    const qg_sheet_row *row = &entries->rows[i];
    entry e = {.value = qg_sheet_row_value(entries, row),
               .depth = row->depth,
               .line = row->line,
               .column = row->column,
               .group_line = row->group_line};

    for (size_t level = 0; level < e.depth; level++)
        e.path[level] = qg_sheet_row_key(entries, row, level);
    return e;
}

/* Apply all entries.  Of several entries with the same key the last one counts. */
static void apply_all(qg_sheet *s, const qg_sheet_rows *entries)
{
    entry extended = {0};

    for (size_t i = 0; i < entries->n; i++) {
        entry e = entry_at(entries, i);
        if (e.depth == 1 && qg_str_is(e.path[0], "extends"))
            extended = e;
    }
    if (extended.depth > 0)
        read_extended(s, &extended);
    for (size_t i = 0; i < entries->n; i++) {
        entry e = entry_at(entries, i);
        if (!apply(s, &e))
            complain_entry(s, QG_FOUND_STYLE_UNKNOWN_KEY, &e, "");
    }
}

static void read_yaml(qg_sheet *s, qg_str yaml)
{
    qg_sheet_rows entries;
    qg_sheet_problem problem;
    qg_buf text, rows;
    qg_status st;

    qg_buf_init(&text, UINT32_MAX);
    qg_buf_init(&rows, 0);
    st = qg_sheet_rows_read(&entries, &text, &rows, yaml, &problem);
    if (problem.line > 0)
        qg_sheet_complain(s, QG_FOUND_STYLE_SYNTAX, problem.line, problem.column,
                          qg_str_of(problem.seen), problem.wanted);
    entries.text = qg_arena_copy(s->arena, entries.text);
    if (st != QG_OK)
        s->arena->status = st;
    if (s->arena->status == QG_OK)
        apply_all(s, &entries);
    qg_buf_clear(&text);
    qg_buf_clear(&rows);
}

void qg_sheet_read(qg_sheet *s, qg_str yaml)
{
    const qg_sheet_rows *ready = qg_sheet_rows_ready(yaml);

    use_text(s, yaml);
    if (ready != NULL)
        apply_all(s, ready);
    else
        read_yaml(s, yaml);
}
