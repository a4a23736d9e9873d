/* docx.h - the document as a Word file: ECMA-376 WordprocessingML in a ZIP package.
 *
 * The file must look the same in Word, WPS and LibreOffice, so it keeps to what all of them do
 * alike: built-in styles, real numbering, fields and footnotes, literal font names instead of theme
 * fonts.
 */
#ifndef QG_WRITE_DOCX_DOCX_H
#define QG_WRITE_DOCX_DOCX_H

#include "base/buf.h"
#include "base/sink.h"
#include "document/document.h"
#include "style/style.h"

typedef struct qg_docx_options {
    qg_loader loader; /* for pictures; NULL: there are none */
    void *loader_user;
    bool may_start_thread; /* to pack a long document while it is written; the bytes are the same */
} qg_docx_options;

/* Append `doc` in the looks of `style` to `out`, as the bytes of a .docx file.
 *
 * sink   offsets are those of the nodes.  May be NULL.
 *
 * Equal input gives equal bytes.
 * Fails with QG_E_MEMORY or QG_E_LIMIT (out's maximum, or 4 GB).
 */
qg_status qg_docx_write(qg_buf *out, const qg_doc *doc, const qg_style *style,
                        const qg_docx_options *options, const qg_sink *sink);

#endif
