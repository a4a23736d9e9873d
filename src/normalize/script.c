/* script.c - the way of OpenCC's converter over the text.
 *
 * The text is cut into segments: a phrase of the great dictionary, or what stands between two. Each
 * segment goes through the steps on its own, since a later step must not find a phrase across two.
 *
 * Nearly all characters are in no phrase and have nothing regional about them.  These are skimmed
 * over: their defaults are written one behind the other, and a small filter tells where it is worth
 * while to look for a phrase.
 */
#include "normalize/script.h"

#include "normalize/script/describe.h"
#include "normalize/script/of.h"
#include "normalize/script/out.h"
#include "normalize/script/tell.h"
#include "normalize/script/terms.h"

/* So many characters of the target script, and none of the other, show that a text is in it
 * already. */
enum { ALREADY_MIN = 8 };

/* What a text goes through: the regional forms it may have come with, the great dictionary, the
 * regional forms it is wanted in.  QG_TRIE_NONE where the configuration has no such step. */
typedef struct plan {
    qg_trie before, great, after;
} plan;

/* OpenCC's configurations t2s + tw2s + hk2s, tw2sp, s2t, s2tw, s2twp and s2hk. */
static const plan plans[] = {
    [QG_SCRIPT_SIMPLIFIED] = {QG_TRIE_FROM_REGIONS, QG_TRIE_FROM_TRADITIONAL, QG_TRIE_NONE},
    [QG_SCRIPT_SIMPLIFIED_PHRASES] = {QG_TRIE_FROM_TAIWAN_PHRASES, QG_TRIE_FROM_TRADITIONAL,
                                      QG_TRIE_NONE},
    [QG_SCRIPT_TRADITIONAL] = {QG_TRIE_NONE, QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_NONE},
    [QG_SCRIPT_TAIWAN] = {QG_TRIE_NONE, QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_TO_TAIWAN},
    [QG_SCRIPT_TAIWAN_PHRASES] = {QG_TRIE_NONE, QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_TO_TAIWAN_PHRASES},
    [QG_SCRIPT_HONGKONG] = {QG_TRIE_NONE, QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_TO_HONGKONG},
};

/* For text that is traditional already: t2tw and t2hk, and nothing. */
static const plan plans_already[] = {
    [QG_SCRIPT_TAIWAN] = {QG_TRIE_NONE, QG_TRIE_NONE, QG_TRIE_TO_TAIWAN},
    [QG_SCRIPT_TAIWAN_PHRASES] = {QG_TRIE_NONE, QG_TRIE_NONE, QG_TRIE_TO_TAIWAN},
    [QG_SCRIPT_HONGKONG] = {QG_TRIE_NONE, QG_TRIE_NONE, QG_TRIE_TO_HONGKONG},
};

/* What is carried along while a text is converted. */
typedef struct work {
    qg_script_out out;
    plan plan;
    const qg_char *defaults; /* of the great dictionary */
    uint32_t phrases;        /* traits of characters with which phrases start */
    uint32_t regional;       /* of those with which phrases of the other two steps start */
    uint32_t odd;            /* of those that need a closer look in any case */
    qg_terms terms;
    qg_teller teller;
    qg_units segment; /* what goes through the steps one by one ... */
    qg_units made[2]; /* ... and what became of it */
} work;

/* ---- step by step ---------------------------------------------------------------------------- */

static size_t offset_of(const work *w, qg_str text)
{
    return (size_t)(text.p - w->out.text.p);
}

/* The character at the start of `text`; a unit of no bytes when it is empty. */
static inline qg_unit unit_at(qg_str text)
{
    size_t n = 0;
    uint16_t code = text.n == 0 ? 0 : qg_code_at(text.p, &n);

    return (qg_unit){code, (uint16_t)n};
}

/* What follows the first character. */
static inline qg_str behind(qg_str text, qg_unit first)
{
    return (qg_str){text.p + first.n_bytes, text.n - first.n_bytes};
}

