/* stamps.c - when a line says that it was put on the page. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/points_int.h"
#include "parse/text/title_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum {
    LIKELY = QG_JUNK_LIKELY,
    MAX_STAMP_RUNES = 30,
    MAX_NAMED_RUNES = 40,     /* with the name of an account */
    MAX_PAGE_STAMP_RUNES = 60 /* in a page, with the names of those who wrote and took pictures */
};

/* 2022-10-26, 2022/10/26 09:12, 10-26, 09:12:33; (4):45-59 is a part of a journal */
static bool is_stamp(qg_str folded, bool *has_time)
{
    enum { MOST_RUN = 4 }; /* of a year; 0555-1234567 is a telephone's */
    int n_digits = 0, n_marks = 0, n_run = 0, longest = 0;

    *has_time = qg_str_find_byte(folded, ':') < folded.n;
    for (size_t i = 0; i < folded.n; i++) {
        bool is_digit = folded.p[i] >= '0' && folded.p[i] <= '9';
        n_digits += is_digit;
        n_marks += !is_digit;
        n_run = is_digit ? n_run + 1 : 0;
        longest = n_run > longest ? n_run : longest;
        if ((!is_digit && strchr("-/.:[]()", folded.p[i]) == NULL) ||
            (folded.p[i] == ':' && i > 0 && folded.p[i - 1] == ')'))
            return false;
    }
    return n_digits >= 4 && n_marks >= 1 && n_digits <= 14 && (*has_time || longest <= MOST_RUN);
}

/* 2024-03-12 18:30 anywhere in a short line: somebody's name and when it was sent. */
static bool has_stamp(qg_str folded)
{
    int n = 0; /* how much of "0000-00-0000:00" was met; blanks are gone */

    for (size_t i = 0; i < folded.n; i++) {
        bool is_digit = folded.p[i] >= '0' && folded.p[i] <= '9';
        if (n == 0 && !is_digit)
            continue;
        char want = "0000-00-0000:00"[n];
        bool fits = want == '0'   ? is_digit
                    : want == ':' ? folded.p[i] == ':'
                                  : strchr("-/.", folded.p[i]) != NULL;
        n = fits ? n + 1 : is_digit ? 1 : 0;
        if (n == 15)
            return true;
    }
    return false;
}

static size_t n_digits_at(qg_str folded)
{
    size_t n = 0;

    while (n < folded.n && folded.p[n] >= '0' && folded.p[n] <= '9')
        n++;
    return n;
}

/* 2023/2/21 21:20, without its blank */
static bool starts_with_short_moment(qg_str folded)
{
    static const struct {
        size_t least, most;
        const char *marks;
    } parts[] = {{4, 4, "-/."}, {1, 2, "-/."}, {2, 4, ":"}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t n = n_digits_at(folded);
        folded = qg_str_skip(folded, n);
        if (n < parts[i].least || n > parts[i].most || folded.n == 0 ||
            strchr(parts[i].marks, folded.p[0]) == NULL)
            return false;
        folded = qg_str_skip(folded, 1);
    }
    return n_digits_at(folded) >= 2;
}

static qg_str skip_part_of_day(qg_str folded)
{
    static const char *const parts[] = {"上午", "下午", "中午", "早上", "晚上"};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (qg_str_starts(folded, qg_str_of(parts[i])))
            return qg_str_skip(folded, strlen(parts[i]));
    return folded;
}

/* 2019年9月26日15:10 or 15时10分, at the start of a line: when it was put on the page. */
static bool starts_with_moment(qg_str folded)
{
    static const char *const units[] = {"年", "月", "日", ":"};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        folded = i == 3 ? skip_part_of_day(folded) : folded;
        size_t n = n_digits_at(folded);
        folded = qg_str_skip(folded, n);
        qg_str unit = qg_str_of(i == 3 && qg_str_starts(folded, QG_STR("时")) ? "时" : units[i]);
        if (n == 0 || (i == 0 && n != 4) || !qg_str_starts(folded, unit))
            return false;
        folded = qg_str_skip(folded, unit.n);
    }
    return n_digits_at(folded) >= 2;
}

/* 某某发布2024年03月15日17:32某省, with nothing but names around it */
static bool has_moment(qg_str folded)
{
    bool was_digit = false;

    for (size_t i = 0; i < folded.n; i++) {
        bool is_digit = folded.p[i] >= '0' && folded.p[i] <= '9';
        if (is_digit && !was_digit && starts_with_moment(qg_str_skip(folded, i)))
            return true;
        was_digit = is_digit;
    }
    return false;
}

/* 某某日报, 某某网: who puts texts up, and is no place of a meeting */
static bool is_publisher(qg_str name)
{
    static const char *const ends[] = {"报", "网", "社", "客户端", "发布", "融媒"};
    enum { MOST_BYTES = 24 };

    for (size_t i = 0; name.n <= MOST_BYTES && i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(name, qg_str_of(ends[i])))
            return true;
    return false;
}

