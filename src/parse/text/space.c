/* space.c - blanks inside a paragraph.
 *
 * Justified pages, PDF copies and some input methods leave blanks between Chinese characters, or
 * between them and figures.  Chinese is written without.  What may have been meant is kept: blanks
 * between Latin words, a wide gap, the blank behind a number, and those of a path.
 */
#include "parse/text/join_int.h"

#include "base/buf.h"
#include "unicode/path.h"
#include "unicode/unicode.h"

static bool is_word(qg_rune rune)
{
    return qg_rune_is_letter(rune) || qg_rune_is_digit(rune);
}

/* Han, or a mark of Chinese text. */
static bool is_chinese(qg_rune rune)
{
    return qg_rune_is_wide(rune) || qg_rune_is_ambiguous(rune);
}

/* ASCII marks that stand for Chinese ones where they touch Han */
static bool is_mark(qg_rune rune)
{
    return rune != 0 && rune < 0x80 && strchr(",;:?!()\"'%*", (int)rune) != NULL;
}

/* （    ）: room for an answer */
static bool is_room(qg_rune before, qg_rune after)
{
    return (before == '(' && after == ')') || (before == 0xFF08 && after == 0xFF09);
}

/* A blank stands between `before` and `after`, and nothing tells that it was meant. */
static bool is_layout(qg_rune before, qg_rune after)
{
    if (is_chinese(before))
        return is_chinese(after) || is_word(after) || is_mark(after);
    if (is_chinese(after))
        return is_word(before) || is_mark(before);
    return false;
}

bool qg_needs_blank(qg_rune before, qg_rune after)
{
    if (before == 0 || after == 0 || is_chinese(before) || is_chinese(after) ||
        qg_utf8_is_in(after, ",;:.!?)]}%"))
        return false;
    return before != '-' || !qg_rune_is_letter(after);
}

/* Take a word of Han off `rest`, at most `most` of them; how many those are. */
static int take_han(qg_str *rest, int most)
{
    int n = 0;

    while (n < most && rest->n > 0 && qg_rune_is_han(qg_utf8_first(*rest))) {
        qg_rune rune;
        qg_utf8_take(rest, &rune);
        n++;
    }
    return n;
}

/* Whether the word starts as the name of a person does. */
static bool starts_with_family(qg_str word)
{
    return qg_utf8_is_in(qg_utf8_first(word),
                         "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓"
                         "曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
                         "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
                         "顾毛郝龚邵万钱严武戴莫孔向汤劉張陳楊黃趙吳孫馬羅鄭謝許韓");
}

/* Whether a word may be the name of a person, a place or an office: 李某国, 河口乡, 公安部.  Two
 * characters alone may be a word as well. */
static bool may_be_name(qg_str word, int n_runes)
{
    return n_runes >= 3 &&
           ((n_runes == 3 && starts_with_family(word)) ||
            qg_utf8_is_in(qg_utf8_last(word), "省市县區区镇鎮乡鄉村局部委院厅办会社队"));
}

/* A run of words between single blanks, and whether its blanks were meant. */
typedef struct words {
    const char *end; /* of the last blank */
    bool are_names;  /* the blanks are the author's */
} words;

/* Look at the words between single blanks from `rest` on, which starts behind the first blank.  The
 * author's blanks are those between names, 授予王某明 李某国 赵某燕等3名, and between words of one
 * length, 厚德 博学 求是 创新.  The first and the last word may hang together with other words, so
 * only those between are asked. */
static words words_from(qg_str rest)
{
    enum { LEAST = 2, MOST = 12 };
    bool may_be_names = true, are_equal = true;
    int n_words = 0, n_first = 0;
    const char *end = rest.p;

    while (true) {
        qg_str word = rest;
        int n = take_han(&rest, MOST + 1);
        word = qg_str_head(word, word.n - rest.n);
        if (n == 0 || n > MOST || rest.n == 0 || rest.p[0] != ' ' ||
            !qg_rune_is_han(qg_utf8_first(qg_str_skip(rest, 1))))
            return (words){end, !qg_str_starts(word, QG_STR("关于")) &&
                                    ((may_be_names && n_words > 0) || (are_equal && n_words > 1))};
        rest = qg_str_skip(rest, 1);
        n_first = n_words == 0 ? n : n_first;
        n_words++;
        may_be_names = may_be_names && may_be_name(word, n);
        are_equal = are_equal && n == n_first && n >= LEAST &&
                    !qg_utf8_is_in(qg_utf8_last(word), "的了着过和与在把被");
        end = rest.p;
    }
}

