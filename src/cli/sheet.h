/* sheet.h - the style sheet that a word on the command line means. */
#ifndef QG_CLI_SHEET_H
#define QG_CLI_SHEET_H

#include "cli/console.h"

typedef struct qg_chosen_sheet {
    qg_str name; /* of a built-in sheet or a kind of document; empty for a file */
    qg_str yaml; /* the text of a file; empty for a name */
    qg_buf file; /* which holds it */
} qg_chosen_sheet;

/* Find out what `word` means: a built-in sheet, a file, or else a name for the library to judge.  A
 * word with a slash or the ending of a sheet is a file; any other one is a file when there is no
 * sheet of that name but such a file.
 *
 * sheet  uninitialised; after any return qg_sheet_clear frees it.
 * Fails with QG_E_READ, QG_E_INPUT, QG_E_LIMIT or QG_E_MEMORY, after saying why.
 */
qg_status qg_sheet_choose(qg_chosen_sheet *sheet, const char *word, const qg_console *console);

/* The same for a verb that needs the text: a name must be that of a built-in sheet.  Fails also
 * with QG_E_ARG. */
qg_status qg_sheet_text(qg_chosen_sheet *sheet, const char *word, const qg_console *console);

void qg_sheet_clear(qg_chosen_sheet *sheet);

#endif
