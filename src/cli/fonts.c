/* fonts.c - the verb fonts: which fonts of a style sheet this machine has. */
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/language.h"
#include "cli/sheet.h"
#include "cli/text.h"
#include "cli/verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_LIST_BYTES = 16 << 20, NAME_COLUMNS = 24 };

/* ---- fontconfig's own programs --------------------------------------------------------------- */

/* In the child process: run the program, without a shell, with its output going to the pipe. */
static void become(const char *const *words, int output)
{
    int nowhere = open("/dev/null", O_RDWR);

    dup2(nowhere, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execvp(words[0], (char *const *)words);
    _exit(127);
}

static bool wait_for(pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Run a program and take what it prints.  False when it cannot be run, fails or prints too much. */
static bool run(qg_buf *out, const char *const *words)
{
    int ends[2];
    pid_t child;
    bool ok;

    if (pipe(ends) != 0)
        return false;
    child = fork();
    if (child == 0)
        become(words, ends[1]);
    close(ends[1]);
    ok = child > 0 && qg_file_take(out, ends[0]) == QG_OK;
    close(ends[0]); /* a child that still writes gets SIGPIPE */
    return child > 0 && wait_for(child) && ok;
}

/* The font that fontconfig, and so LibreOffice, uses in place of a missing one; empty: unknown. */
static void put_match(qg_buf *out, qg_str name)
{
    const char *const words[] = {"fc-match", "-f", "%{family[0]}", NULL, NULL};
    const char *all[5];
    qg_buf pattern;

    qg_buf_init(&pattern, 0);
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '\0' || strchr("\\-:,=", name.p[i]) != NULL)
            qg_line_put(&pattern, "\\");
        qg_buf_put(&pattern, (qg_str){name.p + i, 1});
    }
    qg_buf_put(&pattern, (qg_str){":lang=zh-cn", sizeof ":lang=zh-cn"}); /* with its NUL */
    memcpy(all, words, sizeof words);
    all[3] = pattern.p;
    if (pattern.status != QG_OK || !run(out, all))
        out->n = 0;
    while (out->n > 0 && out->p[out->n - 1] == '\n')
        out->n--;
    qg_buf_clear(&pattern);
}

/* ---- which are there ------------------------------------------------------------------------- */

/* The list of a style sheet's fonts being made. */
typedef struct listing {
    qg_buf out;
    qg_buf families; /* as fc-list prints them: lines of names with commas between */
    bool is_known;   /* whether fc-list could be asked */
} listing;

static bool is_same(const char *family, size_t n, qg_str name)
{
    return n == name.n && strncasecmp(family, name.p, n) == 0;
}

/* Whether the font is installed.  fc-list puts backslashes in front of some characters, but not of
 * the first one of any name here. */
static bool is_here(const listing *l, qg_str name)
{
    const char *at = l->families.p, *end = at == NULL ? NULL : at + l->families.n;

    while (at < end) {
        const char *stop = at;
        while (stop < end && *stop != ',' && *stop != '\n')
            stop++;
        if (is_same(at, (size_t)(stop - at), name))
            return true;
        at = stop + 1;
    }
    return false;
}

/* Columns that a name takes on a terminal, near enough: what is not ASCII is three bytes and two
 * columns wide. */
static size_t columns_of(qg_str name)
{
    size_t n_wide = 0, n_narrow = 0;

    for (size_t i = 0; i < name.n; i++) {
        n_wide += (unsigned char)name.p[i] >= 0xC0;
        n_narrow += (unsigned char)name.p[i] < 0x80;
    }
    return 2 * n_wide + n_narrow;
}

static void put_name(listing *l, qg_str name)
{
    qg_buf_put(&l->out, name);
    for (size_t n = columns_of(name); n < NAME_COLUMNS; n++)
        qg_line_put(&l->out, " ");
    qg_line_put(&l->out, " ");
}

static void put_stand_in(listing *l, qg_str name, const qg_str *alternatives, size_t n)
{
    qg_buf match;

    for (size_t i = 0; i < n; i++)
        if (is_here(l, alternatives[i])) {
            qg_line_printf(&l->out, _("missing; %.*s stands in"), (int)alternatives[i].n,
                           alternatives[i].p);
            return;
        }
    qg_buf_init(&match, MAX_LIST_BYTES);
    put_match(&match, name);
    if (match.n > 0)
        qg_line_printf(&l->out, _("missing, and all alternatives too; readers here see %.*s"),
                       (int)match.n, match.p);
    else
        qg_line_put(&l->out, _("missing, and all alternatives too; the reader's program chooses"));
    qg_buf_clear(&match);
}

static void put_alternatives(listing *l, const qg_str *alternatives, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        qg_line_put(&l->out, i == 0 ? _("or ") : _(", "));
        qg_buf_put(&l->out, alternatives[i]);
    }
}

static void put_font(void *user, qg_str name, const qg_str *alternatives, size_t n)
{
    listing *l = user;

    put_name(l, name);
    if (!l->is_known)
        put_alternatives(l, alternatives, n);
    else if (is_here(l, name))
        qg_line_put(&l->out, _("here"));
    else
        put_stand_in(l, name, alternatives, n);
    qg_line_put(&l->out, "\n");
}

/* ---- the verb -------------------------------------------------------------------------------- */

static qg_status list(const qg_args *args, const char *word, const qg_console *console)
{
    static const char *const words[] = {"fc-list", ":", "family", NULL};
    qg_finding_shower shower = {console, word};
    listing l = {.is_known = false};
    qg_chosen_sheet sheet;
    qg_status st = qg_sheet_text(&sheet, word, console);

    qg_buf_init(&l.out, 0);
    qg_buf_init(&l.families, MAX_LIST_BYTES);
    if (st == QG_OK) {
        l.is_known = run(&l.families, words);
        st = qg_style_fonts(sheet.yaml, args->options.fonts, put_font, &l,
                            &(qg_sink){qg_finding_tell, &shower});
    }
    if (st == QG_OK && !l.is_known)
        qg_console_error(console, NULL,
                         _("fc-list cannot be asked which fonts there are; these are the names"));
    if (st == QG_OK)
        st = qg_file_write_directly("-", (qg_str){l.out.p, l.out.n}, console);
    qg_buf_clear(&l.out);
    qg_buf_clear(&l.families);
    qg_sheet_clear(&sheet);
    return st;
}

qg_status qg_verb_fonts(const qg_args *args, const qg_console *console)
{
    if (args->n_inputs > 1) {
        qg_console_error(console, NULL, _("`fonts` looks at one style sheet at a time"));
        return QG_E_ARG;
    }
    return list(args, args->n_inputs == 0 ? "gbt9704" : args->inputs[0], console);
}
