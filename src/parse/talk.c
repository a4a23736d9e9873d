/* talk.c - what a chat assistant says before and behind the draft that it was asked for.
 *
 * 好的，以下是为您起草的通知： and 希望这份通知对您有帮助！如需调整，请告诉我。 come along when its
 * answer is copied, and so do notes that XX is to be replaced by the real name.  None is part of
 * the draft.  Only the first block and the last are looked at, each must say things that
 * together nobody writes in a document, and a rule between them and the draft goes with them, and
 * 使用说明： above a list of them.
 *
 * Assistants also draw rules between sections.  No official document has one, and what stands
 * around them – the title, a heading, the signature, a second document – shows
 * where a part ends.  Nor has one paragraphs of &nbsp; or <br> alone, which are there for their
 * height.
 */
#include "parse/draft_int.h"
#include "parse/text/words_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { MAX_TALK_RUNES = 120, MAX_LIST_RUNES = 300, MAX_LABEL_RUNES = 12 };

/* Words of which a sentence must have one. */
typedef const char *const *words;

/* 根据你局来函 is what an office writes: 你 alone is no assistant's. */
static const char *const handing_over[] = {"以下是",     "以下为", "下面是",   "根据您", "根据你的",
                                           "根据你提供", "按照您", "按照你的", "为您",   "为你起草",
                                           "为你草拟",   "为你拟", "为你撰写", "为你写", "为你整",
                                           "为你生成",   "为你准", "帮您",     "帮你",   NULL};
static const char *const made[] = {
    "起草",       "草拟",       "拟写",       "拟定",       "撰写",       "写的",
    "准备的",     "整理",       "生成",       "润色",       "优化",       "修改后",
    "范文",       "模板",       "初稿",       "草稿",       "以下是一份", "以下是一篇",
    "以下是一封", "以下为一份", "以下为一篇", "以下为一封", "下面是一份", "下面是一篇",
    "下面是一封", NULL};
static const char *const leading[] = {"以下是",   "以下为",   "下面是",   "这是", "下面给你",
                                      "下面给您", "给你一份", "给您一份", NULL};
static const char *const offering_more[] = {"Let me know",   "Would you like", "If you'd like",
                                            "If you’d like", "Feel free",      NULL};
static const char *const more[] = {"version", "draft",  "format",    "layout", "tone",
                                   "adjust",  "revise", "translate", NULL};
static const char *const english[] = {"Here is",   "Here's",    "Below is", "Sure",
                                      "Certainly", "Of course", NULL};
static const char *const agreeing[] = {"好的", "当然", "没问题", "可以的", "明白了", "收到", NULL};
/* 希望这份通知对您有帮助, 如需补充细节，请告诉我: of one sentence, since 如果大家有困难，我会尽力
 * is what a speaker says. */
static const char *const hoping[] = {"希望", NULL};
static const char *const useful[] = {"对您有帮助", "对你有帮助", "对您有所帮助", "对你有所帮助",
                                     NULL};
static const char *const offering[] = {"如需", "如果", "若需", "需要我", "需要的话", NULL};
static const char *const working[] = {"调整", "修改", "补充", "完善", "润色", "优化",
                                      "起草", "撰写", "改写", "扩写", "精简", "版本",
                                      "细节", "格式", "内容", "模板", "生成", NULL};
/* What only one who was asked for a text speaks of: 如需补充材料，请随时告诉我 is how people end a
 * letter. */
static const char *const of_itself[] = {"润色", "优化", "起草", "撰写",     "改写",     "扩写",
                                        "精简", "版本", "格式", "模板",     "生成",     "这份",
                                        "这篇", "这封", "公文", "语气",     "篇幅",     "初稿",
                                        "草稿", "通知", "Word", "我还可以", "我也可以", NULL};
