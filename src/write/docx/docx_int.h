/* docx_int.h - what the files of this folder share: the state of one document being written. */
#ifndef QG_WRITE_DOCX_DOCX_INT_H
#define QG_WRITE_DOCX_DOCX_INT_H

#include "write/docx/docx.h"
#include "write/docx/extent.h"
#include "write/docx/package.h"
#include "write/docx/xml.h"
#include "write/picture/picture.h"
#include "write/slug/anchors.h"

/* A list of the draft; each becomes a numbering instance of its own, so that none continues
 * another. */
typedef struct list_instance {
    bool is_ordered, has_boxes;
    bool is_of_headings; /* the numbers that the sheet gives them, from 1 below the level `below` */
    char delimiter;
    int start, level, below;
    struct list_instance *next;
} list_instance;

/* A picture that was looked for; the same one is stored once. */
typedef struct picture {
    qg_str url;
    qg_picture what; /* its size; the bytes are in the parts */
    const qg_part *shown,
        *original;          /* NULL: it could not be had; of an SVG the second is the SVG */
    struct picture *next;   /* of those with the same hash */
    struct picture *before; /* of those that were embedded */
} picture;

typedef enum caption_kind { QG_CAPTION_FIGURE, QG_CAPTION_TABLE } caption_kind;

/* A height in lines of the grid, and more that does not grow with them. */
typedef struct qg_docx_height {
    int lines, fixed_twips;
} qg_docx_height;

/* What follows the last paragraph of the text. */
typedef struct qg_docx_ending {
    qg_docx_height height; /* of all up to 附注 */
    bool has_note;         /* 附件说明 is among it */
    int imprint_twips;     /* of an imprint that is next; 0: none is */
    int tried_page;        /* the last one for which a line pitch was looked for */
} qg_docx_ending;

enum { QG_DOCX_FOOTERS = 6 }; /* kinds of them, section.c */

typedef struct docx {
    const qg_doc *doc;
    const qg_style *style;
    const qg_docx_options *options;
    const qg_sink *sink;
    qg_document_form form; /* what is written */
    bool has_mark;         /* with the issuer's mark on top */
    bool is_preprinted;    /* on paper that has the mark and the rules already */
    qg_arena arena;
    qg_package package;
    qg_relations of_document, of_notes;

    qg_xml *xml;             /* the part being written ... */
    qg_relations *relations; /* ... and its relationships */

    list_instance *first_list, *last_list;
    int n_lists, n_sections;
    int heading_series, heading_list; /* in hand: its number and the list it is; 0: none yet */
    int first_heading_list;           /* the one that the styles name */
    int footers[QG_DOCX_FOOTERS];     /* numbers of the relations to them; 0: not yet needed */
    extent extent;
    const qg_node *measured;        /* the table that was looked at last, NULL: none ... */
    struct qg_docx_column *columns; /* ... and its columns */
    enum qg_docx_room { QG_ROOMY, QG_SMALL, QG_DENSE, QG_TINY } room; /* of the table in hand */
    bool is_unnumbered;      /* the pages of the section in hand have no numbers */
    bool are_lines_indented; /* those of the paragraph in hand, behind a break */
    int line_tab_twips;      /* where they begin */
    size_t n_skipped;        /* bytes of the next text that are written already */
    qg_anchors anchors;      /* the headings */
    size_t n_notes;
    const int *pages;  /* of the headings, in the order of the document; NULL: not known yet */
    size_t n_headings; /* that are written */
    const qg_node *last_before_signature; /* stays on the signature's page; may be NULL */
    bool is_last_divided;                 /* it reaches that page by itself */
    qg_docx_ending ending;                /* what comes behind it */
    int fitted_line_twips; /* of the page where the text ends, up to 附注, in place of 1行; 0: that
                            */
    const qg_node *sheet; /* the wide table that the document is, once is_sheet_known; or NULL */
    bool is_sheet_known, is_sheet_whole; /* and what stands below it is short, too */
    bool is_turned;                      /* the section in hand lies broadside ... */
    bool in_turned;   /* ... and so does what is being written; else that opens an upright one */
    bool has_turned;  /* some section does */
    bool has_content; /* the section in hand holds something */
    picture *pictures[256]; /* by a hash of their addresses */
    picture *last_picture;
    int n_pictures, n_drawings;
    bool has_math;
    int caption_numbers[2]; /* the last ones, by caption_kind */
} docx;

