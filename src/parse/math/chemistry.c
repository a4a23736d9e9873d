/* chemistry.c - \ce{2H2 + O2 ->[点燃] 2H2O}: formulas of chemistry as mhchem has them.
 *
 * They are rewritten as TeX and read as any other formula.  What stands where is told by what
 * stands before it: digits behind an atom or a bracket are lowered, a sign that nothing follows is
 * a charge.
 */
#include "parse/math/math_int.h"

#include "base/buf.h"

enum { MAX_DEPTH = 3 /* of what stands above arrows */ };

typedef struct chemist {
    qg_buf tex;
    qg_str rest;
    int depth;
    bool is_behind_atom; /* or a closing bracket, or what is raised or lowered behind one */
    bool has_failed;
} chemist;

static const struct {
    const char *sign, *plain, *with_words;
} arrows[] = {{"<=>", "\\rightleftharpoons ", "\\xrightleftharpoons"},
              {"<->", "\\leftrightarrow ", "\\xleftrightarrow"},
              {"->", "\\rightarrow ", "\\xrightarrow"},
              {"<-", "\\leftarrow ", "\\xleftarrow"}};

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char next_of(const chemist *c)
{
    return c->rest.n > 0 ? c->rest.p[0] : ' ';
}

/* Take `n` bytes and put them between `before` and `behind`. */
static void put(chemist *c, const char *before, size_t n, const char *behind)
{
    qg_buf_puts(&c->tex, before);
    qg_buf_put(&c->tex, qg_str_head(c->rest, n));
    qg_buf_puts(&c->tex, behind);
    c->rest = qg_str_skip(c->rest, n);
}

static void put_instead(chemist *c, size_t n, const char *tex)
{
    qg_buf_puts(&c->tex, tex);
    c->rest = qg_str_skip(c->rest, n);
}

/* How many of the next bytes are in `set`, or are digits. */
static size_t run_of(const chemist *c, const char *set)
{
    size_t n = 0;

    while (n < c->rest.n &&
           (is_digit(c->rest.p[n]) || (c->rest.p[n] != '\0' && strchr(set, c->rest.p[n]) != NULL)))
        n++;
    return n;
}

/* Bytes of the group in brackets that comes next; 0: there is none, or it does not end. */
static size_t group_of(const chemist *c, char open, char close)
{
    size_t depth = 0;

    for (size_t i = 0; i < c->rest.n; i++) {
        depth += c->rest.p[i] == open;
        depth -= c->rest.p[i] == close && depth > 0;
        if (depth == 0)
            return i > 0 ? i + 1 : 0;
    }
    return 0;
}

/* Put ^{3+}, ^2- or _2, with an empty base where no atom stands before it, as in ^{14}_{6}C. */
static void put_script(chemist *c)
{
    const char *mark = next_of(c) == '^' ? "^" : "_";
    size_t n;

    if (!c->is_behind_atom)
        qg_buf_puts(&c->tex, "{}");
    c->rest = qg_str_skip(c->rest, 1);
    qg_buf_puts(&c->tex, mark);
    if ((n = group_of(c, '{', '}')) > 0)
        put(c, "", n, "");
    else if ((n = run_of(c, "+-n")) > 0)
        put(c, "{", n, "}");
    else
        c->has_failed = true;
    c->is_behind_atom = true;
}

/* Put digits: behind an atom they count it and are lowered; elsewhere they are a factor, also
 * 0.5 and 1/2. */
static void put_digits(chemist *c)
{
    if (c->is_behind_atom)
        put(c, "_{", run_of(c, ""), "}");
    else
        put(c, "", run_of(c, "./"), "\\,");
}

/* Na+, H+ + OH-, A + B, CH3-CH3 */
static void put_sign(chemist *c)
{
    bool is_last = c->rest.n == 1 || strchr(" )]^_", c->rest.p[1]) != NULL;

    if (c->is_behind_atom && is_last)
        put(c, "^{", 1, "}");
    else
        put(c, c->is_behind_atom ? "{" : "", 1, c->is_behind_atom ? "}" : "");
    c->is_behind_atom = c->is_behind_atom && is_last;
}

static void put_all(chemist *c);

/* What stands above or below an arrow is chemistry again. */
static qg_buf take_words(chemist *c)
{
    size_t n = next_of(c) == '[' ? group_of(c, '[', ']') : 0;
    chemist inner = {.rest = n > 2 ? qg_str_head(qg_str_skip(c->rest, 1), n - 2)
                                   : qg_str_head(c->rest, 0),
                     .depth = c->depth + 1};

    qg_buf_init(&inner.tex, 0);
    c->rest = qg_str_skip(c->rest, n);
    put_all(&inner);
    c->has_failed = c->has_failed || inner.has_failed;
    return inner.tex;
}

