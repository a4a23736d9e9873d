/* fonts.c - the names of fonts: operating systems have different names for the same design. */
#include "style/style.h"

const qg_font *qg_style_font(const qg_style *style, qg_str name)
{
    const qg_font *font = style->fonts;

    while (font != NULL && !qg_str_eq(font->name, name))
        font = font->next;
    return font;
}

static bool is_alternative(const qg_font *font, qg_str name)
{
    for (size_t i = 0; i < font->n_alternatives; i++)
        if (qg_str_eq(font->alternatives[i], name))
            return true;
    return false;
}

/* The font that is called `name`, or has it among its alternatives; NULL when there is none.  A
 * font's own name comes first: 宋体 is also an alternative of others. */
static const qg_font *design_of(const qg_style *style, qg_str name)
{
    const qg_font *font = qg_style_font(style, name);

    if (font != NULL)
        return font;
    for (font = style->fonts; font != NULL; font = font->next)
        if (is_alternative(font, name))
            return font;
    return NULL;
}

static qg_str name_in_set(const qg_style *style, qg_str set, const qg_font *font)
{
    for (const qg_font_choice *c = style->choices; c != NULL; c = c->next)
        if (qg_str_eq_nocase(c->set, set) && qg_str_eq(c->font, font->name))
            return c->name;
    return (qg_str){"", 0};
}

/* Add a font called `name`, with the other names of the design as alternatives. */
static void add_font(qg_style *style, qg_str name, const qg_font *design)
{
    qg_font *font;
    qg_str *names;

    if (qg_style_font(style, name) != NULL)
        return;
    font = qg_arena_get(&style->arena, sizeof *font);
    names = qg_arena_get(&style->arena, (design->n_alternatives + 1) * sizeof *names);
    if (font == NULL || names == NULL)
        return;
    *font = (qg_font){.name = name, .alternatives = names, .next = style->fonts};
    names[font->n_alternatives++] = design->name;
    for (size_t i = 0; i < design->n_alternatives; i++)
        if (!qg_str_eq(design->alternatives[i], name))
            names[font->n_alternatives++] = design->alternatives[i];
    style->fonts = font;
}

static void rename_font(qg_style *style, qg_str *name, qg_str set)
{
    const qg_font *design = design_of(style, *name);
    qg_str chosen = design == NULL ? (qg_str){"", 0} : name_in_set(style, set, design);

    if (chosen.n == 0)
        return;
    add_font(style, chosen, design);
    *name = chosen;
}

static bool has_set(const qg_style *style, qg_str set)
{
    for (const qg_font_choice *c = style->choices; c != NULL; c = c->next)
        if (qg_str_eq_nocase(c->set, set))
            return true;
    return false;
}

/* Renaming twice does no harm: the font added for the new name is a design that no set renames. */
qg_status qg_style_use_fonts(qg_style *style, qg_str set, const qg_sink *sink)
{
    if (!has_set(style, set)) {
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_STYLE_FONTS, .before = set});
        return QG_E_ARG;
    }
    style->number = 0;
    for (size_t k = 0; k < QG_PARA_KINDS; k++) {
        rename_font(style, &style->paras[k].font, set);
        rename_font(style, &style->paras[k].latin, set);
    }
    return style->arena.status;
}

/* ---- telling --------------------------------------------------------------------------------- */

bool qg_style_names_font(const qg_style *style, size_t n_kinds, qg_str name)
{
    for (size_t k = 0; k < n_kinds; k++)
        if (qg_str_eq(style->paras[k].font, name) || qg_str_eq(style->paras[k].latin, name))
            return true;
    return false;
}

static void tell_font(const qg_style *style, qg_str name, qg_tell_font *tell, void *user)
{
    const qg_font *font = qg_style_font(style, name);

    tell(user, name, font == NULL ? NULL : font->alternatives,
         font == NULL ? 0 : font->n_alternatives);
}

qg_status qg_style_fonts(qg_str yaml, qg_str set, qg_tell_font *tell, void *user,
                         const qg_sink *sink)
{
    qg_style style;
    qg_status st = qg_style_read(&style, yaml, sink);

    if (st == QG_OK && set.n > 0)
        st = qg_style_use_fonts(&style, set, sink);
    for (size_t k = 0; k < QG_PARA_KINDS && st == QG_OK; k++) {
        const qg_para *p = &style.paras[k];
        if (!qg_style_names_font(&style, k, p->font))
            tell_font(&style, p->font, tell, user);
        if (!qg_style_names_font(&style, k, p->latin) && !qg_str_eq(p->latin, p->font))
            tell_font(&style, p->latin, tell, user);
    }
    qg_style_clear(&style);
    return st;
}