static size_t count_bytes(const qg_unit *units, size_t n)
{
    size_t n_bytes = 0;

    for (size_t i = 0; i < n; i++)
        n_bytes += units[i].n_bytes;
    return n_bytes;
}

/* Convert a character that is in no phrase. */
static void step_over(work *w, qg_units *out, qg_trie trie, qg_unit unit, size_t offset)
{
    qg_targets targets = qg_trie_targets(trie, unit.code);

    if (targets.n > 1)
        qg_teller_note(&w->teller, unit.code, offset);
    if (targets.n > 0)
        unit.code = targets.codes[0];
    qg_units_put(out, unit);
}

/* One step of the chain over one segment, which starts at `offset`. */
static void step(work *w, qg_units *out, qg_trie trie, const qg_units *in, size_t offset)
{
    out->n = 0;
    for (size_t i = 0, length; i < in->n; i += length) {
        uint32_t slot;
        length = qg_trie_match(trie, in->p + i, in->n - i, &slot);
        if (length > 0)
            qg_units_put_value(out, trie, slot, in->p + i, length);
        else
            step_over(w, out, trie, in->p[i], offset);
        length = length > 0 ? length : 1;
        offset += count_bytes(in->p + i, length);
    }
}

/* A segment with something regional in it, or with what becomes longer or shorter. */
static void convert_slowly(work *w, const qg_units *segment, size_t offset)
{
    const qg_trie steps[] = {w->plan.before, w->plan.great, w->plan.after};
    const qg_units *now = segment;

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        qg_units *next = now == &w->made[0] ? &w->made[1] : &w->made[0];
        if (steps[i] == QG_TRIE_NONE)
            continue;
        step(w, next, steps[i], now, offset);
        now = next;
    }
    qg_script_put_units(&w->out, now, offset);
}

/* ---- segments -------------------------------------------------------------------------------- */

/* The longest phrase of `trie` at the start of `text`. */
static qg_walk find_phrase(qg_trie trie, qg_str text)
{
    qg_unit unit = unit_at(text);
    qg_walk walk = qg_walk_start(trie, unit.code);

    for (size_t i = 1; walk.is_open; i++) {
        qg_walk_on(&walk, unit.code, i);
        text = behind(text, unit);
        unit = unit_at(text);
    }
    return walk;
}

/* Whether a phrase of `trie`, the dictionary of regional forms, may start at one of these. */
static bool has_start(const qg_units *units, qg_trie trie)
{
    uint32_t traits = 0;

    for (size_t i = 0; i < units->n; i++)
        traits |= qg_code_traits(units->p[i].code);
    return (traits & qg_trait_starts(trie)) != 0;
}

/* Convert the phrase that `found` is, which `text` starts with; returns what is left. */
static qg_str convert_phrase(work *w, const qg_walk *found, qg_str text)
{
    size_t offset = offset_of(w, text);
    qg_units *phrase = &w->segment, *made = &w->made[0];

    for (phrase->n = 0; phrase->n < found->length && phrase->status == QG_OK;) {
        qg_unit unit = unit_at(text);
        qg_units_put(phrase, unit);
        text = behind(text, unit);
    }
    if (has_start(phrase, w->plan.before)) {
        convert_slowly(w, phrase, offset);
        return text;
    }
    made->n = 0;
    qg_units_put_value(made, w->plan.great, found->slot, phrase->p, phrase->n);
    if (has_start(made, w->plan.after)) {
        step(w, &w->made[1], w->plan.after, made, offset);
        made = &w->made[1];
    }
    qg_script_put_units(&w->out, made, offset);
    return text;
}

/* Write what becomes of the characters at the start of `text`, up to one that needs a closer look:
 * where a phrase may start, or what may not just become its default, which is as long.  Stops a
 * little before the end too.  Adds the traits of what is passed to `*seen`, and returns its bytes.
 *
 * Nearly all characters of a text are passed here, so what is done for each is little. */
