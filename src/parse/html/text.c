/* text.c - what a text of a page is like: counted once, asked for often. */
#include "parse/html/html_int.h"

enum { MAX_OWNERS_BYTES = 600 };

static bool is_mark(qg_rune rune)
{
    return rune == 0x3001 || qg_is_stop(rune) || qg_is_comma(rune);
}

/* Whether `text` starts with what the owners of pages write under them. */
static bool is_owners(qg_str text, qg_rune first)
{
    switch (first) {
    case 0xA9: /* © */
        return true;
    case 'C':
        return qg_str_starts(text, QG_STR("Copyright"));
    case 'I':
        return qg_str_starts(text, QG_STR("ICP"));
    case 0x7248:
        return qg_str_starts(text, QG_STR("版权"));
    case 0x4E3E:
        return qg_str_starts(text, QG_STR("举报电话"));
    case 0x5BA2:
        return qg_str_starts(text, QG_STR("客服电话"));
    case 0x514D:
        return qg_str_starts(text, QG_STR("免责声明"));
    case 0x90D1:
        return qg_str_starts(text, QG_STR("郑重声明"));
    case 0x7F51:
        return qg_str_starts(text, QG_STR("网站标识码"));
    default:
        return false;
    }
}

void qg_html_measure(qg_html_node *node)
{
    bool may_be_owners = node->text.n < MAX_OWNERS_BYTES;

    for (qg_str rest = node->text; rest.n > 0;) {
        qg_rune rune;
        qg_str here = rest;
        qg_utf8_take(&rest, &rune);
        if (rune >= 0x4E00 && rune <= 0x9FFF) { /* nearly all of them */
            node->n_runes++;
        } else if (qg_html_is_blank(rune)) { /* as most bytes between tags */
            continue;
        } else {
            node->n_runes++;
            node->n_marks += is_mark(rune);
        }
        node->is_owners = node->is_owners || (may_be_owners && is_owners(here, rune));
    }
}
