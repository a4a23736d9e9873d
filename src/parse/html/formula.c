/* formula.c - formulas of a page, which are MathML, as the TeX of the document.
 *
 * Programs that set formulas leave the TeX that was typed in an <annotation>, and beside the
 * MathML, which readers for the blind use, a picture made of letters in an element that is
 * aria-hidden.  Without an annotation the usual elements are written as TeX.
 */
#include "parse/html/html_int.h"

#include "base/utf8.h"
#include "parse/formula_int.h"

enum { MOST_DEPTH = 60 /* of elements in a formula; what is deeper is read as text */ };

/* ---- the copy beside a formula --------------------------------------------------------------- */

/* Whether a formula starts behind node `i` and in front of any text. */
static bool is_before_formula(const qg_html_tree *tree, size_t i)
{
    enum { MOST_NODES = 6 };
    size_t end = tree->at[tree->at[i].parent].end;

    for (size_t k = tree->at[i].end; k < end && k < tree->at[i].end + MOST_NODES; k++) {
        if (tree->at[k].tag == QG_TAG_MATH)
            return true;
        if (tree->at[k].n_runes > 0)
            return false;
    }
    return false;
}

void qg_html_hide_formula_copies(qg_html_tree *tree)
{
    size_t formula = 0; /* the last one; 0 where there is text behind it */

    for (size_t i = 0; i < tree->n; i++) {
        qg_html_node *node = &tree->at[i];
        if (node->tag == QG_TAG_MATH) {
            formula = i;
            i = node->end - 1;
        } else if (qg_str_is(qg_html_attr(node, "aria-hidden"), "true") &&
                   ((formula > node->parent && node->parent > 0) || is_before_formula(tree, i))) {
            node->is_hidden = true;
            i = node->end - 1;
        } else if (node->n_runes > 0) {
            formula = 0;
        }
    }
}

/* ---- MathML as TeX --------------------------------------------------------------------------- */

static qg_str name_of(const qg_html_tree *tree, size_t i)
{
    return tree->at[i].tag == QG_TAG_TEXT ? (qg_str){"", 0} : qg_html_name(&tree->at[i]);
}

/* The element that is the `nth` child, from 0; 0 when there is none. */
static size_t child_of(const qg_html_tree *tree, size_t i, size_t nth)
{
    for (size_t k = i + 1; k < tree->at[i].end; k = tree->at[k].end)
        if (tree->at[k].tag != QG_TAG_TEXT && nth-- == 0)
            return k;
    return 0;
}

static void put_token(qg_buf *out, const qg_html_tree *tree, size_t i)
{
    for (size_t k = i; k < tree->at[i].end; k++)
        for (qg_str rest = qg_str_trim(tree->at[k].text); rest.n > 0;) {
            qg_rune rune;
            qg_str one = qg_utf8_take(&rest, &rune);
            if (rune == '\\' || rune == '~' || rune == '^')
                qg_buf_puts(out, rune == '\\'  ? "\\backslash "
                                 : rune == '~' ? "\\sim "
                                               : "\\wedge ");
            else if (rune < 0x2061 || rune > 0x2064) { /* signs that show as nothing */
                if (rune < 0x80 && strchr("#$%&_{}", (int)rune) != NULL)
                    qg_buf_puts(out, "\\");
                qg_buf_put(out, one);
            }
        }
}

/* How elements with a fixed number of children are written: \1 is the first of them. */
static const struct {
    const char *name, *tex;
} shapes[] = {
    {"mfrac", "\\frac{\1}{\2}"},
    {"msup", "{\1}^{\2}"},
    {"msub", "{\1}_{\2}"},
    {"msubsup", "{\1}_{\2}^{\3}"},
    {"mroot", "\\sqrt[\2]{\1}"},
    {"msqrt", "\\sqrt{\4}"},
    {"mover", "\\overset{\2}{\1}"},
    {"munder", "\\underset{\2}{\1}"},
    {"munderover", "{\1}_{\2}^{\3}"},
    {"mfenced", "\\left(\4\\right)"},
    {"mtext", "\\text{\5}"},
    {"mtable", "\\begin{matrix}\4\\end{matrix}"},
    {"mtr", "\4\\\\"},
    {"mtd", "\4"},
};

