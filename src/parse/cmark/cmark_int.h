/* cmark_int.h - what the files that use cmark-gfm share.
 *
 *     cmark/memory.c  what cmark-gfm gets its memory from
 *     cmark/edit.c    what is fed to it in place of the draft's own bytes
 *     cmark/section.c how much of it is fed at a time
 *     cmark/go_on.c   lists and tables that are longer than that
 *     cmark/place.c   lines and columns that it counts -> offsets in the draft
 *     cmark/feed.c    text -> its tree
 *     cmark/again.c   what is missing in that tree, and how it is fed then
 *     cmark/indent.c  Chinese text that is code only for its indent
 *     cmark/node.c    what its nodes say
 *     cmark/tree.c    its tree -> ours
 *
 * cmark-gfm drops two things without a word: footnotes that nothing refers to, and the second
 * footnote of a label.  Both are the author's text.  So before the tree is finished a paragraph of
 * references to every footnote is put at its end, where it counts last, and a label that is defined
 * again is fed under another name.  The paragraph is taken out afterwards.
 */
#ifndef QG_PARSE_CMARK_INT_H
#define QG_PARSE_CMARK_INT_H

#include "parse/container_int.h"
#include "parse/source_int.h"

#include <cmark-gfm.h>

#include <setjmp.h>

/* Lines of what is fed before the text. */
enum { QG_PREFIX_LINES = 2, QG_HEAD_LINES = 2 /* of a table that goes on */ };

/* What is fed where emphasis.c wants a letter: U+FDD0, which Unicode keeps out of all text for such
 * uses.  It is taken out of everything that comes back. */
#define QG_FED_LETTER "\xEF\xB7\x90"

/* What is fed for a *, a ~ and a _ that mark nothing: U+FDD2 to U+FDD4. */
#define QG_FED_STAR  "\xEF\xB7\x92"
#define QG_FED_TILDE "\xEF\xB7\x93"
#define QG_FED_LINE  "\xEF\xB7\x94"

/* What is fed for a formula: U+FDD1, its place in the list of them in decimal digits, U+FDD1.  To
 * cmark-gfm that is a word. */
#define QG_FED_FORMULA "\xEF\xB7\x91"

/* An edit of what cmark-gfm is fed: `put` replaces `cut` bytes at `offset` of the text. */
typedef struct qg_feed_edit {
    size_t offset, cut;
    size_t n_before, cut_before; /* bytes that the edits before this one put and cut */
    bool is_mark;                /* around a part */
    char put[32];
} qg_feed_edit;

/* A place as cmark-gfm counts: lines and bytes from 1, of what it was fed. */
typedef struct qg_fed_place {
    int line, column;
} qg_fed_place;

/* A `[^label]`: the start of a footnote or a reference to one. */
typedef struct qg_note_mark {
    size_t offset, reach; /* of the last one with the same label */
    qg_str label;
} qg_note_mark;

/* What a section of the draft starts with. */
typedef enum qg_piece_kind {
    QG_PIECE_REST,  /* all that is left, or the first line */
    QG_PIECE_BLOCK, /* a block for itself */
    QG_PIECE_ITEMS, /* more of the list above */
    QG_PIECE_ROWS   /* more of the table above */
} qg_piece_kind;

typedef struct qg_piece {
    qg_piece_kind kind;
    char marker;         /* of the items: the bullet, or what stands behind the number */
    bool is_below_blank; /* there is an empty line above */
    size_t head_line;    /* of the table, which a line of dashes follows */
} qg_piece;

/* A draft, and how it is fed to cmark-gfm. */
typedef struct qg_source {
    qg_doc *doc;
    qg_str text;
    size_t start;
    const size_t *lines; /* offset of each line of the body as it is fed, and of the end */
    size_t n_lines;
    qg_formulas formulas;
    qg_container_mark *marks;
    size_t n_marks;
    const qg_mark_help *helps; /* beside or in place of marks of emphasis */
    size_t n_helps;
    qg_blanks *escapes; /* backslashes that are not fed */
    size_t n_escapes;
    const qg_blanks *indents;     /* of lines of text that are no code */
    size_t n_indents, n_of_boxes; /* the first ones are those of boxes, in order */
    qg_feed_edit *edits;          /* in order of offset */
    size_t n_edits;
    bool has_own_links;       /* to places in the draft: [](#place) */
    bool is_one_section;      /* something may reach from one end of the draft to the other */
    qg_note_mark *note_marks; /* in order of offset */
    size_t n_note_marks, n_passed;
    size_t reach;                 /* of those that were passed */
    qg_str section;               /* what is parsed now */
    size_t first_line, last_line; /* of it, and behind it */
    qg_piece piece, next_piece;   /* what it starts with, and what the one behind it does */
    size_t n_numbered;            /* footnotes so far that something refers to */
    qg_node *first_unused;        /* of the others */
    qg_fed_place *notes;          /* footnote definitions of this attempt, in order of place */
    size_t n_notes;
    qg_node *top; /* what its blocks are put into */
    cmark_node *root;
    cmark_node *references; /* the paragraph that refers to all footnotes; NULL without any */
    qg_limits limits;
    const qg_sink *sink;
} qg_source;

/* ---- cmark/memory.c ------------------------------------------------------------------------ */

extern cmark_mem qg_cmark_memory;

/* Between begin and end cmark-gfm's allocations on this thread come from `arena`; when memory runs
 * out they longjmp to `without_memory`.  All of its trees must be freed before the end. */
