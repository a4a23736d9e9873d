/* title.h - inside of title.c, title_break.c and title_words.c. */
#ifndef QG_WRITE_DOCX_TITLE_H
#define QG_WRITE_DOCX_TITLE_H

#include "base/str.h"

enum {
    TITLE_MAX_RUNES = 120,       /* a longer title is a paragraph, and is left to break by itself */
    TITLE_NARROWEST_PERCENT = 80 /* of what is condensed (7.3.1 [P]) */
};

/* Width of the widest of the lines, in half characters. */
int qg_title_columns(qg_str lines);

/* Say of each of the n characters of `text`, which begin at `offsets` (n + 1 of them, the last is
 * the end), whether a word ends in front of it; of n, whether one ends at the end. */
void qg_title_find_words(bool *is_word_end, qg_str text, const size_t *offsets, size_t n);

#endif
