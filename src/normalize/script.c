/* script.c - the way of OpenCC's converter over units.
 *
 * The text is cut at characters that no dictionary has; no phrase can reach over these.  What is
 * between is cut into segments (a phrase, or what stands between phrases), and each segment goes
 * through the steps on its own: a later step must not find a phrase across two segments.
 */
#include "normalize/script.h"

#include "normalize/script_of.h"
#include "normalize/script_tables.h"
#include "normalize/script_terms.h"

#include <stdlib.h>

enum {
    PLACES_MAX = 100, /* findings for one character; what is beyond is one more */
    ALREADY_MIN = 8 /* as many characters of the target script, and none of the other, are proof */
};

/* Which tries are asked; QG_TRIE_NONE where the configuration has no such step. */
typedef struct plan {
    qg_trie segments, first, second;
} plan;

/* OpenCC's configurations t2s + tw2s + hk2s, tw2sp, s2t, s2tw, s2twp and s2hk. */
static const plan plans[] = {
    [QG_SCRIPT_SIMPLIFIED] = {QG_TRIE_FROM_TRADITIONAL, QG_TRIE_FROM_REGIONS,
                              QG_TRIE_FROM_TRADITIONAL},
    [QG_SCRIPT_SIMPLIFIED_PHRASES] = {QG_TRIE_FROM_TRADITIONAL, QG_TRIE_FROM_TAIWAN_PHRASES,
                                      QG_TRIE_FROM_TRADITIONAL},
    [QG_SCRIPT_TRADITIONAL] = {QG_TRIE_NONE, QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_NONE},
    [QG_SCRIPT_TAIWAN] = {QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_TO_TAIWAN},
    [QG_SCRIPT_TAIWAN_PHRASES] = {QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_FROM_SIMPLIFIED,
                                  QG_TRIE_TO_TAIWAN_PHRASES},
    [QG_SCRIPT_HONGKONG] = {QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_FROM_SIMPLIFIED, QG_TRIE_TO_HONGKONG},
};

/* For text that is traditional already: t2tw and t2hk, and nothing. */
static const plan plans_already[] = {
    [QG_SCRIPT_TAIWAN] = {QG_TRIE_NONE, QG_TRIE_TO_TAIWAN, QG_TRIE_NONE},
    [QG_SCRIPT_TAIWAN_PHRASES] = {QG_TRIE_NONE, QG_TRIE_TO_TAIWAN, QG_TRIE_NONE},
    [QG_SCRIPT_HONGKONG] = {QG_TRIE_NONE, QG_TRIE_TO_HONGKONG, QG_TRIE_NONE},
};

/* How often a character was decided by default. */
typedef struct tally {
    size_t n, more_at;
} tally;

enum { N_TALLIES = 1 << 14 }; /* as many as there can be codes */

/* The work in hand. */
typedef struct work {
    qg_buf *out;
    qg_map *map;
    qg_str text;
    const qg_sink *sink;
    plan plan;
    qg_terms terms;
    size_t offset;  /* in the text, of what is read next */
    size_t n_alike; /* bytes put that are not in the map yet: as many as in the text */
    qg_units clause, first, second; /* as it stands, and after each step */
    tally *tallies;                 /* by code; NULL when nobody listens */
} work;

/* ---- telling --------------------------------------------------------------------------------- */

static void put_code(qg_buf *out, uint16_t code)
{
    char text[QG_UTF8_MAX];

    qg_buf_put(out, (qg_str){text, qg_code_write(text, code)});
}

/* What a target of the first step looks like after the second. */
static void put_target(const work *w, qg_buf *out, uint16_t code)
{
    qg_unit unit = {code, 0};
    qg_units made = {0};
    uint32_t slot;

    if (w->plan.first == QG_TRIE_FROM_SIMPLIFIED && qg_trie_match(w->plan.second, &unit, 1, &slot))
        qg_units_put_value(&made, w->plan.second, slot, &unit, 1);
    else
        qg_units_put(&made, unit);
    for (size_t i = 0; i < made.n; i++)
        put_code(out, made.p[i].code);
    qg_units_clear(&made);
}

