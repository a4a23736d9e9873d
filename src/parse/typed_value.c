/* typed_value.c - values of the front matter as people type them, before they are brought into the
 * form that a document keeps. */
#include "parse/front_matter_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

/* Whether the words in front of a colon are what is printed in front of the value anyway. */
static bool is_own_label(qg_key key, qg_str label)
{
    if (key == QG_KEY_ATTACHMENTS && qg_is_attachment_label(label))
        return true;
    return qg_key_of(label) == key;
}

/* 抄送：市委办公室 as a value of 抄送, 附件1：名录 as one of 附件 */
static qg_str without_label(qg_key key, qg_str value)
{
    const qg_str wide = QG_STR("：");
    size_t n = qg_str_find_byte(value, ':'), n_wide = qg_str_find(value, wide);
    size_t n_colon = n_wide < n ? wide.n : 1;

    n = n_wide < n ? n_wide : n;
    if (n == value.n || !is_own_label(key, qg_str_trim(qg_str_head(value, n))))
        return value;
    return qg_str_trim(qg_str_skip(value, n + n_colon));
}

/* 附注 is printed in brackets of its own. */
static qg_str without_brackets(qg_str value)
{
    const qg_str open = QG_STR("（"), close = QG_STR("）");

    if (!qg_str_starts(value, open) || qg_str_find(value, close) + close.n != value.n)
        return value;
    return qg_str_skip(qg_str_head(value, value.n - close.n), open.n);
}

/* Whether a word says that there is nothing.  Some keys have a use for it: 请假：无 */
static bool says_none(qg_key key, qg_str value)
{
    switch (key) {
    case QG_KEY_RED_HEAD:
    case QG_KEY_TOC:
    case QG_KEY_SEAL:
    case QG_KEY_PRESENT:
    case QG_KEY_ABSENT:
    case QG_KEY_OBSERVERS:
        return false;
    default:
        return qg_str_is(value, "无") || qg_str_is(value, "無");
    }
}

/* Whether the values are names of offices or people, which 、 parts. */
static bool are_names(qg_key key)
{
    return key == QG_KEY_ISSUER || key == QG_KEY_JOINT_ISSUERS || key == QG_KEY_SIGNER ||
           key == QG_KEY_SIGNATURE;
}

/* Take the next name off; 、 in brackets belongs to it. */
static qg_str take_name(qg_str *rest)
{
    int depth = 0;
    qg_str all = *rest;

    while (rest->n > 0) {
        qg_rune rune;
        qg_str name = qg_str_head(all, all.n - rest->n);
        qg_utf8_take(rest, &rune);
        depth += qg_utf8_is_in(rune, "（(") ? 1 : 0;
        depth -= qg_utf8_is_in(rune, "）)") ? 1 : 0;
        if (depth <= 0 && qg_utf8_is_in(rune, "、，；,;"))
            return qg_str_trim(name);
    }
    return qg_str_trim(all);
}

/* One value each for the names that stand in one.  `n` becomes their number. */
static qg_str *part_names(qg_doc *doc, qg_str *values, size_t *n)
{
    size_t n_names = 0;
    qg_str *names = NULL;

    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1)
            names = qg_arena_get(&doc->arena, n_names * sizeof *names);
        if (pass == 1 && names == NULL)
            return values;
        n_names = 0;
        for (size_t i = 0; i < *n; i++)
            for (qg_str rest = values[i]; rest.n > 0;) {
                qg_str name = take_name(&rest);
                if (pass == 1 && name.n > 0)
                    names[n_names] = name;
                n_names += name.n > 0;
            }
    }
    *n = n_names;
    return names;
}

/* What parts the items of a list of this text: a mark above those that stand in the items. */
static const char *mark_between(const qg_str *values, size_t n)
{
    const char *mark = "、";

    for (size_t i = 0; i < n; i++) {
        if (qg_str_find(values[i], QG_STR("：")) < values[i].n ||
            qg_str_find(values[i], QG_STR("，")) < values[i].n)
            return "；";
        if (qg_str_find(values[i], QG_STR("、")) < values[i].n)
            mark = "，";
    }
    return mark;
}

/* A title of several lines, title: |, has | between them; a backslash or blanks at their ends are
 * how other programs write a hard break. */
