/* metadata.c - the data that a page shows above its text become front matter.
 *
 * Government pages print 索引号: … 发文机关: … 成文日期: … as lines, as rows of two or more, as
 * cells on lines of their own, often twice.  A block of them is known by two labels that nobody
 * else uses; inside it the common ones (标题, 发布日期) count too.
 */
#include "parse/front_matter_int.h"
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"
#include "parse/text/labels_int.h"
#include "parse/text/words_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

enum {
    NEAR_LINES = 6,      /* page data stand together */
    MAX_VALUE_LINES = 1, /* between a value and the next label */
    MAX_LAST_VALUE_RUNES = 12,
    MAX_RUNES = 300
};

/* ---- finding the block --------------------------------------------------------------------- */

/* 附件：如說明三, which names no attachment but says where one is named */
static bool is_pointer(qg_str text)
{
    return qg_str_starts(text, QG_STR("附件：如")) || qg_str_starts(text, QG_STR("附件:如"));
}

static bool may_be_data(const qg_line *line)
{
    return line->n_runes <= MAX_RUNES && line->number.form == QG_NUMBER_NONE &&
           !is_pointer(line->text);
}

/* Mark the lines that start with a label near another one.  Returns whether page data are there:
 * two anchors, or one among labels of which three and more follow each other. n_bare  counts labels
 * that stand alone on their line. */
static bool find_block(qg_text_job *job, size_t *n_bare)
{
    enum { LEAST_ROWS = 3 };
    size_t last = 0, n_anchors = 0, n_labels = 0, n_rows = 0; /* n_rows: right below each other */
    int last_label = -1, first_anchor = -1;
    bool has_two = false, has_text = false, has_anchor = false; /* has_anchor: among such rows */
    qg_label_starts s = qg_starts_of_labels();

    *n_bare = 0;
    for (size_t i = 0; i < job->lines.n; i++) {
        qg_line *line = &job->lines.at[i];
        bool may_start = qg_may_start_label(&s, line->first);
        qg_label_hit h =
            may_start && may_be_data(line) ? qg_label_at(line->text) : (qg_label_hit){.label = -1};
        has_text = has_text || (qg_line_is_prose(line) && line->junk < QG_JUNK_LIKELY);
        if (h.label < 0 || (qg_page_label_of(h.label)->use == QG_DATA_LETTER && has_text))
            continue;
        if (!h.has_colon && h.n < line->text.n && line->n_gaps == 0)
            continue;
        size_t at = qg_next_label(qg_str_skip(line->text, h.n), h.has_colon);
        bool is_row = at < line->text.n - h.n;
        qg_label_hit second =
            is_row ? qg_label_at(qg_str_skip(line->text, h.n + at)) : (qg_label_hit){.label = -1};
        bool is_anchor = qg_page_label_of(h.label)->use <= QG_DATA_LOOSE ||
                         (is_row && qg_page_label_of(second.label)->use <= QG_DATA_LOOSE);
        if (is_anchor) {
            has_two = has_two || is_row || (first_anchor >= 0 && first_anchor != h.label);
            first_anchor = h.label;
            n_anchors++;
        }
        line->is_meta = line->is_meta || is_row;
        if (last_label >= 0 && i - last <= NEAR_LINES)
            line->is_meta = job->lines.at[last].is_meta = true;
        n_rows = last_label >= 0 && i == last + 1 && h.has_colon ? n_rows + 1 : 1;
        has_anchor = is_anchor || (has_anchor && n_rows > 1);
        has_two = has_two || (has_anchor && n_rows >= LEAST_ROWS);
        n_labels++;
        *n_bare += h.n == line->text.n;
        last = i;
        last_label = h.label;
    }
    *n_bare = *n_bare * 2 > n_labels ? *n_bare : 0;
    return has_two && n_anchors >= 1;
}

/* ---- fields -------------------------------------------------------------------------------- */