static size_t skim(const work *w, qg_str text, char *to, uint32_t *seen)
{
    enum { AHEAD_BYTES = 3 * QG_UTF8_MAX, LEAD_OF_FOUR = 0xF0 };
    const char *start = text.p, *last = text.n < AHEAD_BYTES ? start : start + text.n - AHEAD_BYTES;
    const char *p = start, *next, *after;
    uint32_t phrases = w->phrases, odd = w->odd, all = 0;
    const qg_char *defaults = w->defaults;
    uint16_t a, b, c;
    size_t n;

    if (p == last)
        return 0;
    a = qg_code_at(p, &n);
    next = p + n;
    b = qg_code_at(next, &n);
    for (after = next + n; p < last && (unsigned char)*p < LEAD_OF_FOUR; after += n) {
        uint32_t traits = qg_code_traits(a), may_start;
        qg_char own = qg_char_read((qg_str){p, QG_UTF8_MAX}), target = defaults[a];
        c = qg_code_at(after, &n);
        may_start = qg_phrase_may_start(a, b, c);
        /* one branch, since where a phrase starts is hard to foresee */
        if ((traits & ((phrases & (0 - may_start)) | odd)) != 0)
            break;
        qg_char_write(to + (p - start), a == 0 ? own : target);
        all |= traits;
        p = next;
        next = after;
        a = b;
        b = c;
    }
    *seen |= all;
    return (size_t)(p - start);
}

/* Note the characters that could have become several others. */
static void note_ambiguous(work *w, qg_str text)
{
    uint32_t ambiguous = qg_trait_ambiguous(w->plan.great);

    for (qg_unit unit; text.n > 0; text = behind(text, unit)) {
        unit = unit_at(text);
        if ((qg_code_traits(unit.code) & ambiguous) != 0)
            qg_teller_note(&w->teller, unit.code, offset_of(w, text));
    }
}

/* Keep what pass_plain() has written for `text`, whose traits are `traits`. */
static void keep_plain(work *w, qg_str text, uint32_t traits)
{
    qg_script_put_alike(&w->out, text.n);
    if ((traits & qg_trait_ambiguous(w->plan.great)) != 0)
        note_ambiguous(w, text);
}

static uint16_t default_of(qg_trie great, uint16_t code)
{
    qg_targets targets = qg_trie_targets(great, code);

    return targets.n == 0 ? code : targets.codes[0];
}

/* Whether a regional step has a phrase at the start of `text`, where the great dictionary has
 * none. */
static bool is_regional(const work *w, qg_str text)
{
    qg_walk walk = qg_walk_start(w->plan.after, default_of(w->plan.great, unit_at(text).code));

    for (size_t i = 1; walk.is_open && walk.length == 0; i++) {
        qg_unit unit = unit_at(text);
        qg_walk_on(&walk, default_of(w->plan.great, unit.code), i);
        text = behind(text, unit);
    }
    return walk.length > 0 || find_phrase(w->plan.before, text).length > 0;
}

/* What a closer look finds at a character. */
typedef enum find {
    FIND_PLAIN, /* it becomes its default, which is as long */
    FIND_PHRASE,
    FIND_DESCRIPTION,
    FIND_REGIONAL, /* a step beside the great one may change it, or it becomes longer or shorter */
    FIND_END
} find;

static find look_closely(const work *w, qg_str rest, qg_walk *phrase)
{
    qg_unit unit = unit_at(rest);
    uint32_t traits = qg_code_traits(unit.code);

    if (rest.n == 0)
        return FIND_END;
    *phrase = find_phrase(w->plan.great, rest);
    if (phrase->length > 0)
        return FIND_PHRASE;
    if ((traits & QG_DESCRIBES) != 0 && qg_description_length(rest) > 0)
        return FIND_DESCRIPTION;
    if (unit.code != 0 && qg_char_bytes(w->defaults[unit.code]) != unit.n_bytes)
        return FIND_REGIONAL;
    return (traits & w->regional) != 0 && is_regional(w, rest) ? FIND_REGIONAL : FIND_PLAIN;
}

