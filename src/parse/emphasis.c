/* emphasis.c - let *, ** and ~~ mark text beside Chinese punctuation and between Chinese words.
 *
 * CommonMark tells an opening ** from a closing one by the blanks and punctuation beside it.
 * Chinese has no blanks, so `**（一）强化领导。**一是` has no closing mark for it, and
 * `发**“引语”**后` no opening one.  Here the marks are paired as their author sees them, by turns
 * in a paragraph; where CommonMark would not, a place is noted at which the Markdown parser gets a
 * letter to see between the mark and the punctuation.  The text itself stays as it is.
 *
 * A * between factors and a ~ between words are no marks at all: 3*4*5, 长*宽*高, 5~10.  Nor are
 * those that stand for characters (stand_in.c).
 *
 * The letter also keeps apart what cmark-gfm (0.29.0.gfm.6) would lose, and addresses that it would
 * not end (address.c).
 */
#include "parse/source_int.h"
#include "parse/tree_int.h"

#include "base/buf.h"
#include "unicode/unicode.h"

static bool is_chinese_punctuation(qg_rune rune)
{
    return rune >= 0x80 && qg_rune_is_punctuation(rune) &&
           (qg_rune_is_wide(rune) || qg_rune_is_ambiguous(rune));
}

/* What ends a sentence, a clause or a bracket, and opens nothing. */
static bool is_ending(qg_rune rune)
{
    return qg_utf8_is_in(rune, ",.;:!?)]}%”’…、。！），：；？］｝〉》」』】〕〗");
}

/* 0 stands for the ends of a line. */
static bool is_space(qg_rune rune)
{
    return rune <= ' ' || rune == 0xA0 || rune == 0x3000;
}

enum { ONE = 1, TWO = 2, STRIKE = 4 };

/* What a formula is beside a mark: a letter, as cmark-gfm sees it, and Chinese, so that it is
 * helped to see the mark. */
enum { FORMULA = 0x5F0F };

typedef struct scanner {
    qg_doc *doc;
    qg_str text;
    const qg_formulas *formulas;
    qg_mark_help *helps;
    size_t n, n_room;
    unsigned open;     /* marks that are, in this paragraph: of ONE, TWO, STRIKE */
    bool is_label;     /* inside [^ ] */
    size_t code_marks; /* of the code span we are in */
    size_t address;    /* end of the last address that was looked at */
    size_t target;     /* likewise of the last link's */
    size_t comment;    /* likewise of the last comment */
    size_t next_sign;  /* the next * that stands for itself, as those before it do */
    qg_rune before;
    bool has_han;
    bool has_comment; /* the line has one already */
    bool is_equation; /* the clause has a = */
    bool is_name;     /* the last * hid a part of one */
    bool is_rule;     /* the line is one of _ */
} scanner;

static void add_help(scanner *s, qg_mark_help help)
{
    if (s->n == s->n_room) {
        qg_mark_help *more = qg_arena_get(&s->doc->arena, (s->n_room * 2 + 16) * sizeof *more);
        if (more == NULL)
            return;
        if (s->n > 0)
            memcpy(more, s->helps, s->n * sizeof *more);
        s->helps = more;
        s->n_room = s->n_room * 2 + 16;
    }
    s->helps[s->n++] = help;
}

static void add_place(scanner *s, size_t offset)
{
    add_help(s, (qg_mark_help){.offset = offset});
}

static void add_plain(scanner *s, size_t offset, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_help(s, (qg_mark_help){.offset = offset + i, .is_plain = true});
}

/* What a run of * or ~ can open or close; 0: nothing that is looked at here. */
static unsigned marks_of(char c, size_t n)
{
    if (c == '~')
        return n == 2 ? STRIKE : 0;
    return n <= 3 ? (unsigned)n & (ONE | TWO) : 0; /* *** is both */
}

/* Whether a number, a range or a factor may end with this character. */
static bool ends_amount(qg_rune rune)
{
    return !is_space(rune) && (!qg_rune_is_punctuation(rune) || qg_utf8_is_in(rune, "%‰°℃)）"));
}

