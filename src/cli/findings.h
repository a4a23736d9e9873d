/* findings.h - findings as people want to read them. */
#ifndef QG_CLI_FINDINGS_H
#define QG_CLI_FINDINGS_H

#include "cli/console.h"

/* List the findings of one file in the order of the text, then one line that counts them by kind
 * (unless there is but one, and listed).
 *
 * Errors are always listed.  Normally so are the first few warnings of each kind; when verbose,
 * everything is; when quiet, there is no count.
 *
 * style  name of the style sheet file, whose findings have their places in it; NULL without one.
 */
void qg_findings_show(const qg_console *console, const char *name, const char *style,
                      const qg_report *report);

/* A sink that prints what it is told about a file: {qg_finding_tell, &shower}. */
typedef struct qg_finding_shower {
    const qg_console *console;
    const char *name; /* of the file */
} qg_finding_shower;

void qg_finding_tell(void *shower, const qg_finding *finding);

/* Whether the report says why there is no result. */
bool qg_findings_has_error(const qg_report *report);

#endif
