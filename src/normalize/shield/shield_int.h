/* shield_int.h - the parts of the shield: the text as a whole, its lines, what stands in a line. */
#ifndef QG_NORMALIZE_SHIELD_INT_H
#define QG_NORMALIZE_SHIELD_INT_H

#include "base/utf8.h"
#include "normalize/shield.h"

static inline bool qg_is_ascii_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* A letter, a digit or an underscore. */
static inline bool qg_is_name_byte(char c)
{
    return qg_is_ascii_alnum(c) || c == '_';
}

/* ---- shield.c -------------------------------------------------------------------------------- */

/* Add what is from `start` to `end`; what touches the last span becomes part of it. */
void qg_shield_put(qg_shield *shield, size_t start, size_t end);

/* ---- shield/code.c --------------------------------------------------------------------------- */

/* Whether a line of its own reads like a line of a program. */
bool qg_shield_is_code_line(qg_str line);

/* Whether the line is from the head of a letter by mail. */
bool qg_shield_is_mail_head(qg_str line);

/* ---- shield/data.c --------------------------------------------------------------------------- */

/* Whether the text as a whole is a program, settings, a table of values or the like. */
bool qg_shield_is_data(qg_str text);

/* Whether `s` starts with one of `words`, an array of `n` or, in the macro, of all that it has. */
bool qg_shield_starts_with_any(qg_str s, const char *const *words, size_t n);
#define QG_STARTS_WITH_ANY(s, words)                                                               \
    qg_shield_starts_with_any(s, words, sizeof(words) / sizeof *(words))

/* ---- shield/tag.c ---------------------------------------------------------------------------- */

/* The end of the tag at `at`, quoted attributes and all, in the whole text; `at` when it is none.
 */
size_t qg_shield_tag_end(qg_str text, size_t at);

/* ---- shield/address.c ------------------------------------------------------------------------ */

/* The end of the bytes from `at` on that an address or a path may have, those of Chinese names in
 * it and the blanks in a path of Windows too. */
size_t qg_shield_word_end(qg_str text, size_t at);

/* ---- shield/inline.c ------------------------------------------------------------------------- */

/* What is looked for in one line after the other, and not again where it was not to be found. */
typedef struct qg_shield_inline {
    bool is_html;                    /* the text is a page, so entities are markup */
    size_t no_comment_end, no_close; /* from here on nothing ends a comment, a script */
} qg_shield_inline;

/* Add the spans that start in the line from `at` to `line_end`.  Returns where to go on: line_end,
 * or behind it when a tag or a script goes on there. */
size_t qg_shield_line(qg_shield *shield, qg_shield_inline *state, size_t at, size_t line_end);

/* Add only what stands around "://", and code in backticks where that is asked for. */
void qg_shield_addresses(qg_shield *shield, size_t at, size_t line_end);

#endif
