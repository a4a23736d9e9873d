/* habit.c - how a text as a whole uses marks. */
#include "normalize/punctuation/punctuation_int.h"

/* Whether a byte starts a character of Chinese in UTF-8: marks and kana start with E3, Han with
 * E3 to E9, those of higher planes with F0. */
static bool is_han_lead(unsigned char c)
{
    return (c >= 0xE3 && c <= 0xE9) || c == 0xEF || c == 0xF0;
}

static unsigned char byte_at(qg_str s, size_t at)
{
    return at < s.n ? (unsigned char)s.p[at] : 0;
}

/* Whether a character of Chinese, or an ellipsis or a quote, ends before `at`. */
static bool is_han_before(qg_str s, size_t at)
{
    size_t i = at;

    while (i > 0 && at - i < 4 && (byte_at(s, i - 1) & 0xC0) == 0x80)
        i--;
    return i > 0 && i < at && is_han_lead(byte_at(s, i - 1));
}

static bool is_kana(qg_str s, size_t at)
{
    return byte_at(s, at) == 0xE3 && byte_at(s, at + 1) >= 0x81 && byte_at(s, at + 1) <= 0x83;
}

static bool is_han_behind(qg_str s, size_t at)
{
    return is_han_lead(byte_at(s, at)) && !is_kana(s, at);
}

/* Whether Chinese follows, also behind one blank, or the end of the line. */
static bool is_text_behind(qg_str s, size_t at)
{
    size_t i = byte_at(s, at) == ' ' ? at + 1 : at;
    return is_han_behind(s, i) || byte_at(s, i) == '\n' || i >= s.n;
}

/* Whether Chinese stands before the marks from `at` to `end`.  A blank may stand at both sides
 * of them, as programs that read scans part words or characters: 经济 发展 , 社会 进步 . */
static bool is_clause_before(qg_str s, size_t at, size_t end)
{
    bool is_apart = at > 0 && byte_at(s, at - 1) == ' ' && byte_at(s, end) <= ' ';
    return is_han_before(s, is_apart ? at - 1 : at);
}

static bool is_high_before(qg_str s, size_t at)
{
    if (at > 1 && s.p[at - 1] == ' ')
        at--;
    return at > 0 && byte_at(s, at - 1) >= 0x80;
}

bool qg_marks_any(qg_str text)
{
    static const uint64_t high = 0x8080808080808080U;

    for (size_t i = 0; i < text.n; i++) {
        uint64_t word;
        if (i + 8 <= text.n) {
            memcpy(&word, text.p + i, 8);
            if ((word & high) == high) { /* eight bytes of Chinese */
                i += 7;
                continue;
            }
        }
        if (qg_is_flat_mark(text.p[i]) && (is_high_before(text, i) || byte_at(text, i + 1) >= 0x80))
            return true;
    }
    return false;
}

/* ---- counting -------------------------------------------------------------------------------- */

/* Whether a face stands at `at`: :) ;-) :D ^_^ T_T */
static bool is_face(qg_str s, size_t at)
{
    static const char *const faces[] = {":)", ":-)", ";)", ";-)", ":D", ":-D", ":P", "^_^", "T_T"};
    qg_str rest = qg_str_head(qg_str_skip(s, at), 4);

    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        size_t n = strlen(faces[i]);
        unsigned char behind = byte_at(s, at + n);
        if (qg_str_starts(rest, qg_str_of(faces[i])) &&
            (behind <= ' ' || behind >= 0x80 || faces[i][n - 1] == ')'))
            return true;
    }
    return false;
}

typedef struct counting {
    qg_mark_counts all;
    size_t line_start, clause_start; /* of the line, and of the clause in it */
    size_t n_clauses, n_full_here;   /* in the line */
    size_t n_han_before;             /* the line */
} counting;

