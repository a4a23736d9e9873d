/* structure_signature.c - who signs a document, and when. */
#include "parse/draft_int.h"
#include "parse/front_matter_int.h"
#include "parse/structure_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

enum { MAX_SIGNATURE_RUNES = 30 };

qg_node *qg_structure_last(const qg_doc *doc)
{
    qg_node *last = doc->root->last;

    for (qg_node *node = doc->root->first; node != NULL; node = node->next)
        if (qg_node_starts_attachment(node) || node->role == QG_ROLE_ATTACHMENT_TITLE) {
            last = node->previous;
            break;
        }
    while (last != NULL && (qg_node_is_divider(last) || qg_node_is_comment(last)))
        last = last->previous;
    return last;
}

/* 检讨人：刘某, 县长：陈某某: one who signs in person, and no 联系人：… */
static bool is_signing_person(qg_str text)
{
    enum { MAX_LABEL_RUNES = 8, MIN_NAME_RUNES = 2, MAX_NAME_RUNES = 8 };
    static const char *const ends[] = {"人", "者", "长", "家属", "经理", "主任", "书记"};
    qg_str label = qg_str_head(text, qg_str_find(text, QG_STR("：")));
    qg_str name = qg_str_trim(qg_str_skip(text, label.n + QG_STR("：").n));
    bool is_end = false;

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        is_end = is_end || qg_str_ends(label, qg_str_of(ends[i]));
    for (qg_str rest = name; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (!qg_rune_is_han(rune) && !qg_rune_is_blank(rune) && rune != 0xD7 && rune != 'X')
            return false;
    }
    return is_end && qg_utf8_count(label) >= 2 && qg_utf8_count(label) <= MAX_LABEL_RUNES &&
           !qg_str_ends(label, QG_STR("联系人")) && qg_utf8_count(name) >= MIN_NAME_RUNES &&
           qg_utf8_count(name) <= MAX_NAME_RUNES;
}

/* 某某区人民法院 below 此致, to whom a document is handed in */
static bool is_addressee(qg_finder *f, const qg_node *node)
{
    return qg_is_paragraph(node->previous) &&
           qg_str_is(qg_without_colon(qg_structure_plain(f, node->previous)), "此致");
}

/* （盖章）, which stands for the seal, and （代章） for that of another */
static bool is_seal(qg_str text)
{
    static const char *const seals[] = {"（盖章）", "（公章）", "（印章）",
                                        "（院印）", "（印）",   "（代章）"};

    for (size_t i = 0; i < sizeof seals / sizeof *seals; i++)
        if (qg_str_is(text, seals[i]))
            return true;
    return false;
}

static bool has_dash(qg_finder *f, const qg_node *node)
{
    return qg_is_paragraph(node) && qg_str_starts(qg_structure_plain(f, node), QG_STR("——"));
}

/* ——某某某 below what they said or wrote, and none of several lines of this kind */
static bool is_attribution(qg_finder *f, const qg_node *node)
{
    return has_dash(f, node) && !qg_has_sentence_mark(qg_structure_plain(f, node)) &&
           !has_dash(f, node->previous);
}

static bool is_signature(qg_finder *f, const qg_node *node)
{
    int level;
    qg_str text;

    if (!qg_is_paragraph(node) || node->role != QG_ROLE_BODY || node->first == NULL ||
        is_attribution(f, node) || is_addressee(f, node))
        return false;
    text = qg_structure_plain(f, node);
    return text.n > 0 && !qg_str_starts(text, QG_STR("特此")) /* 特此证明, without its stop */ &&
           !qg_has_sentence_mark(text) && !qg_ends_with_mark(text) &&
           (qg_str_find(text, QG_STR("：")) == text.n || is_signing_person(text)) &&
           qg_str_find(text, QG_STR("，")) == text.n &&
           (!qg_str_starts(text, QG_STR("（")) /* （待续） */ || is_seal(text)) &&
           qg_utf8_count(text) >= 2 && qg_utf8_count(text) <= MAX_SIGNATURE_RUNES &&
           qg_number_at(text, &level).n == 0;
}

