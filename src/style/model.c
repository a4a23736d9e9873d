#include "style/model.h"

#include "base/buf.h"
#include "style/model_xml.h"

#include <stddef.h>

enum {
    MOST_TWIPS = 31680,   /* 22 inches, Word's limit for lengths */
    MOST_FONT_BYTES = 120 /* of a font's name; Windows allows 32 characters */
};

/* The state while parts are read one after the other. */
typedef struct reading {
    qg_model *model;
    int skipped; /* depth within an element that is ignored; 0: not in one */
    bool in_run; /* in w:rPr, the properties of characters */
    qg_looks *looks;
    qg_model_style *style, **end_of_styles;
    qg_model page;         /* the current section; only its numbers are used */
    const char *wanted;    /* the ending of the relationship type that is searched */
    qg_str target;         /* the target of that relationship */
    qg_theme_font chinese; /* which Chinese font of the theme is being read */
    bool in_theme_font;
} reading;

/* ---- values ---------------------------------------------------------------------------------- */

typedef enum form { NUMBER, SIZE, SWITCH, COLOR } form;

enum { TWIPS_A_POINT = 20, HALVES_A_POINT = 2 /* sizes of fonts are in half points */ };

/* Read a whole number.  Some programs write "12.5pt" instead: then it is converted to the
 * attribute's unit, of which a point has `units_a_point`. */
static qg_maybe number_of(const char *text, int units_a_point)
{
    bool is_negative = *text == '-';
    long value = 0, tenths = 0;

    text += is_negative ? 1 : 0;
    if (*text < '0' || *text > '9')
        return (qg_maybe){false, 0};
    for (; *text >= '0' && *text <= '9' && value <= MOST_TWIPS; text++)
        value = value * 10 + (*text - '0');
    if (*text == '.') {
        tenths = text[1] >= '0' && text[1] <= '9' ? text[1] - '0' : 0;
        text += 1 + strspn(text + 1, "0123456789");
    }
    if (strcmp(text, "pt") == 0)
        value = value * units_a_point + tenths * units_a_point / 10;
    else if (*text != '\0')
        return (qg_maybe){false, 0};
    return (qg_maybe){value <= MOST_TWIPS, (int)(is_negative ? -value : value)};
}

static qg_maybe switch_of(const char *text)
{
    bool is_off = text != NULL && (strcmp(text, "0") == 0 || strcmp(text, "false") == 0 ||
                                   strcmp(text, "off") == 0);

    return (qg_maybe){true, !is_off};
}

static qg_maybe color_of(const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    int value = 0;

    if (strcmp(text, "auto") == 0)
        return (qg_maybe){true, 0};
    if (strlen(text) != 6)
        return (qg_maybe){false, 0};
    for (; *text != '\0'; text++) {
        char upper = *text >= 'a' && *text <= 'f' ? (char)(*text - 'a' + 'A') : *text;
        const char *hit = strchr(digits, upper);
        if (hit == NULL)
            return (qg_maybe){false, 0};
        value = value * 16 + (int)(hit - digits);
    }
    return (qg_maybe){true, value};
}

static qg_maybe value_of(form as, const char *text)
{
    if (as == SWITCH)
        return switch_of(text);
    if (text == NULL)
        return (qg_maybe){false, 0};
    return as == COLOR ? color_of(text)
                       : number_of(text, as == SIZE ? HALVES_A_POINT : TWIPS_A_POINT);
}

static qg_str copy(reading *r, const char *text)
{
    return text == NULL ? (qg_str){"", 0} : qg_arena_copy(&r->model->arena, qg_str_of(text));
}

/* The name of a font; empty when it cannot be one (too long, or with control characters). */
static qg_str font_of(reading *r, const char *text)
{
    qg_str name = qg_str_of(text == NULL ? "" : text);

    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < ' ')
            return (qg_str){"", 0};
    return name.n > MOST_FONT_BYTES ? (qg_str){"", 0} : qg_arena_copy(&r->model->arena, name);
}

/* ---- looks ----------------------------------------------------------------------------------- */

#define AT(field) offsetof(qg_looks, field)