/* 2024年03月22日 17:30 某省, also behind the name of an account: when, and where from, it put the
 * text up */
static bool is_moment_and_place(const qg_line *line, qg_str folded)
{
    enum { LEAST_BYTES = 6, MOST_BYTES = 9, LEAST_GAPS = 2, MOST_GAPS = 4 };
    size_t at = qg_str_find_byte(folded, ':');
    qg_str place = qg_str_skip(folded, at + 1);

    place = qg_str_skip(place, n_digits_at(place));
    return line->n_gaps >= LEAST_GAPS && line->n_gaps <= MOST_GAPS && place.n >= LEAST_BYTES &&
           (place.n <= MOST_BYTES || is_publisher(place)) && qg_rune_is_han(qg_utf8_first(place));
}

/* 2019-11-06 某某网 */
static bool starts_with_stamp(qg_str folded, int n_runes, int max_runes)
{
    enum { STAMP_BYTES = 10 };
    bool has_time;

    return n_runes <= max_runes && folded.n > STAMP_BYTES &&
           qg_str_find_byte(qg_str_head(folded, STAMP_BYTES), '.') == STAMP_BYTES &&
           is_stamp(qg_str_head(folded, STAMP_BYTES), &has_time) && !has_time;
}

size_t qg_text_counter(qg_str folded)
{
    static const char *const counters[] = {"阅读", "浏览", "点击", "访问", "人气"};

    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        if (qg_str_starts(folded, qg_str_of(counters[i])))
            return strlen(counters[i]);
    return 0;
}

/* 2004-12-10 阅读10544次, without its blank */
static bool is_day_and_counter(qg_str folded)
{
    enum { STAMP_BYTES = 10 };
    qg_str rest = qg_str_skip(folded, STAMP_BYTES);
    size_t n_name = qg_text_counter(rest), n;
    bool has_time;

    if (n_name == 0 || !is_stamp(qg_str_head(folded, STAMP_BYTES), &has_time))
        return false;
    rest = qg_str_skip(rest, n_name);
    rest = qg_str_skip(rest, qg_str_starts(rest, QG_STR(":")));
    n = n_digits_at(rest);
    rest = qg_str_skip(rest, n);
    return n > 0 && (rest.n == 0 || qg_str_is(rest, "次"));
}

/* 10-28 某某网: the day in front of the name of a site */
static bool is_day_of_site(const qg_line *line, qg_str folded)
{
    static const char *const ends[] = {"网", "网站", "在线", "客户端", "频道", "公众号"};
    enum { STAMP_BYTES = 5, MAX_RUNES = 20 };
    bool has_time;

    if (line->n_gaps != 1 || line->n_runes > MAX_RUNES || folded.n <= STAMP_BYTES ||
        n_digits_at(folded) != 2 || !is_stamp(qg_str_head(folded, STAMP_BYTES), &has_time))
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(folded, qg_str_of(ends[i])))
            return true;
    return false;
}

/* 某某工作总结04-15, 某某通知[2024-03-05]: an entry of a list of articles, which may have cut it:
 * 某某召开…… 01/22 */
static int entry_score(qg_str folded)
{
    size_t n = folded.n, n_digits = 0, n_marks = 0;

    for (; n > 0 && strchr("0123456789-/[]()", folded.p[n - 1]) != NULL; n--) {
        n_digits += folded.p[n - 1] >= '0' && folded.p[n - 1] <= '9';
        n_marks += folded.p[n - 1] == '-' || folded.p[n - 1] == '/';
    }
    qg_str words = qg_str_head(folded, n);
    if (n == 0 || !((n_digits == 4 && n_marks == 1) || (n_digits == 8 && n_marks == 2)))
        return 0;
    if (qg_str_ends(words, QG_STR("…")) || qg_str_ends(words, QG_STR("..")))
        return QG_JUNK_SURE; /* though the dots count as a stop */
    return qg_rune_is_han(qg_utf8_last(words)) ? 2 : 0;
}

/* 时间:2021-03-16, also with the name of a column behind it; a notice of a meeting writes 3月16日.
 */
static bool is_labelled_stamp(qg_str folded)
{
    static const char *const names[] = {"时间:", "日期:"};
    enum { STAMP_BYTES = 10, MAX_BYTES = 60 };
    bool has_time;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        qg_str rest = qg_str_skip(folded, strlen(names[i]));
        bool is_hour = qg_str_starts(qg_str_skip(rest, n_digits_at(rest)), QG_STR(":"));
        if (qg_str_starts(folded, qg_str_of(names[i])) && rest.n <= MAX_BYTES && !is_hour)
            return is_stamp(qg_str_head(rest, STAMP_BYTES), &has_time) &&
                   (rest.n <= STAMP_BYTES || is_stamp(rest, &has_time) ||
                    qg_rune_is_han(qg_utf8_first(qg_str_skip(rest, STAMP_BYTES))));
    }
    return false;
}

