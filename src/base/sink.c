#include "base/sink.h"

void qg_sink_tell(const qg_sink *sink, const qg_finding *finding)
{
    if (sink != NULL && sink->tell != NULL)
        sink->tell(sink->user, finding);
}

static void tell_mapped(void *user, const qg_finding *finding)
{
    const qg_mapped_sink *mapped = user;
    qg_finding moved = *finding;

    moved.offset = qg_map_back(mapped->map, finding->offset);
    qg_sink_tell(mapped->next, &moved);
}

const qg_sink *qg_sink_through(qg_mapped_sink *mapped, const qg_map *map, const qg_sink *next)
{
    *mapped = (qg_mapped_sink){.sink = {tell_mapped, mapped}, .map = map, .next = next};
    return &mapped->sink;
}
