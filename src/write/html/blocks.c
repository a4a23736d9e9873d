/* Blocks as HTML. */
#include "write/html/html_int.h"

#include <stdlib.h>

static const char *const aligns[] = {[QG_ALIGN_NONE] = "",
                                     [QG_ALIGN_LEFT] = "left",
                                     [QG_ALIGN_CENTER] = "center",
                                     [QG_ALIGN_RIGHT] = "right"};

void qg_html_open_para(html *h, const char *element, qg_para_kind kind)
{
    qg_buf_printf(h->out, "<%s class=\"%s\">", element, qg_html_class(kind));
}

/* The name that links inside of the page lead to, behind `before`. */
static void put_name(html *h, const char *before, qg_str name)
{
    if (name.n == 0)
        return;
    qg_buf_puts(h->out, before);
    qg_html_text(h->out, name);
    qg_buf_puts(h->out, "\"");
}

/* The next heading that is written; NULL for one in a note. */
static const qg_anchor *next_anchor(html *h, const qg_node *heading)
{
    const qg_anchor *next = h->n_headings < h->anchors.n ? &h->anchors.at[h->n_headings] : NULL;

    if (next == NULL || next->heading != heading)
        return NULL;
    h->n_headings++;
    return next;
}

void qg_html_heading_link(html *h, const qg_anchor *to)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_anchor_put_number(&text, to);
    qg_node_plain(&text, to->heading);
    qg_buf_puts(h->out, "<a");
    put_name(h, " href=\"#", to->slug);
    qg_buf_puts(h->out, ">");
    qg_html_text(h->out, qg_str_trim(qg_buf_str(&text)));
    qg_buf_puts(h->out, "</a>");
    qg_buf_drop(h->out, &text);
}

static bool is_title(const qg_node *node)
{
    return node->kind == QG_HEADING && node->u.heading.level == 0 && node->first != NULL &&
           node->first == node->last && node->first->kind == QG_TEXT;
}

static void put_para(html *h, const char *element, qg_para_kind kind, const qg_node *node)
{
    qg_align align = node->kind == QG_PARAGRAPH ? node->u.paragraph.align : QG_ALIGN_NONE;
    const qg_anchor *anchor = node->kind == QG_HEADING ? next_anchor(h, node) : NULL;

    qg_buf_printf(h->out, "<%s class=\"%s\"", element, qg_html_class(kind));
    if (anchor != NULL)
        put_name(h, " id=\"", anchor->slug);
    if (align != QG_ALIGN_NONE)
        qg_buf_printf(h->out, " style=\"text-align:%s;text-indent:0\"", aligns[align]);
    qg_buf_puts(h->out, ">");
    if (node->role == QG_ROLE_CAPTION && qg_caption_count(&h->table_number, node))
        qg_buf_printf(h->out, "表%d　", h->table_number);
    if (anchor != NULL)
        qg_anchor_put_number(h->out, anchor);
    if (node->role == QG_ROLE_DATE)
        qg_html_open_seal(h);
    if (is_title(node))
        qg_html_title(h, kind, node->first->text);
    else
        qg_html_inlines(h, node);
    if (node->role == QG_ROLE_DATE)
        qg_html_close_seal(h);
    qg_buf_printf(h->out, "</%s>\n", element);
}

static bool has_only_formulas(const qg_node *paragraph)
{
    for (const qg_node *n = paragraph->first; n != NULL; n = n->next)
        if (n->kind != QG_MATH && n->kind != QG_SOFT_BREAK &&
            !(n->kind == QG_TEXT && qg_str_trim(n->text).n == 0))
            return false;
    return paragraph->first != NULL;
}

/* What is a caption although it does not stand below the pictures. */
static void put_captions(html *h, const qg_node *figure)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    for (const qg_node *n = figure; n != NULL; n = qg_node_walk(figure, n)) {
        qg_buf_truncate(&text, 0);
        if (n->kind == QG_IMAGE)
            qg_picture_caption(&text, n);
        if (text.n == 0)
            continue;
        qg_html_open_para(h, "p", QG_PARA_FIGURE);
        qg_html_text(h->out, qg_buf_str(&text));
        qg_buf_puts(h->out, "</p>\n");
    }
    qg_buf_drop(h->out, &text);
}

