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
 * address. Escaped bytes are read as UTF-8 or, where they cannot be, as GBK.  Failures stick in
 * `status`. */
void qg_escape_list_find(qg_escape_list *list, qg_str text, qg_shield *shield);

void qg_escape_list_clear(qg_escape_list *list);

#endif
