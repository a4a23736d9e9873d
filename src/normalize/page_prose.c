#include "normalize/page_prose.h"

#include "base/memory.h"
#include "normalize/escaped.h"

#include <stdlib.h>

/* Elements in which there is no prose. */
static const qg_str left_out[] = {{"script", 6}, {"style", 5},    {"code", 4},
                                  {"kbd", 3},    {"textarea", 8}, {"noscript", 8}};

enum { LEFT_OUT = sizeof left_out / sizeof *left_out };

/* The walk over a page, and what it is in. */
typedef struct walk {
    qg_prose *prose;
    qg_str page;
    size_t at;
    bool has_line;         /* something was put into the line */
    bool is_laid_out;      /* in <pre>, where a line feed ends the line */
    bool is_linked;        /* in <a> */
    size_t line, n_linked; /* where the line starts, and its bytes in links */
    size_t menu, n_pieces; /* where the last lines start that are mostly links, the pieces then, */
    size_t n_menu;         /* and how many such lines there are */
    size_t blank, n_blank; /* blanks that wait for what stands behind: where, and how many */
    size_t no_comment_end; /* from here on no comment is ended, */
    size_t no_end[LEFT_OUT]; /* and no element of `left_out` */
} walk;

/* ---- pieces ---------------------------------------------------------------------------------- */

static void put(walk *w, qg_str bytes, size_t source, size_t n_source)
{
    qg_prose *p = w->prose;
    qg_prose_piece *last = p->n == 0 ? NULL : &p->pieces[p->n - 1];
    bool is_verbatim = bytes.n == n_source;

    if (last != NULL && is_verbatim && last->source + last->n_source == source &&
        p->text.n - last->start == last->n_source) {
        last->n_source += n_source;
    } else {
        qg_prose_piece *pieces = qg_memory_room(p->pieces, p->n, &p->n_allocated, sizeof *pieces);
        if (pieces == NULL) {
            p->status = QG_E_MEMORY;
            return;
        }
        p->pieces = pieces;
        p->pieces[p->n++] = (qg_prose_piece){p->text.n, source, n_source};
    }
    qg_buf_put(&p->text, bytes);
}

/* Put words, and one blank before them for the blanks that stood there. */
static void put_words(walk *w, qg_str bytes, size_t source, size_t n_source)
{
    if (w->n_blank > 0 && w->has_line)
        put(w, QG_STR(" "), w->blank, w->n_blank);
    w->n_blank = 0;
    w->has_line = true;
    w->n_linked += w->is_linked ? bytes.n : 0;
    put(w, bytes, source, n_source);
}

/* End the line.  Where several lines in a row are mostly links, they are a menu or headlines of
 * other texts, and are taken out again. */
static void end_line(walk *w)
{
    enum { LEAST_MENU = 3 };
    qg_prose *p = w->prose;

    w->n_blank = 0;
    if (!w->has_line)
        return;
    w->has_line = false;
    w->n_menu = w->n_linked * 2 > p->text.n - w->line ? w->n_menu + 1 : 0;
    put(w, QG_STR("\n"), w->at, 0);
    if (w->n_menu >= LEAST_MENU && p->status == QG_OK) {
        qg_buf_truncate(&p->text, w->menu);
        p->n = w->n_pieces;
    }
    if (w->n_menu == 0) {
        w->menu = p->text.n;
        w->n_pieces = p->n;
    }
    w->line = p->text.n;
    w->n_linked = 0;
}

/* ---- tags ------------------------------------------------------------------------------------ */

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static char byte_at(const walk *w, size_t at)
{
    return at < w->page.n ? w->page.p[at] : 0;
}

/* Whether it is `other`, which is in small letters; asked for every tag. */
static bool is_named(qg_str name, qg_str other)
{
    return name.n == other.n && (name.p[0] | 0x20) == other.p[0] && qg_str_eq_nocase(name, other);
}

static bool is_one_of(qg_str name, const qg_str *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_named(name, names[i]))
            return true;
    return false;
}

