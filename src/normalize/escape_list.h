/* escape_list.h - all escapes of a text, with what they stand for. */
#ifndef QG_NORMALIZE_ESCAPE_LIST_H
#define QG_NORMALIZE_ESCAPE_LIST_H

#include "normalize/escaped.h"
#include "normalize/shield.h"

/* One escape, or the escaped bytes of one character. */
typedef struct qg_escape_item {
    size_t offset, n_bytes;
    uint8_t family, n_text;
    bool is_simple;   /* as in qg_escape */
    bool is_shielded; /* it stands in an address */
    char text[QG_ESCAPE_TEXT_MAX];
    qg_rune rune; /* the first of `text`, or 0 */
} qg_escape_item;

typedef struct qg_escape_list {
    qg_escape_item *items;
    size_t n, n_allocated;
    qg_status status;
} qg_escape_list; /* start with {0} */

/* Find the escapes in `text`, valid UTF-8, but for those in spans of the shield that are no
 * address. Escaped bytes are read as UTF-8 or, where they cannot be, as GBK or Big5.  Failures
 * stick in `status`. */
void qg_escape_list_find(qg_escape_list *list, qg_str text, qg_shield *shield);

void qg_escape_list_clear(qg_escape_list *list);

/* ---- escape_markup.c ------------------------------------------------------------------------- */

/* Where the tag ends that an escaped "<" before `s` would start: behind its ">"; 0 when it would
 * start none.  Taken back it would be markup to whoever reads on. */
size_t qg_escape_tag_length(qg_str s);

/* Whether the character would be markup in Markdown where it stands, or is there for a mark. */
bool qg_escape_is_markup(qg_str text, const qg_escape_item *item);

/* Whether it stands inside of a cell, in a row with bars. */
bool qg_escape_is_in_cell(qg_str text, const qg_escape_item *item);

#endif