/* 3*4, 10mm*20mm, 长*宽, 总额=单价*数量: what looks like a product.  Between other words a * is
 * emphasis, as Markdown has it: 这是*重点*内容. */
static bool is_product(qg_rune before, qg_rune after, bool is_equation)
{
    if (qg_rune_is_product(before, after))
        return true;
    return is_equation && ends_amount(before) && !is_space(after) &&
           (!qg_rune_is_punctuation(after) || qg_utf8_is_in(after, "(（"));
}

/* Whether a single * or ~ is a sign of arithmetic, of which a paragraph of a Chinese draft may have
 * several, or that of an index, *x*~1~.  CommonMark would take two for a pair of marks. */
static bool is_sign(const scanner *s, size_t offset, qg_rune before, qg_rune after)
{
    if (s->text.p[offset] == '*')
        return !qg_str_starts(qg_str_skip(s->text, offset + 1), QG_STR("~")) &&
               is_product(before, after, s->is_equation && (s->open & ONE) == 0);
    return (before == '*' || ends_amount(before)) && !is_space(after) &&
           !qg_rune_is_punctuation(after);
}

/* Whether a run of * stands for itself or for characters that are hidden. */
static bool is_stand_in(scanner *s, size_t offset, size_t n, qg_rune before, qg_rune after)
{
    bool is_open = (s->open & marks_of('*', n)) != 0, is_next = offset == s->next_sign;

    if (s->text.p[offset] != '*')
        return false;
    s->next_sign = is_open && !is_next ? s->text.n : qg_next_sign(s->text, offset, n, is_next);
    if (is_next || s->next_sign < s->text.n)
        return true;
    s->is_name = n < 3 && !is_open && qg_hides_name(s->text, offset, n, s->is_name);
    return s->is_name || qg_hides_figures(n, before, after);
}

/* An equation ends with its clause.  A = in an address makes none. */
static void look_at_equation(scanner *s, size_t offset)
{
    if (s->before == '=' || s->before == 0xFF1D)
        s->is_equation = offset >= s->address && offset >= s->target;
    else if (s->is_equation && qg_utf8_is_in(s->before, ",;:!?，、。；：！？"))
        s->is_equation = false;
}

/* Look at the run of `n` marks at `offset`, with the characters on both sides. */
static void look_at_marks(scanner *s, size_t offset, size_t n, qg_rune before, qg_rune after)
{
    unsigned marks = marks_of(s->text.p[offset], n);
    bool can_open = !is_space(after) && (!qg_rune_is_punctuation(after) || is_space(before) ||
                                         qg_rune_is_punctuation(before));
    bool can_close = !is_space(before) && (!qg_rune_is_punctuation(before) || is_space(after) ||
                                           qg_rune_is_punctuation(after));

    if (s->has_han && ((n == 1 && is_sign(s, offset, before, after)) ||
                       is_stand_in(s, offset, n, before, after))) {
        add_plain(s, offset, n);
        return;
    }
    if (qg_rune_is_alphanumeric(before) &&
        qg_rune_is_alphanumeric(after)) /* 5*3: nobody's emphasis */
        return;
    if ((s->open & marks) != 0) {
        if (!can_close && (is_chinese_punctuation(before) ||
                           (qg_rune_is_punctuation(before) && qg_rune_is_wide(after))))
            add_place(s, offset);
        else if (!can_close)
            return;
        s->open &= ~marks;
    } else {
        if (!can_open && qg_rune_is_punctuation(after) && !is_ending(after) &&
            qg_rune_is_wide(before))
            add_place(s, offset + n);
        else if (!can_open)
            return;
        s->open |= marks;
    }
}

/* Take the run of one character that `rest` starts with. */
static size_t take_run(qg_str *rest)
{
    size_t n = 1;

    while (n < rest->n && rest->p[n] == rest->p[0])
        n++;
    *rest = qg_str_skip(*rest, n);
    return n;
}