/* Which attributes the numbers of qg_looks come from. */
static const struct {
    const char *element, *attribute;
    bool in_run;
    form as;
    size_t at;
} numbers[] = {
    {"sz", "val", true, SIZE, AT(size_half_pt)},
    {"b", "val", true, SWITCH, AT(bold)},
    {"i", "val", true, SWITCH, AT(italic)},
    {"color", "val", true, COLOR, AT(color)},
    {"spacing", "val", true, NUMBER, AT(tracking)},
    {"spacing", "line", false, NUMBER, AT(line)},
    {"spacing", "before", false, NUMBER, AT(before)},
    {"spacing", "after", false, NUMBER, AT(after)},
    {"spacing", "beforeLines", false, NUMBER, AT(before_lines)},
    {"spacing", "afterLines", false, NUMBER, AT(after_lines)},
    {"ind", "firstLine", false, NUMBER, AT(first_line)},
    {"ind", "firstLineChars", false, NUMBER, AT(first_line_chars)},
    {"ind", "hanging", false, NUMBER, AT(hanging)},
    {"ind", "hangingChars", false, NUMBER, AT(hanging_chars)},
    {"snapToGrid", "val", false, SWITCH, AT(snap)},
};

static void take_numbers(reading *r, const char *name, qg_xml_attrs attrs)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        qg_maybe value;
        if (numbers[i].in_run != r->in_run || strcmp(numbers[i].element, name) != 0)
            continue;
        value = value_of(numbers[i].as, qg_xml_attr_of(attrs, numbers[i].attribute));
        if (value.is_set)
            *(qg_maybe *)((char *)r->looks + numbers[i].at) = value;
    }
}

static void take_font(reading *r, qg_str *font, const char *name, const char *theme)
{
    static const struct {
        const char *name;
        qg_theme_font font;
    } themes[] = {
        {"majorHAnsi", QG_THEME_MAJOR_LATIN},      {"majorAscii", QG_THEME_MAJOR_LATIN},
        {"majorEastAsia", QG_THEME_MAJOR_CHINESE}, {"minorHAnsi", QG_THEME_MINOR_LATIN},
        {"minorAscii", QG_THEME_MINOR_LATIN},      {"minorEastAsia", QG_THEME_MINOR_CHINESE}};
    qg_str found = font_of(r, name);

    for (size_t i = 0; theme != NULL && i < sizeof themes / sizeof *themes; i++)
        if (strcmp(themes[i].name, theme) == 0 && r->model->theme[themes[i].font].n > 0)
            found = r->model->theme[themes[i].font]; /* in Word it overrides the literal name */
    if (found.n > 0)
        *font = found;
}

static void take_looks(reading *r, const char *name, qg_xml_attrs attrs)
{
    take_numbers(r, name, attrs);
    if (strcmp(name, "rFonts") == 0) {
        take_font(r, &r->looks->font, qg_xml_attr_of(attrs, "eastAsia"),
                  qg_xml_attr_of(attrs, "eastAsiaTheme"));
        take_font(r, &r->looks->latin, qg_xml_attr_of(attrs, "ascii"),
                  qg_xml_attr_of(attrs, "asciiTheme"));
    } else if (strcmp(name, "jc") == 0) {
        r->looks->align = copy(r, qg_xml_attr_of(attrs, "val"));
    } else if (strcmp(name, "spacing") == 0 && qg_xml_attr_of(attrs, "line") != NULL) {
        r->looks->line_rule = copy(r, qg_xml_attr_of(attrs, "lineRule"));
    }
}

/* ---- styles.xml ------------------------------------------------------------------------------ */

static void begin_style(reading *r, qg_xml_attrs attrs)
{
    const char *type = qg_xml_attr_of(attrs, "type");
    qg_model_style *style;

    if (type == NULL || strcmp(type, "paragraph") != 0) {
        r->skipped = 1;
        return;
    }
    style = qg_arena_get(&r->model->arena, sizeof *style);
    if (style == NULL)
        return;
    style->id = copy(r, qg_xml_attr_of(attrs, "styleId"));
    *r->end_of_styles = style;
    r->end_of_styles = &style->next;
    r->style = style;
    r->looks = &style->looks;
}

