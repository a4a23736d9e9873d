/* Formulas as Office Math (ECMA-376 part 1, 22.1).  The parser has bounded their depth. */
#include "write/docx/text_int.h"

#include <stdio.h>

typedef struct writer {
    qg_xml *x;
    bool is_display;
} writer;

static void write(const writer *w, const qg_math *math);

/* ---- pieces -------------------------------------------------------------------------------- */

static void write_val(const writer *w, const char *name, const char *value)
{
    qg_xml_open(w->x, name);
    qg_xml_attr(w->x, "m:val", value);
    qg_xml_close(w->x);
}

static void write_val_str(const writer *w, const char *name, qg_str value)
{
    qg_xml_open(w->x, name);
    qg_xml_attr_str(w->x, "m:val", value);
    qg_xml_close(w->x);
}

/* A blank of no width, as a word, which LibreOffice does not pass over. */
static void write_nothing(const writer *w)
{
    qg_xml_open(w->x, "m:r");
    qg_xml_open(w->x, "m:rPr");
    qg_xml_empty(w->x, "m:nor");
    qg_xml_close(w->x);
    qg_xml_element(w->x, "m:t", QG_STR("\u200B"));
    qg_xml_close(w->x);
}

/* Write an argument.  Word shows a dotted box for an empty one, so that a blank of no width stands
 * there. */
static void write_argument(const writer *w, const char *name, const qg_math *math)
{
    qg_xml_open(w->x, name);
    if (!qg_math_is_empty(math))
        write(w, math);
    else
        write_nothing(w);
    qg_xml_close(w->x);
}

/* Write a degree, limit or script, which may be empty when it is told to be hidden. */
static void write_optional(const writer *w, const char *name, const qg_math *math)
{
    if (qg_math_is_empty(math))
        qg_xml_empty(w->x, name);
    else
        write_argument(w, name, math);
}

/* ---- runs ---------------------------------------------------------------------------------- */

static void write_color(const writer *w, unsigned color)
{
    char name[16];

    if (color == 0)
        return;
    snprintf(name, sizeof name, "%06X", color);
    qg_xml_val(w->x, "w:color", name);
}

static void write_looks(const writer *w, qg_math_font font, unsigned color)
{
    static const char *const styles[] = {
        [QG_MATH_UPRIGHT] = "p", [QG_MATH_BOLD] = "b", [QG_MATH_BOLD_ITALIC] = "bi"};

    if (font != QG_MATH_ITALIC) {
        qg_xml_open(w->x, "m:rPr");
        if (font == QG_MATH_TEXT)
            qg_xml_empty(w->x, "m:nor");
        else
            write_val(w, "m:sty", styles[font]);
        qg_xml_close(w->x);
    }
    if (font == QG_MATH_TEXT && color == 0) /* as the paragraph */
        return;
    qg_xml_open(w->x, "w:rPr");
    if (font == QG_MATH_TEXT) {
        write_color(w, color);
        qg_xml_close(w->x);
        return;
    }
    qg_xml_open(w->x, "w:rFonts");
    qg_xml_attr(w->x, "w:ascii", "Cambria Math");
    qg_xml_attr(w->x, "w:hAnsi", "Cambria Math");
    qg_xml_close(w->x);
    if (font == QG_MATH_BOLD || font == QG_MATH_BOLD_ITALIC)
        qg_xml_empty(w->x, "w:b");
    if (font == QG_MATH_ITALIC || font == QG_MATH_BOLD_ITALIC)
        qg_xml_empty(w->x, "w:i");
    write_color(w, color);
    qg_xml_close(w->x);
}

/* Tokens in a row that look alike are one run, as Word writes them.  Returns the last of them. */
static const qg_math *write_run(const writer *w, const qg_math *math)
{
    qg_buf text;
    const qg_math *last = math;

    qg_buf_init(&text, 0);
    qg_buf_put(&text, math->text);
    while (last->next != NULL && last->next->kind == QG_MATH_TOKEN &&
           last->next->font == math->font && last->next->color == math->color) {
        last = last->next;
        qg_buf_put(&text, last->text);
    }
    if (text.n > 0) {
        qg_xml_open(w->x, "m:r");
        write_looks(w, math->font, math->color);
        qg_xml_open(w->x, "m:t");
        qg_xml_attr(w->x, "xml:space", "preserve");
        qg_xml_text(w->x, qg_buf_str(&text));
        qg_xml_close(w->x);
        qg_xml_close(w->x);
    }
    qg_xml_drop(w->x, &text);
    return last;
}

