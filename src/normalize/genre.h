/* genre.h - whether a text is prose, Markdown, or written for a program.
 *
 * &nbsp; in a report is damage, in a web page it is markup, and in a text on web pages it is what
 * the text is about.  Only the whole document tells which of them it is.
 */
#ifndef QG_NORMALIZE_GENRE_H
#define QG_NORMALIZE_GENRE_H

#include "base/str.h"

typedef enum qg_genre {
    QG_GENRE_PROSE,
    QG_GENRE_MARKDOWN,
    QG_GENRE_PAGE,   /* HTML or XML */
    QG_GENRE_PROGRAM /* JSON, source code, settings */
} qg_genre;

/* What `text`, valid UTF-8, is; its first megabyte decides. */
qg_genre qg_genre_of(qg_str text);

/* Whether the text speaks of character references, encodings or programming, so that an escape in
 * it may be what it speaks of. */
bool qg_genre_is_technical(qg_str text);

#endif
