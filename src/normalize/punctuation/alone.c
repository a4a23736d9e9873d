/* alone.c - marks that are no part of a pair. */
#include "normalize/punctuation/punctuation_int.h"
#include "unicode/unicode.h"

enum {
    MAX_NUMBER = 3, /* figures of a number before what it counts: 1.甲, 12.乙 */
    MAX_NAME = 12   /* bytes of a number in words, as in 第二十一 */
};

static bool is_edge(const qg_side *side)
{
    return side->kind == QG_SIDE_EDGE;
}

static bool is_han(const qg_side *side)
{
    return side->kind == QG_SIDE_HAN;
}

/* Whether the side is a name in backticks, which counts as a word of the sentence. */
static bool is_code(const qg_side *side)
{
    return side->rune == '`';
}

/* Whether what stands behind a mark may follow the end of a sentence. */
static bool goes_well(const qg_side *right)
{
    return is_han(right) || is_edge(right) || is_code(right);
}

/* Whether the mark stands at the start of a line that goes on with the words of the line before. */
static bool is_wrapped(const qg_punctuation *w, const qg_mark *mark)
{
    size_t at = mark->offset;
    return at >= 2 && qg_punctuation_byte(w, at - 1) == '\n' &&
           (unsigned char)qg_punctuation_byte(w, at - 2) >= 0x80;
}

/* Judge a comma or the like: 甲,乙 and APP,乙 and 甲,5 and 5%,8 were Chinese. */
static float judge_pause(const qg_punctuation *w, const qg_mark *mark)
{
    const qg_side *left = &mark->left, *right = &mark->right;

    if (is_han(left))
        return QG_MARK_CERTAIN;
    if (is_han(right) && is_wrapped(w, mark))
        return QG_MARK_SURE;
    if (is_han(right) && !is_edge(left))
        return QG_MARK_SURE;
    if (left->is_near_han && left->rune == '%' && is_edge(right))
        return QG_MARK_SURE;
    if (!left->is_near_han || !right->is_near_han)
        return QG_MARK_NEVER;
    if (left->rune == '%')
        return QG_MARK_SURE;
    if (left->kind != QG_SIDE_LETTER && right->kind != QG_SIDE_LETTER)
        return QG_MARK_NEVER;
    return right->n_blanks == 0 ? QG_MARK_SURE : QG_MARK_LIKELY;
}

/* Judge a colon. 名:甲, 名:12, QQ:甲 and 运行 make: were Chinese; 10:30 and 3:2 never. */
static float judge_colon(const qg_mark *mark)
{
    if (is_han(&mark->left))
        return QG_MARK_CERTAIN;
    if (mark->left.is_near_han &&
        (is_code(&mark->right) || (is_edge(&mark->right) && mark->left.kind == QG_SIDE_LETTER)))
        return QG_MARK_SURE;
    return is_han(&mark->right) && !is_edge(&mark->left) ? QG_MARK_SURE : QG_MARK_NEVER;
}

/* Whether a question mark is one of three and more before more text, which were characters once. */
static bool is_lost(const qg_punctuation *w, const qg_mark *mark)
{
    size_t start = mark->offset, end = mark->offset;
    qg_side right;

    while (start > 0 && qg_punctuation_byte(w, start - 1) == '?' &&
           mark->offset - start < MAX_NUMBER)
        start--;
    while (qg_punctuation_byte(w, end) == '?' && end - mark->offset < MAX_NUMBER)
        end++;
    right = qg_side_right(w->text, end);
    return end - start >= 3 && (is_han(&right) || qg_punctuation_byte(w, end) == '?') &&
           right.n_blanks == 0;
}

static float judge_cry(const qg_punctuation *w, const qg_mark *mark)
{
    const qg_side *left = &mark->left, *right = &mark->right;

    if (is_lost(w, mark))
        return QG_MARK_NEVER;
    if (is_han(left))
        return QG_MARK_CERTAIN;
    return left->is_near_han && goes_well(right) && !is_edge(left) ? QG_MARK_SURE : QG_MARK_NEVER;
}