/* Whether an element stands inside a line and does not end it. */
static bool is_inline(qg_str name)
{
    static const qg_str names[] = {
        {"a", 1},      {"code", 4},   {"kbd", 3},  {"abbr", 4},  {"b", 1},    {"bdi", 3},
        {"bdo", 3},    {"big", 3},    {"cite", 4}, {"del", 3},   {"dfn", 3},  {"em", 2},
        {"font", 4},   {"i", 1},      {"img", 3},  {"ins", 3},   {"mark", 4}, {"o:p", 3},
        {"nobr", 4},   {"q", 1},      {"s", 1},    {"small", 5}, {"span", 4}, {"st1", 3},
        {"strong", 6}, {"strike", 6}, {"sub", 3},  {"sup", 3},   {"tt", 2},   {"u", 1},
        {"var", 3},    {"wbr", 3}};

    return is_one_of(name, names, sizeof names / sizeof *names);
}

/* The end of the tag at `w->at`, behind its attributes. */
static size_t tag_end(const walk *w)
{
    for (size_t i = w->at + 1; i < w->page.n; i++) {
        char c = w->page.p[i];
        if (c == '>')
            return i + 1;
        if ((c == '"' || c == '\'') && w->page.p[i - 1] == '=')
            i += 1 + qg_str_find_byte(qg_str_skip(w->page, i + 1), c);
    }
    return w->page.n;
}

/* Where an element of `left_out`, whose tag ends at `from`, is closed, so that what is in it can
 * be skipped; `from` for other elements, and for one that is never closed.  `no_end` saves
 * looking for a missing end again and again. */
static size_t element_end(walk *w, qg_str name, size_t from)
{
    size_t at = from, i = 0;

    while (i < LEFT_OUT && !is_named(name, left_out[i]))
        i++;
    while (i < LEFT_OUT && from < w->no_end[i]) {
        at += qg_str_find(qg_str_skip(w->page, at), QG_STR("</"));
        if (at >= w->page.n)
            w->no_end[i] = from;
        else if (qg_str_eq_nocase(qg_str_head(qg_str_skip(w->page, at + 2), name.n), name))
            return at;
        else
            at += 2;
    }
    return from;
}

static size_t comment_end(walk *w)
{
    size_t n = 0;

    if (w->at < w->no_comment_end)
        n = qg_str_find(qg_str_skip(w->page, w->at), QG_STR("-->"));
    if (n > 0 && w->at + n < w->page.n)
        return w->at + n + 3;
    w->no_comment_end = w->at;
    return tag_end(w);
}

/* ---- the page -------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}

static void take_blanks(walk *w)
{
    size_t start = w->at;

    for (; is_blank(byte_at(w, w->at)); w->at++)
        if (w->is_laid_out && byte_at(w, w->at) == '\n')
            end_line(w);
    if (w->n_blank == 0) {
        w->blank = start;
        w->n_blank = w->at - start;
    }
}

/* Neither a blank nor the start of a tag or reference, as most bytes. */
static bool is_word(char c)
{
    return (unsigned char)c > '<' || (c != '<' && c != '&' && !is_blank(c));
}

static void take_words(walk *w)
{
    size_t start = w->at++;

    while (w->at < w->page.n && is_word(w->page.p[w->at]))
        w->at++;
    put_words(w, qg_str_skip(qg_str_head(w->page, w->at), start), start, w->at - start);
}

/* Take the character reference at `w->at`; false when the & is only a sign. */
static bool take_reference(walk *w)
{
    qg_escape escape;

    if (!qg_escape_read(&escape, qg_str_skip(w->page, w->at)) || escape.is_byte ||
        escape.n_text == 0)
        return false;
    put_words(w, (qg_str){escape.text, escape.n_text}, w->at, escape.n_bytes);
    w->at += escape.n_bytes;
    return true;
}

/* ---- words and tags -------------------------------------------------------------------------- */

/* Take the words in the quoted value that starts at `w->at`, and ends before `end`. */
static void take_value(walk *w, size_t end)
{
    size_t n = w->page.n;

    w->page.n = end;
    while (w->at < end)
        if (is_blank(byte_at(w, w->at)))
            take_blanks(w);
        else if (byte_at(w, w->at) != '&' || !take_reference(w))
            take_words(w);
    w->page.n = n;
}

/* Take the attributes that people read: the alt of a picture, and a title in a <meta> of the
 * head. */
