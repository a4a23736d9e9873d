/* element.c - what a line of the head says of the document: number, signer, grade of secrecy.
 *
 * The same words are typed alone around the title (red_head.c) and behind labels (label_lines.c),
 * and often once more in the front matter.  Where that says otherwise, it holds, and a line of the
 * head stays where it is: nobody but the author knows which of them is wrong.  Recipient and foot
 * can be printed but once: what the front matter has takes the place of the typed words there
 * (qg_element_put_known), and both are told.
 */
#include "parse/draft_int.h"
#include "parse/front_matter_int.h"
#include "parse/structure_int.h"
#include "parse/text/words_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

/* ---- forms ----------------------------------------------------------------------------------- */

static bool is_name_of_person(qg_str name)
{
    enum { LEAST_RUNES = 2, MOST_RUNES = 4 };
    size_t n = qg_utf8_count(name);

    while (name.n > 0) {
        qg_rune rune;
        qg_utf8_take(&name, &rune);
        if (!qg_rune_is_han(rune) && !qg_utf8_is_in(rune, "Xx×"))
            return false;
    }
    return n >= LEAST_RUNES && n <= MOST_RUNES;
}

/* Take the name in front of a blank or a mark off. */
static qg_str take_name(qg_str *rest)
{
    qg_str all = *rest;

    while (rest->n > 0) {
        qg_str name = qg_str_head(all, all.n - rest->n);
        qg_rune rune;
        qg_utf8_take(rest, &rune);
        if (qg_rune_is_blank(rune) || qg_utf8_is_in(rune, "、，"))
            return name;
    }
    return all;
}

static bool read_persons(qg_element *e, qg_str value)
{
    for (; value.n > 0; value = qg_str_trim(value)) {
        if (e->n == QG_MAX_NAMES)
            return false;
        e->values[e->n] = take_name(&value);
        if (!is_name_of_person(e->values[e->n++]))
            return false;
    }
    return e->n > 0;
}

/* What the front matter makes of the lines: 、 parts offices, numbers part attachments. */
static bool read_list(qg_doc *doc, qg_element *e, qg_str lines)
{
    qg_str *values = e->values;
    size_t n = 0;

    while (lines.n > 0 && n < QG_MAX_NAMES)
        e->values[n++] = qg_str_take_line(&lines);
    if (lines.n > 0)
        return false;
    values = qg_typed_values(doc, e->key, values, &n);
    for (size_t i = 0; i < n; i++) {
        if (i == QG_MAX_NAMES || (e->key == QG_KEY_ISSUER && !qg_is_office(values[i])))
            return false;
        e->values[i] = values[i];
    }
    e->n = n;
    return n > 0;
}

/* 机密★1年; the grade and the time are values of their own. */
static bool read_secrecy(qg_doc *doc, qg_element *e, qg_str value)
{
    const qg_str star = QG_STR("★");
    size_t at = qg_str_find(value, star);

    e->values[0] = qg_str_trim(qg_str_head(value, at));
    e->period = qg_str_trim(qg_str_skip(value, at + star.n));
    e->n = 1;
    return qg_value_normalize(doc, QG_KEY_SECRECY, &e->values[0]) &&
           (e->period.n == 0 || qg_value_normalize(doc, QG_KEY_SECRECY_PERIOD, &e->period));
}

static qg_str without_stop(qg_str text)
{
    return qg_str_ends(text, QG_STR("。")) ? qg_str_head(text, text.n - QG_STR("。").n) : text;
}

