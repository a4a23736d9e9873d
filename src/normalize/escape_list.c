#include "normalize/escape_list.h"

#include "base/memory.h"
#include "language/model.h"
#include "normalize/mojibake/codes.h"
#include "unicode/unicode.h"

#include <stdlib.h>

/* For each byte that an escape can start with, where its next one is.  Most texts have few of
 * them, and memchr passes over the rest faster than any loop. */
typedef struct starts {
    qg_str text;
    size_t next[sizeof QG_ESCAPE_STARTS - 1];
} starts;

/* The first such byte from `at` on; text.n when there is none. */
static size_t next_start(starts *s, size_t at)
{
    size_t first = s->text.n;

    for (size_t i = 0; i < sizeof s->next / sizeof *s->next; i++) {
        if (s->next[i] < at)
            s->next[i] = at + qg_str_find_byte(qg_str_skip(s->text, at), QG_ESCAPE_STARTS[i]);
        first = s->next[i] < first ? s->next[i] : first;
    }
    return first;
}

static starts starts_of(qg_str text)
{
    starts s = {.text = text};

    for (size_t i = 0; i < sizeof s.next / sizeof *s.next; i++)
        s.next[i] = qg_str_find_byte(text, QG_ESCAPE_STARTS[i]);
    return s;
}

static void put(qg_escape_list *list, const qg_escape_item *item)
{
    qg_escape_item *items = qg_memory_room(list->items, list->n, &list->n_allocated, sizeof *items);

    if (items == NULL) {
        list->status = QG_E_MEMORY;
        return;
    }
    list->items = items;
    list->items[list->n] = *item;
    list->items[list->n++].rune = qg_utf8_first((qg_str){item->text, item->n_text});
}

/* ---- escaped bytes --------------------------------------------------------------------------- */

typedef enum charset { CHARSET_UTF8, CHARSET_GBK, CHARSET_BIG5, CHARSET_LATIN1 } charset;

/* Where escaped bytes are being read. */
typedef struct reader {
    qg_str text;
    size_t at;
    qg_escape_family family;
    const qg_codes *codes;
} reader;

/* The byte above 7F that an escape stands for; 0 for other escapes.  A reference to a Latin
 * letter may be a byte, too: &#214;&#208; in a page whose encoding was not known is 中 in GBK. */
static unsigned char byte_of(const qg_escape *escape)
{
    if (escape->is_byte)
        return (unsigned char)escape->text[0];
    return escape->family == QG_ESCAPE_ENTITY
               ? qg_escape_windows_byte(qg_utf8_first((qg_str){escape->text, escape->n_text}))
               : 0;
}

/* Take the next byte if it is escaped and above 7F.  The soft line break of quoted-printable may
 * stand before it. */
static bool take_byte(reader *r, unsigned char *byte)
{
    qg_str rest = qg_str_skip(r->text, r->at);
    qg_escape escape;
    size_t n = r->family == QG_ESCAPE_QUOTED && qg_str_starts(rest, QG_STR("=\n")) ? 2 : 0;

    if (!qg_escape_read(&escape, qg_str_skip(rest, n)) || byte_of(&escape) == 0 ||
        escape.family != r->family)
        return false;
    *byte = byte_of(&escape);
    r->at += n + escape.n_bytes;
    return true;
}

/* Take the second byte of a character in GBK or Big5.  Where it is an ASCII letter it is usually
 * not escaped. */
static bool take_trail(reader *r, unsigned char *byte)
{
    qg_escape escape;
    qg_str rest = qg_str_skip(r->text, r->at);

    if (take_byte(r, byte))
        return true;
    if (r->family == QG_ESCAPE_QUOTED && qg_str_starts(rest, QG_STR("=\n"))) {
        r->at += 2;
        rest = qg_str_skip(rest, 2);
    }
    if (rest.n == 0)
        return false;
    if (qg_escape_read(&escape, rest) && escape.family == r->family && escape.n_text == 1) {
        *byte = (unsigned char)escape.text[0];
        r->at += escape.n_bytes;
        return *byte >= 0x40;
    }
    *byte = (unsigned char)rest.p[0];
    r->at += *byte < 0x80;
    return *byte >= 0x40 && *byte < 0x7F;
}

