/* official_int.h - what GB/T 9704-2012 puts around the text: 版头, title, signature, 版记. */
#ifndef QG_WRITE_DOCX_OFFICIAL_INT_H
#define QG_WRITE_DOCX_OFFICIAL_INT_H

#include "write/docx/text_int.h"

/* ---- official.c: what the front matter puts around the body ---- */

void qg_docx_body(docx *d);
/* A blank line that is kept on one page with what follows. */
void qg_docx_kept_blank(docx *d);

/* ---- elements.c: which elements this document has ---- */

/* Choose d->form and the flags that depend on it, and tell a finding for each element of the front
 * matter that this form does not print. */
void qg_docx_choose_form(docx *d);
void qg_docx_tell_unused(const docx *d, qg_key key);
/* The issuers whose names are in the mark, the leading one first; NULL: there is no mark. */
const qg_field *qg_docx_issuers(const docx *d);
bool qg_docx_is_signed_in_person(const docx *d);

/* ---- head.c, letter.c, mark.c: 版头 ---- */

void qg_docx_head(docx *d);
/* Write the copy number (份号), secrecy (密级) and urgency (紧急程度) that the document has, a line
 * each, with `behind` at the right end of the first.  Returns the number of lines. */
int qg_docx_lines_above_mark(docx *d, qg_str behind);
void qg_docx_blank_lines(docx *d, int n);
/* How many rows the names of the signers (签发人) take; at least 1, for the document number. */
int qg_docx_rows_of_signers(const docx *d);
void qg_docx_letter_head(docx *d);
void qg_docx_letter_foot(docx *d);
/* Write the issuer's mark.  `offset_twips`: the distance of its ink from what is above it. */
void qg_docx_mark(docx *d, int offset_twips);
/* The mark's text; its font size in half points when it is set in one line. */
void qg_docx_put_mark(qg_buf *out, const docx *d);
int qg_docx_mark_size(const docx *d, qg_str mark);
void qg_docx_mark_run(docx *d, qg_str mark, int size_half_pt);
/* The document number as it is printed, appended to `out`. */
void qg_docx_put_number(qg_buf *out, docx *d);

/* ---- title.c ---- */

/* A title of the body, broken into lines by sense, or where the front matter's title has `|`. */
void qg_docx_title(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text);

/* The front matter's title, where the body has none; how many lines it has. */
void qg_docx_own_title(docx *d);
int qg_docx_title_lines(docx *d);

/* ---- roll.c: 出席, 请假, 列席 ---- */

void qg_docx_rolls(docx *d);
int qg_docx_lines_of_rolls(docx *d);

/* Write a paragraph of the text as a roll if it is one: 成员： and names.  Returns whether it is.
 */
bool qg_docx_typed_roll(docx *d, const qg_node *paragraph, const place *at, const para_extra *like);

/* ---- signature.c: 署名, 成文日期, 印章 ---- */

/* What the author wrote from `first` up to `end`, or, where that is NULL, what the front matter
 * says. */
void qg_docx_signature(docx *d, const qg_node *first, const qg_node *end, place *at);

qg_docx_height qg_docx_signature_height(docx *d, const qg_node *first, const qg_node *end);

/* ---- fit.c ---- */

/* Choose a line pitch for the rest of the current page if the text ends on it and that pitch makes
 * room for the signature or the imprint.  `first` is the next block, with `lines_above` lines still
 * to be written in front of it.  A page is considered once, and only if nothing but lines of text
 * follow. */
void qg_docx_fit_page(docx *d, const qg_node *first, int lines_above);
/* The last paragraph comes next: choose a line pitch for it with which some of its lines get to the
 * page of the signature. */
void qg_docx_fit(docx *d);

/* ---- imprint.c ---- */

/* Whether the imprint says who printed the document; that of a letter does not (10.1). */
bool qg_docx_has_printer(const docx *d);

int qg_docx_imprint_height(const docx *d);
void qg_docx_imprint(docx *d);

#endif
