/* html_int.h - what the files that read web pages owe each other.
 *
 * The way goes: bytes to a tree (html_tree.c), what is the article (html_main.c), the article to
 * lines of text with their marks and objects (html_lines.c, html_table.c), and from there on as
 * plain text goes.  gumbo, which parses as browsers do and knows where in the file each thing
 * stands, is met in html_tree.c alone.
 */
#ifndef QG_PARSE_HTML_INT_H
#define QG_PARSE_HTML_INT_H

#include "parse/parse_int.h"

#include "base/buf.h"

typedef enum qg_html_tag {
    QG_TAG_TEXT,  /* a text, not an element */
    QG_TAG_OTHER, /* an element that means nothing here */
#define X(NAME, name, kind) QG_TAG_##NAME,
#include "parse/html_tags.def"
#undef X
    QG_TAGS
} qg_html_tag;

typedef enum qg_html_kind { QG_KIND_INLINE, QG_KIND_BLOCK, QG_KIND_DROP } qg_html_kind;

typedef struct qg_html_node {
    qg_html_tag tag;
    bool is_hidden;      /* by its attributes; what is below it is hidden too */
    size_t parent;       /* index; the root is its own parent */
    size_t end;          /* index behind the last node below it */
    size_t offset;       /* in the page */
    qg_str text;         /* QG_TAG_TEXT: entities undone, blanks as they stand */
    const void *element; /* for qg_html_attr */
} qg_html_node;

/* The nodes in the order of the page, so that what is below a node stands behind it. */
typedef struct qg_html_tree {
    qg_html_node *at;
    size_t n, n_allocated;
    struct qg_html_memory *memory; /* of the parser */
} qg_html_tree;

/* ---- html_tree.c --------------------------------------------------------------------------- */

/* Parse a page.
 *
 * tree  uninitialised; after any return qg_html_clear frees it.
 * page  valid UTF-8, to live as long as the tree.
 * sink  is told why a page is refused.
 *
 * Fails with QG_E_LIMIT for a page that is built as no honest one is, and QG_E_MEMORY. */
qg_status qg_html_parse(qg_html_tree *tree, qg_str page, const qg_sink *sink);
void qg_html_clear(qg_html_tree *tree);

qg_html_kind qg_html_kind_of(qg_html_tag tag);

/* The value of an attribute, its name in small letters; empty when there is none. */
qg_str qg_html_attr(const qg_html_node *node, const char *name);
bool qg_html_has_attr(const qg_html_node *node, const char *name);

/* The value of a property in the element's own style attribute ("text-align"); empty when none. */
qg_str qg_html_style(const qg_html_node *node, const char *property);

/* Whether the node stands inside one of that tag. */
bool qg_html_is_inside(const qg_html_tree *tree, size_t node, qg_html_tag tag);

/* ---- html_guard.c -------------------------------------------------------------------------- */

/* Whether tags are nested, or attributes heaped, deeper than in any honest page, so that parsing
 * would take more than linear time. */
bool qg_html_is_excessive(qg_str page);

/* ---- html_meta.c --------------------------------------------------------------------------- */

/* Make fields of what the head of the page says of the article. */
void qg_html_read_meta(qg_doc *doc, const qg_html_tree *tree);

/* ---- html_main.c --------------------------------------------------------------------------- */

/* The element that holds the article and what belongs to it: where sentences are, and not links. */
size_t qg_html_main(const qg_html_tree *tree);

/* ---- html_lines.c -------------------------------------------------------------------------- */

/* Part of a line that is emphasised, struck out, code or a link. */
typedef struct qg_page_mark {
    size_t start, end; /* in qg_page.text */
    qg_node_kind kind;
    qg_str url; /* LINK */
} qg_page_mark;

/* Something that is not text, and for which U+FFFC stands in it: a picture inside a line, or a
 * table, list, quote or code on a line of its own. */
typedef struct qg_page_object {
    size_t offset;
    qg_node *node;
} qg_page_object;

/* What the page says of a line by its looks. */
typedef struct qg_page_hint {
    size_t offset;  /* of the line's first byte */
    uint8_t level;  /* of <h1> to <h6>; 0: no heading */
    qg_align align; /* of the element around the line */
    bool is_bold;   /* all of it */
} qg_page_hint;

/* Part of a page as lines of text. */
typedef struct qg_page {
    qg_doc *doc;
    const qg_html_tree *tree;
    qg_str source;               /* the whole page */
    size_t nesting, max_nesting; /* of lists and quotes */
    qg_buf text;
    qg_map map;          /* offsets in `text` to those in the page */
    qg_page_mark *marks; /* by start, the outer one first */
    size_t n_marks, n_marks_allocated;
    qg_page_object *objects;
    size_t n_objects, n_objects_allocated;
    qg_page_hint *hints; /* one a line that is not empty */
    size_t n_hints, n_hints_allocated;
    qg_status status;
} qg_page; /* start with the first five */

/* Append the nodes from `first` up to `end`. */
void qg_page_put(qg_page *page, size_t first, size_t end);

/* Append a paragraph to `parent` for each line of the page, and its objects. */
void qg_page_blocks(const qg_page *page, qg_node *parent);
void qg_page_clear(qg_page *page);

/* Append the inlines of `text` to `parent`: a piece of the page's text that starts at `offset`, but
 * for blanks that were left out, line ends that were joined, and what was put in. */
void qg_page_inlines(const qg_page *page, qg_node *parent, qg_str text, size_t offset);

/* ---- html_object.c ------------------------------------------------------------------------- */

/* The table, list, quote or code at `node`; NULL when it is to be read as lines: a table that only
 * serves the layout, a list that is a menu. */
qg_node *qg_html_object(qg_page *page, size_t node);

#endif
