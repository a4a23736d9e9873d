/* markdown.c - blocks, and the marks of their containers in front of each line. */
#include "write/markdown/markdown.h"
#include "write/markdown/markdown_int.h"

#include <stdlib.h>

/* An open container: a list, an item, a quotation or a note. */
typedef struct frame {
    size_t prefix_bytes; /* of the prefix of the container around it */
    int number;          /* LIST: of the next item */
    char mark;           /* LIST: '-' or '*', '.' or ')' */
} frame;

typedef struct writer {
    qg_buf *out;
    qg_buf prefix; /* what every line starts with: "> " for a quote, blanks for an item */
    qg_buf text;   /* the block that is being written */
    frame *frames;
    size_t n_frames, n_allocated;
    size_t start;      /* where the document starts in `out` */
    bool is_line_open; /* a container's mark stands already at the start of the next line */
} writer;

/* ---- lines ----------------------------------------------------------------------------------- */

static qg_str trim_blanks(qg_str s)
{
    while (s.n > 0 && s.p[s.n - 1] == ' ')
        s.n--;
    return s;
}

static void put_line(writer *w, qg_str line)
{
    qg_str prefix = qg_buf_str(&w->prefix);

    if (!w->is_line_open)
        qg_buf_put(w->out, line.n == 0 ? trim_blanks(prefix) : prefix);
    qg_buf_put(w->out, line);
    qg_buf_put_byte(w->out, '\n');
    w->is_line_open = false;
}

/* All lines of `text`, which has line feeds between them and none behind the last. */
static void put_lines(writer *w, qg_str text)
{
    size_t n;

    do {
        n = qg_str_find_byte(text, '\n');
        put_line(w, qg_str_head(text, n));
        n = text.n - n;
        text = qg_str_skip(text, text.n - n + 1);
    } while (n > 0);
}

/* End a line that holds nothing but marks.  A task's box counts only with a blank behind it. */
static void close_line(writer *w)
{
    qg_str out = qg_buf_str(w->out);

    if (!w->is_line_open)
        return;
    if (!qg_str_ends(out, QG_STR("] ")))
        qg_buf_truncate(w->out, trim_blanks(out).n);
    qg_buf_put_byte(w->out, '\n');
    w->is_line_open = false;
}

/* ---- containers ------------------------------------------------------------------------------ */

static frame *push(writer *w)
{
    if (w->n_frames == w->n_allocated) {
        size_t n = w->n_allocated * 2 + 16;
        frame *frames = realloc(w->frames, n * sizeof *frames);

        if (frames == NULL) {
            w->out->status = QG_E_MEMORY;
            return NULL;
        }
        memset(frames + w->n_allocated, 0, (n - w->n_allocated) * sizeof *frames);
        w->frames = frames;
        w->n_allocated = n;
    }
    w->frames[w->n_frames] = (frame){.prefix_bytes = w->prefix.n};
    return &w->frames[w->n_frames++];
}

static void pop(writer *w)
{
    if (w->n_frames > 0)
        qg_buf_truncate(&w->prefix, w->frames[--w->n_frames].prefix_bytes);
}

/* Start a container: `mark` stands before its first line, `further` before the others. */
static void open_container(writer *w, qg_str mark, qg_str further)
{
    if (push(w) == NULL)
        return;
    if (!w->is_line_open)
        qg_buf_put(w->out, qg_buf_str(&w->prefix));
    qg_buf_put(w->out, mark);
    qg_buf_put(&w->prefix, further);
    w->is_line_open = true;
}

static bool is_list(const qg_node *node, bool is_ordered)
{
    return node != NULL && node->kind == QG_LIST && node->u.list.is_ordered == is_ordered;
}

/* Two lists that follow each other, and a list that is the first thing in another one's item, need
 * different marks: the former would be one, the latter with nothing in them a thematic break ("- -
 * -"). */