/* Take the arrow that comes next; false when none does. */
static bool take_arrow(chemist *c)
{
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
        qg_buf above, below;

        if (!qg_str_starts(c->rest, qg_str_of(arrows[i].sign)))
            continue;
        c->rest = qg_str_skip(c->rest, strlen(arrows[i].sign));
        above = take_words(c);
        below = take_words(c);
        if (above.n == 0 && below.n == 0) {
            qg_buf_puts(&c->tex, arrows[i].plain);
        } else {
            qg_buf_puts(&c->tex, arrows[i].with_words);
            qg_buf_put_byte(&c->tex, '[');
            qg_buf_put(&c->tex, qg_buf_str(&below));
            qg_buf_puts(&c->tex, "]{");
            qg_buf_put(&c->tex, qg_buf_str(&above));
            qg_buf_put_byte(&c->tex, '}');
        }
        qg_buf_drop(&c->tex, &above);
        qg_buf_drop(&c->tex, &below);
        c->is_behind_atom = false;
        return true;
    }
    return false;
}

/* A blank ends what stands before it; ^ and v alone behind one are gas and what falls out. */
static void take_blank(chemist *c)
{
    bool is_alone;

    c->rest = qg_str_skip(c->rest, 1);
    is_alone = c->rest.n == 1 || (c->rest.n > 1 && c->rest.p[1] == ' ');
    if (c->is_behind_atom && is_alone && c->rest.p[0] == '^')
        put_instead(c, 1, "\\uparrow ");
    else if (c->is_behind_atom && is_alone && c->rest.p[0] == 'v')
        put_instead(c, 1, "\\downarrow ");
    else
        c->is_behind_atom = false;
}

/* Put an atom: a capital letter and the small ones behind it, upright in every program. */
static void put_atom(chemist *c)
{
    size_t n = 1;

    while (n < c->rest.n && c->rest.p[n] >= 'a' && c->rest.p[n] <= 'z')
        n++;
    put(c, "\\text{", n, "}");
    c->is_behind_atom = true;
}

/* \Delta, \text{加热}: TeX as it is. */
static void put_command(chemist *c)
{
    size_t n = 1;

    while (n < c->rest.n && is_letter(c->rest.p[n]))
        n++;
    put(c, "", n, "");
    put(c, "", group_of(c, '{', '}'), " ");
    c->is_behind_atom = true;
}

static void put_next(chemist *c)
{
    size_t n = 0;
    char next = next_of(c);

    if (next == ' ' || next == '\n') {
        take_blank(c);
    } else if ((unsigned char)next >= 0x80) {
        while (n < c->rest.n && (unsigned char)c->rest.p[n] >= 0x80)
            n++;
        put(c, "\\text{", n, "}");
    } else if (is_letter(next)) {
        put_atom(c);
    } else if (is_digit(next)) {
        put_digits(c);
    } else if (next == '^' || next == '_') {
        put_script(c);
    } else if (take_arrow(c)) {
        return;
    } else if (next == '+' || next == '-') {
        put_sign(c);
    } else if (next == '\\') {
        put_command(c);
    } else if (strchr("()[],/=", next) != NULL) {
        put(c, "", 1, "");
        c->is_behind_atom = next == ')' || next == ']';
    } else if (next == '.' || next == '*') {
        put_instead(c, 1, "\\cdot ");
        c->is_behind_atom = false;
    } else if (next == '#') {
        put_instead(c, 1, "{\\equiv}");
        c->is_behind_atom = false;
    } else {
        c->has_failed = true;
    }
}

static void put_all(chemist *c)
{
    c->has_failed = c->depth > MAX_DEPTH;
    while (c->rest.n > 0 && !c->has_failed)
        put_next(c);
}

qg_math *qg_math_chemistry(qg_math_parser *p, qg_str raw)
{
    chemist c = {.rest = raw};
    qg_str rest = p->rest;
    qg_math *row = NULL;

    qg_buf_init(&c.tex, 0);
    put_all(&c);
    if (!c.has_failed && qg_buf_status(&c.tex) == QG_OK && !p->has_failed) {
        p->rest = qg_arena_copy(p->arena, qg_buf_str(&c.tex));
        row = qg_math_row(p, 0);
        c.has_failed = p->rest.n > 0;
        if (!p->has_failed)
            p->rest = rest;
    }
    qg_buf_clear(&c.tex);
    return c.has_failed ? qg_math_fail(p, QG_STR("\\ce")) : row;
}
