/* caption.c - what a table is called: a paragraph above it, `表1 全市产量`, or beside it one that
 * starts with `Table:` or `:`, as pandoc has it, or below it one in bold or italics: *表1
 * 全市产量*. */
#include "parse/parse_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { MAX_CAPTION_RUNES = 60 };

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

/* 表1, 表 1-2 and a title that is no sentence */
static bool is_numbered(const qg_node *paragraph)
{
    qg_buf plain;
    qg_str text;
    bool is_short;

    qg_buf_init(&plain, 0);
    qg_node_plain(&plain, paragraph);
    text = qg_str_trim(qg_buf_str(&plain));
    is_short = qg_utf8_count(text) <= MAX_CAPTION_RUNES && !qg_has_sentence_mark(text);
    if (qg_str_starts(text, QG_STR("表")))
        text = qg_str_trim(qg_str_skip(text, strlen("表")));
    else
        is_short = false;
    is_short = is_short && text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9';
    qg_buf_clear(&plain);
    return is_short;
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

static void put_above(qg_node *table, qg_node *caption)
{
    qg_node_unlink(caption);
    qg_node_insert_before(table, caption);
}

static void find_caption(qg_node *table)
{
    qg_node *above = table->previous, *below = table->next;

    if (is_plain(above) && mark_length(above) > 0) {
        take_mark(above);
        set_role(above);
    } else if (is_plain(above) && is_numbered(above)) {
        set_role(above);
    } else if (is_plain(below) && mark_length(below) > 0) {
        take_mark(below);
        set_role(below);
        put_above(table, below);
    } else if (is_plain(below) && is_marked(below) && is_numbered(below) &&
               (below->next == NULL || below->next->kind != QG_TABLE)) {
        set_role(below);
        put_above(table, below);
    }
}

void qg_captions_find(qg_node *root)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (node->kind == QG_TABLE)
            find_caption(node);
}
