/* code.c - code of a page.
 *
 * Every blank of <pre> counts when it holds code, or a table drawn with lines; else it is text that
 * was laid out by hand.
 */
#include "parse/html/html_int.h"

#include "base/utf8.h"
#include "unicode/unicode.h"

/* +------+------+ or ├────┼────┤ */
static bool is_rule(qg_str line)
{
    size_t n_corners = 0, n_dashes = 0;

    for (qg_rune rune; line.n > 0;) {
        qg_utf8_take(&line, &rune);
        n_dashes +=
            rune == '-' || rune == '=' || rune == 0x2500 || rune == 0x2501 || rune == 0x2550;
        n_corners +=
            rune == '+' || (rune >= 0x250C && rune <= 0x254B) || (rune >= 0x2552 && rune <= 0x256C);
        if (n_dashes + n_corners == 0 && !qg_html_is_blank(rune) && rune != '|' && rune != 0x2502)
            return false;
        if (qg_rune_is_han(rune) || qg_rune_is_digit(rune))
            return false;
    }
    return n_corners >= 2 && n_dashes > n_corners;
}

/* Whether the text holds a table drawn with lines. */
static bool is_drawn(qg_str text)
{
    size_t n_rules = 0;

    while (text.n > 0)
        n_rules += is_rule(qg_str_trim(qg_str_take_line(&text)));
    return n_rules >= 2;
}

static qg_str without_line_end(qg_str text)
{
    return qg_str_ends(text, QG_STR("\n")) ? qg_str_head(text, text.n - 1) : text;
}

qg_node *qg_html_code(qg_page *page, size_t pre)
{
    const qg_html_tree *tree = page->tree;
    qg_node *node = NULL;
    qg_buf text;
    bool has_code = false;

    qg_buf_init(&text, 0);
    for (size_t i = pre + 1; i < tree->at[pre].end; i++) {
        bool is_code = tree->at[i].tag == QG_TAG_CODE;
        bool is_next = is_code && text.n > 0 && text.p[text.n - 1] != '\n';
        has_code = has_code || is_code;
        if (tree->at[i].tag == QG_TAG_BR || is_next) /* some editors make each line a <code> */
            qg_buf_puts(&text, "\n");
        qg_buf_put(&text, tree->at[i].text);
    }
    if (has_code || is_drawn(qg_buf_str(&text)))
        node = qg_node_new(page->doc, QG_CODE_BLOCK, tree->at[pre].offset);
    if (node != NULL)
        node->text = qg_arena_copy(&page->doc->arena, without_line_end(qg_buf_str(&text)));
    qg_buf_clear(&text);
    return node;
}
