/* words.c - words by which titles and the names of offices are known. */
#include "parse/text/furniture_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

/* A word with its length in bytes: every short line of a text is asked for all of them, so they are
 * not measured each time. */
typedef struct word {
    const char *text;
    size_t n;
} word;

#define W(text)                                                                                    \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

static bool ends_with_one_of(qg_str text, const word *ends, size_t n)
{
    for (size_t i = 0; i < n && text.n > 0; i++)
        if (text.n >= ends[i].n && ends[i].text[ends[i].n - 1] == text.p[text.n - 1] &&
            memcmp(text.p + text.n - ends[i].n, ends[i].text, ends[i].n) == 0)
            return true;
    return false;
}

bool qg_has_colon(qg_str text)
{
    return qg_str_find_byte(text, ':') < text.n || qg_str_find(text, QG_STR("：")) < text.n;
}

#define ENDS(text, ends) ends_with_one_of(text, ends, sizeof(ends) / sizeof *(ends))

/* The text without [1] at its end, the mark of a note. */
static qg_str without_note_mark(qg_str text)
{
    size_t n = text.n;

    if (n == 0 || text.p[n - 1] != ']')
        return text;
    for (n--; n > 0 && text.p[n - 1] >= '0' && text.p[n - 1] <= '9';)
        n--;
    return n > 1 && text.p[n - 1] == '[' && n + 1 < text.n ? qg_str_head(text, n - 1) : text;
}

/* The text without a bracket at its end: （试行）, (十页) */
qg_str qg_without_bracket(qg_str text)
{
    size_t open;

    text = without_note_mark(text);
    if (!qg_str_ends(text, QG_STR("）")) && !qg_str_ends(text, QG_STR(")")))
        return text;
    for (open = text.n; open > 0; open--)
        if (text.p[open - 1] == '(' || qg_str_starts(qg_str_skip(text, open - 1), QG_STR("（")))
            break;
    return open > 1 ? qg_str_trim(qg_str_head(text, open - 1)) : text;
}

/* Whether the text ends with a word that most titles end with: 报告, 通知 … */
static bool has_tight_title_word(qg_str text)
{
    static const word ends[] = {
        W("报告"),   W("報告"),   W("总结"),   W("總結"),   W("通知"),   W("意见"),   W("意見"),
        W("方案"),   W("办法"),   W("辦法"),   W("规定"),   W("規定"),   W("细则"),   W("細則"),
        W("决定"),   W("決定"),   W("通报"),   W("通報"),   W("公告"),   W("通告"),   W("请示"),
        W("請示"),   W("批复"),   W("批覆"),   W("函"),     W("纪要"),   W("紀要"),   W("讲话"),
        W("講話"),   W("致辞"),   W("致辭"),   W("发言"),   W("發言"),   W("计划"),   W("計劃"),
        W("要点"),   W("要點"),   W("规划"),   W("規劃"),   W("条例"),   W("條例"),   W("章程"),
        W("制度"),   W("倡议书"), W("公报"),   W("公報"),   W("简报"),   W("簡報"),   W("汇报"),
        W("匯報"),   W("材料"),   W("范文"),   W("例文"),   W("情况"),   W("情況"),   W("体会"),
        W("體會"),   W("说明"),   W("說明"),   W("预案"),   W("預案"),   W("指南"),   W("合同"),
        W("协议"),   W("協議"),   W("议案"),   W("提案"),   W("答复"),   W("決議"),   W("决议"),
        W("令"),     W("书"),     W("書"),     W("守则"),   W("准则"),   W("标准"),   W("解读"),
        W("解讀"),   W("心得"),   W("调研"),   W("思考"),   W("建议"),   W("措施"),   W("清单"),
        W("名单"),   W("须知"),   W("声明"),   W("启事"),   W("演讲稿"), W("发言稿"), W("讲稿"),
        W("提纲"),   W("大纲"),   W("论文"),   W("概况"),   W("简介"),   W("法"),     W("序"),
        W("记"),     W("问答"),   W("一览表"), W("公约"),   W("协定"),   W("宣言"),   W("日记"),
        W("故事"),   W("简历"),   W("规则"),   W("規則"),   W("格式"),   W("流程"),   W("程序"),
        W("规程"),   W("規程"),   W("规范"),   W("規範"),   W("公示"),   W("简章"),   W("簡章"),
        W("手册"),   W("手冊"),   W("导则"),   W("指引"),   W("纲要"),   W("綱要"),   W("要领"),
        W("要領"),   W("议程"),   W("日程"),   W("记录"),   W("紀錄"),   W("主持词"), W("致词"),
        W("贺信"),   W("一封信"), W("公开信"), W("慰问信"), W("感谢信"), W("申请"),   W("综述"),
        W("机制"),   W("回复"),   W("答覆"),   W("开幕词"), W("闭幕词"), W("解说词"), W("決定"),
        W("通函"),   W("準則"),   W("標準"),   W("聲明"),   W("啟事"),   W("名單"),   W("須知"),
        W("簡介"),   W("建議"),   W("協議"),   W("职责"),   W("職責"),   W("解释"),   W("解釋"),
        W("纠纷案"), W("研究"),   W("请柬"),   W("请帖"),   W("邀请信"), W("讣告")};

    text = qg_without_bracket(text);
    if (qg_str_ends(text, QG_STR("》")))
        text.n -= QG_STR("》").n;
    for (int i = 0; i < 4 && text.n > 0 && text.p[text.n - 1] >= '0' && text.p[text.n - 1] <= '9';
         i++)
        text.n--; /* 总结1: of several samples */
    return ENDS(text, ends);
}

