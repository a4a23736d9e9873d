/* container.c - parts of Markdown between two marks on lines of their own.
 *
 *     ::: landscape          wide pages
 *     ::: tip 注意           the boxes of VuePress and Docusaurus
 *     ::: {.class key="a"}   what Word's styles become in pandoc
 *     <aside>                Notion's and Feishu's boxes
 *     !!! note "注意"        MkDocs' boxes, which go on as far as lines are indented
 *     ------ -----           pandoc's tables, which are one mark as a whole,
 *     +------+-----+         these too
 *
 * A box is a quote here, with its title in bold above it; of the others nothing is seen on paper.
 * A mark without its partner is text, but for a landscape part, which goes on to the end.
 */
#include "parse/container_int.h"
#include "parse/source_int.h"
#include "parse/tree_int.h"

#include "base/buf.h"

enum { MAX_OPEN = 50 };

/* Tags that stand alone on a line around Markdown, in pairs. */
static const struct {
    const char *name;
    qg_container_kind kind;
} tags[] = {{"aside", QG_CONTAINER_BOX},
            {"callout", QG_CONTAINER_BOX},
            {"quote-container", QG_CONTAINER_BOX},
            {"grid", QG_CONTAINER_PLAIN},
            {"column", QG_CONTAINER_PLAIN}};

enum { N_TAGS = sizeof tags / sizeof *tags, COLONS = N_TAGS };

typedef struct scanner {
    qg_doc *doc;
    qg_container_mark *marks;
    size_t n, n_room;
    size_t open[MAX_OPEN], families[MAX_OPEN]; /* marks that nothing has closed yet */
    size_t n_open;
    qg_buf indents; /* qg_blanks */
} scanner;

