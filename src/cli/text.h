/* text.h - UTF-8 as it comes from outside.
 *
 * Arguments, file names and style sheets may hold any bytes; the library takes valid UTF-8 only.
 */
#ifndef QG_CLI_TEXT_H
#define QG_CLI_TEXT_H

#include "qinggao/qinggao.h"

#include <stdint.h>

/* A qg_str of a NUL-ended string; empty for NULL. */
qg_str qg_text_of(const char *text);

/* Length of the well-formed character at the start of `s`, which is not empty, and its number; 0
 * when there is none.  Source: The Unicode Standard, table 3-7. */
size_t qg_text_step(qg_str s, uint32_t *rune);

bool qg_text_is_valid(qg_str s);

/* Append `s` with U+FFFD for each byte that is no UTF-8. */
void qg_text_put_valid(qg_buf *out, qg_str s);

/* Append `s`, with U+FFFD likewise, as a JSON string in quotes. */
void qg_text_put_json(qg_buf *out, qg_str s);

#endif