/* Take one character; returns the bytes of its UTF-8 in `out`, 0 when there is none. */
static size_t take_utf8(reader *r, char *out)
{
    size_t n = 0;
    qg_rune rune;
    unsigned char byte;

    while (n < QG_UTF8_MAX && take_byte(r, &byte)) {
        out[n++] = (char)byte;
        if (qg_utf8_decode((qg_str){out, n}, &rune) == n)
            return n;
    }
    return 0;
}

static size_t take_pair(reader *r, const uint16_t table[QG_LEADS][QG_TRAILS], char *out)
{
    unsigned char lead, trail;
    qg_rune rune = 0;

    if (take_byte(r, &lead) && take_trail(r, &trail))
        rune = qg_codes_pair(table, lead, trail);
    return rune == 0 ? 0 : qg_utf8_encode(out, rune);
}

static size_t take_latin1(reader *r, char *out)
{
    unsigned char byte;
    qg_rune rune = take_byte(r, &byte) ? byte : 0;

    if (r->family == QG_ESCAPE_ENTITY)
        rune = qg_escape_from_windows(rune);
    return rune == 0 ? 0 : qg_utf8_encode(out, rune);
}

static size_t take_character(reader *r, charset set, char *out)
{
    return set == CHARSET_UTF8   ? take_utf8(r, out)
           : set == CHARSET_GBK  ? take_pair(r, r->codes->gbk, out)
           : set == CHARSET_BIG5 ? take_pair(r, r->codes->big5, out)
                                 : take_latin1(r, out);
}

/* How the start of a run of escaped bytes reads in a charset. */
typedef struct reading {
    size_t n_characters, n_new, n_bytes, cost; /* n_new: those that differ from the one before */
    bool is_whole;                             /* no byte is left over */
} reading;

static reading read_run(reader r, charset set)
{
    enum { ENOUGH = 16 };
    reading got = {.is_whole = true};
    qg_rune last = 0, rune;
    unsigned char byte;

    for (reader before = r; got.n_characters < ENOUGH && take_byte(&before, &byte); before = r) {
        char out[QG_UTF8_MAX];
        size_t n = take_character(&r, set, out);
        if (n == 0) {
            got.is_whole = false;
            break;
        }
        rune = qg_utf8_first((qg_str){out, n});
        got.cost += qg_model_cost(last, rune);
        got.n_bytes += n;
        got.n_characters++;
        got.n_new += rune != last;
        last = rune;
    }
    return got;
}

/* Whether pairs of bytes may stand at the reader's place at all: most places are UTF-8, or rows of
 * no-break spaces, and need no table. */
static bool may_be_pairs(reader r)
{
    reading utf8 = read_run(r, CHARSET_UTF8);
    unsigned char first, byte;

    if (utf8.is_whole && utf8.n_bytes > utf8.n_characters * 2)
        return false;
    if (r.family != QG_ESCAPE_ENTITY || !take_byte(&r, &first))
        return true;
    for (size_t i = 0; i < QG_UTF8_MAX && take_trail(&r, &byte); i++)
        if (byte >= 0x80 && byte != first)
            return true;
    return false;
}

/* The likelier of GBK and Big5, and how it reads. */
static charset charset_of_pairs(const reader *r, reading *best)
{
    reading gbk = {0}, big5 = {0};
    bool is_big5;

    if (r->codes != NULL) {
        gbk = read_run(*r, CHARSET_GBK);
        big5 = read_run(*r, CHARSET_BIG5);
    }
    is_big5 = big5.is_whole == gbk.is_whole ? big5.cost < gbk.cost : big5.is_whole;
    is_big5 = is_big5 && big5.n_characters > 1;
    *best = is_big5 ? big5 : gbk;
    return is_big5 ? CHARSET_BIG5 : CHARSET_GBK;
}

/* The charset of the bytes that references to Latin letters may stand for.  Nearly always they
 * are just letters, so the bytes must read well in one of the Chinese ones. */
