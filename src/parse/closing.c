/* closing.c - what stands around the signature of an official document, typed in its text: the
 * names of the attachments above it (附件说明), a note in brackets below it (附注), who gets a copy
 * and who printed it (抄送, 印发), at the very end (GB/T 9704-2012, 7.3.4, 7.3.7 and 7.4).
 *
 * Each becomes a field, and its blocks get a role: a writer that sets the element from the field
 * knows by it what to pass over.  What holds more than words, as links to files, stays text.  Where
 * the front matter says otherwise, its words are set there, told as parse.other-value.
 */
#include "parse/draft_int.h"
#include "parse/front_matter_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
    MAX_ATTACHMENTS = 99,
    MAX_NAME_RUNES = 100,
    MAX_NOTE_RUNES = 100,
    MAX_PRINTED_RUNES = 60,
    MAX_BLOCKS = 8 /* below the date */
};

/* ---- words ----------------------------------------------------------------------------------- */

/* Put the words of `block` into `out`, a line feed for each break; false when there is more than
 * words in it. */
static bool put_words(qg_buf *out, const qg_node *block)
{
    for (const qg_node *node = block->first; node != NULL; node = node->next) {
        if (node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK)
            qg_buf_put_byte(out, '\n');
        else if (node->kind == QG_TEXT)
            qg_buf_put(out, node->text);
        else if ((node->kind != QG_STRONG && node->kind != QG_EMPHASIS) || !put_words(out, node))
            return false;
    }
    return true;
}

/* Put each entry of an ordered list on a line of `out`. */
static bool put_entries(qg_buf *out, const qg_node *list)
{
    int number = list->u.list.start;

    if (!list->u.list.is_ordered)
        return false;
    for (const qg_node *item = list->first; item != NULL; item = item->next) {
        qg_buf_printf(out, "%d. ", number++);
        if (item->first == NULL || item->first != item->last || item->first->kind != QG_PARAGRAPH ||
            !put_words(out, item->first))
            return false;
        qg_buf_put_byte(out, '\n');
    }
    return true;
}

/* The lines of the blocks from `first` to `last`; empty when they hold more than words. */
static qg_str lines_of(qg_doc *doc, const qg_node *first, const qg_node *last)
{
    qg_str lines = {"", 0};
    bool are_words = true;
    qg_buf text;

    qg_buf_init(&text, 0);
    for (const qg_node *node = first; are_words; node = node->next) {
        are_words = node->kind == QG_PARAGRAPH ? put_words(&text, node)
                                               : node->kind == QG_LIST && put_entries(&text, node);
        qg_buf_put_byte(&text, '\n');
        if (node == last)
            break;
    }
    if (are_words)
        lines = qg_str_trim(qg_arena_copy(&doc->arena, qg_buf_str(&text)));
    qg_buf_clear(&text);
    return lines;
}

static qg_str words_of(qg_doc *doc, const qg_node *node)
{
    return node == NULL || node->kind != QG_PARAGRAPH ? (qg_str){"", 0} : lines_of(doc, node, node);
}

/* Take `label` and the colon behind it off `text`. */
static bool take_label(qg_str *text, qg_str label)
{
    qg_str rest = *text;

    if (!qg_str_starts(rest, label))
        return false;
    rest = qg_str_trim(qg_str_skip(rest, label.n));
    if (qg_str_starts(rest, QG_STR("：")))
        rest = qg_str_skip(rest, QG_STR("：").n);
    else if (qg_str_starts(rest, QG_STR(":")))
        rest = qg_str_skip(rest, 1);
    else
        return false;
    *text = qg_str_trim(rest);
    return true;
}

/* ---- fields ---------------------------------------------------------------------------------- */

static qg_str without_stop(qg_str text)
{
    return qg_str_ends(text, QG_STR("。")) ? qg_str_head(text, text.n - QG_STR("。").n) : text;
}

/* Whether the document is silent about `key` or has these values. */
static bool agrees(const qg_doc *doc, qg_key key, const qg_str *values, size_t n)
{
    const qg_field *field = qg_doc_field(doc, key);

    for (size_t i = 0; field != NULL && i < n; i++)
        if (field->n_values != n ||
            !qg_str_eq(without_stop(field->values[i]), without_stop(values[i])))
            return false;
    return true;
}

static void add_field(qg_doc *doc, qg_key key, const qg_str *values, size_t n, const qg_node *node)
{
    if (qg_doc_field(doc, key) == NULL)
        qg_doc_add_field(doc, qg_str_of(qg_key_english(key)), values, n, node->offset, false);
}

static void tell(qg_doc *doc, const qg_node *first, const qg_node *last, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = first->offset,
                                     .before = lines_of(doc, first, last),
                                     .confidence = 0.95});
}

/* The blocks from `first` to `last` say otherwise than the document: one of both can be printed,
 * and that is what stands in its front matter.  `first` is the last block then; returns the first.
 */
