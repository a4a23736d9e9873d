/* test_math.c - formulas: where they stand in Markdown, the tree that TeX becomes, and what cannot
 * be read. */
#include "parsing.h"

#include "parse/math.h"

/* ---- where formulas stand -------------------------------------------------------------------- */

static void test_find(void **state)
{
    static const parse_case cases[] = {
        {"a formula", "设$x$为", "(paragraph \"设\" (math 'x') \"为\")", ""},
        {"marks of emphasis in it stay", "$a_1*b_2$ $c_1*d_2$",
         "(paragraph (math 'a_1*b_2') \" \" (math 'c_1*d_2'))", ""},
        {"money with blanks", "$5 和 $10", "(paragraph \"$5 和 $10\")", ""},
        {"money without blanks", "花$5到$10元", "(paragraph \"花$5到$10元\")", ""},
        {"ranges of money", "$1,200-$1,500", "(paragraph \"$1,200-$1,500\")", ""},
        {"money beside Chinese", "约$5（合$，另计）", "(paragraph \"约$5（合$，另计）\")", ""},
        {"a name of the shell", "改$PATH和$HOME", "(paragraph \"改$PATH和$HOME\")", ""},
        {"Chinese in a formula", "$利润=收入-成本$", "(paragraph (math '利润=收入-成本'))", ""},
        {"Chinese in braces", "$x_{最大}，y$ 与 $x_{最大}$",
         "(paragraph \"$x_{最大}，y$ 与 \" (math 'x_{最大}'))", ""},
        {"a blank inside the mark", "$ x$ 与 $x $", "(paragraph \"$ x$ 与 $x $\")", ""},
        {"blanks inside both marks", "设 $ \\rho $ 与 $ x=1 $、$ n $ 成立",
         "(paragraph \"设 \" (math '\\rho') \" 与 \" (math 'x=1') \"、\" (math 'n') \" 成立\")",
         ""},
        {"money and commands with blanks", "$ 5 与 $ 6，$ 100 $，$ a= $HOME，$ cd $ ls",
         "(paragraph \"$ 5 与 $ 6，$ 100 $，$ a= $HOME，$ cd $ ls\")", ""},
        {"an escaped mark", "\\$x$", "(paragraph \"$x$\")", ""},
        {"on a line of its own", "如下\n$$\nx\n$$\n即",
         "(paragraph \"如下\" (soft-break blank) (math 'x') (soft-break blank) \"即\")", ""},
        {"a line that looks like an item", "$$\na\n+ b\n$$", "(paragraph (math 'a\n+ b'))", ""},
        {"in a quotation", "> $$\n> a\n> $$", "(quote (paragraph (math 'a')))", ""},
        {"in an item", "- $$\n  a\n  $$\n- b",
         "(list tight (item (paragraph (math 'a'))) (item (paragraph \"b\")))", ""},
        {"not over an empty line", "$$\na\n\nb\n$$",
         "(paragraph \"$$\" (soft-break blank) \"a\")(paragraph \"b\" (soft-break blank) \"$$\")",
         ""},
        {"not over two items", "- $a\n- b$",
         "(list tight (item (paragraph \"$a\")) (item (paragraph \"b$\")))", ""},
        {"as assistants write it", "为\\(x_1\\)，\n\\[\nx^2\n\\]",
         "(paragraph \"为\" (math 'x_1') \"，\" (soft-break blank) (math 'x^2'))", ""},
        {"brackets with needless backslashes", "\\(注\\) \\(note\\) \\(1\\) \\[2024\\]5",
         "(paragraph \"(注) (note) (1) [2024]5\")", ""},
        {"a link with needless backslashes", "\\[a=b\\](c)", "(paragraph \"[a=b](c)\")", ""},
        {"in code", "`$x$` 和 `$`x`$`",
         "(paragraph (code '$x$') \" 和 \" (code '$') \"x\" (code '$'))", ""},
        {"in a block of code", "```\n$x$\n```\n\n    $$y$$",
         "(code-block <> '$x$')(code-block <> '$$y$$')", ""},
        {"in an address", "[a](b$x$c) $y$", "(paragraph (link <b$x$c> <> \"a\") \" \" (math 'y'))",
         ""},
        {"an environment without marks",
         "文字：\n\\begin{align*}\na &= b \\\\\nc\n\\end{align*}\n之后。",
         "(paragraph \"文字：\" (soft-break blank) (math '\\begin{align*}\na &= b "
         "\\\\\nc\n\\end{align*}') "
         "(soft-break blank) \"之后。\")",
         ""},
        {"an environment that does not end", "\\begin{align}\na",
         "(paragraph \"\\begin{align}\" (soft-break blank) \"a\")", ""},
        {"an environment in a line of text", "用 \\begin{align}a\\end{align}",
         "(paragraph \"用 \\begin{align}a\\end{align}\")", ""},
        {"a bar in a table", "| a | b |\n|---|---|\n| $|x|$ | c |",
         "(table -- (row head (cell \"a\") (cell \"b\")) (row (cell (math '|x|')) (cell \"c\")))",
         ""},
        {"inside of bold", "**设$x_1$**", "(paragraph (strong \"设\" (math 'x_1')))", ""},
        {"code that is a formula", "```math\nx\n```", "(paragraph (math 'x'))", ""},
        {"what is not known is told", "甲$\\foo$", "(paragraph \"甲\" (math '\\foo'))",
         "parse.formula@3"},
        {"places behind a formula", "$x$ $\\foo$\n$$\ny\n$$ 与$\\bar$",
         "(paragraph (math 'x') \" \" (math '\\foo') (soft-break blank) (math 'y') \" 与\" (math "
         "'\\bar'))",
         "parse.formula@4 parse.formula@22"},
    };

    (void)state;
    check_cases(cases, N_CASES(cases), QG_FORMAT_MARKDOWN);
}

