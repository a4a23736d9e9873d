/* command.c - what each command of TeX makes. */
#include "parse/math/math_int.h"

static qg_math *one_of(qg_math_parser *p, const char *text, qg_math_class is_for, qg_math_font font)
{
    return qg_math_token(p, is_for, font, qg_str_of(text));
}

static bool is_word(const char *text)
{
    return (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z');
}

/* Limits of a sum stand above and below its sign, those of an integral beside it. */
static qg_math *with_limits(qg_math *token, bool has_limits)
{
    if (token != NULL)
        token->has_limits = has_limits;
    return token;
}

/* An argument in square brackets, NULL when there is none. */
static qg_math *optional_argument(qg_math_parser *p)
{
    qg_math *row;

    if (!qg_math_take(p, '['))
        return NULL;
    row = qg_math_row(p, ']');
    return qg_math_take(p, ']') ? row : qg_math_fail(p, QG_STR("["));
}

static qg_math *take_alphabet(qg_math_parser *p, const char *alphabet)
{
    const char *around = p->alphabet;
    qg_math *math;

    p->alphabet = alphabet;
    math = qg_math_argument(p);
    p->alphabet = around;
    return math;
}

qg_math *qg_math_fraction(qg_math_parser *p, qg_math *above, qg_math *below, const char *around)
{
    qg_math *math = qg_math_with(p, QG_MATH_FRACTION, above, below, NULL), *fence;

    if (math == NULL || p->has_failed)
        return NULL;
    math->has_bar = around[0] == '/';
    if (around[1] == '\0')
        return math;
    fence = qg_math_with(p, QG_MATH_FENCE, math, NULL, NULL);
    if (fence != NULL) {
        fence->text = qg_str_head(qg_str_of(around), 1);
        fence->close = qg_str_of(around + 1);
    }
    return fence;
}

static qg_math *take_fraction(qg_math_parser *p, const char *around)
{
    qg_math *above = qg_math_argument(p), *below = qg_math_argument(p);

    return qg_math_fraction(p, above, below, around);
}

static qg_math *take_root(qg_math_parser *p)
{
    qg_math *degree = optional_argument(p), *radicand = qg_math_argument(p);

    return qg_math_with(p, QG_MATH_ROOT, radicand, degree, NULL);
}

/* One argument below a mark of some kind. */
static qg_math *take_marked(qg_math_parser *p, qg_math_kind kind, const char *mark, bool is_above)
{
    qg_math *math = qg_math_with(p, kind, qg_math_argument(p), NULL, NULL);

    if (math != NULL) {
        math->text = qg_str_of(mark);
        math->is_above = is_above;
        math->has_limits = kind == QG_MATH_BRACE;
    }
    return math;
}

static qg_math *take_stack(qg_math_parser *p, bool is_over)
{
    qg_math *small = qg_math_argument(p), *base = qg_math_argument(p);

    return qg_math_with(p, QG_MATH_LIMIT, base, is_over ? NULL : small, is_over ? small : NULL);
}

/* \xrightarrow[below]{above} */
static qg_math *take_arrow(qg_math_parser *p, const char *arrow)
{
    qg_math *below = optional_argument(p), *above = qg_math_argument(p);

    return qg_math_with(p, QG_MATH_LIMIT, one_of(p, arrow, QG_MATH_RELATION, QG_MATH_ITALIC), below,
                        above);
}

/* \operatorname{name}, and \operatorname* with limits below it; \operatorname{\mathbf{grad}} */
static qg_math *take_operator(qg_math_parser *p, qg_str name)
{
    bool has_limits = qg_str_is(name, "operatornamewithlimits") || qg_math_take(p, '*');
    qg_str raw = qg_math_raw(p);
    qg_math *words;

    if (qg_str_starts(raw, QG_STR("\\math")))
        return with_limits(qg_math_row_of(p, raw), has_limits);
    words = qg_math_words(p, raw);
    if (words == NULL)
        return NULL;
    words->is_for = QG_MATH_NAME;
    words->font = QG_MATH_UPRIGHT;
    return with_limits(words, has_limits);
}

/* ---- brackets ------------------------------------------------------------------------------ */

/* The delimiter behind \left and its like: "" for a dot; a NULL string when there is none. */
static qg_str take_delimiter(qg_math_parser *p)
{
    const qg_math_symbol *symbol;
    qg_str name, one;

    qg_math_skip_blanks(p);
    one = qg_str_head(p->rest, 1);
    symbol = qg_math_command(p, &name);
    if (symbol != NULL && symbol->text[0] != '\0') {
        p->rest = qg_str_skip(p->rest, name.n + 1);
        return qg_str_of(symbol->text);
    }
    if (one.n == 0 || strchr("()[]|/.<>", one.p[0]) == NULL) {
        qg_math_fail_at(p, p->rest);
        return (qg_str){NULL, 0};
    }
    p->rest = qg_str_skip(p->rest, 1);
    return one.p[0] == '<'   ? QG_STR("⟨")
           : one.p[0] == '>' ? QG_STR("⟩")
           : one.p[0] == '.' ? QG_STR("")
                             : one;
}

/* Take the command of this name. */
static bool take_named(qg_math_parser *p, const char *wanted)
{
    qg_str name;

    qg_math_skip_blanks(p);
    if (qg_math_command(p, &name) == NULL || !qg_str_is(name, wanted))
        return false;
    p->rest = qg_str_skip(p->rest, name.n + 1);
    return true;
}

static qg_math *take_fence(qg_math_parser *p)
{
    qg_math *fence = qg_math_new(p, QG_MATH_FENCE);
    qg_str open = take_delimiter(p), separator = {"", 0};

    qg_math_append(fence, qg_math_row(p, 0));
    while (take_named(p, "middle")) {
        separator = take_delimiter(p);
        qg_math_append(fence, qg_math_row(p, 0));
    }
    if (!take_named(p, "right"))
        return qg_math_fail(p, QG_STR("\\left"));
    if (fence != NULL) {
        fence->text = open;
        fence->separator = separator;
        fence->close = take_delimiter(p);
    }
    return fence;
}

/* \bigl( and its like: brackets grow by themselves where they have to. */
static qg_math *take_sized(qg_math_parser *p, qg_str name)
{
    qg_str sign = take_delimiter(p);
    char side = name.p[name.n - 1];
    qg_math_class is_for = side == 'l'   ? QG_MATH_OPEN
                           : side == 'r' ? QG_MATH_CLOSE
                           : side == 'm' ? QG_MATH_RELATION
                                         : QG_MATH_ORDINARY;

    if (is_for == QG_MATH_ORDINARY && sign.n == 1)
        is_for = strchr("([", sign.p[0]) != NULL   ? QG_MATH_OPEN
                 : strchr(")]", sign.p[0]) != NULL ? QG_MATH_CLOSE
                                                   : is_for;
    return qg_math_token(p, is_for, QG_MATH_ITALIC, sign);
}

/* ---- the rest ------------------------------------------------------------------------------ */

/* \not=: the sign with a stroke through it. */
static qg_math *take_not(qg_math_parser *p)
{
    qg_math *math = qg_math_argument(p);
    char text[16];

    if (math == NULL || math->kind != QG_MATH_TOKEN || math->text.n > 8)
        return qg_math_fail(p, QG_STR("\\not"));
    memcpy(text, math->text.p, math->text.n);
    memcpy(text + math->text.n, "\u0338", 2);
    return qg_math_token(p, QG_MATH_RELATION, QG_MATH_ITALIC, (qg_str){text, math->text.n + 2});
}

static qg_math *take_tag(qg_math_parser *p)
{
    qg_math *words;

    if (p->tag.n > 0)
        return qg_math_fail(p, QG_STR("\\tag"));
    qg_math_take(p, '*');
    words = qg_math_words(p, qg_math_raw(p));
    if (words != NULL)
        p->tag = words->text;
    return qg_math_new(p, QG_MATH_ROW);
}

static qg_math *take_modulo(qg_math_parser *p, const char *word)
{
    qg_math *row = qg_math_new(p, QG_MATH_ROW), *inside = qg_math_argument(p);

    qg_math_append(row, one_of(p, "\u2003(", QG_MATH_OPEN, QG_MATH_ITALIC));
    qg_math_append(row, one_of(p, word, QG_MATH_ORDINARY, QG_MATH_UPRIGHT));
    qg_math_append(row, inside);
    qg_math_append(row, one_of(p, ")", QG_MATH_CLOSE, QG_MATH_ITALIC));
    return row;
}

/* What {red} and {#FF0000} mean. */
static unsigned take_color(qg_math_parser *p)
{
    static const struct {
        const char *name;
        unsigned color;
    } colors[] = {
        {"black", 0},         {"red", 0xFF0000},     {"green", 0x008000},    {"blue", 0x0000FF},
        {"cyan", 0x00FFFF},   {"magenta", 0xFF00FF}, {"gray", 0x808080},     {"orange", 0xFF8000},
        {"purple", 0x800080}, {"brown", 0xBF8040},   {"darkgray", 0x404040}, {"maroon", 0x800000},
        {"orchid", 0xDA70D6}, {"teal", 0x008080},    {"violet", 0x8F00FF},   {"pink", 0xFFC0CB},
        {"olive", 0x808000},  {"lime", 0x00FF00},    {"yellow", 0xFFFF00},   {"white", 0xFFFFFF}};
    qg_str name = qg_str_trim(qg_math_raw(p));
    unsigned color = 0;
    size_t i = 1;

    for (size_t k = 0; k < sizeof colors / sizeof *colors; k++)
        if (qg_str_eq_nocase(name, qg_str_of(colors[k].name)))
            return colors[k].color;
    for (; name.n == strlen("#RRGGBB") && name.p[0] == '#' && i < name.n; i++) {
        const char *digits = "0123456789abcdef", *digit = strchr(digits, name.p[i] | 0x20);
        if (digit == NULL)
            break;
        color = color * 16 + (unsigned)(digit - digits);
    }
    if (i < strlen("#RRGGBB"))
        qg_math_fail(p, name);
    return color;
}

/* \textcolor{red}{x}; \color{red} holds up to the end of the group. */
static qg_math *take_coloured(qg_math_parser *p, bool is_one)
{
    unsigned color_around = p->color;
    qg_math *math = NULL;

    p->color = take_color(p);
    if (!is_one)
        return qg_math_new(p, QG_MATH_ROW);
    math = qg_math_argument(p);
    p->color = color_around;
    return math;
}

static qg_math *take_substack(qg_math_parser *p)
{
    qg_math *lines = qg_math_new(p, QG_MATH_LINES);

    if (!qg_math_take(p, '{'))
        return qg_math_fail(p, QG_STR("\\substack"));
    qg_math_lines(p, lines);
    return qg_math_take(p, '}') ? lines : qg_math_fail(p, QG_STR("\\substack"));
}

/* \text{若 $n$ 为偶数} */
static qg_math *take_text(qg_math_parser *p)
{
    qg_str raw = qg_math_raw(p);
    size_t n = qg_str_find_byte(raw, '$');
    qg_math *row;

    if (n == raw.n)
        return qg_math_words(p, raw);
    row = qg_math_new(p, QG_MATH_ROW);
    for (bool is_formula = false; raw.n > 0 && !p->has_failed; is_formula = !is_formula) {
        qg_str piece = qg_str_head(raw, qg_str_find_byte(raw, '$'));
        bool is_last = piece.n == raw.n;
        if (is_formula && is_last)
            return qg_math_fail(p, raw);
        if (piece.n > 0)
            qg_math_append(row, is_formula ? qg_math_row_of(p, piece) : qg_math_words(p, piece));
        raw = qg_str_skip(raw, piece.n + !is_last);
    }
    return row;
}

/* \textcircled{1} to 20 and letters, as the signs that Unicode has for them */
static qg_math *take_circled(qg_math_parser *p)
{
    qg_str raw = qg_str_trim(qg_math_raw(p));
    char text[QG_UTF8_MAX];
    qg_rune rune = 0;
    size_t number = 0;

    for (size_t i = 0; i < raw.n && i < 3 && raw.p[i] >= '0' && raw.p[i] <= '9'; i++)
        number = number * 10 + (size_t)(raw.p[i] - '0');
    if (number >= 1 && number <= 20)
        rune = 0x2460 + (qg_rune)number - 1;
    else if (raw.n == 1 && raw.p[0] >= 'A' && raw.p[0] <= 'Z')
        rune = 0x24B6 + (qg_rune)(raw.p[0] - 'A');
    else if (raw.n == 1 && raw.p[0] >= 'a' && raw.p[0] <= 'z')
        rune = 0x24D0 + (qg_rune)(raw.p[0] - 'a');
    if (rune == 0)
        return qg_math_fail(p, QG_STR("\\textcircled"));
    return qg_math_token(p, QG_MATH_ORDINARY, QG_MATH_TEXT,
                         (qg_str){text, qg_utf8_encode(text, rune)});
}

/* {\rm x} */
static qg_math *take_switch(qg_math_parser *p, const char *alphabet)
{
    p->alphabet = alphabet;
    return qg_math_new(p, QG_MATH_ROW);
}

/* The argument of \label{eq:1} and \hspace{1em} is no formula. */
static qg_math *take_unseen(qg_math_parser *p, const char *text)
{
    qg_math_take(p, '*');
    qg_math_raw(p);
    return *text == '\0' ? qg_math_new(p, QG_MATH_ROW)
                         : one_of(p, text, QG_MATH_SPACE, QG_MATH_ITALIC);
}

/* What the commands are that stand for one sign or name. */
static const struct {
    qg_math_class is_for;
    bool has_limits;
} signs[] = {
    [QG_TEX_ORDINARY] = {QG_MATH_ORDINARY, false},
    [QG_TEX_BINARY] = {QG_MATH_BINARY, false},
    [QG_TEX_RELATION] = {QG_MATH_RELATION, false},
    [QG_TEX_OPEN] = {QG_MATH_OPEN, false},
    [QG_TEX_CLOSE] = {QG_MATH_CLOSE, false},
    [QG_TEX_FENCE_ORDINARY] = {QG_MATH_ORDINARY, false},
    [QG_TEX_BIG] = {QG_MATH_BIG, true},
    [QG_TEX_INTEGRAL] = {QG_MATH_BIG, false},
    [QG_TEX_NAME] = {QG_MATH_NAME, false},
    [QG_TEX_LIMIT_NAME] = {QG_MATH_NAME, true},
    [QG_TEX_SPACE] = {QG_MATH_SPACE, false},
};

static bool is_sign(const qg_math_symbol *s)
{
    return s->what < sizeof signs / sizeof *signs;
}

static qg_math *take_sign(qg_math_parser *p, const qg_math_symbol *s)
{
    return with_limits(one_of(p, s->text, signs[s->what].is_for,
                              is_word(s->text) ? QG_MATH_UPRIGHT : QG_MATH_ITALIC),
                       signs[s->what].has_limits);
}

/* Everything that is more than one sign. */
static qg_math *take(qg_math_parser *p, const qg_math_symbol *s, qg_str name)
{
    switch (s->what) {
    case QG_TEX_LETTER:
        return qg_math_letter(p, QG_MATH_ITALIC, qg_str_of(s->text));
    case QG_TEX_NOTHING:
        return qg_math_new(p, QG_MATH_ROW);
    case QG_TEX_ACCENT:
        return take_marked(p, QG_MATH_ACCENT, s->text, true);
    case QG_TEX_BAR:
        return take_marked(p, QG_MATH_BAR, "", s->text[0] == 'o');
    case QG_TEX_BRACE_ABOVE:
    case QG_TEX_BRACE_BELOW:
        return take_marked(p, QG_MATH_BRACE, s->text, s->what == QG_TEX_BRACE_ABOVE);
    case QG_TEX_BOX:
        return take_marked(p, QG_MATH_BOX, "", true);
    case QG_TEX_ALPHABET:
        return take_alphabet(p, s->text);
    case QG_TEX_SWITCH:
        return take_switch(p, s->text);
    case QG_TEX_WORDS:
        return take_text(p);
    case QG_TEX_CIRCLED:
        return take_circled(p);
    case QG_TEX_FRACTION:
        return take_fraction(p, s->text);
    case QG_TEX_ROOT:
        return take_root(p);
    case QG_TEX_OPERATOR:
        return take_operator(p, name);
    case QG_TEX_LEFT:
        return take_fence(p);
    case QG_TEX_BEGIN:
        return qg_math_environment(p);
    case QG_TEX_STACK:
        return take_stack(p, s->text[0] == 'o');
    case QG_TEX_SUBSTACK:
        return take_substack(p);
    case QG_TEX_ARROW:
        return take_arrow(p, s->text);
    case QG_TEX_SIZE:
        return take_sized(p, name);
    case QG_TEX_NOT:
        return take_not(p);
    case QG_TEX_TAG:
        return take_tag(p);
    case QG_TEX_UNSEEN:
        return take_unseen(p, s->text);
    case QG_TEX_MODULO:
        return take_modulo(p, s->text);
    case QG_TEX_GROUP:
        return qg_math_argument(p);
    case QG_TEX_CHEMISTRY:
        return qg_math_chemistry(p, qg_math_raw(p));
    case QG_TEX_COLOR:
    case QG_TEX_COLOR_ONE:
        return take_coloured(p, s->what == QG_TEX_COLOR_ONE);
    default: /* signs, and what math.c takes where it may stand */
        return qg_math_fail(p, name);
    }
}

qg_math *qg_math_take_command(qg_math_parser *p)
{
    qg_str name, all = p->rest;
    const qg_math_symbol *symbol = qg_math_command(p, &name);

    if (symbol == NULL)
        return qg_math_fail(p, qg_str_head(all, name.n + 1));
    p->rest = qg_str_skip(p->rest, name.n + 1);
    return is_sign(symbol) ? take_sign(p, symbol) : take(p, symbol, name);
}
