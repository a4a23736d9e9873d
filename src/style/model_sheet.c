/* model_sheet.c - writes a style sheet with the formatting of a Word document. */
#include "base/buf.h"
#include "style/model.h"
#include "style/style.h"

enum { MAX_BASES = 30 }; /* length of a chain of "based on"; a longer one is taken for a cycle */

/* ---- looks, resolved ------------------------------------------------------------------------- */

static const qg_model_style *style_of_name(const qg_model *m, const char *name)
{
    for (const qg_model_style *s = m->styles; s != NULL; s = s->next)
        if (qg_str_eq_nocase(s->name, qg_str_of(name)))
            return s;
    return NULL;
}

static const qg_model_style *base_of(const qg_model *m, const qg_model_style *style)
{
    for (const qg_model_style *s = m->styles; s != NULL && style->based_on.n > 0; s = s->next)
        if (qg_str_eq(s->id, style->based_on))
            return s;
    return NULL;
}

static void lay_number(qg_maybe *under, const qg_maybe *over)
{
    if (over->is_set)
        *under = *over;
}

static void lay_text(qg_str *under, qg_str over)
{
    if (over.n > 0)
        *under = over;
}

static void lay_over(qg_looks *l, const qg_looks *over)
{
    lay_text(&l->font, over->font);
    lay_text(&l->latin, over->latin);
    lay_text(&l->align, over->align);
    if (over->line.is_set)
        l->line_rule = over->line_rule;
    lay_number(&l->size_half_pt, &over->size_half_pt);
    lay_number(&l->bold, &over->bold);
    lay_number(&l->italic, &over->italic);
    lay_number(&l->color, &over->color);
    lay_number(&l->tracking, &over->tracking);
    lay_number(&l->line, &over->line);
    lay_number(&l->before, &over->before);
    lay_number(&l->after, &over->after);
    lay_number(&l->before_lines, &over->before_lines);
    lay_number(&l->after_lines, &over->after_lines);
    lay_number(&l->first_line, &over->first_line);
    lay_number(&l->hanging, &over->hanging);
    lay_number(&l->first_line_chars, &over->first_line_chars);
    lay_number(&l->hanging_chars, &over->hanging_chars);
    lay_number(&l->snap, &over->snap);
}

static qg_looks looks_of(const qg_model *m, const qg_model_style *style)
{
    const qg_model_style *chain[MAX_BASES];
    qg_looks looks = m->defaults;
    size_t n = 0;

    for (; style != NULL && n < MAX_BASES; style = base_of(m, style))
        chain[n++] = style;
    while (n > 0)
        lay_over(&looks, &chain[--n]->looks);
    return looks;
}

/* ---- the sheet ------------------------------------------------------------------------------- */

/* Write twips as points; twentieths of a point have an exact decimal form. */
static void put_points(qg_buf *out, int twips)
{
    int size = twips < 0 ? -twips : twips;

    qg_buf_printf(out, "%s%d.%02dpt", twips < 0 ? "-" : "", size / 20, size % 20 * 5);
}

static void put_hundredths(qg_buf *out, int value, const char *unit)
{
    int size = value < 0 ? -value : value;

    qg_buf_printf(out, "%s%d.%02d", value < 0 ? "-" : "", size / 100, size % 100);
    qg_buf_puts(out, unit);
}

static void put_key(qg_buf *out, const char *key)
{
    qg_buf_puts(out, "    ");
    qg_buf_puts(out, key);
    qg_buf_puts(out, ": ");
}

static void put_length(qg_buf *out, const char *key, int twips)
{
    put_key(out, key);
    put_points(out, twips);
    qg_buf_puts(out, "\n");
}

static void put_switch(qg_buf *out, const char *key, const qg_maybe *value, bool otherwise)
{
    put_key(out, key);
    qg_buf_puts(out, (value->is_set ? value->value != 0 : otherwise) ? "yes\n" : "no\n");
}

/* Write a font in double quotes, inside which two characters are special to YAML; `otherwise` when
 * the model names none. */
