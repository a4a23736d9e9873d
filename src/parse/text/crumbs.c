/* crumbs.c - lines by which a page says where the reader is, or leads him about.
 */
#include "parse/text/furniture_int.h"

#include "unicode/unicode.h"

/* 首页 理论教育 某某判决书 */
static bool starts_with_home(const qg_line *line)
{
    qg_str home = QG_STR("首页"), rest = qg_str_skip(line->text, home.n);

    if (!qg_str_starts(line->text, home) && !qg_str_starts(line->text, QG_STR("首頁")))
        return false;
    return line->n_gaps >= 2 && rest.n > 0 && qg_rune_is_blank(qg_utf8_first(rest));
}

/* 您当前的位置：首页, in front of the first mark of crumbs */
static bool is_home(qg_str text)
{
    static const char *const ends[] = {"首页", "首頁", "主页", "主頁", "位置：", "位置:"};

    text = qg_str_trim(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(text, qg_str_of(ends[i])))
            return true;
    return false;
}

bool qg_line_is_crumbs(const qg_line *line)
{
    int n = 0;
    bool was_mark = false, has_home = false;

    for (qg_str rest = line->text; rest.n > 0;) {
        size_t n_han = qg_utf8_han(rest);
        qg_rune rune;
        bool is_mark;
        qg_str here;
        if (n_han > 0) {
            rest = qg_str_skip(rest, n_han);
            was_mark = false;
            continue;
        }
        here = qg_utf8_take(&rest, &rune);
        is_mark = rune == '>' || rune == 0xBB || rune == 0x203A || rune == 0xFF1E;
        n += is_mark && !was_mark;
        if (n == 1 && is_mark && !was_mark)
            has_home = is_home(qg_str_head(line->text, line->text.n - rest.n - here.n));
        was_mark = is_mark;
    }
    bool leads_on = was_mark && !has_home;            /* 更多图片>> 更多新闻>> */
    bool is_clause = line->n_commas > 0 && !has_home; /* 已知a>b，求证：a+c>b+c */
    return ((n >= 2 - has_home && line->first != '>' && !leads_on && !is_clause) ||
            starts_with_home(line)) &&
           line->n_stops == 0;
}

bool qg_line_is_row_of_parts(const qg_line *line)
{
    qg_str rest = line->text;
    int n = 0;

    while (line->n_gaps > 0 && rest.n > 0) {
        qg_number number = qg_text_number(rest);
        if (number.form == QG_NUMBER_NONE || number.form > QG_NUMBER_ARTICLE)
            return false;
        rest = qg_str_trim(qg_str_skip(rest, (size_t)number.n));
        n++;
    }
    return n > 1;
}

/* Bytes of [编辑], with what stands beside it in the brackets, at the end of a heading; 0 without
 */
static size_t edit_mark(qg_str text)
{
    static const char *const marks[] = {"[编辑]",
                                        "[編輯]",
                                        "［编辑］",
                                        "［編輯］",
                                        "[编辑|编辑源代码]",
                                        "[编辑 | 编辑源代码]",
                                        "[編輯|編輯原始碼]",
                                        "[編輯 | 編輯原始碼]"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_ends(text, qg_str_of(marks[i])))
            return strlen(marks[i]);
    return 0;
}

void qg_text_take_edit_marks(qg_text_job *job)
{
    enum { LEAST = 2 };
    size_t n_marks = 0;

    for (size_t i = 0; i < job->lines.n; i++)
        n_marks += edit_mark(job->lines.at[i].text) > 0;
    for (size_t i = 0; i < job->lines.n && n_marks >= LEAST && !job->keep_junk; i++) {
        qg_line *line = &job->lines.at[i], told = *line;
        size_t n = line->text.n - edit_mark(line->text);
        if (n == line->text.n || n == 0)
            continue;
        told.text = qg_str_skip(line->text, n);
        told.offset += n;
        told.confidence = 0.9F;
        qg_text_tell(job, QG_FOUND_PARSE_JUNK, &told, told.text, (qg_str){0});
        line->text = qg_str_trim(qg_str_head(line->text, n));
        qg_line_measure(line);
    }
}