static qg_str without_quotes(qg_str s)
{
    if (s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
        return qg_str_head(qg_str_skip(s, 1), s.n - 2);
    return s;
}

/* {.callout-note title="甲" #id}: the first class is what it is. */
static void read_braces(qg_container_mark *mark, qg_str inside)
{
    qg_str quarto = QG_STR("callout-"), title = QG_STR("title=");

    while ((inside = qg_str_trim(inside)).n > 0) {
        qg_str word = qg_attribute_take(&inside);
        if (qg_str_starts(word, QG_STR(".")) && mark->type.n == 0) {
            mark->type = qg_str_skip(word, 1);
            if (qg_str_starts(mark->type, quarto))
                mark->type = qg_str_skip(mark->type, quarto.n);
        } else if (qg_str_starts(word, title)) {
            mark->title = without_quotes(qg_str_skip(word, title.n));
        }
    }
}

/* What stands behind the colons that open a part: a word and a title, a title alone, or attributes.
 */
static void read_words(qg_container_mark *mark, qg_str words)
{
    qg_str all = words;
    size_t n = 0, end;

    while (n < words.n && strchr(" \t[{", words.p[n]) == NULL)
        n++;
    mark->type = qg_str_head(words, n);
    words = qg_str_trim(qg_str_skip(words, n));
    while (mark->type.n > 0 && qg_str_ends(words, QG_STR(":"))) /* pandoc: ::: Warning ::: */
        words = qg_str_trim(qg_str_head(words, words.n - 1));
    end = qg_str_find_byte(words, qg_str_starts(words, QG_STR("[")) ? ']' : '}');
    if (qg_str_starts(words, QG_STR("{")))
        read_braces(mark, qg_str_skip(qg_str_head(words, end), 1));
    else if (qg_str_starts(words, QG_STR("[")))
        mark->title = qg_str_skip(qg_str_head(words, end), 1);
    else
        mark->title = words;
    if (qg_str_eq_nocase(mark->type, QG_STR("landscape")) || qg_str_is(mark->type, "横排"))
        mark->kind = mark->title.n == 0 ? QG_CONTAINER_LANDSCAPE : QG_CONTAINER_PLAIN;
    else if (!qg_str_is_ascii(mark->type)) /* no name of a kind of box, but its title */
        *mark = (qg_container_mark){
            .n = mark->n, .is_open = mark->is_open, .title = all, .kind = QG_CONTAINER_BOX};
    else if (qg_callout_is_type(mark->type) || mark->title.n > 0)
        mark->kind = QG_CONTAINER_BOX;
}

/* The family of the mark that `line` is, COLONS or a tag's number; -1: it is none. */
static int read_mark(qg_container_mark *mark, qg_str line)
{
    qg_str colons = QG_STR(":::"), rest = qg_str_trim(line);

    *mark = (qg_container_mark){.n = line.n};
    if (qg_str_starts(line, colons)) {
        while (qg_str_starts(rest, QG_STR(":")))
            rest = qg_str_skip(rest, 1);
        mark->is_open = qg_str_trim(rest).n > 0;
        read_words(mark, qg_str_trim(rest));
        return COLONS;
    }
    if (!qg_str_starts(line, QG_STR("<")) || qg_str_find_byte(rest, '>') + 1 != rest.n)
        return -1;
    mark->is_open = !qg_str_starts(rest, QG_STR("</"));
    rest = qg_str_skip(rest, mark->is_open ? 1 : 2);
    for (int i = 0; i < N_TAGS; i++) {
        size_t n = strlen(tags[i].name);
        if (qg_str_eq_nocase(qg_str_head(rest, n), qg_str_of(tags[i].name)) && n < rest.n &&
            strchr(" >", rest.p[n]) != NULL) {
            mark->kind = tags[i].kind;
            return i;
        }
    }
    return -1;
}

static void add_mark(scanner *s, const qg_container_mark *mark)
{
    if (s->n == s->n_room) {
        qg_container_mark *more = qg_arena_get(&s->doc->arena, (s->n_room * 2 + 8) * sizeof *more);
        if (more == NULL)
            return;
        if (s->n > 0)
            memcpy(more, s->marks, s->n * sizeof *more);
        s->marks = more;
        s->n_room = s->n_room * 2 + 8;
    }
    s->marks[s->n++] = *mark;
}

/* Pair the last mark with the one that it closes, the last open one of its family.  What was opened
 * since then stays without a partner. */
static void close_last(scanner *s, size_t family)
{
    size_t i = s->n_open;

    while (i > 0 && s->families[i - 1] != family)
        i--;
    if (i == 0)
        return;
    s->n_open = i - 1;
    s->marks[s->open[i - 1]].partner = s->n - 1;
    s->marks[s->n - 1].partner = s->open[i - 1];
    s->marks[s->n - 1].kind = s->marks[s->open[i - 1]].kind;
}

static void look_at_line(scanner *s, qg_str line, size_t offset)
{
    qg_container_mark mark;
    int family = read_mark(&mark, line);

    if (family < 0 || (mark.is_open && s->n_open == MAX_OPEN))
        return;
    mark.offset = offset;
    mark.partner = s->n;
    add_mark(s, &mark);
    if (!mark.is_open) {
        close_last(s, (size_t)family);
        return;
    }
    s->open[s->n_open] = s->n - 1;
    s->families[s->n_open++] = (size_t)family;
}

/* Returns the bytes of the table. */
static size_t look_at_table(scanner *s, qg_str from, qg_str text)
{
    qg_container_mark mark = {.kind = QG_CONTAINER_TABLE, .is_open = true, .partner = s->n};

    mark.offset = (size_t)(from.p - text.p);
    mark.n = qg_dash_table_at(s->doc, from, &mark.title);
    if (mark.n == 0)
        mark.n = qg_grid_table_at(s->doc, from, &mark.title);
    if (mark.n > 0)
        add_mark(s, &mark);
    return mark.n;
}

/* Returns the bytes of the box. */
static size_t look_at_admonition(scanner *s, qg_str from, qg_str text)
{
    size_t offset = (size_t)(from.p - text.p), n;
    qg_container_mark mark = {.offset = offset, .kind = QG_CONTAINER_BOX, .is_open = true};
    qg_admonition a;
    qg_str lines, line;

    if (!qg_admonition_at(&a, from))
        return 0;
    mark.n = a.n_head;
    mark.type = a.type;
    mark.title = a.title;
    mark.is_to_end = a.is_last;
    mark.partner = s->n + !a.is_last;
    add_mark(s, &mark);
    if (!a.is_last)
        add_mark(s, &(qg_container_mark){
                        .offset = offset + a.end, .kind = QG_CONTAINER_BOX, .partner = s->n - 1});
    for (lines = a.lines; (n = qg_admonition_indent(&lines, &line)) > 0;) {
        qg_blanks indent = {(size_t)(line.p - text.p), n};
        qg_buf_put(&s->indents, (qg_str){(const char *)&indent, sizeof indent});
    }
    return (size_t)(a.lines.p + a.lines.n - from.p);
}

static void find_all(scanner *s, qg_str text, size_t start)
{
    qg_fence code = {0};
    bool is_first = true; /* of a block */

    for (qg_str rest = qg_str_skip(text, start); rest.n > 0;) {
        qg_str from = rest, line = qg_str_take_line(&rest);
        bool is_code = qg_fence_holds(&code, line), is_blank = qg_str_trim(line).n == 0;
        size_t n = is_first && !is_code && !is_blank ? look_at_table(s, from, text) : 0;
        if (n == 0 && is_first && !is_code)
            n = look_at_admonition(s, from, text);
        if (n > 0)
            rest = qg_str_skip(from, n);
        else if (!is_code)
            look_at_line(s, line, (size_t)(line.p - text.p));
        is_first = is_blank || n > 0 || qg_str_starts(line, QG_STR("#"));
    }
}

/* A mark without its partner is text, but for one of a part that goes on to the end. */
static void check_partners(const scanner *s, qg_str text, const qg_sink *sink)
{
    for (size_t i = 0; i < s->n; i++) {
        qg_container_mark *mark = &s->marks[i];
        bool is_alone = mark->partner == i && !mark->is_to_end;
        mark->is_text = is_alone && (!mark->is_open || mark->kind == QG_CONTAINER_PLAIN ||
                                     mark->kind == QG_CONTAINER_BOX);
        if (is_alone && mark->is_open && mark->kind == QG_CONTAINER_LANDSCAPE)
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LANDSCAPE,
                                             .offset = mark->offset,
                                             .before = {text.p + mark->offset, mark->n}});
    }
}