/* Whether a character is one that foreign names are written with. */
static bool sounds_foreign(qg_rune rune)
{
    static const char used[] = "尔斯克特拉里德亚马卡罗伯布尼巴达莱格杰雷加维史瑟姆弗菲鲁埃奥蒂娜莎"
                               "丽茨森顿曼汉约翰詹逊洛瓦戈贝费科萨迪纳伊利乔彼得托乌肖霍普金伦米"
                               "爾羅亞馬達萊傑維魯奧麗頓漢約遜貝費薩納喬烏倫"
                               "阿杜買买提艾合孜孙孫努古帕吾吐依热熱甫哈赛賽沙素玉扎卜";
    char bytes[QG_UTF8_MAX];
    size_t n = qg_utf8_encode(bytes, rune);

    return n == 3 && qg_str_find(qg_str_of(used), (qg_str){bytes, n}) < sizeof used - 1;
}

/* Where the words before `at` start: behind a mark, a blank or the start of the line. */
static size_t clause_start(const qg_punctuation *w, size_t at, size_t limit)
{
    size_t i = at;

    while (i > 0 && at - i <= limit) {
        unsigned char c = (unsigned char)w->text.p[i - 1];
        if (c < 0x80 && strchr(" \t\n,.;:?!()\"'|>#*-", c) != NULL)
            break;
        if (i >= 3 && c >= 0x80 && (c & 0xC0) == 0x80 &&
            (qg_str_starts(qg_str_skip(w->text, i - 3), QG_STR("\xE3\x80")) ||
             qg_str_starts(qg_str_skip(w->text, i - 3), QG_STR("\xEF\xBC")) ||
             qg_str_starts(qg_str_skip(w->text, i - 3), QG_STR("\xE2\x80"))))
            break;
        i--;
    }
    while (i < at && ((unsigned char)w->text.p[i] & 0xC0) == 0x80)
        i++;
    return i;
}

/* Whether a stop belongs to a number before what it counts: 一. 十二. 第三. 甲. 1. 12. */
static bool is_numbering(const qg_punctuation *w, const qg_mark *mark)
{
    static const qg_rune numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                       0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341,
                                       0x7B2C, 0x7532, 0x4E59, 0x4E19, 0x4E01};
    size_t start = clause_start(w, mark->offset, MAX_NAME);
    qg_str rest = qg_str_skip(qg_str_head(w->text, mark->offset), start);

    if (mark->right.kind == QG_SIDE_EDGE || rest.n == 0 || rest.n > 9)
        return false;
    while (rest.n > 0) {
        bool is_numeral = false;
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
            is_numeral = is_numeral || rune == numerals[i];
        if (!is_numeral && !qg_rune_is_digit(rune))
            return false;
    }
    return true;
}

/* Whether a dot parts a foreign name, with two characters at both sides that such are written
 * with: 卡尔.马克思, 阿卜杜拉.买买提. */
static bool is_name(const qg_punctuation *w, const qg_mark *mark)
{
    qg_str before = qg_str_head(w->text, mark->offset);
    qg_str behind = qg_str_skip(w->text, mark->offset + 1);

    for (int i = 0; i < 2; i++) {
        if (!sounds_foreign(qg_utf8_last(before)) || !sounds_foreign(qg_utf8_first(behind)))
            return false;
        before = qg_str_head(before, before.n - 3);
        behind = qg_str_skip(behind, 3);
    }
    return true;
}

static bool is_letter_at(const qg_punctuation *w, size_t at)
{
    return qg_rune_is_letter((unsigned char)qg_punctuation_byte(w, at));
}

/* Whether A, J.K, U.S and the like end before `at`: single letters with a dot between any two. */
static bool is_initials(const qg_punctuation *w, size_t at)
{
    enum { MOST = 6 };

    for (int i = 0; i < MOST && at > 2 && w->text.p[at - 2] == '.'; i++, at -= 2)
        if (!is_letter_at(w, at - 1) || !is_letter_at(w, at - 3))
            break;
    return at > 0 && is_letter_at(w, at - 1) &&
           (at == 1 ||
            (!is_letter_at(w, at - 2) && !qg_rune_is_digit((unsigned char)w->text.p[at - 2])));
}

/* Whether a dot stands before an initial and another dot: 约翰.F.肯尼迪. */
static bool is_before_initial(const qg_punctuation *w, const qg_mark *mark)
{
    return is_letter_at(w, mark->offset + 1) && qg_punctuation_byte(w, mark->offset + 2) == '.';
}

