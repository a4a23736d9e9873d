/* Formulas on one line, as one types them: x̄=1/n ∑_(i=1)^n x_i, (1+r)², √(a+b). */
#include "unicode/unicode.h"
#include "write/text/text_int.h"

static void put(qg_buf *out, const qg_math *math);

static void put_children(qg_buf *out, const qg_math *math)
{
    for (const qg_math *child = math->first; child != NULL; child = child->next)
        put(out, child);
}

static const qg_math *single(const qg_math *math)
{
    while (math != NULL && math->kind == QG_MATH_ROW && math->first == math->last)
        math = math->first;
    return math;
}

/* Whether a formula holds together without brackets around it. */
static bool is_tight(const qg_math *math)
{
    const qg_math *one = single(math);

    if (one == NULL || one->kind == QG_MATH_TOKEN || one->kind == QG_MATH_FENCE ||
        one->kind == QG_MATH_ACCENT || one->kind == QG_MATH_SCRIPT)
        return true;
    if (one->kind != QG_MATH_ROW)
        return false;
    for (const qg_math *n = one->first; n != NULL; n = n->next) /* letters, a number, a prime */
        if (n->kind != QG_MATH_TOKEN || n->is_for != QG_MATH_NUMBER)
            return false;
    return true;
}

static void put_tight(qg_buf *out, const qg_math *math)
{
    bool needs = !is_tight(math);

    qg_buf_puts(out, needs ? "(" : "");
    put(out, math);
    qg_buf_puts(out, needs ? ")" : "");
}

/* ---- raised and lowered ---- */

/* Put `text` in raised or lowered figures (²₂); false, and nothing is put, when it has other
 * characters. */
static bool put_figures(qg_buf *out, qg_str text, bool is_above)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static const char *const lowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    size_t start = out->n;

    while (text.n > 0) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
        if (rune >= '0' && rune <= '9')
            qg_buf_puts(out, (is_above ? raised : lowered)[rune - '0']);
        else if (rune == '+')
            qg_buf_puts(out, is_above ? "⁺" : "₊");
        else if (rune == '-' || rune == 0x2212)
            qg_buf_puts(out, is_above ? "⁻" : "₋");
        else
            return qg_buf_truncate(out, start), false;
    }
    return out->n > start;
}

static void put_script(qg_buf *out, const qg_math *script, bool is_above)
{
    qg_buf text;
    const qg_math *one = single(script);

    if (qg_math_is_empty(script))
        return;
    qg_buf_init(&text, 0);
    put(&text, script);
    if (one->kind == QG_MATH_TOKEN && qg_str_find(QG_STR("′″‴°∘"), one->text) < strlen("′″‴°∘")) {
        qg_buf_puts(out, qg_str_is(one->text, "∘") ? "°" : "");
        if (!qg_str_is(one->text, "∘"))
            qg_buf_put(out, one->text);
    } else if (!put_figures(out, qg_buf_str(&text), is_above)) {
        bool is_whole = is_tight(script);
        qg_buf_puts(out, is_above ? "^" : "_");
        qg_buf_puts(out, is_whole ? "" : "(");
        qg_buf_put(out, qg_buf_str(&text));
        qg_buf_puts(out, is_whole ? "" : ")");
    }
    qg_buf_drop(out, &text);
}

static void put_scripts(qg_buf *out, const qg_math *math)
{
    put_script(out, qg_math_child(math, 1), false);
    put_script(out, qg_math_child(math, 2), true);
}

/* ---- the others ---- */

static void put_fraction(qg_buf *out, const qg_math *math)
{
    put_tight(out, math->first);
    qg_buf_puts(out, math->has_bar ? "/" : "¦");
    put_tight(out, qg_math_child(math, 1));
}

static void put_root(qg_buf *out, const qg_math *math)
{
    const qg_math *degree = qg_math_child(math, 1);
    size_t start = out->n;

    if (!qg_math_is_empty(degree)) {
        put_script(out, degree, true);
        if (out->n > start && out->p[start] == '^')
            memmove(out->p + start, out->p + start + 1, --out->n - start);
    }
    qg_buf_puts(out, "√");
    put_tight(out, math->first);
}

/* Put what a sum or function is of, behind a blank unless it begins with a bracket. */
static void put_operand(qg_buf *out, const qg_math *operand)
{
    size_t start = out->n;

    qg_buf_put_byte(out, ' ');
    put(out, operand);
    if (out->n > start + 1 && strchr("([ ", out->p[start + 1]) != NULL)
        memmove(out->p + start, out->p + start + 1, --out->n - start);
}

