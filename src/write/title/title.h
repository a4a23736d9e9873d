/* title.h - where titles, and heads of columns, break into lines by sense. */
#ifndef QG_WRITE_TITLE_TITLE_H
#define QG_WRITE_TITLE_TITLE_H

#include "base/buf.h"
#include "base/utf8.h"
#include "document/document.h"

enum {
    TITLE_MAX_RUNES = 240,  /* a longer title is a paragraph, and is left to break by itself */
    TITLE_LONGEST_WORD = 4, /* characters of a word of the table */
    TITLE_NARROWEST_PERCENT = 80, /* of what is condensed (7.3.1 [P]) */
    TITLE_TORN = 500              /* costs of a line break: from here on it tears something */
};

/* A title as characters, with the cost of a line break in front of each. */
typedef struct qg_title {
    size_t n;
    qg_rune runes[TITLE_MAX_RUNES];
    size_t offsets[TITLE_MAX_RUNES + 1];   /* in bytes; the last is the end */
    int columns[TITLE_MAX_RUNES + 1];      /* width of all in front, in half characters */
    bool is_word_end[TITLE_MAX_RUNES + 1]; /* in front of it */
    int costs[TITLE_MAX_RUNES];
} qg_title;

/* Fill in `t` from a title of up to TITLE_MAX_RUNES characters.  Names of `names`, which may be
 * NULL, are not torn, nor are words of up to so many characters. */
void qg_title_read(qg_title *t, qg_str text, const qg_field *names, size_t longest_word);

/* Append the title with line feeds where it should break so that no line is wider than
 * `most_columns` half characters, or a quarter more where that spares a word; unchanged where one
 * line is enough or no good way was found.  `names` (may be NULL) are not torn. */
void qg_title_break(qg_buf *out, qg_str text, int most_columns, const qg_field *names);

/* Width of the widest of the lines, in half characters. */
int qg_title_columns(qg_str lines);

/* Say of each of the n characters of `text`, which begin at `offsets` (n + 1 of them, the last is
 * the end), whether a word of up to `longest` characters ends in front of it; of n, whether one
 * ends at the end. */
void qg_title_find_words(bool *is_word_end, qg_str text, const size_t *offsets, size_t n,
                         size_t longest);

#endif
