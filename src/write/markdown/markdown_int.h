/* markdown_int.h - what the parts of the Markdown writer owe each other.
 *
 *     front_matter.c  fields -> YAML
 *     markdown.c      blocks: marks in front of lines
 *     apart.c         blank lines between blocks
 *     table.c         GFM tables
 *     html_table.c    tables of HTML, for what GFM's have no marks for
 *     inline.c        inlines of one block -> lines
 *     link.c          addresses of links and pictures
 *     formula.c       formulas
 *     escape.c        text -> text that means nothing but itself
 *     flank.c         emphasis marks that CommonMark would not take for marks where they stand
 */
#ifndef QG_WRITE_MARKDOWN_MARKDOWN_INT_H
#define QG_WRITE_MARKDOWN_MARKDOWN_INT_H

#include "base/buf.h"
#include "base/utf8.h"
#include "document/document.h"

/* Append the front matter between its --- lines; nothing when there are no fields. */
void qg_md_front_matter(qg_buf *out, const qg_doc *doc);

/* Whether a blank line belongs before a block below the document or its notes. */
bool qg_md_stands_apart(const qg_node *node);

/* Where a block's inlines go. */
typedef enum qg_md_place {
    QG_MD_PARAGRAPH, /* lines of their own: what looks like the start of a block is escaped */
    QG_MD_HEADING,   /* one line behind #### */
    QG_MD_CELL       /* one line between | and | */
} qg_md_place;

/* Append all below `block`, lines separated by line feeds, without one at the end. */
void qg_md_inlines(qg_buf *out, const qg_node *block, qg_md_place place);

/* What escaping has to know of a text's neighbours. */
typedef struct qg_md_text {
    bool starts_lines; /* a line can start here: not in headings and cells */
    bool is_first;     /* nothing, or a line break, stands before it; likewise behind it */
    bool is_last;
    bool is_line_end;    /* the line ends behind it, with no mark of emphasis in between */
    bool is_joined;      /* the next line of the source goes on in its line, without a blank */
    bool is_in_link;     /* brackets are escaped, addresses are not links anyway */
    bool is_behind_note; /* [^1] stands before it */
    bool has_lone_tilde; /* the block has just one run of ~, which strikes nothing */
    bool has_dollars;    /* a $ could start a formula */
    qg_str next;         /* the text that goes on behind this one */
} qg_md_text;

/* Append `text` so that it means only itself.  `out` holds the block's markup so far. */
void qg_md_escape(qg_buf *out, qg_str text, qg_md_text about);

/* Append `text` as it must stand in a link's title, a fence's info, a <destination>: with a
 * backslash before `stop` and wherever a backslash or & would mean something. */
void qg_md_escape_string(qg_buf *out, qg_str text, const char *stop);

/* Whether `s` starts with what might be a character reference such as &amp; or &#10; */
bool qg_md_is_reference(qg_str s);

/* Whether nothing of the block's current line stands in `out` yet. */
static inline bool qg_md_is_at_line_start(const qg_buf *out)
{
    return out->n == 0 || out->p[out->n - 1] == '\n';
}

/* Whether a link can be written as <text>; otherwise [ or ![ and its text come first, and then the
 * end: ] and the address, with the size of a picture. */
bool qg_md_is_autolink(const qg_node *link);
void qg_md_link_end(qg_buf *out, const qg_node *link);

/* Append a formula.  Whether a block has a $ that may be taken for the start of one: there is one
 * that can open it, and behind that one that can close it. */
void qg_md_formula(qg_buf *out, const qg_node *math, qg_md_place place);
bool qg_md_has_dollars(const qg_node *block);

/* Emphasis marks in the making: a byte that UTF-8 never uses, then the mark. */
enum { QG_MD_OPEN = 0xFE, QG_MD_CLOSE = 0xFF };

/* Append `markup` without those bytes, with every mark where CommonMark takes it for one. */
void qg_md_flank(qg_buf *out, qg_str markup);

/* As CommonMark's flanking rules ask: white space; what is not surely a letter. */
bool qg_md_is_blank(qg_rune rune);
bool qg_md_may_be_punctuation(qg_rune rune);

/* Append a footnote's label. */
void qg_md_label(qg_buf *out, const qg_node *note);

/* Append a table, lines separated by line feeds, without one at the end. */
void qg_md_table(qg_buf *out, const qg_node *table);

/* Whether a cell spans others or holds blocks, and HTML can say all that the table holds; append it
 * as HTML, likewise. */
bool qg_md_needs_html(const qg_node *table);
void qg_md_html_table(qg_buf *out, const qg_node *table);

#endif
