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

#endif
