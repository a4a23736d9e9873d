#include "normalize/repair.h"

void qg_repair_punctuation(qg_edits *edits, const qg_repair_input *input)
{
    (void)edits;
    (void)input;
}