static qg_node *set_known(qg_doc *doc, qg_key key, qg_node *first, qg_node *last,
                          const qg_sink *sink)
{
    qg_element e = {.key = key, .typed = lines_of(doc, first, last), .offset = first->offset};
    qg_node *next;

    qg_element_tell_other(doc, &e, sink);
    for (; first != last; first = next) {
        next = first->next;
        qg_node_unlink(first);
    }
    return qg_element_put_known(doc, last, key);
}

/* Make `values`, which the blocks from `first` to `last` hold, the field `key`, and give them their
 * role; what is told is that they are an element, or that the document says otherwise.  Where a
 * second document below says so, nothing is done. */
static void take(qg_doc *doc, qg_key key, const qg_str *values, size_t n, qg_node *first,
                 qg_node *last, qg_role role, const qg_sink *sink)
{
    const qg_field *field = qg_doc_field(doc, key);

    if (!agrees(doc, key, values, n)) {
        if (field->offset > first->offset)
            return;
        first = set_known(doc, key, first, last, sink);
    } else {
        tell(doc, first, last, sink);
        add_field(doc, key, values, n, first);
    }
    for (qg_node *node = first;; node = node->next) {
        node->role = role;
        if (node == last)
            return;
    }
}

/* ---- 附件说明 (7.3.4) ------------------------------------------------------------------------ */

/* Take the figures in front off `text`; their value, which is 0 when there are none. */
static size_t take_value(qg_str *text)
{
    size_t value = 0;

    while (text->n > 0 && text->p[0] >= '0' && text->p[0] <= '9' && value <= MAX_ATTACHMENTS) {
        value = value * 10 + (size_t)(text->p[0] - '0');
        *text = qg_str_skip(*text, 1);
    }
    return value;
}

/* Take the number `value`, as "2." or "2．" or "2、", off `line`.  "1.2023年" is no decimal here.
 */
static bool take_number(qg_str *line, size_t value)
{
    static const char *const marks[] = {".", "．", "、", "﹒"};
    qg_str rest = *line;

    if (take_value(&rest) != value)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_starts(rest, qg_str_of(marks[i]))) {
            *line = qg_str_trim(qg_str_skip(rest, strlen(marks[i])));
            return true;
        }
    return false;
}

/* Take 附件2： off `line`, the label of an attachment in front of its name. */
static bool take_own_label(qg_str *line, size_t value)
{
    size_t n_mark, n = qg_attachment_label_at(*line, &n_mark);
    qg_str number = qg_str_trim(qg_str_skip(qg_str_head(*line, n), QG_STR("附件").n));

    if (n_mark == 0 || take_value(&number) != value || number.n > 0)
        return false;
    *line = qg_str_skip(*line, n + n_mark);
    return true;
}

bool qg_attachment_number_take(qg_str *line, size_t value)
{
    const qg_str label = QG_STR("附件");
    qg_str number = *line;

    if (qg_str_starts(number, label))
        number = qg_str_trim(qg_str_skip(number, label.n));
    if (!take_number(&number, value))
        return take_own_label(line, value);
    *line = number;
    return true;
}

static qg_str joined(qg_doc *doc, qg_str a, qg_str b)
{
    qg_str both;
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_buf_put(&text, a);
    qg_buf_put(&text, b);
    both = qg_arena_copy(&doc->arena, qg_buf_str(&text));
    qg_buf_clear(&text);
    return both;
}

/* The name without the mark behind it, as the standard wants it (7.3.4). */
static qg_str without_mark(qg_str name)
{
    static const char *const marks[] = {"。", "；", ";"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_ends(name, qg_str_of(marks[i])))
            return qg_str_head(name, name.n - strlen(marks[i]));
    return name;
}

/* 请自行下载。 says what to do, 请示件 is a name. */
static bool is_request(qg_str line)
{
    return qg_str_starts(line, QG_STR("请")) && !qg_str_starts(line, QG_STR("请示")) &&
           qg_str_ends(line, QG_STR("。"));
}

/* The names that are numbered on one line, 1．方案；2．检查表。; returns how many, 0 for less than
 * two. */
static size_t read_names_of_line(qg_doc *doc, qg_str names[MAX_ATTACHMENTS], qg_str line)
{
    qg_str *values = &line;
    size_t n = 1;

    if (qg_str_find_byte(line, '\n') < line.n)
        return 0;
    values = qg_typed_values(doc, QG_KEY_ATTACHMENTS, values, &n);
    if (n < 2 || n > MAX_ATTACHMENTS)
        return 0;
    for (size_t i = 0; i < n; i++) {
        names[i] = without_mark(values[i]);
        if (qg_has_sentence_mark(names[i]) || qg_utf8_count(names[i]) > MAX_NAME_RUNES)
            return 0;
    }
    return n;
}

