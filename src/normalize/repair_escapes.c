/* repair_escapes.c - which escapes are damage, and taking them back.
 *
 * 公司&nbsp;简介 was a page once and lost its browser; 用 &nbsp; 表示空格 means what it says.  What
 * a text is written for (genre.h) and what it speaks of decide for the whole of it: damage is all
 * over a text, is what sentences are made of, and stands in no quotes.
 */
#include "normalize/repair.h"

#include "language/model.h"
#include "normalize/census.h"
#include "normalize/escape_list.h"
#include "normalize/genre.h"
#include "unicode/unicode.h"

enum {
    RUN_MAX = 64,         /* characters of one change */
    TECHNICAL_LEAST = 10, /* escapes outside of quotes that are damage in a text on escapes, too, */
    TECHNICAL_SHARE = 4,  /* unless more than one in so many is in quotes */
    MENTION_MOST = 6,     /* escapes that may be quoted as an example */
    FEW = 2,              /* escapes that a sentence may speak of */
    CJK_LEAST = 2,  /* Chinese characters that escaped bytes must make before they are believed */
    COST_MOST = 14, /* mean bits of such a character; by chance it would be 18 */
    SUGGESTED_MOST = 50 /* suggestions of a family */
};
#define CONFIDENCE_DAMAGE  0.98F
#define CONFIDENCE_GUESS   0.70F /* not quoted, but too little to be sure */
#define CONFIDENCE_MENTION 0.30F

/* Escapes of one family side by side: items first to end - 1. */
typedef struct run {
    size_t first, end;
    qg_escape_family family;
    size_t n_cjk, cost; /* Chinese characters that they stand for, and their bits */
    bool is_mention;    /* in quotes, set equal to something, or spoken of */
    bool is_address;
    bool is_attached; /* Chinese stands right beside it */
    bool is_text;     /* it has characters that nobody has to escape in Markdown */
    bool is_number;   /* &#20240315已关闭: a decimal without semicolon and alone */
} run;

typedef struct family_counts {
    size_t n_plain, n_mentions; /* escapes */
    size_t n_cjk, cost;         /* of all plain runs */
    size_t n_texts;             /* attached runs with is_text */
} family_counts;

typedef struct judge {
    const qg_repair_input *input;
    qg_escape_list escapes;
    qg_genre genre;
    bool is_technical, is_chinese;
    bool has_references; /* side by side, as the numbers of orders (#20240315) never stand */
    size_t n_han;        /* Han that are not escaped */
    size_t address_end;  /* end of the last run that stands in an address */
    family_counts counts[QG_ESCAPE_FAMILIES];
} judge;

/* ---- a run and what is around it ------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_cjk(qg_rune rune)
{
    return qg_rune_is_han(rune) || (rune >= 0x3000 && rune <= 0x30FF) ||
           (rune >= 0xAC00 && rune <= 0xD7A3) || (rune >= 0xFF00 && rune <= 0xFFEF);
}

static size_t end_of(const qg_escape_item *item)
{
    return item->offset + item->n_bytes;
}

static qg_str text_of(const qg_escape_item *item)
{
    return (qg_str){item->text, item->n_text};
}

/* `s` without the one blank at its end (`is_before`) or start, which may stand between an escape
 * and a quotation mark. */
static qg_str without_blank(qg_str s, bool is_before)
{
    qg_str blank = QG_STR(" ");

    if (is_before)
        return qg_str_ends(s, blank) ? qg_str_head(s, s.n - 1) : s;
    return qg_str_starts(s, blank) ? qg_str_skip(s, 1) : s;
}

static bool is_quoted(qg_rune before, qg_rune after)
{
    static const qg_rune pairs[][2] = {
        {'"', '"'},       {'\'', '\''},     {'(', ')'},       {'[', ']'},       {'<', '>'},
        {0x201C, 0x201D}, {0x2018, 0x2019}, {0x300C, 0x300D}, {0x300E, 0x300F}, {0xFF08, 0xFF09},
        {0x3010, 0x3011}, {0x300A, 0x300B}, {0xFF02, 0xFF02}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == before && pairs[i][1] == after)
            return true;
    return false;
}