/* Where a block stands. */
typedef struct place {
    qg_para_kind kind;  /* of plain paragraphs here */
    int left_twips;     /* the indent of the quotes and lists around it */
    int width_twips;    /* of the text */
    int list_id, level; /* of the item whose first paragraph is still to come; 0: none */
    bool is_in_list;
    int quote_twips;   /* what quotes around the outermost list add to its indents */
    int hanging_twips; /* in a list: the room for the number */
    qg_align align;    /* of a table column */
} place;

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

/* ---- uri.c: addresses ---- */

/* A relationship's target must be a URI (ECMA-376 part 2, 9.3.2): what a URI does not allow is
 * escaped, what is escaped stays. */
void qg_docx_put_uri(qg_buf *out, qg_str url);

/* Whether a relationship can name it.  "http://" and "http:///x" name no place, and no escape
 * stands in the name of a host; no reader of packages takes them. */
bool qg_docx_is_target(qg_str url);

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

/* What a paragraph of `kind` at this place has beside its style.  The first one in an item takes
 * the number. */
para_extra qg_docx_extra(docx *d, place *at, qg_para_kind kind);

/* ---- list.c ---- */

/* The list in which a heading gets the number that the sheet gives it. */
int qg_docx_heading_list(docx *d, const qg_anchor *a);

void qg_docx_list(docx *d, const qg_node *list, const place *at);

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

/* ---- field.c ---- */

/* What stands between the two is the result; a dirty one is asked to be filled again. */
void qg_docx_begin_field(docx *d, qg_str instruction, bool is_dirty);
void qg_docx_end_field(docx *d);

/* ---- toc.c ---- */

void qg_docx_toc(docx *d);

/* ---- table.c ---- */
void qg_docx_table(docx *d, const qg_node *table, const place *at);

/* The kind of paragraphs in cells of the table in hand. */
static inline qg_para_kind qg_docx_cell_kind(const docx *d, bool is_header)
{
    qg_para_kind head = d->room == QG_ROOMY ? QG_PARA_TABLE_HEAD
                        : d->room < QG_TINY ? QG_PARA_SMALL_HEAD
                                            : QG_PARA_TINY_HEAD;

    return is_header ? head : head + 1;
}

enum {
    QG_DOCX_CELL_MARGIN = 108,     /* twips at either side, as Word has it */
    QG_DOCX_DENSE_CELL_MARGIN = 40 /* where columns find no room */
};

static inline int qg_docx_cell_margin(const docx *d)
{
    return d->room >= QG_DENSE ? QG_DOCX_DENSE_CELL_MARGIN : QG_DOCX_CELL_MARGIN;
}

enum { QG_DOCX_SHORT_WORDS = 4 };

/* A column of a table; widths in twips, with the margins of cells. */
typedef struct qg_docx_column {
    int natural;                    /* so that no line in it is broken */
    int body;                       /* so that none is but those in header rows */
    int whole[QG_DOCX_SHORT_WORDS]; /* so that no word of 3, of 4 or less, of 5 or less is torn,
                                       nor a document's number */
    int least, tight;               /* so that it can be read, with ease and at all */
    int date;                       /* so that no date in it is torn */
    int head, head_word;            /* so that no short head is, and no word of heads */
    int width;                      /* as it is written */
    qg_align align;                 /* of cells */
    qg_align head_align;            /* of cells in header rows */
    int tail; /* what the longest of its numbers has from the point on; 0: all alike */
} qg_docx_column;

/* ---- table_widths.c ---- */

/* Fill in what the columns would like; they are zeroed before.  False when memory runs out. */
bool qg_docx_columns_of(docx *d, const qg_node *table, qg_docx_column *columns);

/* Give widths to the columns of `table`, `total` together, or less where the sheet allows it, so
 * that its rows are low.  Returns their sum. */
int qg_docx_fit_columns(docx *d, const qg_node *table, qg_docx_column *columns, int total);

/* Whether text stands in narrow columns in so many lines that smaller characters are better. */
bool qg_docx_rows_are_high(docx *d, const qg_node *table, const qg_docx_column *columns);

/* Whether its columns cannot be read when they must fit onto an upright page. */
bool qg_docx_table_is_wide(docx *d, const qg_node *table);

/* Free what is remembered of the last table. */
void qg_docx_forget_table(docx *d);

/* ---- table_heads.c ---- */

/* How many half characters a line must have room for, so that a head in lines of that length has no
 * word torn; 0: nothing short does. */
