/* structure_parties.c - who speaks below the title, whom a document addresses, who signs it, and
 * when. */
#include "parse/structure_int.h"
#include "parse/text/text_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

enum {
    MAX_RECIPIENT_RUNES = 160, /* many offices, a line or four */
    MAX_SIGNATURE_RUNES = 30,
    MAX_BYLINE_RUNES = 80,
    MAX_SPEAKER_RUNES = 24
};

/* ---- recipient ----------------------------------------------------------------------------- */

qg_str qg_without_colon(qg_str text)
{
    text = qg_str_trim(text);
    if (qg_str_ends(text, QG_STR("：")))
        text.n -= QG_STR("：").n;
    else if (qg_str_ends(text, QG_STR(":")))
        text.n--;
    return qg_str_trim(text);
}

bool qg_is_addressee(qg_str words)
{
    static const char *const ends[] = {
        "局",   "委",     "办",   "府",   "部",   "院",   "厅",   "公司", "单位", "部门",
        "同志", "领导",   "组织", "机构", "室",   "处",   "中心", "党组", "支部", "学校",
        "大学", "企业",   "会",   "署",   "行",   "委员", "代表", "先生", "女士", "用户",
        "客户", "市民们", "业主", "住户", "家长", "顾客", "股东", "朋友"};

    if (qg_str_starts(words, QG_STR("各位"))) /* those who listen to a speech */
        return false;
    if (qg_str_starts(words, QG_STR("各")))
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(words, qg_str_of(ends[i])))
            return true;
    return false;
}

bool qg_is_signing_office(qg_str name)
{
    return qg_is_addressee(name) || qg_is_office(name);
}

/* 致某某的一封信, 某某倡议书: below such a title anybody may be addressed, 市民朋友们： */
static bool is_open_letter(qg_str title)
{
    static const char *const ends[] = {"信", "倡议书", "倡議書", "邀请函", "邀請函"};

    title = qg_without_bracket(title);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(title, qg_str_of(ends[i])))
            return true;
    return false;
}

/* 各位同事, 公司全体员工: whom a notice may be for, while a speech only greets them */
static bool are_people(qg_str words)
{
    static const char *const ends[] = {"员工", "职工", "同事", "党员", "干部", "同学", "老师",
                                       "教师", "师生", "成员", "会员", "居民", "村民", "人员"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(words, qg_str_of(ends[i])))
            return true;
    return false;
}

static bool is_notice(qg_str title)
{
    static const char *const ends[] = {"通知", "通报", "通報", "函", "公告", "通告"};

    title = qg_without_bracket(title);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(title, qg_str_of(ends[i])))
            return true;
    return false;
}

static bool looks_like_recipient(qg_str title, qg_str text)
{
    qg_str words = qg_without_colon(text);

    return words.n > 0 && words.n < text.n && qg_utf8_count(text) <= MAX_RECIPIENT_RUNES &&
           !qg_has_sentence_mark(text) && qg_str_find(words, QG_STR("如下")) == words.n &&
           qg_str_find_byte(words, '\n') == words.n &&
           (qg_is_addressee(words) || is_open_letter(title) ||
            (is_notice(title) && are_people(words)));
}

/* How an element looks is the style sheet's business. */
/* The role decides where it stands, and how it looks. */
static void set_role(qg_node *paragraph, qg_role role)
{
    paragraph->role = role;
    paragraph->u.paragraph.align = QG_ALIGN_NONE;
    if ((paragraph->first->kind == QG_STRONG || paragraph->first->kind == QG_EMPHASIS) &&
        paragraph->first->next == NULL)
        qg_node_unwrap(paragraph->first);
}

/* ---- bylines ------------------------------------------------------------------------------- */

/* What stands behind the title; the first block when there is no title. */
static qg_node *behind_title(const qg_finder *f)
{
    qg_node *node = qg_skip_comments(f->doc->root->first);

    if (f->title != NULL)
        return qg_skip_comments(f->title->next);
    return qg_is_heading(node) && node->u.heading.level == 0 ? qg_skip_comments(node->next) : node;
}

