/* window.c - what a chat window shows around an answer, copied along with it.
 *
 * The question that was asked, who says what (用户：, ChatGPT said:), buttons (复制代码), what the
 * program did (已深度思考), that a machine wrote it (内容由 AI 生成，请仔细甄别), and that this is
 * the end (全文完, 字数：约1200字).  Each stands on a line of its own above or below the draft and
 * is no part of it.
 *
 * A question goes only when who asks and who answers are both named, so that no document with
 * questions and answers of its own is taken for a chat.
 */
#include "parse/draft_int.h"
#include "parse/written_int.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { MAX_LINE_RUNES = 60, MOST_BLOCKS = 4 /* of a question */ };

typedef const char *const *words;

static const char *const askers[] = {"用户",     "我",    "您说",   "你说", "提问者",
                                     "You said", "Human", "提問者", "User", NULL};
static const char *const assistants[] = {
    "助手",    "AI助手",   "智能助手",     "AI",           "Assistant",
    "ChatGPT", "DeepSeek", "ChatGPT 说",   "文心一言",     "豆包",
    "Kimi",    "通义千问", "ChatGPT said", "元宝",         "Gemini",
    "Claude",  "Copilot",  "Gemini said",  "Copilot said", NULL};
/* Lines that are nothing else. */
static const char *const buttons[] = {
    "复制",     "复制代码",  "重新生成", "编辑",          "分享",      "markdown复制",
    "Copy",     "Copy code", "Edit",     "Markdown",      "plaintext", "全文完",
    "编辑复制", "继续生成",  "朗读",     "plaintext复制", NULL};
/* What they start with and what stands further on. */
static const char *const notices[][2] = {{"已深度思考", ""},
                                         {"已思考", "用时"},
                                         {"思考已完成", ""},
                                         {"Thought for", ""},
                                         {"已阅读", "网页"},
                                         {"已搜索", "网页"},
                                         {"搜索到", "网页"},
                                         {"内容由", "生成"},
                                         {"以上内容由", "生成"},
                                         {"本回答由", "生成"},
                                         {"本内容由", "生成"},
                                         {"本文由AI", "生成"},
                                         {"本文由 AI", "生成"},
                                         {"服务生成的所有内容均由人工智能模型", ""},
                                         {"ChatGPT can make mistakes", ""},
                                         {"ChatGPT 也可能会犯错", ""},
                                         {"Claude can make mistakes", ""},
                                         {"Claude is AI and can make mistakes", ""},
                                         {"Gemini can make mistakes", ""}};

static size_t speaker_at(qg_str line, words names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        qg_str name = qg_str_of(names[i]), rest = qg_str_skip(line, name.n);
        if (qg_str_starts(line, name) && rest.n > 0 && qg_is_colon(qg_utf8_first(rest)))
            return name.n + (rest.p[0] == ':' ? 1 : QG_STR("：").n);
    }
    return 0;
}

bool qg_is_asking(qg_str line)
{
    return speaker_at(line, askers) > 0;
}

bool qg_is_answering(qg_str line)
{
    size_t n_label = speaker_at(line, assistants);
    qg_str said = qg_str_trim(qg_str_skip(line, n_label));

    return n_label > 0 && (said.n == 0 || qg_is_handing_over(said));
}

static bool is_one_of(qg_str line, words list)
{
    for (size_t i = 0; list[i] != NULL; i++)
        if (qg_str_eq_nocase(line, qg_str_of(list[i])))
            return true;
    return false;
}

static qg_str without_brackets(qg_str line)
{
    qg_str open = QG_STR("（"), close = QG_STR("）");

    if (qg_str_starts(line, open) && qg_str_ends(line, close) && line.n > open.n + close.n)
        return qg_str_head(qg_str_skip(line, open.n), line.n - open.n - close.n);
    return line;
}

/* 字数：约1200字, 全文约1200字, 全文约500字，讲话时长约3分钟 */
static bool is_count(qg_str line)
{
    size_t n = qg_str_find(line, QG_STR("，"));
    static const char *const starts[] = {"字数统计", "字数", "全文", "总字数", "正文字数", "正文"};
    bool is_start = false;
    qg_rune rune;

    if (qg_str_ends(line, QG_STR("分钟")))
        line = qg_str_head(line, n);
    for (size_t i = 0; i < sizeof starts / sizeof *starts && !is_start; i++)
        if ((is_start = qg_str_starts(line, qg_str_of(starts[i]))))
            line = qg_str_skip(line, strlen(starts[i]));
    if (!is_start || !qg_str_ends(line, QG_STR("字")))
        return false;
    while (line.n > 0) {
        qg_utf8_take(&line, &rune);
        if (!qg_utf8_is_in(rune, "：: 约共计统0123456789,，字左右"))
            return false;
    }
    return true;
}

static bool is_window_line(qg_str line)
{
    line = without_brackets(qg_str_trim(line));
    if (line.n == 0 || qg_utf8_count(line) > MAX_LINE_RUNES)
        return false;
    for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
        if (qg_str_starts(line, qg_str_of(notices[i][0])) &&
            qg_str_find(line, qg_str_of(notices[i][1])) < line.n)
            return true;
    return is_one_of(line, buttons) || is_count(line) ||
           (qg_is_answering(line) && qg_is_colon(qg_utf8_last(line)));
}

/* ---- in a document ------------------------------------------------------------------------- */

static bool is_first_line(qg_doc *doc, const qg_node *node, bool (*is_said)(qg_str))
{
    return node != NULL && node->kind == QG_PARAGRAPH && node->first != NULL &&
           is_said(qg_written_line(&doc->arena, node->first).text);
}

static bool is_window(qg_doc *doc, const qg_node *node)
{
    const qg_node *at = node == NULL || node->kind != QG_PARAGRAPH ? NULL : node->first;

    if (at == NULL)
        return false;
    for (; at != NULL; at = qg_written_line_next(at))
        if (!is_window_line(qg_written_line(&doc->arena, at).text))
            return false;
    return true;
}

/* The block in which the answer to the question at the start begins; NULL when there is none. */
static const qg_node *answer(qg_doc *doc)
{
    const qg_node *node = doc->root->first;

    if (!is_first_line(doc, node, qg_is_asking))
        return NULL;
    for (int n = 0; n < MOST_BLOCKS && node != NULL; n++, node = node->next)
        if (is_first_line(doc, node->next, qg_is_answering))
            return node->next;
    return NULL;
}

void qg_window_drop(qg_doc *doc, const qg_sink *sink)
{
    qg_node *root = doc->root;
    const qg_node *last = answer(doc);

    while (last != NULL && root->first != last)
        qg_block_drop(root->first, sink);
    if (last != NULL && root->first->next != NULL)
        qg_block_drop(root->first, sink);
    while (is_window(doc, root->first) && root->first->next != NULL)
        qg_block_drop(root->first, sink);
    while (is_window(doc, root->last) && root->last->previous != NULL)
        qg_block_drop(root->last, sink);
}