static bool is_any(const char *name, const char *const *names)
{
    while (*names != NULL && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

static void begin_in_styles(void *user, const char *name, qg_xml_attrs attrs)
{
    static const char *const said_of_others[] = {"pPrChange", "rPrChange", "latentStyles", "tblPr",
                                                 "trPr",      "tcPr",      "tblStylePr",   NULL};
    reading *r = user;

    if (r->skipped > 0 || is_any(name, said_of_others)) {
        r->skipped++;
        return;
    }
    if (strcmp(name, "style") == 0)
        begin_style(r, attrs);
    else if (strcmp(name, "docDefaults") == 0)
        r->looks = &r->model->defaults;
    else if (r->looks == NULL)
        return;
    else if (strcmp(name, "rPr") == 0)
        r->in_run = true;
    else if (r->style != NULL && strcmp(name, "name") == 0)
        r->style->name = copy(r, qg_xml_attr_of(attrs, "val"));
    else if (r->style != NULL && strcmp(name, "basedOn") == 0)
        r->style->based_on = copy(r, qg_xml_attr_of(attrs, "val"));
    else
        take_looks(r, name, attrs);
}

static void end_in_styles(void *user, const char *name)
{
    reading *r = user;

    if (r->skipped > 0) {
        r->skipped--;
        return;
    }
    if (strcmp(name, "rPr") == 0)
        r->in_run = false;
    if (strcmp(name, "style") == 0 || strcmp(name, "docDefaults") == 0) {
        r->looks = NULL;
        r->style = NULL;
    }
}

/* ---- document.xml ---------------------------------------------------------------------------- */

static void take_page(qg_model *page, const char *name, qg_xml_attrs attrs)
{
    const struct {
        const char *element, *attribute;
        qg_maybe *value;
    } fields[] = {{"pgSz", "w", &page->width},
                  {"pgSz", "h", &page->height},
                  {"pgMar", "top", &page->top},
                  {"pgMar", "bottom", &page->bottom},
                  {"pgMar", "left", &page->left},
                  {"pgMar", "right", &page->right},
                  {"pgMar", "header", &page->header},
                  {"pgMar", "footer", &page->footer},
                  {"docGrid", "linePitch", &page->line_pitch}};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i].element, name) == 0)
            *fields[i].value = value_of(NUMBER, qg_xml_attr_of(attrs, fields[i].attribute));
}

static void begin_in_document(void *user, const char *name, qg_xml_attrs attrs)
{
    reading *r = user;
    const char *word;

    if (r->skipped > 0 || strcmp(name, "sectPrChange") == 0) {
        r->skipped++;
        return;
    }
    if (strcmp(name, "sectPr") == 0)
        r->page = (qg_model){0};
    take_page(&r->page, name, attrs);
    if (strcmp(name, "pgSz") == 0) {
        word = qg_xml_attr_of(attrs, "orient");
        r->page.is_landscape = word != NULL && strcmp(word, "landscape") == 0;
    } else if (strcmp(name, "docGrid") == 0) {
        word = qg_xml_attr_of(attrs, "type");
        r->page.has_grid = word != NULL && strcmp(word, "default") != 0;
    }
}

/* The page is taken from the last section that is not landscape: landscape ones are for tables. */
static void end_in_document(void *user, const char *name)
{
    reading *r = user;
    qg_model *m = r->model, *page = &r->page;

    if (r->skipped > 0) {
        r->skipped--;
        return;
    }
    if (strcmp(name, "sectPr") != 0 || (m->width.is_set && !m->is_landscape && page->is_landscape))
        return;
    m->width = page->width;
    m->height = page->height;
    m->top = page->top;
    m->bottom = page->bottom;
    m->left = page->left;
    m->right = page->right;
    m->header = page->header;
    m->footer = page->footer;
    m->line_pitch = page->line_pitch;
    m->has_grid = page->has_grid;
    m->is_landscape = page->is_landscape;
}

/* ---- theme1.xml ------------------------------------------------------------------------------ */

static void begin_in_theme(void *user, const char *name, qg_xml_attrs attrs)
{
    reading *r = user;
    const char *script;
    qg_str font;

    if (strcmp(name, "majorFont") == 0 || strcmp(name, "minorFont") == 0) {
        r->in_theme_font = true;
        r->chinese =
            *name == 'm' && name[1] == 'a' ? QG_THEME_MAJOR_CHINESE : QG_THEME_MINOR_CHINESE;
    }
    if (!r->in_theme_font)
        return;
    font = font_of(r, qg_xml_attr_of(attrs, "typeface"));
    script = qg_xml_attr_of(attrs, "script");
    if (strcmp(name, "latin") == 0)
        r->model->theme[r->chinese - 1] = font;
    else if (font.n > 0 && (strcmp(name, "ea") == 0 ||
                            (strcmp(name, "font") == 0 && script != NULL &&
                             strcmp(script, "Hans") == 0 && r->model->theme[r->chinese].n == 0)))
        r->model->theme[r->chinese] = font;
}

static void end_in_theme(void *user, const char *name)
{
    reading *r = user;

    if (strcmp(name, "majorFont") == 0 || strcmp(name, "minorFont") == 0)
        r->in_theme_font = false;
}

/* ---- parts ----------------------------------------------------------------------------------- */

static void begin_in_relations(void *user, const char *name, qg_xml_attrs attrs)
{
    reading *r = user;
    const char *type = qg_xml_attr_of(attrs, "Type");

    if (strcmp(name, "Relationship") == 0 && type != NULL && r->target.n == 0 &&
        qg_str_ends(qg_str_of(type), qg_str_of(r->wanted)))
        r->target = copy(r, qg_xml_attr_of(attrs, "Target"));
}