static void put_tex(qg_buf *out, const qg_html_tree *tree, size_t i, size_t depth);

static void put_children(qg_buf *out, const qg_html_tree *tree, size_t i, size_t depth)
{
    bool is_first = true;

    for (size_t k = i + 1; k < tree->at[i].end; k = tree->at[k].end) {
        bool is_cell = qg_str_is(name_of(tree, k), "mtd");
        qg_buf_puts(out, is_cell && !is_first ? "&" : "");
        is_first = is_first && !is_cell;
        put_tex(out, tree, k, depth + 1);
    }
}

/* A name, a number or a sign of a sum needs no braces around it. */
static bool is_single(const qg_html_tree *tree, size_t i)
{
    qg_str name = name_of(tree, i);

    return i > 0 && (qg_str_is(name, "mo") || qg_str_is(name, "mi") || qg_str_is(name, "mn"));
}

static void put_shape(qg_buf *out, const qg_html_tree *tree, size_t i, const char *tex,
                      size_t depth)
{
    bool is_plain = tex[0] == '{' && is_single(tree, child_of(tree, i, 0));

    if (is_plain)
        put_tex(out, tree, child_of(tree, i, 0), depth + 1);
    for (const char *at = is_plain ? tex + 3 : tex; *at != '\0'; at++) {
        size_t child = *at >= 1 && *at <= 3 ? child_of(tree, i, (size_t)*at - 1) : 0;
        if (child > 0)
            put_tex(out, tree, child, depth + 1);
        else if (*at == 4)
            put_children(out, tree, i, depth);
        else if (*at == 5)
            put_token(out, tree, i);
        else if (*at > 5)
            qg_buf_put_byte(out, *at);
    }
}

/* A name of several letters, such as sin, is upright. */
static void put_name(qg_buf *out, const qg_html_tree *tree, size_t i)
{
    size_t n_runes = 0;

    for (size_t k = i; k < tree->at[i].end; k++)
        n_runes += tree->at[k].n_runes;
    qg_buf_puts(out, n_runes > 1 ? "\\mathrm{" : "");
    put_token(out, tree, i);
    qg_buf_puts(out, n_runes > 1 ? "}" : "");
}

static void put_tex(qg_buf *out, const qg_html_tree *tree, size_t i, size_t depth)
{
    qg_str name = name_of(tree, i);

    if (depth > MOST_DEPTH || qg_str_is(name, "mo") || qg_str_is(name, "mn")) {
        put_token(out, tree, i);
        return;
    }
    if (qg_str_starts(name, QG_STR("annotation")))
        return;
    if (qg_str_is(name, "mi")) {
        put_name(out, tree, i);
        return;
    }
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
        if (qg_str_is(name, shapes[k].name)) {
            put_shape(out, tree, i, shapes[k].tex, depth);
            return;
        }
    if (tree->at[i].n_runes > 0)
        put_token(out, tree, i);
    put_children(out, tree, i, depth);
}

/* ---- all ------------------------------------------------------------------------------------- */

/* The annotation of a formula that is TeX; 0 when there is none. */
static size_t annotation_of(const qg_html_tree *tree, size_t math)
{
    for (size_t i = math + 1; i < tree->at[math].end; i++)
        if (qg_str_is(name_of(tree, i), "annotation") &&
            qg_str_is(qg_html_attr(&tree->at[i], "encoding"), "application/x-tex"))
            return i;
    return 0;
}

qg_node *qg_html_formula(qg_page *page, size_t math)
{
    const qg_html_tree *tree = page->tree;
    size_t annotation = annotation_of(tree, math);
    qg_node *node = NULL;
    qg_buf tex;

    qg_buf_init(&tex, 0);
    for (size_t i = annotation; annotation > 0 && i < tree->at[annotation].end; i++)
        qg_buf_put(&tex, tree->at[i].text);
    if (annotation == 0)
        put_tex(&tex, tree, math, 0);
    if (qg_str_trim(qg_buf_str(&tex)).n > 0)
        node = qg_formula_node(page->doc,
                               qg_arena_copy(&page->doc->arena, qg_str_trim(qg_buf_str(&tex))),
                               false, tree->at[math].offset, page->sink);
    qg_buf_clear(&tex);
    return node;
}