/* A sign that has something on both sides, as + and = have. */
static bool is_between(const qg_math *math)
{
    return math->kind == QG_MATH_TOKEN &&
           (math->is_for == QG_MATH_BINARY || math->is_for == QG_MATH_RELATION);
}

static bool is_plain_sign(const qg_math *math)
{
    return qg_str_is(math->text, "−") || qg_str_is(math->text, "±") || qg_str_is(math->text, "+");
}

/* Write the children of a row.  Where that begins with = or ends with +, LibreOffice misses an
 * operand, so that a blank of no width stands there. */
static void write_children(const writer *w, const qg_math *row)
{
    if (row->first != NULL && is_between(row->first) && !is_plain_sign(row->first))
        write_nothing(w);
    for (const qg_math *math = row->first; math != NULL; math = math->next) {
        if (math->kind == QG_MATH_TOKEN)
            math = write_run(w, math);
        else
            write(w, math);
    }
    if (row->last != NULL && is_between(row->last))
        write_nothing(w);
}

/* ---- scripts and limits -------------------------------------------------------------------- */

static void write_scripts(const writer *w, const qg_math *math)
{
    const qg_math *below = qg_math_child(math, 1), *above = qg_math_child(math, 2);
    bool has_below = !qg_math_is_empty(below), has_above = !qg_math_is_empty(above);

    if (!has_below && !has_above) {
        write(w, math->first);
        return;
    }
    qg_xml_open(w->x, has_below && has_above ? "m:sSubSup" : has_below ? "m:sSub" : "m:sSup");
    write_argument(w, "m:e", math->first);
    if (has_below)
        write_argument(w, "m:sub", below);
    if (has_above)
        write_argument(w, "m:sup", above);
    qg_xml_close(w->x);
}

/* Write a base with what stands below and above it.  Each is an element of its own, and the one for
 * above is the outer one. */
static void write_limits(const writer *w, const qg_math *math)
{
    const qg_math *below = qg_math_child(math, 1), *above = qg_math_child(math, 2);
    bool has_below = !qg_math_is_empty(below), has_above = !qg_math_is_empty(above);

    if (has_above) {
        qg_xml_open(w->x, "m:limUpp");
        qg_xml_open(w->x, "m:e");
    }
    if (has_below) {
        qg_xml_open(w->x, "m:limLow");
        write_argument(w, "m:e", math->first);
        write_argument(w, "m:lim", below);
        qg_xml_close(w->x);
    } else {
        write(w, math->first);
    }
    if (has_above) {
        qg_xml_close(w->x);
        write_argument(w, "m:lim", above);
        qg_xml_close(w->x);
    }
}

/* In a line of text the limits of names stand beside them, as TeX does, but for lim: there print
 * has them below it, and LibreOffice cannot read them elsewhere. */
static void write_limit(const writer *w, const qg_math *math)
{
    bool is_name = math->first != NULL && math->first->kind == QG_MATH_TOKEN &&
                   math->first->is_for == QG_MATH_NAME && !qg_str_is(math->first->text, "lim");

    if (is_name && !w->is_display)
        write_scripts(w, math);
    else
        write_limits(w, math);
}

static void write_nary(const writer *w, const qg_math *math)
{
    const qg_math *below = qg_math_child(math, 1), *above = qg_math_child(math, 2);

    qg_xml_open(w->x, "m:nary");
    qg_xml_open(w->x, "m:naryPr");
    write_val_str(w, "m:chr", math->text);
    write_val(w, "m:limLoc", math->has_limits && w->is_display ? "undOvr" : "subSup");
    write_val(w, "m:subHide", qg_math_is_empty(below) ? "1" : "0");
    write_val(w, "m:supHide", qg_math_is_empty(above) ? "1" : "0");
    qg_xml_close(w->x);
    write_optional(w, "m:sub", below);
    write_optional(w, "m:sup", above);
    write_argument(w, "m:e", math->first);
    qg_xml_close(w->x);
}

