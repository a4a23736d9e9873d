/* repair_references.c - references that are bytes of characters that were read wrongly.
 *
 * A program that stores ASCII alone writes all letters of such characters so: ¤½ of Big5, 公, is
 * &#164;&#189;.  Or a byte of such a character may be a no-break space or a soft hyphen to the one
 * who read it wrongly, and editors of pages write these as references: 加 is åŠ&nbsp; then.  They
 * are bytes again, so that the character can be put together.
 */
#include "normalize/repair.h"

#include "base/buf.h"
#include "codec/codec.h"
#include "normalize/census.h"
#include "normalize/escaped.h"
#include "normalize/genre.h"

/* Whether most letters are from beyond ASCII, and hardly any is Chinese: no language is so. */
static bool is_misread(qg_str text)
{
    enum { SAMPLE_BYTES = 1 << 16, LEAD_LATIN1 = 0xC2 };
    size_t n_western = 0, n_letters = 0;

    text = qg_str_head(text, SAMPLE_BYTES);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char byte = (unsigned char)text.p[i];
        n_western += qg_is_between(byte, LEAD_LATIN1, LEAD_LATIN1 + 1);
        n_letters += qg_is_between(byte | 0x20, 'a', 'z');
    }
    return n_western > n_letters && !qg_census_is_chinese_text(text);
}

static bool is_western(qg_rune rune)
{
    return qg_escape_windows_byte(rune) != 0;
}

/* Read the reference to a western letter or sign at the start of `s`; false when there is none. */
static bool read_western(qg_escape *escape, qg_str s)
{
    return qg_str_starts(s, QG_STR("&")) && qg_escape_read(escape, s) &&
           is_western(qg_utf8_first((qg_str){escape->text, escape->n_text}));
}

/* Whether a good part of the text is references to such letters, side by side as in no language and
 * no list of them, and it is not written for a program. */
static bool is_all_references(qg_str text)
{
    enum { SAMPLE_BYTES = 1 << 16, LEAST = 8, LETTERS_A_REFERENCE = 4 };
    size_t n_letters = 0, n_references = 0, n_beside = 0, end = 0;
    qg_str sample = qg_str_head(text, SAMPLE_BYTES);
    qg_escape escape;

    for (size_t i = 0; i < sample.n;) {
        if (!read_western(&escape, qg_str_skip(sample, i))) {
            n_letters += (unsigned char)sample.p[i] >= 0x80 ||
                         qg_is_between((unsigned char)sample.p[i] | 0x20, 'a', 'z');
            i++;
            continue;
        }
        n_references++;
        n_beside += i == end && i > 0;
        i = end = i + escape.n_bytes;
    }
    return n_references >= LEAST && n_references * LETTERS_A_REFERENCE > n_letters &&
           n_beside * 3 > n_references && qg_genre_of(text) <= QG_GENRE_MARKDOWN;
}

/* Take the last byte that was read alone off the text; 0 when there is none. */
static unsigned take_last(qg_str *text)
{
    char utf8[QG_UTF8_MAX];
    qg_rune rune = qg_utf8_last(*text);
    unsigned byte = qg_escape_windows_byte(rune);

    text->n -= byte == 0 ? 0 : qg_utf8_encode(utf8, rune);
    return byte;
}

static bool is_lead(unsigned byte)
{
    return qg_is_between(byte, 0xE0, 0xEF);
}

/* Whether a character ends before what is referred to, which is no byte of it then: three bytes of
 * UTF-8, or pairs as GBK has them. */
static bool is_behind_whole(qg_str before)
{
    unsigned last = take_last(&before), middle = take_last(&before), lead = take_last(&before);
    size_t n = 3;

    if (is_lead(last) || (is_lead(middle) && last < 0xC0))
        return false;
    if (lead == 0)
        return middle != 0;
    if (is_lead(lead) && middle < 0xC0 && last < 0xC0)
        return true;
    while (take_last(&before) != 0)
        n++;
    return n % 2 == 0;
}

/* Take what is referred to at `at`, where that may be such a byte; false when there is none. */
static bool take(qg_escape *escape, qg_str text, size_t at)
{
    return read_western(escape, qg_str_skip(text, at)) &&
           (is_western(qg_utf8_last(qg_str_head(text, at))) ||
            is_western(qg_utf8_first(qg_str_skip(text, at + escape->n_bytes)))) &&
           !is_behind_whole(qg_str_head(text, at));
}

static void put(qg_edits *edits, size_t at, size_t end, qg_str after)
{
    qg_edits_put(edits, &(qg_edit){.offset = at,
                                   .n_bytes = end - at,
                                   .after = qg_arena_copy(&edits->arena, after),
                                   .kind = QG_FOUND_REPAIR_MOJIBAKE,
                                   .confidence = QG_REPAIR_SURE});
}