void qg_cmark_memory_begin(qg_arena *arena, jmp_buf *without_memory);
void qg_cmark_memory_end(void);

/* ---- cmark/edit.c -------------------------------------------------------------------------- */

/* Make the edits that are needed in any case, and find the lines. */
qg_status qg_source_first_edits(qg_source *s);

/* Sort `edits` and use them from now on. */
void qg_source_use_edits(qg_source *s, qg_feed_edit *edits, size_t n);

/* The index of the first edit at or behind the offset `from`; that edit itself if it is in front of
 * `to`, else NULL. */
size_t qg_source_edit_from(const qg_source *s, size_t from);
const qg_feed_edit *qg_source_edit_between(const qg_source *s, size_t from, size_t to);

/* Take the placeholder of a formula off the start of `rest` and return the formula; NULL when there
 * is no placeholder of ours. */
qg_formula *qg_source_take_formula(const qg_source *s, qg_str *rest);

/* ---- cmark/escape.c ------------------------------------------------------------------------ */

/* Find the backslashes in front of the marks of a text that was escaped as a whole; each line is
 * told as parse.left-mark.  Fails by memory only. */
qg_status qg_escapes_find(qg_source *s);

/* ---- cmark/section.c ----------------------------------------------------------------------- */

/* Find out how far footnotes, definitions and the like reach, which a section must not cut.  Fails
 * with QG_E_MEMORY only. */
qg_status qg_source_find_reach(qg_source *s);

/* Choose the section that starts at `first_line`; extend the section to the end of the draft. */
void qg_source_open_section(qg_source *s, size_t first_line);
void qg_source_take_rest(qg_source *s);

/* ---- cmark/go_on.c ------------------------------------------------------------------------- */

/* The list and the table that a line may belong to, as the lines above it look. */
typedef struct qg_above {
    char marker;               /* of the items at the margin; 0 without any */
    size_t head_line, n_lines; /* of the lines that start with a bar */
    bool is_table;             /* they are one, whose head holds words alone */
} qg_above;

/* The state at the start of a section; the state behind the line of that number; and what `line`
 * continues in a given state. */
qg_above qg_above_of(const qg_piece *piece);
void qg_above_read(qg_above *above, qg_str line, size_t number);
qg_piece qg_above_goes_on(const qg_above *above, qg_str line);

/* Whether cmark-gfm's tree of the section really ends in the list or table that the next section is
 * to continue. */
bool qg_section_is_cut_well(const qg_source *s, cmark_node *tree);

/* Remove the repeated table head from `s->top`, and move what continues a list or table into the
 * one at the end of the document. */
void qg_section_drop_head(const qg_source *s);
void qg_section_join(const qg_source *s);

/* ---- cmark/place.c ------------------------------------------------------------------------- */

/* Find the lines of what is fed.  Fails with QG_E_MEMORY only. */
qg_status qg_source_find_lines(qg_source *s);

/* The offset in the text, in bytes, of a place in what was fed.  cmark-gfm counts too many columns
 * where continuation lines are indented: then it is the end of the line. */
size_t qg_source_offset(const qg_source *s, qg_fed_place at);

qg_fed_place qg_cmark_place(cmark_node *node);

/* The label of a footnote, out of the `[^label]:` before the place where cmark-gfm says it starts.
 */
qg_str qg_source_label_before(const qg_source *s, qg_fed_place at, size_t *offset);

/* ---- cmark/feed.c -------------------------------------------------------------------------- */

/* Register cmark-gfm's extensions, once per process.  Fails with QG_E_MEMORY only. */
qg_status qg_cmark_prepare(void);

/* The finished tree, to be freed with cmark_node_free; NULL when memory runs out. */
cmark_node *qg_cmark_parse(qg_source *s);

/* The node that follows in reading order, without recursion. */
cmark_node *qg_cmark_walk(cmark_node *node, bool goes_down);

bool qg_cmark_is_note(cmark_node *node);

/* ---- cmark/again.c ------------------------------------------------------------------------- */

/* Parse the section, as often as it takes until nothing of the text is missing in the tree.  If the
 * first attempt fails, the section is extended to the end of the draft.  NULL when memory runs out.
 */
cmark_node *qg_cmark_parse_whole(qg_source *s);

/* Whether `node` is what was fed for a mark around a part. */
bool qg_cmark_is_mark(const qg_source *s, cmark_node *node);

/* ---- cmark/indent.c ------------------------------------------------------------------------ */

/* Note the indents of Chinese text that became code in `tree` only because of them.  Returns
 * whether there are any that were not known. */
bool qg_cmark_note_indents(qg_source *s, cmark_node *tree);

/* Start a paragraph of `s->top` at each line of Chinese that is indented; each is told as
 * parse.split. */
void qg_indented_lines_part(const qg_source *s);

/* ---- cmark/node.c -------------------------------------------------------------------------- */

const char *qg_cmark_or_empty(const char *text);

/* A copy in the document's arena, without the letters that were put, and with marks and formulas as
 * they were typed. */
qg_str qg_cmark_copy(const qg_source *s, qg_str text);

qg_node_kind qg_cmark_kind(cmark_node *node);

/* Set all that `made` says beyond its kind, but for what a note reference refers to. */
void qg_cmark_set_properties(const qg_source *s, qg_node *made, cmark_node *node);

/* ---- cmark/tree.c -------------------------------------------------------------------------- */

/* Put cmark-gfm's tree into `s->top`.  Fails with QG_E_LIMIT or QG_E_MEMORY. */
qg_status qg_cmark_convert(qg_source *s, cmark_node *tree);

#endif
