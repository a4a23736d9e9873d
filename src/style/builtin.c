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

/* What drafts and users call a kind of document, and the sheet for it. */
static const struct {
    const char *said, *sheet;
} kinds[] = {{"redhead", "gbt9704"},
             {"公文", "gbt9704"},
             {"红头文件", "gbt9704"},
             {"report", "gbt9704"},
             {"报告", "gbt9704"},
             {"報告", "gbt9704"},
             {"letter", "gbt9704-letter"},
             {"信函", "gbt9704-letter"},
             {"函", "gbt9704-letter"},
             {"order", "gbt9704-order"},
             {"命令", "gbt9704-order"},
             {"令", "gbt9704-order"},
             {"minutes", "gbt9704-minutes"},
             {"纪要", "gbt9704-minutes"},
             {"紀要", "gbt9704-minutes"},
             {"会议纪要", "gbt9704-minutes"},
             {"會議紀要", "gbt9704-minutes"}};

qg_str qg_style_yaml(qg_str name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (qg_str_is(name, kinds[i].said))
            name = qg_str_of(kinds[i].sheet);
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
