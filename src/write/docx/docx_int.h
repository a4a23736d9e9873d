/* docx_int.h - what the files of this folder share: the state of one document being written. */
#ifndef QG_WRITE_DOCX_DOCX_INT_H
#define QG_WRITE_DOCX_DOCX_INT_H

#include "write/docx/docx.h"
#include "write/docx/package.h"
#include "write/docx/xml.h"

/* A list of the draft; each becomes a numbering instance of its own, so that none continues
 * another. */
typedef struct list_instance {
    bool is_ordered;
    char delimiter;
    int start, level;
    struct list_instance *next;
} list_instance;

/* A picture that was embedded; the same one is stored once. */
typedef struct picture {
    qg_str url;
    const char *part_name; /* "word/media/image1.png"; NULL: it could not be had */
    int width_px, height_px;
    double dots_per_inch;
    qg_str data;
    struct picture *next;
} picture;

/* A heading that can be led to. */
typedef struct anchor {
    const qg_node *heading;
    qg_str slug;    /* its name in links */
    size_t number;  /* from 1, in the order of the document */
    bool is_target; /* some link leads to it */
} anchor;

typedef struct docx {
    const qg_doc *doc;
    const qg_style *style;
    const qg_docx_options *options;
    const qg_sink *sink;
    qg_arena arena;
    qg_package package;
    qg_relations of_document, of_notes;

    qg_xml *xml;             /* the part being written ... */
    qg_relations *relations; /* ... and its relationships */

    list_instance *first_list, *last_list;
    int n_lists;
    long caption_number; /* of the last table */
    size_t n_skipped;    /* bytes of the next text that are written already */
    anchor *anchors;     /* by slug */
    size_t *in_order;    /* indices of anchors in the order of the document */
    size_t n_anchors, n_notes;
    size_t n_headings;                    /* that are written */
    const qg_node *last_before_signature; /* stays on the signature's page; may be NULL */
    picture *pictures;
    int n_pictures, n_drawings;
    bool has_math;
} docx;

/* Where a block stands. */
typedef struct place {
    qg_para_kind kind;  /* of plain paragraphs here */
    int left_twips;     /* the indent of the quotes and lists around it */
    int width_twips;    /* of the text */
    int list_id, level; /* of the item whose first paragraph is still to come; 0: none */
    bool is_in_list;
    qg_align align; /* of a table column */
} place;

/* ---- paragraphs.c: properties of paragraphs and runs ---- */

/* What a paragraph has beside its style. */
typedef struct para_extra {
    int list_id, level;
    bool is_unnumbered; /* goes on in an item of a list, without a number of its own */
    int left_twips;     /* with has_left: in place of the style's indents */
    int hanging_twips;
    qg_indent first_line; /* with has_left, where nothing hangs */
    int right_twips;      /* with has_right */
    int before_twips;     /* with has_before */
    bool has_left, has_right, has_before;
    int line_twips;  /* exact height in place of the style's; 0: the style's */
    bool has_leader; /* dots up to the tab stop at the right */
    int center_tab_twips, right_tab_twips; /* tab stops for what stands there; 0: none */
    bool is_free;                          /* its lines are as high as what stands in them ... */
    bool is_at_least;                      /* ... and at least as high as the style says */
    bool page_break_before, keep_next;
    bool has_rule_below, has_rule_above;
    bool is_rule_red;
    int rule_eighths_pt, rule_space_pt;
    qg_align align;
} para_extra;

/* Open w:p with its properties; close it with qg_docx_end_para. */
void qg_docx_begin_para(docx *d, qg_para_kind kind, const para_extra *extra);
void qg_docx_end_para(docx *d);

/* A paragraph of `kind` with this text only; line feeds become line breaks. */
void qg_docx_para(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text);

/* pPr and rPr children as the sheet wants them: for style definitions, only what differs from
 * `base` (NULL: everything). */
void qg_docx_para_properties(docx *d, const qg_para *para, const qg_para *base);
void qg_docx_run_properties(docx *d, const qg_para *para, const qg_para *base);

/* ---- runs.c: inlines ---- */

/* All inline children of `parent` as runs of the open paragraph. */
void qg_docx_inlines(docx *d, const qg_node *parent, const place *at);

/* Those from `first` up to `end`, which is left out; NULL: all that follow. */
void qg_docx_inlines_between(docx *d, const qg_node *first, const qg_node *end, const place *at);

