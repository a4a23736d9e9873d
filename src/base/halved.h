/* halved.h - from bits to shares.
 *
 * What costs a bit more is half as likely.  exp2 would be all that the program wants of libm, and
 * to load that is a tenth of a short run.
 */
#ifndef QG_BASE_HALVED_H
#define QG_BASE_HALVED_H

/* 1, halved so many times, or doubled if `times` is negative: exact for whole numbers, less than
 * 0.3 % off between them.  0 beyond 60 times, and no more than 2^60. */
double qg_halved(double times);

/* The other way: how many times 1 was halved, at most 60, before it was multiplied by `*rest`,
 * which is more than 1/2 and at most 1, to get `share`.  What is more than 1 counts as 1. */
unsigned qg_times_halved(float share, float *rest);

#endif