static bool ends_with_one_of(qg_str s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (qg_str_ends(s, qg_str_of(*words)))
            return true;
    return false;
}

static bool starts_with_one_of(qg_str s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (qg_str_starts(s, qg_str_of(*words)))
            return true;
    return false;
}

/* Whether the words around say that the escape is what they speak of: 写成 \u4e2d, &nbsp; 表示空格.
 */
static bool is_spoken_of(qg_str before, qg_str behind)
{
    static const char *const openers[] = {"用",   "写成",   "写作",   "写为",   "记作",
                                          "输入", "转义为", "编码为", "编码是", "寫成",
                                          "寫作", "寫為",   "輸入",   NULL};
    static const char *const closers[] = {"表示", "代表", "这种", "这个", "转义", "编码", "符号",
                                          "字符", "這種", "這個", "轉義", "編碼", "符號", NULL};

    return ends_with_one_of(before, openers) || starts_with_one_of(behind, closers);
}

/* Whether the run is a sign of markup or a no-break blank that stands alone between blanks, as
 * in a sentence about it: 用 &lt; 和 &gt; 包围. */
static bool is_set_apart(const judge *j, const run *r, qg_str before, qg_str behind)
{
    qg_rune rune = j->escapes.items[r->first].rune;
    bool is_sign = rune == '<' || rune == '>' || rune == '"' || rune == 0xA0;

    return is_sign && qg_str_ends(before, QG_STR(" ")) && qg_str_starts(behind, QG_STR(" ")) &&
           is_cjk(qg_utf8_last(without_blank(before, true))) &&
           is_cjk(qg_utf8_first(without_blank(behind, false)));
}

/* Whether the byte in front of `n` may stand in an address.  An opening bracket may only inside
 * one: /wiki/A_(1964…). */
static bool may_be_of_address(qg_str before, size_t n)
{
    char c = before.p[n - 1], c_before = n > 1 ? before.p[n - 2] : ' ';

    if (c == '(')
        return c_before > ' ' && c_before < 0x7F && c_before != ']';
    return c > ' ' && c < 0x7F && strchr("\"'<>)", c) == NULL;
}

/* Whether escaped bytes that stand behind `before` are part of an address, a query, or the
 * target of a link.  Addresses with a scheme are the business of the shield. */
static bool is_in_address(const judge *j, qg_str before)
{
    enum { LOOK_BYTES = 200 };
    size_t n = before.n, least = n < LOOK_BYTES ? 0 : n - LOOK_BYTES;

    while (n > least && n != j->address_end && may_be_of_address(before, n))
        n--;
    qg_str token = qg_str_skip(before, n);
    return (n > 0 && n == j->address_end) || qg_str_ends(qg_str_head(before, n), QG_STR("](")) ||
           qg_str_find_byte(token, '/') < token.n || qg_str_find_byte(token, '?') < token.n ||
           qg_str_find_byte(token, '@') < token.n || qg_str_find(token, QG_STR("www.")) < token.n;
}

/* Whether an author of Markdown might have escaped the character on purpose. */
static bool is_of_markdown(qg_rune rune)
{
    return rune < 0x80 || rune == 0xA0 || rune == 0xA9 || rune == 0xAE ||
           (rune >= 0x2000 && rune <= 0x200F);
}

static void count_text(run *r, const judge *j)
{
    qg_rune last = 0;

    for (size_t i = r->first; i < r->end; i++) {
        qg_rune rune = j->escapes.items[i].rune;
        if (is_cjk(rune)) {
            r->n_cjk++;
            r->cost += qg_model_cost(last, rune);
        }
        r->is_text = r->is_text || !is_of_markdown(rune);
        last = rune;
    }
}

/* Whether the run is an entity for a letter or mark of the sentence (“, 中), which nobody speaks
 * of as one does of &lt;. */
static bool is_letter_entity(const run *r, const judge *j)
{
    return r->family == QG_ESCAPE_ENTITY && !is_of_markdown(j->escapes.items[r->first].rune);
}

