/* document.h - the tree that the parsers make and the writers read.
 *
 * One node type serves blocks and inlines, so that walking, moving and printing need no second set
 * of functions.  Everything lives in the document's arena and is freed with it.
 */
#ifndef QG_DOCUMENT_DOCUMENT_H
#define QG_DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "document/math.h"

typedef enum qg_node_kind {
#define X(NAME, name, is_inline, has_children) QG_##NAME,
#include "document/nodes.def"
#undef X
    QG_NODE_KINDS
} qg_node_kind;

/* What a paragraph or heading is in an official document, beside being a paragraph. */
typedef enum qg_role {
    QG_ROLE_BODY,
    QG_ROLE_BYLINE,           /* 题注: the day, the speaker or the meeting, below the title */
    QG_ROLE_RECIPIENT,        /* 主送机关 */
    QG_ROLE_SIGNATURE,        /* 署名 */
    QG_ROLE_DATE,             /* 成文日期 */
    QG_ROLE_ATTACHMENT_NOTE,  /* 附件说明: its paragraphs, or a label and a list */
    QG_ROLE_NOTES,            /* 附注 */
    QG_ROLE_CC,               /* 抄送 */
    QG_ROLE_PRINTED,          /* 印发机关和印发日期 */
    QG_ROLE_ATTACHMENT_LABEL, /* the line 附件1 on top of an attachment */
    QG_ROLE_ATTACHMENT_TITLE,
    QG_ROLE_CAPTION, /* of the table behind it */
    QG_ROLE_UNIT,    /* 单位：万元, likewise */
    QG_ROLES
} qg_role;

typedef enum qg_align { QG_ALIGN_NONE, QG_ALIGN_LEFT, QG_ALIGN_CENTER, QG_ALIGN_RIGHT } qg_align;
typedef enum qg_task { QG_TASK_NONE, QG_TASK_OPEN, QG_TASK_DONE } qg_task;

typedef struct qg_node qg_node;
struct qg_node {
    qg_node_kind kind;
    qg_role role;  /* PARAGRAPH, HEADING; LIST: ATTACHMENT_NOTE */
    size_t offset; /* of its first byte, in bytes of the text that was parsed */
    qg_node *parent, *first, *last, *previous, *next;
    qg_str text; /* TEXT, CODE, CODE_BLOCK, HTML, HTML_BLOCK: the literal, without markup;
                  * MATH: the TeX, without the marks around it */
    union {
        struct {       /* HEADING, RUN_IN */
            int level; /* 0 is the title, 1 to 4 are 一、 （一） 1. （1）, up to 9 */
            qg_str
                number; /* as the author wrote it, "（一）"; a slice of the text, which keeps it */
            qg_str id; /* what {#id} behind it says; empty without */
        } heading;
        struct { /* PARAGRAPH; NONE: as its kind is */
            qg_align align;
        } paragraph;
        struct { /* LIST */
            bool is_ordered, is_tight;
            char delimiter; /* '.' or ')' */
            int start;
        } list;
        struct { /* ITEM */
            qg_task task;
            int number; /* as typed in Markdown, where lists count on their own; else 0 */
        } item;
        struct {         /* CODE_BLOCK */
            qg_str info; /* "c", "mermaid": what stands behind the fence */
        } code;
        struct { /* TABLE */
            size_t n_columns;
            const qg_align *aligns; /* n_columns of them */
        } table;
        struct { /* ROW */
            bool is_header;
        } row;
        struct {                          /* CELL */
            unsigned short columns, rows; /* how many it spans, from 1 */
            qg_align align;               /* NONE: as its column is */
        } cell;
        struct {                 /* MATH */
            const qg_math *tree; /* NULL: it could not be read, and its source is all there is */
            bool is_display;
            qg_str tag; /* the number of \tag{1}; empty without */
        } math;
        struct {           /* SOFT_BREAK: where a line of the source ended inside a paragraph */
            bool is_blank; /* false between Chinese characters, which are written without spaces */
        } soft_break;
        struct { /* LINK, IMAGE; an image's description is its children */
            qg_str url, title;
            qg_str width, height; /* IMAGE: as document/length.h reads them; empty without */
        } link;
        struct { /* NOTE: a footnote's text.  Its blocks are its children. */
            qg_str label;
            int number; /* from 1, in the order of first reference; 0 when nothing refers to it */
        } note;
        struct { /* NOTE_REF */
            qg_node *note;
            int nth; /* from 1: the nth reference to the same note */
        } note_ref;
    } u;
};

typedef enum qg_key {
#define X(NAME, english, chinese, form) QG_KEY_##NAME,
#include "document/keys.def"
#undef X
    QG_KEYS,
    QG_KEY_UNKNOWN = QG_KEYS
} qg_key;

/* What the values of a key look like. */
typedef enum qg_key_form {
    QG_FORM_TEXT,
    QG_FORM_LIST, /* one or several texts */
    QG_FORM_DATE, /* kept as 2024-03-05 */
    QG_FORM_DIGITS,
    QG_FORM_PERIOD, /* 1年, 6个月 */
    QG_FORM_SEAL,   /* yes, no, or a picture */
    QG_FORM_CHOICE  /* a word out of a few; document/fields.c knows which */
} qg_key_form;

