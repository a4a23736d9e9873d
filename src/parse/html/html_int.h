/* html_int.h - what the files that read web pages owe each other.
 *
 * The way goes: bytes to a tree (html/tree.c), what nobody sees is hidden (html/hidden.c), what is
 * the article (html/main.c), the page to lines of text with their marks, blocks and looks
 * (html/walk.c, html/lines.c, html/object.c), and from there on as plain text goes
 * (text/text_int.h). What that makes of the lines gets its marks back in html/inlines.c.  gumbo,
 * which parses as browsers do and knows where in the file each thing stands, is met in html/tree.c
 * alone.
 */
#ifndef QG_PARSE_HTML_INT_H
#define QG_PARSE_HTML_INT_H

#include "parse/parse_int.h"
#include "parse/text/line_int.h"

#include "base/buf.h"

typedef enum qg_html_tag {
    QG_TAG_TEXT,  /* a text, not an element */
    QG_TAG_OTHER, /* an element that means nothing here */
#define X(NAME, kind) QG_TAG_##NAME,
#include "parse/html/tags.def"
#undef X
    QG_TAGS
} qg_html_tag;

typedef enum qg_html_kind {
    QG_KIND_INLINE,
    QG_KIND_BLOCK,
    QG_KIND_CONTROL,
    QG_KIND_EMBEDDED,
    QG_KIND_CODE
} qg_html_kind;

typedef struct qg_html_node {
    qg_html_tag tag;
    bool is_hidden;      /* so is what is below it */
    bool is_note;        /* the text of a footnote */
    bool is_note_ref;    /* the mark of one */
    bool is_outside;     /* of the article; so is what is below it */
    bool is_owners;      /* who owns the page, its licences */
    bool is_link;        /* an <a> that may lead somewhere or do something */
    bool keeps_lines;    /* of the source, as a style sheet says */
    bool has_no_size;    /* as a style sheet says */
    bool is_address;     /* an <a> that shows the address of something on a site, and no is_link */
    uint8_t attributes;  /* which it has; others are not looked for */
    size_t parent;       /* index; the root is its own parent */
    size_t end;          /* index behind the last node below it */
    size_t offset;       /* in the page */
    qg_str text;         /* QG_TAG_TEXT: entities undone, blanks as they stand */
    uint32_t n_runes;    /* in the text, but for blanks */
    uint32_t n_marks;    /* stops and commas */
    qg_str style;        /* the element's own, asked for many times */
    const void *element; /* for qg_html_attr */
} qg_html_node;

/* A character that a page shows as nothing. */
static inline bool qg_html_is_blank(qg_rune rune)
{
    return rune <= ' ' || rune == 0xA0 || rune == 0x3000 || (rune >= 0x200B && rune <= 0x200D) ||
           rune == 0xFEFF;
}

/* The mark of a footnote, and its text. */
typedef struct qg_html_note {
    size_t ref, block;
    size_t owner;  /* index of the first note with the same text */
    qg_node *made; /* of the owner: the NOTE, once a mark was met */
} qg_html_note;

/* The nodes in the order of the page, so that what is below a node stands behind it. */
typedef struct qg_html_tree {
    qg_html_node *at;
    size_t n, n_allocated;
    qg_str base;                  /* what addresses of the page are relative to; empty: itself */
    size_t meta_end;              /* index behind the last <meta>, most of which stand at the top */
    struct qg_html_count *counts; /* n + 1 */
    qg_html_note *notes;          /* in the order of their marks */
    size_t n_notes;
    struct qg_html_memory *memory; /* of the parser */
} qg_html_tree;

/* Visible characters, and those of them in links, before a node. */
typedef struct qg_html_count {
    size_t n_runes, n_linked;
} qg_html_count;

/* ---- html/tree.c --------------------------------------------------------------------------- */

/* Parse a page.
 *
 * tree  uninitialised; after any return qg_html_clear frees it.
 * page  valid UTF-8, to live as long as the tree.
 * sink  is told why a page is refused.
 *
 * Fails with QG_E_LIMIT for a page that is built as no honest one is, and QG_E_MEMORY. */