/* ---- fractions, roots, marks --------------------------------------------------------------- */

static void write_fraction(const writer *w, const qg_math *math)
{
    qg_xml_open(w->x, "m:f");
    qg_xml_open(w->x, "m:fPr");
    write_val(w, "m:type", math->has_bar ? "bar" : "noBar");
    qg_xml_close(w->x);
    write_argument(w, "m:num", math->first);
    write_argument(w, "m:den", qg_math_child(math, 1));
    qg_xml_close(w->x);
}

static void write_root(const writer *w, const qg_math *math)
{
    const qg_math *degree = qg_math_child(math, 1);

    qg_xml_open(w->x, "m:rad");
    qg_xml_open(w->x, "m:radPr");
    write_val(w, "m:degHide", qg_math_is_empty(degree) ? "1" : "0");
    qg_xml_close(w->x);
    write_optional(w, "m:deg", degree);
    write_argument(w, "m:e", math->first);
    qg_xml_close(w->x);
}

static void write_function(const writer *w, const qg_math *math)
{
    qg_xml_open(w->x, "m:func");
    write_argument(w, "m:fName", math->first);
    write_argument(w, "m:e", qg_math_child(math, 1));
    qg_xml_close(w->x);
}

static void write_accent(const writer *w, const qg_math *math)
{
    qg_xml_open(w->x, "m:acc");
    qg_xml_open(w->x, "m:accPr");
    write_val_str(w, "m:chr", math->text);
    qg_xml_close(w->x);
    write_argument(w, "m:e", math->first);
    qg_xml_close(w->x);
}

static void write_bar(const writer *w, const qg_math *math)
{
    qg_xml_open(w->x, "m:bar");
    qg_xml_open(w->x, "m:barPr");
    write_val(w, "m:pos", math->is_above ? "top" : "bot");
    qg_xml_close(w->x);
    write_argument(w, "m:e", math->first);
    qg_xml_close(w->x);
}

static void write_brace(const writer *w, const qg_math *math)
{
    qg_xml_open(w->x, "m:groupChr");
    qg_xml_open(w->x, "m:groupChrPr");
    write_val_str(w, "m:chr", math->text);
    write_val(w, "m:pos", math->is_above ? "top" : "bot");
    write_val(w, "m:vertJc", math->is_above ? "bot" : "top");
    qg_xml_close(w->x);
    write_argument(w, "m:e", math->first);
    qg_xml_close(w->x);
}

static void write_box(const writer *w, const qg_math *math)
{
    qg_xml_open(w->x, "m:borderBox");
    write_argument(w, "m:e", math->first);
    qg_xml_close(w->x);
}

/* ---- brackets, matrices, lines ------------------------------------------------------------- */

static void write_fence(const writer *w, const qg_math *math)
{
    qg_xml_open(w->x, "m:d");
    qg_xml_open(w->x, "m:dPr");
    write_val_str(w, "m:begChr", math->text);
    if (math->separator.n > 0)
        write_val_str(w, "m:sepChr", math->separator);
    write_val_str(w, "m:endChr", math->close);
    qg_xml_close(w->x);
    for (const qg_math *part = math->first; part != NULL; part = part->next)
        write_argument(w, "m:e", part);
    qg_xml_close(w->x);
}

static size_t n_columns_of(const qg_math *matrix)
{
    size_t most = 1;

    for (const qg_math *line = matrix->first; line != NULL; line = line->next) {
        size_t n = 0;
        for (const qg_math *cell = line->first; cell != NULL; cell = cell->next)
            n++;
        most = n > most ? n : most;
    }
    return most;
}

static void write_column(const writer *w, const qg_math *matrix, size_t i)
{
    char align = matrix->aligns.n == 0 ? 'c' : matrix->aligns.p[matrix->aligns.n - 1];

    if (matrix->kind == QG_MATH_LINES)
        align = i % 2 == 0 ? 'r' : 'l';
    else if (i < matrix->aligns.n)
        align = matrix->aligns.p[i];
    qg_xml_open(w->x, "m:mc");
    qg_xml_open(w->x, "m:mcPr");
    write_val(w, "m:count", "1");
    write_val(w, "m:mcJc", align == 'l' ? "left" : align == 'r' ? "right" : "center");
    qg_xml_close(w->x);
    qg_xml_close(w->x);
}