/* Whether a footnote's label and its ] follow on the line. */
static bool is_note_label(qg_str rest)
{
    size_t n = 0;

    while (n < rest.n && strchr("[] \t\r\n", rest.p[n]) == NULL)
        n += rest.p[n] == '\\' && n + 1 < rest.n ? 2 : 1; /* \] is none */
    return n > 0 && n < rest.n && rest.p[n] == ']';
}

/* cmark-gfm (0.29.0.gfm.6) loses text between [^ and a ] on another line, so what is no reference
 * to a footnote must not look like one. */
static void look_at_note(scanner *s, size_t offset, qg_str rest)
{
    s->is_label = is_note_label(qg_str_skip(rest, strlen("[^")));
    if (!s->is_label)
        add_place(s, offset + 1);
}

/* A ^ that is written as \^ or &#94; means none, but cmark-gfm forgets that. */
static bool is_escaped_note(qg_str rest)
{
    qg_str behind = qg_str_skip(rest, 1);

    return qg_str_starts(behind, QG_STR("\\^")) || qg_str_starts(behind, QG_STR("&"));
}

/* cmark-gfm makes U+FFFD of a number that is too long for a character reference, which CommonMark
 * leaves as it is: at most 7 digits, or 6 of base 16. */
static void look_at_reference(scanner *s, size_t offset, qg_str rest)
{
    bool is_hex = rest.n > 2 && (rest.p[2] | 32) == 'x';
    const char *digits = is_hex ? "0123456789abcdefABCDEF" : "0123456789";
    size_t first = is_hex ? 3 : 2, n = first;

    while (n < rest.n && rest.p[n] != '\0' && strchr(digits, rest.p[n]) != NULL)
        n++;
    if (n - first > (is_hex ? 6u : 7u))
        add_place(s, offset + 1);
}

/* An address with Chinese in or behind it is not left to cmark-gfm. */
static void look_at_address(scanner *s, size_t offset)
{
    qg_str before = qg_str_head(s->text, offset), after = qg_str_skip(s->text, offset);
    size_t n_before, n, n_ascii;

    n = offset < s->address ? 0 : qg_address_around(before, after, &n_before);
    if (n == 0)
        return;
    n_ascii = qg_address_ascii(after);
    if (n_ascii < after.n && (unsigned char)after.p[n_ascii] >= 0x80)
        add_place(s, offset);
    s->address = offset + (n > n_ascii ? n : n_ascii);
}

/* Whether a line certainly or probably starts a new block, in which nothing is open. */
static bool starts_block(qg_str line)
{
    qg_str bare = qg_str_trim(line);

    return bare.n == 0 || strchr("#>|+-", bare.p[0]) != NULL || qg_str_starts(bare, QG_STR("* ")) ||
           (bare.p[0] >= '0' && bare.p[0] <= '9');
}

/* Whether the text, which starts inside of a paragraph, stays in it. */
static bool stays_in_paragraph(qg_str text)
{
    qg_str rest = qg_str_skip(text, qg_str_find_byte(text, '\n') + 1);

    while (rest.n > 0)
        if (starts_block(qg_str_take_line(&rest)))
            return false;
    return true;
}

/* CommonMark takes the lines from one that starts with a comment to its end for HTML, so that words
 * behind the comment would be no Markdown.  Only blanks and the > of a quote stand before such a
 * start; between a mark and a comment no letter may come, which would keep the mark from closing.
 */
static void look_at_comment(scanner *s, size_t offset)
{
    qg_str end = QG_STR("-->"), rest = qg_str_skip(s->text, offset), behind;
    size_t n = qg_str_find(rest, end);
    char before = offset > 0 ? s->text.p[offset - 1] : '\n';

    s->has_comment = true;
    s->comment = offset + n + (n < rest.n ? end.n : 0);
    behind = qg_str_skip(s->text, s->comment);
    behind = qg_str_trim(qg_str_take_line(&behind));
    if (behind.n > 0 && behind.p[0] != '<' && (is_space((unsigned char)before) || before == '>') &&
        stays_in_paragraph(qg_str_head(rest, n)))
        add_place(s, offset);
}