qg_status qg_html_parse(qg_html_tree *tree, qg_str page, size_t max_cells, const qg_sink *sink);
void qg_html_clear(qg_html_tree *tree);

/* Count what is in the text of a node.  html/text.c */
void qg_html_measure(qg_html_node *node);

qg_html_kind qg_html_kind_of(const qg_html_node *node);

/* Whether nothing below the node is shown: it is hidden, or an element such as <script> that holds
 * no text. */
bool qg_html_is_left_out(const qg_html_node *node);

/* The value of an attribute, its name in small letters; empty when there is none. */
qg_str qg_html_attr(const qg_html_node *node, const char *name);
bool qg_html_has_attr(const qg_html_node *node, const char *name);

/* The first value of an attribute that is as wanted; empty when there is none. */
qg_str qg_html_attr_that(const qg_html_node *node, bool (*is_wanted)(qg_str value));

/* The name of an element as the page has it, empty for one that it does not have. */
qg_str qg_html_name(const qg_html_node *node);

/* The value of a property in the element's own style attribute ("text-align"); empty when none. */
qg_str qg_html_style(const qg_html_node *node, const char *property);

/* The next node behind `i`, without what is below it when it is left out. */
size_t qg_html_next(const qg_html_tree *tree, size_t i);

/* Count characters, once it is known what is hidden. */
qg_status qg_html_count_all(qg_html_tree *tree);

/* Visible characters below `node`. */
qg_html_count qg_html_count_below(const qg_html_tree *tree, size_t node);

/* ---- html/guard.c -------------------------------------------------------------------------- */

/* What limit the page breaks: tags nested, or attributes heaped, deeper than in any honest page, so
 * that parsing would take more than linear time, or tables of more cells than `max_cells`; NULL:
 * none. */
const char *qg_html_excess(qg_str page, size_t max_cells);

/* `page` with &#0…0; for numbers of characters that no int has room for, which the parser adds up
 * all the same and writes as bytes that are no text; either names U+FFFD.  A copy in `arena` where
 * there is one. */
qg_str qg_html_bounded(qg_arena *arena, qg_str page);

/* ---- html/meta.c --------------------------------------------------------------------------- */

/* Make fields of what the head of the page says of the article.
 *
 * title     becomes what it is called there; empty when there is nothing.
 * is_exact  becomes whether that is the title alone, without the names of sites around it. */
void qg_html_read_meta(qg_doc *doc, qg_str *title, bool *is_exact, const qg_html_tree *tree);

/* ---- html/hidden.c ------------------------------------------------------------------------- */

/* Find what a reader of the page does not see, or sees a second time. */
qg_status qg_html_hide(qg_html_tree *tree);

/* Whether the element is only for readers without scripts, or is what scripts make copies of. */
bool qg_html_is_for_scripts(const qg_html_node *node);

/* ---- html/sheets.c ------------------------------------------------------------------------- */

/* Hide what the page's own style sheets hide, but for what they show in turn or should not have
 * hidden.  `scratch` as for qg_html_prose. */
void qg_html_obey_sheets(qg_html_tree *tree, long *scratch);

/* ---- html/copies.c ------------------------------------------------------------------------- */

/* Hide what the page shows twice, and abstracts that start as the article does. */
qg_status qg_html_hide_copies(qg_html_tree *tree);

/* Whether it is an element of a few sentences that call themselves an abstract: 核心提示：…  To be
 * asked once characters are counted. */
bool qg_html_is_abstract(const qg_html_tree *tree, size_t i);

/* ---- html/contents.c ------------------------------------------------------------------------ */

/* Put lists of links to the page's own headings outside. */
void qg_html_find_contents(qg_html_tree *tree);

/* ---- html/counts.c ------------------------------------------------------------------------- */

/* Hide the numbers at the ends of most paragraphs that count what readers said, and those that
 * count the lines of code. */
void qg_html_hide_counts(qg_html_tree *tree);

