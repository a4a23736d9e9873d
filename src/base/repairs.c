/* repairs.c - the names of the kinds of damage, from repairs.def. */
#include "base/str.h"

static const struct {
    const char *name, *summary;
} repairs[] = {
#define X(name, word, what) {word, what},
#include "qinggao/repairs.def"
#undef X
};

const char *qg_repair_name(size_t kind)
{
    return kind < QG_REPAIR_COUNT ? repairs[kind].name : NULL;
}

const char *qg_repair_summary(size_t kind)
{
    return kind < QG_REPAIR_COUNT ? repairs[kind].summary : NULL;
}