/* A front matter entry. */
typedef struct qg_field qg_field;
struct qg_field {
    qg_key key;
    qg_str name;          /* as it was written */
    const qg_str *values; /* at least one */
    size_t n_values;
    size_t offset; /* of the entry in the text that was parsed */
    qg_field *next;
};

typedef struct qg_doc {
    qg_arena arena;
    qg_node *root;    /* DOCUMENT; its children are the body's blocks */
    qg_node *notes;   /* DOCUMENT; its children are the NOTEs in order of number */
    qg_field *fields; /* in the order of the source */
} qg_doc;

/* An empty document, or NULL when memory runs out.  To be freed with qg_doc_free. */
qg_doc *qg_doc_new(void);
void qg_doc_free(qg_doc *doc);

/* QG_OK, or QG_E_MEMORY once any allocation for the document failed.  The functions below that make
 * something then return NULL, and appending NULL does nothing, so a parser need ask only once, at
 * its end. */
qg_status qg_doc_status(const qg_doc *doc);

/* A new node without a parent; NULL when memory runs out.  Memory is allocated only for the member
 * of `u` that belongs to `kind`: the others must not be touched. */
qg_node *qg_node_new(qg_doc *doc, qg_node_kind kind, size_t offset);

/* Change the kind of a node and zero its properties; does nothing when it is of that kind already.
 * Only for changes for which the old kind has enough room: see bytes_of in document/node.c. */
void qg_node_become(qg_node *node, qg_node_kind kind);

/* Make `child`, which must have no parent, the last child of `parent`, the first one, or the
 * sibling in front of `sibling`.  Does nothing when an argument is NULL. */
void qg_node_append(qg_node *parent, qg_node *child);
void qg_node_prepend(qg_node *parent, qg_node *child);
void qg_node_insert_before(qg_node *sibling, qg_node *child);

/* Remove `node`, with all below it, from its parent. */
void qg_node_unlink(qg_node *node);

/* Replace `node` by its children. */
void qg_node_unwrap(qg_node *node);

bool qg_node_is_inline(const qg_node *node);

/* Whether `node` is HTML that consists of comments only, so that nothing of it is shown. */
bool qg_node_is_comment(const qg_node *node);

/* The text of an HTML node without the comments at its start. */
qg_str qg_node_behind_comments(const qg_node *node);

const char *qg_node_name(const qg_node *node);

/* Whether it is a thematic break or a page break. */
bool qg_node_is_divider(const qg_node *node);

/* Whether an attachment starts with this block: it is the label of one, or a landscape part that
 * begins with such a label. */
bool qg_node_starts_attachment(const qg_node *node);

/* The node that follows `node` in reading order below `root`: its first child, else the next
 * sibling of it or of its nearest ancestor that has one; NULL at the end.  Walks a tree without
 * recursion. */
qg_node *qg_node_walk(const qg_node *root, const qg_node *node);
/* The same, skipping the children of `node`. */
qg_node *qg_node_walk_over(const qg_node *root, const qg_node *node);

/* The same for blocks only: the inlines in paragraphs and the like are skipped. */
qg_node *qg_node_walk_blocks(const qg_node *root, const qg_node *node);

/* Append the plain text below `node`, with a line feed for each line break. */
void qg_node_plain(qg_buf *out, const qg_node *node);

/* How many levels of headings the table of contents shows, at most 3; 0: no table of contents; -1:
 * the front matter's value is not valid, and there is none. */
int qg_doc_toc_depth(const qg_doc *doc);

/* The first block that belongs to the attachments, which may be the rule or page break in front of
 * them; NULL when there are none. */
const qg_node *qg_doc_attachments(const qg_doc *doc);

/* The first block from `node` on and in front of `end` that signs the text, its date included;
 * `end` when there is none. */
const qg_node *qg_doc_signature(const qg_node *node, const qg_node *end);

/* The imprint (抄送, 印发) that is typed in the blocks from `node` to `end`, with the rule above
 * it; `end` when there is none. */
const qg_node *qg_doc_imprint(const qg_node *node, const qg_node *end);

/* The first block of the body with the role, or NULL. */
qg_node *qg_doc_find_role(const qg_doc *doc, qg_role role);

/* Whether the body has a heading that is the document's title. */
bool qg_doc_has_title(const qg_doc *doc);

/* Whether `title` is the title of a second document: one that the document above it issues or
 * forwards, or one that just follows it.  It starts a new page as an attachment does, also when the
 * label 附件 is missing. */
bool qg_node_starts_document(const qg_node *title);

/* Whether a rule or page break only separates an attachment or a second document from what is above
 * it, so that nothing is to be shown for it. */
bool qg_node_only_parts(const qg_node *node);

/* Whether the document bears a personal signature instead of a seal (GB/T 9704-2012, 7.3.5.3): the
 * front matter names the signer and the office. */
bool qg_doc_is_signed_in_person(const qg_doc *doc);

/* The field that says who signs: the persons, else the signature, else the issuers; NULL when the
 * front matter has none of them. */
