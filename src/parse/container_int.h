/* container_int.h - parts of Markdown that are more than CommonMark has: boxes between marks, boxes
 * of quotes, and tables that are drawn.
 */
#ifndef QG_PARSE_CONTAINER_INT_H
#define QG_PARSE_CONTAINER_INT_H

#include "parse/parse_int.h"

/* ---- admonition.c --------------------------------------------------------------------------- */

/* The blanks in front of a line. */
typedef struct qg_blanks {
    size_t offset, n;
} qg_blanks;

/* !!! note "title" and the lines below it. */
typedef struct qg_admonition {
    qg_str type, title; /* both empty: a box without a head */
    size_t n_head;      /* bytes of the mark's line */
    qg_str lines;       /* below it, up to what follows the box */
    size_t n_lines;     /* of them not blank */
    size_t end;         /* offset of the blank line behind the box */
    bool is_last;       /* there is none: the text ends with it */
} qg_admonition;

/* Whether `text` starts with one. */
bool qg_admonition_at(qg_admonition *a, qg_str text);

/* Take lines off `lines` up to the next one that is indented, which becomes `line`.  Returns the
 * bytes of blanks that say that it is in the box; 0: there is none. */
size_t qg_admonition_indent(qg_str *lines, qg_str *line);

/* ---- container.c --------------------------------------------------------------------------- */

typedef enum qg_container_kind {
    QG_CONTAINER_PLAIN, /* nothing to be seen on paper */
    QG_CONTAINER_LANDSCAPE,
    QG_CONTAINER_BOX,   /* a quote, with its title above it */
    QG_CONTAINER_TABLE, /* one mark that is all of a table of dashes; `title` is it for GFM */
} qg_container_kind;

/* A line that opens or closes a part: `::: landscape`, `::: tip 注意`, `<aside>`, `:::`. */
typedef struct qg_container_mark {
    size_t offset, n; /* of the line, without its line feed */
    qg_container_kind kind;
    qg_node *node;      /* where a table goes; the title of a box, to be read as Markdown */
    qg_str type, title; /* of one that opens a part; empty: none */
    bool is_open;
    bool is_text;   /* no mark, but what its author wrote */
    bool is_to_end; /* the part goes on to the end of the text */
    size_t partner; /* the mark that closes or opens the part, by number; its own without one */
} qg_container_mark;

/* Find the marks outside fenced code.
 *
 * marks    becomes an array in the document's arena, `*n_marks` long, in order of place.
 * indents  likewise; blanks that are no part of what stands in the boxes.
 * A landscape part that nothing closes is told as parse.landscape.
 */
qg_status qg_containers_find(qg_doc *doc, qg_container_mark **marks, size_t *n_marks,
                             const qg_blanks **indents, size_t *n_indents, qg_str text,
                             size_t start, const qg_sink *sink);

/* Put the blocks of `doc` between an opening and a closing mark into LANDSCAPE and QUOTE nodes, as
 * the marks say.  Marks of which nothing is seen, or a title only, are told as parse.container. */
void qg_containers_group(qg_doc *doc, qg_container_mark *marks, size_t n_marks, qg_str text,
                         const qg_sink *sink);

/* Read the tables among the marks, and titles with marks in them, into their places.  Not while
 * cmark-gfm is at work. */
qg_status qg_containers_read_inner(qg_doc *doc, const qg_container_mark *marks, size_t n_marks,
                                   qg_limits limits, const qg_sink *sink);

/* ---- dash_table.c --------------------------------------------------------------------------- */

/* Bytes of pandoc's table that `text` starts with, without the last line feed; 0 when it does not.
 * `*pipes` becomes the same table as GFM has it, in the document's arena. */
size_t qg_dash_table_at(qg_doc *doc, qg_str text, qg_str *pipes);

/* ---- grid_table.c --------------------------------------------------------------------------- */

/* The same for a table with rules +---+ between all its cells. */
size_t qg_grid_table_at(qg_doc *doc, qg_str text, qg_str *pipes);

/* ---- callout.c ------------------------------------------------------------------------------ */

/* Quotes that start with [!NOTE], in `source` as well, get a head in bold. */
void qg_callouts_read(qg_doc *doc, qg_node *root, qg_str source, const qg_sink *sink);

/* Whether `type` is a word for a box that has a Chinese one: note, tip ... */
bool qg_callout_is_type(qg_str type);

/* Put a line in bold above all that `quote` holds: `title`, or what `type` says in the quote's
 * language when there is no title.  Returns the bold words, NULL without memory. */
qg_node *qg_callout_set_head(qg_doc *doc, qg_node *quote, qg_str type, qg_str title);

#endif
