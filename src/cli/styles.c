/* styles.c - the verb styles. */
#include "cli/files.h"
#include "cli/language.h"
#include "cli/text.h"
#include "cli/verbs.h"

static qg_status list(const qg_console *console)
{
    qg_status st;
    qg_buf out;

    qg_buf_init(&out, 0);
    for (size_t i = 0; qg_style_name(i) != NULL; i++)
        qg_line_printf(&out, "%-12s %s\n", qg_style_name(i), qg_style_summary(i));
    st = qg_file_write("-", (qg_str){out.p, out.n}, true, console);
    qg_buf_clear(&out);
    return st;
}

qg_status qg_verb_styles(const qg_args *args, const qg_console *console)
{
    qg_str yaml;

    if (args->n_inputs == 0)
        return list(console);
    yaml = qg_style_yaml(qg_text_of(args->inputs[0]));
    if (args->n_inputs > 1) {
        qg_console_error(console, NULL, _("`styles` prints one style sheet at a time"));
        return QG_E_ARG;
    }
    if (yaml.n == 0) {
        qg_console_error(
            console, args->inputs[0],
            _("there is no such style sheet; `qinggao styles` lists the built-in ones"));
        return QG_E_ARG;
    }
    return qg_file_write("-", yaml, true, console);
}
