/* source_lines.c - the text is cut into lines; what is no part of their words comes off. */
#include "parse/text/furniture_int.h"
#include "parse/text/join_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

#include <limits.h>
#include <string.h>

/* Take a line; a form feed ends one too. */
static qg_str take_line(qg_str *rest, bool *is_page_break)
{
    qg_str line = qg_str_head(*rest, qg_str_find_byte(*rest, '\n'));

    line = qg_str_head(line, qg_str_find_byte(line, '\f'));
    *is_page_break = line.n < rest->n && rest->p[line.n] == '\f';
    *rest = qg_str_skip(*rest, line.n + 1);
    return line;
}

/* The look of the line up to `end`; the one before it is at `*next`. */
static const qg_text_look *look_before(const qg_text_page *page, size_t *next, size_t end)
{
    const qg_text_look *found = NULL;

    while (page != NULL && *next < page->n_looks && page->looks[*next].offset < end)
        found = &page->looks[(*next)++];
    return found;
}

/* The text without its only bar, which stands behind the words and is what is left of the edge of a
 * table with one cell.  It is told. */
static qg_str without_edge(const qg_text_job *job, qg_str text, size_t offset)
{
    qg_line told = {.offset = offset, .confidence = 1};

    if (job->page != NULL || job->keep_junk || text.n < 2 ||
        qg_str_find_byte(text, '|') + 1 != text.n)
        return text;
    qg_text_tell(job, QG_FOUND_PARSE_JUNK, &told, QG_STR("|"), (qg_str){0});
    return qg_str_trim(qg_str_head(text, text.n - 1));
}

/* +----+----+: a rule between the rows of a table that a program drew. */
static bool is_drawn_rule(qg_str text)
{
    size_t n_corners = 0, n = 0;

    for (; n < text.n && strchr("+-=", text.p[n]) != NULL && text.p[n] != '\0'; n++)
        n_corners += text.p[n] == '+';
    return n == text.n && n_corners > 1 && 2 * n_corners < n && text.p[0] == '+' &&
           text.p[n - 1] == '+';
}

/* Whether the line goes altogether: a ? alone, which a converter made of the blank in an empty
 * paragraph, or a drawn rule of a table.  It is told. */
static bool drops_line(const qg_text_job *job, qg_str text, size_t offset)
{
    qg_line told = {.offset = offset, .confidence = 1};

    if (job->page != NULL || job->keep_junk || (!qg_str_is(text, "?") && !is_drawn_rule(text)))
        return false;
    qg_text_tell(job, QG_FOUND_PARSE_JUNK, &told, text, (qg_str){0});
    return true;
}

/* Add a line of the text, or one that a tag ended. */
static void add_line(qg_text_job *job, qg_str raw, size_t offset, bool is_page_break, int *n_blank,
                     const qg_text_look *look)
{
    qg_str bare = without_edge(job, qg_str_trim(raw), offset);
    qg_line line;

    if (bare.n == 0 || drops_line(job, bare, offset)) {
        if (is_drawn_rule(bare)) /* which parts no rows */
            return;
        *n_blank += *n_blank < INT_MAX;
        return;
    }
    line = (qg_line){.text = bare,
                     .offset = offset,
                     .n_blank = *n_blank,
                     .is_page_break = is_page_break,
                     .look = look};
    qg_line_measure_indent(&line, raw);
    qg_line_measure(&line);
    qg_lines_add(&job->lines, &line);
    *n_blank = 0;
}

/* `line` without tags of HTML or colours of terminals. */
static bool clean_line(const qg_text_job *job, qg_buf *out, qg_str line)
{
    bool has_colour = job->has_colours && qg_text_uncolour(out, line), has_tag;
    qg_buf plain;

    if (!has_colour) {
        qg_buf_truncate(out, 0);
        return qg_text_untag(out, line);
    }
    qg_buf_init(&plain, 0);
    has_tag = qg_text_untag(&plain, qg_buf_str(out));
    qg_buf_truncate(out, has_tag ? 0 : out->n);
    if (has_tag)
        qg_buf_put(out, qg_buf_str(&plain));
    qg_buf_clear(&plain);
    return true;
}

