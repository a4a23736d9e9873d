#include "base/sorted.h"

#include <string.h>

size_t qg_sorted_from(const void *records, size_t n, size_t size, size_t from)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2, offset;
        memcpy(&offset, (const char *)records + middle * size, sizeof offset);
        if (offset < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