/* Blanks that layout put between characters go, but those that part keywords. */
static qg_str clean_value(qg_text_job *job, qg_key key, qg_str value)
{
    qg_buf buf;

    value = qg_str_trim(value);
    while (value.n > 0 && qg_is_colon(qg_utf8_first(value)))
        value = qg_str_trim(qg_str_skip(value, qg_utf8_first(value) < 0x80 ? 1 : 3));
    while (value.n > 0 && (value.p[value.n - 1] == '|' || qg_is_comma(qg_utf8_last(value))))
        value = qg_str_trim(
            qg_str_head(value, value.n - (qg_utf8_last(value) < 0x80 ? 1 : QG_STR("，").n)));
    qg_buf_init(&buf, 0);
    if (key == QG_KEY_KEYWORDS)
        qg_buf_put(&buf, value);
    else
        qg_text_put_spaced(&buf, value);
    value = qg_arena_copy(&job->doc->arena, qg_str_trim(qg_buf_str(&buf)));
    qg_buf_clear(&buf);
    return value;
}

/* Whether a value says nothing: 无, --, /, or is the next label */
static bool is_empty_value(qg_str value)
{
    qg_label_hit next = qg_label_at(value);

    return value.n == 0 || (next.label >= 0 && next.has_colon && next.n == value.n) ||
           qg_str_is(value, "无") || qg_str_is(value, "無") || qg_str_is(value, "-") ||
           qg_str_is(value, "--") || qg_str_is(value, "/");
}

/* 号, of a number that was left out */
static bool is_number_without_figures(qg_key key, qg_str value)
{
    for (size_t i = 0; key == QG_KEY_DOC_NUMBER && i < value.n; i++)
        if (value.p[i] >= '0' && value.p[i] <= '9')
            return false;
    return key == QG_KEY_DOC_NUMBER;
}

/* A date, with or without the time of day behind it. */
static bool read_date(qg_text_job *job, qg_key key, qg_str *value)
{
    size_t n = qg_str_find_byte(*value, ':');

    if (n < value->n) {
        while (n > 0 && value->p[n - 1] >= '0' && value->p[n - 1] <= '9')
            n--;
        *value = qg_str_trim(qg_str_head(*value, n));
    }
    return qg_value_normalize(job->doc, key, value);
}

/* Data that there is no key for, under their own name. */
static void add_own(qg_text_job *job, qg_str name, qg_str value, size_t offset)
{
    for (const qg_field *f = job->doc->fields; f != NULL; f = f->next)
        if (qg_str_eq(f->name, name))
            return;
    qg_doc_add_field(job->doc, name, &value, 1, qg_text_place(job, offset), false);
}

/* 承辦人 of 承辦人：王某某, which the table has in simplified characters */
static qg_str as_written(const qg_text_job *job, qg_str text)
{
    text = qg_str_trim(text);
    if (qg_str_ends(text, QG_STR("：")))
        text.n -= QG_STR("：").n;
    else if (qg_str_ends(text, QG_STR(":")))
        text.n--;
    return qg_arena_copy(&job->doc->arena, qg_str_trim(text));
}

/* Add several issuers, of which the first is in the lead: 某市教育局 某市财政局.  Returns whether
 * the value names several. */
static bool add_joint_issuers(qg_text_job *job, qg_str value, size_t offset)
{
    enum { MOST = 8 };
    qg_str names[MOST];
    size_t n = qg_offices_of(qg_str_trim(value), names, MOST);

    for (size_t i = 0; i < n; i++)
        names[i] = qg_arena_copy(&job->doc->arena, names[i]);
    if (n >= 2 && qg_doc_field(job->doc, QG_KEY_JOINT_ISSUERS) == NULL &&
        qg_doc_field(job->doc, QG_KEY_ISSUER) == NULL)
        qg_doc_add_field(job->doc, QG_STR("joint-issuers"), names, n, qg_text_place(job, offset),
                         false);
    return n >= 2;
}

/* Add the field that the label `found` stands for, with what `raw` says.  `written` is the label as
 * the text has it. */
