/* files.c - names of files on a page: what is attached to its text, and what a site offers. */
#include "parse/text/furniture_int.h"
#include "parse/text/words_int.h"

enum { SURE = QG_JUNK_SURE, LIKELY = QG_JUNK_LIKELY };

bool qg_is_file_name(qg_str text)
{
    static const char *const ends[] = {".doc", ".docx", ".pdf",  ".xls", ".xlsx", ".wps",
                                       ".zip", ".rar",  ".ofd",  ".et",  ".odt",  ".ods",
                                       ".odp", ".ppt",  ".pptx", ".7z"};

    if (text.n == 0 || text.p[text.n - 1] < 'c' || text.p[text.n - 1] > 'z')
        return false; /* asked for every line */
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(text, qg_str_of(ends[i])))
            return true;
    return false;
}

/* The name of a file, which its size may follow: 公告文.pdf (345 KB) */
static bool is_file(qg_str text)
{
    return qg_is_file_name(qg_str_trim(qg_str_head(text, qg_str_find_byte(text, '('))));
}

static bool is_attachment_label(qg_str text)
{
    static const char *const labels[] = {"附件", "相关附件", "相關附件", "相關檔案", "檔案下載"};

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (qg_str_starts(text, qg_str_of(labels[i])))
            return true;
    return false;
}

/* 附件：, above 没有附件 */
static bool has_nothing(const qg_line *label)
{
    return label->n_runes <= 5 && qg_str_starts(label[1].text, QG_STR("没有附件")) &&
           label[1].junk >= SURE;
}

/* 附件下载, or a file that was offered so. */
static bool offers_files(const qg_line *line)
{
    return line->junk >= LIKELY && (line->is_opener || qg_is_file_name(line->text) ||
                                    qg_str_starts(line->text, QG_STR("附件下载")) ||
                                    qg_str_starts(line->text, QG_STR("相关附件")));
}

/* 某某报告 of 某某报告.docx */
static qg_str stem_of(qg_str name)
{
    while (name.n > 0 && name.p[name.n - 1] != '.')
        name.n--;
    return qg_str_head(name, name.n > 0 ? name.n - 1 : 0);
}

/* 某某表 of 附件：1.某某表, 2. 某某表 and 2.某某表.docx */
static qg_str named_by(const qg_line *line)
{
    qg_str text = qg_is_file_name(line->text) ? stem_of(line->text) : line->text;
    qg_str label = QG_STR("附件：");

    if (qg_str_starts(text, label))
        text = qg_str_trim(qg_str_skip(text, label.n));
    return qg_str_trim(qg_str_skip(text, (size_t)qg_text_number(text).n));
}

/* Whether the line is nothing but the label, 附件下载：, and not 附件：某某表. */
static bool is_label_alone(const qg_line *line)
{
    enum { MOST_RUNES = 8 };

    return line->look != NULL && !line->look->is_outside && line->n_runes <= MOST_RUNES &&
           is_attachment_label(line->text);
}

/* Whether the line is the name of an attachment below such a label in the article of a page,
 * 参训人员回执: it is a link, or the label offers a 下载 and the name alone is left. */
static bool is_attached_name(const qg_line *label, const qg_line *line)
{
    enum { MOST_RUNES = 60 };
    bool is_offered = qg_str_find(label->text, QG_STR("下载")) < label->text.n;

    return line->look != NULL && !line->look->is_outside && line->look->block == NULL &&
           (line->look->n_links == 1 || (is_offered && line->look->n_links == 0)) &&
           line->junk < LIKELY && line->n_stops == 0 && line->n_runes <= MOST_RUNES &&
           !line->is_date && !qg_is_colon(line->last);
}

/* Whether the name stands further up as well, in a line with a number or one that calls it 附件. */
static bool is_named_above(const qg_line *at, size_t i)
{
    enum { ABOVE = 200, LEAST_BYTES = 9 };
    qg_str name = named_by(&at[i]);

    for (size_t k = i > ABOVE ? i - ABOVE : 0; k < i && name.n >= LEAST_BYTES; k++)
        if (!at[k].is_attached && qg_str_find(at[k].text, name) < at[k].text.n &&
            (at[k].number.form == QG_NUMBER_ARABIC || is_attachment_label(at[k].text)))
            return true;
    return false;
}

/* The author's are 附件下载： in the article of a page and the names on the lines below it, unless
 * his own note of attachments already has all of these names. */
