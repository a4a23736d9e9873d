/* dialect.c - marks inside lines that only some programs for Markdown know.
 *
 *     [text]{.underline}  []{#_Toc1 .anchor}       pandoc
 *     H~2~O  m^2^  ==text==                        pandoc, Typora, Obsidian
 *     [[page]]  [[page|text]]  ![[picture.png]]    Obsidian, Logseq, wikis
 *     text{: style="color: red;"}                  kramdown, SiYuan
 *     term  and in the next line  : what it means  pandoc, PHP Markdown Extra
 *
 * What has a meaning on paper keeps it; of the others the marks go, told as parse.container.
 */
#include "parse/tree_int.h"

#include "unicode/unicode.h"

/* Between two marks, so that time stays linear. */
enum { MOST_BYTES = 4000, MOST_NODES = 60, MOST_DEPTH = 8, MOST_WORDS = 500 };

typedef struct job {
    qg_doc *doc;
    qg_str source; /* the draft */
    const qg_sink *sink;
} job;

static void tell(const job *j, qg_str mark, size_t offset)
{
    qg_sink_tell(j->sink, &(qg_finding){.kind = QG_FOUND_PARSE_CONTAINER,
                                        .offset = offset,
                                        .before = mark,
                                        .confidence = 0.95});
}

/* A text may be longer than what it was typed as. */
static size_t within(const job *j, size_t offset)
{
    return offset < j->source.n ? offset : j->source.n;
}

/* Part a text at byte `at`.  Returns the text behind, NULL without memory. */
static qg_node *split(const job *j, qg_node *text, size_t at)
{
    return qg_text_node_part(j->doc, text, at, within(j, text->offset + at));
}

/* Take `n` bytes at `at` out of a text.  Returns the text behind them. */
static qg_node *cut(const job *j, qg_node *text, size_t at, size_t n)
{
    qg_node *behind = split(j, text, at);

    if (behind == NULL)
        return NULL;
    tell(j, qg_str_head(behind->text, n), behind->offset);
    behind->text = qg_str_skip(behind->text, n);
    behind->offset = within(j, behind->offset + n);
    return behind;
}