/* The names on `lines`, which are numbered when there are several; returns how many, 0 when they
 * are no names.  A line without a number goes on with the name above it. */
static size_t read_names(qg_doc *doc, qg_str names[MAX_ATTACHMENTS], qg_str lines)
{
    qg_str first = lines;
    bool are_numbered = qg_attachment_number_take(&first, 1);
    size_t n = read_names_of_line(doc, names, lines);

    if (n > 0)
        return n;
    if (is_request(lines))
        return 0;
    while (lines.n > 0) {
        qg_str line = without_mark(qg_str_trim(qg_str_take_line(&lines)));
        bool is_next =
            are_numbered && n < MAX_ATTACHMENTS && qg_attachment_number_take(&line, n + 1);
        if (line.n == 0)
            continue;
        if (qg_has_sentence_mark(line) || qg_utf8_count(line) > MAX_NAME_RUNES ||
            (n > 0 && !are_numbered) || (n == MAX_ATTACHMENTS && !is_next))
            return 0;
        if (n == 0 || is_next)
            names[n++] = line;
        else
            names[n - 1] = joined(doc, names[n - 1], line);
        if (qg_utf8_count(names[n - 1]) > MAX_NAME_RUNES)
            return 0; /* lines without end would be joined again for each */
    }
    return n;
}

/* Whether the block can be one of several names, but not the first with a label: it starts with a
 * figure or 附件2, or is a list. */
static bool is_numbered(qg_doc *doc, const qg_node *node)
{
    qg_str words = words_of(doc, node), name = words;

    if (take_own_label(&name, 1))
        return false; /* 附件1：2024年某某表 */
    if (qg_str_starts(words, QG_STR("附件")))
        words = qg_str_trim(qg_str_skip(words, QG_STR("附件").n));
    return node->kind == QG_LIST || (words.n > 0 && words.p[0] >= '0' && words.p[0] <= '9');
}

/* Take the label 附件： off `lines`, or 附件1： of several; returns whether there was one. */
static bool take_note_label(qg_str *lines)
{
    qg_str first = *lines;

    return take_label(lines, QG_STR("附件")) || take_own_label(&first, 1);
}

/* Find the names of the attachments in the blocks that end with `last`. */
static void find_attachment_note(qg_doc *doc, qg_node *last, const qg_sink *sink)
{
    qg_str names[MAX_ATTACHMENTS], lines;
    qg_node *first = last;
    size_t n;

    for (size_t i = 0; i < MAX_ATTACHMENTS && first != NULL && is_numbered(doc, first); i++)
        first = first->previous;
    if (first == NULL || first->kind != QG_PARAGRAPH)
        return;
    lines = words_of(doc, first);
    if (!take_note_label(&lines))
        return;
    lines = lines_of(doc, first, last);
    n = take_note_label(&lines) ? read_names(doc, names, lines) : 0;
    if (n == 1 && take_own_label(&lines, 1))
        return; /* the standard has no number for one */
    if (n > 0)
        take(doc, QG_KEY_ATTACHMENTS, names, n, first, last, QG_ROLE_ATTACHMENT_NOTE, sink);
}

/* ---- 附注 (7.3.7) ---------------------------------------------------------------------------- */

/* （来源：某某报）, （转自某某网）, （转某某网站信息）; （转发至各村） is a note. */
static bool is_source(qg_str words)
{
    static const char *const starts[] = {"来源：", "来源:", "转自",   "转载",
                                         "转",     "摘自",  "原载于", "据"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(words, qg_str_of(starts[i])))
            return !qg_str_starts(words, QG_STR("转发"));
    return false;
}

static void find_notes(qg_doc *doc, qg_node *node, const qg_sink *sink)
{
    qg_str words = words_of(doc, node);
    bool is_narrow = qg_str_starts(words, QG_STR("("));
    qg_str open = is_narrow ? QG_STR("(") : QG_STR("（");
    qg_str close = is_narrow ? QG_STR(")") : QG_STR("）");

    if (!qg_str_starts(words, open) || !qg_str_ends(words, close) ||
        qg_utf8_count(words) > MAX_NOTE_RUNES || qg_str_find_byte(words, '\n') < words.n)
        return;
    words = qg_str_head(qg_str_skip(words, open.n), words.n - open.n - close.n);
    if (is_source(words)) /* who printed it says that, not the document */
        return;
    /* Another note than that of the front matter stays text: （此件公开发布） and （联系人：…） can
     * both be meant. */
    if (words.n > 0 && agrees(doc, QG_KEY_NOTES, &words, 1))
        take(doc, QG_KEY_NOTES, &words, 1, node, node, QG_ROLE_NOTES, sink);
}

/* ---- 版记 (7.4) ------------------------------------------------------------------------------ */

