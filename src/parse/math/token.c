/* token.c - letters, figures, signs and words of formulas. */
#include "parse/math/math_int.h"

#include "unicode/unicode.h"

qg_math *qg_math_token(qg_math_parser *p, qg_math_class is_for, qg_math_font font, qg_str text)
{
    qg_math *math = qg_math_new(p, QG_MATH_TOKEN);

    if (math == NULL)
        return NULL;
    math->is_for = is_for;
    math->font = font;
    math->color = p->color;
    math->text = qg_arena_copy(p->arena, text);
    return math;
}

/* ---- alphabets ----------------------------------------------------------------------------- */

/* Where the letters of an alphabet stand in Unicode (Mathematical Alphanumeric Symbols); 0 where it
 * has none. */
static const struct {
    const char *name;
    qg_math_font font;
    qg_rune capital, small, digit;
} alphabets[] = {{"italic", QG_MATH_ITALIC, 0, 0, 0},
                 {"upright", QG_MATH_UPRIGHT, 0, 0, 0},
                 {"bold", QG_MATH_BOLD, 0, 0, 0},
                 {"bold-italic", QG_MATH_BOLD_ITALIC, 0, 0, 0},
                 {"double", QG_MATH_UPRIGHT, 0x1D538, 0x1D552, 0x1D7D8},
                 {"script", QG_MATH_UPRIGHT, 0x1D49C, 0x1D4B6, 0},
                 {"fraktur", QG_MATH_UPRIGHT, 0x1D504, 0x1D51E, 0},
                 {"sans", QG_MATH_UPRIGHT, 0x1D5A0, 0x1D5BA, 0x1D7E2},
                 {"mono", QG_MATH_UPRIGHT, 0x1D670, 0x1D68A, 0x1D7F6}};

/* Letters that Unicode had before it got the alphabets, and whose places there are empty. */
static const struct {
    qg_rune place, letter;
} elsewhere[] = {{0x1D53A, 0x2102}, {0x1D53F, 0x210D}, {0x1D545, 0x2115}, {0x1D547, 0x2119},
                 {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124}, {0x1D49D, 0x212C},
                 {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110},
                 {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F},
                 {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134}, {0x1D506, 0x212D}, {0x1D50B, 0x210C},
                 {0x1D50C, 0x2111}, {0x1D515, 0x211C}, {0x1D51D, 0x2128}};

static qg_rune at_place(qg_rune place)
{
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (elsewhere[i].place == place)
            return elsewhere[i].letter;
    return place;
}

static qg_rune in_alphabet(size_t alphabet, char c)
{
    qg_rune capital = alphabets[alphabet].capital, small = alphabets[alphabet].small,
            digit = alphabets[alphabet].digit;

    if (c >= 'A' && c <= 'Z' && capital > 0)
        return at_place(capital + (qg_rune)(c - 'A'));
    if (c >= 'a' && c <= 'z' && small > 0)
        return at_place(small + (qg_rune)(c - 'a'));
    if (c >= '0' && c <= '9' && digit > 0)
        return digit + (qg_rune)(c - '0');
    return (qg_rune)(unsigned char)c;
}

static size_t alphabet_of(const qg_math_parser *p)
{
    for (size_t i = 1; p->alphabet != NULL && i < sizeof alphabets / sizeof *alphabets; i++)
        if (strcmp(alphabets[i].name, p->alphabet) == 0)
            return i;
    return 0;
}

qg_math *qg_math_letter(qg_math_parser *p, qg_math_font font, qg_str letter)
{
    size_t alphabet = alphabet_of(p), n = 0;
    bool is_digit = letter.n > 0 && qg_rune_is_digit((qg_rune)(unsigned char)letter.p[0]);
    qg_math_class is_for = is_digit ? QG_MATH_NUMBER : QG_MATH_ORDINARY;
    char *text;

    if (p->alphabet != NULL)
        font = alphabets[alphabet].font;
    if (alphabets[alphabet].capital == 0)
        return qg_math_token(p, is_for, font, letter);
    text = qg_arena_get(p->arena, letter.n * QG_UTF8_MAX + 1);
    for (size_t i = 0; text != NULL && i < letter.n; i++) {
        if ((unsigned char)letter.p[i] >= 0x80)
            text[n++] = letter.p[i];
        else
            n += qg_utf8_encode(text + n, in_alphabet(alphabet, letter.p[i]));
    }
    return qg_math_token(p, is_for, font, (qg_str){text, n});
}

/* ---- characters ---------------------------------------------------------------------------- */

typedef struct sign {
    char c;
    qg_math_class is_for;
    const char *text; /* NULL: itself */
} sign;

