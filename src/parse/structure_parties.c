/* structure_parties.c - who speaks below the title, and whom a document addresses. */
#include "parse/draft_int.h"
#include "parse/structure_int.h"
#include "parse/text/words_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

enum {
    MAX_RECIPIENT_RUNES = 160, /* many offices, a line or four */
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

static bool ends_in(qg_str words, const char *const *ends, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_ends(words, qg_str_of(ends[i])))
            return true;
    return false;
}

/* 李代表, 广大业主: people, who are addressed but are no office */
static bool are_persons(qg_str words)
{
    static const char *const ends[] = {"同志", "领导",   "委员", "代表", "先生", "女士", "用户",
                                       "客户", "市民们", "业主", "住户", "家长", "顾客", "股东",
                                       "朋友", "患者",   "村民", "居民", "老师"};

    return ends_in(words, ends, sizeof ends / sizeof *ends);
}

static bool are_offices(qg_str words)
{
    static const char *const ends[] = {"局",   "委",   "办",   "府",   "部", "院", "厅",   "公司",
                                       "单位", "部门", "组织", "机构", "室", "处", "中心", "党组",
                                       "支部", "学校", "大学", "企业", "会", "署", "行"};

    return ends_in(words, ends, sizeof ends / sizeof *ends);
}

bool qg_is_addressee(qg_str words)
{
    if (qg_str_starts(words, QG_STR("各位"))) /* those who listen to a speech */
        return false;
    return qg_str_starts(words, QG_STR("各")) || are_offices(words) || are_persons(words);
}

/* 某某医院总务科; shorter ones may be names of people */
static bool is_section(qg_str name)
{
    enum { LEAST_RUNES = 5 };

    return qg_str_ends(name, QG_STR("科")) && qg_utf8_count(name) >= LEAST_RUNES;
}

bool qg_is_signing_office(qg_str name)
{
    return qg_is_office(name) || is_section(name) || (qg_is_addressee(name) && !are_persons(name));
}

/* 致某某的一封信, 某某倡议书: below such a title anybody may be addressed, 市民朋友们： */
static bool is_open_letter(qg_str title)
{
    static const char *const ends[] = {"信", "倡议书", "倡議書", "邀请函", "邀請函"};

    return ends_in(qg_without_bracket(title), ends, sizeof ends / sizeof *ends);
}

/* 各位同事, 公司全体员工: whom a notice may be for, while a speech only greets them */
static bool are_people(qg_str words)
{
    static const char *const ends[] = {"员工", "职工", "同事", "党员", "干部", "同学", "老师",
                                       "教师", "师生", "成员", "会员", "居民", "村民", "人员"};

    return ends_in(words, ends, sizeof ends / sizeof *ends);
}

static bool is_notice(qg_str title)
{
    static const char *const ends[] = {"通知", "通报", "通報", "函", "公告", "通告"};

    return ends_in(qg_without_bracket(title), ends, sizeof ends / sizeof *ends);
}

/* 各部门按以下要求报送：, a sentence that is no address */
static bool tells_what_follows(qg_str words)
{
    static const char *const marks[] = {"如下", "以下", "下列", "见下",
                                        "按",   "遵照", "认真", "请转"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_find(words, qg_str_of(marks[i])) < words.n)
            return true;
    return qg_str_starts(words, QG_STR("请"));
}

static bool looks_like_recipient(qg_str title, qg_str text)
{
    qg_str words = qg_without_colon(text);

    return words.n > 0 && words.n < text.n && qg_utf8_count(text) <= MAX_RECIPIENT_RUNES &&
           !qg_has_sentence_mark(text) && !tells_what_follows(words) &&
           qg_str_find_byte(words, '\n') == words.n &&
           (qg_is_addressee(words) || is_open_letter(title) ||
            (is_notice(title) && (are_people(words) || are_persons(words))));
}

/* ---- bylines ------------------------------------------------------------------------------- */

