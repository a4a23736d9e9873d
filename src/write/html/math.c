/* Formulas as MathML Core. */
#include "write/html/html_int.h"

static void put(qg_buf *out, const qg_math *math);

static void put_token(qg_buf *out, const qg_math *math)
{
    static const char *const looks[] = {[QG_MATH_ITALIC] = "",
                                        [QG_MATH_UPRIGHT] = " mathvariant=\"normal\"",
                                        [QG_MATH_BOLD] =
                                            " mathvariant=\"normal\" style=\"font-weight:bold\"",
                                        [QG_MATH_BOLD_ITALIC] = " style=\"font-weight:bold\"",
                                        [QG_MATH_TEXT] = ""};
    const char *element = math->font == QG_MATH_TEXT       ? "mtext"
                          : math->is_for == QG_MATH_SPACE  ? "mtext"
                          : math->is_for == QG_MATH_NUMBER ? "mn"
                          : math->is_for == QG_MATH_ORDINARY || math->is_for == QG_MATH_NAME ? "mi"
                                                                                             : "mo";

    qg_buf_printf(out, "<%s%s", element,
                  element[1] == 'i' || element[1] == 'n' ? looks[math->font] : "");
    if (math->color != 0)
        qg_buf_printf(out, " mathcolor=\"#%06X\"", math->color);
    qg_buf_puts(out, ">");
    qg_html_text(out, math->text);
    qg_buf_printf(out, "</%s>", element);
}

/* All children in an element; `attributes` begin with a blank or are empty. */
static void put_children(qg_buf *out, const char *element, const char *attributes,
                         const qg_math *math)
{
    qg_buf_printf(out, "<%s%s>", element, attributes);
    for (const qg_math *child = math->first; child != NULL; child = child->next)
        put(out, child);
    qg_buf_printf(out, "</%s>", element);
}

/* A base with what stands below and above it, either of which may be empty: the element is
 * chosen by which are there. */
static void put_around(qg_buf *out, const qg_math *base, const qg_math *below, const qg_math *above,
                       bool is_limits)
{
    static const char *const names[2][4] = {{"mrow", "msub", "msup", "msubsup"},
                                            {"mrow", "munder", "mover", "munderover"}};
    bool has_below = !qg_math_is_empty(below), has_above = !qg_math_is_empty(above);
    const char *name = names[is_limits][has_below + 2 * has_above];

    qg_buf_printf(out, "<%s>", name);
    put(out, base);
    if (has_below)
        put(out, below);
    if (has_above)
        put(out, above);
    qg_buf_printf(out, "</%s>", name);
}

static void put_nary(qg_buf *out, const qg_math *math)
{
    qg_math sign = {.kind = QG_MATH_TOKEN, .is_for = QG_MATH_BIG, .text = math->text};

    qg_buf_puts(out, "<mrow>");
    put_around(out, &sign, qg_math_child(math, 1), qg_math_child(math, 2), math->has_limits);
    put(out, math->first);
    qg_buf_puts(out, "</mrow>");
}

static void put_sign(qg_buf *out, qg_str sign)
{
    if (sign.n == 0)
        return;
    qg_buf_puts(out, "<mo fence=\"true\" stretchy=\"true\">");
    qg_html_text(out, sign);
    qg_buf_puts(out, "</mo>");
}

static void put_fence(qg_buf *out, const qg_math *math)
{
    qg_buf_puts(out, "<mrow>");
    put_sign(out, math->text);
    for (const qg_math *part = math->first; part != NULL; part = part->next) {
        put(out, part);
        if (part->next != NULL)
            put_sign(out, math->separator);
    }
    put_sign(out, math->close);
    qg_buf_puts(out, "</mrow>");
}

static const char *align_of(const qg_math *matrix, size_t i)
{
    char align = matrix->aligns.n == 0  ? 'c'
                 : i < matrix->aligns.n ? matrix->aligns.p[i]
                                        : matrix->aligns.p[matrix->aligns.n - 1];

    if (matrix->kind == QG_MATH_LINES)
        align = i % 2 == 0 ? 'r' : 'l';
    return align == 'l' ? "left" : align == 'r' ? "right" : "center";
}

