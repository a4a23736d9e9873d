#include "normalize/repair.h"

void qg_repair_mojibake(qg_edits *edits, const qg_repair_input *input)
{
    (void)edits;
    (void)input;
}
