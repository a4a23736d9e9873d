/* node.c - what cmark-gfm's nodes say. */
#include "parse/cmark/cmark_int.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <cmark-gfm-core-extensions.h>

#include <assert.h>

const char *qg_cmark_or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* cmark-gfm writes &#xFFFE; and &#xFFFF; as the bytes FE and FF, which no UTF-8 has. */
static qg_str without_odd_bytes(const qg_source *s, qg_str text)
{
    qg_str kept = {0};
    char *copy;

    if (memchr(text.p, '\xFE', text.n) == NULL && memchr(text.p, '\xFF', text.n) == NULL)
        return text;
    copy = qg_arena_get(&s->doc->arena, 3 * text.n);
    kept.p = copy;
    for (size_t i = 0; copy != NULL && i < text.n; i++)
        if ((unsigned char)text.p[i] < 0xFE)
            copy[kept.n++] = text.p[i];
        else
            kept.n += qg_utf8_encode(copy + kept.n, QG_RUNE_BAD);
    return kept;
}

static bool take_plain_mark(qg_buf *out, qg_str *text)
{
    static const char *const fed[] = {QG_FED_STAR, QG_FED_TILDE, QG_FED_LINE};

    for (size_t i = 0; i < sizeof fed / sizeof *fed; i++)
        if (qg_str_starts(*text, qg_str_of(fed[i]))) {
            qg_buf_put_byte(out, "*~_"[i]);
            *text = qg_str_skip(*text, strlen(fed[i]));
            return true;
        }
    return false;
}

qg_str qg_cmark_copy(const qg_source *s, qg_str text)
{
    qg_str noncharacter = QG_STR("\xEF\xB7"), copied;
    qg_buf out;

    text = without_odd_bytes(s, text);
    if ((s->n_helps == 0 && s->formulas.n == 0) || qg_str_find(text, noncharacter) == text.n)
        return qg_arena_copy(&s->doc->arena, text);
    qg_buf_init(&out, 0);
    while (text.n > 0) {
        const qg_formula *f = NULL;
        size_t n = qg_str_find(text, noncharacter);
        qg_buf_put(&out, qg_str_head(text, n));
        text = qg_str_skip(text, n);
        if (qg_str_starts(text, qg_str_of(QG_FED_FORMULA)))
            f = qg_source_take_formula(s, &text);
        if (f != NULL)
            qg_buf_put(&out, (qg_str){s->text.p + f->offset, f->n});
        else if (qg_str_starts(text, qg_str_of(QG_FED_LETTER)))
            text = qg_str_skip(text, strlen(QG_FED_LETTER));
        else if (take_plain_mark(&out, &text))
            continue;
        else if (text.n > 0)
            qg_buf_put(&out, qg_utf8_take(&text, &(qg_rune){0}));
    }
    copied = qg_arena_copy(&s->doc->arena, qg_buf_str(&out));
    if (qg_buf_status(&out) != QG_OK)
        s->doc->arena.status = QG_E_MEMORY;
    qg_buf_clear(&out);
    return copied;
}

static qg_str copy(const qg_source *s, const char *text)
{
    return qg_cmark_copy(s, qg_str_of(text));
}

/* A literal of whole lines, without the last line feed. */
static qg_str copy_lines(const qg_source *s, const char *text)
{
    qg_str lines = qg_str_of(text);

    if (qg_str_ends(lines, QG_STR("\n")))
        lines.n--;
    return qg_cmark_copy(s, lines);
}

