/* lost.c - bytes that are missing from the line. */
#include "normalize/mojibake/ways.h"

enum {
    COST_TIDIED = 3, /* a blank was a no-break space */
    COST_BLANK = 4,  /* a blank that may have been a no-break space was none */
    COST_SWALLOWED = 1,
    COST_SWALLOW_BIG5 = 1, /* its readers take two bytes, whatever they are */
    COST_PAIR = 6,         /* a mark is two bytes that are no code, */
    COST_CODE = 2          /* such two bytes were one character */
};

static bool is_one_byte(qg_wrong wrong)
{
    return wrong == QG_WRONG_WESTERN || wrong == QG_WRONG_LATIN9 || wrong == QG_WRONG_UTF8;
}

static bool is_big5(qg_wrong wrong)
{
    return wrong == QG_WRONG_BIG5 || wrong == QG_WRONG_OLD_BIG5;
}

static qg_way with_cost(qg_way s, unsigned cost)
{
    s.cost += cost;
    return s;
}

/* Whether the character in the line may be the next byte of one that is not whole yet. */
static bool can_go_on(const qg_path *path, const qg_place *at)
{
    return at->n_spellings > 0 && qg_guess_can_follow(path->how.right, at->spellings[0].bytes[0]);
}

unsigned qg_way_dropped_set(const qg_path *path, unsigned n, unsigned n_needed)
{
    bool all = path->losses->drops_controls || path->how.wrong == QG_WRONG_LATIN9;

    if (n == 2 && n_needed == 3)
        return all ? QG_LOST_CONTROL_BESIDE : QG_LOST_DROPPED_BESIDE;
    return all ? QG_LOST_CONTROL : QG_LOST_DROPPED;
}

/* Go on as if the missing bytes of a character were dropped.  In UTF-8 its first byte says how
 * many there must be. */
static bool drop_tails(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    unsigned n_needed = qg_guess_length(path->how.right, s->pending[0]), set,
             cost = QG_COST_DROPPED;
    bool is_blank = at->rune == ' ' && !path->losses->keeps_spaces;
    qg_ways fed;

    if (s->n_pending == 0 || can_go_on(path, at) || n_needed > 3)
        return false;
    if (is_blank) /* the blank is rather that byte */
        cost += COST_BLANK;
    set = qg_way_dropped_set(path, s->n_pending, n_needed);
    if (s->n_pending + 1U == n_needed) {
        qg_way_feed(path, to, with_cost(*s, cost), set, at->end - 1);
    } else {
        qg_ways_start(&fed, to->most);
        qg_way_feed(path, &fed, with_cost(*s, QG_COST_DROPPED + cost), set, at->end - 1);
        qg_ways_feed(path, to, &fed, set, at->end - 1);
    }
    return !is_blank && at->rune != '?' && at->rune != QG_RUNE_BAD; /* may be a byte */
}

/* Go on as if a soft hyphen was taken out, which may be any byte of GBK or Big5. */
static void drop_hyphen(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    qg_ways fed;

    if (path->losses->keeps_hyphens || (s->n_pending == 0 && path->how.right != QG_RIGHT_BIG5))
        return;
    qg_ways_start(&fed, to->most);
    qg_way_feed(path, &fed, with_cost(*s, QG_COST_DROPPED), 0xAD, at->end - 1);
    for (unsigned i = 0; i < fed.n; i++)
        if (fed.list[i].last != QG_RUNE_BAD)
            qg_ways_push(to, &fed.list[i]);
}

bool qg_way_dropped(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    if (!s->is_mended || !is_one_byte(path->how.wrong))
        return false;
    if (path->how.right == QG_RIGHT_UTF8)
        return drop_tails(path, to, s, at);
    drop_hyphen(path, to, s, at);
    return false;
}

/* Take a blank for a no-break space that some program tidied away. */
static void take_tidied(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    if (at->rune == ' ' && s->n_pending > 0 && !path->losses->keeps_spaces)
        qg_way_feed(path, to, with_cost(*s, COST_TIDIED), 0xA0, at->end);
}

/* Go on as if the ASCII behind a lost byte was swallowed with it.  Which character that was is
 * chosen when the line is whole. */
static void take_swallowed(qg_path *path, qg_ways *to, qg_way s, uint32_t end)
{
    if (s.n_pending > 0)
        return;
    s.pending[0] = QG_LOST_SWALLOWED;
    s.n_pending = 1;
    qg_way_emit(path, to, s, '\n', COST_SWALLOWED, end);
}