/* 日期：2024年5月1日, 汇报时间：… below 汇报人：张三 */
static bool is_labelled_date(qg_str text)
{
    enum { MAX_LABEL_RUNES = 4 };
    qg_str label = qg_str_head(text, qg_str_find(text, QG_STR("：")));

    return (qg_str_ends(label, QG_STR("日期")) || qg_str_ends(label, QG_STR("时间"))) &&
           qg_utf8_count(label) <= MAX_LABEL_RUNES &&
           qg_is_date_line(qg_str_trim(qg_str_skip(text, label.n + QG_STR("：").n)));
}

/* 3月15日 on the line below that of an office */
static bool is_day_on_line_below(const qg_node *line_break, qg_str text)
{
    const qg_node *name = line_break->previous;

    return qg_is_day_of_year(text) && name != NULL && name->kind == QG_TEXT &&
           qg_is_signing_office(qg_str_trim(name->text));
}

/* Make a paragraph of its own of the date in the last line of a paragraph, below a name. */
static qg_node *split_last_line(qg_doc *doc, qg_node *paragraph)
{
    qg_node *text = paragraph->last, *line_break = text == NULL ? NULL : text->previous, *line;

    while (text != NULL && text->first != NULL && text->first == text->last)
        text = text->first; /* bold, or in italics */
    if (line_break == NULL || text->kind != QG_TEXT ||
        (!qg_is_date_line(text->text) && !qg_is_loose_date(text->text) &&
         !is_labelled_date(text->text) && !is_day_on_line_below(line_break, text->text)) ||
        (line_break->kind != QG_SOFT_BREAK && line_break->kind != QG_LINE_BREAK))
        return NULL;
    line = qg_paragraph_part(doc, paragraph, line_break->next);
    return line == paragraph ? NULL : line;
}

/* Whether a paragraph of several lines can be a name with the date under it. */
static bool is_signed_block(qg_finder *f, const qg_node *node)
{
    qg_str text;

    if (!qg_is_paragraph(node))
        return false;
    text = qg_structure_plain(f, node);
    return !qg_has_sentence_mark(text) && qg_str_find(text, QG_STR("，")) == text.n &&
           (qg_str_find(text, QG_STR("：")) == text.n ||
            is_signing_person(qg_str_head(text, qg_str_find_byte(text, '\n')))) &&
           qg_utf8_count(text) <= (QG_MAX_SIGNATURES + 1) * MAX_SIGNATURE_RUNES;
}

/* Whether the paragraph leads to a file that is attached: 附件1：申报表.doc, a link. */
static bool leads_to_attachment(qg_finder *f, const qg_node *node)
{
    bool has_link = false;
    qg_str text;

    if (!qg_is_paragraph(node))
        return false;
    for (const qg_node *child = node->first; child != NULL; child = child->next)
        has_link = has_link || child->kind == QG_LINK;
    if (!has_link)
        return false;
    text = qg_structure_plain(f, node);
    return qg_str_starts(text, QG_STR("附件")) || qg_is_file_name(text);
}

/* 附件： above such links */
static bool is_attachment_label(qg_finder *f, const qg_node *node)
{
    qg_str text;

    if (!qg_is_paragraph(node))
        return false;
    text = qg_structure_plain(f, node);
    return qg_str_is(text, "附件：") || qg_str_is(text, "附件:") || qg_str_is(text, "附件下载：");
}

static bool is_signed_by(qg_finder *f, const qg_node *node)
{
    return qg_is_paragraph(node) && is_signing_person(qg_structure_plain(f, node));
}

/* Whether the block is one line of bold text above a date. */
static bool is_dated_label(qg_finder *f, const qg_node *node)
{
    return qg_is_paragraph(node) && node->first != NULL && node->first == node->last &&
           node->first->kind == QG_STRONG && qg_is_paragraph(node->next) &&
           qg_is_date_line(qg_structure_plain(f, node->next));
}

