/* cell_widths.c - the widths of a cell's text, computed from those of characters: of its lines, and
 * of the pieces of them that should not be broken. */
#include "write/docx/cell_widths.h"

#include "unicode/unicode.h"

enum {
    LONGEST_WORD = 10, /* characters; a longer one (a URL) has to be broken anyway */
    WIDEST = 500       /* characters; wider lines make no difference to a column */
};

enum { LEFT_BRACKET = 0xFF08, RIGHT_BRACKET = 0xFF09, LEFT_YEAR = 0x3014 }; /* （ ） 〔 */

/* Capitals are about three quarters as wide as a Chinese character, digits half. */
static int rune_twips(int character, qg_rune rune)
{
    if (qg_rune_columns(rune, true) == 2)
        return character;
    return (rune >= 'A' && rune <= 'Z') || rune == '%'
               ? character * 3 / 4
               : qg_rune_columns(rune, true) * character / 2;
}

/* Whether `rune` ends the word in front of it. */
static bool ends_word(qg_rune rune)
{
    return rune == '\n' || rune == ' ' || qg_rune_columns(rune, true) == 2;
}

/* Whether `rune` continues a date or a document number, 〔2024〕5号, or is a punctuation mark
 * behind one, which must not begin a line. */
static bool is_in_date(const qg_cell_widths *now, qg_rune before, qg_rune rune)
{
    return rune == LEFT_YEAR ||
           (qg_rune_is_digit(before) && qg_utf8_is_in(rune, "年月日—～至〕号")) ||
           (now->date > 0 && qg_utf8_is_in(rune, "，、；。"));
}

/* Whether a line may end behind `before` although it is part of a date: 2024—|2026年. */
static bool ends_range(qg_rune before)
{
    return qg_utf8_is_in(before, "—～至，、；。");
}

/* Add `n` Han characters that stand behind another one.  It does what add_rune would do for each,
 * only faster: most of all text is that. */
static void add_han(qg_cell_widths *now, int character, int n)
{
    int width = n * character;

    now->word = character;
    now->line += width;
    now->piece += width;
    now->date = 0;
    now->unit += now->unit > 0 ? width : 0;
    now->name += width;
    now->number = 0;
}

/* Measure a document number, 粤府函〔2024〕1105号, from behind the punctuation in front of it. */
static void add_to_number(qg_cell_widths *now, qg_rune before, qg_rune rune, int width)
{
    bool is_in = rune == LEFT_YEAR ||
                 (now->number > 0 && (qg_rune_is_digit(rune) || qg_utf8_is_in(rune, "〕号")));

    now->name = qg_utf8_is_in(before, " \n，、；。：（《") ? width : now->name + width;
    now->number = is_in ? now->name : 0;
}

static void add_rune(qg_cell_widths *now, qg_rune before, qg_rune rune, int width)
{
    now->line = rune == '\n' ? 0 : now->line + width;
    now->piece = qg_utf8_is_in(rune, " \n（") ? 0 : now->piece;
    now->piece += qg_utf8_is_in(rune, " \n") ? 0 : width;
    now->word = qg_extent_is_glued(before, rune) ? now->word + width : width;
    now->date = ends_range(before) || rune == LEFT_YEAR ? 0 : now->date;
    now->date = ends_word(rune) && !is_in_date(now, before, rune) ? 0 : now->date + width;
    now->unit = rune == LEFT_BRACKET || now->unit > 0 ? now->unit + width : 0;
    add_to_number(now, before, rune, width);
}

static void widen(qg_cell_widths *widest, const qg_cell_widths *now)
{
    widest->line = at_least(widest->line, now->line);
    widest->piece = at_least(widest->piece, now->piece);
    widest->date = at_least(widest->date, now->date);
    widest->word = at_least(widest->word, now->word);
    widest->unit = at_least(widest->unit, now->unit);
    widest->number = at_least(widest->number, now->number);
}

static qg_cell_widths extent_of_text(int character, qg_str text)
{
    qg_cell_widths widest = {0}, now = {0};
    qg_rune before = 0, rune;

    for (; text.n > 0; before = rune) {
        qg_str han =
            qg_str_head(text, before >= 0x4E00 && before <= 0x9FFF ? qg_utf8_han(text) : 0);
        if (han.n > 0) {
            text = qg_str_skip(text, han.n);
            rune = qg_utf8_last(han);
            add_han(&now, character, (int)(han.n / 3));
            widen(&widest, &now);
            continue;
        }
        qg_utf8_take(&text, &rune);
        add_rune(&now, before, rune,
                 rune_twips(character, rune) + qg_extent_seam(character, 0, before, rune));
        widen(&widest, &now);
        now.unit = rune == RIGHT_BRACKET ? 0 : now.unit;
    }
    return widest;
}

/* The signs that a formula shows, one behind the other: it is about as wide as they are, whatever
 * its source calls them. */
static void put_formula(qg_buf *out, const qg_math *math)
{
    qg_buf_put(out, math->text);
    for (const qg_math *child = math->first; child != NULL; child = child->next)
        put_formula(out, child);
    qg_buf_put(out, math->close);
}

static void put_cell(qg_buf *out, const qg_node *cell)
{
    for (const qg_node *n = cell; n != NULL; n = qg_node_walk(cell, n))
        if (n->kind == QG_MATH && n->u.math.tree != NULL)
            put_formula(out, n->u.math.tree);
        else if (n->first == NULL)
            qg_node_plain(out, n);
}

qg_cell_widths qg_cell_widths_of(docx *d, const qg_node *cell)
{
    int character = character_twips(d);
    qg_cell_widths widest;
    qg_buf text;

    qg_buf_init(&text, 0);
    put_cell(&text, cell);
    widest = extent_of_text(character, qg_buf_str(&text));
    qg_docx_drop(d, &text);
    widest.line = at_most(widest.line, WIDEST * character);
    widest.date = at_most(widest.date, LONGEST_WORD * character);
    widest.word = at_most(widest.word, LONGEST_WORD * character);
    return widest;
}