/* ---- html/data.c --------------------------------------------------------------------------- */

/* What a cell with a label says, without the colon or the brackets: 索引号：, 【索引号】 */
qg_str qg_html_label_of(qg_str cell);

/* Whether labels of page data stand side by side in a row of a table, over their values. */
bool qg_html_is_row_of_labels(const qg_html_tree *tree, size_t row);

/* ---- html/forms.c -------------------------------------------------------------------------- */

/* Put what stands around fields outside: 请输入关键词, 从 … 至 …  Returns whether there is any. */
bool qg_html_find_forms(qg_html_tree *tree);

/* Make text of what fields hold that nobody may change. */
void qg_html_show_values(qg_html_tree *tree);

/* What a field for a line holds at first; empty for any other element. */
qg_str qg_html_typed(const qg_html_node *node);

/* Whether it is a box of the article that is ticked or not. */
bool qg_html_is_box(const qg_html_node *node);

/* The box in front of the text of an entry of a list, which makes it a task; 0 when there is none.
 */
size_t qg_html_task_box(const qg_html_tree *tree, size_t item);

/* Whether the box of an entry says that the task is done or still to be done; that it is no task
 * when it has none. */
qg_task qg_html_task_of(const qg_html_tree *tree, size_t item);

/* ---- html/formula.c ------------------------------------------------------------------------ */

/* Hide what shows a formula beside its MathML. */
void qg_html_hide_formula_copies(qg_html_tree *tree);

/* ---- html/fragment.c ----------------------------------------------------------------------- */

/* Make blocks of HTML that stands in Markdown, as far as all of its elements mean something in a
 * report.
 *
 * before  the blocks are put in front of this node.
 * Returns whether there are any; if not, nothing has changed. */
bool qg_html_fragment(qg_doc *doc, qg_node *before, qg_str html, qg_limits limits);

/* The value of an attribute of the one tag that `tag` is, copied into the document. */
qg_str qg_html_tag_attr(qg_doc *doc, qg_str tag, const char *name);

/* Set the size of `image` to what an <img> asks for, by attribute or style; of the one tag that
 * `tag` is. */
void qg_html_set_size(qg_doc *doc, qg_node *image, const qg_html_node *node);
void qg_html_tag_set_size(qg_doc *doc, qg_node *image, qg_str tag);

/* ---- html/main.c --------------------------------------------------------------------------- */

/* Find the element that holds the article and what belongs to it; the rest becomes outside. */
qg_status qg_html_find_main(qg_html_tree *tree);

/* Put the nodes from `first` up to `end` outside of the article. */
void qg_html_put_outside(qg_html_tree *tree, size_t first, size_t end);

/* Characters of sentences below `top`, whether that is hidden or not.  `scratch` holds a 0 for each
 * node, before and after. */
long qg_html_prose(const qg_html_tree *tree, size_t top, long *scratch);

/* ---- html/names.c -------------------------------------------------------------------------- */

/* Put elements that call themselves furniture outside.  `prose` is the sum of what sentences below
 * each node are worth.  Returns whether there are any. */
bool qg_html_find_named(qg_html_tree *tree, const long *prose);

/* Whether every link below the node is to a file that is called an attachment. */
bool qg_html_has_attachments(const qg_html_tree *tree, size_t top);

/* ---- html/notes.c -------------------------------------------------------------------------- */

/* Find marks of footnotes, and their texts, which link to each other. */
qg_status qg_html_find_notes(qg_html_tree *tree);

/* Whether the page calls the element a footnote, as books do. */
bool qg_html_is_called_note(const qg_html_node *node);

/* The note whose mark node `ref` is. */
qg_html_note *qg_html_note_at(const qg_html_tree *tree, size_t ref);

/* Number the footnotes by their marks in the document.  The text of one whose mark was furniture
 * goes to the end. */
void qg_html_number_notes(qg_doc *doc);

/* ---- html/print.c -------------------------------------------------------------------------- */

/* Whether it is a page of print that a converter made an element of: id="page3", id="pf2" */
bool qg_html_starts_page(const qg_html_node *node);

