/* repair_invisible.c - what nobody sees and every search trips over.
 *
 * Zero-width characters, soft hyphens, direction marks, no-break and other odd spaces come along
 * when pages are copied.  In Chinese they mean nothing; in Persian, Hindi or an emoji they are
 * spelling.  So the text must be Chinese, and the neighbours must not be of a script or a sequence
 * that needs them.  Two ideographic spaces at the start of a paragraph are how Chinese indents, and
 * stay as they are, like all others of their kind; so do en and em spaces inside a line.  In a web
 * page no-break spaces are markup, and in code nothing is touched.
 *
 * What is left of C1 controls when mojibake has been looked for means nothing in any language,
 * except beside letters of Latin-1: there it may be a piece of mojibake that could not be undone.
 * Away from Chinese it is the byte of windows-1252 that was stored so, the apostrophe of don’t.
 */
#include "normalize/repair.h"

#include "normalize/census.h"
#include "normalize/compose.h"
#include "normalize/escaped.h"
#include "normalize/genre.h"
#include "normalize/invisible.h"
#include "normalize/scan.h"
#include "unicode/unicode.h"

#define CONFIDENCE_SURE  0.98F
#define CONFIDENCE_DOUBT 0.50F

QG_SCAN(next_odd, QG_LOOK_INVISIBLE, qg_may_be_invisible)

typedef struct judge {
    qg_edits *edits;
    qg_str text;
    qg_genre genre;
    bool is_chinese, has_rtl;
    bool has_no_spaces; /* no plain spaces between words, so no-break ones stand for them */
} judge;

/* ---- neighbours ------------------------------------------------------------------------------ */

static qg_rune before(const judge *j, size_t at)
{
    return qg_utf8_last(qg_str_head(j->text, at));
}

static qg_rune behind(const judge *j, size_t at)
{
    return qg_utf8_first(qg_str_skip(j->text, at));
}

static bool is_line_edge(qg_rune rune)
{
    return rune == 0 || rune == '\n';
}

static bool is_cjk(qg_rune rune)
{
    return qg_rune_is_wide(rune) && rune < 0x1F000;
}

/* Whether a character belongs to what is spelled with zero-width characters: a script in which
 * they hold syllables together or apart (from Hebrew to Mongolian, and the blocks that continue
 * them), or emoji. */
static bool needs_joiners(qg_rune rune)
{
    return qg_is_between(rune, 0x590, 0x10FF) || qg_is_between(rune, 0x1700, 0x1CFF) ||
           qg_is_between(rune, 0x2600, 0x27BF) || qg_is_between(rune, 0x10000, 0x1FFFF) ||
           qg_is_between(rune, 0x2190, 0x23FF) || qg_is_between(rune, 0x2B00, 0x2BFF) ||
           qg_is_between(rune, 0xA800, 0xABFF) || qg_is_between(rune, 0xFB1D, 0xFDFF) ||
           qg_is_between(rune, 0xFE00, 0xFE0F) || qg_is_between(rune, 0xFE70, 0xFEFE) ||
           rune >= 0xE0000;
}

/* Whether a character is one as which Latin-1 shows the bytes of other encodings. */
static bool is_latin1(qg_rune rune)
{
    return qg_is_between(rune, 0xA1, 0xAC) || qg_is_between(rune, 0xAE, 0xFF);
}

static bool is_beside_latin1(const judge *j, size_t at, size_t end)
{
    bool is_between_references = before(j, at) == ';' && behind(j, end) == '&';

    return is_latin1(before(j, at)) || is_latin1(behind(j, end)) || is_between_references;
}

/* Whether two characters of Latin-1 stand beside the place, so that it may be a byte of a
 * character that was read wrongly: 张 as å¼ and a no-break space. */
