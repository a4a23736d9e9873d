/* report_html_int.h - what the files that make the report page share.
 *
 *     report_html.c        the page, file after file
 *     report_html_style.c  its style sheet
 *     report_html_marks.c  findings -> places in the text
 */
#ifndef QG_API_REPORT_HTML_INT_H
#define QG_API_REPORT_HTML_INT_H

#include "api/store.h"
#include "base/buf.h"
#include "normalize/normalize.h"

/* Append the rules that stand between <style> and </style>. */
void qg_report_put_style(qg_buf *out);

/* A finding and where it stands in the decoded text. */
typedef struct qg_report_mark {
    qg_finding finding;
    size_t at, end; /* end == at: it stands before the character there */
    size_t i;       /* in the order told, for equal places */
} qg_report_mark;

typedef struct qg_report_marks {
    qg_report_mark *p; /* in the order of the text, no more than a browser can bear */
    size_t n;
    size_t counts[QG_FOUND_COUNT], n_suggested; /* of all findings */
} qg_report_marks;

/* Count all findings, gather the first ones in the order of the text, and find their places.
 *
 * store  must outlive the marks.
 * text   what was made of the input that the findings' offsets are places in.
 *
 * Fails with QG_E_MEMORY; qg_report_marks_clear is good after any return. */
qg_status qg_report_marks_read(qg_report_marks *marks, const qg_store *store, const qg_text *text);
void qg_report_marks_clear(qg_report_marks *marks);

#endif
