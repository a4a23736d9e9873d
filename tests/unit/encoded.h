/* encoded.h - test text in other encodings, made by iconv rather than by the code under test. */
#ifndef QG_TESTS_ENCODED_H
#define QG_TESTS_ENCODED_H

#include "unit.h"

#include <iconv.h>

/* Append `text`, UTF-8, in the encoding that iconv calls `name`; every character must have a code.
 */
static inline void encode(qg_buf *out, const char *name, qg_str text)
{
    size_t room = text.n * 4 + 16, left = room;
    char *from = (char *)text.p, *to = qg_buf_room(out, room);
    iconv_t converter = iconv_open(name, "UTF-8");

    assert_true(converter != (iconv_t)-1);
    assert_non_null(to);
    if (iconv(converter, &from, &text.n, &to, &left) == (size_t)-1)
        fail_msg("%s has no \"%.8s\"", name, from);
    iconv(converter, NULL, NULL, &to, &left);
    iconv_close(converter);
    qg_buf_added(out, room - left);
}

/* The same random numbers everywhere: a linear congruential generator, Knuth's MMIX constants. */
static inline size_t next_random(uint64_t *seed, size_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(*seed >> 33) % below;
}

#endif