static bool is_of_misread(const judge *j, size_t at, size_t end)
{
    qg_str left = qg_str_head(j->text, at), right = qg_str_skip(j->text, end);
    size_t n = 0;

    for (qg_rune rune; qg_is_between(rune = qg_utf8_last(left), 0x80, 0xFF) && n < 2; n++)
        left.n -= 2;
    for (qg_rune rune; qg_is_between(rune = qg_utf8_first(right), 0x80, 0xFF) && n < 2; n++)
        right = qg_str_skip(right, 2);
    return n == 2;
}

/* ---- changes --------------------------------------------------------------------------------- */

static void put_one(const judge *j, size_t at, size_t end, qg_str after, float confidence)
{
    qg_edits_put(j->edits, &(qg_edit){.offset = at,
                                      .n_bytes = end - at,
                                      .after = after,
                                      .kind = QG_FOUND_REPAIR_INVISIBLE,
                                      .confidence = confidence});
}

static void put(const judge *j, size_t at, size_t end, qg_str after, float confidence)
{
    if (after.n > 0 || qg_edits_is_whole(j->edits, at, end - at)) {
        put_one(j, at, end, after, confidence);
        return;
    }
    while (at < end) { /* in a page tags stand between them: take them out one by one */
        qg_str rest = qg_str_skip(j->text, at);
        qg_rune rune;
        size_t n = qg_utf8_take(&rest, &rune).n;
        put_one(j, at, at + n, after, confidence);
        at += n;
    }
}

/* The end of a run of characters of this kind, the first of which ends at `end`. */
static size_t run_end(const judge *j, size_t end, qg_invisible kind)
{
    enum { RUN_BYTES = 256 }; /* a longer run makes several changes */
    size_t most = end + RUN_BYTES;

    while (end < j->text.n && end < most) {
        qg_str rest = qg_str_skip(j->text, end);
        qg_rune rune;
        size_t n = qg_utf8_take(&rest, &rune).n;
        if (qg_invisible_of(rune) != kind)
            break;
        end += n;
    }
    return end;
}

/* Take out all of a run. */
static size_t remove_run(const judge *j, size_t at, size_t end, qg_invisible kind, bool is_sure)
{
    end = run_end(j, end, kind);
    put(j, at, end, QG_STR(""), is_sure ? CONFIDENCE_SURE : CONFIDENCE_DOUBT);
    return end;
}

/* Put what windows-1252 has for each of the controls from `at` to `end`; it has nothing for
 * some. */
static size_t put_windows(const judge *j, size_t at, size_t end)
{
    enum { CONTROL_BYTES = 2 };

    for (; at < end; at += CONTROL_BYTES) {
        char text[QG_UTF8_MAX];
        qg_rune rune = behind(j, at), meant = qg_escape_from_windows(rune);
        size_t n = meant == rune ? 0 : qg_utf8_encode(text, meant);
        put(j, at, at + CONTROL_BYTES, qg_arena_copy(&j->edits->arena, (qg_str){text, n}),
            CONFIDENCE_SURE);
    }
    return end;
}

static size_t see_to_controls(const judge *j, size_t at, size_t end)
{
    size_t last = run_end(j, end, QG_INVISIBLE_CONTROL);
    bool is_sure = !is_beside_latin1(j, at, last) && !is_of_misread(j, at, last);

    if (is_sure && !is_cjk(before(j, at)) && !is_cjk(behind(j, last)))
        return put_windows(j, at, last);
    return remove_run(j, at, end, QG_INVISIBLE_CONTROL, is_sure);
}

static size_t put_line_end(const judge *j, size_t at, size_t end)
{
    bool is_sure = !is_beside_latin1(j, at, end);

    put(j, at, end, QG_STR("\n"), is_sure ? CONFIDENCE_SURE : CONFIDENCE_DOUBT);
    return end;
}

/* Whether a run has marks of direction. */
static bool has_direction(qg_str run)
{
    for (qg_rune rune; run.n > 0;) {
        qg_utf8_take(&run, &rune);
        if (qg_is_direction(rune))
            return true;
    }
    return false;
}

