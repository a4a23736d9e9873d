/* parsing.h - run the parser on a text and compare what comes out, for the tests of src/parse. */
#ifndef QG_TESTS_PARSING_H
#define QG_TESTS_PARSING_H

#include "unit.h"

#include "dump.h"
#include "parse/parse.h"

/* What a sink heard: "kind@offset(before)" one after the other. */
static inline void hear(void *user, const qg_finding *finding)
{
    qg_buf *heard = user;

    qg_buf_puts(heard, heard->n > 0 ? " " : "");
    qg_buf_puts(heard, qg_kind_name(finding->kind));
    qg_buf_printf(heard, "@%zu", finding->offset);
}

typedef struct parsed {
    qg_status status;
    qg_doc *doc;
    qg_buf dump, heard;
} parsed;

static inline parsed parse_with(qg_str text, const qg_parse_options *options)
{
    parsed p = {.status = QG_OK};
    qg_sink sink = {hear, &p.heard};

    qg_buf_init(&p.dump, 0);
    qg_buf_init(&p.heard, 0);
    p.status = qg_parse(&p.doc, text, options, &sink);
    if (p.doc != NULL)
        dump_doc(&p.dump, p.doc);
    return p;
}

static inline parsed parse_as(const char *text, qg_format from)
{
    return parse_with(qg_str_of(text), &(qg_parse_options){.from = from});
}

static inline void parsed_clear(parsed *p)
{
    qg_doc_free(p->doc);
    qg_buf_clear(&p->dump);
    qg_buf_clear(&p->heard);
}

/* A case of a table: what goes in, the dump that comes out, what is told. */
typedef struct parse_case {
    const char *why, *in, *out, *told;
} parse_case;

static inline void check_cases(const parse_case *cases, size_t n, qg_format from)
{
    for (size_t i = 0; i < n; i++) {
        parsed p = parse_as(cases[i].in, from);
        assert_int_equal(p.status, QG_OK);
        assert_text(qg_buf_str(&p.dump), qg_str_of(cases[i].out), cases[i].why);
        assert_text(qg_buf_str(&p.heard), qg_str_of(cases[i].told), cases[i].why);
        parsed_clear(&p);
    }
}

#endif
