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

/* QG_OK, or QG_E_MEMORY once anything below could not be had.  Makers then return NULL, and
 * appending NULL does nothing, so a parser asks once, at its end. */
qg_status qg_doc_status(const qg_doc *doc);

/* A new node that hangs nowhere yet.  Of `u` it has the properties of its kind and no more. */
qg_node *qg_node_new(qg_doc *doc, qg_node_kind kind, size_t offset);

/* Make another kind of it, without properties, if it is not of that kind.  The old kind has room
 * for those of the new one: document/node.c says which have. */
void qg_node_become(qg_node *node, qg_node_kind kind);

/* Hang `child` in as the last child of `parent`, as the first one, or before `sibling`.  It must
 * hang nowhere.  NULLs are ignored. */
void qg_node_append(qg_node *parent, qg_node *child);
void qg_node_prepend(qg_node *parent, qg_node *child);
void qg_node_insert_before(qg_node *sibling, qg_node *child);

/* Take `node` with all below it out of its parent. */
void qg_node_unlink(qg_node *node);

/* Put the children of `node` in its place. */
void qg_node_unwrap(qg_node *node);

bool qg_node_is_inline(const qg_node *node);

/* Whether it is HTML that holds comments and nothing else: none of it is printed. */
bool qg_node_is_comment(const qg_node *node);

/* What stands behind the comments that the text of HTML starts with. */
qg_str qg_node_behind_comments(const qg_node *node);

const char *qg_node_name(const qg_node *node);

/* A rule or a page break between blocks. */
bool qg_node_is_divider(const qg_node *node);

/* Whether an attachment starts with this block: its label, or a part that lies broadside and begins
 * with one. */
bool qg_node_starts_attachment(const qg_node *node);

/* The node that follows `node` in reading order below `root`, or NULL: its first child, else the
 * next sibling of it or of an ancestor.  Use it to walk without recursion. */
qg_node *qg_node_walk(const qg_node *root, const qg_node *node);
/* The same, but without going into `node`. */
qg_node *qg_node_walk_over(const qg_node *root, const qg_node *node);

/* The same for blocks alone: not into those that hold inlines. */
qg_node *qg_node_walk_blocks(const qg_node *root, const qg_node *node);

/* Append the plain text of all below `node`; line breaks as line feeds. */
void qg_node_plain(qg_buf *out, const qg_node *node);

/* Levels of headings that the table of contents shows, 3 at most; 0: there is none; -1: what the
 * front matter says of it is not known, and there is none. */
int qg_doc_toc_depth(const qg_doc *doc);

/* The first block of the attachments, with a rule or page break before it; NULL without any. */
const qg_node *qg_doc_attachments(const qg_doc *doc);

/* The first block of the body with the role, or NULL. */
qg_node *qg_doc_find_role(const qg_doc *doc, qg_role role);

/* Whether a heading of the body is the title. */
bool qg_doc_has_title(const qg_doc *doc);

/* Whether `title` is that of what the document above it issues, or of one that follows it: it
 * starts a page as an attachment does, also without 附件 above. */
bool qg_node_starts_document(const qg_node *title);

/* Whether a rule or page break only says that an attachment or such a document begins. */
bool qg_node_only_parts(const qg_node *node);

/* Whether somebody signs for his office (7.3.5.3): the front matter names both. */
bool qg_doc_is_signed_in_person(const qg_doc *doc);

/* Who signs: such persons, the signature, else the issuers; NULL when the front matter has none. */
const qg_field *qg_doc_signers(const qg_doc *doc);

/* Append one of them, behind the office: 市长　　周某某 */
void qg_doc_put_signer(qg_buf *out, const qg_doc *doc, size_t i);

/* Whether there is a seal, or room for one. */
bool qg_doc_is_sealed(const qg_doc *doc);

/* The picture of body `i`'s seal, or of the last one that has its own; empty without. */
qg_str qg_doc_seal_picture(const qg_doc *doc, size_t i);

/* Whether the front matter has the signature or date that the body lacks. */
bool qg_doc_is_unsigned(const qg_doc *doc);