static void find_attached_names(qg_line *at, size_t n)
{
    enum { MOST_LINES = 30 };

    for (size_t i = 0, end; i < n; i = end) {
        bool is_new = false;
        for (end = i + 1; is_label_alone(&at[i]) && end < n && end <= i + MOST_LINES &&
                          is_attached_name(&at[i], &at[end]);
             end++)
            is_new = is_new || !is_named_above(at, end);
        for (size_t k = i; is_new && k < end; k++) {
            at[k].is_attached = true;
            at[k].junk = 0;
            at[k].is_opener = false;
        }
    }
}

/* 附件：, with the names of files behind it on the line or on lines of their own */
void qg_text_find_attached(qg_line *at, size_t n)
{
    bool is_behind = false;

    for (size_t i = 0; i < n; i++) {
        bool is_label = at[i].look != NULL && is_attachment_label(at[i].text);
        at[i].is_attached = is_file(at[i].text) && (is_label || is_behind);
        is_behind = is_label || at[i].is_attached;
        if (at[i].is_attached) {
            at[i].junk = 0;
            at[i].is_opener = false;
        } else if (is_label && i + 1 < n && has_nothing(&at[i])) {
            at[i].junk = SURE;
        }
    }
    find_attached_names(at, n);
}

/* Files in a plain text that its own note of attachments names as well: a site lists them once
 * more, with 附件： above. */
static void find_listed_again(qg_line *at, size_t n)
{
    enum { ABOVE = 16, LEAST_BYTES = 9 };

    for (size_t i = 1; i < n; i++) {
        qg_str name;
        if (at[i].look != NULL || !qg_is_file_name(at[i].text))
            continue;
        name = named_by(&at[i]);
        if (name.n < LEAST_BYTES)
            continue;
        for (size_t k = i > ABOVE ? i - ABOVE : 0; k < i; k++)
            if (!qg_is_file_name(at[k].text) && qg_str_eq(named_by(&at[k]), name) &&
                (at[k].number.form == QG_NUMBER_ARABIC ||
                 qg_str_starts(at[k].text, QG_STR("附件"))))
                at[i].junk = SURE;
        if (at[i].junk == SURE && qg_str_is(at[i - 1].text, "附件："))
            at[i - 1].junk = SURE;
    }
}

/* 某某规范 below 某某单位某某规范WORD20页, the name of the file that a library shows. */
static bool is_name_of_library(qg_str stem, const qg_line *line, const qg_line *next)
{
    return qg_str_eq(stem, line->text) && next->text.n < stem.n && qg_has_title_word(next->text) &&
           !qg_str_ends(stem, next->text) && qg_str_find(stem, next->text) < stem.n;
}

/* What a file is called stands below its name once more: that is the title, or the library's name
 * for the title that follows. */
static void find_copies_of_name(const qg_line *file, qg_line *at, size_t n)
{
    qg_str stem = stem_of(file->text);
    size_t end = 0; /* behind the library's last name */

    for (size_t k = 0; k + 1 < n; k++)
        if (is_name_of_library(stem, &at[k], &at[k + 1]))
            end = k + 1;
    for (size_t k = 0; k < n; k++)
        if (qg_str_eq(stem, at[k].text) && k < end)
            at[k].junk = SURE;
        else if (qg_str_eq(stem, at[k].text))
            at[k].is_copied = !(k + 1 < n && qg_str_ends(at[k + 1].text, at[k].text));
}

/* 某某报告.docx behind the text that has this title: the file that a site offers.  Above it, it
 * tells the title. */
void qg_text_find_own_file(qg_line *at, size_t n)
{
    enum { TOP = 12, NAMES = 20 };
    size_t last = n < NAMES ? n : NAMES; /* behind the last name of a file above the text */
    while (last > 0 && !qg_is_file_name(at[last - 1].text))
        last--;
    if (last > 0)
        find_copies_of_name(&at[last - 1], at + last, n - last < TOP ? n - last : TOP + 1);
    for (size_t i = TOP < n ? TOP : 1; i < n; i++) {
        if (!qg_is_file_name(at[i].text))
            continue;
        if (at[i].look == NULL && (offers_files(&at[i - 1]) || qg_is_doc_number(named_by(&at[i]))))
            at[i].junk = SURE;
        for (size_t k = 0; k < TOP && k < i; k++)
            if (qg_str_eq(stem_of(at[i].text), at[k].text))
                at[i].junk = SURE;
    }
    find_listed_again(at, n);
}
