/* halved.h - from costs in bits to probabilities and back: 2^-x and its inverse.
 *
 * The models of language give costs in bits; one bit more is half as likely.  exp2 would do, but it
 * would be all that the program needs of libm, and loading libm takes a tenth of a short run.
 */
#ifndef QG_BASE_HALVED_H
#define QG_BASE_HALVED_H

/* 2^-times: exact for whole numbers, less than 0.3 % off between them.  0 when `times` is more than
 * 60, 2^60 when it is less than -60. */
double qg_halved(double times);

/* The inverse: the whole number n, at most 60, and `*rest`, more than 1/2 and at most 1, for which
 * share = 2^-n * *rest.  A share of more than 1 counts as 1. */
unsigned qg_times_halved(float share, float *rest);

#endif
