#include "style/rows.h"

#include <yaml.h>

typedef struct reader {
    yaml_parser_t parser;
    qg_buf *text, *rows;
    qg_sheet_word path[QG_ROW_DEPTH];
    uint32_t lines[QG_ROW_DEPTH]; /* of the keys in `path` */
    uint32_t depth;               /* open mappings */
    int lists;                    /* open sequences */
    bool expects_key;
} reader;

static qg_sheet_word keep(reader *r, const yaml_event_t *event)
{
    qg_sheet_word word = {(uint32_t)r->text->n, (uint32_t)event->data.scalar.length};

    qg_buf_put(r->text, (qg_str){(const char *)event->data.scalar.value, word.n});
    return word;
}

static uint32_t line_of(const yaml_event_t *event)
{
    return (uint32_t)event->start_mark.line + 1;
}

static void add_entry(reader *r, const yaml_event_t *event)
{
    qg_sheet_row e = {.value = keep(r, event),
                      .depth = r->depth,
                      .line = line_of(event),
                      .column = (uint32_t)event->start_mark.column + 1,
                      .group_line = r->depth < 2 ? line_of(event) : r->lines[r->depth - 2]};

    memcpy(e.path, r->path, sizeof e.path);
    qg_buf_put(r->rows, (qg_str){(const char *)&e, sizeof e});
}

static void take_scalar(reader *r, const yaml_event_t *event)
{
    if (r->expects_key && r->lists == 0) {
        r->path[r->depth - 1] = keep(r, event);
        r->lines[r->depth - 1] = line_of(event);
        r->expects_key = false;
        return;
    }
    add_entry(r, event);
    r->expects_key = r->lists == 0;
}

/* Process an event.  If it does not belong in a sheet, returns what is expected there, else NULL.
 */
static const char *take_event(reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_MAPPING_START_EVENT:
        if (r->depth == QG_ROW_DEPTH || r->lists > 0)
            return "fewer levels of keys";
        r->depth++;
        r->expects_key = true;
        return NULL;
    case YAML_MAPPING_END_EVENT:
        r->depth--;
        r->expects_key = true;
        return NULL;
    case YAML_SEQUENCE_START_EVENT:
        if (r->depth == 0 || r->lists++ > 0)
            return "keys with values";
        return NULL;
    case YAML_SEQUENCE_END_EVENT:
        r->lists--;
        r->expects_key = true;
        return NULL;
    case YAML_SCALAR_EVENT:
        if (r->depth == 0)
            return "keys with values";
        take_scalar(r, event);
        return NULL;
    case YAML_ALIAS_EVENT:
        return "the value itself; * and & are not used in style sheets";
    default:
        return NULL;
    }
}

static void note(qg_sheet_problem *problem, const yaml_mark_t *mark, const char *seen,
                 const char *wanted)
{
    *problem = (qg_sheet_problem){mark->line + 1, mark->column + 1, seen, wanted};
}

static qg_status read_events(reader *r, qg_sheet_problem *problem)
{
    bool is_at_end = false;

    while (!is_at_end && problem->line == 0) {
        const char *wanted;
        yaml_event_t event;
        if (!yaml_parser_parse(&r->parser, &event)) {
            if (r->parser.error == YAML_MEMORY_ERROR)
                return QG_E_MEMORY;
            note(problem, &r->parser.problem_mark, r->parser.problem, "");
            return QG_OK;
        }
        wanted = take_event(r, &event);
        if (wanted != NULL)
            note(problem, &event.start_mark, "", wanted);
        is_at_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return QG_OK;
}

qg_status qg_sheet_rows_read(qg_sheet_rows *entries, qg_buf *text, qg_buf *rows, qg_str yaml,
                             qg_sheet_problem *problem)
{
    const qg_str byte_order_mark = QG_STR("\xEF\xBB\xBF");
    reader r = {.text = text, .rows = rows};
    qg_status st;

    *problem = (qg_sheet_problem){0};
    if (qg_str_starts(yaml, byte_order_mark))
        yaml =
            qg_str_skip(yaml, byte_order_mark.n); /* libyaml rejects it when the encoding is set */
    if (!yaml_parser_initialize(&r.parser))
        return QG_E_MEMORY;
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)yaml.p, yaml.n);
    st = read_events(&r, problem);
    yaml_parser_delete(&r.parser);
    *entries = (qg_sheet_rows){qg_buf_str(text), (const qg_sheet_row *)(const void *)rows->p,
                               rows->n / sizeof(qg_sheet_row)};
    if (st == QG_OK)
        st = qg_buf_status(text);
    return st == QG_OK ? qg_buf_status(rows) : st;
}
