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

/* How the text ends, or behind the signature the last attachment. */
typedef struct qg_docx_ending {
    const qg_node *last;   /* its last block */
    qg_docx_height height; /* of what follows that, up to 附注 */
    bool is_signed;        /* a signature is among it, and stays on one page with text */
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
    int room_percent;        /* of the width of its blanks and low lines; 0: all of it */
    size_t n_skipped;        /* bytes of the next text that are written already */
    qg_anchors anchors;      /* the headings */
    size_t n_notes;
    const int *pages;  /* of the headings, in the order of the document; NULL: not known yet */
    size_t n_headings; /* that are written */
    const qg_node *last_before_signature; /* stays on the signature's page; may be NULL */
    bool is_last_divided;                 /* it reaches that page by itself */
    qg_docx_ending ending;
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

static inline int qg_docx_measure(const docx *d, qg_measure measure)
{
    return d->style->measures[measure];
}

/* ---- docx.c: parts of the package ---- */

/* Begin a part of the package and make it the one that is written; NULL when memory runs out. */
qg_xml *qg_docx_begin_part(docx *d, const char *name, const char *content_type);

/* The part in place of one that would be written now; NULL: write it. */
const qg_ready_part *qg_docx_ready(const docx *d, qg_ready_name name);

/* Free a text that was made for the document; a failure that sticks to it fails the document. */
void qg_docx_drop(docx *d, qg_buf *text);

/* The namespaces of WordprocessingML, on the root element just opened. */
void qg_docx_namespaces(qg_xml *xml);

/* The parts beside the document itself. */
qg_status qg_docx_styles(docx *d);
qg_status qg_docx_numbering(docx *d);
qg_status qg_docx_notes(docx *d);
bool qg_docx_has_notes(const docx *d); /* whether anything refers to a note */
qg_status qg_docx_settings(docx *d);
void qg_docx_languages(docx *d); /* as attributes of the open element, of the text without marks */
qg_status qg_docx_fonts(docx *d);
qg_status qg_docx_properties(docx *d);

#endif