static char mark_for(const writer *w, const qg_node *list)
{
    bool is_ordered = list->u.list.is_ordered;
    char own = is_ordered ? (list->u.list.delimiter == ')' ? ')' : '.') : '-';
    char taken = 0;

    if (is_list(list->previous, is_ordered) && w->n_frames < w->n_allocated)
        taken = w->frames[w->n_frames].mark; /* it was closed just before */
    else if (!is_ordered && list->previous == NULL && w->n_frames >= 2)
        taken = w->frames[w->n_frames - 2].mark; /* of the list around the item around this list */
    if (taken != own)
        return own;
    return own == '.' ? ')' : own == ')' ? '.' : '*';
}

static void open_list(writer *w, const qg_node *list)
{
    char mark = mark_for(w, list);
    frame *f = push(w);

    if (f == NULL)
        return;
    f->mark = mark;
    f->number = list->u.list.start;
}

static void open_item(writer *w, const qg_node *item)
{
    static const char *const boxes[] = {
        [QG_TASK_NONE] = "", [QG_TASK_OPEN] = "[ ] ", [QG_TASK_DONE] = "[x] "};
    frame *list = w->n_frames == 0 ? NULL : &w->frames[w->n_frames - 1];

    if (list == NULL) /* memory ran out on the way */
        return;
    qg_buf_truncate(&w->text, 0);
    if (item->parent->u.list.is_ordered)
        qg_buf_printf(&w->text, "%d", list->number++);
    qg_buf_put_byte(&w->text, list->mark);
    qg_buf_put_byte(&w->text, ' ');
    open_container(w, qg_buf_str(&w->text), qg_str_head(QG_STR("                "), w->text.n));
    qg_buf_puts(w->out, boxes[item->u.item.task]);
    if (item->u.item.task != QG_TASK_NONE && item->first != NULL &&
        item->first->kind != QG_PARAGRAPH)
        close_line(w); /* ## behind a box is no heading */
}

static void open_note(writer *w, const qg_node *note)
{
    qg_buf_truncate(&w->text, 0);
    qg_buf_puts(&w->text, "[^");
    qg_md_label(&w->text, note);
    qg_buf_puts(&w->text, "]: ");
    open_container(w, qg_buf_str(&w->text), QG_STR("    "));
}

/* ---- leaves ---------------------------------------------------------------------------------- */

/* The text of the heading in w->text, but for ## at its end, which would count as closing marks. */
static void put_closed_heading(writer *w, size_t start)
{
    size_t n = w->text.n;
    qg_str tail;

    while (n > start && w->text.p[n - 1] == '#')
        n--;
    tail = qg_str_skip(qg_buf_str(&w->text), n);
    if (tail.n == 0 || (n > start && w->text.p[n - 1] != ' ' && w->text.p[n - 1] != '\t')) {
        put_line(w, qg_buf_str(&w->text));
        return;
    }
    if (!w->is_line_open)
        qg_buf_put(w->out, qg_buf_str(&w->prefix));
    w->is_line_open = true;
    qg_buf_put(w->out, qg_str_head(qg_buf_str(&w->text), n));
    qg_buf_put_byte(w->out, '\\');
    put_line(w, tail);
}

static void put_id(writer *w, const qg_node *heading)
{
    qg_str id = heading->u.heading.id;

    if (id.n == 0)
        return;
    qg_buf_puts(&w->text, " {#");
    qg_md_escape_string(&w->text, id, "*_`[]<>~");
    qg_buf_puts(&w->text, "}");
}

static void put_heading(writer *w, const qg_node *heading)
{
    int level = heading->u.heading.level + 1;

    qg_buf_truncate(&w->text, 0);
    for (int i = 0; i < level && i < 6; i++)
        qg_buf_put_byte(&w->text, '#');
    if (heading->first != NULL)
        qg_buf_put_byte(&w->text, ' ');
    level = (int)w->text.n;
    qg_md_inlines(&w->text, heading, QG_MD_HEADING);
    put_id(w, heading);
    put_closed_heading(w, (size_t)level);
}

