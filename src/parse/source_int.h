/* source_int.h - Markdown as it was typed, before cmark-gfm reads it.
 *
 * These files find where a * or _ is no markup, where ** must open or close beside Chinese
 * punctuation, and where formulas are, so that cmark-gfm can be fed accordingly.  They also refuse
 * input that would cost it more than linear time.  The text itself is never changed: all results
 * are places in it.
 */
#ifndef QG_PARSE_SOURCE_INT_H
#define QG_PARSE_SOURCE_INT_H

#include "parse/formula_int.h"

/* ---- guard.c -------------------------------------------------------------------------------- */

/* Look whether the Markdown in `text` from `start` on is built so that cmark-gfm would need more
 * than linear time or memory, or its tables have more than `max_cells` cells.  Then tells
 * parse.limit and returns QG_E_LIMIT. */
qg_status qg_guard_check(qg_str text, size_t start, size_t max_cells, const qg_sink *sink);

/* Without the blanks in front that Markdown knows, space and tab. */
qg_str qg_skip_blanks(qg_str line);

/* Length of the mark of a container that `line` starts with, > or a list's; 0 when there is none.
 */
size_t qg_marker_at(qg_str line);

/* ---- address.c ------------------------------------------------------------------------------ */

/* The bare address (6.9, extended autolinks) whose :// or www. is parted between `before` and
 * `after`: `https:` and `//www.gov.cn）`.  It ends at Chinese marks, and at words right behind a
 * letter or figure of ASCII.  Returns its bytes in `after`, and those at the end of `before` in
 * `*n_before`; 0: it is none. */
size_t qg_address_around(qg_str before, qg_str after, size_t *n_before);

/* How far in `after` GFM would look for the end of the address, up to what is not ASCII. */
size_t qg_address_ascii(qg_str after);

/* ---- fence.c -------------------------------------------------------------------------------- */

/* Whether lines are inside fenced code, which are fed one by one.  Start with {0}. */
typedef struct qg_fence {
    char c;
    size_t n; /* 0 outside */
} qg_fence;

/* Whether `line` belongs to fenced code, the fences with it. */
bool qg_fence_holds(qg_fence *open, qg_str line);

/* ~~~~不再执行。~~~~ at the start of a line: words that are struck out, which CommonMark takes for
 * what is said of code. */
bool qg_is_between_tildes(qg_str line);

/* ---- emphasis.c ----------------------------------------------------------------------------- */

/* A place at which the parser has to see a letter, for ** to open or close beside Chinese
 * punctuation, or where there is a *, ~ or _ that marks nothing. */
typedef struct qg_mark_help {
    size_t offset;
    bool is_plain;   /* the latter */
    bool is_nothing; /* or nothing in place of `cut` bytes: the # behind a heading */
    size_t cut;
    size_t n_marks; /* or so many # and a blank */
} qg_mark_help;

/* Find them outside of the formulas; `*helps` becomes an array in the document's arena, in order.
 */
qg_status qg_emphasis_find(qg_doc *doc, const qg_mark_help **helps, size_t *n_helps, qg_str text,
                           size_t start, const qg_formulas *formulas);

/* ---- stand_in.c ----------------------------------------------------------------------------- */

/* Whether a run of `n` _ is a place to be filled in. */
bool qg_is_fill_in(size_t n);

/* Whether the line is such a place as a whole. */
bool qg_is_fill_in_line(qg_str line);

/* Whether the line is a rule of _: what stands below a text, or anywhere below a colon, is there to
 * be filled in.
 *
 * above     the line before it that is not empty
 * is_below  whether no empty one stands between */
bool qg_is_rule_of_lines(qg_str line, qg_str above, bool is_below);

/* Whether the `n` * at `offset` are a part of a name, as in 李*明、王*芳.
 *
 * is_behind_name  those before them on the line are */
bool qg_hides_name(qg_str text, size_t offset, size_t n, bool is_behind_name);

/* Whether `n` * between these characters are figures of a number: 138****1234. */
bool qg_hides_figures(size_t n, qg_rune before, qg_rune after);

/* Where the next sign stands that a note explains beside the `n` * at `offset`, as in
 * *、**分别表示 and in *p<0.1，**p<0.05: another number of *, behind a mark or word between two
 * entries alone or before the same character; or in 椅子*4，柜子*1.  The text's length: nowhere.
 *
 * is_behind_sign  those before them are such signs */
size_t qg_next_sign(qg_str text, size_t offset, size_t n, bool is_behind_sign);

/* ---- line_mark.c ---------------------------------------------------------------------------- */

/* Whether `line` is a heading whose # have no blank behind them, or no ASCII one: ##一、总体要求 */
bool qg_is_airless_heading(qg_str line);

/* Add to `*helps` where ##一、 heads a part without a blank, told as parse.left-mark, and where
 * >100万元 is no quotation. */
qg_status qg_line_marks_find(qg_doc *doc, const qg_mark_help **helps, size_t *n, qg_str text,
                             size_t start, const qg_sink *sink);

/* ---- link_definition.c ---------------------------------------------------------------------- */

/* Add to `*helps` where a line is [备注]: or [1]: and words, an entry of a bibliography among them,
 * which to the parser would be a link's address. */
qg_status qg_remarks_find(qg_doc *doc, const qg_mark_help **helps, size_t *n, qg_str text,
                          size_t start);

/* Tell the definitions of links in `text` from `start` on that nothing refers to, as
 * parse.unused-link.  `doc` is what became of the text. */
void qg_link_definitions_check(qg_doc *doc, const qg_node *root, qg_str text, size_t start,
                               const qg_sink *sink);

#endif
