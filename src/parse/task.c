/* task.c - boxes of tasks that cmark-gfm (0.29.0.gfm.6) looks for at the start of a line only:
 * those in quotes, in notes and in an item that starts on the line of another's mark. */
#include "parse/tree_int.h"

/* Bytes of the box that `text` starts with, and of the blank behind it; 0: there is none. */
static size_t box_at(qg_str text)
{
    enum { BOX_BYTES = sizeof "[x] " - 1 };
    bool is_box = text.n > BOX_BYTES && text.p[0] == '[' && strchr(" xX", text.p[1]) != NULL &&
                  text.p[2] == ']' && text.p[3] == ' ';

    return is_box ? BOX_BYTES : 0;
}

/* The text that an item's first paragraph starts with, or NULL. */
static qg_node *first_text(const qg_node *item)
{
    qg_node *paragraph = item->first;
    qg_node *text = paragraph != NULL && paragraph->kind == QG_PARAGRAPH ? paragraph->first : NULL;

    return text != NULL && text->kind == QG_TEXT ? text : NULL;
}

void qg_tasks_find(qg_node *root, qg_str text)
{
    for (qg_node *item = root; item != NULL; item = qg_node_walk(root, item)) {
        qg_node *first = item->kind == QG_ITEM ? first_text(item) : NULL;
        size_t n = first == NULL ? 0 : box_at(first->text);

        if (n == 0 || box_at(qg_str_skip(text, first->offset)) == 0) /* \[ ] is no box */
            continue;
        item->u.item.task = first->text.p[1] == ' ' ? QG_TASK_OPEN : QG_TASK_DONE;
        first->text = qg_str_skip(first->text, n);
        first->offset += n;
    }
}