static void put_matrix(qg_buf *out, const qg_math *math)
{
    qg_buf_puts(out, math->kind == QG_MATH_LINES ? "<mtable displaystyle=\"true\">" : "<mtable>");
    for (const qg_math *line = math->first; line != NULL; line = line->next) {
        size_t i = 0;
        qg_buf_puts(out, "<mtr>");
        for (const qg_math *cell = line->first; cell != NULL; cell = cell->next) {
            qg_buf_printf(out, "<mtd style=\"text-align:%s\">", align_of(math, i++));
            put(out, cell);
            qg_buf_puts(out, "</mtd>");
        }
        qg_buf_puts(out, "</mtr>");
    }
    qg_buf_puts(out, "</mtable>");
}

/* The base and a sign above or below it. */
static void put_marked(qg_buf *out, const qg_math *math, qg_str mark, bool is_above)
{
    const char *name = is_above ? "mover" : "munder";

    qg_buf_printf(out, "<%s accent=\"true\">", name);
    put(out, math->first);
    qg_buf_puts(out, "<mo stretchy=\"true\">");
    qg_html_text(out, mark);
    qg_buf_printf(out, "</mo></%s>", name);
}

/* The sign that stands by itself for a combining mark, which MathML cannot show without a
 * letter. */
static qg_str alone(qg_str mark)
{
    static const char *const pairs[][2] = {{"\u0302", "^"}, {"\u0303", "~"}, {"\u0305", "¯"},
                                           {"\u20D7", "→"}, {"\u0307", "˙"}, {"\u0308", "¨"},
                                           {"\u0301", "´"}, {"\u0300", "`"}, {"\u030C", "ˇ"},
                                           {"\u0306", "˘"}, {"\u20D6", "←"}, {"\u030A", "˚"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (qg_str_is(mark, pairs[i][0]))
            return qg_str_of(pairs[i][1]);
    return mark;
}

static void put(qg_buf *out, const qg_math *math)
{
    switch (math->kind) {
    case QG_MATH_TOKEN:
        put_token(out, math);
        break;
    case QG_MATH_ROW:
    case QG_MATH_LINE:
    case QG_MATH_FUNCTION:
    case QG_MATH_BOX:
        put_children(out, "mrow", "", math);
        break;
    case QG_MATH_FRACTION:
        put_children(out, "mfrac", math->has_bar ? "" : " linethickness=\"0\"", math);
        break;
    case QG_MATH_ROOT:
        if (qg_math_is_empty(qg_math_child(math, 1))) {
            qg_buf_puts(out, "<msqrt>");
            put(out, math->first);
            qg_buf_puts(out, "</msqrt>");
        } else {
            put_children(out, "mroot", "", math);
        }
        break;
    case QG_MATH_SCRIPT:
    case QG_MATH_LIMIT:
        put_around(out, math->first, qg_math_child(math, 1), qg_math_child(math, 2),
                   math->kind == QG_MATH_LIMIT);
        break;
    case QG_MATH_NARY:
        put_nary(out, math);
        break;
    case QG_MATH_FENCE:
        put_fence(out, math);
        break;
    case QG_MATH_MATRIX:
    case QG_MATH_LINES:
        put_matrix(out, math);
        break;
    case QG_MATH_ACCENT:
        put_marked(out, math, alone(math->text), true);
        break;
    case QG_MATH_BAR:
        put_marked(out, math, math->is_above ? QG_STR("‾") : QG_STR("_"), math->is_above);
        break;
    case QG_MATH_BRACE:
        put_marked(out, math, math->text, math->is_above);
        break;
    }
}

void qg_html_math(qg_buf *out, const qg_node *node)
{
    const char *mark = node->u.math.is_display ? "$$" : "$";

    if (node->u.math.tree == NULL) {
        qg_buf_puts(out, mark);
        qg_html_text(out, node->text);
        qg_buf_puts(out, mark);
        return;
    }
    if (node->u.math.is_display)
        qg_buf_puts(out, "<span class=\"display\"><math display=\"block\">");
    else
        qg_buf_puts(out, "<math>");
    put(out, node->u.math.tree);
    qg_buf_puts(out, "</math>");
    if (node->u.math.is_display && node->u.math.tag.n > 0) {
        qg_buf_puts(out, "<span class=\"eq\">（");
        qg_html_text(out, node->u.math.tag);
        qg_buf_puts(out, "）</span>");
    }
    qg_buf_puts(out, node->u.math.is_display ? "</span>" : "");
}
