/* node.c - formulas as nodes of the document. */
#include "parse/formula_int.h"

#include "parse/math.h"

qg_node *qg_formula_node(qg_doc *doc, qg_str tex, bool is_display, size_t offset,
                         const qg_sink *sink)
{
    qg_node *node = qg_node_new(doc, QG_MATH, offset);
    qg_math_result result;

    if (node == NULL)
        return NULL;
    result = qg_math_read(&doc->arena, tex);
    node->text = tex;
    node->u.math.is_display = is_display;
    node->u.math.tree = result.tree;
    node->u.math.tag = result.tag;
    if (result.tree == NULL)
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_FORMULA,
                                         .offset = offset,
                                         .before = tex,
                                         .after = result.error});
    return node;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

qg_str qg_formula_tex(qg_doc *doc, const qg_formula *formula, qg_str text)
{
    qg_str inside = {text.p + formula->offset + formula->n_mark, formula->n - 2 * formula->n_mark};
    char *tex = qg_arena_get(&doc->arena, inside.n + 1);
    size_t n = 0;

    if (tex == NULL)
        return (qg_str){"", 0};
    while (inside.n > 0) {
        size_t length = qg_str_find_byte(inside, '\n') + 1;
        qg_str line = qg_str_head(inside, length);
        memcpy(tex + n, line.p, line.n);
        n += line.n;
        inside = qg_str_skip(inside, length);
        for (size_t i = 0; i < formula->n_quotes && inside.n > 0;) {
            if (strchr(" \t>", inside.p[0]) == NULL)
                break;
            i += inside.p[0] == '>';
            inside = qg_str_skip(inside, 1);
        }
        for (size_t i = 0; i < formula->n_indent && inside.n > 0 && is_blank(inside.p[0]); i++)
            inside = qg_str_skip(inside, 1);
    }
    return qg_str_trim((qg_str){tex, n});
}

/* A paragraph with the formula in place of the code. */
static void make_formula(qg_doc *doc, qg_node *code, const qg_sink *sink)
{
    qg_node *math = qg_formula_node(doc, qg_str_trim(code->text), true, code->offset, sink);

    if (math == NULL)
        return;
    qg_node_become(code, QG_PARAGRAPH);
    code->text = qg_str_head(code->text, 0);
    qg_node_append(code, math);
}

void qg_formulas_of_code(qg_doc *doc, qg_node *root, const qg_sink *sink)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        if (node->kind == QG_CODE_BLOCK && qg_str_is(node->u.code.info, "math") &&
            qg_str_trim(node->text).n > 0)
            make_formula(doc, node, sink);
}

/* Text and formulas by turns in front of `node`, which keeps what is behind the last one.  All are
 * placed where the text starts, since entities make the words of HTML shorter than the input, and
 * characters that it forbids longer. */
static void part_text(qg_doc *doc, qg_node *node, const qg_formulas *found, const qg_sink *sink)
{
    qg_str all = node->text;
    size_t done = 0;

    for (size_t i = 0; i < found->n; i++) {
        const qg_formula *f = &found->list[i];
        qg_node *words = qg_node_new(doc, QG_TEXT, node->offset);
        qg_node *math =
            qg_formula_node(doc, qg_formula_tex(doc, f, all), f->is_display, node->offset, sink);
        if (words == NULL || math == NULL)
            return;
        words->text = qg_str_skip(qg_str_head(all, f->offset), done);
        if (words->text.n > 0)
            qg_node_insert_before(node, words);
        qg_node_insert_before(node, math);
        done = f->offset + f->n;
        node->text = qg_str_skip(all, done);
    }
}

void qg_formulas_of_texts(qg_doc *doc, qg_node *root, const qg_sink *sink)
{
    qg_formulas found;

    for (qg_node *node = root, *next; node != NULL; node = next) {
        next = qg_node_walk(root, node);
        if (node->kind != QG_TEXT || qg_formulas_find(doc, &found, node->text, 0) != QG_OK)
            continue;
        part_text(doc, node, &found, sink);
        if (found.n > 0 && node->text.n == 0)
            qg_node_unlink(node);
    }
}
