/* html.h - the document as one web page that looks like its pages on paper: a preview.
 *
 * Everything is in the one file: fonts by name, looks as CSS made of the style sheet, pictures as
 * data, formulas as MathML.  On the screen it is one long sheet as wide as the paper; printed from
 * a browser it has the paper, margins, lines and page numbers of the style.  All text of the
 * author's is escaped: nothing of it is markup, no link leads to a script.
 */
#ifndef QG_WRITE_HTML_HTML_H
#define QG_WRITE_HTML_HTML_H

#include "document/document.h"
#include "style/style.h"

typedef struct qg_html_options {
    qg_loader loader; /* of pictures; may be NULL */
    void *loader_user;
} qg_html_options;

/* Append `doc` in the looks of `style` to `out`.
 * sink  is told of what could not be shown.  May be NULL.
 * Fails with QG_E_MEMORY or QG_E_LIMIT (out's maximum). */
qg_status qg_html_write(qg_buf *out, const qg_doc *doc, const qg_style *style,
                        const qg_html_options *options, const qg_sink *sink);

#endif