/* Whether no phrase can reach over a character: it is in no dictionary, or may start a description.
 */
static bool is_fence(uint16_t code)
{
    return code == 0 || (qg_code_traits(code) & QG_DESCRIBES) != 0;
}

/* Bytes of `text` up to and with its last fence: they are plain without what is behind them. */
static size_t fence_of(qg_str text)
{
    while (text.n > 0) {
        size_t n = 1;
        while (((unsigned char)text.p[text.n - n] & 0xC0) == 0x80)
            n++;
        if (is_fence(qg_code_at(text.p + text.n - n, &n)))
            break;
        text.n -= n;
    }
    return text.n;
}

static bool starts_great_phrase(const work *w, qg_str text)
{
    qg_str second = behind(text, unit_at(text)), third = behind(second, unit_at(second));

    return qg_phrase_may_start(unit_at(text).code, unit_at(second).code, unit_at(third).code) &&
           find_phrase(w->plan.great, text).length > 0;
}

/* Convert what is from the start of `text` to the next phrase of the great dictionary or fence;
 * returns what is left. */
static qg_str convert_regional(work *w, qg_str text)
{
    size_t offset = offset_of(w, text);
    qg_unit unit = unit_at(text);

    for (w->segment.n = 0; !is_fence(unit.code) && !starts_great_phrase(w, text);) {
        qg_units_put(&w->segment, unit);
        text = behind(text, unit);
        unit = unit_at(text);
    }
    convert_slowly(w, &w->segment, offset);
    return text;
}

/* Write what becomes of plain characters, up to one that is not; returns what is left.
 *
 * seen    the traits of what is passed are added to it.
 * phrase  set when it ends at one. */
static qg_str pass_plain(const work *w, qg_str text, char *to, uint32_t *seen, qg_walk *phrase,
                         find *end)
{
    qg_str rest = text;

    for (;;) {
        qg_unit unit;
        rest = qg_str_skip(rest, skim(w, rest, to + (text.n - rest.n), seen));
        *end = look_closely(w, rest, phrase);
        if (*end != FIND_PLAIN)
            return rest;
        unit = unit_at(rest);
        qg_char_write(to + (text.n - rest.n),
                      unit.code == 0 ? qg_char_read(rest) : w->defaults[unit.code]);
        *seen |= qg_code_traits(unit.code);
        rest = behind(rest, unit);
    }
}

/* Convert from the start of `text` to the end of what is not plain in it; returns what is left. */
static qg_str convert_some(work *w, qg_str text)
{
    char *room = qg_buf_room(w->out.out, text.n + QG_UTF8_MAX);
    uint32_t traits = 0;
    qg_walk phrase;
    qg_str rest, plain;
    find end;

    if (room == NULL)
        return text;
    rest = pass_plain(w, text, room, &traits, &phrase, &end);
    plain = qg_str_head(text, text.n - rest.n);
    if (end == FIND_REGIONAL)
        plain.n = fence_of(plain);
    keep_plain(w, plain, traits);
    if (end == FIND_REGIONAL)
        return convert_regional(w, qg_str_skip(text, plain.n));
    if (end == FIND_PHRASE)
        return convert_phrase(w, &phrase, rest);
    if (end == FIND_DESCRIPTION) {
        plain = qg_str_head(rest, qg_description_length(rest));
        qg_script_put(&w->out, plain);
        return qg_str_skip(rest, plain.n);
    }
    return rest;
}

/* ---- the text -------------------------------------------------------------------------------- */

static qg_status status_of(const work *w)
{
    if (w->segment.status != QG_OK || w->made[0].status != QG_OK || w->made[1].status != QG_OK ||
        w->out.map->status != QG_OK)
        return QG_E_MEMORY;
    return qg_buf_status(w->out.out);
}

/* Take what stands before the next term off `rest`, and the term. */
static qg_str take_stretch(const work *w, qg_str *rest, qg_str *term)
{
    size_t n_term, n = qg_terms_find(&w->terms, *rest, &n_term);
    qg_str stretch = qg_str_head(*rest, n);

    *term = qg_str_head(qg_str_skip(*rest, n), n_term);
    *rest = qg_str_skip(*rest, n + n_term);
    return stretch;
}

