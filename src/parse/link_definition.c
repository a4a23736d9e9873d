/* link_definition.c - `[label]: address` lines that no link refers to.
 *
 * cmark-gfm drops them without a word, but an author may have meant them as text, or have mistyped
 * the label of a link.
 */
#include "parse/source_int.h"

#include "unicode/unicode.h"

#include <stdlib.h>

enum { MAX_LABEL = 999, MAX_ENDING = 5 };

typedef struct definition {
    qg_str label, line;
    bool is_used, is_text; /* text: it defines nothing and is in the document */
} definition;

typedef struct list {
    definition *at;
    size_t n;
} list;

/* The label between the [ that `s` starts with and the next ]; empty when there is none. */
static qg_str label_at(qg_str s)
{
    size_t n = 1;

    while (n < s.n && n <= MAX_LABEL && s.p[n] != '[' && s.p[n] != ']')
        n += s.p[n] == '\\' && n + 1 < s.n ? 2 : 1;
    return n < s.n && s.p[n] == ']' ? qg_str_skip(qg_str_head(s, n), 1) : qg_str_head(s, 0);
}

/* Whether a line has the form of a definition, in whatever containers, and with which label.  [^a]:
 * is a footnote. */
static bool is_definition(qg_str line, qg_str *label)
{
    size_t n;

    line = qg_skip_blanks(line);
    while ((n = qg_marker_at(line)) > 0)
        line = qg_skip_blanks(qg_str_skip(line, n));
    if (!qg_str_starts(line, QG_STR("[")) || qg_str_starts(line, QG_STR("[^")))
        return false;
    *label = label_at(line);
    line = qg_str_skip(line, label->n + 2);
    return label->n > 0 && qg_str_starts(line, QG_STR(":")) &&
           qg_skip_blanks(qg_str_skip(line, 1)).n > 0;
}

static bool is_fence(qg_str line)
{
    line = qg_skip_blanks(line);
    return qg_str_starts(line, QG_STR("```")) || qg_str_starts(line, QG_STR("~~~"));
}

static void find_definitions(qg_doc *doc, list *found, qg_str text)
{
    qg_str rest = text, label;
    bool is_code = false;
    size_t n = 0;

    while (rest.n > 0)
        n += is_definition(qg_str_take_line(&rest), &label);
    found->at = n == 0 ? NULL : qg_arena_get(&doc->arena, n * sizeof *found->at);
    for (rest = text; rest.n > 0 && found->at != NULL;) {
        qg_str line = qg_str_take_line(&rest);
        is_code = is_code != is_fence(line);
        if (!is_code && is_definition(line, &label))
            found->at[found->n++] = (definition){.label = label, .line = line};
    }
}

/* ---- those that are text ---- */

/* The definition whose line holds `p`; NULL when it stands in none. */
static definition *line_of(const list *found, const char *p)
{
    size_t low = 0, high = found->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (found->at[middle].line.p <= p)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || p > found->at[low - 1].line.p + found->at[low - 1].line.n)
        return NULL;
    return &found->at[low - 1];
}

/* Whether the text of a node stands where cmark-gfm says: what follows definitions in a paragraph
 * is said to stand where they do. */
static bool is_there(const qg_node *node, qg_str text)
{
    qg_str source = qg_skip_blanks(qg_str_skip(text, node->offset));
    qg_str own = qg_skip_blanks(node->text);

    return own.n > 0 && source.n > 0 &&
           (source.p[0] == own.p[0] || source.p[0] == '\\' || source.p[0] == '&');
}

/* Mark what stands in the line where a node starts, and in the lines of code. */
static void mark_lines(const list *found, qg_str text, const qg_node *node)
{
    qg_str rest = qg_str_skip(text, node->offset), all = node->text;

    do {
        definition *at = line_of(found, rest.p);
        if (at != NULL)
            at->is_text = true;
        qg_str_take_line(&rest);
        qg_str_take_line(&all);
    } while (all.n > 0 && (node->kind == QG_CODE_BLOCK || node->kind == QG_HTML_BLOCK));
}