static void add_value(qg_text_job *job, const qg_page_label *found, qg_str written, qg_str raw,
                      size_t offset)
{
    qg_str value = clean_value(job, found->key, raw), name;

    if (found->key == QG_KEY_ISSUER && add_joint_issuers(job, raw, offset))
        return;
    if (is_empty_value(value) || is_number_without_figures(found->key, value) ||
        found->use == QG_DATA_DROP || found->use == QG_DATA_POST)
        return;
    if (found->key == QG_KEY_TITLE) {
        if (job->title.n == 0)
            job->title = value;
        return;
    }
    if (found->key == QG_KEY_UNKNOWN) {
        add_own(job,
                found->use == QG_DATA_LETTER ? as_written(job, written) : qg_str_of(found->text),
                value, offset);
        return;
    }
    if (qg_doc_field(job->doc, found->key) != NULL)
        return;
    if (qg_key_form_of(found->key) == QG_FORM_DATE && !read_date(job, found->key, &value))
        return;
    if (found->use == QG_DATA_LOOSE) {
        if (job->loose_date.n == 0)
            job->loose_date = value;
        return;
    }
    name = qg_str_of(qg_key_english(found->key));
    qg_doc_add_field(job->doc, name, &value, 1, qg_text_place(job, offset), false);
}

/* The title of a further post in the same file is a heading; that of an answer says nothing. */
static void keep_post_title(qg_text_job *job, qg_line *line, const qg_page_label *found, qg_str raw)
{
    static const qg_text_look heading = {.heading = 1};
    static const char *const answers[] = {"Re:",  "RE:",  "re:", "Re：",
                                          "回复", "转寄", "Fw:", "Fwd:"};
    qg_str value = qg_str_trim(raw);

    if (found->key != QG_KEY_TITLE || !job->has_posts || job->title.n == 0 || value.n == 0 ||
        qg_str_eq(job->title, clean_value(job, QG_KEY_TITLE, value)))
        return;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (qg_str_starts(value, qg_str_of(answers[i])))
            return;
    line->is_meta = false;
    line->junk = 0;
    line->offset += (size_t)(value.p - line->text.p);
    line->text = value;
    line->look = &heading;
    qg_line_measure(line);
}

/* Whether a page says so of itself: 责任编辑, 阅读, 来源 */
static bool is_of_page(qg_str name)
{
    static const char *const ends[] = {"编辑", "责编", "审核", "阅读", "浏览", "点击", "打印"};
    qg_label_hit h = qg_label_at(name);

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (qg_str_ends(name, qg_str_of(ends[i])))
            return true;
    return h.label >= 0 && h.n == name.n && qg_page_label_of(h.label)->use >= QG_DATA_DROP;
}

/* Labels that only this site has, with their values, one behind the other; a single character is
 * what is left of a label. */
static void read_own(qg_text_job *job, qg_str text, size_t offset)
{
    enum { LEAST_RUNES = 2 };

    while (text.n > 0) {
        qg_str name = qg_str_head(text, qg_str_find(text, QG_STR("：")));
        qg_str behind = qg_str_skip(text, name.n);
        size_t n = qg_next_name(behind);
        qg_str value = clean_value(job, QG_KEY_UNKNOWN, qg_str_head(behind, n));
        name = qg_str_trim(name);
        if (behind.n > 0 && !is_empty_value(value) && qg_utf8_count(name) >= LEAST_RUNES &&
            !is_of_page(name))
            add_own(job, qg_arena_copy(&job->doc->arena, name), value, offset);
        text = qg_str_skip(behind, n);
    }
}

/* All labels with their values on one line. */
static void read_row(qg_text_job *job, qg_line *line)
{
    qg_str rest = line->text;

    while (rest.n > 0) {
        qg_label_hit h = qg_label_at(rest);
        size_t n, n_value;
        if (h.label < 0)
            return;
        rest = qg_str_skip(rest, h.n);
        n = qg_next_label(rest, h.has_colon);
        n_value = qg_page_label_of(h.label)->key == QG_KEY_TITLE || !h.has_colon
                      ? n
                      : qg_next_name(qg_str_head(rest, n));
        job->has_posts = job->has_posts || qg_page_label_of(h.label)->use == QG_DATA_POST;
        keep_post_title(job, line, qg_page_label_of(h.label), qg_str_head(rest, n));
        add_value(job, qg_page_label_of(h.label), (qg_str){rest.p - h.n, h.n},
                  qg_str_head(rest, n_value), line->offset);
        if (qg_page_label_of(h.label)->use != QG_DATA_DROP)
            read_own(job, qg_str_skip(qg_str_head(rest, n), n_value), line->offset);
        rest = qg_str_trim(qg_str_skip(rest, n));
    }
}