/* Whether the line ends in an element's own text are meant; whether its paragraphs are lines of
 * print, with empty ones between the paragraphs of the text. */
bool qg_html_is_literal(const qg_html_tree *tree, size_t element);
bool qg_html_is_print(const qg_html_tree *tree, size_t element);

/* ---- html/teasers.c ------------------------------------------------------------------------ */

/* Put lists of other pages outside, unless much of the page is in them.  `prose` is the sum of
 * what sentences below each node are worth.  Returns whether there are any. */
bool qg_html_find_teasers(qg_html_tree *tree, const long *prose);

/* ---- html/walk.c --------------------------------------------------------------------------- */

/* Part of a line that is emphasised, struck out, code or a link. */
typedef struct qg_page_mark {
    size_t start, end; /* in qg_page.text */
    size_t around;     /* index of the mark it stands in; QG_NO_MARK */
    qg_node_kind kind;
    qg_str url; /* LINK */
} qg_page_mark;

#define QG_NO_MARK ((size_t)-1)

/* A picture, for which U+FFFC stands in the text. */
typedef struct qg_page_picture {
    size_t offset;
    qg_node *node;
} qg_page_picture;

/* Part of a page as lines of text. */
typedef struct qg_page {
    qg_doc *doc;
    const qg_html_tree *tree;
    qg_str source;               /* the whole page */
    const qg_sink *sink;         /* is told of what is left out; offsets are bytes of the page */
    size_t nesting, max_nesting; /* of lists and quotes */
    qg_node *caption;            /* of the table that is read, to be put in front of it */
    bool is_all_bold;            /* so that it means nothing */
    bool is_draft;               /* HTML that an author put into a draft: all of it is meant */
    bool is_lines;               /* of text and nothing else: lists and tables are lines, too */
    qg_buf text;
    qg_map map;          /* offsets in `text` to those in the page */
    qg_page_mark *marks; /* by start, the outer one first */
    size_t n_marks, n_marks_allocated;
    qg_page_picture *pictures;
    size_t n_pictures, n_pictures_allocated;
    qg_text_look *looks; /* one a line that is not empty */
    size_t n_looks, n_looks_allocated;
    qg_status status;
} qg_page; /* start with the first six */

/* Append the nodes from `first` up to `end`. */
void qg_page_put(qg_page *page, size_t first, size_t end);
void qg_page_clear(qg_page *page);

/* ---- html/page.c --------------------------------------------------------------------------- */

/* Room for one more of `size` bytes at the end of *list; NULL when there is none. */
void *qg_page_grow(qg_page *page, void **list, size_t *n, size_t *n_allocated, size_t size);

/* Add a mark, and return its index; a picture that stands at the end of the text; a look. */
size_t qg_page_put_mark(qg_page *page, const qg_page_mark *mark);
void qg_page_put_picture(qg_page *page, qg_node *node);
void qg_page_put_look(qg_page *page, const qg_text_look *look);

/* Tell of the text below node `i`, which is not seen.  Scripts and style sheets are nobody's. */
void qg_page_tell_hidden(const qg_page *page, size_t i);

/* ---- html/look.c --------------------------------------------------------------------------- */

/* 1 to 6 for <h1> to <h6>, else 0. */
uint8_t qg_html_heading_of(qg_html_tag tag);

/* The same also for elements whose class names a heading: "text-h3" */
uint8_t qg_html_heading_look(const qg_html_node *node);

/* How lines in the element are aligned where those around it are as `around` says.  Around
 * text that is laid out by hand that says nothing. */
qg_align qg_html_align_in(const qg_html_node *node, qg_align around);

/* The alignment that a cell asks for.  Unlike other elements it may ask for left, since its column
 * may be centred. */
qg_align qg_html_cell_align(const qg_html_node *cell);

/* The size of characters that it asks for, in half-points; 0 for none. */
uint8_t qg_html_size_of(const qg_html_node *node);