static void end_in_relations(void *user, const char *name)
{
    (void)user, (void)name;
}

/* An archive without this part is no Word document (it may be an .odt file). */
static const char package_relations[] = "_rels/.rels";

static qg_status fail(const qg_sink *sink, qg_status st, qg_str part, const char *problem)
{
    bool is_other = st == QG_E_INPUT || (st == QG_E_READ && qg_str_is(part, package_relations));
    qg_kind kind = is_other           ? QG_FOUND_STYLE_MODEL
                   : st == QG_E_LIMIT ? QG_FOUND_STYLE_MODEL_LIMIT
                                      : QG_FOUND_STYLE_MODEL_PART;

    if (st == QG_E_MEMORY)
        return st;
    qg_sink_tell(sink, &(qg_finding){.kind = kind,
                                     .before = st == QG_E_INPUT ? (qg_str){"", 0} : part,
                                     .after = qg_str_of(problem == NULL ? "" : problem)});
    return st == QG_E_READ ? QG_E_INPUT : st;
}

/* Read the part whose path is `folder`, `name` and `ending` joined; a name with a leading slash is
 * absolute. */
static qg_status read_part(reading *r, qg_str docx, const qg_xml_reader *reader, qg_str folder,
                           qg_str name, const char *ending, const qg_sink *sink)
{
    const char *problem = NULL;
    qg_buf path;
    qg_status st;

    qg_buf_init(&path, 0);
    if (!qg_str_starts(name, QG_STR("/")))
        qg_buf_put(&path, folder);
    qg_buf_put(&path, qg_str_starts(name, QG_STR("/")) ? qg_str_skip(name, 1) : name);
    qg_buf_puts(&path, ending);
    qg_buf_put_byte(&path, '\0');
    st = qg_buf_status(&path);
    if (st == QG_OK)
        st = qg_model_part(&problem, docx, path.p, reader);
    if (st == QG_OK)
        st = r->model->arena.status;
    else
        st = fail(sink, st, qg_str_of(path.p), problem);
    qg_buf_clear(&path);
    return st;
}

/* The folder of a path, with the slash. */
static qg_str folder_of(qg_str path)
{
    while (path.n > 0 && path.p[path.n - 1] != '/')
        path.n--;
    return path;
}

/* Find the target of the relationship whose type ends in `wanted`, of the part `from` (empty: of
 * the package).  It is put into r->target, empty when there is none. */
static qg_status follow(reading *r, qg_str docx, qg_str from, const char *wanted,
                        const qg_sink *sink)
{
    const qg_xml_reader reader = {begin_in_relations, end_in_relations, r};
    qg_str folder = folder_of(from), name = qg_str_skip(from, folder.n);
    qg_buf rels;
    qg_status st;

    qg_buf_init(&rels, 0);
    qg_buf_put(&rels, folder);
    qg_buf_puts(&rels, "_rels/");
    r->wanted = wanted;
    r->target = (qg_str){"", 0};
    st = read_part(r, docx, &reader, qg_buf_str(&rels), name, ".rels", sink);
    qg_buf_clear(&rels);
    return st;
}

static qg_status read_related(reading *r, qg_str docx, qg_str document, const char *wanted,
                              const qg_xml_reader *reader, const qg_sink *sink)
{
    qg_status st = follow(r, docx, document, wanted, sink);

    if (st != QG_OK || r->target.n == 0)
        return st;
    return read_part(r, docx, reader, folder_of(document), r->target, "", sink);
}

qg_status qg_model_read(qg_model *model, qg_str docx, const qg_sink *sink)
{
    reading r = {.model = model, .end_of_styles = &model->styles};
    const qg_xml_reader of_theme = {begin_in_theme, end_in_theme, &r},
                        of_styles = {begin_in_styles, end_in_styles, &r},
                        of_document = {begin_in_document, end_in_document, &r};
    qg_str document;
    qg_status st;

    *model = (qg_model){0};
    st = follow(&r, docx, (qg_str){"", 0}, "/officeDocument", sink);
    document = qg_str_starts(r.target, QG_STR("/")) ? qg_str_skip(r.target, 1) : r.target;
    if (st == QG_OK && document.n == 0)
        st = fail(sink, QG_E_INPUT, document, NULL);
    if (st == QG_OK)
        st = read_related(&r, docx, document, "/theme", &of_theme, sink);
    if (st == QG_OK)
        st = read_related(&r, docx, document, "/styles", &of_styles, sink);
    if (st == QG_OK)
        st = read_part(&r, docx, &of_document, (qg_str){"", 0}, document, "", sink);
    return st;
}

void qg_model_clear(qg_model *model)
{
    qg_arena_clear(&model->arena);
}
