/* chat.c - the question that a chat assistant answers with a draft, copied along with it.
 *
 * 用户：帮我写一份通知 / 助手：好的，以下是为您起草的通知： stand above the title when a whole chat
 * is copied.  Who asks and who answers are both named, so that no document with questions and
 * answers of its own is taken for a chat.
 */
#include "parse/draft_int.h"
#include "parse/text/furniture_int.h"

enum { TOP_LINES = 2, MOST_LINES = 4 /* of a question */ };

void qg_text_find_chat(qg_text_job *job)
{
    qg_line *at = job->lines.at;
    size_t n = job->lines.n, first = 0, answer;

    while (first < n && first < TOP_LINES && !qg_is_asking(at[first].text))
        first++;
    if (first >= n || first >= TOP_LINES)
        return;
    for (answer = first + 1; answer < n && answer <= first + MOST_LINES; answer++) {
        if (!qg_is_answering(at[answer].text))
            continue;
        for (size_t i = first; i <= answer; i++)
            at[i].junk = QG_JUNK_SURE;
        return;
    }
}