/* 第58号, 〔十六届〕第5号, of an order or an announcement */
static bool is_serial_number(qg_str text)
{
    size_t at = qg_str_find(text, QG_STR("第"));
    qg_str number = qg_str_skip(text, at + QG_STR("第").n);

    if (at == text.n || (at > 0 && !qg_str_ends(qg_str_head(text, at), QG_STR("〕"))))
        return false;
    while (number.n > 0 && number.p[0] >= '0' && number.p[0] <= '9')
        number = qg_str_skip(number, 1);
    return qg_str_is(number, "号") || qg_str_is(number, "期");
}

/* ——某某市创新工作纪实 */
static bool is_subtitle(qg_str text)
{
    return qg_str_starts(text, QG_STR("——")) && qg_structure_is_short(text);
}

/* （2024年3月5日）, （2024年3月5日某某会议通过）, （第8期）, 某政发〔2024〕5号 */
static bool is_below_title(qg_str text)
{
    int level;

    if (qg_is_doc_number(text) || is_serial_number(text) || is_subtitle(text))
        return true;

    return qg_str_starts(text, QG_STR("（")) && qg_str_ends(text, QG_STR("）")) &&
           qg_number_at(text, &level).n == 0 && !qg_has_sentence_mark(text) &&
           qg_utf8_count(text) <= MAX_BYLINE_RUNES;
}

/* 市委书记　张某某 */
static bool is_speaker(qg_str text)
{
    return text.n > 0 && qg_utf8_count(text) <= MAX_SPEAKER_RUNES && !qg_has_sentence_mark(text) &&
           !qg_ends_with_mark(text) && !qg_is_attachment_label(text) &&
           qg_str_find(text, QG_STR("：")) == text.n && qg_str_find(text, QG_STR("，")) == text.n &&
           (qg_str_find(text, QG_STR("\u3000")) < text.n ||
            qg_str_find(text, QG_STR(" ")) < text.n);
}

/* The day in brackets below the title of a speech, a rule or a bulletin, or the number of a
 * document, and the speaker above or below it. */
void qg_structure_bylines(qg_finder *f)
{
    qg_node *first = behind_title(f), *second;
    bool is_first, is_second;

    if (first != NULL && qg_is_heading(first) && qg_is_heading(first->previous) &&
        is_subtitle(qg_structure_plain(f, first)))
        qg_node_become(first, QG_PARAGRAPH);
    if (!qg_is_heading(first == NULL ? NULL : first->previous) || !qg_is_paragraph(first) ||
        first->first == NULL || first->role != QG_ROLE_BODY)
        return;
    second = first->next;
    if (!qg_is_paragraph(second) || second->first == NULL || second->role != QG_ROLE_BODY)
        second = NULL;
    is_first = is_below_title(qg_structure_plain(f, first));
    is_second = second != NULL && is_below_title(qg_structure_plain(f, second));
    if (is_first)
        is_second = second != NULL && is_speaker(qg_structure_plain(f, second));
    else
        is_first = is_second = is_second && is_speaker(qg_structure_plain(f, first));
    if (is_first)
        set_role(first, QG_ROLE_BYLINE);
    if (is_second)
        set_role(second, QG_ROLE_BYLINE);
}

/* What may stand between a title and who it is for: a byline, or a number of the register. */
static bool stands_above_recipient(qg_finder *f, const qg_node *node)
{
    enum { MOST_RUNES = 24 };
    qg_str text;

    if (node->role == QG_ROLE_BYLINE)
        return true;
    if (!qg_is_paragraph(node) || node->first == NULL || node->role != QG_ROLE_BODY)
        return false;
    text = qg_structure_plain(f, node);
    return !qg_has_sentence_mark(text) && !qg_ends_with_mark(text) &&
           qg_utf8_count(text) <= MOST_RUNES && qg_rune_is_digit(qg_utf8_last(text));
}