/* Whether the HTML of `node` is a comment and nothing else, which is told and not printed. */
bool qg_docx_is_comment(docx *d, const qg_node *node);

/* One run of plain text in the looks of the open paragraph, or with the fonts of `like`. */
void qg_docx_text(docx *d, qg_str text, const qg_para *like);

/* ---- blocks.c ---- */
void qg_docx_block(docx *d, const qg_node *node, place *at);
/* `node` and its next siblings. */
void qg_docx_blocks_from(docx *d, const qg_node *node, place *at);
void qg_docx_blocks(docx *d, const qg_node *parent, place *at);
bool qg_docx_has_only_pictures(const qg_node *paragraph);

/* What a paragraph of `kind` at this place has beside its style.  The first one in an item takes
 * the number. */
para_extra qg_docx_extra(docx *d, place *at, qg_para_kind kind);

/* ---- list.c ---- */
void qg_docx_list(docx *d, const qg_node *list, const place *at);

/* ---- anchor.c: where links inside of the document lead ---- */

/* Note the headings of the document and which of them links lead to. */
qg_status qg_docx_find_anchors(docx *d);

/* The bookmark that `#fragment` of a link means, written to `name` (of 48 bytes); false when no
 * heading has that name. */
bool qg_docx_bookmark_of(const docx *d, qg_str fragment, char *name);

/* The anchor of the next heading that is written; NULL for one in a note. */
const anchor *qg_docx_next_anchor(docx *d, const qg_node *heading);

/* The bookmarks around a heading's text. */
void qg_docx_begin_bookmarks(docx *d, const anchor *a);
void qg_docx_end_bookmarks(docx *d, const anchor *a);

/* ---- caption.c ---- */

/* The number of a table as a field: the one that its caption starts with, which is then not written
 * again, or the next one. */
void qg_docx_caption_number(docx *d, const qg_node *caption);

/* ---- toc.c ---- */

/* Levels of headings that the table of contents shows; 0: there is none. */
int qg_docx_toc_depth(const docx *d);
void qg_docx_toc(docx *d);

/* ---- table.c ---- */
void qg_docx_table(docx *d, const qg_node *table, const place *at);

/* A single black rule at a side of a table or cell; a width such as w:tcW. */
void qg_docx_border(qg_xml *x, const char *side, int eighths_pt);
void qg_docx_width(qg_xml *x, const char *name, int twips);

/* ---- image.c ---- */

/* The picture of an image node as a run; false when there is none and the caller should print its
 * description. */
bool qg_docx_picture(docx *d, const qg_node *image, const place *at);

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

/* ---- official.c, head.c, title.c, imprint.c: what the front matter puts around the body ---- */
void qg_docx_body(docx *d);
void qg_docx_red_head(docx *d);
void qg_docx_imprint(docx *d);

/* A title of the body, broken into lines by sense, or where the front matter's title has `|`. */
void qg_docx_title(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text);

/* The front matter's title, where the body has none. */
void qg_docx_own_title(docx *d);

/* Append the title with line feeds where it should break so that no line is wider than
 * `most_columns` half characters; unchanged where one line is enough or no good way was found. */
void qg_docx_break_title(qg_buf *out, qg_str text, int most_columns);

/* Width of a Chinese character of plain text, and of a text in plain text, in twips. */
int qg_docx_character_twips(const docx *d);
int qg_docx_text_twips(const docx *d, qg_str text);

/* "2024-03-05" as 2024年3月5日; anything else as it is.  Appended to `out`. */
void qg_docx_put_date(qg_buf *out, qg_str date);

/* ---- section.c: paper, footers ---- */
void qg_docx_section(docx *d, bool is_landscape);
qg_status qg_docx_footers(docx *d);

/* ---- parts ---- */
qg_status qg_docx_styles(docx *d);
qg_status qg_docx_numbering(docx *d);
qg_status qg_docx_notes(docx *d);
bool qg_docx_has_notes(const docx *d); /* whether anything refers to a note */
qg_status qg_docx_settings(docx *d);
qg_status qg_docx_fonts(docx *d);
qg_status qg_docx_properties(docx *d);

/* Begin a part of the package and make it the one that is written; NULL when memory runs out. */
qg_xml *qg_docx_begin_part(docx *d, const char *name, const char *content_type);

/* The namespaces of WordprocessingML, on the root element just opened. */
void qg_docx_namespaces(qg_xml *xml);

#endif
