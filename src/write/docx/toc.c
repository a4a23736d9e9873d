/* toc.c - the table of contents, a field that Word fills again when it is asked to.
 *
 * It is filled already, with the pages that the blocks come to if each line holds what the grid
 * says. That is exact for plain text and good to a page or so behind tables and pictures.
 */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

#include <stdio.h>

enum { MOST_LEVELS = 3, DEFAULT_LEVELS = 3, PICTURE_LINES = 10, TITLE_LINES = 3 };

int qg_docx_toc_depth(const docx *d)
{
    static const char *const yes[] = {"true", "yes", "on", "是", "有"};
    qg_str value = qg_doc_value(d->doc, QG_KEY_TOC);

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (qg_str_eq_nocase(value, qg_str_of(yes[i])))
            return DEFAULT_LEVELS;
    if (value.n != 1 || value.p[0] < '1' || value.p[0] > '9')
        return 0;
    return value.p[0] - '0' > MOST_LEVELS ? MOST_LEVELS : value.p[0] - '0';
}

static bool is_shown(const docx *d, const anchor *a)
{
    return a->heading->u.heading.level >= 1 && a->heading->u.heading.level <= qg_docx_toc_depth(d);
}

/* ---- reckoning pages ---- */

/* Lines that a text takes where each holds `columns` half characters. */
static long lines_of(const qg_node *block, int columns)
{
    qg_buf text;
    qg_str rest;
    long lines = 1, width = 0;

    qg_buf_init(&text, 0);
    if (block->kind == QG_CODE_BLOCK)
        qg_buf_put(&text, block->text);
    else
        qg_node_plain(&text, block);
    rest = qg_buf_str(&text);
    while (rest.n > 0) {
        qg_rune rune;
        int n;
        qg_utf8_take(&rest, &rune);
        n = qg_rune_columns(rune, true);
        if (rune == '\n' || width + n > columns) {
            lines++;
            width = 0;
        }
        width += rune == '\n' ? 0 : n;
    }
    qg_buf_clear(&text);
    return lines;
}

/* Lines of a block that holds no blocks. */
static long lines_of_leaf(const qg_node *block, int columns)
{
    switch (block->kind) {
    case QG_HEADING:
        if (block->u.heading.level == 0) /* the document's own stands in front */
            return block->role == QG_ROLE_ATTACHMENT_TITLE ? TITLE_LINES : 0;
        return lines_of(block, columns - 4);
    case QG_PARAGRAPH:
        return qg_docx_has_only_pictures(block) ? PICTURE_LINES : lines_of(block, columns - 4);
    case QG_ROW: /* its longest cell; columns share the width evenly */
    {
        long most = 1;
        int n = (int)block->parent->u.table.n_columns;
        for (const qg_node *cell = block->first; cell != NULL; cell = cell->next) {
            long lines = lines_of(cell, columns / (n < 1 ? 1 : n) > 4 ? columns / n : 4);
            most = lines > most ? lines : most;
        }
        return most;
    }
    default:
        return block->kind == QG_CODE_BLOCK || block->kind == QG_HTML_BLOCK
                   ? lines_of(block, columns)
                   : 1;
    }
}

static bool is_leaf(const qg_node *node)
{
    return node->kind == QG_HEADING || node->kind == QG_PARAGRAPH || node->kind == QG_ROW ||
           node->kind == QG_CODE_BLOCK || node->kind == QG_HTML_BLOCK || node->kind == QG_RULE;
}

/* The first line of the next page. */
static long turned(long line, long lines_a_page)
{
    return (line + lines_a_page - 1) / lines_a_page * lines_a_page;
}

/* Write the entries on the way through the document. */
static void write_entries(docx *d, long line, void (*write)(docx *, const anchor *, long page))
{
    long lines_a_page = d->style->page.lines > 0 ? d->style->page.lines : 30;
    int columns = d->style->page.characters > 0 ? 2 * d->style->page.characters : 60;
    const qg_node *root = d->doc->root, *node = root;
    size_t k = 0;

    while (node != NULL) {
        if (!is_leaf(node)) {
            node = qg_node_walk(root, node);
            continue;
        }
        if (node->role == QG_ROLE_ATTACHMENT_LABEL || node->kind == QG_PAGE_BREAK)
            line = turned(line, lines_a_page);
        if (k < d->n_anchors && d->anchors[d->in_order[k]].heading == node) {
            const anchor *a = &d->anchors[d->in_order[k++]];
            if (is_shown(d, a))
                write(d, a, line / lines_a_page + 1);
        }
        line += lines_of_leaf(node, columns);
        node = qg_node_walk_over(root, node);
    }
}