/* Put the nodes from `first` to `last` into a new one of `kind`. */
static void wrap(const job *j, qg_node *first, qg_node *last, qg_node_kind kind)
{
    qg_node *made = qg_node_new(j->doc, kind, first->offset), *next;

    if (made == NULL)
        return;
    qg_node_insert_before(first, made);
    for (qg_node *node = first; node != NULL; node = next) {
        next = node == last ? NULL : node->next;
        qg_node_unlink(node);
        qg_node_append(made, node);
    }
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* Whether `word` is one of {#id .class key="value" -}. */
static bool is_attribute(qg_str word)
{
    size_t n = 0;

    if (qg_str_eq(word, QG_STR("-"))) /* unnumbered */
        return true;
    if (word.n > 1 && strchr(".#", word.p[0]) != NULL)
        return qg_str_find_byte(word, '=') == word.n;
    while (n < word.n && (qg_rune_is_letter((unsigned char)word.p[n]) || word.p[n] == '-'))
        n++;
    return n > 0 && n + 1 < word.n && word.p[n] == '=';
}

/* Bytes of the attributes, {#id .class key="value"}, that `text` starts with; 0 when it does not.
 */
static size_t attributes_at(qg_str text)
{
    size_t end = qg_str_find_byte(qg_str_head(text, MOST_WORDS), '}');
    qg_str inside = qg_str_skip(qg_str_head(text, end), 1);

    if (!qg_str_starts(text, QG_STR("{")) || end == qg_str_head(text, MOST_WORDS).n ||
        qg_str_trim(inside).n == 0)
        return 0;
    if (qg_str_starts(inside, QG_STR(":"))) /* kramdown */
        inside = qg_str_skip(inside, 1);
    while ((inside = qg_str_trim(inside)).n > 0)
        if (!is_attribute(qg_attribute_take(&inside)))
            return 0;
    return end + 1;
}

/* Attributes are broken over two lines where a converter breaks all lines. */
static void join_lines(const job *j, qg_node *text)
{
    qg_node *line_end = text->next, *next = line_end == NULL ? NULL : line_end->next;
    size_t at = text->text.n, end;
    char *all;

    if (next == NULL || line_end->kind != QG_SOFT_BREAK || next->kind != QG_TEXT)
        return;
    while (at > 0 && strchr("{}", text->text.p[at - 1]) == NULL)
        at--;
    if (at == 0 || text->text.p[at - 1] != '{' ||
        (at > 1 ? text->text.p[at - 2] != ']' : text->previous == NULL))
        return;
    end = qg_str_find_byte(next->text, '}');
    all = qg_arena_get(&j->doc->arena, text->text.n + 1 + next->text.n);
    if (end == next->text.n || all == NULL)
        return;
    memcpy(all, text->text.p, text->text.n);
    all[text->text.n] = ' ';
    memcpy(all + text->text.n + 1, next->text.p, next->text.n);
    if (attributes_at((qg_str){all + at - 1, text->text.n + 2 - at + next->text.n}) == 0)
        return;
    text->text = (qg_str){all, text->text.n + 1 + next->text.n};
    qg_node_unlink(line_end);
    qg_node_unlink(next);
}

/* Whether `text` ends `: 各项指标`, what pandoc has for the caption of a table. */
static bool ends_caption(const qg_node *text)
{
    const qg_node *paragraph = text->parent, *first = paragraph->first;

    return paragraph->kind == QG_PARAGRAPH && text->next == NULL && first->kind == QG_TEXT &&
           (qg_str_starts(first->text, QG_STR(": ")) ||
            qg_str_starts(first->text, QG_STR("Table: ")));
}

/* Whether byte `at` of `text` is behind a formula on lines of its own, as {#eq:1} of pandoc is. */
static bool is_behind_display(const qg_node *text, size_t at)
{
    const qg_node *before = text->previous;

    return before != NULL && before->kind == QG_MATH && before->u.math.is_display &&
           qg_str_trim(qg_str_head(text->text, at)).n == 0;
}

/* {: of kramdown anywhere; other attributes behind a link, a picture, code or a formula, at the end
 * of a caption and of a heading, which keeps its {#id} for heading_id.c. */
static bool use_attributes(const job *j, qg_node *text, size_t at)
{
    qg_str rest = qg_str_skip(text->text, at), words;
    size_t n = attributes_at(rest);
    const qg_node *before = at == 0 ? text->previous : NULL;
    bool ends_heading = text->parent->kind == QG_HEADING && text->next == NULL && n == rest.n;
    bool is_at_end =
        ends_heading || (n == rest.n && (ends_caption(text) || is_behind_display(text, at)));

    words = qg_str_head(rest, n);
    if (n == 0 ||
        (ends_heading && qg_str_starts(rest, QG_STR("{#")) && qg_str_find_byte(words, ' ') == n))
        return false;
    if (before != NULL && before->kind == QG_IMAGE &&
        (qg_str_find(words, QG_STR("width=")) < n || qg_str_find(words, QG_STR("height=")) < n))
        return false; /* attributes.c */
    if (!qg_str_starts(rest, QG_STR("{:")) && !is_at_end &&
        (before == NULL ||
         (before->kind != QG_LINK && before->kind != QG_IMAGE && before->kind != QG_CODE)))
        return false;
    for (qg_str inside = qg_str_head(qg_str_skip(words, 1), n - 2), word;
         ends_heading && (inside = qg_str_trim(inside)).n > 0;)
        if ((word = qg_attribute_take(&inside)).p[0] == '#')
            text->parent->u.heading.id = qg_str_skip(word, 1);
    cut(j, text, at, n);
    while (text->next != NULL && text->next->text.n == 0 && qg_str_ends(text->text, QG_STR(" ")))
        text->text.n--;
    return true;
}

/* ---- pairs of marks -------------------------------------------------------------------------- */

/* Where the ] is that belongs to the [ at `at` of `*node`, which may be in a text behind it; the
 * attributes follow.  False: there is none. */
static bool find_span_end(qg_node **node, size_t *at)
{
    size_t depth = 0, n_bytes = 0, n_nodes = 0;

    for (; *node != NULL && n_nodes < MOST_NODES && n_bytes < MOST_BYTES;
         *node = (*node)->next, *at = 0, n_nodes++) {
        qg_str text = (*node)->text;
        for (size_t i = *at; (*node)->kind == QG_TEXT && i < text.n; i++) {
            depth += text.p[i] == '[';
            depth -= text.p[i] == ']';
            if (depth > MOST_DEPTH)
                return false;
            if (depth > 0)
                continue;
            *at = i;
            return attributes_at(qg_str_skip(text, i + 1)) > 0;
        }
        n_bytes += text.n;
    }
    return false;
}

/* :contentReference[oaicite:0]{index=0} is the mark of a chat assistant's source. */
static bool use_source(const job *j, qg_node *text, size_t at)
{
    const qg_str word = QG_STR("contentReference"), inside = qg_str_skip(text->text, at);
    size_t close, start = at - word.n, n;

    if (at < word.n || !qg_str_starts(inside, QG_STR("[oaicite:")) ||
        !qg_str_eq(qg_str_head(qg_str_skip(text->text, start), word.n), word))
        return false;
    close = qg_str_find_byte(qg_str_head(inside, MOST_BYTES), ']');
    if (close == inside.n || close == MOST_BYTES)
        return false;
    start -= start > 0 && text->text.p[start - 1] == ':';
    n = at + close + 1 - start;
    return cut(j, text, start, n + attributes_at(qg_str_skip(text->text, start + n))) != NULL;
}

static bool use_span(const job *j, qg_node *text, size_t at)
{
    qg_node *end = text, *inner, *behind;
    size_t close = at, n;
    qg_str words;

    if (!find_span_end(&end, &close))
        return false;
    n = attributes_at(qg_str_skip(end->text, close + 1));
    words = qg_str_head(qg_str_skip(end->text, close + 1), n);
    behind = cut(j, end, close, n + 1);
    inner = cut(j, text, at, 1);
    if (inner == NULL || behind == NULL)
        return false;
    if (qg_str_find(words, QG_STR(".underline")) < words.n && inner->next != NULL &&
        inner != behind)
        wrap(j, inner, behind->previous, QG_UNDERLINE);
    return true;
}

static bool use_highlight(const job *j, qg_node *text, size_t at)
{
    qg_str mark = QG_STR("=="), inside = qg_str_skip(text->text, at + mark.n);
    char before = at > 0 ? text->text.p[at - 1] : ' ';
    qg_node *end = text;
    size_t from = at + mark.n, close = 0, n_nodes = 0;

    if (qg_rune_is_alphanumeric((unsigned char)before) || before == '=' ||
        (inside.n > 0 && strchr(" =", inside.p[0]) != NULL))
        return false;
    for (; end != NULL && n_nodes < MOST_NODES; end = end->next, from = 0, n_nodes++) {
        close = from + qg_str_find(qg_str_skip(end->text, from), mark);
        if (end->kind == QG_TEXT && close < end->text.n)
            break;
    }
    if (end == NULL || n_nodes == MOST_NODES || (end == text && close == at + mark.n) ||
        (close > 0 && strchr(" =", end->text.p[close - 1]) != NULL) ||
        qg_str_starts(qg_str_skip(end->text, close + mark.n), QG_STR("=")))
        return false;
    cut(j, end, close, mark.n);
    return cut(j, text, at, mark.n) != NULL;
}

/* ---- H~2~O, m^2^ ----------------------------------------------------------------------------- */

/* Bytes between two marks at the start of `text` that can be a script; a ~ stands between the ends
 * of ranges, too, so that only what chemistry and indices have counts there. */
static size_t script_at(qg_str text)
{
    enum { MOST = 8 };
    bool is_sub = text.p[0] == '~';
    size_t n = 1;

    for (; n < text.n && n <= MOST && text.p[n] != text.p[0]; n++) {
        char c = text.p[n];
        bool is_digit = c >= '0' && c <= '9', is_small = c >= 'a' && c <= 'z';
        bool is_other = strchr("+-.", c) != NULL || (!is_sub && strchr("[],", c) != NULL) ||
                        (!is_sub && c >= 'A' && c <= 'Z');
        if (!is_digit && !is_small && !is_other)
            return 0;
    }
    return n > 1 && n < text.n && text.p[n] == text.p[0] ? n - 1 : 0;
}

/* The character in front of byte `at` of a text, which may be the last of words in *. */
static qg_rune base_of(const qg_node *text, size_t at)
{
    const qg_node *before = at == 0 ? text->previous : text;

    if (before == NULL || at > 0)
        return qg_utf8_last(qg_str_head(text->text, at));
    return (before->kind == QG_EMPHASIS || before->kind == QG_STRONG) && before->last != NULL
               ? qg_utf8_last(before->last->text)
               : 0;
}

static bool use_script(const job *j, qg_node *text, size_t at)
{
    bool is_sub = text->text.p[at] == '~';
    qg_rune before = base_of(text, at);
    size_t n = script_at(qg_str_skip(text->text, at));
    bool is_base = is_sub ? qg_rune_is_letter(before) && before < 0x80
                          : qg_rune_is_alphanumeric(before) || qg_rune_is_han(before);
    qg_node *inner;

    if (n == 0 || !(is_base || qg_utf8_is_in(before, ")*")))
        return false;
    cut(j, text, at + 1 + n, 1);
    inner = cut(j, text, at, 1);
    if (inner != NULL)
        wrap(j, inner, inner, is_sub ? QG_SUBSCRIPT : QG_SUPERSCRIPT);
    return inner != NULL;
}

/* ---- [[page]] -------------------------------------------------------------------------------- */

static bool is_number(qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* A page's name is a word; [[1, 2], [3, 4]] and a [[1]] are code.  [[TOC]] is another matter. */
static bool is_page_name(qg_str name)
{
    return name.n > 0 && !is_number(name) && qg_str_find_byte(name, '[') == name.n &&
           !qg_str_eq_nocase(name, QG_STR("toc")) && !qg_str_eq_nocase(name, QG_STR("_toc_"));
}

static bool use_page(const job *j, qg_node *text, size_t at)
{
    bool is_shown = at > 0 && text->text.p[at - 1] == '!';
    qg_str open = QG_STR("[["), rest = qg_str_skip(text->text, at + open.n);
    size_t n = qg_str_find(qg_str_head(rest, MOST_WORDS), QG_STR("]]"));
    qg_str inside = qg_str_head(rest, n), page, words;
    char before = at > 0 ? text->text.p[at - 1] : ' ';
    qg_node *inner;

    if (n == rest.n || !qg_str_starts(qg_str_skip(rest, n), QG_STR("]]")) ||
        qg_str_find_byte(inside, ']') < n || !is_page_name(inside) ||
        qg_rune_is_alphanumeric((unsigned char)before) || before == '[' ||
        (is_shown && qg_str_find_byte(inside, '.') == n) || /* no file's name */
        (at == 0 && qg_str_starts(qg_str_skip(rest, n), QG_STR("]]:"))))
        return false;
    page = qg_str_head(inside, qg_str_find_byte(inside, '|'));
    words = qg_str_skip(inside, page.n + 1);
    cut(j, text, at + open.n + n, strlen("]]"));
    if (page.n < n && !is_number(words)) /* the page's name goes, too, for the words */
        inner = cut(j, text, at - is_shown, is_shown + open.n + (is_shown ? 0 : page.n + 1));
    else
        inner = cut(j, text, at - is_shown, is_shown + open.n);
    if (inner != NULL && is_shown && qg_is_picture_name(page)) {
        qg_node *image = qg_node_new(j->doc, QG_IMAGE, inner->offset);
        if (image == NULL)
            return false;
        image->u.link.url = page;
        qg_picture_size_read(image, words);
        qg_node_insert_before(inner, image);
        qg_node_unlink(inner);
    }
    return inner != NULL;
}

/* Obsidian's name of a paragraph, ^a1b2c3 behind its last word. */
static bool use_block_name(const job *j, qg_node *text, size_t at)
{
    qg_str name = qg_str_skip(text->text, at + 1);
    bool has_letter = false;

    if (text->next != NULL || qg_node_is_inline(text->parent) || name.n < 2 || at < 2 ||
        text->text.p[at - 1] != ' ' || (unsigned char)text->text.p[at - 2] < 0x80)
        return false;
    for (size_t i = 0; i < name.n; i++) {
        bool is_letter = (name.p[i] | 32) >= 'a' && (name.p[i] | 32) <= 'z';
        if (!is_letter && name.p[i] != '-' && !(name.p[i] >= '0' && name.p[i] <= '9'))
            return false;
        has_letter = has_letter || is_letter;
    }
    return has_letter && cut(j, text, at - 1, name.n + 2) != NULL;
}

/* ---- terms ----------------------------------------------------------------------------------- */

/* What a term means has a line of its own, whose mark goes; a formula is no term.  Returns whether
 * `line_end` is above one. */
static bool use_meaning(const job *j, qg_node *line_end)
{
    qg_node *text = line_end->next;
    size_t n = 1;

    if (line_end->parent->kind != QG_PARAGRAPH || line_end->previous == NULL ||
        line_end->previous->kind == QG_MATH || text == NULL || text->kind != QG_TEXT ||
        !qg_str_starts(text->text, QG_STR(": ")))
        return false;
    while (n < text->text.n && text->text.p[n] == ' ')
        n++;
    qg_node_become(line_end, QG_LINE_BREAK);
    return cut(j, text, 0, n) != NULL;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* The first byte at `at` or behind it that a mark may start with: all text is looked through. */
static size_t next_mark(qg_str text, size_t at)
{
    static const bool starts[256] = {
        ['['] = true, ['='] = true, ['~'] = true, ['^'] = true, ['{'] = true};

    while (at < text.n && !starts[(unsigned char)text.p[at]])
        at += (unsigned char)text.p[at] >= 0xE0 ? 3 : 1; /* no mark is inside a character */
    return at < text.n ? at : text.n;
}

/* Use the first mark in the text.  Returns whether there was one. */
static bool use_first(const job *j, qg_node *text)
{
    for (size_t i = next_mark(text->text, 0); i < text->text.n; i = next_mark(text->text, i + 1)) {
        qg_str rest = qg_str_skip(text->text, i);
        switch (rest.p[0]) {
        case '[':
            if (qg_str_starts(rest, QG_STR("[[")) && use_page(j, text, i))
                return true;
            if (use_source(j, text, i) || qg_spaced_picture_use(j->doc, text, i) ||
                use_span(j, text, i))
                return true;
            break;
        case '=':
            if (qg_str_starts(rest, QG_STR("==")) && use_highlight(j, text, i))
                return true;
            break;
        case '~':
        case '^':
            if (use_script(j, text, i) || (rest.p[0] == '^' && use_block_name(j, text, i)))
                return true;
            break;
        case '{':
            if (use_attributes(j, text, i))
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}

/* Texts that nothing is left of go, and those beside each other become one. */
static void tidy(qg_doc *doc, qg_node *block)
{
    qg_node *next;

    for (qg_node *node = block; node != NULL; node = next) {
        next = qg_node_walk(block, node);
        if (node->kind == QG_TEXT && node->text.n == 0)
            qg_node_unlink(node);
    }
    for (qg_node *node = block; node != NULL; node = qg_node_walk(block, node))
        qg_texts_join(doc, node);
}

static void read_block(const job *j, qg_node *block)
{
    bool has_any = false;

    for (qg_node *node = block; node != NULL; node = qg_node_walk(block, node))
        if (node->kind == QG_SOFT_BREAK) {
            has_any = use_meaning(j, node) || has_any;
        } else if (node->kind == QG_TEXT && next_mark(node->text, 0) < node->text.n) {
            has_any = qg_typed_marks_part(j->doc, node, j->source) || has_any;
            join_lines(j, node);
            has_any = use_first(j, node) || has_any;
        }
    if (has_any)
        tidy(j->doc, block);
}

void qg_dialects_read(qg_doc *doc, qg_node *root, qg_str source, const qg_sink *sink)
{
    job j = {doc, source, sink};

    for (qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        if (node->first != NULL && qg_node_is_inline(node->first))
            read_block(&j, node);
}