qg_status qg_containers_find(qg_doc *doc, qg_container_mark **marks, size_t *n_marks,
                             const qg_blanks **indents, size_t *n_indents, qg_str text,
                             size_t start, const qg_sink *sink)
{
    scanner s = {.doc = doc};
    qg_blanks *all;

    qg_buf_init(&s.indents, 0);
    find_all(&s, text, start);
    check_partners(&s, text, sink);
    *marks = s.marks;
    *n_marks = s.n;
    *n_indents = s.indents.n / sizeof **indents;
    *indents = all = qg_arena_get(&doc->arena, s.indents.n + 1);
    if (all != NULL && *n_indents > 0)
        memcpy(all, s.indents.p, s.indents.n);
    if (qg_buf_status(&s.indents) != QG_OK)
        doc->arena.status = qg_buf_status(&s.indents);
    qg_buf_clear(&s.indents);
    return qg_doc_status(doc);
}

/* ---- afterwards ------------------------------------------------------------------------------ */

typedef struct grouping {
    qg_doc *doc;
    qg_str text;
    const qg_sink *sink;
    qg_node *groups[MAX_OPEN]; /* that are open; NULL where a part is no node */
    qg_container_mark *opened_by[MAX_OPEN];
    size_t n;
} grouping;

/* The innermost node that is open, or NULL. */
static qg_node *group_of(const grouping *g)
{
    for (size_t i = g->n; i > 0; i--)
        if (g->groups[i - 1] != NULL)
            return g->groups[i - 1];
    return NULL;
}

static void put(const grouping *g, qg_node *node, qg_node *before)
{
    qg_node *group = group_of(g);

    if (group != NULL)
        qg_node_append(group, node);
    else if (before != NULL)
        qg_node_insert_before(before, node);
    else
        qg_node_append(g->doc->root, node);
}

/* A landscape part inside another part is none: its paper would cut the other in two. */
static void open_group(grouping *g, qg_container_mark *mark, qg_node *before)
{
    bool is_box = mark->kind == QG_CONTAINER_BOX;
    bool is_wide = mark->kind == QG_CONTAINER_LANDSCAPE && group_of(g) == NULL;
    qg_node *made = is_box || is_wide
                        ? qg_node_new(g->doc, is_box ? QG_QUOTE : QG_LANDSCAPE, mark->offset)
                        : NULL;

    if (made != NULL)
        put(g, made, before);
    if (g->n < MAX_OPEN) {
        g->opened_by[g->n] = mark;
        g->groups[g->n++] = made;
    }
}

/* Quotes get their title when all is in them, since its language is theirs. */
static void close_group(grouping *g)
{
    qg_node *made = g->n == 0 ? NULL : g->groups[--g->n];
    qg_container_mark *open = g->opened_by[g->n];
    qg_node *words = NULL;

    if (made != NULL && made->kind == QG_QUOTE && (open->title.n > 0 || open->type.n > 0))
        words = qg_callout_set_head(g->doc, made, open->type, open->title);
    for (size_t i = 0; words != NULL && i < open->title.n; i++)
        if (strchr("`$*\\[<~", open->title.p[i]) != NULL)
            open->node = words;
    if (made != NULL && made->first == NULL)
        qg_node_unlink(made);
}