/* ---- the field ---- */

static void write_page(docx *d, const anchor *a, long page)
{
    char text[48];

    snprintf(text, sizeof text, " PAGEREF _Toc%zu \\h ", a->number);
    qg_docx_begin_field(d, qg_str_of(text), false);
    snprintf(text, sizeof text, "%ld", page);
    qg_docx_text(d, qg_str_of(text), NULL);
    qg_docx_end_field(d);
}

/* The heading's text, its number and what follows it, on one line. */
static void write_text(docx *d, const qg_node *heading)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, heading);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            text.p[i] = ' ';
    qg_docx_text(d, qg_str_trim(qg_buf_str(&text)), NULL);
    qg_buf_clear(&text);
}

static void write_entry(docx *d, const anchor *a, long page)
{
    static const qg_para_kind kinds[] = {QG_PARA_TOC_1, QG_PARA_TOC_2, QG_PARA_TOC_3};
    para_extra extra = {.has_leader = true, .right_tab_twips = qg_page_text_width(&d->style->page)};
    char text[48];

    qg_docx_begin_para(d, kinds[a->heading->u.heading.level - 1], &extra);
    qg_xml_open(d->xml, "w:hyperlink");
    snprintf(text, sizeof text, "_Toc%zu", a->number);
    qg_xml_attr(d->xml, "w:anchor", text);
    qg_xml_attr(d->xml, "w:history", "1");
    write_text(d, a->heading);
    qg_docx_text(d, QG_STR("\t"), NULL);
    write_page(d, a, page);
    qg_xml_close(d->xml);
    qg_docx_end_para(d);
}

static void write_begin(docx *d, int depth)
{
    char text[48];

    qg_docx_begin_para(d, QG_PARA_TOC_TITLE, NULL);
    qg_docx_text(d, QG_STR("目录"), NULL);
    qg_docx_end_para(d);
    qg_docx_begin_para(d, QG_PARA_TOC_1, NULL);
    snprintf(text, sizeof text, " TOC \\o \"1-%d\" \\h \\z \\u ", depth);
    qg_docx_begin_field(d, qg_str_of(text), true);
    qg_docx_end_para(d);
}

static void write_end(docx *d)
{
    qg_docx_begin_para(d, QG_PARA_TOC_1, NULL);
    qg_docx_end_field(d);
    qg_xml_open(d->xml, "w:r");
    qg_xml_open(d->xml, "w:br");
    qg_xml_attr(d->xml, "w:type", "page");
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
    qg_docx_end_para(d);
}

static void open_control(qg_xml *x)
{
    qg_xml_open(x, "w:sdt");
    qg_xml_open(x, "w:sdtPr");
    qg_xml_open(x, "w:docPartObj");
    qg_xml_val(x, "w:docPartGallery", "Table of Contents");
    qg_xml_empty(x, "w:docPartUnique");
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "w:sdtContent");
}

/* Lines of the table of contents and what stands above it, which take pages of their own. */
static long lines_in_front(const docx *d)
{
    long lines =
        TITLE_LINES + 2 + 2; /* title, heading of the table, its first and last paragraph */

    for (size_t i = 0; i < d->n_anchors; i++)
        lines += is_shown(d, &d->anchors[i]);
    return lines;
}

void qg_docx_toc(docx *d)
{
    int depth = qg_docx_toc_depth(d);
    long lines = d->style->page.lines > 0 ? d->style->page.lines : 30;

    if (depth == 0)
        return;
    open_control(d->xml);
    write_begin(d, depth);
    write_entries(d, turned(lines_in_front(d), lines), write_entry);
    write_end(d);
    qg_xml_close(d->xml);
    qg_xml_close(d->xml);
}