/* The same, also where layout has spread the word: 章 程 */
bool qg_has_title_word(qg_str text)
{
    enum { MAX_BYTES = 40 };
    char tight[MAX_BYTES];
    size_t n = 0;

    if (has_tight_title_word(text))
        return true;
    if (text.n > MAX_BYTES)
        return false;
    for (qg_str rest = text; rest.n > 0;) {
        qg_rune rune;
        qg_str one = qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune))
            continue;
        memcpy(tight + n, one.p, one.n);
        n += one.n;
    }
    return n < text.n && has_tight_title_word((qg_str){tight, n});
}

bool qg_has_about(qg_str text)
{
    return qg_str_find(text, QG_STR("关于")) < text.n || qg_str_find(text, QG_STR("關於")) < text.n;
}

bool qg_is_office(qg_str text)
{
    static const word ends[] = {
        W("局"),     W("委"),     W("办公室"), W("政府"), W("厅"),   W("部"),   W("院"),
        W("党组"),   W("公司"),   W("中心"),   W("大学"), W("总队"), W("支队"), W("大队"),
        W("街道"),   W("办"),     W("处"),     W("所"),   W("站"),   W("会"),   W("社"),
        W("馆"),     W("银行"),   W("分行"),   W("支行"), W("商行"), W("校"),   W("团"),
        W("组"),     W("宣"),     W("署"),     W("村"),   W("社区"), W("中学"), W("小学"),
        W("幼儿园"), W("委員會"), W("辦公室"), W("廳"),   W("大學"), W("協會"), W("學會")};

    return ENDS(text, ends) && qg_str_find_byte(text, '/') == text.n && /* 文/某科 图/某中心 */
           qg_str_find(text, QG_STR("：")) == text.n;                   /* 甲方：某某公司 */
}

size_t qg_offices_of(qg_str text, qg_str *names, size_t most)
{
    enum { LEAST_BYTES = 9 }; /* 某某部 */
    size_t n = 0;

    for (qg_str rest = text, name = {text.p, 0};;) {
        qg_rune rune = ' ';
        qg_str one = rest.n > 0 ? qg_utf8_take(&rest, &rune) : (qg_str){rest.p, 0};
        if (!qg_rune_is_blank(rune) && !qg_is_comma(rune)) {
            name.n += one.n;
            continue;
        }
        if (name.n > 0 && (name.n < LEAST_BYTES || !qg_is_office(name) || n == most))
            return 0;
        if (name.n > 0)
            names[n++] = name;
        if (one.n == 0)
            return n;
        name = (qg_str){rest.p, 0};
    }
}