/* ---- what they become ------------------------------------------------------------------------ */

static const char *const kinds[] = {"row",  "",     "frac",  "root",   "script", "limit",
                                    "nary", "func", "fence", "matrix", "lines",  "line",
                                    "acc",  "bar",  "brace", "box"};

/* frac(a b): texts as they are, rows of one thing as that thing. */
static void dump_math(qg_buf *out, const qg_math *math)
{
    bool is_plain = math->kind == QG_MATH_TOKEN ||
                    (math->kind == QG_MATH_ROW && math->first != NULL && math->first->next == NULL);

    if (!is_plain)
        qg_buf_puts(out, kinds[math->kind]);
    qg_buf_put(out, math->text);
    if (math->color != 0)
        qg_buf_printf(out, "!%06X", math->color);
    if (!is_plain)
        qg_buf_puts(out, "(");
    for (const qg_math *child = math->first; child != NULL; child = child->next) {
        qg_buf_puts(out, child == math->first ? "" : " ");
        dump_math(out, child);
    }
    if (!is_plain)
        qg_buf_puts(out, ")");
    qg_buf_put(out, math->close);
}

static void test_tree(void **state)
{
    static const struct {
        const char *why, *in, *out;
    } cases[] = {
        {"a token", "x", "x"},
        {"numbers are one token, as scripts one digit", "12^34", "row(script(12 row() 3) 4)"},
        {"a sum takes what follows up to +", "\\sum_i ab+c", "row(nary∑(row(a b) i row()) + c)"},
        {"a sum of a sum", "\\sum\\sum a", "nary∑(nary∑(a row() row()) row() row())"},
        {"a sum alone is its sign", "\\sum_i", "limit(∑ i row())"},
        {"a function takes a bracket and no more", "\\sin(a+b)c",
         "row(func(sin row(( a + b ))) c)"},
        {"a function ends before the next", "\\sin x\\cos y", "row(func(sin x) func(cos y))"},
        {"a closing bracket ends the sum", "(\\sum a)b", "row(( nary∑(a row() row()) ) b)"},
        {"bars in pairs", "|a|+|b|^2", "row(fence|(a)| + script(fence|(b)| row() 2))"},
        {"one bar", "P(A|B)", "row(P ( A ∣ B ))"},
        {"primes", "f''", "row(f ′′)"},
        {"comments", "a%b\nc", "row(a c)"},
        {"atoms are counted, molecules multiplied", "\\ce{2H2O}",
         "row(2 \u2009 script(H 2 row()) O)"},
        {"charges", "\\ce{SO4^2- + Na+}", "row(S script(O 4 row(2 −)) + script(Na row() +))"},
        {"a bond", "\\ce{H-Cl}", "row(H − Cl)"},
        {"isotopes", "\\ce{^{14}_6C}", "row(script(row() 6 14) C)"},
        {"words above an arrow", "\\ce{A ->[点燃][\\Delta] B ^}", "row(A limit(→ Δ 点燃) B ↑)"},
        {"a colour up to the end of the group", "{\\color{red}a}b", "row(row(row() a!FF0000) b)"},
        {"a colour by the name of another program", "{\\color{Red}a}", "row(row() a!FF0000)"},
        {"a fraction in the middle of its group", "x{a+b\\over c}", "row(x frac(row(a + b) c))"},
        {"two on each other", "a\\atop b", "frac(a b)"},
        {"with brackets", "{n\\brack k}", "fence[(frac(n k))]"},
        {"another alphabet up to the end of the group", "{\\rm d}x", "row(row(row() d) x)"},
        {"a formula in words", "\\text{若 $n$ 为偶数}", "row(若  n  为偶数)"},
        {"words without braces", "\\text 64", "row(6 4)"},
        {"a name in an alphabet of its own", "\\operatorname{\\mathbf{div}}a", "row(row(d i v) a)"},
        {"a digit in a circle", "\\textcircled{2}\\to\\textcircled{10}", "row(② → ⑩)"},
        {"a blank at the end of a line", "a\\\nb", "row(a   b)"},
        {"what is not seen", "\\phantom{=\\ }a", "row(\u2003 a)"},
        {"a colour of an argument", "\\textcolor{#00ff7f}{a+b}c",
         "row(row(a!00FF7F +!00FF7F b!00FF7F) c)"},
        {"water of crystals", "\\ce{CuSO4.5H2O}",
         "row(Cu S script(O 4 row()) ⋅ 5 \u2009 script(H 2 row()) O)"},
    };
    qg_arena arena = {0};

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_math_result result = qg_math_read(&arena, qg_str_of(cases[i].in));
        qg_buf out;
        qg_buf_init(&out, 0);
        assert_non_null(result.tree);
        dump_math(&out, result.tree);
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        qg_buf_clear(&out);
    }
    qg_arena_clear(&arena);
}