static bool is_figure(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(unsigned char c)
{
    return is_figure(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* How many of the same byte stand at `at`, if two and more; else 0. */
static size_t run_at(qg_str s, size_t at)
{
    size_t n = 1;

    while (at + n < s.n && s.p[at + n] == s.p[at])
        n++;
    return n;
}

/* Whether a dot is a full stop and not that of a number or name: it stands at the end of the
 * line, or of a clause of four characters and more. */
static bool is_stop(const counting *c, qg_str s, size_t at)
{
    unsigned char behind = byte_at(s, at + 1);

    return behind <= '\n' || (!is_alnum(behind) && at - c->clause_start >= 12);
}

bool qg_marks_may_be_lost(qg_str s, size_t at)
{
    static const char asks[] = "吗嗎呢么麼何怎谁誰哪几幾吧罢罷啊否";
    enum { MOST_BYTES = 120 };

    if (byte_at(s, at) != '?')
        return false;
    for (size_t i = at; i >= 3 && at - i < MOST_BYTES; i -= 3) {
        qg_str one = qg_str_head(qg_str_skip(s, i - 3), 3);
        if (byte_at(one, 0) < 0xE4 || byte_at(one, 0) > 0xE9)
            break;
        if (qg_str_find(qg_str_of(asks), one) < sizeof asks - 1)
            return false;
    }
    return true;
}

static void count_ascii(counting *c, qg_str s, size_t at, size_t n_run)
{
    bool is_before = is_clause_before(s, at, at + n_run), is_behind = is_text_behind(s, at + n_run);
    size_t *n_flat = c->all.n_flat;

    switch (s.p[at]) {
    case ',':
    case ';':
    case '?':
    case '!':
        if (!is_before || !is_behind || qg_marks_may_be_lost(s, at))
            break;
        n_flat[QG_MARK_PAUSE]++;
        c->n_clauses += at - c->clause_start >= 15;
        c->clause_start = at;
        break;
    case ':':
        n_flat[QG_MARK_COLON] += is_before;
        c->all.n_values += is_before && is_figure(byte_at(s, at + 1));
        c->all.n_faces += is_face(s, at);
        break;
    case '(':
        n_flat[QG_MARK_BRACKET] += is_before || is_han_behind(s, at + 1);
        break;
    case '"':
        n_flat[QG_MARK_QUOTE] += is_before || is_han_behind(s, at + 1);
        break;
    case '^':
    case 'T':
        c->all.n_faces += is_face(s, at);
        break;
    case '.':
        if (n_run == 1)
            n_flat[QG_MARK_STOP] += is_before && is_stop(c, s, at);
        else
            n_flat[QG_MARK_ELLIPSIS] += is_before && n_run >= 3;
        c->clause_start = at;
        break;
    case '-':
        n_flat[QG_MARK_DASH] += is_before && n_run % 2 == 0;
        break;
    default:
        break;
    }
}

static bool is_twice(qg_str s, size_t at)
{
    return at + 6 <= s.n && memcmp(s.p + at, s.p + at + 3, 3) == 0;
}

/* Count the Chinese character or mark of three bytes at `at`. */
static void count_wide(counting *c, qg_str s, size_t at)
{
    unsigned char a = byte_at(s, at), b = byte_at(s, at + 1), d = byte_at(s, at + 2);
    size_t *n_full = c->all.n_full;
    int kind = -1;

    c->all.n_kana += a >= 0xEA && a <= 0xED;
    if (a == 0xE3) {
        c->all.n_kana += b >= 0x81 && b <= 0x83;
        if (b == 0x80)
            kind = d == 0x82 ? QG_MARK_STOP : d == 0x8C || d == 0x8E ? QG_MARK_QUOTE : -1;
        c->all.n_corners += b == 0x80 && d == 0x8C;
        c->n_full_here += kind == QG_MARK_STOP ? 0 : kind >= 0;
    } else if (a == 0xEF && b == 0xBC) {
        if (d == 0x8C || d == 0x9B || d == 0x9F || d == 0x81)
            kind = QG_MARK_PAUSE;
        else if (d == 0x9A)
            kind = QG_MARK_COLON;
        else if (d == 0x88)
            kind = QG_MARK_BRACKET;
        c->n_full_here += kind >= 0;
    } else if (a == 0xE2 && b == 0x80) {
        kind = d == 0x9C || d == 0x98         ? QG_MARK_QUOTE
               : d == 0x94 && is_twice(s, at) ? QG_MARK_DASH /* one alone is a range */
               : d == 0xA6                    ? QG_MARK_ELLIPSIS
                                              : -1;
    }
    if (kind >= 0)
        n_full[kind]++;
}

/* The ASCII characters that count_ascii looks at. */
static const bool is_counted[256] = {
    [','] = true, [':'] = true, [';'] = true, ['?'] = true, ['!'] = true, ['('] = true,
    ['"'] = true, ['.'] = true, ['-'] = true, ['^'] = true, ['T'] = true};

/* Whether nothing has to do with a character of ASCII where no shield is asked. */
static bool is_idle(unsigned char c)
{
    return c < 0x80 && c != '\n' && !is_counted[c];
}

static bool is_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Whether a line is an item or a heading: 一、 (一) 第一条 1. 1) or a mark of Markdown at its
 * start, or a colon at its end (各部门:). */
static bool is_item(qg_str line)
{
    static const char *const starts[] = {"一、", "二、", "三、", "(一", "（一", "第", "#"};
    size_t n = 0;

    line = qg_str_trim(line);
    while (n < line.n && is_figure(byte_at(line, n)))
        n++;
    if (n > 0 && !is_figure(byte_at(line, n + 1)) &&
        (byte_at(line, n) == '.' || byte_at(line, n) == ')' ||
         qg_str_starts(qg_str_skip(line, n), QG_STR("、"))))
        return true;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(line, qg_str_of(starts[i])))
            return true;
    return qg_str_ends(line, QG_STR(":"));
}

/* Whether 10:22 is in `s`. */
static bool has_clock(qg_str s)
{
    for (size_t i = 1; i + 2 < s.n; i++)
        if (s.p[i] == ':' && is_figure(byte_at(s, i - 1)) && is_figure(byte_at(s, i + 1)) &&
            is_figure(byte_at(s, i + 2)))
            return true;
    return false;
}

/* Whether a time of the day stands at the start or the end of a line, as in a log of talk. Programs
 * of offices and verses of the Bible (3:16) have figures like that, too, but end in stops. */
static bool has_time(qg_str line)
{
    enum { AT_START = 24, AT_END = 8 }; /* bytes, with a date before it; with its seconds */

    line = qg_str_trim(line);
    if (qg_str_ends(line, QG_STR(".")) || qg_str_ends(line, QG_STR("。")))
        return false;
    return has_clock(qg_str_head(line, AT_START)) ||
           has_clock(qg_str_skip(line, line.n < AT_END ? 0 : line.n - AT_END));
}

static void end_line(counting *c, qg_str text, size_t at)
{
    enum { LINE_OF_VERSE = 20 };
    size_t n_han = c->all.n_han - c->n_han_before;
    qg_str line = qg_str_skip(qg_str_head(text, at), c->line_start);

    c->all.n_flat_lines += c->n_clauses >= 3 && c->n_full_here == 0;
    if (n_han > 0) {
        c->all.n_lines++;
        c->all.n_items += is_item(line);
        c->all.n_timed += has_time(line);
        c->all.n_han_long += n_han > LINE_OF_VERSE ? n_han : 0;
    }
    c->n_clauses = c->n_full_here = 0;
    c->n_han_before = c->all.n_han;
    c->line_start = c->clause_start = at + 1;
}

/* Count what stands at `at` and is no Han: a character, a run of marks or a shielded span.
 * Returns its bytes. */
static size_t count_at(counting *c, qg_str text, size_t at, qg_shield *shield)
{
    unsigned char byte = (unsigned char)text.p[at];
    size_t end;

    if (byte >= 0xE0) {
        count_wide(c, text, at);
        return byte >= 0xF0 ? 4 : 3;
    }
    if (byte == '\n') {
        end_line(c, text, at);
        return 1;
    }
    if (!is_counted[byte] && (shield == NULL || (!is_letter(byte) && byte != '=')))
        return 1;
    end = shield == NULL ? at : qg_shield_end(shield, at);
    if (end > at)
        return end - at;
    c->all.n_letters += is_letter(byte);
    c->all.n_values += byte == '=';
    if (!is_counted[byte])
        return 1;
    end = run_at(text, at);
    count_ascii(c, text, at, end);
    return end;
}

static size_t all_full(const qg_mark_counts *counts)
{
    size_t n = 0;

    for (size_t i = 0; i < QG_MARK_KINDS; i++)
        n += counts->n_full[i];
    return n;
}

/* Whether a text without commas was flattened: it has no Chinese mark at all, and other marks
 * than the brackets and colons of tables and forms (金额(亿元), 单位:元). */
static bool is_flat_without_pauses(const qg_mark_counts *counts)
{
    const size_t *n = counts->n_flat;

    return all_full(counts) == 0 &&
           n[QG_MARK_QUOTE] + n[QG_MARK_STOP] + n[QG_MARK_DASH] + n[QG_MARK_ELLIPSIS] > 0;
}

/* Whether the text is full of prices, telephone numbers and formulas, which are written with
 * ASCII marks. */
static bool is_of_values(const qg_mark_counts *counts)
{
    return counts->n_values > counts->n_flat[QG_MARK_PAUSE];
}

/* Whether the text is a list of words with commas for a program: hardly a stop or Chinese mark
 * in it, where prose has a stop in 40 characters. */
static bool is_list(const qg_mark_counts *counts)
{
    enum { LEAST_HAN = 200, HAN_A_STOP = 400, HAN_A_MARK = 100 };
    size_t n_stops = counts->n_flat[QG_MARK_STOP] + counts->n_full[QG_MARK_STOP];

    return counts->n_han >= LEAST_HAN && n_stops * HAN_A_STOP < counts->n_han &&
           all_full(counts) * HAN_A_MARK < counts->n_han;
}

qg_mark_counts qg_marks_count(qg_str text, qg_shield *shield)
{
    counting c = {0};
    size_t at = 0;

    while (at < text.n) {
        for (; at < text.n && (unsigned char)(text.p[at] - 0xE4) <= 0xE9 - 0xE4; at += 3)
            c.all.n_han++;
        while (shield == NULL && at < text.n && is_idle((unsigned char)text.p[at]))
            at++;
        if (at < text.n)
            at += count_at(&c, text, at, shield);
    }
    end_line(&c, text, at);
    if (is_list(&c.all))
        c.all.n_flat_lines = 0;
    return c.all;
}

/* ---- judging --------------------------------------------------------------------------------- */

enum { LETTERS_A_HAN = 5 }; /* of text in another language with Chinese in it */

bool qg_marks_is_foreign(const qg_mark_counts *counts)
{
    enum { HAN_A_KANA = 8 }; /* at most, in Japanese that is full of words of Han */

    return counts->n_kana * HAN_A_KANA > counts->n_han;
}

bool qg_marks_is_chinese(const qg_mark_counts *counts)
{
    return !qg_marks_is_foreign(counts) && counts->n_letters <= counts->n_han * LETTERS_A_HAN &&
           counts->n_han > 0 && !is_list(counts);
}

/* Characters of the first level of JIS X 0208 that neither GB 2312 nor Big5 has, in order: Japanese
 * without kana, as in names of offices and heads of tables, has one among thirty. */
static bool is_of_japanese(const char *han)
{
    enum { N_BYTES = 3 };
    static const char forms[] = "両乗亀亜仏仮価侭値倶倹働兎児円冨冴処凧凪剣剤剰労効勅勧勲"
                                "匁匂単厳収呉呑呪咲唖啓喰営噛噺嚢団囲図圏圧堺塀塁塩増壊壌"
                                "壱売壷変奨妬姉姫娯嬢宍実寛対専尭峠峯嶋巌巣巻帯帰庁広廃廻"
                                "廼弐弾従徳徴応恵悩悪惣懐戦戯戸戻払抜択拝拠拡挙挿捜掲掻揺"
                                "摂撃撹斉斎晩暁暦曽杢枠査柾栂栃栄栢桜桝桟梶梼椀椙椛検楕楳"
                                "楽榊様樋権樫欝歓歩歯歳歴殻毎気氷汚沢浄涙涜渇済渉渋渓満溌"
                                "滝潅瀞瀬焔焼犠狛猟獣瑠産畑畠畳疎痩発皐県砕砿硲碁稲穂穏穐"
                                "穣窓竃竜竪笹箆篭籾粂粋粛粧経絵絶継続総緑縁縄縦繊繋繍聡聴"
                                "脇脳臓舎舗舘艶苅荘菓蔵薗薫薬蛍蝋蝿衆袴裏覇覚覧観訳説読諌"
                                "謡譲讃讐賎賛贋転軽辺辻込逓遅遡郷酔醗醤醸釈鈎鉄鉢鉱銭鋭鋲"
                                "鋳錬録鑓関閲闘陥険隠隣隷雑雫霊靭韮頚頬頴頼顔顕駄駅駆駈騒"
                                "験騨髄髪鮎鯵鰐鰯鴎鴫鴬鶏鹸麹麺麿黒黙齢";
    size_t low = 0, high = (sizeof forms - 1) / N_BYTES;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(han, forms + middle * N_BYTES, N_BYTES);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

void qg_marks_see_japanese(qg_mark_counts *counts, qg_str text)
{
    enum { LEAST = 2 /* a name may have one */, KANA_A_FORM = 4 };
    size_t n = 0;

    for (size_t i = 0; i + 2 < text.n; i++)
        n += qg_is_between((unsigned char)text.p[i], 0xE4, 0xE9) && is_of_japanese(text.p + i);
    counts->n_kana += n < LEAST ? 0 : n * KANA_A_FORM;
}

qg_habit qg_marks_habit(const qg_mark_counts *counts)
{
    size_t n_flat = counts->n_flat[QG_MARK_PAUSE], n_full = counts->n_full[QG_MARK_PAUSE];

    if (!qg_marks_is_chinese(counts))
        return QG_HABIT_CHINESE;
    if (n_flat + n_full == 0)
        return is_flat_without_pauses(counts) ? QG_HABIT_FLAT : QG_HABIT_CHINESE;
    if (is_of_values(counts))
        return QG_HABIT_CHINESE;
    if (n_flat >= n_full)
        return QG_HABIT_FLAT;
    return n_flat * 9 >= n_full ? QG_HABIT_MIXED : QG_HABIT_CHINESE;
}

/* Whether the text is a chat, with a face in every tenth clause.  A single face makes no chat. */
static bool has_faces(const qg_mark_counts *counts)
{
    return counts->n_faces > 1 && counts->n_faces * 10 > counts->n_flat[QG_MARK_PAUSE];
}

/* Whether the text is verse: short lines, few of which end with a stop, and nothing of how
 * offices write.  If any mark is Chinese, the author's keys had such, and the others were
 * flattened. */
static bool is_verse(const qg_mark_counts *counts)
{
    enum { LEAST = 3, LONG = 10, STOPS = 4 };
    size_t n_pauses = counts->n_flat[QG_MARK_PAUSE];

    return counts->n_lines >= LEAST && (n_pauses == 0 || n_pauses >= LEAST) &&
           all_full(counts) == 0 && counts->n_items == 0 &&
           counts->n_han_long * LONG <= counts->n_han &&
           counts->n_flat[QG_MARK_STOP] * STOPS <= counts->n_lines;
}

/* What people said in a room, with the time of every line or of every other. */
static bool is_talk(const qg_mark_counts *counts)
{
    enum { LEAST = 3, LINES_A_TIME = 3 };

    return counts->n_timed >= LEAST && counts->n_timed * LINES_A_TIME >= counts->n_lines;
}

bool qg_marks_is_by_hand(const qg_mark_counts *counts)
{
    return has_faces(counts) || is_talk(counts) || is_verse(counts);
}

bool qg_marks_is_flat(const qg_mark_counts *counts, qg_mark_kind kind)
{
    size_t n_flat = counts->n_flat[kind], n_full = counts->n_full[kind];

    if (kind != QG_MARK_STOP)
        return n_full <= n_flat * 2;
    /* A full stop is also that of numbers and names: where only it is flat, it must be by far the
     * commoner one; among commas that are flat it need not. */
    return n_flat > n_full * 3 || (n_full <= n_flat * 2 && counts->n_flat[QG_MARK_PAUSE] >
                                                               counts->n_full[QG_MARK_PAUSE] * 3);
}