/* The end of the run of zero-width characters that starts at `at`; `at` itself where the text or
 * a letter beside the run needs them. */
static size_t useless_end(const judge *j, size_t at)
{
    size_t last = run_end(j, at, QG_INVISIBLE_ZERO);
    qg_str run = qg_str_skip(qg_str_head(j->text, last), at);
    bool has_hyphen = qg_str_find(run, QG_STR("\u00AD")) < run.n;

    if (!j->is_chinese || needs_joiners(before(j, at)) || needs_joiners(behind(j, last)) ||
        (has_hyphen && is_beside_latin1(j, at, last)) || (j->has_rtl && has_direction(run)))
        return at;
    return last;
}

/* Where the next zero-width character stands, if no more than two others of the same line are
 * before it; else 0. */
static size_t next_zero(const judge *j, size_t at)
{
    enum { NEAR = 2 };

    for (size_t n = 0; n <= NEAR && at < j->text.n; n++) {
        qg_str rest = qg_str_skip(j->text, at);
        qg_rune rune;
        size_t n_bytes = qg_utf8_take(&rest, &rune).n;
        if (qg_invisible_of(rune) == QG_INVISIBLE_ZERO)
            return at;
        if (rune == '\n' || qg_invisible_of(rune) != QG_INVISIBLE_NONE)
            return 0;
        at += n_bytes;
    }
    return 0;
}

/* Take out zero-width characters.  Some pages put them between all characters, against copying;
 * such a stretch is one change. */
static size_t remove_zero(const judge *j, size_t at, size_t end)
{
    char kept[192];
    size_t stop = useless_end(j, at), n_kept = 0;

    if (stop == at)
        return run_end(j, end, QG_INVISIBLE_ZERO);
    for (size_t next; (next = next_zero(j, stop)) > 0;) {
        size_t next_end = useless_end(j, next), n = next - stop;
        if (next_end == next || n_kept + n > sizeof kept ||
            !qg_edits_is_whole(j->edits, at, next_end - at))
            break;
        memcpy(kept + n_kept, j->text.p + stop, n);
        n_kept += n;
        stop = next_end;
    }
    put(j, at, stop, qg_arena_copy(&j->edits->arena, (qg_str){kept, n_kept}), CONFIDENCE_SURE);
    return stop;
}

/* ---- spaces ---------------------------------------------------------------------------------- */

static bool is_blank(qg_rune rune)
{
    return rune == ' ' || rune == '\t' || rune == 0x3000;
}

/* Whether a character may be part of a word or number of another language.  Between two such, a
 * no-break space is what the author wanted. */
static bool is_of_words(qg_rune rune)
{
    return !is_line_edge(rune) && !is_blank(rune) && !is_cjk(rune) && !qg_rune_is_ambiguous(rune);
}

/* Whether a text has plain spaces between words. */
static bool has_plain_spaces(qg_str text)
{
    for (size_t at = qg_str_find_byte(text, ' '); at < text.n; at++) {
        qg_str behind_it = qg_str_skip(text, at + 1);
        if (is_of_words(qg_utf8_last(qg_str_head(text, at))) &&
            is_of_words(qg_utf8_first(behind_it)))
            return true;
        at += qg_str_find_byte(behind_it, ' ');
    }
    return false;
}

/* Whether an odd space between these two is meant.  In a text that has no plain spaces, only one
 * that holds a number together, or to its unit, is. */
static bool is_wanted(const judge *j, qg_rune last, qg_rune next)
{
    bool is_of_number = qg_rune_is_digit(last) &&
                        (qg_rune_is_digit(next) || next >= 0x80 || qg_rune_is_letter(next));

    if (!is_of_words(last) || !is_of_words(next))
        return false;
    return !j->has_no_spaces || is_of_number || last == 0xAB || next == 0xBB;
}

