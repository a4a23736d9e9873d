/* text_int.h - the work on one plain text, which the files that read it hand on.
 *
 * The way goes: lines with their features (text/line.c, text/furniture.c), lines joined to the
 * pieces their author wrote (text/join.c), pieces that were glued taken apart (text/split.c), runs
 * of numbers judged together (text/outline.c, text/levels.c), the best labels for all pieces at
 * once (text/label.c), page data to fields (text/metadata.c), and at last the tree (text.c).
 */
#ifndef QG_PARSE_TEXT_INT_H
#define QG_PARSE_TEXT_INT_H

#include "base/buf.h"
#include "parse/parse_int.h"
#include "parse/text/line_int.h"

/* A page as lines of text. */
typedef struct qg_text_page {
    const qg_text_look *looks; /* in the order of the lines, one for each that is not empty */
    size_t n_looks;
    const qg_map *map; /* offsets in the lines to those in the page */
    qg_str title;      /* as the head of the page has it, with the names of sites around it */
    bool is_exact;     /* or without them */
    /* Append the inlines of `text`, which stood at about `offset`, to `parent`.  For a heading
     * marks of looks are left out. */
    void (*put)(void *user, qg_node *parent, qg_str text, size_t offset);
    void *user;
} qg_text_page;

/* The work on one text. */
typedef struct qg_text_job {
    qg_doc *doc;
    qg_str text;
    const qg_sink *sink;
    bool keep_junk, has_colours, has_noise, has_posts; /* has_posts: of a bulletin board */
    bool is_spread;                                    /* a blank behind each character */
    const qg_text_page *page;                          /* NULL for plain text */
    qg_lines lines;
    qg_str loose_date;  /* of the page data, unless the document has its own */
    qg_str issuer;      /* in a library's record, likewise */
    qg_str title;       /* as the page data say; else empty */
    size_t first_prose; /* the first line of sentences in the article; 0 when there is none */
    bool has_headline;  /* the article of the page has one by its marks */
    bool has_head_line; /* what the head of the page calls the title stands in the page, too */
} qg_text_job;

/* ---- text.c -------------------------------------------------------------------------------- */

/* Read the lines of a page as qg_text_parse does a text; offsets of nodes, fields and findings
 * become those in the page. */
qg_status qg_text_parse_page(qg_doc *doc, qg_str text, const qg_text_page *page, bool keep_junk,
                             const qg_sink *sink);

/* The tree while it is made. */
typedef struct qg_text_builder {
    qg_text_job *job;
    qg_doc *doc;
    qg_buf text;  /* scratch */
    qg_str title; /* the line that has it, where it is one */
    bool has_title, has_body;
} qg_text_builder;

/* A node that hangs nowhere; a block at the end of the document; the inlines of `text` in `parent`.
 * `offset` is a place in the text. */
qg_node *qg_text_new_node(qg_text_builder *b, qg_node_kind kind, size_t offset);
qg_node *qg_text_add_block(qg_text_builder *b, qg_node_kind kind, size_t offset);
void qg_text_add_text(qg_text_builder *b, qg_node *parent, qg_str text, size_t offset);

/* ---- text/line.c, text/space.c ------------------------------------------------------------- */

/* Find the lines of the text from `start` on that are not blank. */
void qg_text_lines(qg_text_job *job, size_t start);

/* A place in the text as one in the page it comes from. */
size_t qg_text_place(const qg_text_job *job, size_t offset);

/* Tell a finding about `line`. */
void qg_text_tell(const qg_text_job *job, qg_kind kind, const qg_line *line, qg_str before,
                  qg_str after);

/* ---- text/groups.c ------------------------------------------------------------------------- */

/* Add the table, list or stanza that the pieces from `at` on are.  Returns how many they are; 0
 * when there is none. */
size_t qg_text_add_group(qg_text_builder *b, const qg_line *at, size_t n);

#endif