/* Bytes of the formula that the rest of a line starts with or goes on with, as far as the line has
 * them. */
static size_t formula_at(const scanner *s, qg_str rest)
{
    size_t offset = (size_t)(rest.p - s->text.p);
    const qg_formula *f = rest.n == 0 ? NULL : qg_formula_at(s->formulas, offset);
    size_t n = f == NULL ? 0 : f->offset + f->n - offset;

    return n < rest.n ? n : rest.n;
}

static qg_rune first_of(const scanner *s, qg_str rest)
{
    return rest.n == 0 ? 0 : formula_at(s, rest) > 0 ? (qg_rune)FORMULA : qg_utf8_first(rest);
}

/* What stands behind a mark; cmark-gfm looks through ~ for it, and for what stands before one. */
static qg_rune after_mark(const scanner *s, qg_str rest)
{
    while (rest.n > 0 && rest.p[0] == '~')
        rest = qg_str_skip(rest, 1);
    return first_of(s, rest);
}

/* Take a formula, a run of marks or ` or one other character off the line. */
static void take_next(scanner *s, qg_str *rest)
{
    size_t offset = (size_t)(rest->p - s->text.p), n;
    char c = rest->p[0];
    qg_rune before = s->before;

    if ((c == '$' || c == '\\') && (n = formula_at(s, *rest)) > 0) {
        *rest = qg_str_skip(*rest, n);
        s->before = FORMULA;
        return;
    }
    if (c == '*' || c == '~' || c == '`') {
        s->before = c == '~' ? before : (qg_rune)c;
        n = take_run(rest);
        if (c == '`' && (s->code_marks == 0 || s->code_marks == n))
            s->code_marks = s->code_marks == 0 ? n : 0;
        else if (c != '`' && s->code_marks == 0 && !s->is_label)
            look_at_marks(s, offset, n, before, after_mark(s, *rest));
        return;
    }
    if (c == '_') {
        s->before = (qg_rune)c;
        n = take_run(rest);
        if (qg_is_fill_in(n) && s->has_han && s->code_marks == 0 && !s->is_label && !s->is_rule &&
            offset >= s->address && offset >= s->target)
            add_plain(s, offset, n);
        return;
    }
    if (c == '[' && rest->n > 1 && rest->p[1] == '^')
        look_at_note(s, offset, *rest);
    else if (c == '[' && is_escaped_note(*rest))
        add_place(s, offset + 1);
    else if (c == '&' && rest->n > 1 && rest->p[1] == '#')
        look_at_reference(s, offset, *rest);
    else if ((c == '/' && before == ':') || (c == '.' && before == 'w'))
        look_at_address(s, offset);
    else if (c == '<' && !s->has_comment && offset >= s->comment &&
             qg_str_starts(*rest, QG_STR("<!--")))
        look_at_comment(s, offset);
    else if (c == ']') {
        s->is_label = false;
        if (offset >= s->target && rest->n > 1 && rest->p[1] == '(')
            s->target = offset + qg_str_find_byte(*rest, ')');
    } else if (c == '\\' && rest->n > 1)
        *rest = qg_str_skip(*rest, 1);
    qg_utf8_take(rest, &s->before);
    look_at_equation(s, offset);
}

static bool has_han(qg_str text)
{
    qg_rune rune = 0;

    while (text.n > 0 && !qg_rune_is_han(rune))
        qg_utf8_take(&text, &rune);
    return qg_rune_is_han(rune);
}