static void use_mark(grouping *g, qg_container_mark *marks, size_t i, qg_node *before)
{
    qg_container_mark *mark = &marks[i];

    if (mark->is_text)
        return;
    if (mark->kind == QG_CONTAINER_TABLE) {
        mark->node = qg_node_new(g->doc, QG_DOCUMENT, mark->offset);
        if (mark->node != NULL)
            put(g, mark->node, before);
        return;
    }
    if (mark->kind != QG_CONTAINER_LANDSCAPE && mark->n > 0)
        qg_sink_tell(g->sink, &(qg_finding){.kind = QG_FOUND_PARSE_CONTAINER,
                                            .offset = mark->offset,
                                            .before = {g->text.p + mark->offset, mark->n}});
    if (mark->is_open)
        open_group(g, mark, before);
    else
        close_group(g);
}

void qg_containers_group(qg_doc *doc, qg_container_mark *marks, size_t n_marks, qg_str text,
                         const qg_sink *sink)
{
    grouping g = {.doc = doc, .text = text, .sink = sink};
    qg_node *block = n_marks == 0 ? NULL : doc->root->first, *following;
    size_t i = 0;

    for (; block != NULL; block = following) {
        following = block->next;
        for (; i < n_marks && marks[i].offset < block->offset; i++)
            use_mark(&g, marks, i, block);
        if (group_of(&g) != NULL) {
            qg_node_unlink(block);
            put(&g, block, NULL);
        }
    }
    for (; i < n_marks; i++)
        use_mark(&g, marks, i, NULL);
    while (g.n > 0)
        close_group(&g);
}

/* A table without names has its first row for them, as tables of web pages do: GFM has none
 * without, and an empty row would be printed. */
static void drop_empty_head(qg_node *table)
{
    qg_node *row = table == NULL || table->kind != QG_TABLE ? NULL : table->first;

    for (const qg_node *cell = row == NULL ? NULL : row->first; cell != NULL; cell = cell->next)
        if (cell->first != NULL)
            return;
    if (row == NULL || row->next == NULL)
        return;
    row->next->u.row.is_header = true;
    qg_node_unlink(row);
}

/* Read the text that a mark holds; its blocks become children of `into`.  What it has of the draft
 * stands all at its start. */
static qg_status read_inner(qg_doc *doc, const qg_container_mark *mark, qg_node *into,
                            qg_limits limits, const qg_sink *sink)
{
    qg_node *root = doc->root, *notes = doc->notes;
    qg_status st;

    doc->root = into;
    doc->notes = qg_node_new(doc, notes->kind, 0);
    st = doc->notes == NULL ? QG_E_MEMORY : qg_markdown_parse(doc, mark->title, 0, limits, NULL);
    doc->root = root;
    doc->notes = notes;
    if (st == QG_E_LIMIT)
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LIMIT, .offset = mark->offset});
    for (qg_node *n = into; n != NULL; n = qg_node_walk(into, n))
        n->offset = mark->offset;
    return st;
}

static void put_table(const qg_container_mark *mark)
{
    drop_empty_head(mark->node->first);
    while (mark->node->first != NULL) {
        qg_node *block = mark->node->first;
        qg_node_unlink(block);
        qg_node_insert_before(mark->node, block);
    }
    qg_node_unlink(mark->node);
}

/* Put what the title of a box says in place of its source, which stays where it is no line. */
static void put_title(const qg_container_mark *mark, const qg_node *read)
{
    qg_node *line = read->first;

    if (line == NULL || line != read->last || line->kind != QG_PARAGRAPH || line->first == NULL)
        return;
    while (mark->node->first != NULL)
        qg_node_unlink(mark->node->first);
    while (line->first != NULL) {
        qg_node *inner = line->first;
        qg_node_unlink(inner);
        qg_node_append(mark->node, inner);
    }
}

qg_status qg_containers_read_inner(qg_doc *doc, const qg_container_mark *marks, size_t n_marks,
                                   qg_limits limits, const qg_sink *sink)
{
    qg_status st = QG_OK;

    for (size_t i = 0; i < n_marks && st == QG_OK; i++) {
        const qg_container_mark *mark = &marks[i];
        bool is_table = mark->kind == QG_CONTAINER_TABLE;
        qg_node *into = mark->node == NULL || is_table
                            ? mark->node
                            : qg_node_new(doc, QG_DOCUMENT, mark->offset);
        if (into == NULL)
            continue;
        st = read_inner(doc, mark, into, limits, sink);
        if (is_table)
            put_table(mark);
        else
            put_title(mark, into);
    }
    return st;
}