bool qg_element_read(qg_doc *doc, qg_element *e, qg_key key, qg_str typed, size_t offset)
{
    qg_str bare = qg_without_colon(typed);

    *e = (qg_element){.key = key, .values = {bare}, .typed = typed, .offset = offset};
    switch (key) {
    case QG_KEY_SIGNER:
        return read_persons(e, bare);
    case QG_KEY_SECRECY:
        return read_secrecy(doc, e, bare);
    case QG_KEY_ISSUER:
    case QG_KEY_ATTACHMENTS:
        return qg_str_find(bare, QG_STR("：")) == bare.n && !qg_ends_with_mark(bare) &&
               read_list(doc, e, bare);
    default:
        break;
    }
    e->n = 1;
    switch (key) {
    case QG_KEY_DOC_NUMBER:
        e->values[0] = qg_doc_number_of(bare);
        return e->values[0].n > 0;
    case QG_KEY_RECIPIENT: /* 工程部　　抄送：财务部 is more than one, 各县区， less */
        e->values[0] = without_stop(bare);
        return qg_is_addressee(e->values[0]) && !qg_ends_with_mark(e->values[0]) &&
               qg_str_find(bare, QG_STR("：")) == bare.n;
    case QG_KEY_CC:
        e->values[0] = without_stop(bare);
        return bare.n > 0 && !qg_has_sentence_mark(e->values[0]) &&
               !qg_ends_with_mark(e->values[0]) && qg_str_find(bare, QG_STR("：")) == bare.n &&
               qg_typed_values(doc, key, e->values, &e->n) != NULL && e->n == 1;
    default:
        return qg_value_normalize(doc, key, &e->values[0]);
    }
}

/* ---- what is known --------------------------------------------------------------------------- */

static const qg_field *known(const qg_doc *doc, qg_key key)
{
    const qg_field *field = qg_doc_field(doc, key);

    return field == NULL && key == QG_KEY_ISSUER ? qg_doc_field(doc, QG_KEY_JOINT_ISSUERS) : field;
}

/* 12 of 000012 */
static qg_str without_zeros(qg_str number)
{
    while (number.n > 1 && number.p[0] == '0')
        number = qg_str_skip(number, 1);
    return number;
}

static bool is_same(qg_key key, qg_str a, qg_str b)
{
    if (key == QG_KEY_COPY_NO)
        return qg_str_eq(without_zeros(a), without_zeros(b));
    if (key == QG_KEY_DOC_NUMBER && qg_doc_number_of(a).n > 0)
        a = qg_doc_number_of(a);
    return qg_is_same_title(without_stop(qg_without_colon(a)), without_stop(b));
}

/* Of several terms only those that both name are compared: 机密 goes with 机密★1年. */
static bool agrees_on_secrecy(const qg_doc *doc, const qg_element *e)
{
    const qg_str star = QG_STR("★");
    qg_str given = qg_doc_value(doc, QG_KEY_SECRECY), period;
    size_t at = qg_str_find(given, star);

    period = qg_str_trim(qg_str_skip(given, at + star.n));
    if (period.n == 0)
        period = qg_doc_value(doc, QG_KEY_SECRECY_PERIOD);
    given = qg_str_trim(qg_str_head(given, at));
    return (given.n == 0 || qg_str_eq(given, e->values[0])) &&
           (period.n == 0 || e->period.n == 0 || qg_str_eq(period, e->period));
}

bool qg_element_agrees(const qg_doc *doc, const qg_element *e)
{
    const qg_field *field = known(doc, e->key);

    if (e->key == QG_KEY_SECRECY)
        return agrees_on_secrecy(doc, e);
    for (size_t i = 0; field != NULL && i < e->n; i++)
        if (field->n_values != e->n || !is_same(e->key, field->values[i], e->values[i]))
            return false;
    return true;
}

static void add(qg_doc *doc, qg_key key, const qg_str *values, size_t n, size_t offset)
{
    if (known(doc, key) == NULL)
        qg_doc_add_field(doc, qg_str_of(qg_key_english(key)), values, n, offset, false);
}

void qg_element_set(qg_doc *doc, const qg_element *e)
{
    bool has_star = qg_str_find(qg_doc_value(doc, QG_KEY_SECRECY), QG_STR("★")) <
                    qg_doc_value(doc, QG_KEY_SECRECY).n;

    add(doc, e->key, e->values, e->n, e->offset);
    if (e->period.n > 0 && !has_star)
        add(doc, QG_KEY_SECRECY_PERIOD, &e->period, 1, e->offset);
}

/* The values of the field with 、 between them, and what stands with them on one line: the time
 * behind a grade, the day behind who printed. */
