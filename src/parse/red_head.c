/* red_head.c - 版头 typed above the title of a draft: 某某市人民政府文件 on a line of its own, with
 * number, signer, secrecy and the rest around it (GB/T 9704-2012, 7.2).
 *
 * Left in the text they would be printed twice, as text and as the head that is made of them.  So
 * they become fields; without a number and a mark or a signer, which make such a head, nothing is
 * touched.
 */
#include "parse/draft_int.h"
#include "parse/front_matter_int.h"
#include "parse/structure_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum { MAX_LINES = 10, MAX_MARK_RUNES = 40, MAX_LINE_RUNES = 40, N_COPY_NO = 6 };

typedef struct head_line {
    qg_node *node;
    qg_str words; /* in the arena */
} head_line;

static const qg_str signer_label = {"签发人：", sizeof "签发人：" - 1};

/* ---- forms ----------------------------------------------------------------------------------- */

/* Whether the words are Chinese characters only, or XX, which stands for what is to be filled in.
 */
static bool is_only_han(qg_str words)
{
    while (words.n > 0) {
        qg_rune rune;
        qg_utf8_take(&words, &rune);
        if (!qg_rune_is_han(rune) && !qg_rune_is_blank(rune) && !qg_utf8_is_in(rune, "Xx×○"))
            return false;
    }
    return true;
}

static bool is_office(qg_str words)
{
    return qg_is_office(words) && is_only_han(words) && qg_utf8_count(words) <= MAX_MARK_RUNES;
}

/* The name of the office in a mark: what stands in front of 文件. */
static qg_str body_of(qg_str mark)
{
    const qg_str ending = QG_STR("文件");

    if (qg_str_ends(mark, ending))
        mark.n -= ending.n;
    return qg_str_trim(mark);
}

/* Whether the line is a mark: 某某市人民政府文件.  The offices of a joint document stand behind or
 * above each other. */
static bool is_mark(qg_str words)
{
    return qg_str_ends(words, QG_STR("文件")) && is_office(body_of(words));
}

static bool is_digits(qg_str words)
{
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] < '0' || words.p[i] > '9')
            return false;
    return words.n == N_COPY_NO;
}

/* What stands behind the label of a form, 密级：机密★1年; `words` when none stands there. */
static qg_str without_label(qg_str words)
{
    qg_str value;

    switch (qg_label_of(words, &value)) {
    case QG_KEY_COPY_NO:
    case QG_KEY_SECRECY:
    case QG_KEY_URGENCY:
        return value;
    default:
        return words;
    }
}

/* 某政发〔2024〕5号, and in documents that go upward 签发人：某某某 behind it */
static bool is_number(qg_str words)
{
    return qg_is_doc_number(qg_str_trim(qg_str_head(words, qg_str_find(words, signer_label))));
}

/* Read the number and the signer of such a line into `both`.  Returns how many of them it has; 0
 * when it is no such line. */
static size_t read_number(qg_doc *doc, qg_element both[2], qg_str words, size_t offset)
{
    size_t at = qg_str_find(words, signer_label), n = 0;
    qg_str number = qg_str_trim(qg_str_head(words, at)), signer = {"", 0};

    if (at < words.n)
        signer = qg_str_trim(qg_str_skip(words, at + signer_label.n));
    if (qg_utf8_count(words) > MAX_LINE_RUNES || (number.n > 0 && !is_number(words)))
        return 0;
    if (number.n > 0)
        n += qg_element_read(doc, &both[n], QG_KEY_DOC_NUMBER, number, offset);
    if (signer.n > 0)
        n += qg_element_read(doc, &both[n], QG_KEY_SIGNER, signer, offset);
    return n == (size_t)(number.n > 0) + (signer.n > 0) ? n : 0;
}

/* 机密★1年, also without the time */
static bool is_secrecy(qg_str words)
{
    static const char *const grades[] = {"绝密", "机密", "秘密"};
    qg_str grade = qg_str_trim(qg_str_head(words, qg_str_find(words, QG_STR("★"))));

    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
        if (qg_str_is(grade, grades[i]))
            return true;
    return false;
}

static bool is_urgency(qg_str words)
{
    static const char *const grades[] = {"特急", "加急", "特提", "平急"};

    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
        if (qg_str_is(words, grades[i]))
            return true;
    return false;
}

