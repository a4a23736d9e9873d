/* code_points.h - bytes and characters as findings write them where they cannot be shown. */
#ifndef QG_NORMALIZE_CODE_POINTS_H
#define QG_NORMALIZE_CODE_POINTS_H

#include "base/buf.h"
#include "base/utf8.h"

/* Append "A3 FF" for two bytes. */
void qg_put_hex(qg_buf *out, qg_str bytes);

/* Append "U+0007 U+0008" for two characters. */
void qg_put_code_points(qg_buf *out, const qg_rune *runes, size_t n);

#endif