/* "後; also 后".  The targets can look alike after the second step; `false` when all do. */
static bool put_choices(const work *w, qg_buf *out, qg_targets targets)
{
    size_t n_chosen;
    bool has_other = false;

    put_target(w, out, targets.codes[0]);
    n_chosen = out->n;
    for (size_t i = 1; i < targets.n; i++) {
        size_t before = out->n, start;
        qg_buf_puts(out, has_other ? ", " : "; also ");
        start = out->n;
        put_target(w, out, targets.codes[i]);
        if (qg_str_eq(qg_str_skip(qg_buf_str(out), start), qg_str_head(qg_buf_str(out), n_chosen)))
            qg_buf_truncate(out, before);
        else
            has_other = true;
    }
    return has_other;
}

/* `offset` is where the character stands. */
static void tell(const work *w, qg_kind kind, qg_targets targets, size_t offset)
{
    qg_str rest = qg_str_skip(w->text, offset);
    qg_rune rune;
    qg_buf after;

    qg_buf_init(&after, 0);
    if (put_choices(w, &after, targets) && qg_buf_status(&after) == QG_OK)
        qg_sink_tell(w->sink, &(qg_finding){.kind = kind,
                                            .offset = offset,
                                            .before = qg_utf8_take(&rest, &rune),
                                            .after = qg_buf_str(&after)});
    qg_buf_clear(&after);
}

static void tell_default(work *w, uint16_t code, qg_targets targets, size_t offset)
{
    tally *seen;

    if (w->tallies == NULL || offset >= w->text.n)
        return;
    seen = &w->tallies[code];
    if (++seen->n <= PLACES_MAX)
        tell(w, QG_FOUND_SCRIPT_AMBIGUOUS, targets, offset);
    else if (seen->n == PLACES_MAX + 1)
        seen->more_at = offset;
}

/* Which of the two steps the targets of single characters belong to. */
static qg_trie great_trie(const plan *p)
{
    return p->second == QG_TRIE_FROM_TRADITIONAL ? p->second : p->first;
}

static void tell_more(const work *w)
{
    for (size_t i = 0; w->tallies != NULL && i < N_TALLIES; i++)
        if (w->tallies[i].n > PLACES_MAX)
            tell(w, QG_FOUND_SCRIPT_AMBIGUOUS_MORE,
                 qg_trie_targets(great_trie(&w->plan), (uint16_t)i), w->tallies[i].more_at);
}

/* ---- putting --------------------------------------------------------------------------------- */

/* A map's units are small numbers; a longer stretch of input is cut. */
static void map_unlike(qg_map *map, size_t n_out, size_t n_in)
{
    for (; n_in > UINT8_MAX; n_in -= UINT8_MAX)
        qg_map_add(map, 1, 0, UINT8_MAX);
    qg_map_add(map, 1, n_out, n_in);
}

static void put_verbatim(work *w, qg_str bytes)
{
    qg_buf_put(w->out, bytes);
    w->n_alike += bytes.n;
}

/* Bring the map up to what was put. */
static void end_alike(work *w)
{
    qg_map_add(w->map, w->n_alike, 1, 1);
    w->n_alike = 0;
}

static void put_units(work *w, const qg_units *units)
{
    char *room = units->n == 0 ? NULL : qg_buf_room(w->out, units->n * QG_UTF8_MAX);
    size_t n_put = 0;

    for (size_t i = 0; room != NULL && i < units->n; i++) {
        size_t n_out = qg_code_write(room + n_put, units->p[i].code);
        size_t n_in = units->p[i].n_bytes;
        n_put += n_out;
        if (n_out == n_in) {
            w->n_alike += n_out;
            continue;
        }
        end_alike(w);
        map_unlike(w->map, n_out, n_in);
    }
    if (n_put > 0)
        qg_buf_added(w->out, n_put);
}

/* ---- converting ------------------------------------------------------------------------------ */

/* A character that is in no phrase. */
static void step_over(work *w, qg_units *out, qg_trie trie, qg_unit unit, size_t offset)
{
    qg_targets targets = qg_trie_targets(trie, unit.code);

    if (targets.n > 1)
        tell_default(w, unit.code, targets, offset);
    if (targets.n > 0)
        unit.code = targets.codes[0];
    qg_units_put(out, unit);
}

static size_t count_bytes(const qg_unit *units, size_t n)
{
    size_t n_bytes = 0;

    for (size_t i = 0; i < n; i++)
        n_bytes += units[i].n_bytes;
    return n_bytes;
}

