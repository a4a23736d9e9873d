/* formula.c - formulas between their marks, and dollars that are none. */
#include "unicode/unicode.h"
#include "write/markdown/markdown_int.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Whether the TeX may stand between $ and $ (docs/formulas.md). */
static bool fits_dollars(const qg_node *node)
{
    qg_str rest = node->text;
    const qg_node *next = node->next;
    qg_rune rune;

    if (next != NULL && next->text.n > 0 && next->text.p[0] >= '0' && next->text.p[0] <= '9')
        return false;
    if (rest.n == 0 || is_blank(rest.p[0]) || is_blank(rest.p[rest.n - 1]))
        return false;
    while (rest.n > 0) {
        qg_utf8_take(&rest, &rune);
        if (rune == '$' || rune == '`' || qg_rune_is_wide(rune))
            return false;
    }
    return true;
}

/* In a table a bar would end the cell for other programs, so it is called by name: \vert. */
static void put_tex_line(qg_buf *out, qg_str line, qg_md_place place)
{
    for (size_t i = 0; i < line.n; i++) {
        bool is_double = line.p[i] == '\\' && i + 1 < line.n && line.p[i + 1] == '|';

        if (place != QG_MD_CELL || (line.p[i] != '|' && !is_double)) {
            qg_buf_put_byte(out, line.p[i]);
            continue;
        }
        qg_buf_puts(out, is_double ? "\\Vert" : "\\vert");
        i += is_double;
        if (i + 1 < line.n && qg_rune_is_letter((unsigned char)line.p[i + 1]))
            qg_buf_put_byte(out, ' ');
    }
}

/* The lines of the TeX; what is not in lines of a paragraph's own has blanks between them. */
static void put_tex(qg_buf *out, qg_str tex, qg_md_place place, bool keeps_lines)
{
    while (tex.n > 0) {
        qg_str line = qg_str_take_line(&tex);
        if (qg_str_trim(line).n == 0)
            continue;
        put_tex_line(out, keeps_lines ? line : qg_str_trim(line), place);
        if (tex.n > 0)
            qg_buf_put_byte(out, keeps_lines ? '\n' : ' ');
    }
}

void qg_md_formula(qg_buf *out, const qg_node *math, qg_md_place place)
{
    bool has_lines = qg_str_find_byte(math->text, '\n') < math->text.n &&
                     place == QG_MD_PARAGRAPH && math->u.math.is_display &&
                     qg_md_is_at_line_start(out);
    bool is_dollar = math->u.math.is_display || fits_dollars(math);
    const char *mark = math->u.math.is_display ? "$$" : "$";

    qg_buf_puts(out, is_dollar ? mark : "\\(");
    qg_buf_puts(out, has_lines ? "\n" : "");
    put_tex(out, math->text, place, has_lines);
    qg_buf_puts(out, has_lines ? "\n" : "");
    qg_buf_puts(out, is_dollar ? mark : "\\)");
}

bool qg_md_has_dollars(const qg_node *block)
{
    bool is_open = false, is_spaced = false, has_formula = false;
    size_t n = 0;

    for (const qg_node *node = block; node != NULL; node = qg_node_walk(block, node)) {
        qg_str text = node->text;
        has_formula = has_formula || node->kind == QG_MATH;
        for (size_t i = 0; node->kind == QG_TEXT && i < text.n; i++) {
            char before = i == 0 ? 'x' : text.p[i - 1],
                 behind = i + 1 == text.n ? 'x' : text.p[i + 1];
            if (text.p[i] != '$')
                continue;
            n++;
            if ((is_blank(before) ? is_spaced : is_open) && !(behind >= '0' && behind <= '9'))
                return true;
            is_open = is_open || !is_blank(behind);
            is_spaced = is_spaced || behind == ' ';
        }
    }
    return has_formula && n > 0;
}