static void put_known(qg_buf *out, const qg_doc *doc, qg_key key)
{
    const qg_field *field = known(doc, key);

    for (size_t i = 0; field != NULL && i < field->n_values; i++) {
        qg_buf_puts(out, i > 0 ? "、" : "");
        qg_buf_put(out, field->values[i]);
    }
    if (key == QG_KEY_PRINTED_BY) {
        qg_buf_puts(out, "  ");
        qg_doc_put_date(out, qg_doc_value(doc, QG_KEY_PRINTED_DATE));
        qg_buf_puts(out, "印发");
    }
    if (key == QG_KEY_SECRECY && qg_doc_field(doc, QG_KEY_SECRECY_PERIOD) != NULL) {
        qg_buf_puts(out, "★");
        qg_buf_put(out, qg_doc_value(doc, QG_KEY_SECRECY_PERIOD));
    }
}

void qg_element_tell_other(const qg_doc *doc, const qg_element *e, const qg_sink *sink)
{
    qg_buf given;

    qg_buf_init(&given, 0);
    put_known(&given, doc, e->key);
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_OTHER_VALUE,
                                     .offset = e->offset,
                                     .before = e->typed,
                                     .after = qg_buf_str(&given),
                                     .confidence = 0.95});
    qg_buf_clear(&given);
}

/* ---- in the foot ----------------------------------------------------------------------------- */

/* 附件：1. 值班表 and 2. 物资清单 below it; one alone has no number (7.3.4). */
static void put_attachments(qg_buf *out, const qg_field *names)
{
    qg_buf_puts(out, "附件：");
    for (size_t i = 0; i < names->n_values; i++) {
        qg_buf_puts(out, i > 0 ? "\n" : "");
        if (names->n_values > 1)
            qg_buf_printf(out, "%d. ", (int)i + 1);
        qg_buf_put(out, names->values[i]);
    }
}

static void put_notes(qg_buf *out, qg_str notes)
{
    bool has_brackets = qg_str_starts(notes, QG_STR("（"));

    qg_buf_puts(out, has_brackets ? "" : "（");
    qg_buf_put(out, notes);
    qg_buf_puts(out, has_brackets ? "" : "）");
}

/* The known values as they are typed above and below the text. */
static void put_typed(qg_buf *out, const qg_doc *doc, qg_key key)
{
    switch (key) {
    case QG_KEY_ATTACHMENTS:
        put_attachments(out, known(doc, key));
        break;
    case QG_KEY_NOTES:
        put_notes(out, qg_doc_value(doc, key));
        break;
    case QG_KEY_DATE:
        qg_doc_put_date(out, qg_doc_value(doc, key));
        break;
    case QG_KEY_CC:
        qg_buf_puts(out, "抄送：");
        put_known(out, doc, key);
        break;
    case QG_KEY_RECIPIENT:
        put_known(out, doc, key);
        qg_buf_puts(out, qg_str_ends(qg_buf_str(out), QG_STR("：")) ? "" : "：");
        break;
    default:
        put_known(out, doc, key);
    }
}

static void set_words(qg_doc *doc, qg_node *paragraph, qg_str words)
{
    qg_node *text = qg_node_new(doc, QG_TEXT, paragraph->offset);

    if (text == NULL)
        return;
    text->text = words;
    qg_node_append(paragraph, text);
}

qg_node *qg_element_put_known(qg_doc *doc, qg_node *block, qg_key key)
{
    qg_node *first = block, *line;
    qg_str words;
    qg_buf typed;

    qg_buf_init(&typed, 0);
    put_typed(&typed, doc, key);
    words = qg_arena_copy(&doc->arena, qg_buf_str(&typed));
    if (qg_buf_status(&typed) != QG_OK)
        doc->arena.status = qg_buf_status(&typed);
    qg_buf_clear(&typed);
    qg_node_become(block, QG_PARAGRAPH);
    while (block->first != NULL)
        qg_node_unlink(block->first);
    while (qg_str_find_byte(words, '\n') < words.n &&
           (line = qg_node_new(doc, QG_PARAGRAPH, block->offset)) != NULL) {
        set_words(doc, line, qg_str_take_line(&words));
        qg_node_insert_before(block, line);
        first = first == block ? line : first;
    }
    set_words(doc, block, words);
    return first;
}

bool qg_element_take(qg_doc *doc, const qg_element *e, const qg_sink *sink)
{
    if (!qg_element_agrees(doc, e)) {
        qg_element_tell_other(doc, e, sink);
        return false;
    }
    qg_element_set(doc, e);
    return true;
}