/* 某某市人民政府办公室        2024年3月5日印发 */
static void find_printed(qg_doc *doc, qg_node *node, const qg_sink *sink)
{
    qg_str words = words_of(doc, node), date = words, organ;
    qg_rune rune;

    if (!qg_str_ends(words, QG_STR("印发")) || qg_utf8_count(words) > MAX_PRINTED_RUNES)
        return;
    date.n -= QG_STR("印发").n;
    while (date.n > 0 && !qg_is_date_line(date))
        qg_utf8_take(&date, &rune);
    organ = qg_str_trim(qg_str_head(words, (size_t)(date.p - words.p)));
    if (organ.n == 0 || !qg_value_normalize(doc, QG_KEY_PRINTED_DATE, &date))
        return;
    add_field(doc, QG_KEY_PRINTED_BY, &organ, 1, node);
    add_field(doc, QG_KEY_PRINTED_DATE, &date, 1, node);
    if (!agrees(doc, QG_KEY_PRINTED_DATE, &date, 1))
        organ = (qg_str){"", 0}; /* the line as a whole says otherwise */
    take(doc, QG_KEY_PRINTED_BY, &organ, 1, node, node, QG_ROLE_PRINTED, sink);
}

/* Whether the line breaks off in a list of offices. */
static bool goes_on(qg_str line)
{
    return qg_utf8_is_in(qg_utf8_last(line), "，、；,;");
}

/* The lines as one, without their indents; empty when there are many, or one before the last does
 * not go on. */
static qg_str one_line_of(qg_doc *doc, qg_str lines)
{
    enum { MOST_LINES = 40 };
    qg_str all = qg_str_trim(qg_str_take_line(&lines));

    for (int n = 1; lines.n > 0; n++) {
        qg_str line = qg_str_trim(qg_str_take_line(&lines));
        if (n == MOST_LINES || (line.n > 0 && !goes_on(all)))
            return (qg_str){"", 0};
        all = joined(doc, all, line);
    }
    return all;
}

/* Find who gets a copy: 抄送：市委组织部， with more offices on the lines below, the last of which
 * is `last`. */
static void find_copies(qg_doc *doc, qg_node *last, const qg_sink *sink)
{
    qg_node *first = last;
    qg_str words;

    for (int i = 0; i < MAX_BLOCKS && goes_on(words_of(doc, first->previous)); i++)
        first = first->previous;
    words = one_line_of(doc, lines_of(doc, first, last));
    if (!take_label(&words, QG_STR("抄送")) || words.n == 0)
        return;
    words = without_stop(words);
    take(doc, QG_KEY_CC, &words, 1, first, last, QG_ROLE_CC, sink);
}

/* （共印20份） below who printed it, where it stood up to 1999; it is text now. */
static bool is_print_run(qg_doc *doc, const qg_node *node)
{
    qg_str words = words_of(doc, node);

    return qg_str_find(words, QG_STR("共印")) < words.n &&
           qg_str_find(words, QG_STR("共印")) <= QG_STR("（").n &&
           qg_str_find(words, QG_STR("份")) + QG_STR("份）").n >= words.n &&
           qg_str_ends(words_of(doc, node->previous), QG_STR("印发"));
}

/* Find the imprint in the last blocks of the document, or of what stands before its attachments.
 * Rules around these blocks stand for those of the imprint. */
static void find_imprint(qg_doc *doc, qg_node *last, const qg_sink *sink)
{
    for (int i = 0; i < MAX_BLOCKS && last != NULL; i++, last = last->previous) {
        if (last->kind == QG_RULE || is_print_run(doc, last))
            continue;
        if (last->role == QG_ROLE_BODY)
            find_printed(doc, last, sink);
        if (last->role == QG_ROLE_BODY)
            find_copies(doc, last, sink);
        if (last->role != QG_ROLE_PRINTED && last->role != QG_ROLE_CC)
            return;
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

void qg_closing_find(qg_doc *doc, qg_node *last, const qg_sink *sink)
{
    qg_node *node = last;

    find_imprint(doc, doc->root->last, sink);
    find_imprint(doc, last, sink);
    while (node != NULL && node->role != QG_ROLE_DATE)
        node = node->previous;
    if (node != NULL && node->role == QG_ROLE_DATE) {
        last = node;
        while (last != NULL && (last->role == QG_ROLE_DATE || last->role == QG_ROLE_SIGNATURE ||
                                last->kind == QG_RULE))
            last = last->previous;
        if (node->next != NULL)
            find_notes(doc, node->next, sink);
    } else if (last != NULL && qg_doc_field(doc, QG_KEY_DATE) != NULL) {
        find_notes(doc, last, sink); /* the date, which the front matter has, will stand above it */
        if (last->role == QG_ROLE_NOTES)
            last = last->previous;
    }
    if (last != NULL)
        find_attachment_note(doc, last, sink);
}