static const sign signs[] = {{'+', QG_MATH_BINARY, NULL},       {'-', QG_MATH_BINARY, "−"},
                             {'*', QG_MATH_BINARY, "∗"},        {'/', QG_MATH_ORDINARY, NULL},
                             {'=', QG_MATH_RELATION, NULL},     {'<', QG_MATH_RELATION, NULL},
                             {'>', QG_MATH_RELATION, NULL},     {':', QG_MATH_RELATION, NULL},
                             {'(', QG_MATH_OPEN, NULL},         {'[', QG_MATH_OPEN, NULL},
                             {')', QG_MATH_CLOSE, NULL},        {']', QG_MATH_CLOSE, NULL},
                             {'|', QG_MATH_ORDINARY, NULL},     {',', QG_MATH_COMMA, NULL},
                             {';', QG_MATH_COMMA, NULL},        {'!', QG_MATH_ORDINARY, NULL},
                             {'?', QG_MATH_ORDINARY, NULL},     {'.', QG_MATH_ORDINARY, NULL},
                             {'"', QG_MATH_ORDINARY, NULL},     {'@', QG_MATH_ORDINARY, NULL},
                             {'`', QG_MATH_ORDINARY, NULL},     {'~', QG_MATH_SPACE, "\u00A0"},
                             {'\'', QG_MATH_ORDINARY, "\u2032"}};

/* Digits with points and, since the standard for numbers has them so, no commas. */
static size_t number_bytes(qg_str s)
{
    size_t n = 0;

    while (n < s.n && (qg_rune_is_digit((qg_rune)(unsigned char)s.p[n]) ||
                       (s.p[n] == '.' && n > 0 && n + 1 < s.n &&
                        qg_rune_is_digit((qg_rune)(unsigned char)s.p[n + 1]))))
        n++;
    return n;
}

/* Chinese, or one sign as it is typed with an input method. */
static qg_math *take_wide(qg_math_parser *p)
{
    static const char binary[] = "×÷±·∪∩", relation[] = "≤≥≠≈≡→⇒∈∝＝＜＞≌∽";
    qg_str all = p->rest, one;
    qg_rune rune = 0;
    size_t n = 0;

    while (p->rest.n > 0 && (qg_rune_is_han(qg_utf8_first(p->rest)) || n == 0)) {
        one = qg_utf8_take(&p->rest, &rune);
        n += one.n;
        if (!qg_rune_is_han(rune))
            break;
    }
    one = qg_str_head(all, n);
    if (qg_rune_is_wide(rune) && qg_str_find(qg_str_of(relation), one) == sizeof relation - 1)
        return qg_math_token(p, QG_MATH_ORDINARY, QG_MATH_TEXT, one);
    if (qg_str_find(qg_str_of(binary), one) < sizeof binary - 1)
        return qg_math_token(p, QG_MATH_BINARY, QG_MATH_ITALIC, one);
    if (qg_str_find(qg_str_of(relation), one) < sizeof relation - 1)
        return qg_math_token(p, QG_MATH_RELATION, QG_MATH_ITALIC, one);
    return qg_math_letter(p, QG_MATH_ITALIC, one);
}

qg_math *qg_math_take_token(qg_math_parser *p, bool is_whole)
{
    qg_str all = p->rest;
    size_t n = number_bytes(all);

    if ((unsigned char)all.p[0] >= 0x80)
        return take_wide(p);
    if (n > 1 && !is_whole)
        n = 1;
    for (size_t i = 0; n == 0 && i < sizeof signs / sizeof *signs; i++)
        if (signs[i].c == all.p[0]) {
            p->rest = qg_str_skip(all, 1);
            return qg_math_token(p, signs[i].is_for, QG_MATH_ITALIC,
                                 signs[i].text == NULL ? qg_str_head(all, 1)
                                                       : qg_str_of(signs[i].text));
        }
    if (n == 0 && !qg_rune_is_letter((qg_rune)(unsigned char)all.p[0]))
        return qg_math_fail_at(p, all);
    n = n == 0 ? 1 : n;
    p->rest = qg_str_skip(all, n);
    return qg_math_letter(p, QG_MATH_ITALIC, qg_str_head(all, n));
}

/* ---- words --------------------------------------------------------------------------------- */

qg_math *qg_math_words(qg_math_parser *p, qg_str raw)
{
    char *text = qg_arena_get(p->arena, raw.n * 2 + 1);
    size_t n = 0;

    for (size_t i = 0; text != NULL && i < raw.n; i++) {
        char c = raw.p[i];
        if (c == '\\' && i + 1 < raw.n && strchr("%$#&_{} ,", raw.p[i + 1]) != NULL)
            c = raw.p[++i] == ',' ? ' ' : raw.p[i];
        else if (c == '\\' || c == '$')
            return qg_math_fail(p, qg_str_skip(raw, i));
        else if (c == '{' || c == '}')
            continue;
        if (c == '~') {
            n += qg_utf8_encode(text + n, 0xA0);
            continue;
        }
        text[n++] = c == '\n' ? ' ' : c;
    }
    return qg_math_token(p, QG_MATH_ORDINARY, QG_MATH_TEXT, (qg_str){text, n});
}