qg_node_kind qg_cmark_kind(cmark_node *node)
{
    static const struct {
        const char *name;
        qg_node_kind kind;
    } names[] = {{"table", QG_TABLE},
                 {"table_header", QG_ROW},
                 {"table_row", QG_ROW},
                 {"table_cell", QG_CELL},
                 {"strikethrough", QG_STRIKE}};
    const char *name;

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return QG_QUOTE;
    case CMARK_NODE_LIST:
        return QG_LIST;
    case CMARK_NODE_ITEM:
        return QG_ITEM;
    case CMARK_NODE_CODE_BLOCK:
        return QG_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK:
        return QG_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH:
        return QG_PARAGRAPH;
    case CMARK_NODE_HEADING:
        return QG_HEADING;
    case CMARK_NODE_THEMATIC_BREAK:
        return QG_RULE;
    case CMARK_NODE_TEXT:
        return QG_TEXT;
    case CMARK_NODE_SOFTBREAK:
        return QG_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK:
        return QG_LINE_BREAK;
    case CMARK_NODE_CODE:
        return QG_CODE;
    case CMARK_NODE_HTML_INLINE:
        return QG_HTML;
    case CMARK_NODE_EMPH:
        return QG_EMPHASIS;
    case CMARK_NODE_STRONG:
        return QG_STRONG;
    case CMARK_NODE_LINK:
        return QG_LINK;
    case CMARK_NODE_IMAGE:
        return QG_IMAGE;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        return QG_NOTE_REF;
    default:
        name = cmark_node_get_type_string(node);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strcmp(name, names[i].name) == 0)
                return names[i].kind;
        assert(false); /* a node of no known kind */
        return QG_PARAGRAPH;
    }
}

static void set_task(qg_node *item, cmark_node *node)
{
    if (strcmp(cmark_node_get_type_string(node), "tasklist") == 0)
        item->u.item.task =
            cmark_gfm_extensions_get_tasklist_item_checked(node) ? QG_TASK_DONE : QG_TASK_OPEN;
}

static void set_list(qg_node *list, cmark_node *node)
{
    list->u.list.is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->u.list.is_tight = cmark_node_get_list_tight(node) != 0;
    list->u.list.delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
    list->u.list.start = cmark_node_get_list_start(node);
}

static void set_table(const qg_source *s, qg_node *table, cmark_node *node)
{
    size_t n = cmark_gfm_extensions_get_table_columns(node);
    const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(node);
    qg_align *aligns = qg_arena_get(&s->doc->arena, (n + 1) * sizeof *aligns);

    for (size_t i = 0; aligns != NULL && letters != NULL && i < n; i++)
        aligns[i] = letters[i] == 'l'   ? QG_ALIGN_LEFT
                    : letters[i] == 'c' ? QG_ALIGN_CENTER
                    : letters[i] == 'r' ? QG_ALIGN_RIGHT
                                        : QG_ALIGN_NONE;
    table->u.table.n_columns = aligns == NULL ? 0 : n;
    table->u.table.aligns = aligns;
}

/* The number in front of an item; 0: there is none. */
static int number_at(qg_str text)
{
    enum { MOST_DIGITS = 9 }; /* of CommonMark */
    int value = 0;

    for (size_t i = 0; i < text.n && i < MOST_DIGITS && text.p[i] >= '0' && text.p[i] <= '9'; i++)
        value = value * 10 + (text.p[i] - '0');
    return value;
}

void qg_cmark_set_properties(const qg_source *s, qg_node *made, cmark_node *node)
{
    switch (made->kind) {
    case QG_TEXT:
    case QG_CODE:
        made->text = copy(s, cmark_node_get_literal(node));
        break;
    case QG_CODE_BLOCK:
        made->text = copy_lines(s, cmark_node_get_literal(node));
        made->u.code.info = copy(s, cmark_node_get_fence_info(node));
        break;
    case QG_HTML:
    case QG_HTML_BLOCK:
        made->text = copy_lines(s, cmark_node_get_literal(node));
        break;
    case QG_HEADING:
        made->u.heading.level = cmark_node_get_heading_level(node);
        break;
    case QG_LIST:
        set_list(made, node);
        break;
    case QG_ITEM:
        set_task(made, node);
        made->u.item.number = number_at(qg_str_skip(s->text, made->offset));
        break;
    case QG_TABLE:
        set_table(s, made, node);
        break;
    case QG_ROW:
        made->u.row.is_header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
        break;
    case QG_LINK:
    case QG_IMAGE:
        made->u.link.url = copy(s, cmark_node_get_url(node));
        made->u.link.title = copy(s, cmark_node_get_title(node));
        break;
    default:
        break;
    }
}