/* 发布时间2020年12月23日, 更新日期2020-12-23: without a colon */
static bool is_put_up(qg_str folded)
{
    static const char *const names[] = {"发布时间", "发布日期", "更新时间", "更新日期", "发布于"};
    enum { MAX_BYTES = 32 };
    qg_str rest = folded;

    if (qg_str_starts(rest, QG_STR("[")) || qg_str_starts(rest, QG_STR("(")))
        rest = qg_str_skip(rest, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_str_starts(rest, qg_str_of(names[i]))) {
            rest = qg_str_skip(rest, strlen(names[i]));
            return n_digits_at(rest) == 4 && rest.n <= MAX_BYTES;
        }
    return false;
}

/* 某某政务网 发布日期 : 2022-12-06 来源 : 某某局: behind the name of the site */
static bool is_put_up_by_site(const qg_line *line, qg_str folded)
{
    static const char *const names[] = {"发布时间:", "发布日期:", "更新时间:"};
    enum { MOST_RUNES = 60, MOST_NAME_BYTES = 36 };

    for (size_t i = 0; i < sizeof names / sizeof *names && line->n_runes <= MOST_RUNES; i++) {
        size_t at = qg_str_find(folded, qg_str_of(names[i]));
        qg_str rest = qg_str_skip(folded, at + strlen(names[i]));
        if (at < folded.n && at <= MOST_NAME_BYTES && n_digits_at(rest) == 4)
            return qg_str_find(rest, QG_STR("来源:")) < rest.n;
    }
    return false;
}

/* 2019年09月11日 某某网 时政新闻 1665 0: names, and how often it was read and answered */
static bool starts_with_day(const qg_line *line, qg_str folded)
{
    static const char *const units[] = {"年", "月", "日"};
    enum { LEAST_GAPS = 2, MAX_RUNES = 40 };

    if (line->n_gaps < LEAST_GAPS || line->n_stops + line->n_commas > 0 ||
        line->n_runes > MAX_RUNES || folded.n == 0 ||
        n_digits_at(qg_str_skip(folded, folded.n - 1)) == 0)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = n_digits_at(folded);
        folded = qg_str_skip(folded, n);
        if (n == 0 || !qg_str_starts(folded, qg_str_of(units[i])))
            return false;
        folded = qg_str_skip(folded, strlen(units[i]));
    }
    return true;
}

/* 某某科技 昨天, 3小时前: in a page that was saved while it was new */
static bool ends_with_ago(const qg_line *line, qg_str folded)
{
    static const char *const ends[] = {"昨天", "前天", "今天", "刚刚", "天前", "小时前", "分钟前"};
    enum { MAX_RUNES = 20 };

    if (line->n_runes > MAX_RUNES || line->n_stops + line->n_commas > 0)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(folded, qg_str_of(ends[i])))
            return true;
    return false;
}

/* 某某社会科学 2020年7期: the issue of a journal that a page has its text from; an author writes
 * 第.
 */
static bool is_issue_of_journal(const qg_line *line, qg_str folded)
{
    enum { MAX_RUNES = 24, YEAR = 4 };
    qg_str end = QG_STR("期"), year = QG_STR("年"), issue;
    size_t at = qg_str_find(folded, year), n;

    if (line->n_gaps == 0 || line->n_runes > MAX_RUNES || at == folded.n || at <= YEAR)
        return false;
    issue = qg_str_skip(folded, at + year.n);
    n = n_digits_at(issue);
    return n_digits_at(qg_str_skip(folded, at - YEAR)) == YEAR &&
           qg_rune_is_han(qg_utf8_last(qg_str_head(folded, at - YEAR))) && n > 0 &&
           qg_str_eq(qg_str_skip(issue, n), end);
}

bool qg_text_is_of_site(qg_str name)
{
    static const char *const ends[] = {
        "发布", "更新", "发表", "创建", "录入", "上传", "编辑", "添加", "发稿", "刊发",
        "刊登", "转载", "提交", "修改", "公开", "公布", "上网", "上载", "发帖", "推送",
        "采集", "文章", "信息", "稿件", "新闻", "发文", "网",   "站",   "报",   "社"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(name, qg_str_of(ends[i])))
            return true;
    return name.n == 0;
}

