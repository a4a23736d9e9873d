#include "write/json/json.h"

#include <jansson.h>

/* jansson prints a tree of values by recursion, and a document can be deeper than a stack.  So it
 * is given one node at a time, without children, and the walk puts the brackets around. */

static const char *const roles[QG_ROLES] = {
    [QG_ROLE_BODY] = "body",
    [QG_ROLE_BYLINE] = "byline",
    [QG_ROLE_RECIPIENT] = "recipient",
    [QG_ROLE_SIGNATURE] = "signature",
    [QG_ROLE_DATE] = "date",
    [QG_ROLE_ATTACHMENT_NOTE] = "attachment-note",
    [QG_ROLE_NOTES] = "notes",
    [QG_ROLE_CC] = "cc",
    [QG_ROLE_PRINTED] = "printed",
    [QG_ROLE_ATTACHMENT_LABEL] = "attachment-label",
    [QG_ROLE_ATTACHMENT_TITLE] = "attachment-title",
    [QG_ROLE_CAPTION] = "caption",
    [QG_ROLE_UNIT] = "unit",
};

static const char *const aligns[] = {
    [QG_ALIGN_NONE] = "none",
    [QG_ALIGN_LEFT] = "left",
    [QG_ALIGN_CENTER] = "center",
    [QG_ALIGN_RIGHT] = "right",
};

static const char *const tasks[] = {
    [QG_TASK_NONE] = "none",
    [QG_TASK_OPEN] = "open",
    [QG_TASK_DONE] = "done",
};

/* An object of JSON that is being filled. jansson fails here only for want of memory. */
typedef struct object {
    json_t *json;
    bool is_whole;
} object;

static void set(object *o, const char *key, json_t *value)
{
    if (json_object_set_new(o->json, key, value) != 0)
        o->is_whole = false;
}

static json_t *string(qg_str s)
{
    return json_stringn_nocheck(s.n == 0 ? "" : s.p, s.n);
}