/* A cell and the one behind it, of a table of page data: also labels that only this site has. */
static void read_data(qg_text_job *job, const qg_line *line)
{
    qg_label_hit h = qg_label_at(line->text);

    if (h.label >= 0)
        add_value(job, qg_page_label_of(h.label), qg_str_head(line->text, h.n),
                  qg_str_skip(line->text, h.n), line->offset);
    else
        read_own(job, line->text, line->offset);
}

bool qg_is_page_label(qg_str text)
{
    qg_label_hit h = qg_label_at(text);

    return h.label >= 0 && qg_page_label_of(h.label)->use <= QG_DATA_POST &&
           (h.has_colon || h.n == text.n);
}

bool qg_is_data_label(qg_str text)
{
    qg_label_hit h = qg_label_at(text);

    return h.label >= 0 && !h.has_colon && h.n == text.n;
}

static bool is_label_alone(const qg_line *line)
{
    qg_label_hit h = may_be_data(line) ? qg_label_at(line->text) : (qg_label_hit){.label = -1};

    return h.label >= 0 && h.n == line->text.n;
}

/* 000014349/2019-00007: letters and figures that marks part */
static bool has_form_of_index(qg_str text)
{
    size_t n_digits = 0;

    for (size_t i = 0; i < text.n; i++) {
        bool is_digit = text.p[i] >= '0' && text.p[i] <= '9';
        bool is_letter = (text.p[i] | 0x20) >= 'a' && (text.p[i] | 0x20) <= 'z';
        if (!is_digit && !is_letter && strchr("/-_.", text.p[i]) == NULL)
            return false;
        n_digits += is_digit;
    }
    return n_digits * 2 > text.n;
}

/* Whether the line behind label `i`, which stands alone, is its value.  The last label of a block
 * is often empty, and the title stands behind it. */
static bool is_value(const qg_text_job *job, size_t i)
{
    const qg_line *at = job->lines.at;
    size_t n = job->lines.n;

    if (i + 1 >= n || qg_label_at(at[i + 1].text).label >= 0)
        return false;
    for (size_t k = i + 2; k < n && k <= i + 2 + MAX_VALUE_LINES; k++) {
        qg_label_hit h = qg_label_at(at[k].text);
        qg_str rest = qg_str_skip(at[k].text, h.n);
        if (h.label >= 0 && qg_next_label(rest, h.has_colon) == rest.n) /* no stamp of the page */
            return true;
    }
    return qg_page_label_of(qg_label_at(at[i].text).label)->use != QG_DATA_DROP &&
           (at[i + 1].n_runes <= MAX_LAST_VALUE_RUNES || has_form_of_index(at[i + 1].text));
}

/* Bytes of a short name before a colon, which a page may use for data of its own: 办理类别：A类; 0
 * when the line is not of that form. */
static size_t own_name(const qg_line *line)
{
    enum { LEAST_RUNES = 2, MOST_RUNES = 8, MAX_LINE_RUNES = 60 };
    int n = 0;

    if (line->n_stops > 0 || line->n_runes > MAX_LINE_RUNES || !may_be_data(line))
        return 0;
    for (qg_str rest = line->text; rest.n > 0 && n <= MOST_RUNES;) {
        qg_str here = rest;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune))
            return n >= LEAST_RUNES ? (size_t)(here.p - line->text.p) : 0;
        if (!qg_rune_is_han(rune) && !qg_rune_is_blank(rune))
            return 0;
        n += !qg_rune_is_blank(rune);
    }
    return 0;
}