#define OVERS_8 "a\\over a\\over a\\over a\\over a\\over a\\over a\\over a\\over "
#define OVERS   OVERS_8 OVERS_8 OVERS_8 OVERS_8 OVERS_8 OVERS_8 OVERS_8 OVERS_8

static void test_errors(void **state)
{
    static const struct {
        const char *why, *in, *error;
    } cases[] = {
        {"an unknown command", "a+\\foo b", "\\foo"},
        {"a brace too many", "a}", "}"},
        {"a brace too few", "{a", "{"},
        {"two superscripts", "a^b^c", "^"},
        {"nothing to divide by", "\\frac{a}", ""},
        {"an environment that is not known", "\\begin{tikz}\\end{tikz}", "tikz"},
        {"an environment that another one ends", "\\begin{cases}a\\end{matrix}", "cases"},
        {"no right bracket", "\\left( a", "\\left"},
        {"lines that lack nearly all cells",
         "\\begin{matrix}&&&&&&&&&&&&&&&&&&&&&&\\\\\\\\\\\\\\\\\\\\\\\\\\\\"
         "\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\end{matrix}",
         "&"},
        {"rules between columns", "\\begin{array}{c|c}a\\end{array}", "|"},
        {"nothing", "  ", ""},
        {"a formula in words that does not end", "\\text{a$x}", "x"},
        {"too many fractions in one", OVERS "x", "\\"},
        {"a circle around words", "\\textcircled{ab}", "\\textcircled"},
        {"a character that means something else", "a#b", "#"},
        {"a colour that is not known", "\\color{puce}a", "puce"},
        {"a colour of too few digits", "\\color{#FF00}a", "#FF00"},
        {"a colour of other digits", "\\color{#FF00G0}a", "#FF00G0"},
        {"chemistry that is none", "\\ce{A & B}", "\\ce"},
        {"chemistry with half a script", "\\ce{A^}", "\\ce"},
    };
    qg_arena arena = {0};

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_math_result result = qg_math_read(&arena, qg_str_of(cases[i].in));
        assert_null(result.tree);
        assert_text(result.error, qg_str_of(cases[i].error), cases[i].why);
    }
    qg_arena_clear(&arena);
}

static void test_number(void **state)
{
    qg_arena arena = {0};
    qg_math_result result = qg_math_read(&arena, QG_STR("x \\tag{2-1}"));

    (void)state;
    assert_non_null(result.tree);
    assert_text(result.tag, QG_STR("2-1"), "the number of the formula");
    qg_arena_clear(&arena);
}

/* Each of them 256 KB. */
static void test_hostile(void **state)
{
    static const char *const units[] = {
        "{",       "}",        "^{",       "\\frac", "$",
        "\\left(", "\\(",      "$$",       "$a",     "`$",
        "\\sum ",  "\\text{",  "|",        "a_",     "\\begin{matrix}",
        "\\[",     "$a\\$",    "> $$\n",   "- $$\n", "\\sqrt[",
        "\\ce{",   "\\ce{->[", "a\\over ", "\\rm ",  "\\text{$"};
    enum { N_BYTES = 1 << 18 };

    (void)state;
    for (size_t i = 0; i < N_CASES(units); i++) {
        qg_buf text;
        parsed p;
        qg_buf_init(&text, 0);
        qg_buf_puts(&text, "$$\n");
        while (text.n < N_BYTES)
            qg_buf_puts(&text, units[i]);
        qg_buf_puts(&text, "\n$$\n");
        p = parse_with(qg_buf_str(&text), &(qg_parse_options){.from = QG_FORMAT_MARKDOWN});
        assert_true(p.status == QG_OK || p.status == QG_E_LIMIT);
        parsed_clear(&p);
        qg_buf_clear(&text);
    }
}

static void test_order(void **state)
{
    static const char *const names[] = {
#define X(name, what, text) name,
#include "parse/math/symbols.def"
#undef X
    };

    (void)state;
    for (size_t i = 1; i < N_CASES(names); i++)
        if (strcmp(names[i - 1], names[i]) >= 0)
            fail_msg("%s does not belong behind %s", names[i], names[i - 1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),    cmocka_unit_test(test_tree),
        cmocka_unit_test(test_errors),  cmocka_unit_test(test_number),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_order)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