/* The kind of mark that it makes, QG_TEXT for none; in HTML of a draft <u> is a mark, too. */
qg_node_kind qg_html_mark_of(const qg_html_node *node, bool is_draft);

/* Whether a link leads somewhere; whether a picture is a sign in front of a link, a dot that counts
 * readers; where the picture is. */
bool qg_html_is_target(qg_str url);
qg_str qg_html_from_base(const qg_page *page, qg_str url); /* as the page's <base> has it */
bool qg_html_is_icon(const qg_html_node *image);
qg_str qg_html_source_of(const qg_html_node *image);

/* ---- html/inlines.c ------------------------------------------------------------------------ */

/* Append the inlines of `text` to `parent`: a piece of the page's text that starts at about
 * `offset`, but for blanks that were left out, line ends that were joined, and what was put in.
 * In a heading bold and italic mean nothing. */
void qg_page_inlines(const qg_page *page, qg_node *parent, qg_str text, size_t offset);

/* Append a paragraph to `parent` for each run of lines of the page, and its blocks. */
void qg_page_blocks(const qg_page *page, qg_node *parent);

/* ---- html/code.c --------------------------------------------------------------------------- */

/* The code in `pre`; NULL when there is none. */
qg_node *qg_html_code(qg_page *page, size_t pre);

/* ---- html/formula.c ------------------------------------------------------------------------ */

/* The formula at <math>, in TeX; NULL when it is empty. */
qg_node *qg_html_formula(qg_page *page, size_t math);

/* ---- html/list.c --------------------------------------------------------------------------- */

enum { QG_HTML_MOST_NUMBER = 999999 /* of an entry */ };

/* The number that `digits` start with; `otherwise` when there is none from 1 to `most`. */
size_t qg_html_number(qg_str digits, size_t otherwise, size_t most);

/* The list at `list`; NULL when it is to be read as lines. */
qg_node *qg_html_list(qg_page *page, size_t list);

/* How the entries of a list that is read as lines are counted: as HTML names it, 1, A, a, I or i,
 * or 'c' for 一、; 0 for not at all. */
char qg_html_list_count(const qg_html_tree *tree, size_t list);

/* The number of the first entry, and by how much each next one is more. */
int qg_html_list_start(const qg_html_tree *tree, size_t list, int *step);

/* Append the number of an entry with the mark and blank behind it: A., 一、 */
void qg_html_put_number(qg_buf *out, char count, int number);

/* ---- html/object.c ------------------------------------------------------------------------- */

/* Append the nodes from `first` up to `end` to `parent`, as blocks; what is below `node` as
 * inlines, or as blocks where it is more than lines of text; the text of an element to `out`, for
 * looking at. */
qg_status qg_html_put_blocks(const qg_page *around, qg_node *parent, size_t first, size_t end);
qg_status qg_html_put_inlines(const qg_page *around, qg_node *parent, size_t node);
qg_status qg_html_put_cell(const qg_page *around, qg_node *parent, size_t node);
void qg_html_put_plain(qg_buf *out, const qg_html_tree *tree, size_t element);

/* The reference to the footnote whose mark node `ref` is; the first one to a note reads it.  NULL
 * when there is none. */
qg_node *qg_html_note_ref(qg_page *page, size_t ref);

/* The table, list, quote or code at `node`; NULL when it is to be read as lines: a table that only
 * serves the layout, a list that is a menu. */
qg_node *qg_html_object(qg_page *page, size_t node);

/* ---- html/table.c -------------------------------------------------------------------------- */

enum { QG_HTML_CELL_RUNES = 400 /* more in a cell is an article in a layout */ };

/* The table at `table`; NULL when it only serves the layout, or is a menu.  One of the names and
 * values in a list of terms; NULL when it holds anything else. */
qg_node *qg_html_table(qg_page *page, size_t table);
qg_node *qg_html_facts(qg_page *page, size_t list);

/* Whether `node` is a table, or a list of terms, of page data: 索引号, 发文字号 and such, beside
 * their values. */
bool qg_html_is_data_table(const qg_html_tree *tree, size_t node);

#endif