/* Mark lines of this form that stand in the middle of page data, or right below them with a word as
 * their value. */
static void find_own(qg_text_job *job)
{
    enum { MAX_LAST_BYTES = 15 };

    for (size_t i = 1; i < job->lines.n; i++) {
        qg_line *line = &job->lines.at[i];
        size_t n = own_name(line), k = i;
        if (line->is_meta || n == 0 || !line[-1].is_meta)
            continue;
        while (k < job->lines.n && !job->lines.at[k].is_meta && own_name(&job->lines.at[k]) > 0)
            k++;
        bool is_inside = k < job->lines.n && job->lines.at[k].is_meta;
        bool has_word = line->text.n > n + 3 && line->text.n <= n + 3 + MAX_LAST_BYTES &&
                        line->junk < QG_JUNK_LIKELY; /* 责任编辑：某某 */
        bool has_two = line->n_blank == 0 && line->junk == 0 &&
                       qg_next_name(qg_str_skip(line->text, n)) < line->text.n - n;
        for (size_t m = i; m < (is_inside ? k : i + (has_word || has_two)); m++)
            job->lines.at[m].is_meta = true;
    }
}

/* 信息公开目录 / 依申请公开: short lines that are all there is above page data with a title. */
static void find_tabs(qg_text_job *job)
{
    enum { LEAST_LINES = 2, MOST_LINES = 12, LEAST_RUNES = 4, MOST_RUNES = 8 };
    qg_line *at = job->lines.at;
    size_t n = 0, n_words = 0;

    while (n < job->lines.n && n < MOST_LINES && !at[n].is_meta) {
        bool is_tab = at[n].n_runes >= LEAST_RUNES && at[n].n_runes <= MOST_RUNES &&
                      at[n].n_stops + at[n].n_commas == 0 && !qg_is_colon(at[n].last) &&
                      !qg_has_title_word(at[n].text) && !qg_is_office(at[n].text);
        if (!is_tab && at[n].junk < QG_JUNK_LIKELY)
            return;
        n_words += at[n].is_word;
        n++;
    }
    if (job->title.n == 0 || n < LEAST_LINES || n_words * 2 < n || n == MOST_LINES ||
        n == job->lines.n)
        return;
    for (size_t i = 0; i < n; i++) {
        at[i].is_menu = true;
        at[i].junk = at[i].junk < QG_JUNK_LIKELY ? QG_JUNK_LIKELY : at[i].junk;
    }
}

/* 某某站 -- 主题文章阅读, above 发信人： of a post: a board's own */
static void find_board_head(qg_line *at, size_t n)
{
    enum { MOST_LINES = 4 };
    size_t head = 0;

    while (head < n && head <= MOST_LINES && !at[head].is_meta && !qg_line_ends_sentence(&at[head]))
        head++;
    for (size_t i = 0; i < head && head < n && at[head].is_meta; i++)
        at[i].junk = QG_JUNK_SURE;
}

void qg_text_find_metadata(qg_text_job *job)
{
    size_t n_bare;
    bool has_block = find_block(job, &n_bare);

    if (has_block)
        find_own(job);
    for (size_t i = 0; i < job->lines.n; i++) {
        qg_line *line = &job->lines.at[i];
        if (qg_line_look(line)->is_data ||
            (has_block && line->is_meta && qg_label_at(line->text).label < 0)) {
            line->is_meta = true;
            read_data(job, line);
            continue;
        }
        if (!line->is_meta)
            continue;
        if (!has_block) {
            line->is_meta = false;
            continue;
        }
        if (n_bare > 0 && is_label_alone(line)) {
            if (is_value(job, i)) {
                add_value(job, qg_page_label_of(qg_label_at(line->text).label), line->text,
                          job->lines.at[i + 1].text, job->lines.at[i + 1].offset);
                job->lines.at[++i].is_meta = true;
            }
        } else {
            read_row(job, line);
        }
    }
    if (has_block && job->page == NULL)
        find_tabs(job);
    if (job->has_posts && job->title.n > 0)
        find_board_head(job->lines.at, job->lines.n);
}
