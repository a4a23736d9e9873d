/* soft_break.c - whether a line of Markdown goes on with a blank in the next one. */
#include "parse/source_int.h"
#include "parse/tree_int.h"

#include "unicode/unicode.h"

/* The last or first character of the text beside `node` in its block, 0 when there is none. */
static qg_rune rune_beside(const qg_node *node, bool is_before)
{
    for (;;) {
        const qg_node *beside = is_before ? node->previous : node->next;
        while (beside == NULL && qg_node_is_inline(node->parent)) {
            node = node->parent;
            beside = is_before ? node->previous : node->next;
        }
        if (beside == NULL)
            return 0;
        while (beside->first != NULL)
            beside = is_before ? beside->last : beside->first;
        if (beside->text.n > 0)
            return is_before ? qg_utf8_last(beside->text) : qg_utf8_first(beside->text);
        if (beside->kind != QG_NOTE_REF)
            return 0;
        node = beside; /* a note's sign is no word: 公文[^1] and the next line belong together */
    }
}

static bool may_join(qg_rune rune)
{
    return qg_rune_is_wide(rune) || qg_rune_is_ambiguous(rune) || qg_rune_is_digit(rune);
}

/* ， and the like have their space in themselves. */
static bool is_wide_mark(qg_rune rune)
{
    return qg_rune_is_wide(rune) && qg_rune_is_punctuation(rune);
}

/* Chinese goes on in the next line without a space; quotes and dashes beside it are Chinese too,
 * and figures stand in it without one. */
static bool is_blank_between(qg_rune a, qg_rune b)
{
    bool is_wide = qg_rune_is_wide(a) || qg_rune_is_wide(b);

    if (is_wide_mark(a) || is_wide_mark(b))
        return false;
    return !(is_wide && may_join(a) && may_join(b));
}

/* 1. **严格值班制度** and its text in the next line: words in bold alone, without a mark, end
 * theirs. */
static bool is_behind_lead(const qg_node *node)
{
    const qg_node *lead = node->previous;

    return lead != NULL && lead->kind == QG_STRONG && lead->previous == NULL &&
           lead->parent->kind == QG_PARAGRAPH && lead->parent->parent->kind == QG_ITEM &&
           qg_rune_is_han(rune_beside(node, true)) && qg_rune_is_han(rune_beside(node, false));
}

/* Whether the line of `node`, which starts a little before it, starts without a blank, and is none
 * of a quotation. */
static bool is_flush(const qg_node *node, qg_str source)
{
    enum { MOST_BYTES = 16 }; /* cmark-gfm counts the item's indent where there is none */
    size_t at = node->offset < source.n ? node->offset : source.n;

    for (int n = 0; n < MOST_BYTES && at > 0 && source.p[at - 1] != '\n'; n++)
        at--;
    return at > 0 && at < source.n && source.p[at - 1] == '\n' && source.p[at] != ' ' &&
           source.p[at] != '\t' && source.p[at] != '>';
}

/* 1. 培训时间 and its text in the next line, which is not indented as the item's own would be: a
 * few words alone were not broken for want of room. */
static bool is_behind_few_words(const qg_node *node, qg_str source)
{
    enum { MOST_RUNES = 12 };
    const qg_node *words = node->previous, *next = node->next;

    return words != NULL && words->kind == QG_TEXT && words->previous == NULL && next != NULL &&
           is_flush(next, source) && words->parent->kind == QG_PARAGRAPH &&
           words->parent->parent->kind == QG_ITEM && qg_utf8_count(words->text) <= MOST_RUNES &&
           qg_rune_is_han(qg_utf8_last(words->text)) && may_join(rune_beside(node, false));
}

/* A to G in front of what an exercise offers to choose from, or of an entry, A. or a）; 0 when
 * there is none. */
static char choice_at(qg_str text)
{
    char letter;

    if (qg_utf8_is_in(qg_utf8_first(text), "(（"))
        qg_utf8_take(&text, &(qg_rune){0});
    letter = text.n > 1 ? text.p[0] : 0;
    return (letter | 32) >= 'a' && (letter | 32) <= 'g' &&
                   qg_utf8_is_in(qg_utf8_first(qg_str_skip(text, 1)), ".、．)）")
               ? letter
               : 0;
}

static char first_choice(const qg_node *first)
{
    return first == NULL || first->kind != QG_TEXT ? 0 : choice_at(first->text);
}

/* The last of several in a line: A、曹雪芹 B、罗贯中 */
static char last_choice(const qg_node *first)
{
    char last = first_choice(first);

    for (size_t i = 1; last != 0 && i < first->text.n; i++)
        if (first->text.p[i - 1] == ' ' && choice_at(qg_str_skip(first->text, i)) == last + 1)
            last++;
    return last;
}

static bool is_line_end(const qg_node *node)
{
    return node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

/* B. below A., or the first of several below the question. */
static bool is_before_choice(const qg_node *node)
{
    const qg_node *first = node->previous, *below = node->next;
    char next = first_choice(below);

    while (first != NULL && first->previous != NULL && !is_line_end(first->previous))
        first = first->previous;
    if ((next | 32) != 'a')
        return next != 0 && last_choice(first) == next - 1;
    if (last_choice(below) > next)
        return true;
    while (below != NULL && !is_line_end(below))
        below = below->next;
    return below != NULL && first_choice(below->next) == next + 1;
}

/* A line of ______, which is to be filled in. */
static bool starts_fill_in_line(const qg_node *first)
{
    return first != NULL && first->kind == QG_TEXT &&
           (first->next == NULL || first->next->kind == QG_SOFT_BREAK) &&
           qg_is_fill_in_line(first->text);
}

/* A formula that is displayed has lines of its own. */
static bool is_display(const qg_node *node)
{
    return node != NULL && node->kind == QG_MATH && node->u.math.is_display;
}

/* The end of a line that says nothing: beside <br>, or where what stood in its line was a mark. */
static bool is_idle(const qg_node *node)
{
    const qg_node *a = node->previous, *b = node->next;

    return (a != NULL && a->kind == QG_LINE_BREAK) || (b != NULL && b->kind == QG_LINE_BREAK) ||
           ((a == NULL || b == NULL) && !qg_node_is_inline(node->parent));
}

void qg_soft_breaks_set(qg_node *root, qg_str source)
{
    for (qg_node *node = root, *next; node != NULL; node = next) {
        next = qg_node_walk(root, node);
        if (node->kind != QG_SOFT_BREAK)
            continue;
        if (is_idle(node))
            qg_node_unlink(node);
        else if (is_behind_lead(node) || is_behind_few_words(node, source) ||
                 is_before_choice(node) || starts_fill_in_line(node->next))
            qg_node_become(node, QG_LINE_BREAK);
        else
            node->u.soft_break.is_blank =
                is_display(node->previous) || is_display(node->next) ||
                is_blank_between(rune_beside(node, true), rune_beside(node, false));
    }
}
