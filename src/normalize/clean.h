/* clean.h - what is no text in decoded text.
 *
 * Old editors end lines with CR, Word's copies have U+2028, printers' files have bells and shifts,
 * and a file made of two has a byte-order mark in its middle.  The parsers want line feeds and
 * text.  C1 controls stay: they may be the bytes of text that was read as Latin-1, and the pass of
 * repair that takes out invisible characters sees to what is left of them.
 */
#ifndef QG_NORMALIZE_CLEAN_H
#define QG_NORMALIZE_CLEAN_H

#include "base/buf.h"
#include "base/utf8.h"

/* What is to be done with a character. */
typedef enum qg_clean {
    QG_CLEAN_KEEP,
    QG_CLEAN_LINE_END, /* CR, VT, U+2028, U+2029: becomes a line feed */
    QG_CLEAN_PAGE_END, /* FF: stays, and is the first of its line */
    QG_CLEAN_MARK,     /* U+FEFF */
    QG_CLEAN_CONTROL   /* C0 but tab, LF and FF, DEL, noncharacters */
} qg_clean;

qg_clean qg_clean_rune(qg_rune rune);

/* Length of the longest start of `text`, valid UTF-8, that has QG_CLEAN_KEEP characters only. */
size_t qg_clean_length(qg_str text);

/* What stands for the control characters from `at` on, one byte each, which part two fields of a
 * line: a tab for NULs that padded one to its width, and for the BEL behind a cell of Word's older
 * tables, a line feed for the two behind the last cell of a row.  0 for all others, such as a bell
 * in a text without rows.  A hyphen
 * for what Word has for one in a name or number.
 *
 * before   the text in front of them
 * row_end  where the next row ends, as far as it was looked for; 0 at first */
char qg_clean_gap(qg_str input, size_t at, const qg_buf *before, size_t *row_end);

/* Bytes of UTF-16LE in front of a CR that C's text mode put before the byte LF: with that byte it
 * is U+0A0D, which no character has.  All of them without one. */
size_t qg_clean_before_return(qg_str bytes);

#endif
