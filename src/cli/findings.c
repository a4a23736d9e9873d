#include "cli/findings.h"

#include "cli/language.h"
#include "cli/text.h"

#include <stdint.h>
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

/* Whether the kind's sentence speaks of a change that was only suggested in this case. */
static bool is_undone(const qg_finding *finding)
{
    return finding->suggested && finding->kind != QG_FOUND_REPAIR_BEYOND &&
           strcmp(qg_kind_stage(finding->kind), "repair") == 0;
}

/* Whether it is about an option and has no place in a file. */
static bool is_of_option(qg_kind kind)
{
    return kind == QG_FOUND_DECODE_UNKNOWN || kind == QG_FOUND_STYLE_FONTS ||
           kind == QG_FOUND_PARSE_UNKNOWN_METADATA;
}

/* Print one finding about the file `name`. */
static void show(const qg_console *console, const char *name, const qg_finding *finding)
{
    static const qg_colour colours[] = {QG_BOLD, QG_YELLOW, QG_RED};
    qg_severity severity = qg_kind_severity(finding->kind);
    qg_buf line;

    qg_buf_init(&line, 0);
    qg_line_colour(&line, console, QG_BOLD, qg_file_title(name));
    if (finding->line > 0 && !is_of_option(finding->kind))
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

void qg_finding_tell(void *shower, const qg_finding *finding)
{
    const qg_finding_shower *to = shower;

    show(to->console, to->name, finding);
}

static size_t most_listed(const qg_console *console, qg_kind kind)
{
    if (qg_kind_severity(kind) == QG_ERROR || console->level == QG_VERBOSE)
        return SIZE_MAX;
    return console->level == QG_NORMAL && qg_kind_severity(kind) == QG_WARNING ? N_LISTED_OF_A_KIND
                                                                               : 0;
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
        if (most_listed(console, (qg_kind)i) == 0)
            qg_line_printf(&line, _(" (%s)"), _(qg_kind_sentence((qg_kind)i)));
        if (undone[i] > 0)
            qg_line_printf(&line, _(" (%zu only suggested)"), undone[i]);
        before = _(", ");
    }
    qg_line_print(console, &line);
}

/* A finding and its place in the order told. */
typedef struct entry {
    size_t offset, i;
} entry;

/* What is to be listed, and how many there are of each kind. */
typedef struct listing {
    const qg_console *console;
    size_t n_seen;
    entry *entries;
    size_t n, n_allocated;
    entry first[QG_FOUND_COUNT][N_LISTED_OF_A_KIND]; /* of a kind that is not listed in full */
    size_t counts[QG_FOUND_COUNT], undone[QG_FOUND_COUNT];
} listing;

/* By offset, then in the order told, since qsort is not stable. */
static int by_offset(const void *a, const void *b)
{
    const entry *one = a, *other = b;

    if (one->offset != other->offset)
        return one->offset < other->offset ? -1 : 1;
    return one->i < other->i ? -1 : 1;
}

static void add(listing *l, entry e)
{
    if (l->n == l->n_allocated) {
        size_t n = l->n_allocated == 0 ? 64 : l->n_allocated * 2;
        entry *entries = realloc(l->entries, n * sizeof *entries);
        if (entries == NULL)
            return; /* as long as memory lasts */
        l->entries = entries;
        l->n_allocated = n;
    }
    l->entries[l->n++] = e;
}

/* Keep the entry if it is one of the first in the text; `n` are kept. */
static void keep_first(entry *first, size_t n, entry e)
{
    size_t at = n < N_LISTED_OF_A_KIND ? n : N_LISTED_OF_A_KIND - 1;

    if (n >= N_LISTED_OF_A_KIND && by_offset(&e, &first[at]) > 0)
        return;
    for (; at > 0 && by_offset(&e, &first[at - 1]) < 0; at--)
        first[at] = first[at - 1];
    first[at] = e;
}

static void look_at(void *user, const qg_finding *finding)
{
    listing *l = user;
    size_t most = most_listed(l->console, finding->kind);
    entry e = {finding->offset, l->n_seen++};

    if (most == SIZE_MAX)
        add(l, e);
    else if (most > 0)
        keep_first(l->first[finding->kind], l->counts[finding->kind], e);
    l->counts[finding->kind]++;
    l->undone[finding->kind] += is_undone(finding);
}

static void look_through(listing *l, const qg_report *report)
{
    qg_report_tell(report, &(qg_sink){look_at, l});
    for (int kind = 0; kind < QG_FOUND_COUNT; kind++)
        if (most_listed(l->console, (qg_kind)kind) == N_LISTED_OF_A_KIND)
            for (size_t i = 0; i < N_LISTED_OF_A_KIND && i < l->counts[kind]; i++)
                add(l, l->first[kind][i]);
}

void qg_findings_show(const qg_console *console, const char *name, const char *style,
                      const qg_report *report)
{
    size_t n = qg_report_count(report);
    listing l = {.console = console};

    if (n == 0)
        return;
    look_through(&l, report);
    if (l.n > 0)
        qsort(l.entries, l.n, sizeof *l.entries, by_offset);
    for (size_t i = 0; i < l.n; i++) {
        qg_finding finding;
        qg_report_get(report, l.entries[i].i, &finding);
        bool is_of_sheet = style != NULL && strcmp(qg_kind_stage(finding.kind), "style") == 0;
        show(console, is_of_sheet ? style : name, &finding);
    }
    if (console->level > QG_QUIET && (n > 1 || l.n == 0))
        summarise(console, name, l.counts, l.undone, n);
    free(l.entries);
}

static void note_error(void *has_error, const qg_finding *finding)
{
    *(bool *)has_error |= qg_kind_severity(finding->kind) == QG_ERROR;
}

bool qg_findings_has_error(const qg_report *report)
{
    bool has_error = false;

    qg_report_tell(report, &(qg_sink){note_error, &has_error});
    return has_error;
}