/* Append `text` with the byte for each reference to a western letter. */
static void put_bytes(qg_buf *out, qg_str text)
{
    while (text.n > 0) {
        qg_escape escape;
        size_t n = 1;
        if (read_western(&escape, text)) {
            qg_rune rune = qg_utf8_first((qg_str){escape.text, escape.n_text});
            qg_buf_put_byte(out, (char)qg_escape_windows_byte(rune));
            n = escape.n_bytes;
        } else {
            n += qg_str_find_byte(qg_str_skip(text, 1), '&');
            qg_buf_put(out, qg_str_head(text, n));
        }
        text = qg_str_skip(text, n);
    }
}

/* The Chinese encoding of the bytes that the references of `text` stand for; NULL when they are
 * hardly in one, and stay: a row of &nbsp; or &times; would be rare Han. */
static const char *encoding_of(qg_edits *edits, qg_str text)
{
    enum { SAMPLE_BYTES = 1 << 16 };
    static const double likely = 0.7;
    static const char *const chinese[] = {"UTF-8", "GB18030", "BIG5", NULL};
    const char *const *name = chinese;
    qg_detection found;
    qg_buf bytes;

    qg_buf_init(&bytes, 0);
    put_bytes(&bytes, qg_str_head(text, SAMPLE_BYTES));
    qg_detect(&found, qg_buf_str(&bytes));
    if (qg_buf_status(&bytes) != QG_OK)
        edits->status = qg_buf_status(&bytes);
    qg_buf_clear(&bytes);
    while (*name != NULL && strcmp(found.encoding, *name) != 0)
        name++;
    return found.confidence >= likely ? *name : NULL;
}

/* Append what `line` says when its references are bytes in `encoding`; false when some are no
 * character of it. */
static bool put_decoded(qg_buf *out, qg_str line, const char *encoding)
{
    qg_decoder decoder;
    qg_piece piece;
    qg_buf bytes;
    bool is_whole;

    qg_buf_init(&bytes, 0);
    put_bytes(&bytes, line);
    is_whole = qg_decoder_open(&decoder, qg_str_of(encoding), qg_buf_str(&bytes)) == QG_OK;
    while (is_whole && qg_decoder_next(&decoder, &piece)) {
        is_whole = piece.kind == QG_PIECE_TEXT;
        qg_buf_put(out, piece.text);
    }
    qg_decoder_close(&decoder);
    qg_buf_clear(&bytes);
    return is_whole && qg_buf_status(out) == QG_OK;
}

/* All references to western letters from `at` to `line_end` as such, those side by side at once. */
static void put_letters(qg_edits *edits, qg_str text, size_t at, size_t line_end)
{
    enum { MOST_BYTES = 256 };
    char letters[MOST_BYTES + QG_ESCAPE_TEXT_MAX];

    while (at < line_end) {
        size_t end = at, n = 0;
        qg_escape escape;
        while (n < MOST_BYTES && read_western(&escape, qg_str_skip(text, end))) {
            memcpy(letters + n, escape.text, escape.n_text);
            n += escape.n_text;
            end += escape.n_bytes;
        }
        if (n > 0)
            put(edits, at, end, (qg_str){letters, n});
        else
            end++;
        at = end + qg_str_find_byte(qg_str_skip(text, end), '&');
    }
}

/* Each line with references as the characters whose bytes they are.  Where a line lost some, they
 * become letters, which the next pass reads with their losses. */
static void put_all(qg_edits *edits, qg_str text, const char *encoding)
{
    qg_buf line;

    qg_buf_init(&line, 0);
    for (size_t at = qg_str_find_byte(text, '&'); at < text.n;) {
        size_t end = at + qg_str_find_byte(qg_str_skip(text, at), '\n');
        qg_str before = qg_str_head(qg_str_skip(text, at), end - at);
        line.n = 0;
        if (!put_decoded(&line, before, encoding))
            put_letters(edits, text, at, end);
        else if (!qg_str_eq(qg_buf_str(&line), before))
            put(edits, at, end, qg_buf_str(&line));
        at = end + qg_str_find_byte(qg_str_skip(text, end), '&');
    }
    if (qg_buf_status(&line) != QG_OK)
        edits->status = qg_buf_status(&line);
    qg_buf_clear(&line);
}

void qg_repair_references(qg_edits *edits, const qg_repair_input *input)
{
    qg_str text = input->text;
    size_t at = qg_str_find_byte(text, '&');
    bool is_asked = false;

    if (at < text.n && is_all_references(text)) {
        const char *encoding = encoding_of(edits, text);
        if (encoding != NULL)
            put_all(edits, text, encoding);
        return;
    }
    while (at < text.n) {
        qg_escape escape;
        if (!take(&escape, text, at)) {
            at += 1 + qg_str_find_byte(qg_str_skip(text, at + 1), '&');
            continue;
        }
        if (!is_asked && !is_misread(text))
            return;
        is_asked = true;
        put(edits, at, at + escape.n_bytes, (qg_str){escape.text, escape.n_text});
        at += escape.n_bytes;
        at += qg_str_find_byte(qg_str_skip(text, at), '&');
    }
}