/* Bytes of a year in brackets at the start of `text`: 〔2024〕; 0 when there is none. */
static size_t bracketed_year(qg_str text, size_t n_digits)
{
    static const char *const pairs[][2] = {{"〔", "〕"}, {"[", "]"},   {"﹝", "﹞"}, {"（", "）"},
                                           {"(", ")"},   {"【", "】"}, {"［", "］"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qg_str open = qg_str_of(pairs[i][0]), close = qg_str_of(pairs[i][1]), year;
        if (!qg_str_starts(text, open))
            continue;
        year = qg_str_trim(qg_str_skip(text, open.n));
        for (size_t k = 0; k < n_digits; k++)
            if (k >= year.n || year.p[k] < '0' || year.p[k] > '9')
                return 0;
        year = qg_str_trim(qg_str_skip(year, n_digits));
        return qg_str_starts(year, close) ? (size_t)(year.p - text.p) + close.n : 0;
    }
    return 0;
}

/* The text without the brackets around all of it: （某政发〔2024〕5号） */
static qg_str without_brackets(qg_str text)
{
    static const char *const pairs[][2] = {{"（", "）"}, {"(", ")"}, {"[", "]"}, {"【", "】"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qg_str open = qg_str_of(pairs[i][0]), close = qg_str_of(pairs[i][1]);
        if (qg_str_starts(text, open) && qg_str_ends(text, close))
            return qg_str_trim(qg_str_head(qg_str_skip(text, open.n), text.n - open.n - close.n));
    }
    return text;
}

/* What stands behind the last colon, or the bullet of a list: 文号：某政发〔2024〕5号 */
static qg_str behind_label(qg_str text)
{
    qg_str bullet = QG_STR("•");
    qg_str behind = text = qg_str_starts(text, bullet) ? qg_str_skip(text, bullet.n) : text;
    qg_str all = text;

    while (text.n > 0) {
        qg_str label = qg_str_head(all, all.n - text.n);
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (qg_is_colon(rune) ||
            (qg_rune_is_blank(rune) && (qg_str_is(label, "文号") || qg_str_is(label, "发文字号"))))
            behind = text;
    }
    return qg_str_trim(behind);
}

/* （2019）某01民终1234号: of a court */
static bool is_case_number(qg_str number)
{
    static const char *const kinds[] = {"民", "刑", "行", "执", "執", "破", "赔", "賠", "知"};
    size_t n = bracketed_year(number, 4);
    qg_str rest = qg_str_skip(number, n);

    for (size_t i = 0; n > 0 && i < sizeof kinds / sizeof *kinds; i++)
        if (qg_str_find(rest, qg_str_of(kinds[i])) < rest.n &&
            (qg_str_find(rest, QG_STR("初")) < rest.n || qg_str_find(rest, QG_STR("终")) < rest.n ||
             qg_str_find(rest, QG_STR("終")) < rest.n || qg_str_find(rest, QG_STR("字")) < rest.n ||
             qg_str_find(rest, QG_STR("再")) < rest.n || qg_str_find(rest, QG_STR("执")) < rest.n))
            return true;
    return false;
}

/* 一、项目编号：某采〔2024〕5号: an entry, whose words are the author's */
static bool is_entry_of_list(qg_str text)
{
    qg_number_form form = qg_text_number(text).form;

    return form == QG_NUMBER_HAN || form == QG_NUMBER_HAN_BRACKET || form == QG_NUMBER_ARABIC ||
           form == QG_NUMBER_PAREN;
}

qg_str qg_doc_number_of(qg_str text)
{
    enum { MAX_RUNES = 30, MAX_BYTES = 240 };
    size_t year = 0;
    qg_str number = without_brackets(text), rest;

    if (is_entry_of_list(text) ||
        (!qg_str_ends(number, QG_STR("号")) && !qg_str_ends(number, QG_STR("號"))) ||
        number.n > MAX_BYTES)
        return (qg_str){0};
    rest = number = behind_label(number);
    if (qg_utf8_count(number) > MAX_RUNES || qg_has_sentence_mark(number) || qg_has_about(number) ||
        qg_str_find(number, QG_STR("，")) < number.n)
        return (qg_str){0};
    if (is_case_number(number))
        return number;
    if (bracketed_year(number, 2) > 0 && qg_str_find(number, QG_STR("字")) < number.n)
        return number; /* (78)交公路字412号 */
    while (rest.n > 0 && (year = bracketed_year(rest, 4)) == 0) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
    }
    bool is_bare = qg_str_starts(number, QG_STR("〔")) && /* 〔2023〕14号, of minutes */
                   qg_rune_is_digit(qg_utf8_first(qg_str_skip(rest, year)));
    return year > 0 && (rest.p > number.p || is_bare) && rest.n > year ? number : (qg_str){0};
}

bool qg_is_doc_number(qg_str text)
{
    return qg_doc_number_of(text).n > 0;
}

bool qg_is_register_number(qg_str text)
{
    enum { LEAST_LETTERS = 2, LEAST_DIGITS = 6, MOST_BYTES = 24 };
    int n_letters = 0, n_digits = 0, n_hyphens = 0;

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        n_letters += c >= 'A' && c <= 'Z';
        n_digits += c >= '0' && c <= '9';
        n_hyphens += c == '-';
    }
    return (size_t)(n_letters + n_digits + n_hyphens) == text.n && text.n <= MOST_BYTES &&
           n_letters >= LEAST_LETTERS && n_digits >= LEAST_DIGITS && n_hyphens > 0 &&
           text.p[0] >= 'A';
}