static bool is_element(qg_str words)
{
    return is_mark(words) || is_digits(words) || is_urgency(words) || is_secrecy(words) ||
           is_number(words) || qg_str_starts(words, signer_label);
}

/* Read the elements that the line says into `both`.  Returns how many, 0 when it says none. */
static size_t read_elements(qg_doc *doc, qg_element both[2], const head_line *line)
{
    qg_key key = is_mark(line->words)      ? QG_KEY_MARK
                 : is_digits(line->words)  ? QG_KEY_COPY_NO
                 : is_urgency(line->words) ? QG_KEY_URGENCY
                 : is_secrecy(line->words) ? QG_KEY_SECRECY
                                           : QG_KEY_UNKNOWN;

    if (key == QG_KEY_UNKNOWN)
        return read_number(doc, both, line->words, line->node->offset);
    return qg_element_read(doc, both, key, line->words, line->node->offset);
}

/* Of number and signer on one line only that stays which the front matter has otherwise. */
static void leave_other(qg_doc *doc, qg_node *paragraph, const qg_element *other)
{
    qg_node *text = qg_node_new(doc, QG_TEXT, other->offset);
    qg_buf words;

    if (text == NULL)
        return;
    qg_buf_init(&words, 0);
    qg_buf_put(&words, other->key == QG_KEY_SIGNER ? signer_label : QG_STR(""));
    qg_buf_put(&words, other->typed);
    text->text = qg_arena_copy(&doc->arena, qg_buf_str(&words));
    if (qg_buf_status(&words) != QG_OK)
        doc->arena.status = qg_buf_status(&words);
    qg_buf_clear(&words);
    while (paragraph->first != NULL)
        qg_node_unlink(paragraph->first);
    qg_node_append(paragraph, text);
}

/* Whether the line is an element and becomes a field; one that the front matter has otherwise
 * stays. */
static bool take_elements(qg_doc *doc, const head_line *line, const qg_sink *sink)
{
    qg_element both[2], *other = NULL;
    size_t n = read_elements(doc, both, line), n_other = 0;

    for (size_t i = 0; i < n; i++)
        if (!qg_element_agrees(doc, &both[i])) {
            other = &both[i];
            qg_element_tell_other(doc, other, sink);
            n_other++;
        } else {
            qg_element_set(doc, &both[i]);
        }
    if (n_other > 0 && n_other < n)
        leave_other(doc, line->node, other);
    return n > 0 && n_other == 0;
}

/* ---- the lines ------------------------------------------------------------------------------- */

/* The words of a paragraph of one line, or of a heading.  Of several lines, which part_lines left
 * together, none is an element alone: all would go with the one that is. */
static qg_str words_of(qg_doc *doc, const qg_node *node)
{
    qg_str words;
    qg_buf text;

    if (node->kind == QG_PARAGRAPH && qg_written_line_next(node->first) != NULL)
        return QG_STR("");
    qg_buf_init(&text, 0);
    if (node->kind == QG_PARAGRAPH || node->kind == QG_HEADING)
        qg_node_plain(&text, node);
    words = qg_str_trim(qg_arena_copy(&doc->arena, qg_buf_str(&text)));
    qg_buf_clear(&text);
    return without_label(words);
}

/* Part a paragraph that has each element on a line of its own, and the offices above a mark.  Lines
 * of other labels, 来源：办公室, may stand among them. */
static void part_lines(qg_doc *doc, qg_node *paragraph)
{
    qg_node *first = paragraph->kind == QG_PARAGRAPH ? paragraph->first : NULL;
    bool has_element = false;
    int n = 0;

    for (qg_node *at = first; at != NULL; at = qg_written_line_next(at)) {
        qg_str line = qg_written_line(&doc->arena, at).text, words = without_label(line), name;
        bool is_one = is_element(words) || qg_str_is(words, "文件");
        if (++n > MAX_LINES || (!is_one && !is_office(words) && qg_form_label_at(line, &name) == 0))
            return;
        has_element = has_element || is_one;
    }
    while (has_element && first != NULL && (first = qg_written_line_next(first)) != NULL)
        paragraph = qg_paragraph_part(doc, paragraph, first);
}

static void tell(const head_line *line, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = line->node->offset,
                                     .before = line->words,
                                     .confidence = 0.95});
}

/* How many lines the joint mark takes whose last line is `last`: offices above each other, with
 * 文件 behind the last of them or below it.  0 when it is none. */
