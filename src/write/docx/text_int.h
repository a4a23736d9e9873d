/* text_int.h - paragraphs of the text and what stands in them.
 *
 * A paragraph has the style of its kind and, beside it, what its place asks for: the indents of the
 * list or quote around it, higher lines where a picture stands in them.
 */
#ifndef QG_WRITE_DOCX_TEXT_INT_H
#define QG_WRITE_DOCX_TEXT_INT_H

#include "write/docx/docx_int.h"

/* ---- paragraphs.c: properties of paragraphs and runs ---- */

/* A frame: the paragraph has a fixed place on the page, and the text begins below it. */
typedef struct para_frame {
    int x_twips, y_twips; /* from the paper's edges */
    int width_twips, height_twips;
    int gap_twips; /* distance to the text */
} para_frame;

/* A rule along a side of a paragraph. */
typedef struct para_rule {
    int eighths_pt; /* its thickness; 0: there is none */
    int space_pt;   /* to the text */
    unsigned color;
} para_rule;

/* Properties of one paragraph in addition to its style. */
typedef struct para_extra para_extra;
struct para_extra {
    const char *style_id; /* of a style based on the kind's; NULL: the kind's */
    int list_id, level;
    int heading_list;   /* the one that numbers it; 0: what the style says */
    bool is_unnumbered; /* it continues a list item, without a number of its own */
    int left_twips;     /* with has_left: in place of the style's indents */
    int hanging_twips;
    qg_indent first_line; /* with has_left, when hanging_twips is 0 */
    int right_twips;      /* with has_right */
    int before_twips;     /* with has_before */
    bool has_left, has_right, has_before;
    bool has_nothing_after; /* no room below, whatever the style says */
    int line_twips;         /* exact height in place of the style's; 0: the style's */
    bool has_leader;        /* dots up to the tab stop at the right */
    int center_tab_twips, right_tab_twips; /* tab stops for what stands there; 0: none */
    bool is_free;                          /* its lines are as high as their content */
    bool is_at_least;                      /* and at least as high as the style says */
    bool is_unsnapped;                     /* it ignores the line grid, whatever the style says */
    bool ends_section; /* it is empty and holds the properties of the current section */
    bool page_break_before, keep_next;
    para_rule above, below;
    qg_align align;
    bool is_spread;          /* characters at equal distances over the whole line */
    const para_frame *frame; /* NULL: it stands in the text */
    const int *left_tabs;    /* n_left_tabs places, in twips, from left to right */
    size_t n_left_tabs;
    bool are_tabs_centred; /* text is centred on them */
};

/* Open w:p with its properties; close it with qg_docx_end_para. */
void qg_docx_begin_para(docx *d, qg_para_kind kind, const para_extra *extra);
void qg_docx_end_para(docx *d);

/* A paragraph of `kind` with this text only; line feeds become line breaks. */
void qg_docx_para(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text);

/* pPr and rPr children as the sheet wants them: for style definitions, only what differs from
 * `base` (NULL: everything). */
/* level: the level of headings that are numbered by their style; 0: not a numbered heading. */
void qg_docx_para_properties(docx *d, const qg_para *para, const qg_para *base, int level);
void qg_docx_run_properties(docx *d, const qg_para *para, const qg_para *base);

/* The indents of a kind of paragraph, w:ind. */
void qg_docx_indents(qg_xml *x, const qg_para *p);

/* An empty paragraph of exactly this height. */
void qg_docx_blank_height(docx *d, int twips);

/* The width in twips of a Chinese character of plain text, with tracking; and of a text. */
int qg_docx_character_twips(const docx *d);
int qg_docx_text_twips(const docx *d, qg_str text);

/* ---- runs.c: inlines ---- */

/* All inline children of `parent` as runs of the open paragraph. */
void qg_docx_inlines(docx *d, const qg_node *parent, const place *at);

/* The inlines from `first` up to, not including, `end`; NULL: all that follow. */
void qg_docx_inlines_between(docx *d, const qg_node *first, const qg_node *end, const place *at);

/* Whether the HTML of `node` is a comment and nothing else, which is told and not printed. */
bool qg_docx_drops_comment(docx *d, const qg_node *node);

/* One run of plain text in the looks of the open paragraph, or with the fonts of `like`. */
void qg_docx_text(docx *d, qg_str text, const qg_para *like);
/* The same with this tracking in place of the paragraph's. */
void qg_docx_spaced_text(docx *d, qg_str text, const qg_para *like, int tracking_twips);

/* ---- blocks.c ---- */

void qg_docx_block(docx *d, const qg_node *node, place *at);
/* `node` and its next siblings. */
void qg_docx_blocks_from(docx *d, const qg_node *node, place *at);
void qg_docx_blocks(docx *d, const qg_node *parent, place *at);

/* Adapt `extra` to the inlines from `first` up to `end` in a paragraph of `kind`: higher lines for
 * pictures and tall formulas; no justification where a long word that moves to the next line would
 * stretch the line above it. */
void qg_docx_make_room(const docx *d, qg_para_kind kind, para_extra *extra, const qg_node *first,
                       const qg_node *end);

/* ---- form_line.c: lines that are to be filled in ---- */

