/* repair_references.c - references in the midst of characters that were read wrongly.
 *
 * A byte of such a character may be a no-break space or a soft hyphen to the one who read it
 * wrongly, and editors of pages write these as references: 加 is åŠ&nbsp; then.  They are
 * bytes again, so that the character can be put together.
 */
#include "normalize/repair.h"

#include "normalize/census.h"
#include "normalize/escaped.h"

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
    return qg_escape_read(escape, qg_str_skip(text, at)) &&
           is_western(qg_utf8_first((qg_str){escape->text, escape->n_text})) &&
           (is_western(qg_utf8_last(qg_str_head(text, at))) ||
            is_western(qg_utf8_first(qg_str_skip(text, at + escape->n_bytes)))) &&
           !is_behind_whole(qg_str_head(text, at));
}

void qg_repair_references(qg_edits *edits, const qg_repair_input *input)
{
    qg_str text = input->text;
    size_t at = qg_str_find_byte(text, '&');
    bool is_asked = false;

    while (at < text.n) {
        qg_escape escape;
        if (!take(&escape, text, at)) {
            at += 1 + qg_str_find_byte(qg_str_skip(text, at + 1), '&');
            continue;
        }
        if (!is_asked && !is_misread(text))
            return;
        is_asked = true;
        qg_edits_put(edits, &(qg_edit){.offset = at,
                                       .n_bytes = escape.n_bytes,
                                       .after = qg_arena_copy(&edits->arena,
                                                              (qg_str){escape.text, escape.n_text}),
                                       .kind = QG_FOUND_REPAIR_MOJIBAKE,
                                       .confidence = QG_REPAIR_SURE});
        at += escape.n_bytes;
        at += qg_str_find_byte(qg_str_skip(text, at), '&');
    }
}
