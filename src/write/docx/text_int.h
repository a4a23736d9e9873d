/* text_int.h - paragraphs of the text and what stands in them.
 *
 * A paragraph has the style of its kind and, beside it, what its place asks for: the indents of the
 * list or quote around it, higher lines where a picture stands in them.
 */
#ifndef QG_WRITE_DOCX_TEXT_INT_H
#define QG_WRITE_DOCX_TEXT_INT_H

#include "write/docx/docx_int.h"

/* ---- paragraphs.c: properties of paragraphs and runs ---- */

/* A frame: the paragraph stands in a place of its own, the text begins below it. */
typedef struct para_frame {
    int x_twips, y_twips; /* from the paper's edges */
    int width_twips, height_twips;
    int gap_twips; /* to the text */
} para_frame;

/* A rule along a side of a paragraph. */
typedef struct para_rule {
    int eighths_pt; /* its thickness; 0: there is none */
    int space_pt;   /* to the text */
    unsigned color;
} para_rule;

/* What a paragraph has beside its style. */
typedef struct para_extra para_extra;
struct para_extra {
    const char *style_id; /* of a style based on the kind's; NULL: the kind's */
    int list_id, level;
    int heading_list;   /* the one that numbers it; 0: what the style says */
    bool is_unnumbered; /* goes on in an item of a list, without a number of its own */
    int left_twips;     /* with has_left: in place of the style's indents */
    int hanging_twips;
    qg_indent first_line; /* with has_left, where nothing hangs */
    int right_twips;      /* with has_right */
    int before_twips;     /* with has_before */
    bool has_left, has_right, has_before;
    bool has_nothing_after; /* no room below, whatever the style says */
    int line_twips;         /* exact height in place of the style's; 0: the style's */
    bool has_leader;        /* dots up to the tab stop at the right */
    int center_tab_twips, right_tab_twips; /* tab stops for what stands there; 0: none */
    bool is_free;                          /* its lines are as high as what stands in them ... */
    bool is_at_least;                      /* ... and at least as high as the style says */
    bool is_unsnapped; /* its lines are no lines of the grid, whatever the style says */
    bool ends_section; /* it holds the properties of the section in hand, and nothing else */
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
/* The level of heading, 0: of none, has its numbers by the style. */
void qg_docx_para_properties(docx *d, const qg_para *para, const qg_para *base, int level);
void qg_docx_run_properties(docx *d, const qg_para *para, const qg_para *base);

/* The indents of a kind of paragraph, w:ind. */
void qg_docx_indents(qg_xml *x, const qg_para *p);

/* An empty paragraph of exactly this height. */
void qg_docx_blank_height(docx *d, int twips);

/* Width of a Chinese character of plain text, and of a text in plain text, in twips. */
int qg_docx_character_twips(const docx *d);
int qg_docx_text_twips(const docx *d, qg_str text);

/* ---- runs.c: inlines ---- */

/* All inline children of `parent` as runs of the open paragraph. */
void qg_docx_inlines(docx *d, const qg_node *parent, const place *at);

/* Those from `first` up to `end`, which is left out; NULL: all that follow. */
void qg_docx_inlines_between(docx *d, const qg_node *first, const qg_node *end, const place *at);

/* Whether the HTML of `node` is a comment and nothing else, which is told and not printed. */
bool qg_docx_drops_comment(docx *d, const qg_node *node);

/* One run of plain text in the looks of the open paragraph, or with the fonts of `like`. */
void qg_docx_text(docx *d, qg_str text, const qg_para *like);
/* Likewise, with so much behind each character in place of the paragraph's. */
void qg_docx_spaced_text(docx *d, qg_str text, const qg_para *like, int tracking_twips);

/* ---- blocks.c ---- */

void qg_docx_block(docx *d, const qg_node *node, place *at);
/* `node` and its next siblings. */
void qg_docx_blocks_from(docx *d, const qg_node *node, place *at);
void qg_docx_blocks(docx *d, const qg_node *parent, place *at);

/* What the inlines from `first` up to `end` ask of a paragraph of `kind`: higher lines for pictures
 * and tall formulas; no even right edge where a long word would tear the line above it apart. */
void qg_docx_make_room(const docx *d, qg_para_kind kind, para_extra *extra, const qg_node *first,
                       const qg_node *end);

/* ---- form_line.c: lines that are to be filled in ---- */

/* The percentage of their width that blanks and low lines, from `first` up to `end`, are to take so
 * that each line to be filled in stays one line; 100: there is none, or none needs it. */
int qg_docx_room_percent(const docx *d, qg_para_kind kind, const para_extra *extra,
                         const qg_node *first, const qg_node *end);

/* Bytes of the blanks or low lines that `text` starts with; 0: they are too few to be filled. */
size_t qg_docx_room_to_fill(qg_str text);

/* ---- blocks.c, again ---- */

/* What a paragraph of `kind` at this place has beside its style.  The first one in an item takes
 * the number. */
para_extra qg_docx_extra(docx *d, place *at, qg_para_kind kind);

/* ---- list.c ---- */

/* The list in which a heading gets the number that the sheet gives it. */
int qg_docx_heading_list(docx *d, const qg_anchor *a);

void qg_docx_list(docx *d, const qg_node *list, const place *at);

/* LOOSE_LIST where an empty line of the draft parts a paragraph of a list from what is below it in
 * the same list, else LIST. */
qg_para_kind qg_docx_kind_in_list(const qg_node *block);

/* ---- anchor.c: where links inside of the document lead ---- */

/* Note the headings of the document and which of them links lead to. */
qg_status qg_docx_find_anchors(docx *d);

/* The number in the bookmarks of a heading.  They count as if the title stood there as a heading,
 * so that it makes no difference whether it does or only the front matter has it. */
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

/* A relationship's target must be a URI (ECMA-376 part 2, 9.3.2): what a URI does not allow is
 * escaped, what is escaped stays. */
void qg_docx_put_uri(qg_buf *out, qg_str url);

/* Whether a relationship can name it.  "http://" and "http:///x" name no place, and no escape
 * stands in the name of a host; no reader of packages takes them. */
bool qg_docx_is_target(qg_str url);

/* ---- field.c ---- */

/* What stands between the two is the result; a dirty one is asked to be filled again. */
void qg_docx_begin_field(docx *d, qg_str instruction, bool is_dirty);
void qg_docx_end_field(docx *d);

/* ---- toc.c ---- */

void qg_docx_toc(docx *d);

/* ---- image.c ---- */

/* The picture of an image node as a run; false when there is none and the caller should print its
 * description. */
bool qg_docx_picture(docx *d, const qg_node *image, const place *at);
bool qg_docx_has_picture(docx *d, const qg_node *image); /* whether there is one */

/* The width that goes with this height of the picture of an image node; 0, and told, when there is
 * none. */
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

/* The number of a table as a field: the one that its caption starts with, which is then not written
 * again, or the next one. */
void qg_docx_table_number(docx *d, const qg_node *caption);

/* The caption below a paragraph of pictures as a paragraph. */
void qg_docx_own_caption(docx *d, const qg_node *node);

/* Whether a paragraph of pictures has a caption, below or in itself; the latter as paragraphs. */
bool qg_docx_has_caption(const docx *d, const qg_node *figure);
void qg_docx_captions(docx *d, const qg_node *figure);

#endif