static void put_fence(qg_buf *out, const qg_math *math)
{
    qg_buf_put(out, math->text);
    for (const qg_math *part = math->first; part != NULL; part = part->next) {
        put(out, part);
        if (part->next != NULL)
            qg_buf_put(out, math->separator);
    }
    qg_buf_put(out, math->close);
}

static void put_lines(qg_buf *out, const qg_math *math)
{
    for (const qg_math *line = math->first; line != NULL; line = line->next) {
        for (const qg_math *cell = line->first; cell != NULL; cell = cell->next) {
            put(out, cell);
            if (cell->next != NULL && math->kind == QG_MATH_MATRIX)
                qg_buf_puts(out, qg_str_ends(qg_buf_str(out), QG_STR(",")) ? " " : ", ");
        }
        qg_buf_puts(out, line->next != NULL ? "; " : "");
    }
}

/* Put a combining mark behind every character that it stands above or below. */
static void put_marked(qg_buf *out, const qg_math *math, qg_str mark)
{
    qg_buf text;
    qg_str rest;
    qg_rune rune;

    qg_buf_init(&text, 0);
    put(&text, math->first);
    for (rest = qg_buf_str(&text); rest.n > 0;) {
        qg_buf_put(out, qg_utf8_take(&rest, &rune));
        qg_buf_put(out, mark);
    }
    qg_buf_drop(out, &text);
}

/* Keep a name or a sum from the letter or figure in front of it. */
static void part(qg_buf *out)
{
    char last = out->n > 0 ? out->p[out->n - 1] : ' ';

    if ((last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z') ||
        (last >= 'a' && last <= 'z'))
        qg_buf_put_byte(out, ' ');
}

static void put_token(qg_buf *out, const qg_math *math)
{
    bool is_word = math->is_for == QG_MATH_BINARY && math->text.n > 0 && math->text.p[0] >= 'a' &&
                   math->text.p[0] <= 'z';

    if (is_word) /* mod */
        qg_buf_put_byte(out, ' ');
    qg_buf_put(out, math->is_for == QG_MATH_SPACE ? QG_STR(" ") : math->text);
    if (is_word)
        qg_buf_put_byte(out, ' ');
}

static void put(qg_buf *out, const qg_math *math)
{
    switch (math->kind) {
    case QG_MATH_TOKEN:
        put_token(out, math);
        break;
    case QG_MATH_FRACTION:
        put_fraction(out, math);
        break;
    case QG_MATH_ROOT:
        put_root(out, math);
        break;
    case QG_MATH_SCRIPT:
    case QG_MATH_LIMIT:
        put_tight(out, math->first);
        put_scripts(out, math);
        break;
    case QG_MATH_NARY:
        part(out);
        qg_buf_put(out, math->text);
        put_scripts(out, math);
        put_operand(out, math->first);
        break;
    case QG_MATH_FUNCTION:
        part(out);
        put(out, math->first);
        put_operand(out, math->last);
        break;
    case QG_MATH_FENCE:
        put_fence(out, math);
        break;
    case QG_MATH_MATRIX:
    case QG_MATH_LINES:
        put_lines(out, math);
        break;
    case QG_MATH_ACCENT:
        put_marked(out, math, math->text);
        break;
    case QG_MATH_BAR:
        put_marked(out, math, math->is_above ? QG_STR("\xCC\x85") : QG_STR("\xCC\xB2"));
        break;
    default: /* rows, lines, and what frames and braces stand around */
        put_children(out, math);
        break;
    }
}

void qg_plain_math(qg_buf *out, const qg_node *math)
{
    const char *mark = math->u.math.is_display ? "$$" : "$";

    if (math->u.math.tree != NULL) {
        put(out, math->u.math.tree);
        if (math->u.math.tag.n > 0) {
            qg_buf_puts(out, "（");
            qg_buf_put(out, math->u.math.tag);
            qg_buf_puts(out, "）");
        }
        return;
    }
    qg_buf_puts(out, mark);
    for (size_t i = 0; i < math->text.n; i++)
        qg_buf_put_byte(out, math->text.p[i] == '\n' ? ' ' : math->text.p[i]);
    qg_buf_puts(out, mark);
}