/* Append `text` without the blanks inside figures that were spread, too: 〔1 9 8 6〕 */
static bool put_tight_figures(qg_buf *out, qg_str text)
{
    const char *figures = "0123456789.%";
    size_t n = out->n;

    for (size_t i = 0; i < text.n; i++) {
        bool is_inside = text.p[i] == ' ' && i > 0 && i + 1 < text.n &&
                         strchr(figures, text.p[i - 1]) != NULL &&
                         strchr(figures, text.p[i + 1]) != NULL;
        bool are_single = (i < 2 || strchr(figures, text.p[i - 2]) == NULL) &&
                          (i + 2 >= text.n || strchr(figures, text.p[i + 2]) == NULL);
        if (!is_inside || !are_single)
            qg_buf_put_byte(out, text.p[i]);
    }
    return out->n - n < text.n;
}

/* Add a line of a text with a blank behind each character, without those.  Returns false when it
 * has none. */
static bool add_unspread(qg_text_job *job, qg_str raw, size_t offset, bool is_page_break,
                         int *n_blank)
{
    qg_line told = {.offset = offset};
    qg_str bare = qg_str_trim(raw), line;
    qg_buf buf, tight;
    size_t n_places;

    qg_buf_init(&buf, 0);
    qg_buf_init(&tight, 0);
    qg_buf_put(&buf, qg_str_head(raw, (size_t)(bare.p - raw.p)));
    n_places = qg_text_put_spaced(&buf, bare);
    n_places += put_tight_figures(&tight, qg_buf_str(&buf));
    line = n_places == 0 ? raw : qg_arena_copy(&job->doc->arena, qg_buf_str(&tight));
    qg_buf_clear(&buf);
    qg_buf_clear(&tight);
    if (n_places == 0)
        return false;
    qg_text_tell(job, QG_FOUND_PARSE_SPACE, &told, bare, qg_str_trim(line));
    add_line(job, line, offset, is_page_break, n_blank, NULL);
    return true;
}

/* Add a line with what is nobody's text taken off: noise, tags, colours.  Returns false when it has
 * none. */
static bool add_cleaned(qg_text_job *job, qg_str raw, size_t offset, bool is_page_break,
                        int *n_blank)
{
    qg_line told = {.offset = offset};
    qg_str rest = raw;
    qg_buf quiet, buf;
    bool has_noise, has_tag;

    if (qg_str_find_byte(raw, '<') == raw.n && !job->has_colours && !job->has_noise)
        return false;
    qg_buf_init(&quiet, 0);
    qg_buf_init(&buf, 0);
    has_noise = job->has_noise && qg_text_unnoise(job, &quiet, qg_str_trim(raw), offset);
    if (has_noise)
        rest = qg_buf_str(&quiet);
    has_tag = clean_line(job, &buf, rest);
    rest = qg_arena_copy(&job->doc->arena, has_tag ? qg_buf_str(&buf) : rest);
    qg_buf_clear(&quiet);
    qg_buf_clear(&buf);
    if (!has_tag && !has_noise)
        return false;
    if (has_tag)
        qg_text_tell(job, QG_FOUND_PARSE_TAG, &told, raw, rest);
    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest);
        if (qg_str_trim(line).n > 0) /* tags around a block leave no empty lines */
            add_line(job, line, offset, is_page_break, n_blank, NULL);
    }
    return true;
}