static size_t joint_lines(const head_line *lines, size_t last)
{
    size_t n = 0;

    while (n < last && is_office(lines[last - n - 1].words))
        n++;
    if (is_mark(lines[last].words))
        return n > 0 ? n + 1 : 0;
    return n > 1 && qg_str_is(lines[last].words, "文件") ? n + 1 : 0;
}

static void take(head_line *line, const qg_sink *sink)
{
    tell(line, sink);
    qg_node_unlink(line->node);
    line->words = QG_STR("");
}

/* Offices that the front matter has otherwise stay in the text, as other elements do. */
static void take_joint_mark(qg_doc *doc, head_line *lines, size_t n, const qg_sink *sink)
{
    qg_element e = {
        .key = QG_KEY_JOINT_ISSUERS, .typed = lines[0].words, .offset = lines[0].node->offset};

    for (size_t i = 0; i < n; i++) {
        e.values[e.n] = body_of(lines[i].words);
        e.n += e.values[e.n].n > 0;
    }
    if (!qg_element_take(doc, &e, sink))
        return;
    for (size_t i = 0; i < n; i++)
        take(&lines[i], sink);
}

/* Whether the line says the number that the front matter has, and a signer only if that has one. */
static bool is_number_again(qg_doc *doc, const head_line *line)
{
    qg_element both[2];
    size_t n = read_number(doc, both, line->words, line->node->offset);

    for (size_t i = 0; i < n; i++)
        if (qg_doc_field(doc, both[i].key) == NULL)
            return false;
    return n > 0 && both[0].key == QG_KEY_DOC_NUMBER && qg_element_agrees(doc, &both[0]);
}

/* Drop 某政发〔2024〕5号 beside the title where the front matter says the same: it is printed in
 * the head. */
static void drop_number_again(qg_doc *doc, const qg_sink *sink)
{
    enum { MAX_BLOCKS = 4 };
    qg_node *node = doc->root->first, *next;

    for (int i = 0; i < MAX_BLOCKS && node != NULL && !qg_is_of_text(node); i++, node = next) {
        head_line line = {node, words_of(doc, node)};
        next = node->next;
        if (node->kind == QG_PARAGRAPH && is_number_again(doc, &line) &&
            take_elements(doc, &line, sink))
            take(&line, sink);
    }
}

/* Whether the front matter has what makes a head, so that what is typed of it is there twice. */
static bool has_given_head(const qg_doc *doc)
{
    return qg_doc_field(doc, QG_KEY_DOC_NUMBER) != NULL &&
           (qg_doc_field(doc, QG_KEY_ISSUER) != NULL || qg_doc_field(doc, QG_KEY_MARK) != NULL ||
            qg_doc_field(doc, QG_KEY_JOINT_ISSUERS) != NULL);
}

void qg_red_head_take(qg_doc *doc, bool is_markdown, const qg_sink *sink)
{
    head_line lines[MAX_LINES];
    bool has_head = is_markdown && has_given_head(doc);
    bool has_number = qg_doc_field(doc, QG_KEY_DOC_NUMBER) != NULL;
    bool is_given = is_markdown && has_number, is_head;
    size_t n = 0;

    for (qg_node *node = doc->root->first; node != NULL && n < MAX_LINES; node = node->next) {
        qg_str words;
        part_lines(doc, node);
        words = words_of(doc, node);
        if ((node->kind == QG_HEADING && !is_mark(words)) || qg_is_of_text(node))
            break;
        lines[n] = (head_line){node, words};
        has_head = has_head || is_mark(words) || is_urgency(words) || joint_lines(lines, n) > 0 ||
                   qg_str_find(words, signer_label) < words.n;
        has_number = has_number || is_number(words);
        n++;
    }
    is_head = has_head && has_number;
    for (size_t i = 0; is_head && i < n; i++) {
        size_t n_joint = joint_lines(lines, i);
        if (n_joint > 0)
            take_joint_mark(doc, &lines[i + 1 - n_joint], n_joint, sink);
        else if (take_elements(doc, &lines[i], sink))
            take(&lines[i], sink);
    }
    if (is_given)
        drop_number_again(doc, sink);
    if (is_head && doc->root->first != NULL &&
        doc->root->first->kind == QG_RULE) { /* the red one */
        tell(&(head_line){doc->root->first, QG_STR("---")}, sink);
        qg_node_unlink(doc->root->first);
    }
}