static charset charset_of_references(const reader *r, bool *is_sure)
{
    enum { LEAST_UTF8 = 2, LEAST = 3, USUAL = 12 /* bits of a character of a text */ };
    reading utf8 = read_run(*r, CHARSET_UTF8), pairs;
    charset set = charset_of_pairs(r, &pairs);

    *is_sure = true;
    if (utf8.is_whole && utf8.n_new >= LEAST_UTF8 && utf8.n_bytes > utf8.n_characters * 2)
        return CHARSET_UTF8;
    if (pairs.is_whole && pairs.n_new >= LEAST && pairs.cost <= pairs.n_characters * USUAL)
        return set;
    *is_sure = false;
    return CHARSET_LATIN1;
}

/* The charset of the bytes at the reader's place.  JavaScript's escape() and strings of Python
 * write \u or %u for what is not Latin-1, so a single byte beside such is a character
 * (`has_utf16`).  A run of two-byte characters may be UTF-8 and GBK alike (小时 in GBK is Сʱ in
 * UTF-8): then the likelier reading counts, and `*is_sure` is false. */
static charset charset_of(const reader *r, bool has_utf16, bool *is_sure)
{
    reading utf8 = read_run(*r, CHARSET_UTF8), pairs;
    charset set;

    *is_sure = utf8.n_bytes > utf8.n_characters * 2;
    if (utf8.n_characters > 0 && utf8.is_whole && (*is_sure || has_utf16))
        return CHARSET_UTF8;
    if (has_utf16)
        return CHARSET_LATIN1;
    set = charset_of_pairs(r, &pairs);
    *is_sure = !utf8.is_whole && pairs.n_characters > 1;
    if (utf8.n_characters == 0 || !utf8.is_whole)
        return pairs.n_characters > 0 ? set : CHARSET_UTF8;
    return pairs.is_whole && pairs.cost < utf8.cost ? set : CHARSET_UTF8;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* What is carried along while all escapes of a text are found. */
typedef struct finder {
    qg_escape_list *list;
    qg_str text;
    bool has_utf16[QG_ESCAPE_FAMILIES];
    size_t bytes_end; /* where escaped bytes ended that were read in `set` */
    charset set, last_sure[QG_ESCAPE_FAMILIES];
    bool has_sure[QG_ESCAPE_FAMILIES];
    bool is_shielded;
    qg_codes *codes; /* made when first needed */
} finder;

static bool has_codes(finder *f)
{
    if (f->codes != NULL)
        return true;
    f->codes = malloc(sizeof *f->codes);
    f->list->status = f->codes == NULL ? QG_E_MEMORY : qg_codes_make(f->codes);
    return f->list->status == QG_OK;
}

/* The charset at the reader's place.  Where it is in doubt, it is that of the last place that
 * was sure. */
static charset find_charset(finder *f, const reader *r)
{
    bool is_sure;
    charset set = r->family == QG_ESCAPE_ENTITY ? charset_of_references(r, &is_sure)
                                                : charset_of(r, f->has_utf16[r->family], &is_sure);

    if (!is_sure)
        return f->has_sure[r->family] ? f->last_sure[r->family] : set;
    f->has_sure[r->family] = true;
    f->last_sure[r->family] = set;
    return set;
}

/* Put the character whose first byte is escaped at `at`.  Returns its end, `at` when there is none.
 */
static size_t put_bytes(finder *f, size_t at, qg_escape_family family)
{
    reader r = {f->text, at, family, NULL};
    qg_escape_item item = {.offset = at, .family = (uint8_t)family, .is_shielded = f->is_shielded};

    if (at != f->bytes_end && may_be_pairs(r) && !has_codes(f))
        return at;
    r.codes = f->codes;
    if (at != f->bytes_end)
        f->set = find_charset(f, &r);
    item.n_text = (uint8_t)take_character(&r, f->set, item.text);
    if (item.n_text == 0)
        return at;
    item.n_bytes = r.at - at;
    put(f->list, &item);
    f->bytes_end = r.at;
    return r.at;
}

/* Whether the = at `at`, before a line end, is a soft line break of quoted-printable: the line
 * has another escape in it, or is as long as mail programs make such lines.  `==` is the end of
 * Base64, and `?=` that of a word in the head of a mail. */
static bool is_soft_line_end(const finder *f, size_t at)
{
    enum { LEAST_BYTES = 70, MOST_BYTES = 76 };
    size_t start = at;

    if (at > 0 && (f->text.p[at - 1] == '=' || f->text.p[at - 1] == '?'))
        return false;
    while (start > 0 && at - start <= MOST_BYTES && f->text.p[start - 1] != '\n') {
        qg_escape escape;
        start--;
        if (f->text.p[start] == '=' && qg_escape_read(&escape, qg_str_skip(f->text, start)))
            return true;
    }
    return at - start >= LEAST_BYTES - 1 && at - start < MOST_BYTES;
}

/* Whether the x at `at` belongs to a number such as 0x0d, or stands behind a backslash. */
static bool is_of_number(qg_str text, size_t at)
{
    qg_str before = qg_str_head(text, at);

    if (qg_str_ends(before, QG_STR("\\")))
        return true;
    return qg_str_ends(before, QG_STR("0")) &&
           !qg_rune_is_alphanumeric(qg_utf8_last(qg_str_head(text, at - 1)));
}

static size_t put_escape(finder *f, size_t at)
{
    qg_escape escape;
    qg_escape_item item;

    if (!qg_escape_read(&escape, qg_str_skip(f->text, at)))
        return at;
    if (byte_of(&escape) != 0) {
        size_t end = put_bytes(f, at, escape.family);
        if (end > at || escape.is_byte)
            return end;
    }
    if (f->text.p[at] == 'x' && is_of_number(f->text, at))
        return at;
    if (escape.family == QG_ESCAPE_QUOTED && escape.is_simple && !is_soft_line_end(f, at))
        return at;
    item = (qg_escape_item){.offset = at,
                            .n_bytes = escape.n_bytes,
                            .family = (uint8_t)escape.family,
                            .n_text = escape.n_text,
                            .is_simple = escape.is_simple,
                            .is_shielded = f->is_shielded};
    memcpy(item.text, escape.text, sizeof item.text);
    put(f->list, &item);
    return at + escape.n_bytes;
}

/* Whether what the shield protects from `at` to `end`, with what stands before it in the same
 * word, is an address and not code or a tag. */
static bool is_in_address(qg_str text, size_t at, size_t end)
{
    enum { LOOK_BYTES = 500 };
    size_t start = at;

    while (start > 0 && at - start < LOOK_BYTES && text.p[start - 1] > ' ')
        start--;
    text = qg_str_skip(qg_str_head(text, end < at + LOOK_BYTES ? end : at + LOOK_BYTES), start);
    return qg_str_find(text, QG_STR("://")) < text.n;
}

static bool has(qg_str text, qg_str needle)
{
    return qg_str_find(text, needle) < text.n;
}

void qg_escape_list_find(qg_escape_list *list, qg_str text, qg_shield *shield)
{
    finder f = {.list = list, .text = text, .bytes_end = SIZE_MAX};
    starts s = starts_of(text);
    size_t at = next_start(&s, 0), address_end = 0;

    if (at < text.n) {
        f.has_utf16[QG_ESCAPE_BACKSLASH] = has(text, QG_STR("\\u"));
        f.has_utf16[QG_ESCAPE_PERCENT] = has(text, QG_STR("%u"));
    }
    while (at < text.n && list->status == QG_OK) {
        size_t shielded = qg_shield_end(shield, at), end;
        f.is_shielded = shielded > at;
        if (f.is_shielded && shielded != address_end && !is_in_address(text, at, shielded)) {
            at = next_start(&s, shielded);
            continue;
        }
        address_end = f.is_shielded ? shielded : address_end;
        end = put_escape(&f, at);
        at = next_start(&s, end > at ? end : at + 1);
    }
    free(f.codes);
}

void qg_escape_list_clear(qg_escape_list *list)
{
    free(list->items);
    *list = (qg_escape_list){0};
}
