/* html_int.h - what the parts of the HTML writer owe each other.
 *
 *     html.c     front matter, body, notes
 *     head.c     版头
 *     css.c      style sheet -> CSS
 *     blocks.c   blocks
 *     inlines.c  inlines, pictures
 *     math.c     formulas -> MathML
 */
#ifndef QG_WRITE_HTML_HTML_INT_H
#define QG_WRITE_HTML_HTML_INT_H

#include "base/buf.h"
#include "write/html/html.h"
#include "write/slug/anchors.h"

typedef struct html {
    qg_buf *out;
    const qg_doc *doc;
    const qg_style *style;
    const qg_html_options *options;
    const qg_sink *sink;
    qg_arena arena;
    qg_anchors anchors;      /* the headings ... */
    size_t n_headings;       /* ... and how many of them are written */
    int table_number;        /* of the last table that has a caption */
    bool are_captions_below; /* of pictures, in the paragraph in hand */
} html;

/* Append text so that it is only text, in an attribute too. */
void qg_html_text(qg_buf *out, qg_str text);

/* A title in lines that break at its bars, or else by sense as in a document. */
void qg_html_title(html *h, qg_para_kind kind, qg_str text);

/* A date as it is printed: 2024年3月5日. */
void qg_html_date(html *h, qg_str date);

/* The text of a heading as a link to it. */
void qg_html_heading_link(html *h, const qg_anchor *to);

/* <p class="kind"> */
void qg_html_open_para(html *h, const char *element, qg_para_kind kind);

/* The CSS class of a kind of paragraph: "heading-1". */
const char *qg_html_class(qg_para_kind kind);

/* Whether the document has 版头 with an issuer's mark, and all of it down to the red rule. */
bool qg_html_has_head(const html *h);
void qg_html_head(html *h);

void qg_html_css(qg_buf *out, const qg_style *style);

/* The blocks from `first` up to `end`, which is left out; all below `parent`. */
void qg_html_blocks_between(html *h, const qg_node *first, const qg_node *end, qg_para_kind kind);
void qg_html_blocks(html *h, const qg_node *parent, qg_para_kind kind);
void qg_html_inlines(html *h, const qg_node *parent);

/* Around the date: the seal's picture is put over it and the name above. */
void qg_html_open_seal(html *h);
void qg_html_close_seal(html *h);
void qg_html_math(qg_buf *out, const qg_node *node);

#endif
