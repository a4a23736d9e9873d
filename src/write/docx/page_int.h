/* page_int.h - pages: their paper and footers, landscape pages, and footnotes. */
#ifndef QG_WRITE_DOCX_PAGE_INT_H
#define QG_WRITE_DOCX_PAGE_INT_H

#include "write/docx/docx_int.h"

/* ---- section.c: paper, footers ---- */

void qg_docx_section(docx *d);
qg_status qg_docx_footers(docx *d);
void qg_docx_page_number(docx *d);

/* ---- broadside.c ---- */

/* Whether the block goes on a landscape page: the draft says so, or it is a table too wide for an
 * upright page, or the title or unit of such a table, or a heading right above all that. */
bool qg_docx_is_broadside(docx *d, const qg_node *node);
/* Whether the first page, with the document's title, is landscape. */
bool qg_docx_begins_broadside(docx *d);

/* ---- turned.c: landscape pages ---- */

/* End the current section unless it has the wanted orientation. */
void qg_docx_turn(docx *d, bool to_landscape);

/* End the current section: write the paragraph that holds its properties, so low that it fits on a
 * page that is full. */
void qg_docx_end_section(docx *d);

/* A block of the body comes next: start an upright section if the current one is landscape and
 * in_turned does not say that the block belongs there. */
void qg_docx_begin_block(docx *d);

qg_status qg_docx_turned_footers(docx *d);
#define QG_DOCX_TURNED_ODD  "footer-turned-odd.xml"
#define QG_DOCX_TURNED_EVEN "footer-turned-even.xml"

/* ---- notes.c: at the foot of the page, or at the end ---- */

/* The names that WordprocessingML has for footnotes, or for endnotes. */
typedef struct qg_docx_note_words {
    const char *name; /* footnote */
    const char *part, *content_type, *relations_part, *root;
    const char *reference, *mark, *reference_style, *text_style, *settings;
} qg_docx_note_words;

const qg_docx_note_words *qg_docx_note_words_of(const docx *d);

/* Tell extent.h the height of a footnote to which the current line refers. */
void qg_docx_take_note(docx *d, const qg_node *note);

#endif
