/* kind.c - the names and sentences of findings and statuses, from findings.def. */
#include "base/str.h"

static const struct {
    const char *name, *sentence;
    qg_severity severity;
} kinds[] = {
    {"", "", QG_INFO},
#define X(name, id, severity, sentence) {id, sentence, QG_##severity},
#include "qinggao/findings.def"
#undef X
};

const char *qg_kind_name(qg_kind kind)
{
    return kind < QG_FOUND_COUNT ? kinds[kind].name : "";
}

const char *qg_kind_stage(qg_kind kind)
{
    static const char *const stages[] = {"decode", "clean", "repair", "script",
                                         "parse",  "style", "write",  "read"};

    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (qg_str_starts(qg_str_of(qg_kind_name(kind)), qg_str_of(stages[i])))
            return stages[i];
    return "";
}

qg_severity qg_kind_severity(qg_kind kind)
{
    return kind < QG_FOUND_COUNT ? kinds[kind].severity : QG_INFO;
}

const char *qg_kind_sentence(qg_kind kind)
{
    return kind < QG_FOUND_COUNT ? kinds[kind].sentence : "";
}

const char *qg_severity_name(qg_severity severity)
{
    static const char *const names[] = {"info", "warning", "error"};

    return (size_t)severity < sizeof names / sizeof *names ? names[severity] : "";
}

const char *qg_status_name(qg_status status)
{
    static const char *const names[] = {[QG_OK] = "ok",
                                        [QG_E_ARG] = "no such thing",
                                        [QG_E_READ] = "not readable",
                                        [QG_E_INPUT] = "refused",
                                        [QG_E_LIMIT] = "over the limit",
                                        [QG_E_MEMORY] = "no memory",
                                        [QG_E_WRITE] = "not written"};

    return (size_t)status < sizeof names / sizeof *names ? names[status] : "";
}