/* The first block behind the title and the rules below it; without a title the first of all. */
static qg_node *behind_title(const qg_finder *f)
{
    qg_node *node = qg_skip_comments(f->doc->root->first);

    if (f->title != NULL) {
        node = qg_skip_comments(f->title->next);
        while (node != NULL && node->kind == QG_RULE)
            node = qg_skip_comments(node->next);
        return node;
    }
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

/* ## ——2024年度 right below another heading is no heading of the text. */
static void unmark_subtitle(qg_finder *f, qg_node *node)
{
    if (qg_is_heading(node) && qg_is_heading(node->previous) &&
        is_subtitle(qg_structure_plain(f, node)))
        qg_node_become(node, QG_PARAGRAPH);
}

void qg_subtitles_find(qg_doc *doc)
{
    qg_finder f = {.doc = doc};

    qg_buf_init(&f.plain, 0);
    for (qg_node *node = doc->root->first; node != NULL; node = node->next)
        unmark_subtitle(&f, node);
    if (qg_buf_status(&f.plain) != QG_OK)
        doc->arena.status = qg_buf_status(&f.plain);
    qg_buf_clear(&f.plain);
}

/* From `first` on, find what stands beside a title: the day in brackets below that of a speech, a
 * rule or a bulletin, or the number of a document, and the speaker above or below it. */
static void find_bylines(qg_finder *f, qg_node *first)
{
    qg_node *second;
    bool is_first, is_second;

    unmark_subtitle(f, first); /* below a bold line, which is a heading only now */
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
        qg_structure_set_role(first, QG_ROLE_BYLINE);
    if (is_second)
        qg_structure_set_role(second, QG_ROLE_BYLINE);
}

/* Find the bylines below the title, and below the titles of what is issued or follows. */
void qg_structure_bylines(qg_finder *f)
{
    find_bylines(f, behind_title(f));
    for (qg_node *node = f->doc->root->first; node != NULL; node = node->next)
        if (qg_node_starts_document(node))
            find_bylines(f, qg_skip_comments(node->next));
}

/* What may stand between a title and who it is for: a byline, a number of the register, or what is
 * left of a form, 联系人：张三. */
static bool is_line_above_recipient(qg_finder *f, const qg_node *node)
{
    enum { MOST_RUNES = 24 };
    qg_str text;

    if (node->role == QG_ROLE_BYLINE)
        return true;
    if (!qg_is_paragraph(node) || node->first == NULL || node->role != QG_ROLE_BODY)
        return false;
    text = qg_structure_plain(f, node);
    return !qg_has_sentence_mark(text) && !qg_ends_with_mark(text) &&
           qg_utf8_count(text) <= MOST_RUNES &&
           (qg_rune_is_digit(qg_utf8_last(text)) || qg_has_colon(text));
}

/* The form may stand in a list or a quotation. */
static bool stands_above_recipient(qg_finder *f, const qg_node *node)
{
    enum { MOST_LINES = 5 };
    int n = 0;

    if (node->kind != QG_LIST && node->kind != QG_QUOTE)
        return is_line_above_recipient(f, node);
    for (const qg_node *in = node->first; in != NULL; in = in->next) {
        const qg_node *line = in->kind == QG_ITEM ? in->first : in;
        if (++n > MOST_LINES || line == NULL || (in->kind == QG_ITEM && line->next != NULL) ||
            !is_line_above_recipient(f, line))
            return false;
    }
    return n > 0;
}

/* 各科室 or 某某县财政局, and neither 各项工作 nor 主办单位 above a list */
static bool is_plainly_addressed(qg_str words)
{
    return (qg_str_starts(words, QG_STR("各")) && are_offices(words)) || qg_is_office(words);
}

/* The draft addresses others than its front matter does: one of both can be printed, and that is
 * whom the front matter has. */
static void set_known(qg_finder *f, qg_node *node, const qg_sink *sink)
{
    qg_element e = {.key = QG_KEY_RECIPIENT,
                    .typed = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, node)),
                    .offset = node->offset};

    qg_element_tell_other(f->doc, &e, sink);
    qg_element_put_known(f->doc, node, QG_KEY_RECIPIENT);
}

/* Make `node`, or the first below such lines, the recipient when it is one; returns it, or NULL.
 */
static qg_node *take_recipient(qg_finder *f, qg_node *node, bool is_markdown, const qg_sink *sink)
{
    enum { MOST_LINES = 3 };
    qg_str given = qg_doc_value(f->doc, QG_KEY_RECIPIENT), text;
    bool is_given;

    for (int i = 0; i < MOST_LINES && node != NULL && stands_above_recipient(f, node); i++)
        node = node->next;
    if (!qg_is_paragraph(node) || node->first == NULL)
        return NULL;
    text = qg_structure_plain(f, node);
    is_given = given.n > 0 && qg_str_eq(qg_without_colon(given), qg_without_colon(text));
    if (!is_given && !looks_like_recipient(qg_doc_value(f->doc, QG_KEY_TITLE), text))
        return NULL;
    if (!is_given && given.n > 0) {
        if (!is_markdown || !is_plainly_addressed(qg_without_colon(text)))
            return NULL;
        set_known(f, node, sink);
    }
    qg_structure_set_role(node, QG_ROLE_RECIPIENT);
    return node;
}

/* Put a recipient that stands above the title, with no text between, below that and its bylines. */
static void move_below_title(qg_finder *f, qg_node *recipient, const qg_sink *sink)
{
    enum { MOST_LINES = 8 };
    const qg_node *node = recipient->next;
    qg_node *below;

    for (int i = 0; i < MOST_LINES && node != NULL && node != f->title && !qg_is_of_text(node); i++)
        node = node->next;
    if (node == NULL || node != f->title)
        return;
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = recipient->offset,
                                     .before = qg_structure_plain(f, recipient),
                                     .confidence = 0.95});
    qg_node_unlink(recipient);
    for (below = behind_title(f); below != NULL && below->role == QG_ROLE_BYLINE;)
        below = below->next;
    if (below != NULL)
        qg_node_insert_before(below, recipient);
    else
        qg_node_append(f->doc->root, recipient);
}

/* Find the recipient below the title, or at the top of a letter whose only title is that of what it
 * sends. */
void qg_structure_recipient(qg_finder *f, bool is_markdown, const qg_sink *sink)
{
    qg_node *first = qg_skip_comments(f->doc->root->first), *recipient;

    if (take_recipient(f, behind_title(f), is_markdown, sink) != NULL)
        return;
    recipient = take_recipient(f, first, is_markdown, sink);
    if (recipient != NULL && f->title != NULL)
        move_below_title(f, recipient, sink);
}