/* Lines that are aligned stand in columns without a gap, to the right and to the left by turns. */
static void write_matrix_properties(const writer *w, const qg_math *math, size_t n_columns)
{
    qg_xml_open(w->x, "m:mPr");
    write_val(w, "m:plcHide", "1");
    if (math->kind == QG_MATH_LINES) {
        write_val(w, "m:cGpRule", "3");
        write_val(w, "m:cGp", "0");
    }
    qg_xml_open(w->x, "m:mcs");
    for (size_t i = 0; i < n_columns; i++)
        write_column(w, math, i);
    qg_xml_close(w->x);
    qg_xml_close(w->x);
}

static void write_matrix(const writer *w, const qg_math *math)
{
    size_t n_columns = n_columns_of(math);

    qg_xml_open(w->x, "m:m");
    write_matrix_properties(w, math, n_columns);
    for (const qg_math *line = math->first; line != NULL; line = line->next) {
        const qg_math *cell = line->first;
        qg_xml_open(w->x, "m:mr");
        for (size_t i = 0; i < n_columns; i++, cell = cell == NULL ? NULL : cell->next)
            write_argument(w, "m:e", cell);
        qg_xml_close(w->x);
    }
    qg_xml_close(w->x);
}

/* Word would align the lines of an equation array where & stands in them, other programs print it;
 * so only lines without it are one. */
static void write_lines(const writer *w, const qg_math *math)
{
    if (n_columns_of(math) > 1) {
        write_matrix(w, math);
        return;
    }
    qg_xml_open(w->x, "m:eqArr");
    for (const qg_math *line = math->first; line != NULL; line = line->next)
        write_argument(w, "m:e", line->first);
    qg_xml_close(w->x);
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void write(const writer *w, const qg_math *math)
{
    static void (*const writers[])(const writer *, const qg_math *) = {
        [QG_MATH_ROW] = write_children,  [QG_MATH_FRACTION] = write_fraction,
        [QG_MATH_ROOT] = write_root,     [QG_MATH_SCRIPT] = write_scripts,
        [QG_MATH_LIMIT] = write_limit,   [QG_MATH_NARY] = write_nary,
        [QG_MATH_FENCE] = write_fence,   [QG_MATH_FUNCTION] = write_function,
        [QG_MATH_MATRIX] = write_matrix, [QG_MATH_LINES] = write_lines,
        [QG_MATH_LINE] = write_children, [QG_MATH_ACCENT] = write_accent,
        [QG_MATH_BAR] = write_bar,       [QG_MATH_BRACE] = write_brace,
        [QG_MATH_BOX] = write_box};
    qg_math alone;

    if (math->kind != QG_MATH_TOKEN) {
        writers[math->kind](w, math);
        return;
    }
    alone = *math; /* what follows it in its parent is not of its row */
    alone.next = NULL;
    if (is_between(math)) /* x^+ */
        write_nothing(w);
    write_run(w, &alone);
    if (is_between(math))
        write_nothing(w);
}

void qg_docx_math(docx *d, const qg_node *node, bool is_own_paragraph)
{
    const writer w = {d->xml, node->u.math.is_display};

    d->has_math = true;
    if (is_own_paragraph)
        qg_xml_open(d->xml, "m:oMathPara");
    qg_xml_open(d->xml, "m:oMath");
    write(&w, node->u.math.tree);
    qg_xml_close(d->xml);
    if (is_own_paragraph)
        qg_xml_close(d->xml);
}

void qg_docx_math_settings(docx *d)
{
    const writer w = {d->xml, true};

    if (!d->has_math)
        return;
    qg_xml_open(d->xml, "m:mathPr");
    write_val(&w, "m:mathFont", "Cambria Math");
    write_val(&w, "m:dispDef", "1");
    write_val(&w, "m:defJc", "center");
    qg_xml_close(d->xml);
}
