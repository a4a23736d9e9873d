/* page_int.h - pages: their paper and footers, those that lie broadside, and the notes on them. */
#ifndef QG_WRITE_DOCX_PAGE_INT_H
#define QG_WRITE_DOCX_PAGE_INT_H

#include "write/docx/docx_int.h"

/* ---- section.c: paper, footers ---- */

void qg_docx_section(docx *d);
qg_status qg_docx_footers(docx *d);
void qg_docx_page_number(docx *d);

/* ---- broadside.c ---- */

/* Whether it goes onto a page that lies broadside: the draft says so, or it is a table too wide for
 * an upright page, or its title or unit, or a heading right above all that. */
bool qg_docx_is_broadside(docx *d, const qg_node *node);
/* Whether the first page does, with the document's title. */
bool qg_docx_begins_broadside(docx *d);

/* ---- turned.c: pages that lie broadside ---- */

/* End the section in hand unless it lies as wanted. */
void qg_docx_turn(docx *d, bool to_landscape);

/* A section ends with the paragraph that holds its properties.  It is so low that it finds room on
 * a page that is full. */
void qg_docx_end_section(docx *d);

/* Something of the body comes: on an upright page, unless it was said to lie. */
void qg_docx_begin_block(docx *d);

qg_status qg_docx_turned_footers(docx *d);
#define QG_DOCX_TURNED_ODD  "footer-turned-odd.xml"
#define QG_DOCX_TURNED_EVEN "footer-turned-even.xml"

/* ---- notes.c: at the foot of the page, or at the end ---- */

/* What Word calls one kind of notes. */
typedef struct qg_docx_note_words {
    const char *name; /* footnote */
    const char *part, *content_type, *relations_part, *root;
    const char *reference, *mark, *reference_style, *text_style, *settings;
} qg_docx_note_words;

const qg_docx_note_words *qg_docx_note_words_of(const docx *d);

/* Take a note's height off the page of the line that refers to it. */
void qg_docx_take_note(docx *d, const qg_node *note);

#endif