static const char *const asking[] = {"需要我", "要不要我", "我还可以", "我也可以", NULL};
static const char *const for_you[] = {"帮您", "帮你", "为您", "为你", NULL};
static const char *const helping[] = {"告诉我",   "随时告知", "我可以", "我会", "我再",
                                      "我还可以", "我也可以", "帮您",   "帮你", NULL};

/* What the writer of a document says, and no assistant: 以下是我的工作汇报 */
static const char *const my_own[] = {"我的", "我们", "我局", "我校", NULL};

static const char *const replacing[] = {"替换", "改成", "改为", NULL};
static const char *const real[] = {"实际", "真实", "您的", "你的", "您所在", "你所在", NULL};

/* 方括号内容请根据实际情况填写: no document speaks of its own brackets, so it needs no rule */
static const char *const gaps[] = {"方括号", "占位", "括号内的内容", "括号内容", NULL};
static const char *const filling[] = {"填写", "替换", "补充", "改为", NULL};

static const char *const suiting[] = {"您可以", "你可以", "您可", "需要我", NULL};
static const char *const changing[] = {"调整", "修改", "补充", "完善", NULL};

/* 温馨提示：函的语气应当平和, 小贴士：建议控制在500字以内 */
static const char *const reminding[] = {"提示", "建议", "小贴士", NULL};
static const char *const style[] = {"语气", "措辞", "篇幅", "字数", "字以内", NULL};

/* （注：以上数据为示例，请根据实际情况修改。） */
static const char *const fitting[] = {"根据实际情况", "结合实际情况", "按实际情况", NULL};

/* 以上为通用模板，请根据实际情况修改 */
static const char *const this_is[] = {"以上为", "以上是", "此为", "本模板", NULL};
static const char *const pattern[] = {"模板", "范文", "范本", "草稿", "示例", NULL};

static bool has_one_of(qg_str text, words list)
{
    for (size_t i = 0; list[i] != NULL; i++)
        if (qg_str_find(text, qg_str_of(list[i])) < text.n)
            return true;
    return false;
}

/* 说明：本通知按公文格式起草, 如需增加……, in a list */
static const char *const this_draft[] = {"本通知", "本方案", "本文", "本稿", "正文",
                                         "初稿",   "草稿",   "公文", "模板", NULL};
/* 写作要点：, above a list */
static const char *const writing[] = {"写作", "撰写", "起草", "使用", NULL};
static const char *const hints[] = {"要点", "说明", "提示", "建议", "思路", NULL};

/* 本方案特点：, likewise */
static const char *const traits[] = {"特点", "亮点", NULL};

static bool starts_with_one_of(qg_str text, words list)
{
    for (size_t i = 0; list[i] != NULL; i++)
        if (qg_str_starts(text, qg_str_of(list[i])))
            return true;
    return false;
}

static bool leads_on(qg_str text)
{
    return qg_utf8_count(text) <= MAX_TALK_RUNES && qg_utf8_is_in(qg_utf8_last(text), "：:");
}

/* 好的，以下是通知：, 好的，这是您要的方案： */
bool qg_is_handing_over(qg_str text)
{
    if (leads_on(text) && starts_with_one_of(text, agreeing))
        return has_one_of(text, handing_over) || has_one_of(text, leading);
    return qg_utf8_count(text) <= MAX_TALK_RUNES && has_one_of(text, handing_over) &&
           has_one_of(text, made);
}

static bool says(qg_str text, words one, words other)
{
    return has_one_of(text, one) && has_one_of(text, other);
}

static bool block_says(const qg_node *node, words one, words other)
{
    size_t max = node->kind == QG_LIST ? MAX_LIST_RUNES : MAX_TALK_RUNES;
    qg_buf text;
    bool is_talk;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, node);
    is_talk = qg_utf8_count(qg_buf_str(&text)) <= max && says(qg_buf_str(&text), one, other);
    qg_buf_clear(&text);
    return is_talk;
}

static bool ends_sentence(qg_rune rune)
{
    return rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == '!' || rune == '?';
}

/* Where a block stands: what would be said in a letter is talk only where the draft has a frame of
 * other talk, or a rule parts it from the draft. */
