#include "cli/findings.h"

#include "cli/language.h"
#include "cli/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    N_LISTED_OF_A_KIND = 3, /* enough to see what it is about; -v lists all */
    QUOTE_RUNES = 40        /* so that a finding mostly fits a line of a terminal */
};

static const char *severity_title(qg_severity severity)
{
    return severity == QG_ERROR ? _("error") : severity == QG_WARNING ? _("warning") : _("note");
}

static void quote(qg_buf *line, qg_str text)
{
    qg_line_put(line, _("“"));
    qg_line_escape(line, text, QUOTE_RUNES);
    qg_line_put(line, _("”"));
}

static void put_change(qg_buf *line, const qg_finding *finding)
{
    if (finding->before.n == 0 && finding->after.n == 0)
        return;
    qg_line_put(line, _(": "));
    if (finding->before.n > 0)
        quote(line, finding->before);
    if (finding->after.n > 0) {
        qg_line_put(line, finding->before.n > 0 ? " → " : "→ ");
        quote(line, finding->after);
    }
}

/* Whether the sentence, which says what was changed, is about something that was not. */
static bool is_undone(const qg_finding *finding)
{
    return finding->suggested && finding->kind != QG_FOUND_REPAIR_BEYOND &&
           strcmp(qg_kind_stage(finding->kind), "repair") == 0;
}

void qg_finding_show(const qg_console *console, const char *name, const qg_finding *finding)
{
    static const qg_colour colours[] = {QG_BOLD, QG_YELLOW, QG_RED};
    qg_severity severity = qg_kind_severity(finding->kind);
    qg_buf line;

    qg_buf_init(&line, 0);
    qg_line_colour(&line, console, QG_BOLD, qg_file_title(name));
    if (finding->line > 0)
        qg_line_printf(&line, ":%zu:%zu", finding->line, finding->column);
    qg_line_put(&line, ": ");
    qg_line_colour(&line, console, colours[severity], severity_title(severity));
    qg_line_put(&line, _(": "));
    if (is_undone(finding))
        qg_line_put(&line, _("not done, only suggested: "));
    qg_line_put(&line, _(qg_kind_sentence(finding->kind)));
    put_change(&line, finding);
    qg_line_printf(&line, " [%s]", qg_kind_name(finding->kind));
    qg_line_print(console, &line);
}

static bool is_listed(const qg_console *console, qg_kind kind, size_t nth)
{
    if (qg_kind_severity(kind) == QG_ERROR || console->level == QG_VERBOSE)
        return true;
    return console->level == QG_NORMAL && qg_kind_severity(kind) == QG_WARNING &&
           nth < N_LISTED_OF_A_KIND;
}

/* "draft.md: 3 findings: 2 × decode.invalid-bytes, 1 × clean.line-end (line ends were ...)".  Only
 * what was not listed above needs its sentence; what of it was not done is counted too. */
static void summarise(const qg_console *console, const char *name, const size_t *counts,
                      const size_t *undone, size_t n_findings)
{
    const char *format = qg_language_count("%zu finding", "%zu findings", n_findings);
    const char *before = _(": ");
    qg_buf line;

    qg_buf_init(&line, 0);
    qg_line_colour(&line, console, QG_BOLD, qg_file_title(name));
    qg_line_put(&line, ": ");
    qg_line_printf(&line, format, n_findings);
    for (int i = 0; i < QG_FOUND_COUNT; i++) {
        if (counts[i] == 0)
            continue;
        qg_line_printf(&line, "%s%zu × %s", before, counts[i], qg_kind_name((qg_kind)i));
        if (!is_listed(console, (qg_kind)i, 0))
            qg_line_printf(&line, _(" (%s)"), _(qg_kind_sentence((qg_kind)i)));
        if (undone[i] > 0)
            qg_line_printf(&line, _(" (%zu only suggested)"), undone[i]);
        before = _(", ");
    }
    qg_line_print(console, &line);
}

/* A finding and its place in the order told, since qsort forgets the order of equals. */
typedef struct entry {
    const qg_finding *finding;
    size_t i;
} entry;

static int by_offset(const void *a, const void *b)
{
    const entry *one = a, *two = b;

    if (one->finding->offset != two->finding->offset)
        return one->finding->offset < two->finding->offset ? -1 : 1;
    return one->i < two->i ? -1 : 1;
}

void qg_findings_show(const qg_console *console, const char *name, const char *style,
                      const qg_report *report)
{
    size_t n = qg_report_count(report), n_listed = 0, counts[QG_FOUND_COUNT] = {0};
    size_t undone[QG_FOUND_COUNT] = {0};
    bool is_of_sheet;
    entry *entries = n == 0 ? NULL : calloc(n, sizeof *entries);

    if (entries == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        entries[i] = (entry){qg_report_get(report, i), i};
    qsort(entries, n, sizeof *entries, by_offset);
    for (size_t i = 0; i < n; i++) {
        qg_kind kind = entries[i].finding->kind;
        undone[kind] += is_undone(entries[i].finding);
        if (!is_listed(console, kind, counts[kind]++))
            continue;
        is_of_sheet = style != NULL && strcmp(qg_kind_stage(kind), "style") == 0;
        qg_finding_show(console, is_of_sheet ? style : name, entries[i].finding);
        n_listed++;
    }
    if (console->level > QG_QUIET && (n > 1 || n_listed == 0))
        summarise(console, name, counts, undone, n);
    free(entries);
}

bool qg_findings_has_error(const qg_report *report)
{
    for (size_t i = 0; i < qg_report_count(report); i++)
        if (qg_kind_severity(qg_report_get(report, i)->kind) == QG_ERROR)
            return true;
    return false;
}