bool qg_is_red_mark(qg_str text)
{
    enum { LEAST_RUNES = 8 };
    qg_str mark = QG_STR("文件");

    return qg_utf8_count(text) >= LEAST_RUNES && qg_str_ends(text, mark) &&
           qg_is_office(qg_str_head(text, text.n - mark.n));
}

bool qg_is_enactment(qg_str text)
{
    static const word ends[] = {W("发布"), W("發布"), W("公布"), W("通过"), W("通過"), W("修正"),
                                W("修订"), W("修訂"), W("施行"), W("批准"), W("核准"), W("訂定")};
    static const word eras[] = {W("中華民國"), W("中华民国"), W("民國"), W("民国")};
    size_t day;

    if (qg_str_ends(text, QG_STR("）"))) /* of several, in brackets */
        text.n -= QG_STR("）").n;
    if (!ENDS(text, ends) || (day = qg_str_find(text, QG_STR("日"))) == text.n)
        return false;
    text = qg_str_head(text, day + QG_STR("日").n);
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (qg_str_starts(text, qg_str_of(eras[i].text)))
            text = qg_str_skip(text, strlen(eras[i].text));
    return qg_is_date_line(text);
}

bool qg_is_company_data(qg_str text)
{
    static const char *const labels[] = {"证券代码", "股票代码", "债券代码", "转债代码",
                                         "公司代码", "公告编号", "编号：",   "A股代码",
                                         "證券代號", "股份代號", "證券代碼", "股票代號"};

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (qg_str_starts(text, qg_str_of(labels[i])))
            return true;
    return false;
}

bool qg_starts_closing(qg_str text)
{
    static const char *const starts[] = {
        "抄送", "抄报", "主送", "（此件", "(此件",  "（联系", "(联系", "联系人", "联系电话",
        "附件", "附：", "附:",  "印发",   "（公开", "(公开",  "此件",  "主题词"};

    if (!qg_utf8_is_in(qg_utf8_first(text), "抄主（(联附印此")) /* asked for each line */
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(text, qg_str_of(starts[i])))
            return true;
    return false;
}

/* ---- what is no title --------------------------------------------------------------------------
 */

/* 时间：2021-03-16 */
static bool is_stamp(qg_str text)
{
    qg_rune rune = 0;

    while (text.n > 0 && !qg_is_colon(rune))
        qg_utf8_take(&text, &rune);
    return text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9';
}

/* What stands in letters beside a name: 附件1 …, and 受文者：… in those of Taiwan. */
static bool starts_with_label(qg_str text)
{
    static const char *const labels[] = {"附件", "受文者", "主旨：", "正本：", "副本：", "主题："};

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (qg_str_starts(text, qg_str_of(labels[i])))
            return true;
    if (qg_is_data_label(qg_str_head(text, qg_str_find(text, QG_STR("：")))))
        return qg_str_find(text, QG_STR("：")) < text.n; /* 关键词：… */
    return qg_is_company_data(text);
}

/* 主持人：某某, 联系电话：…: a line of a form, with the name of a field of three characters and
 * more */
static bool is_field(qg_str text)
{
    static const char *const ends[] = {"人",   "单位", "时间", "日期", "地点", "地址", "电话",
                                       "机关", "机构", "部门", "对象", "范围", "方式", "嘉宾"};
    enum { MOST_BYTES = 21 };
    qg_str name = qg_str_head(text, qg_str_find(text, QG_STR("：")));

    for (size_t i = 0; name.n < text.n && name.n <= MOST_BYTES && i < sizeof ends / sizeof *ends;
         i++)
        if (qg_str_ends(name, qg_str_of(ends[i])))
            return true;
    return false;
}

