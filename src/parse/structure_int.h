/* structure_int.h - what the files that find the elements of a document share.
 *
 * structure.c says the order; structure_titles.c finds the title and levels, structure_parties.c
 * the recipient, the signature and the date.
 */
#ifndef QG_PARSE_STRUCTURE_INT_H
#define QG_PARSE_STRUCTURE_INT_H

#include "base/buf.h"
#include "parse/parse_int.h"

typedef struct qg_finder {
    qg_doc *doc;
    qg_node *title; /* once it was looked for; NULL: there is none */
    qg_buf plain;   /* of the block last asked for */
} qg_finder;

enum { QG_MAX_SIGNATURES = 5 /* lines above the date */ };

/* ---- structure_blocks.c -------------------------------------------------------------------- */

/* The plain text of a block, without blanks around it; good until the next call. */
qg_str qg_structure_plain(qg_finder *f, const qg_node *node);

/* Whether a paragraph above names the document that begins with `title` as what it issues, with no
 * heading between: 《某某办法》已经……，现予公布。 */
bool qg_structure_is_issued(qg_finder *f, const qg_node *title);

bool qg_is_heading(const qg_node *node);
bool qg_is_paragraph(const qg_node *node);
qg_node *qg_skip_comments(qg_node *node);

/* The block that the draft starts with, below rules and comments; NULL when there is none. */
qg_node *qg_structure_first(const qg_doc *doc);

/* Whether the text can be a title: some words that are no sentence. */
bool qg_structure_is_short(qg_str text);

/* Whether `text` starts with `words`, but for blanks: 书　记　员　吴某 */
bool qg_starts_spread(qg_str text, qg_str words);

/* What stands below the date: an annotation, copies, who printed it. */
bool qg_structure_is_closing(qg_finder *f, const qg_node *node);

/* `last`, or the block above it that is none of these and no divider; NULL when there is none. */
qg_node *qg_structure_above_closing(qg_finder *f, qg_node *last);

/* Make an element of a paragraph, without the marks and the alignment that it has of its own. */
void qg_structure_set_role(qg_node *paragraph, qg_role role);

/* Whether two titles are equal but for blanks and forced line breaks. */
bool qg_is_same_title(qg_str a, qg_str b);

/* ---- structure_titles.c -------------------------------------------------------------------- */

void qg_structure_titles(qg_finder *f, bool is_markdown);

/* # **关于……的通知**: a title that is bold as a whole is no bold one, by its font. */
void qg_structure_take_bold_off(qg_node *title);

/* ---- structure_parties.c ------------------------------------------------------------------- */

void qg_structure_bylines(qg_finder *f);
void qg_structure_recipient(qg_finder *f, bool is_markdown, const qg_sink *sink);

/* Whether the words before the colon name somebody to write to, as far as their form shows. */
bool qg_is_addressee(qg_str words);

/* Whether an office, and no person, signs so. */
bool qg_is_signing_office(qg_str name);

/* ---- structure_signature.c ------------------------------------------------------------------- */

void qg_structure_signature(qg_finder *f, bool is_markdown, const qg_sink *sink);

/* The last block of the document proper, before the attachments and the rule above them. */
qg_node *qg_structure_last(const qg_doc *doc);

#endif