typedef enum place { PLACE_BARE, PLACE_FRAMED, PLACE_BELOW_RULE } place;

/* Whether a sentence of `text` offers more help. */
static bool has_offer(qg_str text, place at)
{
    while (text.n > 0) {
        qg_str sentence = text;
        qg_rune rune = 0;
        while (text.n > 0 && !ends_sentence(rune))
            qg_utf8_take(&text, &rune);
        sentence.n -= text.n;
        if (says(sentence, asking, for_you))
            return true;
        if (at == PLACE_BARE && !has_one_of(sentence, of_itself))
            continue;
        if (says(sentence, hoping, useful) ||
            (says(sentence, offering, working) && has_one_of(sentence, helping)))
            return true;
    }
    return false;
}

void qg_block_drop(qg_node *node, const qg_sink *sink)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    if (node->kind == QG_RULE)
        qg_buf_puts(&text, "---");
    qg_node_plain(&text, node);
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_JUNK,
                                     .offset = node->offset,
                                     .before = qg_buf_str(&text),
                                     .confidence = 0.95});
    qg_buf_clear(&text);
    qg_node_unlink(node);
}

static bool is_rule(const qg_node *node)
{
    return node != NULL && node->kind == QG_RULE;
}

static bool ends_with_colon(const qg_node *node)
{
    qg_buf text;
    bool has_colon;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, node);
    has_colon = qg_utf8_is_in(qg_utf8_last(qg_buf_str(&text)), "：:");
    qg_buf_clear(&text);
    return has_colon;
}

/* 使用说明： above a list, also as a heading */
static bool is_label(const qg_node *node)
{
    qg_buf text;
    bool is_short;

    if (node == NULL || (node->kind != QG_PARAGRAPH && node->kind != QG_HEADING))
        return false;
    qg_buf_init(&text, 0);
    qg_node_plain(&text, node);
    is_short = qg_utf8_count(qg_buf_str(&text)) <= MAX_LABEL_RUNES;
    qg_buf_clear(&text);
    return is_short && (node->kind == QG_HEADING || ends_with_colon(node));
}

/* The rule above the last block, or above it and its label; NULL when there is none. */
static qg_node *rule_above(const qg_node *last)
{
    qg_node *above = last->previous;

    if (last->kind == QG_LIST && is_label(above))
        above = above->previous;
    return is_rule(above) ? above : NULL;
}

static bool is_on_writing(const qg_node *last)
{
    const qg_node *label = last->previous;

    return last->kind == QG_LIST && is_label(label) &&
           (block_says(label, writing, hints) || block_says(label, this_draft, traits) ||
            (block_says(label, hints, hints) && block_says(last, this_draft, offering)));
}

/* 以上是为您生成的申请书，…, and Let me know if you'd like a shorter version. */
static bool is_of_machine(qg_str text)
{
    return (qg_str_starts(text, QG_STR("以上")) && says(text, handing_over, made)) ||
           (starts_with_one_of(text, offering_more) && has_one_of(text, more));
}

static bool is_in_brackets(qg_str text)
{
    return qg_utf8_is_in(qg_utf8_first(text), "（(") && qg_utf8_is_in(qg_utf8_last(text), "）)");
}

/* What nobody writes at the end of a document: 如需调整，请告诉我, 方括号内容请填写; and behind a
 * rule 请将 XX替换为实际名称, 您可以根据情况调整 and 以上为通用模板. */
static bool is_talk(qg_str text, qg_node_kind kind, place at)
{
    if (qg_utf8_count(text) > (kind == QG_LIST ? MAX_LIST_RUNES : MAX_TALK_RUNES))
        return false;
    if (((kind == QG_PARAGRAPH || kind == QG_QUOTE) && has_offer(text, at)) ||
        (kind == QG_PARAGRAPH && is_of_machine(text)) || says(text, gaps, filling) ||
        (says(text, fitting, pattern) && is_in_brackets(text)))
        return true;
    return at == PLACE_BELOW_RULE &&
           (says(text, replacing, real) || says(text, suiting, changing) ||
            says(text, this_is, pattern) || says(text, reminding, style));
}