/* Take a mark for a single lost byte.  Browsers write it for a code that they lack, and leave
 * its second byte where that is ASCII; strict readers write it for the first byte alone and go
 * on with the second, whatever it is. */
static void take_byte_mark(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    bool is_ascii_behind = at->behind >= 0x40 && at->behind < 0x7F;

    if (at->rune == QG_RUNE_BAD && (path->is_bytewise || (is_ascii_behind && s->n_pending == 0)))
        qg_way_feed(path, to, with_cost(*s, COST_CODE),
                    s->n_pending == 0 ? QG_LOST_HEAD : QG_LOST_REST, at->end);
}

/* What two bytes that are no code of GBK, or of Big5, may be in a character of which so many
 * bytes are there already. */
static const uint16_t no_code[2][3][2] = {
    {{0, 0}, {QG_LOST_PAIR, QG_LOST_PAIR_END}, {QG_LOST_LAST, QG_LOST_FIRST}},
    {{QG_LOST_LEAD, QG_LOST_LOW}, {QG_LOST_TAIL, QG_LOST_LOW}, {QG_LOST_ODD, QG_LOST_LEAD}}};

/* Take a mark for a pair of bytes that are no code. */
static void take_pair_mark(qg_path *path, qg_ways *to, const qg_way *s, unsigned cost, uint32_t end)
{
    bool is_code = path->how.right != QG_RIGHT_UTF8, is_pair = is_big5(path->how.wrong);
    qg_way with = with_cost(*s, cost + (is_code ? COST_CODE : is_pair ? 0 : COST_PAIR));
    const uint16_t(*pairs)[2] = no_code[is_pair];
    qg_ways fed;
    qg_ways_start(&fed, to->most);

    if (is_code) {
        if (s->n_pending == 0)
            qg_way_feed(path, to, with, QG_LOST_CODE, end);
        return;
    }
    if (s->n_pending > 2 || pairs[s->n_pending][0] == 0)
        return;
    qg_way_feed(path, &fed, with, pairs[s->n_pending][0], end);
    qg_ways_feed(path, to, &fed, pairs[s->n_pending][1], end);
}

static void take_mark(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    bool is_before_ascii = at->behind < 0x40;
    const qg_losses *losses = path->losses;

    if (is_one_byte(path->how.wrong)) {
        qg_way_feed(path, to, with_cost(*s, losses->byte), QG_LOST_UNDEFINED, at->end);
        return;
    }
    if (!path->is_bytewise)
        take_pair_mark(path, to, s, 0, at->end);
    if (path->how.right != QG_RIGHT_UTF8)
        take_byte_mark(path, to, s, at);
    if (s->n_pending == 0 || path->how.right != QG_RIGHT_UTF8)
        return;
    qg_way_feed(path, to, with_cost(*s, is_before_ascii ? losses->tail : losses->stray),
                is_before_ascii ? QG_LOST_TAIL : QG_LOST_STRAY, at->end);
    qg_ways fed;
    qg_ways_start(&fed, to->most);
    qg_way_feed(path, &fed,
                with_cost(*s, is_big5(path->how.wrong) ? COST_SWALLOW_BIG5 : losses->swallow),
                QG_LOST_TAIL, at->end);
    for (unsigned i = 0; i < fed.n; i++)
        take_swallowed(path, to, fed.list[i], at->end);
}

/* Take a mark at the start of a character: half of those in UTF-8 start with two bytes that are
 * no code of Big5, and where marks stand for bytes, the first byte of a line may be lost. */
static void start_with_mark(qg_path *path, qg_ways *to, qg_way s, const qg_place *at)
{
    bool is_pair = at->rune == '?' && (at->behind >= 0x80 || at->behind == '?') &&
                   is_big5(path->how.wrong) && path->how.right == QG_RIGHT_UTF8;

    s.is_mended = true;
    s.cost += path->enter_cost;
    if (is_pair)
        take_pair_mark(path, to, &s, 0, at->end);
    else if (path->is_bytewise)
        take_byte_mark(path, to, &s, at);
}

void qg_way_lost(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    if (!s->is_mended) {
        start_with_mark(path, to, *s, at);
        return;
    }
    if (is_one_byte(path->how.wrong))
        take_tidied(path, to, s, at);
    if (at->rune == '?' || at->rune == QG_RUNE_BAD)
        take_mark(path, to, s, at);
}