static void put_font(qg_buf *out, const char *key, qg_str name, const char *otherwise)
{
    qg_str text = name.n > 0 ? name : qg_str_of(otherwise);

    put_key(out, key);
    qg_buf_puts(out, "\"");
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"' || text.p[i] == '\\')
            qg_buf_put_byte(out, '\\');
        qg_buf_put_byte(out, text.p[i]);
    }
    qg_buf_puts(out, "\"\n");
}

static int clamped(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void put_line(qg_buf *out, const qg_looks *l)
{
    bool is_exact = qg_str_is(l->line_rule, "exact"), is_least = qg_str_is(l->line_rule, "atLeast");

    put_key(out, "line");
    if (l->line.is_set && (is_exact || is_least)) {
        qg_buf_puts(out, is_least ? "at least " : "");
        put_points(out, clamped(l->line.value, 20, 20000));
    } else {
        put_hundredths(out, clamped(l->line.is_set ? l->line.value : 240, 120, 2400) * 100 / 240,
                       "");
    }
    qg_buf_puts(out, "\n");
}

/* Write a length.  Hundredths of lines or characters, if set, override twips. */
static void put_either(qg_buf *out, const char *key, const qg_maybe *twips,
                       const qg_maybe *hundredths, const char *unit)
{
    if (!hundredths->is_set || hundredths->value == 0) {
        put_length(out, key, twips->is_set ? twips->value : 0);
        return;
    }
    put_key(out, key);
    put_hundredths(out, hundredths->value, unit);
    qg_buf_puts(out, "\n");
}

static const char *align_of(const qg_looks *l)
{
    static const struct {
        const char *word, *align;
    } known[] = {{"left", "left"},         {"start", "left"}, {"center", "center"},
                 {"right", "right"},       {"end", "right"},  {"both", "justify"},
                 {"distribute", "justify"}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (qg_str_is(l->align, known[i].word))
            return known[i].align;
    return "left";
}

static void put_looks(qg_buf *out, const qg_looks *l)
{
    put_font(out, "font", l->font, "宋体");
    put_font(out, "latin", l->latin, "Times New Roman");
    put_length(out, "size",
               clamped(l->size_half_pt.is_set ? l->size_half_pt.value : 20, 2, 800) * 10);
    put_length(out, "tracking", l->tracking.is_set ? l->tracking.value : 0);
    put_switch(out, "bold", &l->bold, false);
    put_switch(out, "italic", &l->italic, false);
    qg_buf_printf(out, "    color: \"%06X\"\n", (unsigned)(l->color.is_set ? l->color.value : 0));
    put_key(out, "align");
    qg_buf_puts(out, align_of(l));
    qg_buf_puts(out, "\n");
    put_line(out, l);
    put_either(out, "before", &l->before, &l->before_lines, "行");
    put_either(out, "after", &l->after, &l->after_lines, "行");
    put_switch(out, "snap", &l->snap, true);
}

static bool is_indented(const qg_looks *l)
{
    return l->first_line.value > 0 || l->first_line_chars.value > 0 || l->hanging.value > 0 ||
           l->hanging_chars.value > 0;
}

static void put_indents(qg_buf *out, const qg_looks *l)
{
    if (l->hanging.value > 0 || l->hanging_chars.value > 0) {
        put_either(out, "hanging", &l->hanging, &l->hanging_chars, "字");
        put_either(out, "left", &l->hanging, &l->hanging_chars, "字");
    } else {
        put_either(out, "first-line", &l->first_line, &l->first_line_chars, "字");
    }
}

/* Write the paragraphs of the sheet.  If the model's body text has no indent, the sheet sets none,
 * so that the standard's applies: in many models paragraphs are indented by hand. */
static void put_paragraphs(qg_buf *out, const qg_model *m)
{
    static const struct {
        const char *kind, *name;
    } kinds[] = {{"title", "Title"},         {"heading-1", "heading 1"}, {"heading-2", "heading 2"},
                 {"heading-3", "heading 3"}, {"heading-4", "heading 4"}, {"heading-5", "heading 5"},
                 {"heading-6", "heading 6"}};
    const qg_model_style *body = style_of_name(m, "Body Text");
    qg_looks normal = looks_of(m, style_of_name(m, "Normal"));
    qg_looks looks = body == NULL ? normal : looks_of(m, body);

    qg_buf_puts(out, "paragraphs:\n  normal:\n");
    put_looks(out, &normal);
    qg_buf_puts(out, "  body:\n");
    put_looks(out, &looks);
    if (is_indented(&looks))
        put_indents(out, &looks);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const qg_model_style *style = style_of_name(m, kinds[i].name);
        if (style == NULL)
            continue;
        qg_buf_puts(out, "  ");
        qg_buf_puts(out, kinds[i].kind);
        qg_buf_puts(out, ":\n");
        looks = looks_of(m, style);
        put_looks(out, &looks);
        put_indents(out, &looks);
    }
}

/* ---- the page -------------------------------------------------------------------------------- */

static int magnitude(const qg_maybe *value, int otherwise)
{
    int twips = value->is_set ? value->value : otherwise;

    return twips < 0 ? -twips : twips; /* a negative margin is exact, a positive one may grow */
}

/* From the paper's edge to the page number.  LibreOffice writes 0 for a document that has none,
 * which is no place to print at: it goes into the middle of the margin. */
static int edge(const qg_maybe *value, int otherwise, int margin)
{
    int twips = magnitude(value, otherwise);

    return twips == 0 ? margin / 2 : twips;
}

/* The height of a line of plain text in twips, for models without a line grid. */
static int line_height(const qg_model *m)
{
    qg_looks l = looks_of(m, style_of_name(m, "Normal"));
    int natural = (l.size_half_pt.is_set ? l.size_half_pt.value : 20) * 13;

    if (!l.line.is_set)
        return natural;
    if (qg_str_is(l.line_rule, "exact") || qg_str_is(l.line_rule, "atLeast"))
        return clamped(l.line.value, 20, 20000);
    return clamped(natural * (l.line.value > 0 ? l.line.value : 240) / 240, 20, 20000);
}

static void put_page(qg_buf *out, const qg_model *m)
{
    int width = magnitude(&m->width, 11906), height = magnitude(&m->height, 16838);
    int top = magnitude(&m->top, 1440), bottom = magnitude(&m->bottom, 1440);
    int pitch = m->has_grid && m->line_pitch.value > 0 ? m->line_pitch.value : 0;

    qg_buf_puts(out, "page:\n    size: ");
    put_points(out, width);
    qg_buf_puts(out, " x ");
    put_points(out, height);
    qg_buf_puts(out, "\n    margin: {top: ");
    put_points(out, top);
    qg_buf_puts(out, ", bottom: ");
    put_points(out, bottom);
    qg_buf_puts(out, ", left: ");
    put_points(out, magnitude(&m->left, 1800));
    qg_buf_puts(out, ", right: ");
    put_points(out, magnitude(&m->right, 1800));
    qg_buf_puts(out, "}\n");
    put_length(out, "header", edge(&m->header, 851, top));
    put_length(out, "footer", edge(&m->footer, 992, bottom));
    qg_buf_printf(out, "    grid: {lines: %d, characters: 0, pitch: ",
                  pitch > 0 ? clamped((height - top - bottom) / pitch, 0, 999) : 0);
    put_points(out, pitch > 0 ? pitch : line_height(m));
    qg_buf_puts(out, "}\n");
}

qg_status qg_style_of_docx(qg_buf *yaml, qg_str docx, const qg_sink *sink)
{
    qg_model model;
    qg_status st = qg_model_read(&model, docx, sink);

    if (st == QG_OK) {
        qg_buf_puts(yaml, "# The looks of a Word document; for all else it extends gbt9704.\n"
                          "extends: gbt9704\n");
        put_page(yaml, &model);
        put_paragraphs(yaml, &model);
        st = qg_buf_status(yaml);
    }
    qg_model_clear(&model);
    return st;
}