/* One step of the chain over one segment, which starts at `offset`. */
static void step(work *w, qg_units *out, qg_trie trie, const qg_units *in, size_t offset)
{
    const qg_unit *units = in->p;

    out->n = 0;
    for (size_t i = 0, length; i < in->n; i += length) {
        uint32_t slot;
        length = qg_trie_match(trie, units + i, in->n - i, &slot);
        if (length > 0)
            qg_units_put_value(out, trie, slot, units + i, length);
        else
            step_over(w, out, trie, units[i], offset);
        length = length > 0 ? length : 1;
        offset += count_bytes(units + i, length);
    }
}

/* Whether the second step can have anything to do: most segments have nothing regional in them. */
static bool needs_second(const work *w)
{
    if (w->plan.second == QG_TRIE_FROM_TRADITIONAL)
        return true;
    for (size_t i = 0; w->plan.second != QG_TRIE_NONE && i < w->first.n; i++)
        if (qg_trie_starts(w->plan.second, w->first.p[i].code))
            return true;
    return false;
}

/* What the first step has made is whole: the second step, and out. */
static void end_segment(work *w, size_t offset)
{
    if (needs_second(w)) {
        step(w, &w->second, w->plan.second, &w->first, offset);
        put_units(w, &w->second);
    } else {
        put_units(w, &w->first);
    }
    w->first.n = 0;
}

/* The phrases that cut the text are those of the first step, so one look is enough for both. */
static void convert_and_cut(work *w)
{
    const qg_unit *units = w->clause.p;
    size_t n = w->clause.n, start = w->offset, offset = start;
    bool cuts = w->plan.second != QG_TRIE_NONE && w->plan.segments != QG_TRIE_NONE;

    for (size_t i = 0, length; i < n; i += length) {
        uint32_t slot;
        length = qg_trie_match(w->plan.first, units + i, n - i, &slot);
        if (length == 0) {
            step_over(w, &w->first, w->plan.first, units[i], offset);
            offset += units[i].n_bytes;
            length = 1;
            continue;
        }
        if (cuts)
            end_segment(w, start);
        start = cuts ? offset : start;
        qg_units_put_value(&w->first, w->plan.first, slot, units + i, length);
        offset += count_bytes(units + i, length);
        if (cuts)
            end_segment(w, start);
        start = cuts ? offset : start;
    }
    end_segment(w, start);
}

static void convert_segment(work *w, size_t from, size_t n, size_t *offset)
{
    const qg_units segment = {w->clause.p + from, n, 0, QG_OK};

    if (n == 0)
        return;
    step(w, &w->first, w->plan.first, &segment, *offset);
    end_segment(w, *offset);
    *offset += count_bytes(segment.p, n);
}

/* Cut first, then all steps over each segment. */
static void cut_and_convert(work *w)
{
    const qg_unit *units = w->clause.p;
    size_t n = w->clause.n, start = 0, i = 0, offset = w->offset;
    uint32_t slot;

    while (i < n) {
        size_t length = qg_trie_match(w->plan.segments, units + i, n - i, &slot);
        if (length == 0) {
            i++;
            continue;
        }
        convert_segment(w, start, i - start, &offset);
        convert_segment(w, i, length, &offset);
        i += length;
        start = i;
    }
    convert_segment(w, start, n - start, &offset);
}

/* Take the characters that dictionaries have off the start of `text`. */
static qg_str take_clause(work *w, qg_str text)
{
    size_t at = 0, n;

    w->clause.n = 0;
    w->offset = (size_t)(text.p - w->text.p);
    for (; at < text.n; at += n) {
        uint16_t code = qg_code_of(qg_script_rune(text.p + at, &n));
        if (code == 0)
            break;
        qg_units_put(&w->clause, (qg_unit){code, (uint16_t)n});
    }
    return qg_str_skip(text, at);
}

/* ---- what no dictionary has ------------------------------------------------------------------ */

/* How many parts an ideographic description character wants, 0 for others.
 * Source: The Unicode Standard 15.1, section 18.2. */
static size_t parts_of(qg_rune rune)
{
    if (rune < 0x2FF0 || rune > 0x2FFF)
        return 0;
    return rune == 0x2FF2 || rune == 0x2FF3 ? 3 : rune >= 0x2FFE ? 1 : 2;
}

/* Bytes of the description of a character, such as ⿰氵漢, at the start of `text`, whose parts are
 * not converted; 0 when there is none that is complete.  OpenCC's limits: 64 characters, and 15
 * descriptions within each other. */