static void look_around(run *r, judge *j)
{
    qg_str text = j->input->text;
    qg_str before = qg_str_head(text, j->escapes.items[r->first].offset);
    qg_str behind = qg_str_skip(text, end_of(&j->escapes.items[r->end - 1]));
    qg_rune last = qg_utf8_last(before), next = qg_utf8_first(behind);

    r->is_attached = is_cjk(last) || is_cjk(next);
    if (r->end - r->first == 1 && qg_escape_is_markup(text, &j->escapes.items[r->first]))
        r->is_text = false; /* 甲&#20057;**（一）**: it lets emphasis open */
    if (r->end - r->first <= MENTION_MOST && !qg_str_starts(behind, QG_STR("](")))
        r->is_mention = is_quoted(qg_utf8_last(without_blank(before, true)),
                                  qg_utf8_first(without_blank(behind, false)));
    if (r->end - r->first <= FEW && !r->is_mention && !is_letter_entity(r, j))
        r->is_mention = is_spoken_of(without_blank(before, true), without_blank(behind, false)) ||
                        is_set_apart(j, r, before, behind);
    if (r->family == QG_ESCAPE_ENTITY || r->family == QG_ESCAPE_CARRIAGE)
        return;
    r->is_mention = r->is_mention || (last == '=' && r->family != QG_ESCAPE_QUOTED);
    r->is_address = r->family == QG_ESCAPE_PERCENT && is_in_address(j, before);
    j->address_end = r->is_address ? end_of(&j->escapes.items[r->end - 1]) : j->address_end;
}

/* Whether the run looks like an escape by accident: =DBNAME or %date would be one character of
 * GBK.  Three bytes that are UTF-8 are no accident. */
static bool is_accident(const judge *j, const run *r)
{
    enum { UTF8_BYTES = 9 }; /* of an escaped character */
    bool is_of_bytes = r->family == QG_ESCAPE_PERCENT || r->family == QG_ESCAPE_QUOTED;

    return is_of_bytes && r->n_cjk < CJK_LEAST && j->escapes.items[r->first].n_bytes < UTF8_BYTES &&
           j->escapes.items[r->end - 1].n_bytes < UTF8_BYTES;
}

/* Whether the run is a single decimal reference without a semicolon, as & before the number of
 * an order looks: &#20240315. */
static bool is_like_number(const judge *j, const run *r)
{
    const qg_escape_item *item = &j->escapes.items[r->first];
    qg_str spelling = qg_str_head(qg_str_skip(j->input->text, item->offset), item->n_bytes);

    return r->end - r->first == 1 && qg_str_starts(spelling, QG_STR("&#")) &&
           qg_is_between((unsigned char)spelling.p[2], '0', '9') &&
           !qg_str_ends(spelling, QG_STR(";"));
}

/* The run that starts with item `first`. */
static run run_at(judge *j, size_t first)
{
    const qg_escape_item *items = j->escapes.items;
    run r = {.first = first, .end = first + 1, .family = items[first].family};

    while (r.end < j->escapes.n && items[r.end].family == r.family &&
           items[r.end].is_shielded == items[first].is_shielded &&
           items[r.end].offset == end_of(&items[r.end - 1]))
        r.end++;
    count_text(&r, j);
    look_around(&r, j);
    r.is_number = is_like_number(j, &r);
    if (is_accident(j, &r))
        r.n_cjk = r.cost = 0;
    return r;
}

/* ---- the document ---------------------------------------------------------------------------- */

static void count_runs(judge *j)
{
    for (size_t i = 0; i < j->escapes.n;) {
        run r = run_at(j, i);
        family_counts *n = &j->counts[r.family];
        size_t n_escapes = 0;
        for (; i < r.end; i++)
            n_escapes += !j->escapes.items[i].is_simple && !j->escapes.items[i].is_shielded;
        if (r.is_number)
            continue;
        if (r.is_mention) {
            n->n_mentions += n_escapes;
            continue;
        }
        j->has_references |= r.family == QG_ESCAPE_ENTITY && r.n_cjk > 1;
        n->n_plain += n_escapes;
        n->n_cjk += r.n_cjk;
        n->cost += r.cost;
        n->n_texts += r.is_text && (r.is_attached || r.n_cjk > 0);
    }
}