/* The lines of talk, parted from the author's above them in the same paragraph; NULL without any.
 * No line is talk for what stands in another. */
static qg_node *part_talk(qg_doc *doc, qg_node *paragraph, place where)
{
    for (qg_node *at = paragraph->first; at != NULL; at = qg_written_line_next(at)) {
        qg_line line = qg_written_line(&doc->arena, at);
        if (is_talk(line.text, QG_PARAGRAPH, where))
            return at == paragraph->first ? paragraph : qg_paragraph_part(doc, paragraph, at);
    }
    return NULL;
}

/* Where the talk in the last block starts; NULL without any.  In a quotation or a list it is the
 * whole of it. */
static qg_node *talk_in(qg_doc *doc, qg_node *last, place at)
{
    qg_buf text;
    bool is_it;

    if (last->kind == QG_PARAGRAPH)
        return part_talk(doc, last, at);
    qg_buf_init(&text, 0);
    qg_node_plain(&text, last);
    is_it = is_talk(qg_buf_str(&text), last->kind, at);
    qg_buf_clear(&text);
    return is_it ? last : NULL;
}

/* Where the talk at the end starts: at a rule or a label that leads to it, at 您是否需要我帮您：
 * above a list; NULL without any. */
static qg_node *talk_at_end(qg_doc *doc, place at)
{
    qg_node *last = doc->root->last, *rule, *talk;

    if (last == NULL || last->previous == NULL)
        return NULL;
    rule = rule_above(last);
    talk = talk_in(doc, last, rule != NULL ? PLACE_BELOW_RULE : at);
    if (talk == NULL && rule != NULL && is_on_writing(last))
        return rule;
    if (talk == NULL && last->kind == QG_LIST && last->previous->previous != NULL &&
        last->previous->kind == QG_PARAGRAPH && ends_with_colon(last->previous))
        return part_talk(doc, last->previous, at);
    return talk == last && rule != NULL ? rule : talk;
}

static bool is_bold_line(const qg_node *node)
{
    return node->kind == QG_PARAGRAPH && node->first != NULL && node->first == node->last &&
           node->first->kind == QG_STRONG;
}

/* 下面是会议纪要： as 以下是各单位来信情况： is not. */
static bool names_draft(qg_str text)
{
    qg_str name = qg_without_colon(text);

    return starts_with_one_of(text, leading) && qg_has_title_word(name) &&
           !qg_str_ends(name, QG_STR("情况")); /* what it is about, and no paper */
}

/* Here is the notice: above a title. */
static bool leads_to_title(qg_str text, const qg_node *below)
{
    return below != NULL && leads_on(text) && !has_one_of(text, my_own) &&
           (starts_with_one_of(text, english) || names_draft(text)) &&
           ((below->kind == QG_HEADING && below->u.heading.level == 1) || is_bold_line(below));
}

/* Part the first paragraph behind its line of talk. */
static void part_opening(qg_doc *doc, qg_node *first)
{
    for (qg_node *at = first->first, *next; at != NULL; at = next) {
        next = qg_written_line_next(at);
        if (next != NULL && qg_is_handing_over(qg_written_line(&doc->arena, at).text)) {
            qg_paragraph_part(doc, first, next);
            return;
        }
    }
}

static bool is_opening(const qg_node *first)
{
    qg_buf text;
    bool is_talk;

    qg_buf_init(&text, 0);
    qg_node_plain(&text, first);
    is_talk =
        qg_is_handing_over(qg_buf_str(&text)) ||
        leads_to_title(qg_buf_str(&text), is_rule(first->next) ? first->next->next : first->next);
    qg_buf_clear(&text);
    return is_talk;
}