/* The end of the blanks, of any kind, that go on at `end`. */
static size_t blanks_end(const judge *j, size_t end)
{
    while (end < j->text.n) {
        qg_str rest = qg_str_skip(j->text, end);
        qg_rune rune;
        size_t n = qg_utf8_take(&rest, &rune).n;
        if (!is_blank(rune) && qg_invisible_of(rune) != QG_INVISIBLE_SPACE)
            break;
        end += n;
    }
    return end;
}

/* Where the plain blanks start that end at `at`. */
static size_t blanks_start(const judge *j, size_t at)
{
    for (qg_rune rune; at > 0 && is_blank(rune = before(j, at));)
        at -= rune < 0x80 ? 1 : 3;
    return at;
}

/* The indent that blanks make, as ideographic spaces.  Two no-break spaces are as wide as one of
 * these; one alone is no indent. */
static qg_str indent_of(qg_str blanks)
{
    static const char spaces[] = "\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000";
    size_t n_halves = 0, n_bytes;

    for (qg_rune rune; blanks.n > 0;) {
        qg_utf8_take(&blanks, &rune);
        n_halves += rune == 0x2003 || rune == 0x3000 ? 2 : 1;
    }
    n_bytes = n_halves == 1 ? 0 : (n_halves + 1) / 2 * 3;
    return (qg_str){spaces, n_bytes < sizeof spaces ? n_bytes : sizeof spaces - 1};
}

/* Whether a space was chosen for its width: an en, em or thin space, as laws have behind 第一条.
 * Programs put no-break spaces by themselves, but none of these. */
static bool is_measured(qg_rune rune)
{
    return qg_is_between(rune, 0x2000, 0x200A);
}

/* Each odd space among the blanks from `at` to `end` becomes a plain one, unless it was chosen. */
static void put_plain_spaces(const judge *j, size_t at, size_t end)
{
    while (at < end) {
        qg_str rest = qg_str_skip(j->text, at);
        qg_rune rune;
        size_t n = qg_utf8_take(&rest, &rune).n;
        if (qg_invisible_of(rune) == QG_INVISIBLE_SPACE && !is_measured(rune))
            put(j, at, at + n, QG_STR(" "), CONFIDENCE_SURE);
        at += n;
    }
}

/* Whether there is Chinese in the rest of the line. */
static bool is_chinese_line(const judge *j, size_t at)
{
    qg_str rest = qg_str_skip(j->text, at);

    rest = qg_str_head(rest, qg_str_find_byte(rest, '\n'));
    for (qg_rune rune; rest.n > 0;) {
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_wide(rune))
            return true;
    }
    return false;
}

/* Whether nothing but the marks of quotes and of an item stands on the line before `at`: >, -, 2.
 */
static bool is_behind_mark(const judge *j, size_t at)
{
    size_t end = at;

    if (at > 0 && strchr(".)", j->text.p[at - 1]) != NULL)
        for (at--; at > 0 && j->text.p[at - 1] >= '0' && j->text.p[at - 1] <= '9';)
            at--;
    while (at > 0 && strchr(" \t>-+*", j->text.p[at - 1]) != NULL)
        at--;
    return at < end && (at == 0 || j->text.p[at - 1] == '\n');
}

/* See to blanks of which the first, at `at`, is an odd one; returns their end.  At the start of
 * a line they are an indent, which Chinese makes of ideographic spaces; four plain ones would
 * make code of the line in Markdown, and behind the mark of an item any blank means something.
 * At the end of a line they are nothing.  Elsewhere each becomes a space. */
static size_t put_spaces(const judge *j, size_t at)
{
    size_t start = blanks_start(j, at), end = blanks_end(j, at);
    bool is_at_start = is_line_edge(before(j, start));
    qg_str blanks = qg_str_skip(qg_str_head(j->text, end), at);

    if (!j->is_chinese || j->genre == QG_GENRE_PAGE || is_of_misread(j, at, end))
        return end;
    if (is_line_edge(behind(j, end)) || (start < at && is_behind_mark(j, start)))
        put(j, at, end, QG_STR(""), CONFIDENCE_SURE);
    else if (is_at_start && !is_chinese_line(j, end))
        return end;
    else if (is_at_start)
        put(j, at, end, start == at ? indent_of(blanks) : QG_STR(""), CONFIDENCE_SURE);
    else if (!is_wanted(j, before(j, at), behind(j, end)))
        put_plain_spaces(j, at, end);
    return end;
}