/* The letters of the text, without those that escapes are made of. */
static qg_census census_of(const judge *j)
{
    qg_census census = *qg_look_census(j->input->look);

    for (size_t i = 0; i < j->escapes.n; i++) {
        const qg_escape_item *item = &j->escapes.items[i];
        for (size_t at = item->offset; at < end_of(item); at++)
            census.latin -= is_letter(j->input->text.p[at]);
    }
    return census;
}

static void look_at_text(judge *j)
{
    qg_census census = census_of(j);

    j->n_han = census.han;
    for (size_t i = 0; i < QG_ESCAPE_FAMILIES; i++)
        census.han += j->counts[i].n_cjk;
    j->is_chinese = qg_census_is_chinese(&census);
    j->genre = qg_genre_of(j->input->text);
    j->is_technical = qg_genre_is_technical(j->input->text);
}

/* Whether the escapes of the family are damage, by what the document as a whole says. */
static bool is_damage(const judge *j, qg_escape_family family)
{
    const family_counts *n = &j->counts[family];

    if (n->n_plain == 0 || n->n_mentions > n->n_plain)
        return false;
    if (j->is_technical &&
        (n->n_plain < TECHNICAL_LEAST || n->n_mentions * TECHNICAL_SHARE > n->n_plain))
        return false;
    if (family == QG_ESCAPE_CARRIAGE)
        return true;
    if (family == QG_ESCAPE_ENTITY)
        return j->genre == QG_GENRE_PROSE || n->n_texts > 0;
    return n->n_cjk >= CJK_LEAST && n->cost <= n->n_cjk * COST_MOST;
}

/* Whether more Chinese of the text is escaped than not.  Then what is not Chinese was escaped as
 * well. */
static bool is_all_escaped(const judge *j, qg_escape_family family)
{
    return j->counts[family].n_cjk > j->n_han;
}

/* ---- changing -------------------------------------------------------------------------------- */

/* Whether the run is an escape that an address has of its own, and keeps.  Entities and the line
 * ends of spreadsheets come into all of a text, its addresses too; so does quoted-printable
 * where all of the text is in it. */
static bool is_of_address(const judge *j, const run *r)
{
    if (!j->escapes.items[r->first].is_shielded || r->family == QG_ESCAPE_ENTITY ||
        r->family == QG_ESCAPE_CARRIAGE)
        return false;
    return r->family != QG_ESCAPE_QUOTED || !is_all_escaped(j, r->family);
}

/* Whether the run is an end of a range in a pattern: [\u4e00-\u9fa5]. */
static bool is_of_range(const judge *j, const run *r)
{
    enum { ESCAPE = 7 }; /* bytes of \u4e00 and the hyphen behind it */
    const qg_escape_item *items = j->escapes.items;
    qg_str before = qg_str_head(j->input->text, items[r->first].offset);
    qg_str behind = qg_str_skip(j->input->text, end_of(&items[r->end - 1]));
    qg_str other = qg_str_skip(before, before.n < ESCAPE ? 0 : before.n - ESCAPE);

    return qg_str_starts(behind, QG_STR("-\\")) ||
           (qg_str_ends(before, QG_STR("-")) && qg_str_find_byte(other, '\\') < other.n);
}

/* How sure it is that the run is damage; 0 when that is not worth telling. */
static float confidence_of(const judge *j, const run *r)
{
    bool is_sure = is_damage(j, r->family);
    bool is_of_bytes = r->family != QG_ESCAPE_ENTITY && r->family != QG_ESCAPE_CARRIAGE;

    if (is_of_address(j, r) || is_of_range(j, r) || (r->is_number && !j->has_references) ||
        (j->escapes.items[r->first].is_shielded && !is_sure))
        return 0;
    if ((is_of_bytes && r->n_cjk == 0 && !(is_all_escaped(j, r->family) && is_sure)) ||
        (r->is_address && !is_all_escaped(j, r->family)))
        return 0;
    if (is_sure)
        return j->is_technical && r->is_mention ? 0 : CONFIDENCE_DAMAGE;
    if (j->is_technical || (j->genre == QG_GENRE_MARKDOWN && !r->is_text))
        return 0;
    return r->is_mention ? CONFIDENCE_MENTION : CONFIDENCE_GUESS;
}

