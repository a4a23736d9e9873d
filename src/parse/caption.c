/* caption.c - what a table is called: a paragraph above it, `表1 全市产量`, or beside it one that
 * starts with `Table:` or `:`, as pandoc has it, or below it one in bold or italics: *表1
 * 全市产量*. */
#include "parse/tree_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
    MAX_CAPTION_RUNES = 60, /* what is longer is a sentence about the table */
    MAX_UNIT_RUNES = 20
};

/* Length of `Table: ` or `: ` at the start of a paragraph, 0 without. */
static size_t mark_length(const qg_node *paragraph)
{
    static const char *const marks[] = {"Table: ", "table: ", ": "};
    const qg_node *first = paragraph->first;

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (first != NULL && first->kind == QG_TEXT &&
            qg_str_starts(first->text, qg_str_of(marks[i])) &&
            (first->text.n > strlen(marks[i]) || first->next != NULL))
            return strlen(marks[i]);
    return 0;
}

/* 表1, 表 1-2, 表二, 附表：, and a title that is no sentence */
static bool is_title_text(qg_str text)
{
    return qg_utf8_count(text) <= MAX_CAPTION_RUNES && !qg_has_sentence_mark(text) &&
           qg_is_table_caption(text);
}

/* 单位：万元, also in brackets */
static bool is_unit_text(qg_str text)
{
    static const char *const starts[] = {"单位：", "单位:", "單位：", "單位:"};

    if (qg_str_starts(text, QG_STR("（")))
        text = qg_str_skip(text, strlen("（"));
    else if (qg_str_starts(text, QG_STR("(")))
        text = qg_str_skip(text, 1);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(text, qg_str_of(starts[i])))
            return qg_utf8_count(text) <= MAX_UNIT_RUNES;
    return false;
}

static bool says(const qg_node *paragraph, bool (*is_wanted)(qg_str text))
{
    qg_buf plain;
    bool is_it;

    qg_buf_init(&plain, 0);
    qg_node_plain(&plain, paragraph);
    is_it = is_wanted(qg_str_trim(qg_buf_str(&plain)));
    qg_buf_clear(&plain);
    return is_it;
}

static bool is_plain(const qg_node *node)
{
    return node != NULL && node->kind == QG_PARAGRAPH && node->role == QG_ROLE_BODY;
}

static void take_mark(qg_node *paragraph)
{
    qg_node *first = paragraph->first;

    first->text = qg_str_skip(first->text, mark_length(paragraph));
    if (first->text.n == 0)
        qg_node_unlink(first);
}

/* Whether all of it is bold or slanted, as chat assistants write captions. */
static bool is_marked(const qg_node *paragraph)
{
    const qg_node *first = paragraph->first;

    return first != NULL && first == paragraph->last &&
           (first->kind == QG_STRONG || first->kind == QG_EMPHASIS);
}

/* Its style shows that it is a caption. */
static void set_role(qg_node *paragraph)
{
    if (is_marked(paragraph))
        qg_node_unwrap(paragraph->first);
    paragraph->role = QG_ROLE_CAPTION;
}

/* In front of the unit, where there is one. */
static void put_above(qg_node *table, qg_node *caption)
{
    qg_node *unit = table->previous;

    qg_node_unlink(caption);
    qg_node_insert_before(unit != NULL && unit->role == QG_ROLE_UNIT ? unit : table, caption);
}

/* The block above the table, or above the unit of its numbers. */
static qg_node *find_unit(qg_node *table)
{
    qg_node *above = table->previous;

    if (!is_plain(above) || !says(above, is_unit_text))
        return above;
    above->role = QG_ROLE_UNIT;
    return above->previous;
}

static void find_caption(qg_node *table)
{
    qg_node *above = find_unit(table), *below = table->next;

    if (is_plain(above) && mark_length(above) > 0) {
        take_mark(above);
        set_role(above);
    } else if (is_plain(above) && says(above, is_title_text)) {
        set_role(above);
    } else if (is_plain(below) && mark_length(below) > 0) {
        take_mark(below);
        set_role(below);
        put_above(table, below);
    } else if (is_plain(below) && is_marked(below) && says(below, is_title_text) &&
               (below->next == NULL || below->next->kind != QG_TABLE)) {
        set_role(below);
        put_above(table, below);
    }
}

static bool is_caption(const qg_node *above)
{
    return is_plain(above) && (mark_length(above) > 0 || says(above, is_title_text));
}

/* Caption and unit right above a landscape part that begins with their table go into it. */
static void take_in(qg_node *part)
{
    qg_node *table = part->first, *unit = part->previous, *caption = unit;

    if (table == NULL || table->kind != QG_TABLE)
        return;
    if (is_plain(unit) && says(unit, is_unit_text)) {
        caption = unit->previous;
        qg_node_unlink(unit);
        qg_node_insert_before(table, unit);
    }
    if (is_caption(caption)) {
        qg_node_unlink(caption);
        qg_node_insert_before(part->first, caption);
    }
}

void qg_captions_find(qg_node *root)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        if (node->kind == QG_TABLE)
            find_caption(node);
        else if (node->kind == QG_LANDSCAPE)
            take_in(node);
}