qg_status qg_emphasis_find(qg_doc *doc, const qg_mark_help **helps, size_t *n_helps, qg_str text,
                           size_t start, const qg_formulas *formulas)
{
    scanner s = {.doc = doc, .text = text, .formulas = formulas, .has_han = has_han(text)};
    qg_str above = {"", 0}, last = above; /* the line that is not empty, and any */

    s.next_sign = text.n;
    for (qg_str rest = qg_str_skip(text, start); rest.n > 0;) {
        qg_str line = qg_str_take_line(&rest);
        size_t n_formula = formula_at(&s, line); /* one of several lines goes on */
        if (starts_block(line))
            s.open = 0;
        s.is_rule = qg_is_rule_of_lines(line, above, qg_str_trim(last).n > 0);
        last = line;
        above = qg_str_trim(line).n > 0 ? line : above;
        s.is_label = s.has_comment = s.is_equation = s.is_name = false;
        s.code_marks = 0;
        s.before = n_formula > 0 ? FORMULA : 0;
        line = qg_str_skip(line, n_formula);
        while (line.n > 0) {
            qg_str han = qg_str_head(line, qg_utf8_han(line));
            if (han.n > 0)
                s.before = qg_utf8_last(han);
            line = qg_str_skip(line, han.n);
            if (line.n > 0)
                take_next(&s, &line);
        }
    }
    *helps = s.helps;
    *n_helps = s.n;
    return qg_doc_status(doc);
}

/* ---- afterwards ------------------------------------------------------------------------------ */

static bool is_emphasis(const qg_node *node)
{
    return node->kind == QG_EMPHASIS || node->kind == QG_STRONG || node->kind == QG_STRIKE;
}

static bool is_within(const qg_node *node)
{
    for (const qg_node *n = node->parent; n != NULL && qg_node_is_inline(n); n = n->parent)
        if (n->kind == node->kind)
            return true;
    return false;
}

/* What goes on behind `node` in the same looks, also in the next line where `over_lines` and no
 * blank stands between; NULL: nothing. */
static qg_node *next_alike(const qg_node *node, bool over_lines)
{
    qg_node *next = node->next;

    while (over_lines && next != NULL && next->kind == QG_SOFT_BREAK &&
           !next->u.soft_break.is_blank)
        next = next->next;
    return next != NULL && next->kind == node->kind ? next : NULL;
}

static void take_over(qg_node *node, qg_node *inner)
{
    qg_node_unlink(inner);
    qg_node_append(node, inner);
}

/* Take in the siblings behind `node` that are emphasised alike.  Returns the first node that came
 * from them, or NULL. */
static qg_node *join_next(qg_node *node, bool over_lines)
{
    qg_node *first = NULL, *next;

    while ((next = next_alike(node, over_lines)) != NULL) {
        while (node->next != next)
            take_over(node, node->next);
        first = first == NULL ? next->first : first;
        while (next->first != NULL)
            take_over(node, next->first);
        qg_node_unlink(next);
    }
    return first;
}

/* Code has no nodes inside: its texts become one. */
static void join_code(qg_doc *doc, qg_node *code, bool over_lines)
{
    qg_node *next;
    qg_buf text;

    if (next_alike(code, over_lines) == NULL)
        return;
    qg_buf_init(&text, 0);
    qg_buf_put(&text, code->text);
    while ((next = next_alike(code, over_lines)) != NULL) {
        qg_buf_put(&text, next->text);
        while (code->next != next)
            qg_node_unlink(code->next);
        qg_node_unlink(next);
    }
    code->text = qg_arena_copy(&doc->arena, qg_buf_str(&text));
    if (qg_buf_status(&text) != QG_OK)
        doc->arena.status = QG_E_MEMORY;
    qg_buf_clear(&text);
}

void qg_emphasis_simplify(qg_doc *doc, qg_node *root, bool over_lines)
{
    qg_node *node = root;

    while (node != NULL) {
        qg_node *first = node->first, *before = node->previous;
        if (is_emphasis(node) && first != NULL && is_within(node)) {
            qg_node_unwrap(node);
            node = first;
            /* what came to light may go on with what stands before it */
            if (before != NULL && is_emphasis(before) && before->kind == first->kind) {
                first = join_next(before, over_lines);
                node = first != NULL ? first : qg_node_walk_over(root, before);
            }
            continue;
        }
        if (is_emphasis(node))
            join_next(node, over_lines);
        else if (node->kind == QG_CODE)
            join_code(doc, node, over_lines);
        node = qg_node_walk(root, node);
    }
}