const qg_field *qg_doc_signers(const qg_doc *doc);

/* Append the i-th signer, from 0, with the office in front: 市长　　周某某 */
void qg_doc_put_signer(qg_buf *out, const qg_doc *doc, size_t i);

/* Whether the document has a seal, or space left for one. */
bool qg_doc_is_sealed(const qg_doc *doc);

/* The name of the picture with the seal of issuer `i`, from 0; when there are fewer pictures, of
 * the last one; empty without. */
qg_str qg_doc_seal_picture(const qg_doc *doc, size_t i);

/* Whether the body has neither signature nor date, but the front matter has one. */
bool qg_doc_is_unsigned(const qg_doc *doc);

/* Append the copy number (份号), classification with its period (密级) or urgency (紧急程度), by
 * `key`, as printed in the top left corner: 000012, 机密★1年. */
void qg_doc_put_line_above(qg_buf *out, const qg_doc *doc, qg_key key);

/* Append a title of the front matter without the bars (|) that mark its line breaks. */
void qg_doc_put_title(qg_buf *out, qg_str title);

/* Append "2024-03-05" as 2024年3月5日; anything else as it is. */
void qg_doc_put_date(qg_buf *out, qg_str date);

/* A cell and the columns of the table that it covers in one row. */
typedef struct qg_placed_cell {
    const qg_node *cell; /* NULL: the row has no cell for this place */
    size_t column, n_columns;
    size_t n_rows_left; /* how many more rows below it covers */
    bool is_continued;  /* it begins in a row above and spans down into this one */
} qg_placed_cell;

/* Find which columns each cell of a row covers, with regard to cells above that span down.
 *
 * cells  room for n_columns; set to what covers the row, from left to right without gaps.
 * above  n_columns, zeroed before the first row and passed unchanged from row to row: the cells
 * that span down.
 *
 * A span that would reach beyond the table or into another span is cut off; cells beyond the last
 * column are left out.  Returns how many entries of `cells` are set. */
size_t qg_table_place(qg_placed_cell *cells, qg_placed_cell *above, size_t n_columns,
                      const qg_node *row);

/* The alignment of a cell: its own, else that of its column.  A cell that spans columns takes that
 * of none. */
qg_align qg_table_align(const qg_node *table, const qg_placed_cell *placed);

/* Whether the row is a header row.  The first row of a form to fill in, 姓名 | | 性别 | |, is not,
 * although Markdown requires a table to begin with a header. */
bool qg_row_is_head(const qg_node *row);

/* Whether `text` starts as a caption of a table with its number does: 表1, 表 1-2, 表二, 附表： */
bool qg_is_table_caption(qg_str text);

/* The length in bytes of `label` and the number behind it ("表 3") at the start of `text`; sets
 * `*number`.  0 when there is none or it has parts (表1-2), which cannot be counted on. */
size_t qg_caption_label(qg_str text, qg_str label, int *number);

/* The number of the table with this caption: the one written in the caption, whose length in bytes
 * is put into `*n_written`; else, with `*n_written` 0, the number after `last`, which is that of
 * the table before.  0: the table is not counted, as 附表1 and 表1-2 are not. */
int qg_caption_number(const qg_node *caption, int last, size_t *n_written);
/* Set `*last` to the number of the table with this caption.  Returns whether the caption lacks the
 * number, so that the writer has to add it. */
bool qg_caption_count(int *last, const qg_node *caption);

/* Whether a paragraph holds pictures, also as links, and nothing else. */
bool qg_has_only_pictures(const qg_node *paragraph);

/* Whether a text is the caption of a picture: 图1, 图为…… */
bool qg_is_figure_caption(qg_str text);

/* Append the caption of a picture: its title, else its description, whichever qg_is_figure_caption
 * takes for one; nothing when neither is. */
void qg_picture_caption(qg_buf *out, const qg_node *image);

/* Whether a paragraph is the caption of the pictures right above it; whether a paragraph of
 * pictures has such a caption right below. */
bool qg_is_caption_below(const qg_node *paragraph);
bool qg_figure_has_caption_below(const qg_node *figure);

/* The key of a name in either language, or QG_KEY_UNKNOWN. */
qg_key qg_key_of(qg_str name);
/* For a misspelled name: the name of the one key that resembles it; empty when none or several do.
 */
qg_str qg_key_near(qg_str name);
/* The names of a key, and the form of its values. */
const char *qg_key_english(qg_key key);
const char *qg_key_chinese(qg_key key);
qg_key_form qg_key_form_of(qg_key key);

/* Add an entry behind the others; strings are copied.  If there is an entry of the same known key,
 * that one is replaced when `override` is true, and stays the one that qg_doc_field finds
 * otherwise.  `offset` is in bytes of the text that is parsed.  NULL when memory runs out. */
qg_field *qg_doc_add_field(qg_doc *doc, qg_str name, const qg_str *values, size_t n_values,
                           size_t offset, bool override);

/* The entry of `key`, or NULL; its first value, or empty. */
const qg_field *qg_doc_field(const qg_doc *doc, qg_key key);
qg_str qg_doc_value(const qg_doc *doc, qg_key key);

#endif