static json_t *strings(const qg_str *texts, size_t n)
{
    json_t *array = json_array();

    for (size_t i = 0; i < n; i++)
        if (json_array_append_new(array, string(texts[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *align_names(const qg_align *list, size_t n)
{
    json_t *array = json_array();

    for (size_t i = 0; i < n; i++)
        if (json_array_append_new(array, json_string(aligns[list[i]])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *size(size_t n)
{
    return json_integer((json_int_t)n);
}

static bool has_children(qg_node_kind kind)
{
    static const bool table[] = {
#define X(NAME, name, is_inline, has_children) has_children,
#include "document/nodes.def"
#undef X
    };

    return table[kind];
}

static void set_heading(object *o, const qg_node *node)
{
    set(o, "level", json_integer(node->u.heading.level));
    set(o, "number", string(node->u.heading.number));
    if (node->kind == QG_HEADING && node->u.heading.id.n > 0)
        set(o, "id", string(node->u.heading.id));
}

static void set_align(object *o, qg_align align)
{
    if (align != QG_ALIGN_NONE)
        set(o, "align", json_string(aligns[align]));
}

static void set_cell(object *o, const qg_node *node)
{
    set(o, "columns", json_integer(node->u.cell.columns));
    set(o, "rows", json_integer(node->u.cell.rows));
    set_align(o, node->u.cell.align);
}

static void set_math(object *o, const qg_node *node)
{
    set(o, "display", json_boolean(node->u.math.is_display));
    set(o, "known", json_boolean(node->u.math.tree != NULL));
    set(o, "tag", string(node->u.math.tag));
    set(o, "text", string(node->text));
}

static void set_link(object *o, const qg_node *node)
{
    set(o, "url", string(node->u.link.url));
    set(o, "title", string(node->u.link.title));
    if (node->kind == QG_IMAGE) {
        set(o, "width", string(node->u.link.width));
        set(o, "height", string(node->u.link.height));
    }
}

static void set_note(object *o, const qg_node *note)
{
    set(o, "label", note == NULL ? json_string("") : string(note->u.note.label));
    set(o, "number", json_integer(note == NULL ? 0 : note->u.note.number));
}

static void set_note_ref(object *o, const qg_node *node)
{
    set_note(o, node->u.note_ref.note);
    set(o, "nth", json_integer(node->u.note_ref.nth));
}

static void set_list(object *o, const qg_node *node)
{
    const char delimiter[] = {node->u.list.delimiter, '\0'};

    set(o, "ordered", json_boolean(node->u.list.is_ordered));
    set(o, "tight", json_boolean(node->u.list.is_tight));
    if (node->u.list.is_ordered) {
        set(o, "start", json_integer(node->u.list.start));
        set(o, "delimiter", json_string(delimiter));
    }
}

static bool goes_on(const qg_node *node)
{
    return node->kind == QG_TEXT && node->next != NULL && node->next->kind == QG_TEXT;
}

/* The words of a text and of those right behind it, which are one to the reader. */
static json_t *words_from(const qg_node *node)
{
    json_t *words;
    qg_buf all;

    qg_buf_init(&all, 0);
    qg_buf_put(&all, node->text);
    for (; goes_on(node); node = node->next)
        qg_buf_put(&all, node->next->text);
    words = qg_buf_status(&all) == QG_OK ? string(qg_buf_str(&all)) : NULL;
    qg_buf_clear(&all);
    return words;
}

/* What only this kind of node has, in the order of docs/document-json.md. */
static void set_properties(object *o, const qg_node *node)
{
    switch (node->kind) {
    case QG_HEADING:
        set_heading(o, node);
        set(o, "role", json_string(roles[node->role]));
        break;
    case QG_RUN_IN:
        set_heading(o, node);
        break;
    case QG_PARAGRAPH:
        set(o, "role", json_string(roles[node->role]));
        set_align(o, node->u.paragraph.align);
        break;
    case QG_LIST:
        set_list(o, node);
        break;
    case QG_ITEM:
        set(o, "task", json_string(tasks[node->u.item.task]));
        break;
    case QG_CODE_BLOCK:
        set(o, "info", string(node->u.code.info));
        set(o, "text", string(node->text));
        break;
    case QG_TEXT:
        set(o, "text", words_from(node));
        break;
    case QG_HTML_BLOCK:
    case QG_CODE:
    case QG_HTML:
        set(o, "text", string(node->text));
        break;
    case QG_TABLE:
        set(o, "aligns", align_names(node->u.table.aligns, node->u.table.n_columns));
        break;
    case QG_ROW:
        set(o, "header", json_boolean(node->u.row.is_header));
        break;
    case QG_CELL:
        set_cell(o, node);
        break;
    case QG_NOTE:
        set_note(o, node);
        break;
    case QG_MATH:
        set_math(o, node);
        break;
    case QG_SOFT_BREAK:
        set(o, "blank", json_boolean(node->u.soft_break.is_blank));
        break;
    case QG_LINK:
    case QG_IMAGE:
        set_link(o, node);
        break;
    case QG_NOTE_REF:
        set_note_ref(o, node);
        break;
    default:
        break;
    }
}

static int put_bytes(const char *bytes, size_t n, void *user)
{
    qg_buf *out = user;

    qg_buf_put(out, (qg_str){bytes, n});
    return qg_buf_status(out) == QG_OK ? 0 : -1;
}

/* Append the object and let go of it. */
static void put_object(qg_buf *out, object *o)
{
    if (!o->is_whole || json_dump_callback(o->json, put_bytes, out, JSON_COMPACT) != 0)
        out->status = qg_buf_status(out) == QG_OK ? QG_E_MEMORY : qg_buf_status(out);
    json_decref(o->json);
}

static void put_field(qg_buf *out, const qg_field *field)
{
    object o = {json_object(), true};

    set(&o, "key",
        field->key == QG_KEY_UNKNOWN ? json_null() : json_string(qg_key_english(field->key)));
    set(&o, "name", string(field->name));
    set(&o, "values", strings(field->values, field->n_values));
    set(&o, "offset", size(field->offset));
    put_object(out, &o);
}

static void put_fields(qg_buf *out, const qg_doc *doc)
{
    for (const qg_field *field = doc->fields; field != NULL; field = field->next) {
        qg_buf_puts(out, field == doc->fields ? "\n" : ",\n");
        put_field(out, field);
    }
}

/* A node without its children.  Where its kind may have some, its object stays open for them. */
static void open_node(qg_buf *out, const qg_node *node)
{
    object o = {json_object(), true};

    qg_buf_puts(out, node->previous == NULL ? "\n" : ",\n");
    set(&o, "kind", json_string(qg_node_name(node)));
    set(&o, "offset", size(node->offset));
    set_properties(&o, node);
    put_object(out, &o);
    if (has_children(node->kind) && out->n > 0) {
        qg_buf_truncate(out, out->n - 1); /* the closing brace */
        qg_buf_puts(out, ",\"children\":[");
    }
}

static void close_node(qg_buf *out, const qg_node *node)
{
    if (has_children(node->kind))
        qg_buf_puts(out, "]}");
}

/* Everything below `root`, one line for each node. */
static void put_children(qg_buf *out, const qg_node *root)
{
    const qg_node *node = root->first;

    while (node != NULL && qg_buf_status(out) == QG_OK) {
        open_node(out, node);
        if (node->first != NULL) {
            node = node->first;
            continue;
        }
        close_node(out, node);
        while (goes_on(node))
            node = node->next;
        while (node->next == NULL && node->parent != root) {
            node = node->parent;
            close_node(out, node);
        }
        node = node->next;
    }
}

qg_status qg_json_write(qg_buf *out, const qg_doc *doc)
{
    qg_buf_puts(out, "{\"qinggao-document\":1,\n\"fields\":[");
    put_fields(out, doc);
    qg_buf_puts(out, "],\n\"blocks\":[");
    put_children(out, doc->root);
    qg_buf_puts(out, "],\n\"notes\":[");
    put_children(out, doc->notes);
    qg_buf_puts(out, "]}\n");
    return qg_buf_status(out);
}
