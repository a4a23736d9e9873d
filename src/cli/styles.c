/* styles.c - the verb styles. */
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/language.h"
#include "cli/sheet.h"
#include "cli/text.h"
#include "cli/verbs.h"

#include <string.h>

static qg_status print(qg_buf *out, const qg_console *console)
{
    qg_status st = out->status == QG_OK
                       ? qg_file_write_directly("-", (qg_str){out->p, out->n}, console)
                       : out->status;

    qg_buf_clear(out);
    return st;
}

static qg_status list(const qg_console *console)
{
    qg_buf out;

    qg_buf_init(&out, 0);
    for (size_t i = 0; qg_style_name(i) != NULL; i++)
        qg_line_printf(&out, "%-16s %s\n", qg_style_name(i), qg_style_summary(i));
    return print(&out, console);
}

static qg_status print_sheet(const char *word, const qg_console *console)
{
    qg_chosen_sheet sheet;
    qg_status st = qg_sheet_text(&sheet, word, console);

    if (st == QG_OK)
        st = qg_file_write_directly("-", sheet.yaml, console);
    qg_sheet_clear(&sheet);
    return st;
}

/* ---- diff ------------------------------------------------------------------------------------ */

static void put_value(qg_buf *out, qg_str value)
{
    if (value.n > 0)
        qg_buf_put(out, value);
    else
        qg_line_put(out, _("(not said)"));
}

/* "paragraphs.title.line                35.8pt → 30pt  (7.3.1)" */
static void put_difference(void *user, const qg_style_difference *difference)
{
    qg_buf *out = user;

    qg_buf_put(out, difference->property);
    for (size_t n = difference->property.n; n < 36; n++)
        qg_line_put(out, " ");
    qg_line_put(out, " ");
    put_value(out, difference->a);
    qg_line_put(out, " → ");
    put_value(out, difference->b);
    if (difference->clause.n > 0) {
        qg_line_put(out, "  ");
        qg_buf_put(out, difference->clause);
    }
    qg_line_put(out, "\n");
}

static qg_status diff(const char *const *words, const qg_console *console)
{
    qg_chosen_sheet a, b;
    qg_finding_shower of_a = {console, words[0]}, of_b = {console, words[1]};
    qg_buf out;
    qg_status st = qg_sheet_text(&a, words[0], console),
              st_b = qg_sheet_text(&b, words[1], console);

    qg_buf_init(&out, 0);
    st = st == QG_OK ? st_b : st;
    if (st == QG_OK)
        st = qg_style_diff(a.yaml, b.yaml, put_difference, &out, &(qg_sink){qg_finding_tell, &of_a},
                           &(qg_sink){qg_finding_tell, &of_b});
    qg_sheet_clear(&a);
    qg_sheet_clear(&b);
    if (st == QG_OK)
        return print(&out, console);
    qg_buf_clear(&out);
    return st;
}

qg_status qg_verb_styles(const qg_args *args, const qg_console *console)
{
    bool is_diff = args->n_inputs > 0 && strcmp(args->inputs[0], "diff") == 0;

    if (is_diff && args->n_inputs == 3)
        return diff(args->inputs + 1, console);
    if (is_diff || args->n_inputs > 1) {
        qg_console_error(console, NULL,
                         is_diff ? _("`styles diff` compares two style sheets; name both")
                                 : _("`styles` prints one style sheet at a time"));
        return QG_E_ARG;
    }
    return args->n_inputs == 0 ? list(console) : print_sheet(args->inputs[0], console);
}