/* Whether a dot ends an abbreviation: Dr., No., vs., and single letters as in A.甲 and J.K.罗琳. */
static bool is_abbreviation(const qg_punctuation *w, const qg_mark *mark)
{
    static const char *const list[] = {"No", "Nos", "vs",   "Dr",  "Mr",  "Mrs", "Ms",
                                       "St", "Vol", "Fig",  "Eq",  "pp",  "etc", "al",
                                       "Co", "Ltd", "Corp", "Inc", "Prof"};
    qg_str word = qg_str_skip(qg_str_head(w->text, mark->offset), mark->offset - mark->left.n_word);

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (qg_str_eq_nocase(word, qg_str_of(list[i])))
            return true;
    return is_initials(w, mark->offset);
}

/* Whether a dot stands behind a number that belongs to the word before it: 图1.甲. */
static bool is_label(const qg_punctuation *w, const qg_mark *mark)
{
    static const char *const words[] = {"图", "表", "例", "题", "第", "件", "式", "录", "步", "骤",
                                        "章", "节", "条", "款", "卷", "版", "圖", "條", "節"};
    qg_str before = qg_str_head(w->text, mark->offset - mark->left.n_word);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_ends(before, qg_str_of(words[i])))
            return true;
    return false;
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Whether a dot starts the ending of a file's name, in emphasis or quotes: *.md* */
static bool is_suffix(const qg_punctuation *w, const qg_mark *mark)
{
    char before = mark->offset == 0 ? 0 : w->text.p[mark->offset - 1];

    return before != 0 && strchr("*_\"'(", before) != NULL &&
           is_small(qg_punctuation_byte(w, mark->offset + 1));
}

/* Whether a word with a capital letter follows, such as Java, which starts a sentence and is no
 * ending of a file's name or a domain. */
static bool is_capitalized(const qg_punctuation *w, const qg_mark *mark)
{
    char first = qg_punctuation_byte(w, mark->offset + 1);

    return first >= 'A' && first <= 'Z' && is_small(qg_punctuation_byte(w, mark->offset + 2));
}

/* Judge a dot, which may be the stop of a sentence or belong to a decimal, a number or an
 * abbreviation. */
static float judge_stop(const qg_punctuation *w, const qg_mark *mark)
{
    const qg_side *left = &mark->left, *right = &mark->right;
    bool is_close = right->n_blanks == 0;
    bool is_word = right->kind == QG_SIDE_DIGIT || (right->kind == QG_SIDE_LETTER &&
                                                    right->rune != '`' && !is_capitalized(w, mark));

    if (is_edge(left) || (left->n_blanks > 0 && is_close && !is_edge(right)) ||
        is_numbering(w, mark) || is_suffix(w, mark))
        return QG_MARK_NEVER;
    if (is_han(left)) {
        if (is_close && (is_han(right) ? is_name(w, mark) : is_before_initial(w, mark)))
            return QG_MARK_LIKELY;
        return is_word && is_close && !right->is_near_han ? QG_MARK_LIKELY : QG_MARK_SURE;
    }
    if (is_word && !right->is_near_han && is_close)
        return QG_MARK_NEVER;
    if (!left->is_near_han || !goes_well(right))
        return QG_MARK_NEVER;
    if (left->kind == QG_SIDE_LETTER)
        return is_abbreviation(w, mark) ? QG_MARK_NEVER : QG_MARK_SURE;
    if (left->kind == QG_SIDE_DIGIT && left->n_word <= MAX_NUMBER && is_label(w, mark))
        return QG_MARK_NEVER;
    return left->kind == QG_SIDE_DIGIT && left->n_word == 1 && is_han(right) ? QG_MARK_LIKELY
                                                                             : QG_MARK_SURE;
}

/* Dots that lead to a figure at the end of a line, which may have a unit: 第一章 总则......12,
 * 米饭......2元/碗.  More of them than an ellipsis has lead to any figure. */