/* Make `node`, or the first below such lines, the recipient when it is one; returns whether it is.
 */
static bool take_recipient(qg_finder *f, qg_node *node)
{
    enum { MOST_LINES = 3 };
    qg_str given = qg_doc_value(f->doc, QG_KEY_RECIPIENT), text;

    for (int i = 0; i < MOST_LINES && node != NULL && stands_above_recipient(f, node); i++)
        node = node->next;
    if (!qg_is_paragraph(node) || node->first == NULL)
        return false;
    text = qg_structure_plain(f, node);
    if (given.n > 0 ? !qg_str_eq(qg_without_colon(given), qg_without_colon(text))
                    : !looks_like_recipient(qg_doc_value(f->doc, QG_KEY_TITLE), text))
        return false;
    set_role(node, QG_ROLE_RECIPIENT);
    return true;
}

/* Below the title, or at the top of a letter that sends what the only title is of. */
void qg_structure_recipient(qg_finder *f)
{
    if (!take_recipient(f, behind_title(f)))
        take_recipient(f, qg_skip_comments(f->doc->root->first));
}

/* ---- signature and date -------------------------------------------------------------------- */

qg_node *qg_structure_last(const qg_doc *doc)
{
    qg_node *last = doc->root->last;

    for (qg_node *node = doc->root->first; node != NULL; node = node->next)
        if (qg_node_starts_attachment(node) || node->role == QG_ROLE_ATTACHMENT_TITLE) {
            last = node->previous;
            break;
        }
    while (last != NULL && (last->kind == QG_RULE || qg_node_is_comment(last)))
        last = last->previous;
    return last;
}

