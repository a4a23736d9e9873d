/* report_html.c - the report as a web page: the text with each change marked where it is.
 *
 * The page loads nothing and has no scripts.  Its filters are check boxes whose state CSS rules
 * test, so its content security policy can forbid all scripts and nothing in a hostile draft can
 * run. Everything from outside goes through put_text, which escapes all markup.
 */
#include "api/report.h"
#include "api/report_html_int.h"
#include "base/utf8.h"

#include <inttypes.h>

enum {
    WHOLE_BYTES = 1 << 20, /* of a text that is shown from its start to its end */
    CONTEXT_LINES = 2,     /* around a finding in a longer one */
    PIECE_BYTES = 600      /* of a line between findings, likewise; half at each end */
};

typedef enum words {
#define X(name, english) WORDS_##name,
#include "qinggao/page.def"
#undef X
    WORDS_COUNT
} words;

static const char *const english[WORDS_COUNT] = {
#define X(name, text) text,
#include "qinggao/page.def"
#undef X
};

/* The work in hand. */
typedef struct page {
    qg_buf *out;
    const qg_report *report;
    qg_translate *translate;
    qg_str text;
    qg_report_marks marks;
    uint64_t section; /* a number that no other on the page has */
    size_t line;      /* number of the line that is being written */
    bool is_short;    /* only lines around findings are shown */
    bool is_open;     /* a line has been started */
} page;

/* ---- text ------------------------------------------------------------------------------------ */

static const char *say(const page *p, const char *sentence)
{
    return p->translate == NULL ? sentence : p->translate(sentence);
}

/* Whether the character is invisible. */
static bool is_unseen(qg_rune rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune <= 0xA0) || rune == 0xAD || rune == 0x61C ||
           (rune >= 0x2000 && rune <= 0x200F) || (rune >= 0x2028 && rune <= 0x202F) ||
           (rune >= 0x205F && rune <= 0x206F) || rune == 0xFEFF ||
           (rune >= 0xE000 && rune <= 0xF8FF) || (rune >= 0xFFF9 && rune <= 0xFFFB) ||
           (rune >= 0xE0000 && rune <= 0xE007F);
}

static void put_unseen(qg_buf *out, qg_rune rune)
{
    if (rune == '\n')
        qg_buf_puts(out, "<i>⏎</i>");
    else if (rune == '\t')
        qg_buf_puts(out, "\t");
    else
        qg_buf_printf(out, "<i>U+%04lX</i>", (unsigned long)rune);
}

/* Append text with markup escaped, also the quotes that could end an attribute. */
static void put_text(qg_buf *out, qg_str text)
{
    while (text.n > 0) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&text, &rune);
        if (rune == '<' || rune == '>' || rune == '&' || rune == '"' || rune == '\'')
            qg_buf_printf(out, "&#%lu;", (unsigned long)rune);
        else if (is_unseen(rune))
            put_unseen(out, rune);
        else
            qg_buf_put(out, bytes);
    }
}

static void put_words(const page *p, const char *sentence)
{
    put_text(p->out, qg_str_of(say(p, sentence)));
}

/* ---- the head -------------------------------------------------------------------------------- */

