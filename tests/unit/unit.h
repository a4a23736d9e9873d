/* unit.h - what every unit test includes: cmocka, and comparing borrowed text. */
#ifndef QG_TESTS_UNIT_H
#define QG_TESTS_UNIT_H

#include "base/buf.h"

#include <stdio.h>

/* cmocka wants these four before its own header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define N_CASES(table) (sizeof(table) / sizeof *(table))

/* Fail with both texts and the reason when they differ. */
static inline void assert_text(qg_str got, qg_str want, const char *why)
{
    if (!qg_str_eq(got, want))
        fail_msg("%s\n  want \"%.*s\"\n  got  \"%.*s\"", why, QG_STR_ARGS(want), QG_STR_ARGS(got));
}

#endif
