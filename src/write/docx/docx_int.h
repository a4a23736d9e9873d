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
    bool is_of_headings; /* numbers headings below level `below`, as the sheet asks, from 1 */
    char delimiter;
    int start, level, below;
    struct list_instance *next;
} list_instance;

/* A picture that the loader was asked for.  Each is stored once, however often it is shown. */
typedef struct picture {
    qg_str url;
    qg_picture what; /* its kind and size; its bytes are in the parts of the package */
    const qg_part *shown,
        *original;          /* NULL: it could not be had; of an SVG the second is the SVG */
    struct picture *next;   /* the next with the same hash */
    struct picture *before; /* the one embedded before this one */
} picture;

typedef enum caption_kind { QG_CAPTION_FIGURE, QG_CAPTION_TABLE } caption_kind;

/* A height: lines, which change with the line pitch, and twips, which do not. */
typedef struct qg_docx_height {
    int lines, fixed_twips;
} qg_docx_height;

/* What follows the last block of the text, or behind the signature that of the last attachment.
 * fit.c uses it to keep all of that on a page with text. */
typedef struct qg_docx_ending {
    const qg_node *last;   /* the last block */
    qg_docx_height height; /* of what follows it, up to and with the notes (附注) */
    bool is_signed;        /* what follows has a signature, which must share a page with text */
    bool has_note;         /* what follows has an attachment note (附件说明) */
    int imprint_twips;     /* height of the imprint behind all that; 0: there is none */
    int tried_page;        /* the last page for which another line pitch was considered */
} qg_docx_ending;

enum { QG_DOCX_FOOTERS = 6 }; /* kinds of footers, listed in section.c */

typedef struct docx {
    const qg_doc *doc;
    const qg_style *style;
    const qg_docx_options *options;
    const qg_sink *sink;
    qg_document_form form; /* which format of official document is written */
    bool has_mark;         /* it has the issuer's mark on top */
    bool is_preprinted;    /* the paper has the mark and the rules already */
    qg_arena arena;
    qg_package package;
    qg_relations of_document, of_notes;

    qg_xml *xml;             /* the part being written */
    qg_relations *relations; /* relationships of that part */

    list_instance *first_list, *last_list;
    int n_lists, n_sections;
    int heading_series, heading_list; /* the current numbering of headings and its list; 0: none */
    int first_heading_list;           /* the list that the heading styles refer to */
    int footers[QG_DOCX_FOOTERS];     /* ids of the relationships to them; 0: not needed so far */
    extent extent;
    const qg_node *measured;        /* the table that was measured last; NULL: none */
    struct qg_docx_column *columns; /* its columns */
    enum qg_docx_room { QG_ROOMY, QG_SMALL, QG_DENSE, QG_TINY } room; /* of the current table */
    bool is_unnumbered;      /* the pages of the current section have no numbers */
    bool are_lines_indented; /* lines of the current paragraph behind a line break are indented */
    int line_tab_twips;      /* by a tab to this place */
    int room_percent;        /* percentage of their width that fill-in blanks get; 0: 100 */
    size_t n_skipped;        /* bytes of the next text node that are written already */
    qg_anchors anchors;      /* the headings, as targets of links */
    size_t n_notes;
    const int *pages;  /* page numbers of the headings, in order; NULL: not known yet */
    size_t n_headings; /* headings written so far */
    const qg_node *last_before_signature; /* must reach the signature's page; may be NULL */
    bool is_last_divided;                 /* its last lines get there without being kept with it */
    qg_docx_ending ending;
    int fitted_line_twips; /* line pitch chosen by fit.c for the text's last page; 0: the sheet's */
    /* For documents that are one wide table (broadside.c explains); valid once is_sheet_known. */
    const qg_node *sheet;                /* that table; NULL: it is no such document */
    bool is_sheet_known, is_sheet_whole; /* whole: what follows the table is short as well */
    bool is_turned;                      /* the current section is landscape */
    bool in_turned;                      /* the block being written belongs on a landscape page */
    bool has_turned;                     /* the document has a landscape section */
    bool ends_page;                      /* what is written next begins a page */
    bool has_content;                    /* something was written into the current section */
    picture *pictures[256];              /* by a hash of their addresses */
    picture *last_picture;
    int n_pictures, n_drawings;
    bool has_math;
    int caption_numbers[2]; /* the last number given, by caption_kind */
} docx;

/* Where a block is written: what the quotes, lists and cells around it ask of its paragraphs. */
typedef struct place {
    qg_para_kind kind;  /* the kind that plain paragraphs are here */
    int left_twips;     /* the indent of the quotes and lists around it */
    int width_twips;    /* width of the text */
    int list_id, level; /* list whose number or bullet the next paragraph gets; 0: none */
    bool is_in_list, has_bullet;
    int quote_twips;   /* the indent of the quotes around the outermost list */
    int hanging_twips; /* in a list: the width of its numbers */
    qg_align align;    /* in a table: the alignment of the column */
} place;

static inline int qg_docx_measure(const docx *d, qg_measure measure)
{
    return d->style->measures[measure];
}

/* ---- docx.c: parts of the package ---- */

/* Begin a part of the package and make it the one that is written; NULL when memory runs out. */
qg_xml *qg_docx_begin_part(docx *d, const char *name, const char *content_type);

/* A part that was made by the build, when the document does not differ from it; NULL: write it. */
const qg_ready_part *qg_docx_ready(const docx *d, qg_ready_name name);

/* Free a text that was made for the document; if memory ran out for it, the document fails too. */
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