/* Put 份号, 密级 with its period or 紧急程度 as it stands above the mark of the issuer: 000012,
 * 机密★1年. */
void qg_doc_put_line_above(qg_buf *out, const qg_doc *doc, qg_key key);

/* Append a title of the front matter without the bars that break its lines. */
void qg_doc_put_title(qg_buf *out, qg_str title);

/* Append "2024-03-05" as 2024年3月5日; anything else as it is. */
void qg_doc_put_date(qg_buf *out, qg_str date);

/* A cell in its place. */
typedef struct qg_placed_cell {
    const qg_node *cell; /* NULL: the row has no cell for this place */
    size_t column, n_columns;
    size_t n_rows_left; /* rows below that it covers too */
    bool is_continued;  /* it stands in a row above and covers this place */
} qg_placed_cell;

/* Put the cells of a row in their places.
 *
 * cells  room for n_columns; what stands in the row from left to right, without gaps.
 * above  n_columns, zeroed before the first row and kept from row to row: what spans down.
 *
 * A span that would reach beyond the table or into another one ends there; so do cells too many.
 * Returns how many are in `cells`. */
size_t qg_table_place(qg_placed_cell *cells, qg_placed_cell *above, size_t n_columns,
                      const qg_node *row);

/* How a cell in its place is aligned, by itself or as its column is.  What spans columns belongs to
 * none of them. */
qg_align qg_table_align(const qg_node *table, const qg_placed_cell *placed);

/* Whether the row is the head of its table.  The first row of a form, 姓名 | | 性别 | |, is none,
 * though Markdown lets no table begin without one. */
bool qg_row_is_head(const qg_node *row);

/* Whether `text` starts as a caption of a table with its number does: 表1, 表 1-2, 表二, 附表： */
bool qg_is_table_caption(qg_str text);

/* Length of `label` and the number behind it at the start of `text`, "表 3", and the number; 0 when
 * there is none, or one of parts (表1-2), which nobody can count. */
size_t qg_caption_label(qg_str text, qg_str label, int *number);

/* The number of a table by its caption: as it is written there in the first n_written bytes, else,
 * with n_written 0, the one behind `last`, that of the table before.  0: it is not counted, as
 * 附表1 and 表1-2 are not. */
int qg_caption_number(const qg_node *caption, int last, size_t *n_written);
/* Put the number in the place of that of the table before; whether it has to be written. */
bool qg_caption_count(int *last, const qg_node *caption);

/* Whether a paragraph holds pictures, also as links, and nothing else. */
bool qg_has_only_pictures(const qg_node *paragraph);

/* Whether a text is the caption of a picture: 图1, 图为…… */
bool qg_is_figure_caption(qg_str text);

/* Append the caption of a picture: its title or its description, where that is one. */
void qg_picture_caption(qg_buf *out, const qg_node *image);

/* Whether a paragraph is the caption of the pictures above it; whether such a one stands below. */
bool qg_is_caption_below(const qg_node *paragraph);
bool qg_figure_has_caption_below(const qg_node *figure);

/* The key of a name in either language, or QG_KEY_UNKNOWN; its names; what its values look like. */
qg_key qg_key_of(qg_str name);
/* The name of the only key that is much like it; empty: there is none, or several. */
qg_str qg_key_near(qg_str name);
const char *qg_key_english(qg_key key);
const char *qg_key_chinese(qg_key key);
qg_key_form qg_key_form_of(qg_key key);

/* Add an entry behind the others; strings are copied.  An entry of the same known key stays the one
 * that qg_doc_field finds, unless `override` puts the new one in its place. */
qg_field *qg_doc_add_field(qg_doc *doc, qg_str name, const qg_str *values, size_t n_values,
                           size_t offset, bool override);

/* The entry of `key`, or NULL; its first value, or empty. */
const qg_field *qg_doc_field(const qg_doc *doc, qg_key key);
qg_str qg_doc_value(const qg_doc *doc, qg_key key);

#endif
