/* text_words.c - words by which titles and the names of offices are known. */
#include "parse/text_int.h"

static bool ends_with_one_of(qg_str text, const char *const *ends, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_ends(text, qg_str_of(ends[i])))
            return true;
    return false;
}

#define ENDS(text, ends) ends_with_one_of(text, ends, sizeof(ends) / sizeof *(ends))

/* The text without a bracket at its end: （试行）, (十页) */
qg_str qg_without_bracket(qg_str text)
{
    size_t open;

    if (!qg_str_ends(text, QG_STR("）")) && !qg_str_ends(text, QG_STR(")")))
        return text;
    for (open = text.n; open > 0; open--)
        if (text.p[open - 1] == '(' || qg_str_starts(qg_str_skip(text, open - 1), QG_STR("（")))
            break;
    return open > 1 ? qg_str_trim(qg_str_head(text, open - 1)) : text;
}

/* 报告, 通知 …: the last word of most titles. */
bool qg_has_title_word(qg_str text)
{
    static const char *const ends[] = {
        "报告",   "報告", "总结", "總結",   "通知", "意见", "意見", "方案", "办法",   "辦法",
        "规定",   "規定", "细则", "細則",   "决定", "決定", "通报", "通報", "公告",   "通告",
        "请示",   "請示", "批复", "批覆",   "函",   "纪要", "紀要", "讲话", "講話",   "致辞",
        "致辭",   "发言", "發言", "计划",   "計劃", "要点", "要點", "规划", "規劃",   "条例",
        "條例",   "章程", "制度", "倡议书", "公报", "公報", "简报", "簡報", "汇报",   "匯報",
        "材料",   "范文", "例文", "情况",   "情況", "体会", "體會", "说明", "說明",   "预案",
        "預案",   "指南", "合同", "协议",   "協議", "议案", "提案", "答复", "決議",   "决议",
        "令",     "书",   "書",   "守则",   "准则", "标准", "解读", "解讀", "心得",   "调研",
        "思考",   "建议", "措施", "清单",   "名单", "须知", "声明", "启事", "演讲稿", "发言稿",
        "讲稿",   "提纲", "大纲", "论文",   "概况", "简介", "法",   "序",   "记",     "问答",
        "一览表", "公约", "协定", "宣言",   "日记", "故事", "简历"};

    return ENDS(qg_without_bracket(text), ends);
}

bool qg_has_about(qg_str text)
{
    return qg_str_find(text, QG_STR("关于")) < text.n || qg_str_find(text, QG_STR("關於")) < text.n;
}

bool qg_is_office(qg_str text)
{
    static const char *const ends[] = {
        "局",   "委",   "委员会", "办公室", "政府",   "厅",     "部",     "院",
        "党组", "党委", "党工委", "支部",   "公司",   "中心",   "学校",   "大学",
        "协会", "学会", "集团",   "总队",   "支队",   "大队",   "街道",   "办",
        "处",   "所",   "站",     "会",     "社",     "馆",     "行",     "校",
        "团",   "小组", "政府",   "委員會", "辦公室", "廳",     "學校",   "大學",
        "協會", "學會", "署",     "法院",   "检察院", "办事处", "管理局", "指挥部",
        "村",   "社区", "医院",   "中学",   "小学",   "幼儿园", "宣"};

    return ENDS(text, ends);
}

/* Bytes of a year in brackets at the start of `text`: 〔2024〕; 0 when there is none. */
static size_t bracketed_year(qg_str text)
{
    static const char *const pairs[][2] = {{"〔", "〕"}, {"[", "]"},   {"﹝", "﹞"}, {"（", "）"},
                                           {"(", ")"},   {"【", "】"}, {"［", "］"}};
    enum { YEAR_BYTES = 4 };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qg_str open = qg_str_of(pairs[i][0]), close = qg_str_of(pairs[i][1]), year;
        if (!qg_str_starts(text, open))
            continue;
        year = qg_str_trim(qg_str_skip(text, open.n));
        for (size_t k = 0; k < YEAR_BYTES; k++)
            if (k >= year.n || year.p[k] < '0' || year.p[k] > '9')
                return 0;
        year = qg_str_trim(qg_str_skip(year, YEAR_BYTES));
        return qg_str_starts(year, close) ? (size_t)(year.p - text.p) + close.n : 0;
    }
    return 0;
}

/* 某政发〔2024〕5号 and nothing else. */
bool qg_is_doc_number(qg_str text)
{
    enum { MAX_RUNES = 30 };
    size_t year = 0;
    qg_str rest = text;

    if ((!qg_str_ends(text, QG_STR("号")) && !qg_str_ends(text, QG_STR("號"))) ||
        qg_utf8_count(text) > MAX_RUNES || qg_has_sentence_mark(text) || qg_has_about(text) ||
        qg_str_find(text, QG_STR("，")) < text.n)
        return false;
    while (rest.n > 0 && (year = bracketed_year(rest)) == 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
    }
    return year > 0 && rest.p > text.p && rest.n > year;
}
