#include "write/docx/ready.h"

#include "ready_parts.inc" /* made by tools/make_ready.c: `parts`, by the number of the sheet */

const qg_ready_part *qg_ready_part_of(size_t number, qg_ready_name name)
{
    return number == 0 ? NULL : &parts[number - 1][name];
}