size_t qg_text_day_label(qg_str folded, bool *is_site)
{
    static const char *const names[] = {"时间:", "日期:"};
    enum { MOST_RUNES = 8 };

    *is_site = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        qg_str name = qg_str_head(folded, qg_str_find(folded, qg_str_of(names[i]))), rest = name;
        qg_rune rune = 0x4E00;
        while (rest.n > 0 && qg_rune_is_han(rune))
            qg_utf8_take(&rest, &rune);
        if (name.n < folded.n && qg_rune_is_han(rune) && qg_utf8_count(name) <= MOST_RUNES) {
            *is_site = qg_text_is_of_site(name);
            return name.n + strlen(names[i]);
        }
    }
    return 0;
}

/* 留言人：陈先生留言时间：2024-01-09 10:22, 答复单位：某局答复时间：…: who asked an office, and
 * which one answered. */
static bool is_of_letter(qg_str folded)
{
    static const char *const labels[] = {"留言人:",   "咨询人:",   "提问人:",   "答复单位:",
                                         "答复部门:", "答复机构:", "回复单位:", "回复部门:"};

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (qg_str_starts(folded, qg_str_of(labels[i])))
            return true;
    return false;
}

/* 会议时间：2024-03-05 09:30, 报名日期：…, 留言时间：…: when something happens or was done, and not
 * when the page was put up. */
static bool is_of_event(qg_str folded)
{
    bool is_site;

    return (qg_text_day_label(folded, &is_site) > 0 && !is_site) || is_of_letter(folded);
}

/* Whether the text has as many digits as the shortest day: 10-28 */
static bool has_digits(qg_str folded)
{
    enum { LEAST = 4 };
    int n = 0;

    for (size_t i = 0; i < folded.n && n < LEAST; i++)
        n += folded.p[i] >= '0' && folded.p[i] <= '9';
    return n >= LEAST;
}

int qg_text_stamp_score(qg_line *line, qg_str folded)
{
    bool has_time = false;

    if (line->look != NULL && ends_with_ago(line, folded)) {
        line->is_moment = true;
        return 2;
    }
    if (!has_digits(folded) || is_of_event(folded))
        return 0;
    if (is_put_up(folded) || is_put_up_by_site(line, folded) || is_day_of_site(line, folded) ||
        is_day_and_counter(folded))
        return LIKELY + 1;
    if (line->is_cell_row) /* 科目 | 时间 over 语文 | 2024-06-25 09:00 */
        return 0;
    if (is_labelled_stamp(folded) || is_issue_of_journal(line, folded))
        return LIKELY;
    if (is_stamp(folded, &has_time))
        return has_time ? LIKELY + 1 : 2;
    if (line->n_stops == 0 && has_stamp(folded))
        return LIKELY + 2;
    if (line->look != NULL && line->n_gaps > 0 && line->n_stops == 0)
        line->is_moment = starts_with_stamp(folded, line->n_runes, MAX_PAGE_STAMP_RUNES);
    if (line->is_moment || starts_with_stamp(folded, line->n_runes, MAX_STAMP_RUNES))
        return 2;
    int entry = entry_score(folded);
    if (entry > LIKELY || (entry > 0 && line->n_stops == 0))
        return entry;
    if (line->look != NULL && starts_with_day(line, folded))
        return LIKELY + 1;
    line->is_moment =
        (starts_with_moment(folded) || starts_with_short_moment(folded)) && line->n_stops == 0;
    if (line->is_moment)
        return is_moment_and_place(line, folded) ? LIKELY + 1 : 0;
    return line->n_stops + line->n_commas == 0 && line->n_runes <= MAX_NAMED_RUNES &&
                   (line->look != NULL || is_moment_and_place(line, folded)) && has_moment(folded)
               ? LIKELY + 1
               : 0;
}

/* 发布时间：01-14 17:58, whatever a site leaves out of the day, which may stand on the next line */
static bool is_labelled_day(qg_str text)
{
    char folded[QG_FOLD_MAX * QG_UTF8_MAX];
    qg_str words = {folded, qg_text_fold(folded, text)};
    bool is_site;
    size_t n = qg_text_day_label(words, &is_site);

    return is_site && (n == words.n || n_digits_at(qg_str_skip(words, n)) > 0);
}

bool qg_line_is_stamp(const qg_line *line)
{
    int n_digits = 0;

    if (line->junk < QG_JUNK_LIKELY || line->is_page_mark)
        return false;
    if (line->junk >= QG_JUNK_SURE && line->look == NULL &&
        (is_labelled_day(line->text) || (line->is_moment && !qg_rune_is_digit(line->last))))
        return true;
    for (size_t i = 0; i < line->text.n; i++) {
        char c = line->text.p[i];
        if (n_digits == 4 && (c == '-' || c == '/' || c == '.' ||
                              qg_str_starts(qg_str_skip(line->text, i), QG_STR("年"))))
            return true;
        n_digits = c >= '0' && c <= '9' ? n_digits + 1 : 0;
    }
    return false;
}