static void drop_opening(qg_doc *doc, const qg_sink *sink)
{
    qg_node *first = doc->root->first;
    qg_node *rule;

    if (first == NULL || first->kind != QG_PARAGRAPH)
        return;
    part_opening(doc, first);
    if (first->next == NULL || !is_opening(first))
        return;
    rule = is_rule(first->next) ? first->next : NULL;
    qg_block_drop(first, sink);
    if (rule != NULL)
        qg_block_drop(rule, sink);
}

void qg_talk_drop(qg_doc *doc, const qg_sink *sink)
{
    const qg_node *first = doc->root->first;
    place at;

    qg_window_drop(doc, sink);
    drop_opening(doc, sink);
    at = doc->root->first == first ? PLACE_BARE : PLACE_FRAMED;
    for (qg_node *node; (node = talk_at_end(doc, at)) != NULL; at = PLACE_FRAMED)
        for (qg_node *next; node != NULL; node = next) {
            next = node->next;
            qg_block_drop(node, sink);
        }
    qg_window_drop(doc, sink);
}

/* Of a draft with a title also above the first block, which the title of front matter stands
 * above, and below the last one, where the page ends. */
static bool is_parted_anyway(const qg_doc *doc, const qg_node *rule)
{
    const qg_node *above = rule->previous, *below = rule->next;

    if ((above == NULL || below == NULL) && qg_doc_value(doc, QG_KEY_TITLE).n > 0)
        return true;
    if (below != NULL && (below->kind == QG_HEADING || is_bold_line(below)) &&
        qg_doc_value(doc, QG_KEY_TITLE).n > 0)
        return true;
    return (below != NULL && below->kind == QG_HEADING && below->u.heading.number.n > 0) ||
           (below != NULL &&
            (below->role == QG_ROLE_SIGNATURE || below->role == QG_ROLE_ATTACHMENT_TITLE ||
             below->role == QG_ROLE_ATTACHMENT_NOTE)) ||
           (above != NULL && ((above->role == QG_ROLE_DATE && below != NULL &&
                               below->role != QG_ROLE_ATTACHMENT_LABEL) ||
                              (above->kind == QG_HEADING && above->u.heading.level == 0)));
}

static bool is_of_body(const qg_node *node)
{
    return node == NULL || node->role == QG_ROLE_BODY;
}

/* Where they stand between sections, those elsewhere in the body part something, too. */
void qg_section_rules_drop(qg_doc *doc, const qg_sink *sink)
{
    size_t n_sections = 0;

    for (const qg_node *node = doc->root->first; node != NULL; node = node->next)
        n_sections += is_rule(node) && node->next != NULL && is_parted_anyway(doc, node) &&
                      is_of_body(node->next);
    for (qg_node *node = doc->root->first, *next; node != NULL; node = next) {
        next = node->next;
        if (is_rule(node) && (is_parted_anyway(doc, node) ||
                              (n_sections > 1 && is_of_body(node->previous) && is_of_body(next))))
            qg_block_drop(node, sink);
    }
}

/* Whether there is nothing but blanks and ends of lines. */
static bool is_blank(const qg_node *paragraph)
{
    for (const qg_node *node = paragraph->first; node != NULL; node = node->next)
        if (node->kind != QG_SOFT_BREAK && node->kind != QG_LINE_BREAK &&
            (node->kind != QG_TEXT || qg_str_trim(node->text).n > 0))
            return false;
    return true;
}

void qg_blank_paragraphs_drop(qg_doc *doc, const qg_sink *sink)
{
    for (qg_node *node = doc->root->first, *next; node != NULL; node = next) {
        next = node->next;
        if (node->kind != QG_PARAGRAPH || !is_blank(node))
            continue;
        qg_sink_tell(
            sink, &(qg_finding){.kind = QG_FOUND_PARSE_SPACE,
                                .offset = node->offset,
                                .before = node->first == NULL ? (qg_str){"", 0} : node->first->text,
                                .confidence = 0.95});
        qg_node_unlink(node);
    }
}
