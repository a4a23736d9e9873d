#include "base/halved.h"

#include <stdint.h>

enum { MOST = 60 };

double qg_halved(double times)
{
    double at = times < 0 ? -times : times, rest, share;
    int whole;

    if (at > MOST)
        return times < 0 ? (double)(UINT64_C(1) << MOST) : 0;
    whole = (int)at;
    rest = at - whole;
    /* 2^-rest for 0 <= rest < 1, approximated by a parabola that is exact at both ends */
    share = (1 - rest * (0.6716 - 0.1716 * rest)) / (double)(UINT64_C(1) << whole);
    return times < 0 ? 1 / share : share;
}

unsigned qg_times_halved(float share, float *rest)
{
    static const float sixteenth = 1.0F / 16;
    unsigned times = 0;

    for (; share <= sixteenth && times + 4 <= MOST; times += 4)
        share *= 16;
    for (; share <= 0.5F && times < MOST; times++)
        share *= 2;
    *rest = share < 1 ? share : 1;
    return times;
}