static void put_lines(qg_buf *out, qg_str text)
{
    while (text.n > 0) {
        qg_str line = qg_str_trim(qg_str_take_line(&text));
        if (qg_str_ends(line, QG_STR("\\")))
            line = qg_str_trim(qg_str_head(line, line.n - 1));
        qg_buf_puts(out, out->n > 0 && line.n > 0 ? "|" : "");
        qg_buf_put(out, line);
    }
}

/* Make one text of the values, in values[0]. */
static void join(qg_doc *doc, qg_key key, qg_str *values, size_t n)
{
    const char *mark = mark_between(values, n);
    qg_buf joined;

    qg_buf_init(&joined, 0);
    for (size_t i = 0; i < n; i++) {
        if (key == QG_KEY_TITLE) {
            put_lines(&joined, values[i]);
            continue;
        }
        qg_buf_puts(&joined, i > 0 ? mark : "");
        qg_buf_put(&joined, values[i]);
    }
    if (qg_buf_status(&joined) != QG_OK)
        doc->arena.status = qg_buf_status(&joined);
    values[0] = qg_arena_copy(&doc->arena, qg_buf_str(&joined));
    qg_buf_clear(&joined);
}

/* Take off what is printed anyway, and leave out what says that there is nothing. */
static size_t strip(qg_key key, qg_str *values, size_t n)
{
    size_t n_kept = 0;

    for (size_t i = 0; i < n; i++) {
        qg_str value = without_label(key, values[i]);
        if (key == QG_KEY_NOTES)
            value = without_brackets(value);
        if (key == QG_KEY_PRINTED_DATE && qg_str_ends(value, QG_STR("印发")))
            value = qg_str_trim(qg_str_head(value, value.n - QG_STR("印发").n));
        if (value.n > 0 && !says_none(key, value))
            values[n_kept++] = value;
    }
    return n_kept;
}

/* Take the name of attachment `number`, whose own number was taken, off `rest`, up to that of the
 * next behind a mark or blank, which is taken too. */
static qg_str take_attachment(qg_str *rest, size_t number)
{
    qg_str all = *rest;

    while (rest->n > 0) {
        qg_str name = qg_str_head(all, all.n - rest->n), next;
        qg_rune rune;
        qg_utf8_take(rest, &rune);
        next = qg_str_trim(*rest);
        if (qg_utf8_is_in(rune, "；;，,、 　") && name.n > 0 &&
            qg_attachment_number_take(&next, number + 1) && next.n > 0 &&
            !qg_rune_is_digit(qg_utf8_first(next))) {
            *rest = next;
            return qg_str_trim(name);
        }
    }
    return qg_str_trim(all);
}

/* One value each for the attachments that are numbered in a single one: 1．方案；2．检查表 */
static qg_str *part_attachments(qg_doc *doc, qg_str *values, size_t *n)
{
    qg_str first = values[0], *names = NULL;
    size_t n_names = 0;

    if (*n != 1 || !qg_attachment_number_take(&first, 1))
        return values;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1)
            names = n_names < 2 ? NULL : qg_arena_get(&doc->arena, n_names * sizeof *names);
        if (pass == 1 && names == NULL)
            return values;
        n_names = 0;
        for (qg_str rest = first; rest.n > 0; n_names++) {
            qg_str name = take_attachment(&rest, n_names + 1);
            if (pass == 1)
                names[n_names] = name;
        }
    }
    *n = n_names;
    return names;
}

/* 1.清单, 2.格式 and 附件1：清单: their numbers are printed anyway. */
static void strip_numbers(qg_str *values, size_t n)
{
    for (int pass = 0; n > 1 && pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            qg_str name = values[i];
            if (!qg_attachment_number_take(&name, i + 1) || name.n == 0)
                return;
            if (pass == 1)
                values[i] = name;
        }
}

qg_str *qg_typed_values(qg_doc *doc, qg_key key, qg_str *values, size_t *n)
{
    qg_key_form form = qg_key_form_of(key);
    bool is_text = form != QG_FORM_LIST && form != QG_FORM_SEAL;

    if (key == QG_KEY_ATTACHMENTS && *n > 0) {
        strip_numbers(values, *n);
        values = part_attachments(doc, values, n);
    }
    if (key != QG_KEY_UNKNOWN)
        *n = strip(key, values, *n);
    if (are_names(key))
        return part_names(doc, values, n);
    if (is_text && (*n > 1 || (*n == 1 && key == QG_KEY_TITLE))) {
        join(doc, key, values, *n);
        *n = 1;
    }
    return values;
}
