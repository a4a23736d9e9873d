/* lost.c - bytes that are missing from the line. */
#include "normalize/mojibake/ways.h"

enum {
    COST_TIDIED = 3, /* a blank was a no-break space */
    COST_BLANK = 4,  /* where it may be one, it is not */
    COST_SWALLOWED = 1,
    COST_SWALLOW_BIG5 = 1, /* its readers take two bytes, whatever they are */
    COST_PAIR = 6,         /* a mark is two bytes that are no code, */
    COST_CODE = 2          /* which were one character */
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

/* Whether the character may be the next byte of one that is not whole. */
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

/* In UTF-8 a character that is not whole shows that something was dropped: as many bytes as are
 * missing, and none where they are all there. */
static bool drop_tails(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    unsigned n_needed = qg_guess_length(path->how.right, s->pending[0]), set,
             cost = QG_COST_DROPPED;
    bool is_blank = at->rune == ' ' && !path->losses->keeps_spaces;
    qg_ways fed;

    if (s->n_pending == 0 || can_go_on(path, at) || n_needed > 3)
        return false;
    if (is_blank) /* which is the byte, more likely */
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

/* In GBK and Big5 any byte may stand where a soft hyphen was. */
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

/* No-break spaces became blanks. */
static void take_tidied(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    if (at->rune == ' ' && s->n_pending > 0 && !path->losses->keeps_spaces)
        qg_way_feed(path, to, with_cost(*s, COST_TIDIED), 0xA0, at->end);
}

/* The character behind a lost byte went with it; which one is seen when the line is whole. */
static void take_swallowed(qg_path *path, qg_ways *to, qg_way s, uint32_t end)
{
    if (s.n_pending > 0)
        return;
    s.pending[0] = QG_LOST_SWALLOWED;
    s.n_pending = 1;
    qg_way_emit(path, to, s, '\n', COST_SWALLOWED, end);
}

/* Browsers leave the ASCII character that was the second byte of what is no code.  Strict readers
 * have a mark for the first byte alone and go on with the second, whatever it is. */
static void take_byte_mark(qg_path *path, qg_ways *to, const qg_way *s, const qg_place *at)
{
    bool is_ascii_behind = at->behind >= 0x40 && at->behind < 0x7F;

    if (at->rune == QG_RUNE_BAD && (path->is_bytewise || (is_ascii_behind && s->n_pending == 0)))
        qg_way_feed(path, to, with_cost(*s, COST_CODE),
                    s->n_pending == 0 ? QG_LOST_HEAD : QG_LOST_REST, at->end);
}

/* By how many bytes of a character are there, what two more may be that are no code of GBK; of
 * Big5. */
static const uint16_t no_code[2][3][2] = {
    {{0, 0}, {QG_LOST_PAIR, QG_LOST_PAIR_END}, {QG_LOST_LAST, QG_LOST_FIRST}},
    {{QG_LOST_LEAD, QG_LOST_LOW}, {QG_LOST_TAIL, QG_LOST_LOW}, {QG_LOST_ODD, QG_LOST_LEAD}}};

/* A pair of bytes that are no code is one mark. */
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

/* Half of the characters in UTF-8 start with two bytes that are no code of Big5; and the first byte
 * of a line may be lost where marks are bytes. */
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
