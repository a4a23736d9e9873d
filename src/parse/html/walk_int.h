/* walk_int.h - the walk through the elements of a page, as far as html/walk.c, html/lines.c
 * and html/data.c share it. */
#ifndef QG_PARSE_HTML_WALK_INT_H
#define QG_PARSE_HTML_WALK_INT_H

#include "parse/html/html_int.h"

/* What an element says about the lines and marks inside it. */
typedef struct qg_walk_state {
    uint8_t heading, size; /* of characters, in half-points */
    qg_align align;
    size_t mark;      /* the innermost one; QG_NO_MARK */
    unsigned char on; /* kinds of marks that are open, a bit each */
    bool is_literal;  /* in <pre> line ends count */
    bool is_print;    /* each <p> is a line of print, and an empty one parts paragraphs */
} qg_walk_state;

enum { QG_WALK_STRONG = 0 };

/* An element that is open: what is to be done at its end. */
typedef struct qg_walk_element {
    size_t end;
    qg_walk_state around;
    bool is_block, is_term, is_line; /* is_term: 地点：, whose value follows; is_line: of print */
    char count;                      /* of a list read as lines: qg_html_list_count */
    int number, step;                /* of its next entry */
} qg_walk_element;

typedef struct qg_walk {
    qg_page *page;
    qg_walk_element *open;
    size_t n_open, n_open_allocated;
    qg_walk_state now;
    size_t link_end;     /* inside a link up to this node */
    size_t task_box;     /* of the entry of a list that is read; 0: none */
    size_t pair_end;     /* a label and its value end before this node */
    size_t numbered_end; /* behind an entry whose number is not put yet; 0: none */
    char count;          /* of that number: qg_html_list_count */
    int number;
    bool has_blank, has_break; /* blanks, among them a line end, since the last character */
    qg_rune last;              /* on this line */
    bool is_line_open;         /* something stands on the line */
    bool is_data;              /* in a row of page data */
    bool has_text, has_picture, has_plain; /* on the line; plain: text that is not bold */
    bool has_free;                         /* text that is no link */
    uint8_t size; /* of the characters on the line; 0: none is given, or several */
    size_t n_links;
    size_t n_indent; /* blanks in front of a line laid out by hand */
} qg_walk;

/* ---- html/lines.c -------------------------------------------------------------------------- */

/* What comes next is from this place of the page.  A place before the last one, where the parser
 * has moved something, stands for the last. */
void qg_walk_go_to(qg_page *page, size_t offset);

/* Put bytes that the page does not have. */
void qg_walk_put_own(qg_page *page, const char *bytes, size_t n);

void qg_walk_start_line(qg_walk *w, size_t node);
void qg_walk_end_line(qg_walk *w);

/* An empty line parts blocks. */
void qg_walk_end_block(qg_walk *w);

/* <br> ends a line; <br><br> parts paragraphs. */
void qg_walk_put_break(qg_walk *w);

/* Put the blank that is due before `next`. */
void qg_walk_put_blank(qg_walk *w, qg_rune next);

/* Put the character `bytes` of `node`, which takes `n_in` bytes at `offset` of the page. */
void qg_walk_put_rune(qg_walk *w, size_t node, qg_str bytes, size_t offset, size_t n_in);

/* Put the text at `node`. */
void qg_walk_put_text(qg_walk *w, size_t node);

/* Put ____ for an underlined blank, where readers of the page write something by hand; returns
 * whether node `i` is one. */
bool qg_walk_put_blank_line(qg_walk *w, size_t i);

/* ---- html/list.c --------------------------------------------------------------------------- */

/* Take the number of the entry at node `i` from the list around it, which is read as lines. */
void qg_walk_take_number(qg_walk *w, size_t i);

/* ---- html/data.c --------------------------------------------------------------------------- */

/* Put a table or list of page data: a label and its value are a line. */
void qg_walk_put_data_table(qg_walk *w, size_t table);

/* Whether the entries of a list are such pairs: <li><em>作者</em><i>某某</i></li> */
bool qg_walk_is_list_of_pairs(const qg_html_tree *tree, size_t list);

/* Put a label and its value, which stand side by side in elements of their own, as a line; returns
 * whether node `i` holds them, and its neighbour does, too. */
bool qg_walk_put_pair(qg_walk *w, size_t i);

#endif
