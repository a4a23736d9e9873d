/* formula_int.h - formulas in Markdown: where they stand, and the nodes they become.
 *
 * They are found before cmark-gfm reads the text, since to it their _ and * would mark emphasis.
 */
#ifndef QG_PARSE_FORMULA_INT_H
#define QG_PARSE_FORMULA_INT_H

#include "parse/parse_int.h"

/* ---- math/find.c ---------------------------------------------------------------------------- */

/* A formula in Markdown. */
typedef struct qg_formula {
    size_t offset, n; /* in the text, with the marks around it */
    size_t n_mark;    /* bytes of each mark: 1 for $, 2 for $$, \( and \[ */
    bool is_display;
    bool is_code;    /* it stands in what turned out to be code, HTML or an address */
    size_t n_quotes; /* marks of quotes before each of its lines */
    size_t
        n_indent; /* bytes behind these that belong to lists: no more blanks than that are theirs */
} qg_formula;

typedef struct qg_formulas {
    qg_formula *list; /* in order of place */
    size_t n, n_room;
} qg_formulas;

/* Find the formulas outside of code, before Markdown takes the marks in them for its own.
 *
 * Inline ones are what pandoc takes for them: no blank behind the first $ and before the last, no
 * digit behind it.  So $5 and $10 is money.  What holds Chinese must also look like a formula.
 * The list lives in the document's arena.  Fails by memory only. */
qg_status qg_formulas_find(qg_doc *doc, qg_formulas *found, qg_str text, size_t start);

/* The formula that holds the byte at `offset` and is none in code; NULL when there is none. */
const qg_formula *qg_formula_at(const qg_formulas *formulas, size_t offset);

/* ---- math/node.c ---------------------------------------------------------------------------- */

/* The node of a formula, or NULL without memory.  One that cannot be read is told. */
qg_node *qg_formula_node(qg_doc *doc, qg_str tex, bool is_display, size_t offset,
                         const qg_sink *sink);

/* The TeX of a formula in Markdown, without marks; it lives in the document's arena. */
qg_str qg_formula_tex(qg_doc *doc, const qg_formula *formula, qg_str text);

/* Make formulas of code that a fence says is `math`. */
void qg_formulas_of_code(qg_doc *doc, qg_node *root, const qg_sink *sink);

/* Find the formulas in the texts below `root`, which Markdown has not read: cells of HTML. */
void qg_formulas_of_texts(qg_doc *doc, qg_node *root, const qg_sink *sink);

#endif
