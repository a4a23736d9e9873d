#include "normalize/compose.h"

#include "normalize/composed.inc"

qg_rune qg_compose(qg_rune base, qg_rune mark)
{
    size_t low = 0, high = sizeof composed / sizeof *composed;
    uint64_t key = (uint64_t)base << 32 | mark;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint64_t here = (uint64_t)composed[middle][0] << 32 | composed[middle][1];
        if (here == key)
            return composed[middle][2];
        if (here < key)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}