/* The names behind a bracket that opens, whose blanks are the author's: （王明 李红）, also
 * （记者王明 李红）, who wrote the text or took the picture. */
static words names_in_brackets(qg_str rest)
{
    enum { MOST = 3 };
    static const char *const posts[] = {"本报", "记者", "通讯员", "摄影", "编辑"};
    const char *start = rest.p, *end = rest.p;

    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        if (qg_str_starts(rest, qg_str_of(posts[i])))
            rest = qg_str_skip(rest, strlen(posts[i]));
    while (true) {
        qg_str word = rest;
        int n = take_han(&rest, MOST + 1);
        if (n < 2 || n > MOST || !starts_with_family(word))
            return (words){start, false};
        if (qg_str_starts(rest, QG_STR(")")) || qg_str_starts(rest, QG_STR("）")))
            return (words){end, end > start};
        if (!qg_str_starts(rest, QG_STR(" ")))
            return (words){start, false};
        rest = qg_str_skip(rest, 1);
        end = rest.p;
    }
}

static size_t put(qg_buf *out, qg_str text, bool keeps_wide_gaps)
{
    words row = {text.p, false};
    bool has_paths =
        qg_str_find_byte(text, '\\') < text.n || qg_str_find(text, QG_STR(":/")) < text.n;
    size_t n_places = 0, path_end = 0;
    qg_rune before = 0;
    qg_str run = {text.p, 0};

    if (qg_str_find_byte(text, ' ') == text.n && qg_str_find_byte(text, '\t') == text.n &&
        qg_str_find(text, QG_STR("\u3000")) == text.n &&
        qg_str_find(text, QG_STR("\u00A0")) == text.n) {
        qg_buf_put(out, text);
        return 0;
    }
    for (qg_str rest = text; rest.n > 0;) {
        qg_str blanks = {rest.p, 0};
        qg_rune rune, after;
        size_t at = text.n - rest.n;
        qg_str one = qg_utf8_take(&rest, &rune);
        bool is_wide_gap;

        if (has_paths && at >= path_end)
            path_end = qg_path_end(text, at);
        if (!qg_rune_is_blank(rune) || at < path_end) {
            run.n += one.n;
            before = rune;
            if (rune == '(' || rune == 0xFF08)
                row = names_in_brackets(rest);
            continue;
        }
        blanks.n = one.n;
        while (rest.n > 0 && qg_rune_is_blank(qg_utf8_first(rest)))
            blanks.n += qg_utf8_take(&rest, &rune).n;
        after = qg_utf8_first(rest);
        /* two blanks or a full-width one between words part them: 姓名：张三　性别：男, and a
         * full-width one parts dates: …通过　2022年… */
        is_wide_gap =
            keeps_wide_gaps && blanks.n > 1 && qg_rune_is_han(before) &&
            (qg_rune_is_han(after) || (qg_rune_is_digit(after) && qg_str_is(blanks, "\u3000")));
        if (rest.p > row.end && qg_str_is(blanks, " ") && qg_rune_is_han(before))
            row = words_from(rest);
        if (before != 0 && after != 0 &&
            (is_wide_gap || (keeps_wide_gaps && row.are_names && rest.p <= row.end) ||
             is_room(before, after) || !is_layout(before, after))) {
            run.n += blanks.n;
            continue;
        }
        qg_buf_put(out, run);
        run = (qg_str){rest.p, 0};
        n_places++;
    }
    qg_buf_put(out, run);
    return n_places;
}

size_t qg_text_put_spaced(qg_buf *out, qg_str text)
{
    return put(out, text, true);
}

size_t qg_text_put_tight(qg_buf *out, qg_str text)
{
    return put(out, text, false);
}

bool qg_text_is_spread(qg_str text)
{
    enum { LEAST = 24 };
    size_t n_spread = 0, n_tight = 0;
    qg_rune older = 0, last = 0;

    for (qg_str rest = text; rest.n > 0;) {
        size_t n_more = qg_utf8_han(rest) / 3; /* Han that stand together */
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_han(rune)) {
            n_tight += qg_rune_is_han(last);
            n_spread += last == ' ' && qg_rune_is_han(older);
        }
        older = last;
        last = rune;
        if (n_more > 1) {
            n_tight += n_more - 1;
            rest = qg_str_skip(rest, (n_more - 1) * 3);
            older = rune; /* any of them will do */
        }
    }
    return n_spread >= LEAST && n_spread > 2 * n_tight;
}