static void put_paragraph(html *h, const qg_node *node, qg_para_kind kind)
{
    bool is_figure = node->role == QG_ROLE_BODY && qg_has_only_pictures(node);

    if (node->role != QG_ROLE_BODY)
        kind = qg_para_of_role(node->role);
    else if (is_figure || qg_is_caption_below(node) || has_only_formulas(node))
        kind = QG_PARA_FIGURE;
    h->are_captions_below = is_figure && !qg_figure_has_caption_below(node);
    put_para(h, "p", kind, node);
    if (h->are_captions_below)
        put_captions(h, node);
    h->are_captions_below = false;
}

static void put_heading(html *h, const qg_node *node)
{
    int level = node->u.heading.level;
    char element[3] = {'h', (char)('1' + (level > 5 ? 5 : level)), '\0'};
    qg_para_kind kind = node->role == QG_ROLE_ATTACHMENT_TITLE ? QG_PARA_ATTACHMENT_TITLE
                        : level == 0
                            ? QG_PARA_TITLE
                            : (qg_para_kind)(QG_PARA_HEADING_1 + (level > 6 ? 6 : level) - 1);

    put_para(h, element, kind, node);
}

static void put_list(html *h, const qg_node *list)
{
    static const char *const boxes[] = {
        [QG_TASK_NONE] = "", [QG_TASK_OPEN] = "☐ ", [QG_TASK_DONE] = "☑ "};
    bool is_ordered = list->u.list.is_ordered;

    if (is_ordered)
        qg_buf_printf(h->out, "<ol start=\"%d\" class=\"%s\"%s>\n", list->u.list.start,
                      qg_html_class(QG_PARA_LIST),
                      list->u.list.delimiter == ')' ? " style=\"list-style-type:bracket\"" : "");
    else
        qg_html_open_para(h, "ul", QG_PARA_LIST);
    for (const qg_node *item = list->first; item != NULL; item = item->next) {
        qg_buf_puts(h->out, item->u.item.task == QG_TASK_NONE ? "<li>" : "<li class=\"task\">");
        qg_buf_puts(h->out, boxes[item->u.item.task]);
        if (item->first != NULL && item->first == item->last && item->first->kind == QG_PARAGRAPH)
            qg_html_inlines(h, item->first);
        else
            qg_html_blocks(h, item, QG_PARA_NORMAL);
        qg_buf_puts(h->out, "</li>\n");
    }
    qg_buf_puts(h->out, is_ordered ? "</ol>\n" : "</ul>\n");
}

static void put_cell(html *h, const qg_node *table, const qg_placed_cell *placed, bool is_head)
{
    qg_align align = qg_table_align(table, placed);

    qg_buf_printf(h->out, "<%s class=\"%s\"", is_head ? "th" : "td",
                  qg_html_class(is_head ? QG_PARA_TABLE_HEAD : QG_PARA_TABLE_TEXT));
    if (placed->n_columns > 1)
        qg_buf_printf(h->out, " colspan=\"%zu\"", placed->n_columns);
    if (placed->n_rows_left > 0)
        qg_buf_printf(h->out, " rowspan=\"%zu\"", placed->n_rows_left + 1);
    if (align != QG_ALIGN_NONE)
        qg_buf_printf(h->out, " style=\"text-align:%s\"", aligns[align]);
    qg_buf_puts(h->out, ">");
    if (placed->cell != NULL && placed->cell->first != NULL &&
        !qg_node_is_inline(placed->cell->first))
        qg_html_blocks(h, placed->cell, is_head ? QG_PARA_TABLE_HEAD : QG_PARA_TABLE_TEXT);
    else if (placed->cell != NULL)
        qg_html_inlines(h, placed->cell);
    qg_buf_puts(h->out, is_head ? "</th>" : "</td>");
}

