#include "normalize/repair.h"

void qg_repair_width(qg_edits *edits, const qg_repair_input *input)
{
    (void)edits;
    (void)input;
}
