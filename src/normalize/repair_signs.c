/* repair_signs.c - single signs of UTF-8 that were read as windows-1252, in a sound text.
 *
 * 20Â°C and â€œ安全â€\u009D are too little to prove a wrong reading, but no language writes Â, Ã or
 * â right before such a sign.  So what is UTF-8, byte for byte, is taken for it in Chinese.  Of the
 * closing quote the last byte has no character and is often gone; what is left of it closes the
 * opening one before it.  A text that speaks of such damage shows some.
 */
#include "normalize/repair.h"

#include "normalize/census.h"
#include "normalize/escaped.h"
#include "normalize/genre.h"
#include "unicode/unicode.h"

#define CONFIDENCE_SURE  0.98F
#define CONFIDENCE_DOUBT 0.50F

enum { ROW_MOST = 32 /* signs side by side that are one change: ———— */ };

/* A row of signs in the text, and what it was. */
typedef struct row {
    size_t end;
    char text[ROW_MOST * QG_UTF8_MAX];
    size_t n_text;
    bool is_bad; /* a control came of it, or what starts such a sign itself */
} row;

/* Â, Ã and â, as which the first bytes of U+00A0 to U+00FF and U+2000 to U+2FFF were read. */
static bool is_lead(qg_rune rune)
{
    return rune == 0xC2 || rune == 0xC3 || rune == 0xE2;
}

/* Take a sign at `at` into the row; false when there is none. */
static bool take_sign(row *r, qg_str text, size_t at, bool is_open)
{
    qg_str rest = qg_str_skip(text, at);
    char bytes[QG_UTF8_MAX];
    size_t n = 0, n_needed;
    qg_rune rune, made;

    qg_utf8_take(&rest, &rune);
    if (!is_lead(rune))
        return false;
    n_needed = rune == 0xE2 ? 3 : 2;
    for (bytes[n++] = (char)rune; n < n_needed && rest.n > 0; n++) {
        qg_str behind = rest;
        unsigned char byte;
        qg_utf8_take(&behind, &rune);
        byte = qg_escape_windows_byte(rune);
        if (byte < 0x80 || byte > 0xBF)
            break;
        bytes[n] = (char)byte;
        rest = behind;
    }
    if (n == 2 && n_needed == 3 && bytes[1] == '\x80' && is_open)
        bytes[n++] = '\x9D';
    if (n < n_needed)
        return false;
    made = qg_utf8_first((qg_str){bytes, n});
    r->is_bad |= made < 0xA0 || is_lead(made);
    memcpy(r->text + r->n_text, bytes, n);
    r->n_text += n;
    r->end = text.n - rest.n;
    return true;
}

/* Whether a quotation is open behind the row, if one was open before it or not (`is_open`). */
static bool leaves_open(const row *r, bool is_open)
{
    for (size_t i = 0; i < r->n_text; i++)
        if (qg_str_starts((qg_str){r->text + i, r->n_text - i}, QG_STR("“")))
            is_open = true;
        else if (qg_str_starts((qg_str){r->text + i, r->n_text - i}, QG_STR("”")))
            is_open = false;
    return is_open;
}

static row row_at(qg_str text, size_t at, bool is_open)
{
    row r = {.end = at};

    for (int i = 0; i < ROW_MOST && r.end < text.n && take_sign(&r, text, r.end, is_open); i++)
        is_open = leaves_open(&r, is_open);
    return r;
}

static bool is_western(qg_rune rune)
{
    return rune >= 0x80 && rune <= 0x24F;
}

static bool is_quote(qg_rune rune)
{
    return rune == '"' || rune == '\'' || rune == '`' || (rune >= 0x2018 && rune <= 0x201F) ||
           (rune >= 0x300A && rune <= 0x300F);
}

/* Whether the row from `at` on stands alone: not among others of its kind, not behind a capital,
 * as in SÃ, and not quoted. */
static bool is_alone(const row *r, qg_str text, size_t at)
{
    qg_rune before = qg_utf8_last(qg_str_head(text, at));
    qg_rune behind = qg_utf8_first(qg_str_skip(text, r->end));

    return !is_western(before) && !is_western(behind) && behind != QG_RUNE_BAD &&
           !(before >= 'A' && before <= 'Z') && !(is_quote(before) && is_quote(behind));
}

/* How sure it is that such rows are damage in this text: 0 when it is not Chinese, little when
 * it speaks of encodings. */
static float confidence_in(qg_look *look)
{
    qg_str text = look->text;

    if (!qg_census_is_chinese(qg_look_census(look)))
        return 0;
    return qg_genre_is_technical(text) || qg_str_find(text, QG_STR("乱码")) < text.n ||
                   qg_str_find(text, QG_STR("亂碼")) < text.n
               ? CONFIDENCE_DOUBT
               : CONFIDENCE_SURE;
}

/* Length of a byte-order mark at the start of the text that was read as windows-1252 or GBK; 0
 * without. */
static size_t misread_mark_n(qg_str text)
{
    static const char *const marks[] = {"ï»¿", "锘?", "锘\uFFFD"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (qg_str_starts(text, qg_str_of(marks[i])))
            return strlen(marks[i]);
    return 0;
}

static size_t next_lead(qg_str text, size_t at)
{
    const char *hit = at < text.n ? memchr(text.p + at, 0xC3, text.n - at) : NULL;

    return hit == NULL ? text.n : (size_t)(hit - text.p);
}

void qg_repair_signs(qg_edits *edits, const qg_repair_input *input)
{
    qg_str text = input->text;
    size_t n_mark = misread_mark_n(text), at = next_lead(text, n_mark), done = 0;
    bool is_open = false;
    float confidence = -1;

    if (n_mark > 0)
        qg_edits_put(edits, &(qg_edit){.n_bytes = n_mark,
                                       .after = QG_STR(""),
                                       .kind = QG_FOUND_REPAIR_MOJIBAKE,
                                       .confidence = CONFIDENCE_SURE});

    while (at < text.n) {
        row r;
        is_open = is_open && memchr(text.p + done, '\n', at - done) == NULL;
        r = row_at(text, at, is_open);
        done = at;
        if (r.end == at || r.is_bad || !is_alone(&r, text, at)) {
            at = next_lead(text, r.end > at ? r.end : at + 2);
            continue;
        }
        if (confidence < 0)
            confidence = confidence_in(input->look);
        if (confidence == 0)
            return;
        qg_edits_put(edits,
                     &(qg_edit){.offset = at,
                                .n_bytes = r.end - at,
                                .after = qg_arena_copy(&edits->arena, (qg_str){r.text, r.n_text}),
                                .kind = QG_FOUND_REPAIR_MOJIBAKE,
                                .confidence = confidence});
        is_open = leaves_open(&r, is_open);
        at = next_lead(text, r.end);
    }
}