/* Put `mark` at the start of the next line. */
static void put_line_start(writer *w, qg_str mark)
{
    if (!w->is_line_open)
        qg_buf_put(w->out, qg_buf_str(&w->prefix));
    qg_buf_put(w->out, mark);
    w->is_line_open = true;
}

static void put_paragraph(writer *w, const qg_node *paragraph)
{
    qg_align align = paragraph->kind == QG_PARAGRAPH ? paragraph->u.paragraph.align : QG_ALIGN_NONE;
    bool is_centred = align == QG_ALIGN_CENTER;

    if (align != QG_ALIGN_NONE) {
        put_line(w, is_centred ? QG_STR("<center>") : QG_STR("<div align=\"right\">"));
        put_line(w, QG_STR(""));
    }
    qg_buf_truncate(&w->text, 0);
    qg_md_inlines(&w->text, paragraph, QG_MD_PARAGRAPH);
    if (paragraph->role == QG_ROLE_CAPTION && !qg_is_table_caption(qg_buf_str(&w->text)))
        put_line_start(w, QG_STR(": "));
    if (w->text.n > 0)
        put_lines(w, qg_buf_str(&w->text));
    if (align != QG_ALIGN_NONE) {
        put_line(w, QG_STR(""));
        put_line(w, is_centred ? QG_STR("</center>") : QG_STR("</div>"));
    }
}