int qg_docx_head_columns(docx *d, const qg_node *cell);

/* Indents with which a head breaks by sense in a cell of that width in twips. */
void qg_docx_balance_head(docx *d, const qg_node *cell, int width, para_extra *extra);

/* ---- table_fit.c ---- */

/* For each row of a table that ends the text how high it is at least, so that the last ones go to
 * the signature's page where that finds no room behind them; 0: as high as its text.  To be freed;
 * NULL: all are. */
int *qg_docx_spread_rows(docx *d, const qg_node *table, const qg_docx_column *columns,
                         int rule_twips);

/* ---- table_looks.c ---- */

/* Fill in the alignments: the draft's, and where it has none, the right for numbers and the middle
 * for serial numbers.  Numbers at the right get room to stand with their points below each other.
 * False when memory runs out. */
bool qg_docx_align_columns(const docx *d, const qg_node *table, qg_docx_column *columns);

/* How far the number in a cell ends in front of the column's right end, so that its point stands
 * below the others. */
int qg_docx_number_indent(docx *d, const qg_docx_column *column, const qg_node *cell);

/* The table that `node` is, or stands above as its title or unit; NULL: none. */
const qg_node *qg_docx_table_below(const qg_node *node);

/* A single black rule at a side of a table or cell; a width such as w:tcW. */
void qg_docx_border(qg_xml *x, const char *side, int eighths_pt);
void qg_docx_width(qg_xml *x, const char *name, int twips);

/* The end of the properties of a table that only puts things in their places, and its columns. */
void qg_docx_bare_columns(qg_xml *x, const int *widths_twips, size_t n);

/* ---- image.c ---- */

/* The picture of an image node as a run; false when there is none and the caller should print its
 * description. */
bool qg_docx_picture(docx *d, const qg_node *image, const place *at);
bool qg_docx_has_picture(docx *d, const qg_node *image); /* whether there is one */

/* A picture of this height (and the width that goes with it) behind the text of the open
 * paragraph, with its middle at x from the type area's left edge and its top at y from the
 * paragraph's, in twips.  False, and told, when there is none. */