static void put_table(html *h, const qg_node *table)
{
    size_t n_columns = table->u.table.n_columns, n;
    bool has_head = table->first != NULL && qg_row_is_head(table->first);
    qg_placed_cell *cells = calloc(2 * n_columns + 1, sizeof *cells);

    if (cells == NULL) {
        h->out->status = QG_E_MEMORY;
        return;
    }
    qg_buf_puts(h->out, has_head ? "<table>\n<thead>\n" : "<table>\n");
    for (const qg_node *row = table->first; row != NULL; row = row->next) {
        if (has_head && !qg_row_is_head(row)) {
            qg_buf_puts(h->out, "</thead>\n");
            has_head = false;
        }
        n = qg_table_place(cells, cells + n_columns, n_columns, row);
        qg_buf_puts(h->out, "<tr>");
        for (size_t i = 0; i < n; i++)
            if (!cells[i].is_continued)
                put_cell(h, table, &cells[i], qg_row_is_head(row));
        qg_buf_puts(h->out, "</tr>\n");
    }
    qg_buf_puts(h->out, has_head ? "</thead>\n</table>\n" : "</table>\n");
    free(cells);
}

static void put_around(html *h, const char *open, const char *close, const qg_node *node,
                       qg_para_kind kind)
{
    qg_buf_puts(h->out, open);
    qg_html_blocks(h, node, kind);
    qg_buf_puts(h->out, close);
}

static void put_code(html *h, const qg_node *node)
{
    qg_html_open_para(h, "pre", QG_PARA_CODE);
    qg_html_text(h->out, node->text);
    qg_buf_puts(h->out, "</pre>\n");
}

static void put_html(html *h, const qg_node *node, qg_para_kind kind)
{
    if (qg_node_is_comment(node))
        return;
    qg_html_open_para(h, "p", kind);
    qg_html_text(h->out, qg_str_trim(node->text));
    qg_buf_puts(h->out, "</p>\n");
}

/* A page break, or a rule between blocks that the sheet makes one of. */
static bool is_page_end(const html *h, const qg_node *node)
{
    return node->kind == QG_PAGE_BREAK ||
           (h->style->rules_part_pages && node->parent == h->doc->root && node->previous != NULL &&
            node->next != NULL);
}

/* The new page of what follows says that it begins. */
static bool is_needless_divider(const html *h, const qg_node *node)
{
    return qg_node_only_parts(node) &&
           (node->kind == QG_RULE || h->style->paras[QG_PARA_ATTACHMENT_LABEL].page_break_before);
}

static void put_block(html *h, const qg_node *node, qg_para_kind kind)
{
    switch (node->kind) {
    case QG_HEADING:
        if (h->style->paras[QG_PARA_ATTACHMENT_LABEL].page_break_before &&
            qg_node_starts_document(node))
            qg_buf_puts(h->out, "<div class=\"break\"></div>\n");
        put_heading(h, node);
        break;
    case QG_LIST:
        put_list(h, node);
        break;
    case QG_QUOTE:
        put_around(h, "<blockquote>\n", "</blockquote>\n", node, QG_PARA_QUOTE);
        break;
    case QG_CODE_BLOCK:
        put_code(h, node);
        break;
    case QG_HTML_BLOCK:
        put_html(h, node, kind);
        break;
    case QG_TABLE:
        put_table(h, node);
        break;
    case QG_RULE:
    case QG_PAGE_BREAK:
        if (is_needless_divider(h, node))
            break;
        qg_buf_puts(h->out, is_page_end(h, node) ? "<div class=\"break\"></div>\n" : "<hr>\n");
        break;
    case QG_LANDSCAPE:
        put_around(h, "<section class=\"landscape\">\n", "</section>\n", node, kind);
        break;
    default:
        put_paragraph(h, node, kind);
        break;
    }
}

void qg_html_blocks_between(html *h, const qg_node *first, const qg_node *end, qg_para_kind kind)
{
    for (; first != end; first = first->next)
        put_block(h, first, kind);
}

void qg_html_blocks(html *h, const qg_node *parent, qg_para_kind kind)
{
    qg_html_blocks_between(h, parent->first, NULL, kind);
}