/* Add the paragraphs of a line that only blanks part.  Returns false when it is none. */
static bool add_paragraphs(qg_text_job *job, qg_str raw, bool is_page_break, int *n_blank)
{
    if (job->page != NULL || !qg_text_is_one_line(raw, job->text.n))
        return false;
    for (qg_str rest = qg_str_trim(raw); rest.n > 0; is_page_break = false) {
        qg_str part = qg_str_head(rest, qg_text_first_paragraph(rest));
        qg_line told = {.offset = (size_t)(part.p - job->text.p)};
        add_line(job, part, told.offset, is_page_break, n_blank, NULL);
        rest = qg_str_trim(qg_str_skip(rest, part.n));
        if (part.p > qg_str_trim(raw).p)
            qg_text_tell(job, QG_FOUND_PARSE_SPLIT, &told, (qg_str){0},
                         qg_str_head(part, qg_first_sentence(part)));
    }
    return true;
}

/* Add the title and the stamp behind it, where `raw` has both.  Returns false otherwise. */
static bool add_stamped(qg_text_job *job, qg_str raw, qg_str stamp, bool is_break, int *n_blank)
{
    size_t offset = (size_t)(stamp.p - job->text.p);

    if (stamp.n == 0 || stamp.p < raw.p || stamp.p >= raw.p + raw.n)
        return false;
    raw = qg_str_trim(qg_str_head(raw, (size_t)(stamp.p - raw.p)));
    add_line(job, raw, (size_t)(raw.p - job->text.p), is_break, n_blank, NULL);
    add_line(job, stamp, offset, false, n_blank, NULL);
    qg_text_tell(job, QG_FOUND_PARSE_SPLIT, &(qg_line){.offset = offset}, (qg_str){0}, stamp);
    return true;
}

/* The mark that mail and bulletin boards put in front of each line of what somebody answers. */
static bool is_quote_mark(qg_str text)
{
    return qg_str_starts(text, QG_STR(": ")) || qg_str_is(text, ":") ||
           qg_str_starts(text, QG_STR("> ")) || qg_str_is(text, ">");
}

/* Take the marks off; one line alone is nobody's quotation. */
static void find_quotes(qg_line *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool is_one = is_quote_mark(at[i].text) &&
                      ((i > 0 && (at[i - 1].is_quoted || is_quote_mark(at[i - 1].text))) ||
                       (i + 1 < n && is_quote_mark(at[i + 1].text)));
        qg_str bare = qg_str_trim(qg_str_skip(at[i].text, 1));
        if (!is_one || bare.n == 0)
            continue;
        at[i].text = bare;
        at[i].offset += 1;
        at[i].is_quoted = true;
        qg_line_measure(&at[i]);
    }
}

void qg_text_lines(qg_text_job *job, size_t start)
{
    qg_str rest = qg_str_skip(job->text, start);
    qg_str stamp = job->page == NULL ? qg_text_title_stamp(rest) : (qg_str){0};
    bool is_break = false, was_break;
    int n_blank = 0;
    size_t next_look = 0;

    job->is_spread = job->page == NULL && qg_text_is_spread(rest);
    job->has_colours = job->page == NULL && qg_text_has_colours(rest);
    job->has_noise = job->page == NULL && !job->keep_junk && qg_text_has_noise(rest);
    while (rest.n > 0 && job->lines.status == QG_OK) {
        was_break = is_break;
        qg_str raw = take_line(&rest, &is_break);
        size_t offset = (size_t)(qg_str_trim(raw).p - job->text.p);
        is_break = is_break || (was_break && qg_str_trim(raw).n == 0);
        if (add_paragraphs(job, raw, was_break, &n_blank) ||
            add_stamped(job, raw, stamp, was_break, &n_blank))
            continue;
        if (job->is_spread && add_unspread(job, raw, offset, was_break, &n_blank))
            continue;
        if (job->page != NULL || !add_cleaned(job, raw, offset, was_break, &n_blank))
            add_line(job, raw, offset, was_break, &n_blank,
                     look_before(job->page, &next_look, (size_t)(raw.p + raw.n - job->text.p)));
    }
    if (job->page == NULL)
        find_quotes(job->lines.at, job->lines.n);
}