/* Whether the text is in the target script already.  A short text is no proof: 几率 may stand in a
 * sentence whose other characters are all traditional, but not in a page of them. */
static bool is_already(const work *w, qg_script script)
{
    bool to_simplified = script == QG_SCRIPT_SIMPLIFIED || script == QG_SCRIPT_SIMPLIFIED_PHRASES;
    qg_script_counts n = {0};
    size_t *n_wrong = to_simplified ? &n.traditional : &n.simplified;
    size_t *n_right = to_simplified ? &n.simplified : &n.traditional;
    qg_str rest = w->out.text, term;

    while (rest.n > 0 && *n_wrong == 0) {
        qg_str stretch = take_stretch(w, &rest, &term);
        while (stretch.n > 0 && *n_wrong == 0) /* most often the first line tells */
            qg_script_count(&n, qg_str_take_line(&stretch));
    }
    return *n_wrong == 0 && *n_right >= ALREADY_MIN;
}

static void choose_plan(work *w, const plan *chosen)
{
    bool is_direct = chosen->great == QG_TRIE_NONE; /* then nothing is between text and regions */

    w->plan = *chosen;
    w->defaults = qg_trie_defaults(chosen->great);
    w->regional =
        qg_trait_starts(chosen->before) |
        (is_direct ? qg_trait_starts(chosen->after) : qg_trait_default_starts(chosen->after));
    w->phrases = qg_trait_starts(chosen->great) | w->regional;
    w->odd = QG_DESCRIBES | QG_RESIZES | qg_trait_alone(chosen->before) |
             (is_direct ? qg_trait_alone(chosen->after) : qg_trait_default_alone(chosen->after));
    w->teller.great = chosen->great;
    w->teller.after = chosen->after;
}

/* Choose what to do; false when it is nothing. */
static bool choose(work *w, qg_script script)
{
    if (script == QG_SCRIPT_KEEP)
        return false;
    if (!is_already(w, script)) {
        choose_plan(w, &plans[script]);
        return true;
    }
    qg_sink_tell(w->teller.sink, &(qg_finding){.kind = QG_FOUND_SCRIPT_ALREADY});
    if (script != QG_SCRIPT_TAIWAN && script != QG_SCRIPT_TAIWAN_PHRASES &&
        script != QG_SCRIPT_HONGKONG)
        return false;
    choose_plan(w, &plans_already[script]);
    return true;
}

static void convert_text(work *w)
{
    qg_str rest = w->out.text, term;

    qg_buf_room(w->out.out, w->out.text.n + w->out.text.n / 16); /* most often enough for all */
    while (rest.n > 0 && status_of(w) == QG_OK) {
        qg_str stretch = take_stretch(w, &rest, &term);
        while (stretch.n > 0 && status_of(w) == QG_OK)
            stretch = convert_some(w, stretch);
        qg_script_put(&w->out, term);
    }
    qg_teller_end(&w->teller);
}

qg_status qg_script_convert(qg_buf *out, qg_map *map, qg_str text, qg_script script,
                            qg_str keep_terms, const qg_sink *sink)
{
    work w = {.out = {.out = out, .map = map, .text = text}};
    qg_status st = qg_terms_read(&w.terms, keep_terms), opened;

    opened = qg_teller_open(&w.teller, text, sink);
    st = st == QG_OK ? opened : st;
    if (st == QG_OK && choose(&w, script))
        convert_text(&w);
    else if (st == QG_OK)
        qg_script_put(&w.out, text);
    qg_script_out_end(&w.out);
    st = st == QG_OK ? status_of(&w) : st;
    qg_units_clear(&w.segment);
    qg_units_clear(&w.made[0]);
    qg_units_clear(&w.made[1]);
    qg_terms_clear(&w.terms);
    qg_teller_close(&w.teller);
    return st;
}