/* Whether the date says when something is, below the heading 报名截止时间, below the name of whom
 * is quoted, or below **竣工** as the dates of other lines in bold above it. */
static bool is_date_of_matter(qg_finder *f, const qg_node *date)
{
    const qg_node *label = date->previous;

    if (label == NULL)
        return false;
    if (is_attribution(f, label))
        return true;
    if (qg_is_heading(label))
        return label != f->title && !qg_is_signing_office(qg_structure_plain(f, label));
    if (!is_dated_label(f, label) || qg_is_signing_office(qg_structure_plain(f, label)))
        return false;
    for (const qg_node *node = label->previous; node != NULL; node = node->previous)
        if (is_dated_label(f, node))
            return true;
    return false;
}

/* 3月15日 below an office, which knows the year */
static bool is_day_below_office(qg_finder *f, const qg_node *node)
{
    return qg_is_day_of_year(qg_structure_plain(f, node)) && is_signature(f, node->previous) &&
           qg_is_signing_office(qg_structure_plain(f, node->previous));
}

static bool ends_with_day(qg_finder *f, const qg_node *node)
{
    const qg_node *line = qg_is_paragraph(node) ? node->first : NULL;

    for (const qg_node *next = line; next != NULL; next = qg_written_line_next(next))
        line = next;
    return line != NULL && qg_is_day_of_year(qg_written_line(&f->doc->arena, line).text);
}

/* 丙县教育局 and 3月15日 below 乙县教育局 and 3月14日: the last of a list, and no signature */
static bool is_last_of_days(qg_finder *f, const qg_node *last)
{
    const qg_node *above = last->previous;

    if (!ends_with_day(f, last))
        return false;
    if (qg_written_line_next(last->first) == NULL && above != NULL) /* the office stands there */
        above = above->previous;
    return ends_with_day(f, above);
}

/* The paragraph with nothing but the date, at `last` or above what closes a letter; NULL when there
 * is none. */
static qg_node *date_above(qg_finder *f, qg_node *last)
{
    last = qg_structure_above_closing(f, last);
    if (!qg_is_paragraph(last) || last->first == NULL || last->role != QG_ROLE_BODY)
        return NULL;
    if (is_date_of_matter(f, last) || is_last_of_days(f, last))
        return NULL;
    if (qg_is_date_line(qg_structure_plain(f, last)) || is_day_below_office(f, last) ||
        (qg_is_loose_date(qg_structure_plain(f, last)) && is_signature(f, last->previous)) ||
        (is_labelled_date(qg_structure_plain(f, last)) && is_signed_by(f, last->previous)))
        return last;
    return is_signed_block(f, last) ? split_last_line(f->doc, last) : NULL;
}

/* Papers for a court list behind their date what is enclosed, 附：1. 本诉状副本1份 and more numbers
 * below it: the block above that list, or `last` when there is none. */
static qg_node *above_enclosures(qg_finder *f, qg_node *last)
{
    enum { MOST_BLOCKS = 8 };
    qg_node *node = last;

    for (int i = 0, level; i < MOST_BLOCKS && node != NULL; i++, node = node->previous) {
        qg_str text = qg_is_paragraph(node) ? qg_structure_plain(f, node) : (qg_str){"", 0};
        if (qg_str_starts(text, QG_STR("附：")) || qg_str_starts(text, QG_STR("附:")))
            return node->previous;
        if (node->kind != QG_LIST && qg_number_at(text, &level).n == 0)
            break;
    }
    return last;
}

/* The rule below which a chat assistant says what to do with its draft; NULL without one. */
static qg_node *rule_above_talk(qg_node *last)
{
    enum { MAX_TALK_BLOCKS = 3 };

    for (int i = 0; i < MAX_TALK_BLOCKS && last != NULL && last->kind != QG_RULE; i++)
        last = qg_is_heading(last) ? NULL : last->previous;
    return last != NULL && last->kind == QG_RULE ? last : NULL;
}