static size_t description_length(qg_str text)
{
    enum { CHARS_MAX = 64, DEPTH_MAX = 16 };
    size_t wanted[DEPTH_MAX + 1] = {1}; /* parts still to come at each depth */
    size_t depth = 0;
    qg_str rest = text;
    qg_rune rune;

    for (int n = 0; n < CHARS_MAX && rest.n > 0; n++) {
        size_t parts;
        rest = qg_str_skip(rest, qg_utf8_decode(rest, &rune));
        parts = parts_of(rune);
        if (depth == DEPTH_MAX)
            return 0;
        wanted[depth]--;
        if (parts > 0)
            wanted[++depth] = parts;
        while (depth > 0 && wanted[depth] == 0)
            depth--;
        if (depth == 0)
            return text.n - rest.n;
    }
    return 0;
}

/* Bytes at the start of `text` that no dictionary can have to do with. */
static size_t verbatim_length(qg_str text)
{
    size_t at = 0, n;

    for (; at < text.n; at += n) {
        qg_rune rune = qg_script_rune(text.p + at, &n);
        if (qg_code_of(rune) != 0)
            break;
        if (parts_of(rune) > 0) {
            size_t described = description_length(qg_str_skip(text, at));
            n = described > 0 ? described : n;
        }
    }
    return at;
}

/* ---- the text -------------------------------------------------------------------------------- */

static qg_status status_of(const work *w)
{
    if (w->clause.status != QG_OK || w->first.status != QG_OK || w->second.status != QG_OK ||
        w->map->status != QG_OK)
        return QG_E_MEMORY;
    return qg_buf_status(w->out);
}

/* Convert a stretch without terms. */
static void convert_stretch(work *w, qg_str text)
{
    bool cuts_first = w->plan.segments != w->plan.first && w->plan.segments != QG_TRIE_NONE;

    while (text.n > 0 && status_of(w) == QG_OK) {
        size_t n = verbatim_length(text);
        put_verbatim(w, qg_str_head(text, n));
        text = take_clause(w, qg_str_skip(text, n));
        if (cuts_first)
            cut_and_convert(w);
        else
            convert_and_cut(w);
    }
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
    qg_str rest = w->text, term;

    while (rest.n > 0 && *n_wrong == 0) {
        qg_str stretch = take_stretch(w, &rest, &term);
        while (stretch.n > 0 && *n_wrong == 0) /* most often the first line tells */
            qg_script_count(&n, qg_str_take_line(&stretch));
    }
    return *n_wrong == 0 && *n_right >= ALREADY_MIN;
}

/* Choose the plan; false when nothing is to be done. */
static bool choose(work *w, qg_script script)
{
    if (script == QG_SCRIPT_KEEP)
        return false;
    w->plan = plans[script];
    if (!is_already(w, script))
        return true;
    qg_sink_tell(w->sink, &(qg_finding){.kind = QG_FOUND_SCRIPT_ALREADY});
    if (script != QG_SCRIPT_TAIWAN && script != QG_SCRIPT_TAIWAN_PHRASES &&
        script != QG_SCRIPT_HONGKONG)
        return false;
    w->plan = plans_already[script];
    return true;
}

static void convert_text(work *w)
{
    qg_str rest = w->text, term;

    qg_buf_room(w->out, w->text.n + w->text.n / 16); /* most often enough for all */
    while (rest.n > 0 && status_of(w) == QG_OK) {
        convert_stretch(w, take_stretch(w, &rest, &term));
        put_verbatim(w, term);
    }
    tell_more(w);
}

qg_status qg_script_convert(qg_buf *out, qg_map *map, qg_str text, qg_script script,
                            qg_str keep_terms, const qg_sink *sink)
{
    work w = {.out = out, .map = map, .text = text, .sink = sink};
    qg_status st = qg_terms_read(&w.terms, keep_terms);

    if (st == QG_OK && sink != NULL) {
        w.tallies = calloc(N_TALLIES, sizeof *w.tallies);
        st = w.tallies == NULL ? QG_E_MEMORY : QG_OK;
    }
    if (st == QG_OK && choose(&w, script))
        convert_text(&w);
    else if (st == QG_OK)
        put_verbatim(&w, text);
    end_alike(&w);
    st = st == QG_OK ? status_of(&w) : st;
    qg_units_clear(&w.clause);
    qg_units_clear(&w.first);
    qg_units_clear(&w.second);
    qg_terms_clear(&w.terms);
    free(w.tallies);
    return st;
}