static void put_head(const page *p)
{
    qg_buf_puts(p->out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" "
                        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    put_words(p, english[WORDS_TITLE]);
    qg_buf_puts(p->out, "</title>\n<style>");
    qg_report_put_style(p->out);
    qg_buf_puts(p->out, "</style>\n</head>\n<body>\n<h1>");
    put_words(p, english[WORDS_TITLE]);
    qg_buf_puts(p->out, "</h1>\n");
}

/* ---- the summary ----------------------------------------------------------------------------- */

static void put_fact(const page *p, words what, const char *value)
{
    put_words(p, english[what]);
    qg_buf_puts(p->out, " <b>");
    put_text(p->out, qg_str_of(value == NULL ? "–" : value));
    qg_buf_puts(p->out, "</b> · ");
}

static void put_count(const page *p, words what, size_t n)
{
    put_words(p, english[what]);
    qg_buf_printf(p->out, " <b>%zu</b>", n);
}

static void put_facts(const page *p)
{
    size_t n = p->report->store.n;

    qg_buf_puts(p->out, "<p class=\"facts\">");
    put_fact(p, WORDS_ENCODING, p->report->input.encoding);
    put_fact(p, WORDS_SCRIPT, p->report->script);
    put_count(p, WORDS_DONE, n - p->marks.n_suggested);
    qg_buf_puts(p->out, " · ");
    put_count(p, WORDS_SUGGESTED, p->marks.n_suggested);
    qg_buf_puts(p->out, "</p>\n");
}

/* A check box for each kind.  They must come before the text: CSS selectors only reach what
 * follows. */
static void put_filters(const page *p)
{
    qg_buf_puts(p->out, "<span class=\"kinds\">");
    put_words(p, english[WORDS_FILTER]);
    qg_buf_puts(p->out, "</span>\n");
    for (int kind = 0; kind < QG_FOUND_COUNT; kind++) {
        if (p->marks.counts[kind] == 0)
            continue;
        qg_buf_printf(p->out,
                      "<input type=\"checkbox\" checked class=\"f f%d\" id=\"s%" PRIx64 "-%d\">",
                      kind, p->section, kind);
        qg_buf_printf(p->out, "<label for=\"s%" PRIx64 "-%d\">%zu × ", p->section, kind,
                      p->marks.counts[kind]);
        put_words(p, qg_kind_sentence((qg_kind)kind));
        qg_buf_printf(p->out, " <code>%s</code></label>\n", qg_kind_name((qg_kind)kind));
    }
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void open_line(page *p)
{
    if (!p->is_open)
        qg_buf_printf(p->out, "<div class=\"l\"><span class=\"n\">%zu</span><span class=\"x\">",
                      p->line);
    p->is_open = true;
}

static void close_line(page *p)
{
    if (p->is_open)
        qg_buf_puts(p->out, "</span></div>\n");
    p->is_open = false;
}

static void put_gap(page *p, size_t n_lines)
{
    close_line(p);
    qg_buf_printf(p->out, "<div class=\"gap\">⋯ %zu ", n_lines);
    put_words(p, english[WORDS_LINES_LEFT_OUT]);
    qg_buf_puts(p->out, "</div>\n");
    p->line += n_lines;
}

/* The last `n` bytes, or fewer so that no character is cut. */
static qg_str tail_of(qg_str s, size_t n)
{
    size_t start = s.n < n ? 0 : s.n - n;

    while (start < s.n && ((unsigned char)s.p[start] & 0xC0) == 0x80)
        start++;
    return qg_str_skip(s, start);
}

/* Part of a line. */
static void put_piece(page *p, qg_str piece)
{
    open_line(p);
    if (!p->is_short || piece.n <= PIECE_BYTES) {
        put_text(p->out, piece);
        return;
    }
    put_text(p->out, qg_utf8_head(piece, PIECE_BYTES / 2));
    qg_buf_puts(p->out, "<i title=\"");
    put_words(p, english[WORDS_CUT]);
    qg_buf_puts(p->out, "\">⋯</i>");
    put_text(p->out, tail_of(piece, PIECE_BYTES / 2));
}

/* Lines and the start of one more, each line ended. */
static void put_lines(page *p, qg_str text)
{
    for (size_t n; (n = qg_str_find_byte(text, '\n')) < text.n; text = qg_str_skip(text, n + 1)) {
        put_piece(p, qg_str_head(text, n));
        close_line(p);
        p->line++;
    }
    if (text.n > 0)
        put_piece(p, text);
}

/* Length of the first `n` lines of `text`, with their line feeds. */
static size_t lines_length(qg_str text, size_t n)
{
    size_t at = 0;

    while (n-- > 0 && at < text.n)
        at += qg_str_find_byte(qg_str_skip(text, at), '\n') + 1;
    return at < text.n ? at : text.n;
}

static size_t count_lines(qg_str text)
{
    size_t n = 0;

    for (size_t at; (at = qg_str_find_byte(text, '\n')) < text.n; n++)
        text = qg_str_skip(text, at + 1);
    return n;
}

/* The text between two findings; of a long text only what is near to one of them. */
static void put_between(page *p, qg_str text, bool is_first, bool is_last)
{
    size_t n_head = is_first ? 0 : CONTEXT_LINES + 1, n_tail = is_last ? 0 : CONTEXT_LINES;
    size_t n_lines = p->is_short ? count_lines(text) : 0, n_kept;

    if (!p->is_short || n_lines <= n_head + n_tail + 1) {
        put_lines(p, text);
        return;
    }
    n_kept = lines_length(text, n_head);
    put_lines(p, qg_str_head(text, n_kept));
    put_gap(p, n_lines - n_head - n_tail);
    put_lines(p, qg_str_skip(text, n_kept + lines_length(qg_str_skip(text, n_kept),
                                                         n_lines - n_head - n_tail)));
}

/* ---- marks ----------------------------------------------------------------------------------- */

static void put_id(const page *p, const qg_finding *finding)
{
    char id[QG_ID_BYTES];

    qg_finding_id(id, finding);
    put_text(p->out, qg_str_of(id));
}

static void put_tip(page *p, const qg_finding *finding)
{
    qg_buf_puts(p->out, "<span class=\"tip\">");
    put_words(p, qg_kind_sentence(finding->kind));
    if (finding->before.n > 0 || finding->after.n > 0) {
        qg_buf_puts(p->out, "<br>");
        put_text(p->out, finding->before);
        qg_buf_puts(p->out, " → ");
        put_text(p->out, finding->after);
    }
    if (finding->confidence > 0) {
        qg_buf_puts(p->out, "<br>");
        put_words(p, english[WORDS_CONFIDENCE]);
        qg_buf_printf(p->out, " %d %%", (int)(finding->confidence * 100 + 0.5));
    }
    qg_buf_puts(p->out, " · ");
    put_id(p, finding);
    qg_buf_puts(p->out, "</span>");
}

/* Write a finding as a mark in the text.  The text stays as it is when the finding only suggests
 * something or when what it changed is not there any more. */
static void put_mark(page *p, const qg_report_mark *m)
{
    const qg_finding *finding = &m->finding;
    qg_str there = qg_str_skip(qg_str_head(p->text, m->end), m->at);
    bool is_empty = finding->suggested ? there.n + finding->after.n == 0
                                       : finding->before.n + finding->after.n == 0;

    open_line(p);
    qg_buf_printf(p->out, "<span tabindex=\"0\" class=\"m k%d%s%s\" id=\"m%" PRIx64 "-",
                  (int)finding->kind, finding->suggested ? " s" : "", is_empty ? " z" : "",
                  p->section);
    put_id(p, finding);
    qg_buf_puts(p->out, "\">");
    if (finding->suggested) {
        put_text(p->out, there);
    } else if (finding->before.n > 0) {
        qg_buf_puts(p->out, "<del>");
        put_text(p->out, finding->before);
        qg_buf_puts(p->out, "</del>");
    }
    if (finding->after.n > 0) {
        qg_buf_puts(p->out, "<ins>");
        put_text(p->out, finding->after);
        qg_buf_puts(p->out, "</ins>");
    }
    put_tip(p, finding);
    qg_buf_puts(p->out, "</span>");
}

static void put_marked_text(page *p)
{
    size_t at = 0;

    qg_buf_puts(p->out, "<div class=\"t\" lang=\"zh\">\n");
    for (size_t i = 0; i < p->marks.n; i++) {
        const qg_report_mark *m = &p->marks.p[i];
        if (m->at > at || i == 0)
            put_between(p, qg_str_skip(qg_str_head(p->text, m->at), at), i == 0, false);
        put_mark(p, m);
        p->line += count_lines(qg_str_skip(qg_str_head(p->text, m->end), m->at));
        at = m->end > at ? m->end : at;
    }
    put_between(p, qg_str_skip(p->text, at), p->marks.n == 0, true);
    close_line(p);
    qg_buf_puts(p->out, "</div>\n");
}

/* ---- the list -------------------------------------------------------------------------------- */

static void put_row(const page *p, const qg_finding *finding)
{
    qg_buf_printf(p->out, "<tr><td><a href=\"#m%" PRIx64 "-", p->section);
    put_id(p, finding);
    qg_buf_printf(p->out, "\">%zu:%zu</a></td><td>", finding->line, finding->column);
    put_words(p, qg_kind_sentence(finding->kind));
    if (finding->suggested) {
        qg_buf_puts(p->out, " (");
        put_words(p, english[WORDS_SUGGESTED]);
        qg_buf_puts(p->out, ")");
    }
    qg_buf_puts(p->out, "</td><td>");
    put_text(p->out, finding->before);
    qg_buf_puts(p->out, "</td><td>");
    put_text(p->out, finding->after);
    qg_buf_printf(p->out, "</td><td>%d %%</td><td><code>", (int)(finding->confidence * 100 + 0.5));
    put_id(p, finding);
    qg_buf_puts(p->out, "</code></td></tr>\n");
}

static void put_list(const page *p)
{
    static const words titles[] = {WORDS_LINE, WORDS_WHAT, WORDS_BEFORE, WORDS_AFTER,
                                   WORDS_CONFIDENCE};

    qg_buf_puts(p->out, "<details><summary>");
    put_words(p, english[WORDS_LIST]);
    qg_buf_puts(p->out, "</summary>\n<table>\n<tr>");
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        qg_buf_puts(p->out, "<th>");
        put_words(p, english[titles[i]]);
        qg_buf_puts(p->out, "</th>");
    }
    qg_buf_puts(p->out, "<th>id<br><small>");
    put_words(p, english[WORDS_UNDO]);
    qg_buf_puts(p->out, "</small></th></tr>\n");
    for (size_t i = 0; i < p->marks.n; i++)
        put_row(p, &p->marks.p[i].finding);
    qg_buf_puts(p->out, "</table></details>\n");
    if (p->marks.n < p->report->store.n) {
        qg_buf_printf(p->out, "<p class=\"facts\">%zu ", p->report->store.n - p->marks.n);
        put_words(p, english[WORDS_MORE]);
        qg_buf_puts(p->out, "</p>\n");
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

/* A number for a section, unique in the page: a hash (FNV-1a) of the file's name, combined with the
 * place where the section starts. */
static uint64_t number_of(qg_str file, size_t start)
{
    uint64_t hash = 0xCBF29CE484222325;

    for (size_t i = 0; i < file.n; i++)
        hash = (hash ^ (unsigned char)file.p[i]) * 0x100000001B3;
    return hash + start;
}

static void put_section(page *p, qg_str file, bool is_read)
{
    p->section = number_of(file, p->out->n);
    qg_buf_puts(p->out, "<section>\n<h2>");
    put_text(p->out, file);
    qg_buf_puts(p->out, "</h2>\n");
    put_facts(p);
    if (p->report->store.n > 0)
        put_filters(p);
    if (is_read)
        put_marked_text(p);
    else
        put_words(p, english[WORDS_NO_TEXT]);
    if (p->report->store.n > 0)
        put_list(p);
    else
        put_words(p, english[WORDS_NONE]);
    qg_buf_puts(p->out, "</section>\n");
}

qg_status qg_report_html(qg_buf *out, const qg_report *report, qg_str file, qg_str input,
                         qg_str encoding, qg_translate *translate)
{
    page p = {.out = out, .report = report, .translate = translate, .line = 1};
    qg_text text;
    qg_status st;
    bool is_read;

    if (report == NULL) {
        put_head(&p);
        return qg_buf_status(out);
    }
    st = qg_normalize(&text, input, encoding, NULL);
    is_read = st == QG_OK;
    if (st != QG_E_MEMORY)
        st = report->store.status;
    p.text = qg_buf_str(&text.utf8);
    p.is_short = p.text.n > WHOLE_BYTES;
    if (st == QG_OK)
        st = qg_report_marks_read(&p.marks, &report->store, &text);
    if (st == QG_OK) {
        if (out->n == 0)
            put_head(&p);
        put_section(&p, file, is_read);
        st = qg_buf_status(out);
    }
    qg_report_marks_clear(&p.marks);
    qg_text_clear(&text);
    return st;
}