/* 自治区主席　某某 above a date, and 第一章 or 第一条 of what is put into force below it. */
static bool signs_order(qg_finder *f, const qg_node *date)
{
    const qg_node *name = date->previous, *next = date->next;
    qg_line line;

    if (!qg_is_paragraph(name) || next == NULL || !(qg_is_heading(next) || qg_is_paragraph(next)) ||
        !qg_str_starts(qg_structure_plain(f, next), QG_STR("第一")))
        return false;
    line = (qg_line){.text = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, name))};
    qg_line_measure(&line);
    return qg_is_post_and_name(&line);
}

/* The last date right below the name of an office, or right above the only title, whatever stands
 * beneath: that is put into force or sent.  NULL when there is none. */
static qg_node *signed_date(qg_finder *f, qg_node *last)
{
    for (qg_node *node = last; node != NULL; node = node->previous)
        if (qg_is_paragraph(node) && node->role == QG_ROLE_BODY &&
            qg_is_date_line(qg_structure_plain(f, node)) &&
            ((node->next != NULL && node->next == f->title) || signs_order(f, node) ||
             (is_signature(f, node->previous) &&
              qg_is_signing_office(qg_structure_plain(f, node->previous)))))
            return node;
    return NULL;
}

/* The date at the end of the body.  Lists of names that follow a signature, links to what is
 * attached, and talk behind a rule, are passed over. */
static qg_node *find_date(qg_finder *f)
{
    qg_node *end = qg_structure_last(f->doc), *last = end, *rule = rule_above_talk(last);
    qg_node *date = rule == NULL ? NULL : date_above(f, rule->previous);

    if (date != NULL)
        return date;
    while (last != NULL && (last->kind == QG_TABLE || leads_to_attachment(f, last)))
        last = last->previous;
    if (last != NULL && last->next != NULL && is_attachment_label(f, last))
        last = last->previous;
    date = date_above(f, above_enclosures(f, last));
    return date != NULL ? date : signed_date(f, end);
}

/* 某某县财政局 of 某某县财政局（盖章） */
static qg_str without_seal(qg_str text)
{
    size_t at = qg_str_find(text, QG_STR("（"));

    return is_seal(qg_str_skip(text, at)) ? qg_str_head(text, at) : text;
}

/* Whether the front matter is silent about `key` or says what `text` says. */
static bool agrees(qg_finder *f, qg_key key, qg_str text)
{
    const qg_field *field = qg_doc_field(f->doc, key);

    text = without_seal(text);
    qg_value_normalize(f->doc, key, &text);
    for (size_t i = 0; field != NULL && i < field->n_values; i++)
        if (qg_is_same_title(field->values[i], text))
            return true;
    return field == NULL;
}

/* 审　判　员　　陈某: one of several who sign a judgment */
static bool is_judge(qg_str text)
{
    static const char *const posts[] = {"审判", "審判", "人民陪审", "代理审判"};

    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        if (qg_starts_spread(text, qg_str_of(posts[i])))
            return true;
    return false;
}

/* （盖章） as the last line of a paragraph becomes one of its own, the name above it stays. */
static void part_seal(qg_finder *f, qg_node *paragraph)
{
    if (!qg_is_paragraph(paragraph))
        return;
    for (qg_node *line = paragraph->first; line != NULL; line = qg_written_line_next(line))
        if (line != paragraph->first && qg_written_line_next(line) == NULL &&
            is_seal(qg_written_line(&f->doc->arena, line).text)) {
            qg_paragraph_part(f->doc, paragraph, line);
            return;
        }
}

/* Whether the date goes without its year or day: 3月15日, 2024年3月 */
static bool is_partial(qg_str text)
{
    return qg_is_day_of_year(text) || qg_is_loose_date(text);
}

/* Put the date of the front matter in place of the one in the text, as when a draft is signed anew,
 * or when the text lacks its year or day: only one can be printed.  What a page says around a text
 * is no front matter. */
