/* Lists: every list of the draft is one of Word's, which goes on counting when one edits it. */
#include "write/docx/text_int.h"

enum { MAX_LIST_LEVEL = 8, /* w:ilvl goes from 0 to 8 */ TWIPS_A_HALF_POINT = 10 };

/* Whether a box stands in the place of the item's bullet. */
static bool has_box(const qg_node *item)
{
    return item->u.item.task != QG_TASK_NONE && !item->parent->u.list.is_ordered;
}

/* Add a list.  Returns the number by which paragraphs refer to it, 0 when memory runs out. */
static int append(docx *d, list_instance what)
{
    list_instance *list = qg_arena_get(&d->arena, sizeof *list);

    if (list == NULL)
        return 0;
    *list = what;
    if (d->last_list != NULL)
        d->last_list->next = list;
    else
        d->first_list = list;
    d->last_list = list;
    return ++d->n_lists;
}

int qg_docx_heading_list(docx *d, const qg_anchor *a)
{
    if (a->series != d->heading_series) {
        d->heading_list = append(d, (list_instance){.is_of_headings = true, .below = a->below});
        d->heading_series = a->series;
        if (d->first_heading_list == 0)
            d->first_heading_list = d->heading_list;
    }
    return d->heading_list;
}

static int add_list(docx *d, const qg_node *node, const place *inside, bool has_boxes)
{
    return append(d, (list_instance){.is_ordered = node->u.list.is_ordered,
                                     .has_boxes = has_boxes,
                                     .delimiter = node->u.list.delimiter,
                                     .start = node->u.list.start,
                                     .level = inside->level});
}

/* ---- boxes of tasks ---- */

static void write_state(qg_xml *x, const char *name, const char *character)
{
    qg_xml_open(x, name);
    qg_xml_attr(x, "w14:val", character);
    qg_xml_attr(x, "w14:font", "MS Gothic");
    qg_xml_close(x);
}

/* A content control that Word ticks with a click; other programs show the character in it. */
static void write_box(docx *d, bool is_done, bool is_bullet)
{
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:sdt");
    qg_xml_open(x, "w:sdtPr");
    qg_xml_open(x, "w14:checkbox");
    qg_xml_open(x, "w14:checked");
    qg_xml_attr(x, "w14:val", is_done ? "1" : "0");
    qg_xml_close(x);
    write_state(x, "w14:checkedState", "2611");
    write_state(x, "w14:uncheckedState", "2610");
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_open(x, "w:sdtContent");
    qg_docx_text(d, is_done ? QG_STR("☑") : QG_STR("☐"), NULL);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_docx_text(d, is_bullet ? QG_STR("\t") : QG_STR(" "), NULL);
}

/* ---- items ---- */

/* Whether the first paragraph in `node` can carry the item's number. */
static bool can_carry(const qg_node *node)
{
    while (node != NULL && node->kind == QG_QUOTE)
        node = node->first;
    return node != NULL &&
           (node->kind == QG_PARAGRAPH || node->kind == QG_HEADING || node->kind == QG_CODE_BLOCK);
}

/* Whether an empty line parts `block` from what is below it: in a loose list all do, but for a
 * tight list in an item, and none is below the list as a whole. */
static bool is_above_gap(const qg_node *block)
{
    while (block->parent->kind == QG_ITEM) {
        const qg_node *item = block->parent, *list = item->parent, *next = block->next;
        if (next != NULL)
            return !list->u.list.is_tight && !(next->kind == QG_LIST && next->u.list.is_tight);
        if (item->next != NULL)
            return !list->u.list.is_tight;
        block = list;
    }
    return false;
}

qg_para_kind qg_docx_kind_in_list(const qg_node *block)
{
    return is_above_gap(block) ? QG_PARA_LOOSE_LIST : QG_PARA_LIST;
}

/* Write the paragraph of the item that carries its number; a task has its box in front of the
 * words.  Returns the block that is to be written next. */
static const qg_node *write_carrier(docx *d, const qg_node *item, place *at)
{
    qg_task task = item->u.item.task;
    bool takes_first = item->first != NULL && item->first->kind == QG_PARAGRAPH;
    qg_para_kind kind =
        at->kind == QG_PARA_LIST && takes_first ? qg_docx_kind_in_list(item->first) : at->kind;
    para_extra extra = qg_docx_extra(d, at, kind);

    if (takes_first)
        qg_docx_make_room(d, kind, &extra, item->first->first, NULL);
    qg_docx_begin_para(d, kind, &extra);
    if (task != QG_TASK_NONE)
        write_box(d, task == QG_TASK_DONE, has_box(item));
    if (takes_first)
        qg_docx_inlines(d, item->first, at);
    qg_docx_end_para(d);
    return takes_first ? item->first->next : item->first;
}

static void write_item(docx *d, const qg_node *item, place at)
{
    const qg_node *node = item->first;

    if (item->u.item.task != QG_TASK_NONE || !can_carry(node))
        node = write_carrier(d, item, &at);
    qg_docx_blocks_from(d, node, &at);
}

/* The text of cells and notes is smaller than a list's; its lists keep to its size, at the left. */
static bool is_small(const place *at)
{
    return (at->kind >= QG_PARA_TABLE_HEAD && at->kind <= QG_PARA_TINY_TEXT) ||
           at->kind == QG_PARA_FOOTNOTE;
}

int qg_docx_level_left(const docx *d, int level, bool has_bullet)
{
    const qg_para *p = &d->style->paras[QG_PARA_LIST];

    return p->left.twips + level * p->hanging.twips - (has_bullet ? p->hanging.twips / 2 : 0);
}

/* Two characters for the number, half of that for a bullet, and as the sheet says for what stands
 * in front of it. */
static void take_indents(const docx *d, place *inside, bool has_bullet)
{
    const qg_para *p = &d->style->paras[QG_PARA_LIST];
    int left = p->left.twips;

    inside->hanging_twips = p->hanging.twips;
    if (is_small(inside)) {
        left = inside->hanging_twips =
            2 * TWIPS_A_HALF_POINT * d->style->paras[inside->kind].size_half_pt;
        inside->align = QG_ALIGN_NONE;
    }
    inside->left_twips = inside->quote_twips + left + inside->level * inside->hanging_twips;
    inside->has_bullet = has_bullet;
    if (has_bullet) {
        inside->left_twips -= inside->hanging_twips / 2;
        inside->hanging_twips -= inside->hanging_twips / 2;
    }
}

void qg_docx_list(docx *d, const qg_node *list, const place *at)
{
    place inside = *at;
    int ids[2] = {0}; /* for Word, items with boxes and those with bullets are two lists */

    if (at->kind != QG_PARA_QUOTE && !is_small(at)) /* what is quoted looks so in lists too */
        inside.kind = QG_PARA_LIST;
    inside.level = at->is_in_list ? at->level + 1 : 0;
    if (inside.level > MAX_LIST_LEVEL)
        inside.level = MAX_LIST_LEVEL;
    inside.is_in_list = true;
    if (!at->is_in_list)
        inside.quote_twips = at->left_twips;
    for (const qg_node *item = list->first; item != NULL; item = item->next) {
        int *id = &ids[has_box(item)];
        take_indents(d, &inside, !list->u.list.is_ordered && !has_box(item));
        inside.width_twips = at->width_twips + at->left_twips - inside.left_twips;
        *id = *id > 0 ? *id : add_list(d, list, &inside, has_box(item));
        inside.list_id = *id;
        write_item(d, item, inside);
    }
}