/* ---- the others ------------------------------------------------------------------------------ */

/* The three characters around ruby annotations: 漢 U+FFF9 … become 漢(annotation), brackets for
 * the second and third. */
static size_t put_annotation(const judge *j, size_t at, size_t end, qg_rune rune)
{
    static const char *const marks[] = {"", "(", ")"};

    put(j, at, end, qg_str_of(marks[rune - 0xFFF9]), CONFIDENCE_SURE);
    return end;
}

/* Whether a mark is joined to its letter here: to kana always; to Latin letters where the text
 * is Chinese, which makes them pinyin.  Vietnamese and others stay as their authors have them. */
static bool is_composed(const judge *j, qg_rune mark)
{
    return j->is_chinese || mark == 0x3099 || mark == 0x309A;
}

static size_t compose_marks(const judge *j, size_t at, size_t end, qg_rune mark)
{
    qg_rune base = before(j, at), composed = qg_compose(base, mark), next;
    char text[QG_UTF8_MAX];
    size_t start;

    if (composed == 0 || !is_composed(j, mark))
        return end;
    start = at - qg_utf8_encode(text, base);
    for (qg_rune more; (more = qg_compose(composed, next = behind(j, end))) != 0; composed = more)
        end += qg_utf8_encode(text, next);
    put(j, start, end,
        qg_arena_copy(&j->edits->arena, (qg_str){text, qg_utf8_encode(text, composed)}),
        CONFIDENCE_SURE);
    return end;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Repair the character at `at`; returns where to go on. */
static size_t take(const judge *j, size_t at)
{
    qg_str rest = qg_str_skip(j->text, at);
    qg_rune rune;
    size_t end = at + qg_utf8_take(&rest, &rune).n;
    qg_invisible kind = qg_invisible_of(rune);

    switch (kind) {
    case QG_INVISIBLE_CONTROL:
        return see_to_controls(j, at, end);
    case QG_INVISIBLE_LINE_END:
        return put_line_end(j, at, end);
    case QG_INVISIBLE_SPACE:
        return put_spaces(j, at);
    case QG_INVISIBLE_ZERO:
        return remove_zero(j, at, end);
    case QG_INVISIBLE_ANNOTATION:
        return put_annotation(j, at, end, rune);
    case QG_INVISIBLE_MARK:
        return compose_marks(j, at, end, rune);
    case QG_INVISIBLE_NONE:
        break;
    }
    return end;
}

void qg_repair_invisible(qg_edits *edits, const qg_repair_input *input)
{
    judge j = {.edits = edits, .text = input->text};
    qg_shield shield = {.text = input->text, .addresses_only = true, .marked_code = true};
    const qg_census *census;
    size_t at = next_odd(input->look, 0);

    if (at == j.text.n)
        return;
    census = qg_look_census(input->look);
    j.genre = input->is_page ? QG_GENRE_PAGE : qg_genre_of(j.text);
    j.is_chinese = qg_census_is_chinese(census) && j.genre != QG_GENRE_PROGRAM;
    j.has_rtl = census->rtl > 0;
    j.has_no_spaces = !has_plain_spaces(j.text);
    while (at < j.text.n) {
        qg_rune rune;
        size_t end = at + qg_utf8_next(j.text.p + at, &rune);
        bool is_code = qg_rune_is_blank(rune) && qg_shield_end(&shield, at) > at;
        at = next_odd(input->look, is_code ? end : take(&j, at));
    }
    edits->status = shield.status != QG_OK ? shield.status : edits->status;
    qg_shield_clear(&shield);
}