static size_t longest_run(qg_str s, char c)
{
    size_t longest = 0, run = 0;

    for (size_t i = 0; i < s.n; i++) {
        run = s.p[i] == c ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* A fence longer than any in the code; of ~ when the info holds a backtick, with a blank behind it,
 * since words right between tildes are struck out. */
static void put_code_block(writer *w, const qg_node *code)
{
    qg_str info = code->u.code.info;
    char c = longest_run(info, '`') > 0 ? '~' : '`';
    size_t n = longest_run(code->text, c) + 1;

    qg_buf_truncate(&w->text, 0);
    for (size_t i = 0; i < (n < 3 ? 3 : n); i++)
        qg_buf_put_byte(&w->text, c);
    n = w->text.n;
    if (c == '~')
        qg_buf_put_byte(&w->text, ' ');
    qg_md_escape_string(&w->text, info, "");
    put_line(w, qg_buf_str(&w->text));
    if (code->text.n > 0)
        put_lines(w, code->text);
    put_line(w, qg_str_head(qg_buf_str(&w->text), n));
}

/* Blanks before the first tag would be counted to an item's mark, so it starts on the next line;
 * behind a list two or three make the tag part of its last item, so they go: they mean nothing in
 * HTML. */
static void put_html_block(writer *w, const qg_node *html)
{
    qg_str text = html->text;

    if (text.n > 0 && text.p[0] == ' ')
        close_line(w);
    if (html->previous != NULL && html->previous->kind == QG_LIST)
        while (qg_str_starts(text, QG_STR("  ")))
            text = qg_str_skip(text, 1);
    put_lines(w, text);
}

/* *** where --- would be front matter or underline what stands above, but not behind "* ", which it
 * would be taken together with. */
static void put_rule(writer *w, const qg_node *rule)
{
    bool is_start = w->out->n == w->start || rule->parent->kind == QG_ITEM;
    bool is_behind_star = w->is_line_open && qg_str_ends(qg_buf_str(w->out), QG_STR("* "));

    put_line(w, is_start && !is_behind_star ? QG_STR("***") : QG_STR("---"));
}

static void put_table(writer *w, const qg_node *table)
{
    qg_buf_truncate(&w->text, 0);
    if (qg_md_needs_html(table))
        qg_md_html_table(&w->text, table);
    else
        qg_md_table(&w->text, table);
    put_lines(w, qg_buf_str(&w->text));
}

/* ---- the walk -------------------------------------------------------------------------------- */

/* Returns whether `node` is a container, to be left again. */
static bool enter(writer *w, const qg_node *node)
{
    if (qg_md_stands_apart(node))
        put_line(w, QG_STR(""));
    switch (node->kind) {
    case QG_LIST:
        open_list(w, node);
        return true;
    case QG_ITEM:
        open_item(w, node);
        return true;
    case QG_QUOTE:
        open_container(w, QG_STR("> "), QG_STR("> "));
        return true;
    case QG_NOTE:
        open_note(w, node);
        return true;
    case QG_LANDSCAPE:
        put_line(w, QG_STR("::: landscape"));
        return true;
    case QG_HEADING:
        put_heading(w, node);
        return false;
    case QG_CODE_BLOCK:
        put_code_block(w, node);
        return false;
    case QG_HTML_BLOCK:
        put_html_block(w, node);
        return false;
    case QG_TABLE:
        put_table(w, node);
        return false;
    case QG_RULE:
        put_rule(w, node);
        return false;
    case QG_PAGE_BREAK:
        put_line(w, QG_STR("<div style=\"page-break-after: always\"></div>"));
        return false;
    default:
        put_paragraph(w, node);
        return false;
    }
}

static void leave(writer *w, const qg_node *node)
{
    if (node->kind == QG_LANDSCAPE) {
        put_line(w, QG_STR(""));
        put_line(w, QG_STR(":::"));
        return;
    }
    close_line(w);
    pop(w);
}

static void put_blocks(writer *w, const qg_node *root)
{
    const qg_node *node = root->first;

    while (node != NULL && qg_buf_status(w->out) == QG_OK) {
        bool is_container = enter(w, node);

        if (is_container && node->first != NULL) {
            node = node->first;
            continue;
        }
        if (is_container)
            leave(w, node);
        while (node->next == NULL && node->parent != root) {
            node = node->parent;
            leave(w, node);
        }
        node = node->next;
    }
}

/* ---- the document ---------------------------------------------------------------------------- */

void qg_md_label(qg_buf *out, const qg_node *note)
{
    qg_str label = note->u.note.label;
    bool is_good = label.n > 0;

    for (size_t i = 0; i < label.n; i++)
        if ((unsigned char)label.p[i] <= ' ' || label.p[i] == ']' || label.p[i] == '[')
            is_good = false;
    if (is_good)
        qg_buf_put(out, label);
    else
        qg_buf_printf(out, "note-%d", note->u.note.number);
}

/* A title that only the front matter has opens the body as well, so that the body reads as a whole.
 */
static void put_title(writer *w, const qg_doc *doc)
{
    enum { MOST_LINES = 16 };
    qg_str title = qg_doc_value(doc, QG_KEY_TITLE);
    qg_node heading = {.kind = QG_HEADING}, lines[MOST_LINES], breaks[MOST_LINES];

    if (title.n == 0 || qg_doc_has_title(doc))
        return;
    for (size_t i = 0; i < MOST_LINES && title.n > 0; i++) { /* | between them */
        size_t n = i + 1 == MOST_LINES ? title.n : qg_str_find_byte(title, '|');
        lines[i] = (qg_node){.kind = QG_TEXT, .text = qg_str_trim(qg_str_head(title, n))};
        breaks[i] = (qg_node){.kind = QG_LINE_BREAK};
        title = qg_str_skip(title, n + 1);
        if (i > 0)
            qg_node_append(&heading, &breaks[i]);
        qg_node_append(&heading, &lines[i]);
    }
    put_line(w, QG_STR(""));
    put_heading(w, &heading);
}

qg_status qg_markdown_write(qg_buf *out, const qg_doc *doc)
{
    writer w = {.out = out, .start = out->n};

    qg_buf_init(&w.prefix, 0);
    qg_buf_init(&w.text, 0);
    qg_md_front_matter(out, doc);
    put_title(&w, doc);
    if (out->n > w.start && doc->root->first != NULL)
        put_line(&w, QG_STR(""));
    put_blocks(&w, doc->root);
    if (out->n > w.start && doc->notes->first != NULL)
        put_line(&w, QG_STR(""));
    put_blocks(&w, doc->notes);
    qg_buf_drop(out, &w.prefix);
    qg_buf_drop(out, &w.text);
    free(w.frames);
    return qg_buf_status(out);
}