/* Put one change for the items from `first` to `end` - 1.  In a cell of a table a line end
 * becomes a blank, since it would cut the row. */
static void put(qg_edits *edits, const judge *j, size_t first, size_t end, float confidence)
{
    const qg_escape_item *items = j->escapes.items;
    char text[RUN_MAX * QG_ESCAPE_TEXT_MAX];
    size_t n = 0;

    for (size_t i = first; i < end; i++) {
        memcpy(text + n, items[i].text, items[i].n_text);
        n += items[i].n_text;
    }
    if (n > 0 && text[n - 1] == '\n' && items[first].family == QG_ESCAPE_CARRIAGE &&
        qg_escape_is_in_cell(j->input->text, &items[end - 1]))
        text[n - 1] = ' ';
    qg_edits_put(edits, &(qg_edit){.offset = items[first].offset,
                                   .n_bytes = end_of(&items[end - 1]) - items[first].offset,
                                   .after = qg_arena_copy(&edits->arena, (qg_str){text, n}),
                                   .kind = QG_FOUND_REPAIR_ESCAPE,
                                   .confidence = confidence});
}

/* Put the changes of a run, one for each line that it makes.  What would become markup is left
 * as it is; `*markup_end` is where the last escaped tag ends. */
static void put_run(qg_edits *edits, const judge *j, const run *r, float confidence,
                    size_t *markup_end)
{
    const qg_escape_item *items = j->escapes.items;
    size_t start = r->first;

    for (size_t i = r->first; i <= r->end; i++) {
        bool is_end = i == r->end, is_kept = false;
        if (!is_end && items[i].rune == '<') {
            size_t n = qg_escape_tag_length(qg_str_skip(j->input->text, end_of(&items[i])));
            *markup_end = n > 0 ? end_of(&items[i]) + n : *markup_end;
        }
        if (!is_end)
            is_kept =
                items[i].offset < *markup_end ||
                (j->genre == QG_GENRE_MARKDOWN && qg_escape_is_markup(j->input->text, &items[i]));
        if (i > start && (is_end || is_kept || i - start == RUN_MAX ||
                          qg_str_is(text_of(&items[i - 1]), "\n"))) {
            put(edits, j, start, i, confidence);
            start = i;
        }
        start += is_kept;
    }
}

static void put_all(qg_edits *edits, judge *j)
{
    size_t n_suggested[QG_ESCAPE_FAMILIES] = {0}, markup_end = 0;

    for (size_t i = 0; i < j->escapes.n;) {
        run r = run_at(j, i);
        float confidence = confidence_of(j, &r);
        bool is_sure = confidence >= QG_REPAIR_SURE;
        if (confidence > 0 && (is_sure || n_suggested[r.family]++ < SUGGESTED_MOST))
            put_run(edits, j, &r, confidence, &markup_end);
        i = r.end;
    }
}

void qg_repair_escapes(qg_edits *edits, const qg_repair_input *input)
{
    judge j = {.input = input};
    qg_shield shield = {.text = input->text, .addresses_only = true, .marked_code = true};

    qg_escape_list_find(&j.escapes, input->text, &shield);
    if (j.escapes.n > 0 && j.escapes.status == QG_OK) {
        count_runs(&j);
        look_at_text(&j);
        if (j.is_chinese && (j.genre == QG_GENRE_PROSE || j.genre == QG_GENRE_MARKDOWN))
            put_all(edits, &j);
    }
    if (j.escapes.status != QG_OK)
        edits->status = j.escapes.status;
    if (shield.status != QG_OK)
        edits->status = shield.status;
    qg_shield_clear(&shield);
    qg_escape_list_clear(&j.escapes);
}