static bool is_leader(const qg_punctuation *w, const qg_mark *mark)
{
    enum { LEAST_DOTS = 4, ELLIPSIS_DOTS = 6, MOST_FIGURES = 7, MOST_UNIT_BYTES = 9 };
    qg_str behind = qg_str_skip(w->text, mark->offset + mark->n_bytes);
    size_t n = 0;

    behind = qg_str_trim(qg_str_head(behind, qg_str_find_byte(behind, '\n')));
    while (n < behind.n && ((behind.p[n] >= '0' && behind.p[n] <= '9') || behind.p[n] == '.'))
        n++;
    if (n == 0 || n > MOST_FIGURES)
        return false;
    return mark->n_bytes > ELLIPSIS_DOTS ||
           (mark->n_bytes >= LEAST_DOTS && behind.n - n <= MOST_UNIT_BYTES);
}

/* Whether hyphens are a dash: between Chinese, behind a name, at the edge of a line, also before
 * a date; never before a name, where they start an option. */
static bool is_dash(const qg_mark *mark)
{
    const qg_side *left = &mark->left, *right = &mark->right;
    bool is_start = is_edge(left) && right->n_blanks == 0;

    if (mark->n_bytes != 2 && mark->n_bytes != 4)
        return false;
    if (is_han(right))
        return is_han(left) || is_start || left->kind == QG_SIDE_LETTER;
    return (is_start && right->kind == QG_SIDE_DIGIT && right->is_near_han) ||
           (is_han(left) && left->n_blanks == 0 && (is_edge(right) || is_code(right)));
}

/* Judge a run of the same mark: a dash, or dots at the end. */
static float judge_run(const qg_punctuation *w, const qg_mark *mark)
{
    if (mark->c == '-')
        return is_dash(mark) ? QG_MARK_SURE : QG_MARK_NEVER;
    if (mark->n_bytes < 3 || is_leader(w, mark))
        return QG_MARK_NEVER;
    if (is_han(&mark->left))
        return QG_MARK_SURE;
    return is_han(&mark->right) && mark->right.n_blanks == 0 ? QG_MARK_SURE : QG_MARK_NEVER;
}

/* Whether a mark is the eyes of a face, :) ;) :D, whose mouth belongs to no pair. */
static bool is_face(const qg_punctuation *w, const qg_mark *mark)
{
    const qg_mark *next = mark + 1;

    if (mark->c != ':' && mark->c != ';')
        return false;
    if (next < w->marks + w->n && next->offset == mark->offset + 1)
        return (next->c == ')' || next->c == '(') && next->mate == QG_NO_MATE;
    return mark->right.n_word == 1 && strchr("DPpOo", (char)mark->right.rune) != NULL;
}

/* Whether a semicolon ends a reference that pages have among their words: &nbsp; &#160; */
static bool is_entity(const qg_punctuation *w, const qg_mark *mark)
{
    enum { MAX_ENTITY = 10 };
    size_t at = mark->offset;

    while (at > 0 && mark->offset - at < MAX_ENTITY &&
           (qg_rune_is_letter((unsigned char)w->text.p[at - 1]) ||
            qg_rune_is_digit((unsigned char)w->text.p[at - 1]) || w->text.p[at - 1] == '#'))
        at--;
    return at > 0 && at < mark->offset && w->text.p[at - 1] == '&';
}

/* Whether the mark stands twice, :: ;; ,, which means something to programs; no Chinese mark
 * does. */
static bool is_doubled(const qg_punctuation *w, const qg_mark *mark)
{
    return strchr(",;:", mark->c) != NULL &&
           ((mark->offset > 0 && w->text.p[mark->offset - 1] == mark->c) ||
            qg_punctuation_byte(w, mark->offset + 1) == mark->c);
}

float qg_mark_judge_alone(const qg_punctuation *w, const qg_mark *mark)
{
    if (is_doubled(w, mark))
        return QG_MARK_NEVER;
    switch (mark->c) {
    case ',':
        return judge_pause(w, mark);
    case ';':
        return is_face(w, mark) || is_entity(w, mark) ? QG_MARK_NEVER : judge_pause(w, mark);
    case ':':
        return is_face(w, mark) ? QG_MARK_NEVER : judge_colon(mark);
    case '?':
    case '!':
        return judge_cry(w, mark);
    case '-':
        return judge_run(w, mark);
    case '.':
        return mark->n_bytes > 1 ? judge_run(w, mark) : judge_stop(w, mark);
    default:
        return QG_MARK_NEVER;
    }
}
