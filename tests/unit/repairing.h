/* repairing.h - run single repair passes on a text and write down what they tell. */
#ifndef QG_TESTS_REPAIRING_H
#define QG_TESTS_REPAIRING_H

#include "unit.h"

#include "normalize/repair.h"

typedef struct repaired {
    qg_text text;
    qg_buf told; /* "<before> <after> " a finding, "<before> <after>? " for a suggestion */
} repaired;

static inline void write_repair(void *user, const qg_finding *finding)
{
    qg_buf *out = user;

    qg_buf_puts(out, "<");
    qg_buf_put(out, finding->before);
    qg_buf_puts(out, "> <");
    qg_buf_put(out, finding->after);
    qg_buf_puts(out, finding->suggested ? ">? " : "> ");
}

/* Repair `in`, UTF-8, with the passes whose bits are set; clear_repaired frees it. */
static inline repaired repair_text(const char *in, unsigned passes, bool guess)
{
    repaired r;
    const qg_repair_options options = {.passes = passes, .guess = guess};

    qg_buf_init(&r.told, 0);
    assert_int_equal(qg_normalize(&r.text, qg_str_of(in), QG_STR("UTF-8"), NULL), QG_OK);
    assert_int_equal(qg_repair(&r.text, &options, &(qg_sink){write_repair, &r.told}), QG_OK);
    return r;
}

static inline void clear_repaired(repaired *r)
{
    qg_text_clear(&r->text);
    qg_buf_clear(&r->told);
}

/* Fail when the repaired text is not `out`, or when repairing it again changes it. */
static inline void assert_repaired(const char *in, const char *out, unsigned passes, bool guess,
                                   const char *why)
{
    repaired r = repair_text(in, passes, guess);
    repaired again;

    assert_text(qg_buf_str(&r.text.utf8), qg_str_of(out), why);
    again = repair_text(out, passes, guess);
    assert_text(qg_buf_str(&again.text.utf8), qg_str_of(out), why);
    clear_repaired(&again);
    clear_repaired(&r);
}

typedef struct pass_case {
    const char *why, *in, *out; /* `out` NULL: must stay */
} pass_case;

static inline void check_repairs(unsigned passes, const pass_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_repaired(cases[i].in, cases[i].out == NULL ? cases[i].in : cases[i].out, passes,
                        false, cases[i].why);
}

static inline void count_suggested(void *user, const qg_finding *finding)
{
    *(size_t *)user += finding->suggested;
}

/* Run the pass on `in` and on what comes out, which must not change again.  Returns how many
 * suggestions the first run told. */
static inline size_t assert_case(qg_repair_kind kind, const pass_case *c)
{
    const qg_repair_options options = {.passes = 1U << kind};
    size_t n_suggested = 0;
    qg_str out = qg_str_of(c->out == NULL ? c->in : c->out);
    qg_text text;

    assert_int_equal(qg_normalize(&text, qg_str_of(c->in), QG_STR("UTF-8"), NULL), QG_OK);
    assert_int_equal(qg_repair(&text, &options, &(qg_sink){count_suggested, &n_suggested}), QG_OK);
    assert_text(qg_buf_str(&text.utf8), out, c->why);
    assert_int_equal(qg_repair(&text, &options, NULL), QG_OK);
    assert_text(qg_buf_str(&text.utf8), out, "twice is once");
    qg_text_clear(&text);
    return n_suggested;
}

#endif
