#include "normalize/mojibake/recode.h"

#include "language/rune_cost.h"

#include <stdlib.h>

enum { N_RUNES = 0x10000, NOT_ASKED = 0, NO_SPELLING = 1 };

qg_status qg_recoder_init(qg_recoder *recoder, const qg_codes *codes, const qg_misreading *layers,
                          unsigned n_layers)
{
    *recoder = (qg_recoder){.codes = codes, .layers = layers, .n_layers = n_layers};
    qg_buf_init(&recoder->bytes, 0);
    qg_buf_init(&recoder->text, 0);
    qg_buf_init(&recoder->between, 0);
    recoder->spelled = calloc((size_t)n_layers * N_RUNES, sizeof *recoder->spelled);
    return recoder->spelled == NULL ? QG_E_MEMORY : QG_OK;
}

void qg_recoder_clear(qg_recoder *recoder)
{
    free(recoder->spelled);
    qg_buf_clear(&recoder->bytes);
    qg_buf_clear(&recoder->text);
    qg_buf_clear(&recoder->between);
    *recoder = (qg_recoder){0};
}

/* ---- into bytes ------------------------------------------------------------------------------ */

/* The one or two bytes that the character was; NO_SPELLING where there is not one way. */
static unsigned ask(const qg_recoder *recoder, unsigned layer, qg_rune rune)
{
    qg_spelling spellings[QG_SPELLINGS_MAX];

    if (qg_codes_spell(recoder->codes, recoder->layers[layer].wrong, rune, spellings) != 1)
        return NO_SPELLING;
    return spellings[0].n == 1 ? spellings[0].bytes[0]
                               : (unsigned)spellings[0].bytes[0] << 8 | spellings[0].bytes[1];
}

static unsigned spelling_of(qg_recoder *recoder, unsigned layer, qg_rune rune)
{
    uint16_t *known = &recoder->spelled[(size_t)layer * N_RUNES + (rune & (N_RUNES - 1))];

    if (rune >= N_RUNES)
        return NO_SPELLING;
    if (*known == NOT_ASKED)
        *known = (uint16_t)ask(recoder, layer, rune);
    return *known;
}

/* Put the bytes that the characters of `text` were; false when there is more than one way.  They
 * are never more than the text has in UTF-8. */
static bool put_bytes(qg_recoder *recoder, unsigned layer, qg_str text)
{
    char *start = qg_buf_room(&recoder->bytes, text.n), *out = start;

    if (start == NULL)
        return false;
    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        unsigned code = rune < 0x80 ? rune : spelling_of(recoder, layer, rune);
        if (code == NO_SPELLING && rune != NO_SPELLING)
            return false;
        if (code > 0xFF)
            *out++ = (char)(code >> 8);
        *out++ = (char)code;
    }
    qg_buf_added(&recoder->bytes, (size_t)(out - start));
    return true;
}

/* ---- and into text --------------------------------------------------------------------------- */

static bool read_utf8(qg_str bytes, qg_buf *text)
{
    if (qg_utf8_check(bytes) < bytes.n)
        return false;
    qg_buf_put(text, bytes);
    return qg_buf_status(text) == QG_OK;
}

static bool read_pairs(const uint16_t table[QG_LEADS][QG_TRAILS], qg_str bytes, qg_buf *text)
{
    const unsigned char *p = (const unsigned char *)bytes.p, *end = p + bytes.n;
    char *start = qg_buf_room(text, bytes.n * 2), *out = start;

    if (start == NULL)
        return false;
    while (p < end) {
        if (*p < 0x80) {
            *out++ = (char)*p++;
            continue;
        }
        qg_rune rune = end - p < 2 ? 0 : qg_codes_pair(table, p[0], p[1]);
        if (rune == 0)
            return false;
        out += qg_utf8_encode(out, rune);
        p += 2;
    }
    qg_buf_added(text, (size_t)(out - start));
    return true;
}

static bool undo(qg_recoder *recoder, unsigned layer, qg_str was, qg_buf *text)
{
    qg_right right = recoder->layers[layer].right;
    qg_str bytes;

    qg_buf_truncate(&recoder->bytes, 0);
    qg_buf_truncate(text, 0);
    if (!put_bytes(recoder, layer, was))
        return false;
    bytes = qg_buf_str(&recoder->bytes);
    if (right == QG_RIGHT_UTF8)
        return read_utf8(bytes, text);
    return read_pairs(right == QG_RIGHT_GBK ? recoder->codes->gbk : recoder->codes->big5, bytes,
                      text);
}

/* ---- is it clear ----------------------------------------------------------------------------- */

/* The characters of a text beyond ASCII, each by itself. */
typedef struct sum {
    size_t cost, n_chinese; /* bits; how many Chinese may be made of */
    unsigned most;          /* bits of its rarest character */
} sum;

static sum sum_of(const qg_costs *costs, qg_str text)
{
    sum s = {0};

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (rune >= 0x80) {
            unsigned cost = rune > 0xFFFF ? qg_rune_cost(rune) : costs->of[rune] & QG_COSTS_BITS;
            s.cost += cost;
            s.most = cost > s.most ? cost : s.most;
            s.n_chinese += rune >= 0x2014;
        }
    }
    return s;
}

/* A character of a text has 9 bits in the mean, one that chance gives 18; a few may be rarer, but
 * not where the pairs are out of step as soon as a byte is gone. */
static bool is_clear(const qg_recoder *recoder, qg_str was, qg_str now)
{
    enum { FEW = 4, USUAL = 13, LEEWAY = 8, CLEAR = 48, RARE = 17 };
    const qg_costs *costs = &recoder->codes->costs;
    sum s = sum_of(costs, now);

    if (s.n_chinese < FEW || s.cost + LEEWAY > USUAL * s.n_chinese)
        return false;
    if (recoder->layers[recoder->n_layers - 1].right != QG_RIGHT_UTF8 && s.most > RARE)
        return false;
    return s.cost + CLEAR <= sum_of(costs, was).cost;
}

/* A pair of bytes that is no code became a mark. */
static bool may_have_lost(const qg_recoder *recoder, qg_str line)
{
    size_t i = recoder->layers[0].right == QG_RIGHT_UTF8 ? line.n : qg_str_find_byte(line, '?');

    while (i < line.n && (i == 0 || (unsigned char)line.p[i - 1] < 0x80))
        i += 1 + qg_str_find_byte(qg_str_skip(line, i + 1), '?');
    return i < line.n;
}

qg_str qg_recode(qg_recoder *recoder, qg_str line)
{
    const qg_str unclear = {0};
    qg_str was = line;

    if (recoder->layers[0].wrong <= QG_WRONG_OLD_BIG5 && may_have_lost(recoder, line))
        return unclear;
    if (recoder->n_layers == 2) {
        if (!undo(recoder, 0, line, &recoder->between))
            return unclear;
        was = qg_buf_str(&recoder->between);
    }
    if (!undo(recoder, recoder->n_layers - 1, was, &recoder->text))
        return unclear;
    was = qg_buf_str(&recoder->text);
    return is_clear(recoder, line, was) ? was : unclear;
}