static void set_date(qg_finder *f, qg_node *date, const qg_sink *sink)
{
    qg_str other = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, date)), day;
    bool is_same;

    qg_element_put_known(f->doc, date, QG_KEY_DATE);
    day = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, date));
    is_same = is_partial(other) && (qg_str_starts(day, other) || qg_str_ends(day, other));
    qg_sink_tell(sink,
                 &(qg_finding){.kind = is_same ? QG_FOUND_PARSE_ELEMENT : QG_FOUND_PARSE_OTHER_DATE,
                               .offset = date->offset,
                               .before = other,
                               .after = day,
                               .confidence = 0.95});
}

/* A person for a person, an office for an office; 以上意见供参考 above a date is none of both. */
static bool is_alike(qg_str typed, qg_str given)
{
    enum { MOST_RUNES = 4 /* of a name */ };

    if (qg_is_signing_office(typed))
        return qg_is_signing_office(given);
    return qg_utf8_count(typed) <= MOST_RUNES && qg_utf8_count(given) <= MOST_RUNES;
}

/* The front matter has another signature than the lines above the date: one of both can be printed,
 * and that is its.  Returns whether any line was one. */
static bool set_signature(qg_finder *f, qg_node *date, const qg_sink *sink)
{
    const qg_field *given = qg_doc_field(f->doc, QG_KEY_SIGNATURE);
    qg_node *name;
    size_t n = 0;

    while (is_signature(f, name = date->previous) &&
           is_alike(without_seal(qg_structure_plain(f, name)), given->values[0])) {
        qg_element e = {.key = QG_KEY_SIGNATURE,
                        .typed = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, name)),
                        .offset = name->offset};
        qg_element_tell_other(f->doc, &e, sink);
        qg_node_unlink(name);
        n++;
    }
    for (size_t i = 0; n > 0 && i < given->n_values; i++) {
        qg_node *text = qg_node_new(f->doc, QG_TEXT, given->offset);
        name = qg_node_new(f->doc, QG_PARAGRAPH, given->offset);
        if (name == NULL || text == NULL)
            break;
        text->text = given->values[i];
        qg_node_append(name, text);
        name->role = QG_ROLE_SIGNATURE;
        qg_node_insert_before(date, name);
    }
    return n > 0;
}

void qg_structure_signature(qg_finder *f, bool is_markdown, const qg_sink *sink)
{
    qg_node *date = find_date(f), *name;
    qg_str given = qg_doc_value(f->doc, QG_KEY_DATE);

    if (date == NULL)
        return;
    if (!agrees(f, QG_KEY_DATE, qg_structure_plain(f, date))) {
        if (!is_markdown ||
            (!qg_is_date_line(qg_structure_plain(f, date)) &&
             !is_partial(qg_structure_plain(f, date))) ||
            !qg_value_normalize(f->doc, QG_KEY_DATE, &given))
            return;
        set_date(f, date, sink);
    }
    qg_structure_set_role(date, QG_ROLE_DATE);
    part_seal(f, date->previous);
    qg_signed_offices_part(f->doc, date->previous);
    name = date->previous;
    if (is_signature(f, name) && is_seal(qg_structure_plain(f, name))) {
        qg_structure_set_role(name, QG_ROLE_SIGNATURE);
        name = name->previous;
    }
    for (int i = 0; i < QG_MAX_SIGNATURES && is_signature(f, name); i++, name = name->previous) {
        if (is_markdown && !agrees(f, QG_KEY_SIGNATURE, qg_structure_plain(f, name)) &&
            set_signature(f, date, sink))
            return;
        if (!agrees(f, QG_KEY_SIGNATURE, qg_structure_plain(f, name)) ||
            (i > 0 && !qg_is_signing_office(qg_structure_plain(f, name)) &&
             !is_judge(qg_structure_plain(f, name)) &&
             !is_signing_person(qg_structure_plain(f, name))))
            return;
        qg_structure_set_role(name, QG_ROLE_SIGNATURE);
    }
}
