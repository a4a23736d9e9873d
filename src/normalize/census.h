/* census.h - what letters a text is written in, and whether it is Chinese.
 *
 * A zero-width joiner is spelling in Persian and dirt in Chinese, a compatibility ideograph is at
 * home in Korean.  Whoever mends characters asks first whose text it is.
 */
#ifndef QG_NORMALIZE_CENSUS_H
#define QG_NORMALIZE_CENSUS_H

#include "base/str.h"

typedef struct qg_census {
    size_t han, kana, hangul, latin;
    size_t rtl;   /* Hebrew, Arabic and their neighbours */
    size_t other; /* letters of any other script, and combining marks */
} qg_census;

/* Count the characters of `text`, valid UTF-8. */
void qg_census_take(qg_census *census, qg_str text);

/* Whether a text with these letters is Chinese, perhaps with some words of other languages. */
bool qg_census_is_chinese(const qg_census *census);

/* Whether `text`, valid UTF-8, is Chinese by its first 64 KB. */
bool qg_census_is_chinese_text(qg_str text);

#endif