/* 检讨人：刘某, 县长：陈某某: one who signs in person, and no 联系人：… */
static bool is_signing_person(qg_str text)
{
    enum { MAX_LABEL_RUNES = 8, MIN_NAME_RUNES = 2, MAX_NAME_RUNES = 8 };
    static const char *const ends[] = {"人", "者", "长", "家属"};
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

/* （盖章）, which stands for the seal */
static bool is_seal(qg_str text)
{
    static const char *const seals[] = {"（盖章）", "（公章）", "（印章）", "（院印）", "（印）"};

    for (size_t i = 0; i < sizeof seals / sizeof *seals; i++)
        if (qg_str_is(text, seals[i]))
            return true;
    return false;
}

static bool is_signature(qg_finder *f, const qg_node *node)
{
    int level;
    qg_str text;

    if (!qg_is_paragraph(node) || node->role != QG_ROLE_BODY || node->first == NULL)
        return false;
    text = qg_structure_plain(f, node);
    return text.n > 0 && !qg_has_sentence_mark(text) && !qg_ends_with_mark(text) &&
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

/* A date line set under a name in the same paragraph becomes a paragraph of its own. */
static qg_node *split_last_line(qg_doc *doc, qg_node *paragraph)
{
    qg_node *text = paragraph->last, *line_break = text == NULL ? NULL : text->previous, *line;

    while (text != NULL && text->first != NULL && text->first == text->last)
        text = text->first; /* bold, or in italics */
    if (line_break == NULL || text->kind != QG_TEXT ||
        (!qg_is_date_line(text->text) && !is_labelled_date(text->text)) ||
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

/* The date in a paragraph of its own at `last` or above what closes a letter; NULL without one. */
static qg_node *date_above(qg_finder *f, qg_node *last)
{
    last = qg_structure_above_closing(f, last);
    if (!qg_is_paragraph(last) || last->first == NULL || last->role != QG_ROLE_BODY)
        return NULL;
    if (qg_is_date_line(qg_structure_plain(f, last)) ||
        (qg_is_loose_date(qg_structure_plain(f, last)) && is_signature(f, last->previous)) ||
        (is_labelled_date(qg_structure_plain(f, last)) && is_signed_by(f, last->previous)))
        return last;
    return is_signed_block(f, last) ? split_last_line(f->doc, last) : NULL;
}

/* The rule below which a chat assistant says what to do with its draft; NULL without one. */
static qg_node *rule_above_talk(qg_node *last)
{
    enum { MAX_TALK_BLOCKS = 3 };

    for (int i = 0; i < MAX_TALK_BLOCKS && last != NULL && last->kind != QG_RULE; i++)
        last = qg_is_heading(last) ? NULL : last->previous;
    return last != NULL && last->kind == QG_RULE ? last : NULL;
}

/* The last date right below the name of an office, or right above the only title, whatever stands
 * beneath it: what is put into force, or sent.  NULL without one. */
static qg_node *signed_date(qg_finder *f, qg_node *last)
{
    for (qg_node *node = last; node != NULL; node = node->previous)
        if (qg_is_paragraph(node) && node->role == QG_ROLE_BODY &&
            qg_is_date_line(qg_structure_plain(f, node)) &&
            ((node->next != NULL && node->next == f->title) ||
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
    date = date_above(f, last);
    return date != NULL ? date : signed_date(f, end);
}

/* Whether the front matter is silent about `key` or says what `text` says. */
static bool agrees(qg_finder *f, qg_key key, qg_str text)
{
    const qg_field *field = qg_doc_field(f->doc, key);

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

/* Where the blanks between two offices on one line start; the length of `text` without any. */
static size_t gap_between_offices(qg_str text)
{
    qg_str rest = text;

    while (rest.n > 0) {
        size_t at = (size_t)(rest.p - text.p);
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune) && at > 0 && qg_rune_is_blank(qg_utf8_first(rest)))
            return at;
        if (rune == 0x3000 && at > 0)
            return at;
    }
    return text.n;
}

/* Whether every name on the line is an office's, and there are several. */
static bool are_offices(qg_str text)
{
    size_t n = 0;

    for (qg_str rest = qg_str_trim(text); rest.n > 0; n++) {
        size_t at = gap_between_offices(rest);
        if (!qg_is_signing_office(qg_str_head(rest, at)))
            return false;
        rest = qg_str_trim(qg_str_skip(rest, at));
    }
    return n > 1;
}

/* 某某市财政局　　　某某市农业农村局 on one line above the date: each signs on its own. */
static void part_offices(qg_finder *f, qg_node *node)
{
    qg_node *text = qg_is_paragraph(node) ? node->first : NULL;

    if (text == NULL || text != node->last || text->kind != QG_TEXT || !are_offices(text->text))
        return;
    text->text = qg_str_trim(text->text);
    for (size_t at; (at = gap_between_offices(text->text)) < text->text.n;) {
        qg_node *line = qg_node_new(f->doc, QG_PARAGRAPH, node->offset);
        qg_node *name = qg_node_new(f->doc, QG_TEXT, text->offset);
        if (line == NULL || name == NULL)
            return;
        name->text = qg_str_head(text->text, at);
        qg_node_append(line, name);
        qg_node_insert_before(node, line);
        text->offset += at;
        text->text = qg_str_trim(qg_str_skip(text->text, at));
    }
}

void qg_structure_signature(qg_finder *f)
{
    qg_node *date = find_date(f), *name;

    if (date == NULL || !agrees(f, QG_KEY_DATE, qg_structure_plain(f, date)))
        return;
    set_role(date, QG_ROLE_DATE);
    part_offices(f, date->previous);
    name = date->previous;
    if (is_signature(f, name) && is_seal(qg_structure_plain(f, name))) {
        set_role(name, QG_ROLE_SIGNATURE);
        name = name->previous;
    }
    for (int i = 0; i < QG_MAX_SIGNATURES && is_signature(f, name); i++, name = name->previous) {
        if (!agrees(f, QG_KEY_SIGNATURE, qg_structure_plain(f, name)) ||
            (i > 0 && !qg_is_signing_office(qg_structure_plain(f, name)) &&
             !is_judge(qg_structure_plain(f, name)) &&
             !is_signing_person(qg_structure_plain(f, name))))
            return;
        set_role(name, QG_ROLE_SIGNATURE);
    }
}