/* For lines to be filled in by hand (姓名：____) among the inlines from `first` up to `end`: to
 * what percentage of their width blanks and underscores must be narrowed so that each such line
 * fits one line of the page; 100 when nothing must be narrowed. */
int qg_docx_room_percent(const docx *d, qg_para_kind kind, const para_extra *extra,
                         const qg_node *first, const qg_node *end);

/* The length in bytes of the run of blanks or underscores at the start of `text`; 0 when it is too
 * short to be filled in. */
size_t qg_docx_room_to_fill(qg_str text);

/* ---- blocks.c, again ---- */

/* The properties, in addition to its style, of a paragraph of `kind` at this place.  The first one
 * of a list item takes the number or bullet, which is then no longer in `at`. */
para_extra qg_docx_extra(docx *d, place *at, qg_para_kind kind);

/* ---- list.c ---- */

/* The id of the list that numbers a heading, where the sheet asks for numbers. */
int qg_docx_heading_list(docx *d, const qg_anchor *a);

void qg_docx_list(docx *d, const qg_node *list, const place *at);

/* Where the text of a list's level starts; that of a bullet, which is narrow, a character nearer.
 */
int qg_docx_level_left(const docx *d, int level, bool has_bullet);

/* The kind of a paragraph in a list: LOOSE_LIST when the draft has an empty line between it and
 * what follows in the same list, else LIST. */
qg_para_kind qg_docx_kind_in_list(const qg_node *block);

/* ---- anchor.c: where links inside of the document lead ---- */

/* Note the headings of the document and which of them links lead to. */
qg_status qg_docx_find_anchors(docx *d);

/* The number in the name of a heading's bookmark.  The title always counts as the first heading, so
 * that numbers are the same whether it is in the text or in the front matter only. */
size_t qg_docx_anchor_number(const docx *d, const qg_anchor *a);

/* The bookmark that `#fragment` of a link means, written to `name` (of 48 bytes); false when no
 * heading has that name. */
bool qg_docx_bookmark_of(const docx *d, qg_str fragment, char *name);

/* The anchor of the next heading that is written; NULL for one in a note. */
const qg_anchor *qg_docx_next_anchor(docx *d, const qg_node *heading);

/* The bookmarks around a heading's text. */
void qg_docx_begin_bookmarks(docx *d, const qg_anchor *a);
void qg_docx_end_bookmarks(docx *d, const qg_anchor *a);

/* ---- uri.c: addresses ---- */

/* Append `url` as the target of a relationship, which must be a URI (ECMA-376 part 2, 9.3.2):
 * characters that a URI does not allow are escaped, existing escapes stay. */
void qg_docx_put_uri(qg_buf *out, qg_str url);

/* Whether `url` can be the target of a relationship.  Readers reject "http://" and "http:///x",
 * which have no host, and escapes in the name of a host. */
bool qg_docx_is_target(qg_str url);

/* ---- field.c ---- */

/* Begin and end a field; what is written between the two calls is its result.  `is_dirty`: Word is
 * to update it when the document is opened. */
void qg_docx_begin_field(docx *d, qg_str instruction, bool is_dirty);
void qg_docx_end_field(docx *d);

/* ---- toc.c ---- */

void qg_docx_toc(docx *d);

/* ---- image.c ---- */

/* The picture of an image node as a run; false when there is none and the caller should print its
 * description. */
bool qg_docx_picture(docx *d, const qg_node *image, const place *at);
bool qg_docx_has_picture(docx *d, const qg_node *image); /* whether there is one */

/* The width in twips of the picture of an image node when it is `height_twips` high; 0, after
 * telling a finding, when there is no picture. */
int qg_docx_picture_width(docx *d, const qg_node *image, int height_twips);

/* The picture of an image node, of this height, behind the text of the open paragraph, with its
 * middle at x from the type area's left edge and its top at y from the paragraph's, in twips;
 * nothing, and told, when there is none. */
void qg_docx_placed_picture(docx *d, const qg_node *image, int x_twips, int y_twips,
                            int height_twips);

/* ---- formula.c ---- */

/* Whether `node` is a formula that stands on a line of its own. */
bool qg_docx_is_display(const qg_node *node);

/* Such a formula as a paragraph, with its number at the right. */
void qg_docx_display(docx *d, const qg_node *math, const place *at);

/* A formula in a line of text, or its source where it could not be read. */
void qg_docx_formula(docx *d, const qg_node *math);

/* ---- math.c ---- */

/* The equation of a formula that could be read. */
void qg_docx_math(docx *d, const qg_node *node, bool is_own_paragraph);
void qg_docx_math_settings(docx *d);

/* ---- caption.c ---- */

/* Write the number of a table as a field: the number at the start of its caption, which is then
 * skipped in the text (n_skipped), else the next one. */
void qg_docx_table_number(docx *d, const qg_node *caption);

/* The caption below a paragraph of pictures as a paragraph. */
void qg_docx_own_caption(docx *d, const qg_node *node);

/* Whether a paragraph of pictures has a caption, below or in itself; the latter as paragraphs. */
bool qg_docx_has_caption(const docx *d, const qg_node *figure);
void qg_docx_captions(docx *d, const qg_node *figure);

#endif