/* 1989年, 6月, 8日: a part of a chronicle */
static bool is_period(qg_str text)
{
    enum { MAX_BYTES = 24 };

    if (text.n == 0 || text.n > MAX_BYTES)
        return false;
    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (!qg_rune_is_digit(rune) && !qg_rune_is_blank(rune) &&
            !qg_utf8_is_in(rune, "年月日—–-至〇一二三四五六七八九十"))
            return false;
    }
    return true;
}

bool qg_is_no_title(qg_str text)
{
    return is_period(text) || is_stamp(text) || starts_with_label(text) || is_field(text) ||
           qg_is_photo_credit(text) || qg_is_red_mark(text) || qg_is_enactment(text);
}

bool qg_is_order_number(qg_str text)
{
    return (qg_str_starts(text, QG_STR("第")) || qg_str_starts(text, QG_STR("〔"))) &&
           (qg_str_ends(text, QG_STR("号")) || qg_str_ends(text, QG_STR("號")));
}

/* The text without the dashes in front of it: ——以某某为例 */
static qg_str without_dashes(qg_str text)
{
    if (qg_str_starts(text, QG_STR("——")) || qg_str_starts(text, QG_STR("――")))
        text = qg_str_trim(qg_str_skip(text, QG_STR("——").n));
    return text;
}

bool qg_starts_occasion(qg_str text)
{
    enum { MOST_BYTES = 48 };
    size_t n;

    text = qg_str_head(text, text.n < MOST_BYTES ? text.n : MOST_BYTES);
    n = qg_str_find(text, QG_STR("日在"));

    return n < text.n && qg_is_date_line(without_dashes(qg_str_head(text, n + QG_STR("日").n)));
}

/* 2026年1月14日在某某省第十四届人民代表大会第四次会议上, perhaps with the speaker behind a blank */
static bool is_occasion(const qg_line *line)
{
    size_t n;

    if (line->n_stops + line->n_commas > 0 || !qg_starts_occasion(line->text))
        return false;
    n = qg_str_find(line->text, QG_STR("会议上")) + QG_STR("会议上").n;
    return qg_str_ends(line->text, QG_STR("上")) ||
           qg_rune_is_blank(qg_utf8_first(qg_str_skip(line->text, n)));
}

bool qg_is_subtitle(const qg_line *line)
{
    enum { LEAST_RUNES = 5 };

    return (without_dashes(line->text).n < line->text.n && line->n_runes >= LEAST_RUNES &&
            line->n_stops == 0) ||
           is_occasion(line);
}

bool qg_is_photo_credit(qg_str text)
{
    return qg_str_ends(text, QG_STR("摄")) || qg_str_ends(text, QG_STR("攝"));
}

size_t qg_post_before_name(qg_str text)
{
    enum { MOST_NAME_RUNES = 10 };
    static const word posts[] = {W("长"),   W("長"),   W("主席"), W("主任"), W("书记"), W("書記"),
                                 W("代表"), W("委员"), W("委員"), W("总理"), W("總理"), W("经理")};

    for (qg_str rest = text; rest.n > 0;) {
        qg_str post = qg_str_head(text, text.n - rest.n), name = rest;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune) && ENDS(post, posts) &&
            qg_utf8_count(qg_str_trim(name)) <= MOST_NAME_RUNES)
            return post.n;
    }
    return 0;
}

bool qg_is_post_and_name(const qg_line *line)
{
    enum { LEAST_RUNES = 5, MOST_RUNES = 30 };

    return line->n_runes >= LEAST_RUNES && line->n_runes <= MOST_RUNES && line->n_gaps > 0 &&
           line->n_stops + line->n_commas == 0 && qg_post_before_name(line->text) > 0;
}

bool qg_line_is_closing(const qg_line *line)
{
    enum { MAX_RUNES = 16 };
    static const char *const starts[] = {"特此", "妥否", "当否",    "以上",
                                         "请予", "此致", "如无不妥"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(line->text, qg_str_of(starts[i])) && line->n_runes <= MAX_RUNES)
            return true;
    return false;
}
