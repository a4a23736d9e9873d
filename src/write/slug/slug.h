/* slug.h - the names of headings in links of the same document.
 *
 * A heading's name is its {#id}, or its text as GitHub makes a name of it: [见](#一总体要求) leads
 * to 一、总体要求.  Small letters, digits, - and _; blanks become -, other marks go.
 */
#ifndef QG_WRITE_SLUG_SLUG_H
#define QG_WRITE_SLUG_SLUG_H

#include "base/buf.h"
#include "document/document.h"

/* Append the name of a heading. */
void qg_slug_of_heading(qg_buf *out, const qg_node *heading);

/* Append the name that a link means by what stands behind its #, which may be percent-encoded;
 * nothing where that is no text. */
void qg_slug_of_fragment(qg_buf *out, qg_str fragment);

#endif