static void take_attributes(walk *w, qg_str name, size_t end)
{
    bool is_image = is_named(name, QG_STR("img"));
    qg_str tag = qg_str_skip(qg_str_head(w->page, end), w->at);
    qg_str key = is_image ? QG_STR(" alt=\"") : QG_STR(" content=\"");
    size_t n;

    if (!is_image && !is_named(name, QG_STR("meta")))
        return;
    n = qg_str_find(tag, key);
    if (n == tag.n || !(is_image || qg_str_find(tag, QG_STR("itle\"")) < tag.n))
        return;
    w->at += n + key.n;
    take_value(w, w->at + qg_str_find_byte(qg_str_skip(tag, n + key.n), '"'));
}

static bool ends_name(char c)
{
    return c == '>' || c == ' ' || c == '/' || c == '\n' || c == '\t' || c == '\0';
}

static bool leads_somewhere(qg_str anchor)
{
    return qg_str_find(anchor, QG_STR("href")) < anchor.n;
}

/* Pass the tag, comment or declaration at `w->at`; false when the < is only a sign. */
static bool take_tag(walk *w)
{
    bool is_close = byte_at(w, w->at + 1) == '/';
    qg_str name = {w->page.p + w->at + 1 + is_close, 0};
    size_t end;

    if (byte_at(w, w->at + 1) == '!' || byte_at(w, w->at + 1) == '?') {
        w->at = qg_str_starts(qg_str_skip(w->page, w->at), QG_STR("<!--")) ? comment_end(w)
                                                                           : tag_end(w);
        return true;
    }
    if (!is_letter(byte_at(w, w->at + 1 + is_close)))
        return false;
    while (!ends_name(byte_at(w, w->at + 1 + is_close + name.n)))
        name.n++;
    end = tag_end(w);
    if (!is_inline(name))
        end_line(w);
    if (is_named(name, QG_STR("pre")))
        w->is_laid_out = !is_close;
    if (is_named(name, QG_STR("a")))
        w->is_linked = !is_close && leads_somewhere(qg_str_skip(qg_str_head(w->page, end), w->at));
    take_attributes(w, name, end);
    w->at = is_close ? end : element_end(w, name, end);
    if (w->at > end && is_inline(name))
        put_words(w, QG_STR("x"), w->at, 0); /* code inside a sentence counts as a word of it */
    return true;
}

void qg_prose_make(qg_prose *prose, qg_str page)
{
    walk w = {.prose = prose, .page = page, .no_comment_end = page.n};

    for (size_t i = 0; i < LEFT_OUT; i++)
        w.no_end[i] = page.n;
    qg_buf_init(&prose->text, 0);
    while (w.at < page.n && prose->status == QG_OK) {
        char c = page.p[w.at];
        if (is_blank(c))
            take_blanks(&w);
        else if (!(c == '<' && take_tag(&w)) && !(c == '&' && take_reference(&w)))
            take_words(&w);
    }
    if (prose->status == QG_OK)
        prose->status = qg_buf_status(&prose->text);
}

bool qg_prose_place(qg_prose *prose, size_t start, size_t n, size_t *source, size_t *n_source)
{
    const qg_prose_piece *p = prose->pieces;
    size_t end = start + n, i, piece_end;

    while (prose->at > 0 && p[prose->at].start > start)
        prose->at--;
    while (prose->at + 1 < prose->n && p[prose->at + 1].start <= start)
        prose->at++;
    i = prose->at;
    piece_end = i + 1 < prose->n ? p[i + 1].start : prose->text.n;
    if (piece_end - p[i].start != p[i].n_source) { /* a reference or blanks: no place inside */
        if (start != p[i].start)
            return false;
        *source = p[i].source;
    } else {
        *source = p[i].source + (start - p[i].start);
    }
    while (end > piece_end) { /* pieces that follow each other must do so in the page, too */
        if (p[i].source + p[i].n_source != p[i + 1].source)
            return false;
        i++;
        piece_end = i + 1 < prose->n ? p[i + 1].start : prose->text.n;
    }
    if (piece_end - p[i].start == p[i].n_source)
        *n_source = p[i].source + (end - p[i].start) - *source;
    else if (end == piece_end)
        *n_source = p[i].source + p[i].n_source - *source;
    else
        return false;
    return true;
}

void qg_prose_clear(qg_prose *prose)
{
    qg_buf_clear(&prose->text);
    free(prose->pieces);
    *prose = (qg_prose){0};
}
