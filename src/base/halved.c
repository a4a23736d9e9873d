#include "base/halved.h"

#include <stdint.h>

double qg_halved(double times)
{
    enum { MOST = 60 };
    double at = times < 0 ? -times : times, rest, share;
    int whole;

    if (at > MOST)
        return times < 0 ? (double)(UINT64_C(1) << MOST) : 0;
    whole = (int)at;
    rest = at - whole;
    /* a parabola between whole numbers */
    share = (1 - rest * (0.6716 - 0.1716 * rest)) / (double)(UINT64_C(1) << whole);
    return times < 0 ? 1 / share : share;
}
