/* style.h - the formatting of a document, as data.
 *
 * Offices differ: one wants the page number in the middle, another has other fonts.  So every
 * measure stands in a YAML sheet, in the units people use (mm, 三号, 字, 行), and no writer has a
 * number of its own.  A sheet that `extends` another says only what differs.  docs/styles.md is for
 * its authors.
 */
#ifndef QG_STYLE_STYLE_H
#define QG_STYLE_STYLE_H

#include "base/arena.h"
#include "base/sink.h"
#include "document/document.h"

/* The kinds of paragraphs a sheet describes. */
typedef enum qg_para_kind {
#define X(NAME, name) QG_PARA_##NAME,
#include "style/paragraphs.def"
#undef X
    QG_PARA_KINDS
} qg_para_kind;

/* The kind of paragraph that an element of the body is set as. */
qg_para_kind qg_para_of_role(qg_role role);

/* The kinds of documents that a sheet is for (GB/T 9704-2012, 7.2 and 10). */
typedef enum qg_document_form {
    QG_DOCUMENT_REDHEAD, /* 文件; without issuer and number it is a report */
    QG_DOCUMENT_REPORT,  /* no red head */
    QG_DOCUMENT_LETTER,  /* 信函 (10.1) */
    QG_DOCUMENT_ORDER,   /* 命令(令) (10.2) */
    QG_DOCUMENT_MINUTES  /* 纪要 (10.3) */
} qg_document_form;

/* What a sheet says of the elements of an official document, measures.def. */
typedef enum qg_measure {
#define X(NAME, path, form) QG_MEASURE_##NAME,
#include "style/measures.def"
#undef X
    QG_MEASURES
} qg_measure;

typedef enum qg_para_align {
    QG_PARA_LEFT,
    QG_PARA_CENTER,
    QG_PARA_RIGHT,
    QG_PARA_JUSTIFY
} qg_para_align;

typedef enum qg_line_rule {
    QG_LINE_EXACT,    /* line_twips, whatever stands in it */
    QG_LINE_AT_LEAST, /* line_twips or what the highest character needs */
    QG_LINE_MULTIPLE  /* line_twips are 240ths of the natural height */
} qg_line_rule;

/* An indent, in twips and in hundredths of a character.  Word uses the latter, which follow the
 * font size; other programs know only the former.  0 hundredths when the sheet has it in other
 * units. */
typedef struct qg_indent {
    int twips;
    int hundredths;
} qg_indent;

/* One kind of paragraph, resolved: every value is set. */
typedef struct qg_para {
    qg_str font;  /* for Chinese characters; never empty */
    qg_str latin; /* for everything else */
    int size_half_pt;
    int tracking_twips; /* added behind each character */
    int scale_percent;  /* width of characters */
    bool is_bold, is_italic;
    unsigned color; /* 0xRRGGBB */
    qg_para_align align;
    int line_twips;
    qg_line_rule line_rule;
    int before_twips, after_twips;
    qg_indent first_line, hanging, left, right;
    bool keep_next, keep_lines, page_break_before;
    bool snaps;  /* to the line grid of the page */
    int outline; /* 1 to 9: its place in the navigation pane; 0: none */
} qg_para;

/* The paper, in twips (1/20 point). */
typedef struct qg_page {
    int width, height;
    int top, bottom, left, right;
    int header, footer;    /* from the edge of the paper */
    int lines, characters; /* of a full page; 0 lines: there is no grid */
    int line_pitch;        /* of the grid, or, where there is none, of what is measured in 行 */
    bool numbers_centred;
    bool numbers_on_first;
} qg_page;

/* What is done with tables that the draft does not say. */
typedef struct qg_tables {
    bool fill;          /* they are as wide as the text, however little stands in them */
    bool numbers_right; /* columns of numbers are aligned at the right */
    bool turn;          /* one too wide for the page gets a landscape page */
} qg_tables;

/* A font and the names under which other systems have it. */
typedef struct qg_font {
    qg_str name;
    const qg_str *alternatives;
    size_t n_alternatives;
    struct qg_font *next;
} qg_font;

/* What a font is called in a set of fonts: gbk, windows ... */
typedef struct qg_font_choice {
    qg_str set, font, name;
    struct qg_font_choice *next;
} qg_font_choice;

typedef struct qg_style {
    qg_arena arena;
    size_t number; /* of the built-in sheet that it is, unchanged, from 1; 0: another */
    qg_str name;
    qg_page page;
    qg_document_form form;
    int measures[QG_MEASURES];
    qg_tables tables;
    bool numbers_headings; /* where the draft types no numbers */
    bool notes_at_end;     /* notes stand at the end of the document, not at the foot of pages */
    bool rules_part_pages; /* a rule between blocks begins a new page */
    qg_para paras[QG_PARA_KINDS];
    qg_font *fonts;          /* in the order of the sheet */
    qg_font_choice *choices; /* the last one said is the first, and wins */
} qg_style;

/* Read a sheet.
 *
 * style  uninitialised; after any return qg_style_clear frees it.
 * yaml   the text of the sheet, borrowed for the call.
 * sink   is told one finding an error, with line and column in the sheet.  May be NULL.
 *
 * Fails with QG_E_ARG (the sheet has an error, or extends one that does not exist) or QG_E_MEMORY.
 */
qg_status qg_style_read(qg_style *style, qg_str yaml, const qg_sink *sink);

/* Read a built-in sheet by name; style names of the front matter (report, redhead, 公文 ...) work
 * too. */
qg_status qg_style_find(qg_style *style, qg_str name, const qg_sink *sink);
bool qg_style_is_built_in(qg_str name);

void qg_style_clear(qg_style *style);

/* Name all fonts as the set `set` has them; what the set does not have stays.  The other names
 * become alternatives.
 * Fails with QG_E_ARG, told to `sink`, when the sheet has no such set, and with QG_E_MEMORY. */
qg_status qg_style_use_fonts(qg_style *style, qg_str set, const qg_sink *sink);

/* The font of that name with its alternatives, or NULL. */
const qg_font *qg_style_font(const qg_style *style, qg_str name);

/* Whether one of the first `n_kinds` kinds of paragraph has the font.  For listing each font once.
 */
bool qg_style_names_font(const qg_style *style, size_t n_kinds, qg_str name);

/* Width and height of the type area in twips. */
static inline int qg_page_text_width(const qg_page *page)
{
    return page->width - page->left - page->right;
}

static inline int qg_page_text_height(const qg_page *page)
{
    return page->height - page->top - page->bottom;
}

#endif
