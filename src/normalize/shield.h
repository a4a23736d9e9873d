/* shield.h - what in a text is no prose.
 *
 * 1,200 in a table is prose with numbers, but what stands in an address, in code, in a tag or in
 * the keys of front matter means what it says to a program.  Passes that mend prose leave it alone.
 *
 * What is shielded: addresses of pages and of mail, domains, paths and file names; code, fenced, in
 * backticks and where lines read like a program; tags, comments, scripts and styles of HTML, and
 * entities where the whole is HTML; the front matter; in Markdown the marks before a line, what
 * links lead to, rules of tables, attributes, marks of notes and tasks; formulas and keys of TeX;
 * key=value, JSON, lists and maps of YAML and tables of values with commas; clauses of SQL, lines
 * of logs, heads of mail, tags of songs.  A text that is a program, or settings, or data as a whole
 * is one span, such as one whose Chinese stands in comments and quotes; so are XML that is no page,
 * what a version control prints, files of make, and diagrams that are written down.
 */
#ifndef QG_NORMALIZE_SHIELD_H
#define QG_NORMALIZE_SHIELD_H

#include "base/str.h"

typedef struct qg_shield_span {
    size_t start, end;
} qg_shield_span;

/* Start with {.text = ...}.  The spans are found when they are first asked for, so a pass that asks
 * nothing costs nothing. */
typedef struct qg_shield {
    qg_str text;         /* valid UTF-8, borrowed */
    bool addresses_only; /* for a pass whose damage makes prose look like code: only what stands
                          * around "://" is shielded, */
    bool marked_code;    /* and code in fences and backticks */
    qg_shield_span *spans;
    size_t n, n_allocated;
    size_t at; /* where the last answer was */
    bool is_found;
    qg_status status; /* QG_OK or QG_E_MEMORY; then nothing is shielded */
} qg_shield;

/* The end of the span that holds the byte at `offset`; `offset` itself when it is prose.  Cheap
 * when the offsets that are asked for grow. */
size_t qg_shield_end(qg_shield *shield, size_t offset);

/* Whether the text is XML, and no page: data, whatever its tags are called. */
bool qg_shield_is_xml(qg_str text);

/* Bytes of the lines at the start of `text` that are a table of values with commas, as programs
 * write them: each line with as many commas as the one before it; at least three lines.  0 when
 * there is none. */
size_t qg_shield_table(qg_str text);

/* Whether the text is the rows of one table, with tabs, bars or semicolons, and nothing else; three rows and
 * more. */
bool qg_shield_is_only_table(qg_str text);

void qg_shield_clear(qg_shield *shield);

#endif
