/* diff.c - the properties in which two style sheets differ, with the clause of the standard. */
#include "base/buf.h"
#include "style/sheet.h"

#include <stdlib.h>

/* The two sheets that are compared, and whom to tell of differences. */
typedef struct comparison {
    qg_sheet a, b;
    qg_tell_difference *tell;
    void *user;
} comparison;

/* ---- clauses ---------------------------------------------------------------------------------
 *
 * A comment behind a value begins with where it is from, "# (7.3.1) ..." or "# [P] ...". */

static qg_str line_of(qg_str text, size_t line)
{
    qg_str found = {"", 0};

    for (; line > 0 && text.n > 0; line--)
        found = qg_str_take_line(&text);
    return line > 0 ? (qg_str){"", 0} : found;
}

/* The "(7.3.1)" or "[P]" at the start of the comment in a line. */
static qg_str clause_of(qg_str line)
{
    qg_str mark = QG_STR(" # ");
    qg_str comment = qg_str_skip(line, qg_str_find(line, mark) + mark.n);
    qg_str rest = comment;

    while (rest.n > 0 && (*rest.p == '(' || *rest.p == '[')) {
        size_t end = qg_str_find_byte(rest, *rest.p == '(' ? ')' : ']');
        if (end == rest.n)
            break;
        rest = qg_str_skip(rest, end + 1);
        if (rest.n > 1 && *rest.p == ' ' && (rest.p[1] == '(' || rest.p[1] == '['))
            rest = qg_str_skip(rest, 1);
    }
    return qg_str_head(comment, comment.n - rest.n);
}

static qg_str clause_at(const qg_place *place)
{
    qg_str own = clause_of(line_of(place->sheet, place->line));

    return own.n > 0 ? own : clause_of(line_of(place->sheet, place->group_line));
}

static qg_str clause_of_either(const qg_value *a, const qg_value *b)
{
    qg_str clause = a->is_set ? clause_at(&a->place) : (qg_str){"", 0};

    return clause.n > 0 || !b->is_set ? clause : clause_at(&b->place);
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool is_near(double a, double b)
{
    return a - b < 0.5 && b - a < 0.5; /* twips are rounded; counts differ by at least 1 */
}

/* Whether the value is the default of a property that a sheet does not set: no, 0 or black. */
static bool is_nothing(const qg_value *value, qg_value_form form)
{
    return value->number == 0 && value->unit != QG_UNIT_GRID &&
           (form == QG_VALUE_BOOL || form == QG_VALUE_COLOR || form == QG_VALUE_LENGTH ||
            form == QG_VALUE_NUMBERING);
}

static bool is_same(const qg_value *a, const qg_value *b, qg_value_form form)
{
    if (a->is_set != b->is_set)
        return is_nothing(a->is_set ? a : b, form);
    if (form == QG_VALUE_TEXT)
        return qg_str_eq(a->text, b->text);
    return a->unit == b->unit && a->is_at_least == b->is_at_least &&
           is_near(a->second, b->second) &&
           (a->unit == QG_UNIT_TWIP ? is_near(a->number, b->number) : a->number == b->number);
}

static void compare(const comparison *c, const char *const *path, const qg_value *a,
                    const qg_value *b, qg_value_form form)
{
    qg_buf property;

    if (is_same(a, b, form))
        return;
    qg_buf_init(&property, 0);
    for (size_t i = 0; i < 3; i++) {
        qg_buf_puts(&property, path[i] == NULL || i == 0 ? "" : ".");
        qg_buf_puts(&property, path[i] == NULL ? "" : path[i]);
    }
    c->tell(c->user, &(qg_style_difference){.property = qg_buf_str(&property),
                                            .a = a->text,
                                            .b = b->text,
                                            .clause = clause_of_either(a, b)});
    qg_buf_clear(&property);
}

static void compare_settings(const comparison *c)
{
    for (size_t i = 0; i < QG_SETTINGS; i++) {
        const qg_sheet_key *key = &qg_sheet_settings[i];
        compare(c, (const char *[3]){key->name}, &c->a.settings[i], &c->b.settings[i], key->form);
    }
}

/* Kinds inherit from `normal`, so a property is compared only where one of the sheets sets it. */
static void compare_paragraphs(const comparison *c)
{
    for (size_t k = 0; k < QG_PARA_KINDS; k++)
        for (size_t p = 0; p < QG_PROPERTIES; p++) {
            const qg_value *a = &c->a.paras[k][p], *b = &c->b.paras[k][p];
            const char *const path[] = {"paragraphs", qg_sheet_paragraphs[k],
                                        qg_sheet_properties[p].name};
            if (!a->is_set && !b->is_set)
                continue;
            compare(c, path, a->is_set ? a : &c->a.paras[QG_PARA_NORMAL][p],
                    b->is_set ? b : &c->b.paras[QG_PARA_NORMAL][p], qg_sheet_properties[p].form);
        }
}

qg_status qg_style_diff(qg_str a, qg_str b, qg_tell_difference *tell, void *user,
                        const qg_sink *of_a, const qg_sink *of_b)
{
    qg_arena arena = {0};
    comparison *c = calloc(1, sizeof *c);
    qg_status st;

    if (c == NULL)
        return QG_E_MEMORY;
    *c = (comparison){{.arena = &arena, .sink = of_a}, {.arena = &arena, .sink = of_b}, tell, user};
    qg_sheet_read(&c->a, a);
    qg_sheet_read(&c->b, b);
    st = arena.status != QG_OK ? arena.status : c->a.has_error || c->b.has_error ? QG_E_ARG : QG_OK;
    if (st == QG_OK) {
        compare_settings(c);
        compare_paragraphs(c);
    }
    free(c);
    qg_arena_clear(&arena);
    return st;
}