static void find_text(const list *found, const qg_node *root, qg_str text)
{
    for (const qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (is_there(node, text))
            mark_lines(found, text, node);
}

/* ---- those that are used ---- */

static int compare_labels(const void *a, const void *b)
{
    const definition *x = a, *y = b;
    size_t n = x->label.n < y->label.n ? x->label.n : y->label.n;

    for (size_t i = 0; i < n; i++) {
        int c = x->label.p[i] >= 'A' && x->label.p[i] <= 'Z' ? x->label.p[i] | 32 : x->label.p[i];
        int d = y->label.p[i] >= 'A' && y->label.p[i] <= 'Z' ? y->label.p[i] | 32 : y->label.p[i];
        if (c != d)
            return c - d;
    }
    return (x->label.n > y->label.n) - (x->label.n < y->label.n);
}

static int compare_places(const void *a, const void *b)
{
    const definition *x = a, *y = b;

    return (x->line.p > y->line.p) - (x->line.p < y->line.p);
}

/* Mark every definition of this label. */
static void use_label(const list *by_label, qg_str label)
{
    definition key = {.label = qg_str_trim(label)}, *found;

    if (label.n == 0)
        return;
    found = bsearch(&key, by_label->at, by_label->n, sizeof key, compare_labels);
    if (found == NULL)
        return;
    while (found > by_label->at && compare_labels(found - 1, &key) == 0)
        found--;
    for (; found < by_label->at + by_label->n && compare_labels(found, &key) == 0; found++) {
        if (found->is_used)
            return; /* so are the others */
        found->is_used = true;
    }
}

static void find_uses(const list *by_label, qg_str text)
{
    for (qg_str rest = text; rest.n > 0;) {
        qg_str line = qg_str_take_line(&rest), label;
        if (is_definition(line, &label))
            continue;
        while (line.n > 0) { /* a label may go on in the next line */
            qg_str all = {line.p, (size_t)(text.p + text.n - line.p)};
            size_t n = qg_str_find_byte(line, '[');
            use_label(by_label, n < line.n ? label_at(qg_str_skip(all, n)) : (qg_str){"", 0});
            line = qg_str_skip(line, n + 1);
        }
    }
}

/* ---- those that only look like one ----------------------------------------------------------- */

/* 图片/一.png, 第一章.md#二: no mark of a sentence or of a cited work, no whole address behind
 * words, and a way or the ending of a file. */
static bool is_address(qg_str target)
{
    size_t at = target.n;

    if (qg_str_find(target, QG_STR("://")) < target.n || qg_str_find_byte(target, '[') < target.n)
        return false;
    for (qg_str rest = target; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (rune >= 0x80 && qg_rune_is_punctuation(rune))
            return false;
    }
    if (qg_str_find_byte(target, '/') < target.n || qg_str_find_byte(target, '#') < target.n)
        return true;
    while (at > 0 && (unsigned char)target.p[at - 1] < 0x80 &&
           qg_rune_is_alphanumeric((unsigned char)target.p[at - 1]))
        at--;
    return at > 0 && target.p[at - 1] == '.' && at < target.n && target.n - at <= MAX_ENDING &&
           !qg_rune_is_digit((unsigned char)target.p[at]);
}

/* Whether what follows the label is words and no address: [备注]: 数据来源于统计局,
 * [1]: 费孝通.乡土中国[M].北京:人民出版社,2008. */
static bool is_remark(const definition *d)
{
    size_t behind = (size_t)(d->label.p + d->label.n - d->line.p) + strlen("]:"), n = 0;
    qg_str words = qg_skip_blanks(qg_str_skip(d->line, behind));
    qg_rune first = qg_utf8_first(words);

    while (n < words.n && strchr(" \t\r\n", words.p[n]) == NULL)
        n++;
    return first >= 0x80 && (qg_rune_is_han(first) || qg_rune_is_punctuation(first)) &&
           !is_address(qg_str_head(words, n));
}

qg_status qg_remarks_find(qg_doc *doc, const qg_mark_help **helps, size_t *n, qg_str text,
                          size_t start)
{
    list found = {0};
    qg_mark_help *all;
    size_t n_remarks = 0;

    find_definitions(doc, &found, qg_str_skip(text, start));
    for (size_t i = 0; i < found.n; i++)
        n_remarks += is_remark(&found.at[i]);
    if (n_remarks == 0)
        return qg_doc_status(doc);
    all = qg_arena_get(&doc->arena, (*n + n_remarks) * sizeof *all);
    if (all == NULL)
        return qg_doc_status(doc);
    if (*n > 0)
        memcpy(all, *helps, *n * sizeof *all);
    for (size_t i = 0; i < found.n; i++)
        if (is_remark(&found.at[i]))
            all[(*n)++] = (qg_mark_help){.offset = (size_t)(found.at[i].label.p - 1 - text.p)};
    *helps = all;
    return QG_OK;
}

void qg_link_definitions_check(qg_doc *doc, const qg_node *root, qg_str text, size_t start,
                               const qg_sink *sink)
{
    list found = {0};

    find_definitions(doc, &found, qg_str_skip(text, start));
    if (found.n == 0)
        return;
    find_text(&found, root, text);
    find_text(&found, doc->notes, text);
    qsort(found.at, found.n, sizeof *found.at, compare_labels);
    find_uses(&found, qg_str_skip(text, start));
    qsort(found.at, found.n, sizeof *found.at, compare_places);
    for (size_t i = 0; i < found.n; i++)
        if (!found.at[i].is_used && !found.at[i].is_text)
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_UNUSED_LINK,
                                             .offset = (size_t)(found.at[i].line.p - text.p),
                                             .before = found.at[i].line});
}
