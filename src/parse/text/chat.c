/* chat.c - the question that a chat assistant answers with a draft, copied along with it.
 *
 * 用户：帮我写一份通知 / 助手：好的，以下是为您起草的通知： stand above the title when a whole chat
 * is copied.  Who asks and who answers are both named, so that no document with questions and
 * answers of its own is taken for a chat.
 */
#include "parse/text/text_int.h"

enum { TOP_LINES = 2, MOST_LINES = 4 /* of a question */ };

static const char *const askers[] = {"用户",     "我",    "您说",   "你说", "提问者",
                                     "You said", "Human", "提問者", "User", NULL};
static const char *const assistants[] = {"助手",         "AI助手",  "智能助手", "AI",
                                         "Assistant",    "ChatGPT", "DeepSeek", "ChatGPT 说",
                                         "文心一言",     "豆包",    "Kimi",     "通义千问",
                                         "ChatGPT said", "元宝",    NULL};

/* Bytes of one of `names` and a colon at the start of the line; 0 when none is there. */
static size_t speaker_at(qg_str line, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        qg_str name = qg_str_of(names[i]), rest = qg_str_skip(line, name.n);
        if (qg_str_starts(line, name) && rest.n > 0 && qg_is_colon(qg_utf8_first(rest)))
            return name.n + (rest.p[0] == ':' ? 1 : QG_STR("：").n);
    }
    return 0;
}

void qg_text_find_chat(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, first = 0, answer;

    while (first < n && first < TOP_LINES && speaker_at(at[first].text, askers) == 0)
        first++;
    if (first >= n || first >= TOP_LINES)
        return;
    for (answer = first + 1; answer < n && answer <= first + MOST_LINES; answer++) {
        size_t n_label = speaker_at(at[answer].text, assistants);
        qg_str said = qg_str_trim(qg_str_skip(at[answer].text, n_label));
        if (n_label == 0 || (said.n > 0 && !qg_is_handing_over(said)))
            continue;
        for (size_t i = first; i <= answer; i++)
            at[i].junk = QG_JUNK_SURE;
        return;
    }
}