bool qg_docx_placed_picture(docx *d, const qg_field *url, int x_twips, int y_twips,
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

/* ---- official.c: what the front matter puts around the body ---- */
void qg_docx_body(docx *d);
/* A blank line on the page of what follows. */
void qg_docx_kept_blank(docx *d);

/* ---- roll.c: 出席, 请假, 列席 ---- */
void qg_docx_rolls(docx *d);

/* Write a paragraph of the text as a roll if it is one: 成员： and names.  Returns whether it is.
 */
bool qg_docx_typed_roll(docx *d, const qg_node *paragraph, const place *at, const para_extra *like);

/* ---- elements.c: which elements this document has ---- */

/* Decide what is written: d->form and what follows from it.  Tell which elements are not. */
void qg_docx_choose_form(docx *d);
void qg_docx_tell_unused(const docx *d, qg_key key);
/* The bodies whose mark it has, the first in the lead; NULL: there are none. */
const qg_field *qg_docx_issuers(const docx *d);
bool qg_docx_is_signed_in_person(const docx *d);

/* ---- head.c, letter.c, mark.c: 版头 ---- */
void qg_docx_head(docx *d);
/* 份号, 密级, 紧急程度, as far as they are there, a line each; `behind` is set at the right of the
 * first.  Returns the number of lines. */
int qg_docx_lines_above_mark(docx *d, qg_str behind);
void qg_docx_blank_lines(docx *d, int n);
/* Rows of 签发人, one at least: the number stands there. */
int qg_docx_rows_of_signers(const docx *d);
void qg_docx_letter_head(docx *d);
void qg_docx_letter_foot(docx *d);
/* The issuer's mark, its ink `offset_twips` below what stands above it. */
void qg_docx_mark(docx *d, int offset_twips);
/* The mark's text, and its size when it stands in one line. */
void qg_docx_put_mark(qg_buf *out, const docx *d);
int qg_docx_mark_size(const docx *d, qg_str mark);
void qg_docx_mark_run(docx *d, qg_str mark, int size_half_pt);
/* The document number as it is printed, appended to `out`. */
void qg_docx_put_number(qg_buf *out, docx *d);

/* ---- signature.c: 署名, 成文日期, 印章 ---- */

/* What the author wrote from `first` up to `end`, or, where that is NULL, what the front matter
 * says. */
void qg_docx_signature(docx *d, const qg_node *first, const qg_node *end, place *at);

qg_docx_height qg_docx_signature_height(docx *d, const qg_node *first, const qg_node *end);

/* ---- fit.c ---- */

/* Choose a line pitch for the page that begins with `first`, and `lines_above` it that are still to
 * be written, where the text ends on it and what follows up to 附注 has room by that; each page is
 * looked at once. */
void qg_docx_fit_page(docx *d, const qg_node *first, int lines_above);
/* Choose one for the last paragraph, which comes next, so that the page with the signature has text
 * of it. */
void qg_docx_fit(docx *d);

/* ---- imprint.c ---- */
/* Whether the imprint says who printed the document; that of a letter does not (10.1). */
bool qg_docx_has_printer(const docx *d);

int qg_docx_imprint_height(const docx *d);
void qg_docx_imprint(docx *d);

/* An empty paragraph of exactly this height. */
void qg_docx_blank_height(docx *d, int twips);

static inline int qg_docx_measure(const docx *d, qg_measure measure)
{
    return d->style->measures[measure];
}

/* A title of the body, broken into lines by sense, or where the front matter's title has `|`. */
void qg_docx_title(docx *d, qg_para_kind kind, const para_extra *extra, qg_str text);

/* The front matter's title, where the body has none; how many lines it has. */
void qg_docx_own_title(docx *d);
int qg_docx_title_lines(docx *d);

/* Width of a Chinese character of plain text, and of a text in plain text, in twips. */
int qg_docx_character_twips(const docx *d);
int qg_docx_text_twips(const docx *d, qg_str text);

/* ---- section.c: paper, footers ---- */
void qg_docx_section(docx *d);
qg_status qg_docx_footers(docx *d);
void qg_docx_page_number(docx *d);

/* ---- broadside.c ---- */

/* Whether it goes onto a page that lies broadside: the draft says so, or it is a table too wide for
 * an upright page, or its title or unit, or a heading right above all that. */
bool qg_docx_is_broadside(docx *d, const qg_node *node);
/* Whether the first page does, with the document's title. */
bool qg_docx_begins_broadside(docx *d);

/* ---- turned.c: pages that lie broadside ---- */

/* End the section in hand unless it lies as wanted. */
void qg_docx_turn(docx *d, bool to_landscape);

/* A section ends with the paragraph that holds its properties.  It is so low that it finds room on
 * a page that is full. */
void qg_docx_end_section(docx *d);

/* Something of the body comes: on an upright page, unless it was said to lie. */
void qg_docx_begin_block(docx *d);

qg_status qg_docx_turned_footers(docx *d);
#define QG_DOCX_TURNED_ODD  "footer-turned-odd.xml"
#define QG_DOCX_TURNED_EVEN "footer-turned-even.xml"

/* ---- notes.c: at the foot of the page, or at the end ---- */

/* What Word calls one kind of notes. */
typedef struct qg_docx_note_words {
    const char *name; /* footnote */
    const char *part, *content_type, *relations_part, *root;
    const char *reference, *mark, *reference_style, *text_style, *settings;
} qg_docx_note_words;

const qg_docx_note_words *qg_docx_note_words_of(const docx *d);

/* Take a note's height off the page of the line that refers to it. */
void qg_docx_take_note(docx *d, const qg_node *note);

/* ---- parts ---- */
qg_status qg_docx_styles(docx *d);
qg_status qg_docx_numbering(docx *d);
qg_status qg_docx_notes(docx *d);
bool qg_docx_has_notes(const docx *d); /* whether anything refers to a note */
qg_status qg_docx_settings(docx *d);
void qg_docx_languages(docx *d); /* as attributes of the open element, of the text without marks */
qg_status qg_docx_fonts(docx *d);
qg_status qg_docx_properties(docx *d);

/* Begin a part of the package and make it the one that is written; NULL when memory runs out. */
qg_xml *qg_docx_begin_part(docx *d, const char *name, const char *content_type);

/* The part in place of one that would be written now; NULL: write it. */
const qg_ready_part *qg_docx_ready(const docx *d, qg_ready_name name);

/* Free a text that was made for the document; a failure that sticks to it fails the document. */
void qg_docx_drop(docx *d, qg_buf *text);

/* The namespaces of WordprocessingML, on the root element just opened. */
void qg_docx_namespaces(qg_xml *xml);

#endif
