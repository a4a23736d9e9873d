#include "cli/sheet.h"

#include "cli/files.h"
#include "cli/findings.h"
#include "cli/language.h"
#include "cli/text.h"

#include <string.h>

enum { MAX_SHEET_BYTES = 1 << 20, MAX_MODEL_BYTES = 64 << 20 };

static bool is_file(const char *word)
{
    struct stat st;

    if (qg_style_yaml(qg_text_of(word)).n > 0)
        return false;
    if (strchr(word, '/') != NULL || qg_file_ends_in(word, ".yaml") ||
        qg_file_ends_in(word, ".yml") || qg_file_ends_in(word, ".docx") ||
        qg_file_ends_in(word, ".dotx"))
        return true;
    return qg_file_look(&st, word, false) && S_ISREG(st.st_mode);
}

static bool is_archive(const qg_buf *file)
{
    return file->n > 4 && memcmp(file->p, "PK\3\4", 4) == 0;
}

/* Replace the bytes of a Word document by the style sheet that is made from it. */
static qg_status take_model(qg_chosen_sheet *sheet, const char *word, const qg_console *console)
{
    qg_finding_shower shower = {console, word};
    qg_buf yaml;
    qg_status st;

    qg_buf_init(&yaml, MAX_SHEET_BYTES);
    st = qg_style_of_docx(&yaml, (qg_str){sheet->file.p, sheet->file.n},
                          &(qg_sink){qg_finding_tell, &shower});
    qg_buf_clear(&sheet->file);
    sheet->file = yaml;
    return st;
}

static qg_status refuse_name(const char *word, const qg_console *console)
{
    qg_console_error(console, word,
                     _("there is no such style sheet; `qinggao styles` lists the built-in ones"));
    return QG_E_ARG;
}

qg_status qg_sheet_choose(qg_chosen_sheet *sheet, const char *word, const qg_console *console)
{
    qg_status st;

    *sheet = (qg_chosen_sheet){.name = qg_text_of(is_file(word) ? "" : word)};
    qg_buf_init(&sheet->file, MAX_MODEL_BYTES);
    if (sheet->name.n > 0)
        return qg_style_yaml(sheet->name).n > 0 ? QG_OK : refuse_name(word, console);
    st = qg_file_read(&sheet->file, word, console);
    if (st == QG_OK && is_archive(&sheet->file))
        st = take_model(sheet, word, console);
    if (st != QG_OK)
        return st;
    sheet->yaml = (qg_str){sheet->file.p, sheet->file.n};
    if (sheet->file.n > 0 && sheet->file.n <= MAX_SHEET_BYTES && qg_text_is_valid(sheet->yaml))
        return QG_OK;
    qg_console_error(console, word,
                     _("is no style sheet; give a YAML file in UTF-8 or a Word document (.docx)"));
    return QG_E_INPUT;
}

qg_status qg_sheet_text(qg_chosen_sheet *sheet, const char *word, const qg_console *console)
{
    qg_status st = qg_sheet_choose(sheet, word, console);

    if (st == QG_OK && sheet->name.n > 0)
        sheet->yaml = qg_style_yaml(sheet->name);
    return st;
}

void qg_sheet_clear(qg_chosen_sheet *sheet)
{
    qg_buf_clear(&sheet->file);
}
