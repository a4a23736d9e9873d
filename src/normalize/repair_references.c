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

/* Take what is referred to at `at`, where that may be such a byte; false when there is none. */
static bool take(qg_escape *escape, qg_str text, size_t at)
{
    return qg_escape_read(escape, qg_str_skip(text, at)) &&
           is_western(qg_utf8_first((qg_str){escape->text, escape->n_text})) &&
           (is_western(qg_utf8_last(qg_str_head(text, at))) ||
            is_western(qg_utf8_first(qg_str_skip(text, at + escape->n_bytes))));
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
