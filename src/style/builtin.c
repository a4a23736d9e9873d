/* builtin.c - the style sheets that are compiled in: the files of styles/, as text. */
#include "style/rows.h"

#include "style_sheets.inc" /* made from styles/ by the build: `sheets`, one row a file */

enum { N_SHEETS = sizeof sheets / sizeof *sheets };

const char *qg_style_name(size_t i)
{
    return i < N_SHEETS ? sheets[i].name : NULL;
}

const char *qg_style_summary(size_t i)
{
    return i < N_SHEETS ? sheets[i].summary : NULL;
}

qg_str qg_style_yaml(qg_str name)
{
    for (size_t i = 0; i < N_SHEETS; i++)
        if (qg_str_eq_nocase(name, qg_str_of(sheets[i].name)))
            return sheets[i].yaml;
    return (qg_str){"", 0};
}

size_t qg_style_number(qg_str yaml)
{
    for (size_t i = 0; i < N_SHEETS; i++)
        if (yaml.p == sheets[i].yaml.p)
            return i + 1;
    return 0;
}
