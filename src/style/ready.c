/* ready.c - the built-in sheets as lists of entries, which the build has read from their YAML. */
#include "style/rows.h"

#include "ready_sheets.inc" /* made by tools/make_ready.c: `ready`, by the number of the sheet */

const qg_sheet_rows *qg_sheet_rows_ready(qg_str yaml)
{
    size_t number = qg_style_number(yaml);

    return number == 0 ? NULL : &ready[number - 1];
}
