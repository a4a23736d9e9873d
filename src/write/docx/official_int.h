/* official_int.h - what GB/T 9704-2012 puts around the text: 版头, title, signature, 版记. */
#ifndef QG_WRITE_DOCX_OFFICIAL_INT_H
#define QG_WRITE_DOCX_OFFICIAL_INT_H

#include "write/docx/text_int.h"

/* ---- official.c: what the front matter puts around the body ---- */

void qg_docx_body(docx *d);
/* A blank line on the page of what follows. */
void qg_docx_kept_blank(docx *d);

/* ---- elements.c: which elements this document has ---- */

/* Decide what is written: d->form and what follows from it.  Tell which elements are not. */
void qg_docx_choose_form(docx *d);
void qg_docx_tell_unused(const docx *d, qg_key key);
/* The bodies whose mark it has, the first in the lead; NULL: there are none. */
const qg_field *qg_docx_issuers(const docx *d);
bool qg_docx_is_signed_in_person(const docx *d);

/* ---- head.c, letter.c, mark.c: 版头 ---- */

void qg_docx_head(docx *d);
/* 份号, 密级, 紧急程度, as far as they are there, a line each; `behind` is set at the right of the
 * first.  Returns the number of lines. */
int qg_docx_lines_above_mark(docx *d, qg_str behind);
void qg_docx_blank_lines(docx *d, int n);
/* Rows of 签发人, one at least: the number stands there. */
int qg_docx_rows_of_signers(const docx *d);
void qg_docx_letter_head(docx *d);
void qg_docx_letter_foot(docx *d);
/* The issuer's mark, its ink `offset_twips` below what stands above it. */
void qg_docx_mark(docx *d, int offset_twips);
/* The mark's text, and its size when it stands in one line. */
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

/* Choose a line pitch for the rest of the page that begins with `first`, and `lines_above` it that
 * are still to be written, where the text ends on it and signature or imprint have room by that;
 * each page that ends in nothing but lines is looked at once. */
void qg_docx_fit_page(docx *d, const qg_node *first, int lines_above);
/* Choose one for the last paragraph, which comes next, so that the page with the signature has text
 * of it. */
void qg_docx_fit(docx *d);

/* ---- imprint.c ---- */

/* Whether the imprint says who printed the document; that of a letter does not (10.1). */
bool qg_docx_has_printer(const docx *d);

int qg_docx_imprint_height(const docx *d);
void qg_docx_imprint(docx *d);

#endif
