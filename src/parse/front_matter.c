/* front_matter.c - the YAML on top of a draft.  The only file of this folder that knows libyaml.
 *
 * libyaml's events are read in one flat loop: an alias is an event like any other and is never
 * expanded, so anchors cannot multiply anything, and nesting is a counter.
 */
#include "parse/front_matter_int.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <yaml.h>

enum {
    MAX_ENTRIES = 1000,
    MAX_VALUES = 2000, /* of all entries together */
    MAX_KEY_RUNES = 12 /* of a key in lines that are no YAML */
};

/* ---- reading it ---------------------------------------------------------------------------- */

typedef struct reader {
    yaml_parser_t yaml;
    yaml_event_t event;
    qg_doc *doc;
    const qg_sink *sink;
    qg_str text;            /* all of it */
    qg_str block;           /* the YAML, a part of it */
    size_t character, byte; /* a place in the block, counted both ways */
    qg_str *values;         /* of the entry being read */
    size_t n_values, n_all_values, n_entries;
    qg_key key;    /* of the entry being read */
    bool is_flow;  /* inside [] or {} */
    bool is_bad;   /* stop: not valid */
    size_t bad_at; /* offset in the text */
    bool seen[QG_KEYS];
} reader;

static void tell(const reader *r, qg_kind kind, size_t offset, qg_str before, qg_str after)
{
    qg_sink_tell(r->sink,
                 &(qg_finding){.kind = kind, .offset = offset, .before = before, .after = after});
}

static bool is_tail_byte(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* libyaml counts characters, we count bytes.  Places come nearly in order, so walking from the last
 * one to the next is linear altogether. */
static size_t byte_of(reader *r, size_t character)
{
    while (r->character < character && r->byte < r->block.n) {
        r->byte++;
        while (r->byte < r->block.n && is_tail_byte(r->block.p[r->byte]))
            r->byte++;
        r->character++;
    }
    while (r->character > character && r->byte > 0) {
        r->byte--;
        while (r->byte > 0 && is_tail_byte(r->block.p[r->byte]))
            r->byte--;
        r->character--;
    }
    return r->byte;
}

static size_t offset_of(reader *r, size_t character)
{
    return (size_t)(r->block.p - r->text.p) + byte_of(r, character);
}

static void fail_at(reader *r, size_t offset)
{
    if (!r->is_bad)
        r->bad_at = offset;
    r->is_bad = true;
}

/* Where libyaml gave up; for what is never closed, where it was opened. */
static size_t problem_offset(reader *r)
{
    const yaml_parser_t *yaml = &r->yaml;

    if (yaml->error == YAML_READER_ERROR)
        return (size_t)(r->block.p - r->text.p) + yaml->problem_offset;
    if (yaml->context != NULL && byte_of(r, yaml->problem_mark.index) >= r->block.n)
        return offset_of(r, yaml->context_mark.index);
    return offset_of(r, yaml->problem_mark.index);
}

/* Take the next event.  After a failure there is none: the type is YAML_NO_EVENT. */
static yaml_event_type_t next(reader *r)
{
    yaml_event_delete(&r->event);
    if (r->is_bad)
        return YAML_NO_EVENT;
    if (!yaml_parser_parse(&r->yaml, &r->event)) {
        memset(&r->event, 0, sizeof r->event);
        if (r->yaml.error == YAML_MEMORY_ERROR)
            r->doc->arena.status = QG_E_MEMORY;
        fail_at(r, problem_offset(r));
    }
    return r->event.type;
}

static qg_str scalar(const reader *r)
{
    return (qg_str){(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
}

/* "key:" and "key: ~" say that there is no value. */
static bool is_empty_scalar(const reader *r)
{
    qg_str value = qg_str_trim(scalar(r));
    bool is_plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

    return value.n == 0 || (is_plain && (qg_str_is(value, "~") || qg_str_is(value, "null")));
}

static void add_value(reader *r, qg_str value)
{
    if (r->n_all_values == MAX_VALUES) {
        fail_at(r, offset_of(r, r->event.start_mark.index));
        return;
    }
    r->n_all_values++;
    r->values[r->n_values++] = qg_arena_copy(&r->doc->arena, qg_str_trim(value));
}

/* The scalar that is the current event, of key and value or an item.  YAML takes #3 in
 * 关于C#培训 #3 的通知 for a comment; people put a blank behind the # of one. */
static qg_str typed_scalar(reader *r)
{
    size_t start = offset_of(r, r->event.start_mark.index);
    size_t end = offset_of(r, r->event.end_mark.index);
    qg_str rest = qg_str_skip(r->text, start), line = qg_str_trim(qg_str_take_line(&rest));
    qg_str more = qg_str_trim(qg_str_skip(line, end - start < line.n ? end - start : line.n));

    if (r->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE || r->is_flow || more.n < 2 ||
        more.p[0] != '#' || strchr(" \t#", more.p[1]) != NULL)
        return scalar(r);
    return line;
}

/* Skip the collection whose start is the current event; returns the offset of its end. */
static size_t skip_collection(reader *r)
{
    size_t depth = 0;

    for (;;) {
        switch (r->event.type) {
        case YAML_NO_EVENT:
            return r->bad_at;
        case YAML_MAPPING_START_EVENT:
        case YAML_SEQUENCE_START_EVENT:
            depth++;
            break;
        case YAML_MAPPING_END_EVENT:
        case YAML_SEQUENCE_END_EVENT:
            if (--depth == 0)
                return offset_of(r, r->event.end_mark.index);
            break;
        default:
            break;
        }
        next(r);
    }
}

/* Take a value that has no place in the model as it is typed. */
static void add_raw(reader *r)
{
    size_t start = offset_of(r, r->event.start_mark.index);
    size_t end = r->event.type == YAML_ALIAS_EVENT ? offset_of(r, r->event.end_mark.index)
                                                   : skip_collection(r);

    if (!r->is_bad && end > start)
        add_value(r, (qg_str){r->text.p + start, end - start});
}

/* Read the items of a list whose start is the current event.  Returns whether all are texts. */
static bool read_list(reader *r)
{
    bool are_texts = true, is_flow = r->is_flow;

    r->is_flow = is_flow || r->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    while (next(r) != YAML_SEQUENCE_END_EVENT && !r->is_bad) {
        if (r->event.type != YAML_SCALAR_EVENT) {
            add_raw(r);
            are_texts = false;
        } else if (!is_empty_scalar(r)) {
            add_value(r, typed_scalar(r));
        }
    }
    r->is_flow = is_flow;
    return are_texts;
}

/* Put `more` behind the value above, as YAML does with the next line of one, without a blank
 * between Chinese. */
static void go_on(reader *r, qg_str more)
{
    qg_str *value = &r->values[r->n_values - 1];
    bool is_ascii = more.p[0] > 0 && value->p[value->n - 1] > 0;
    qg_buf joined;

    qg_buf_init(&joined, 0);
    qg_buf_put(&joined, *value);
    qg_buf_puts(&joined, is_ascii ? " " : "");
    qg_buf_put(&joined, more);
    if (qg_buf_status(&joined) != QG_OK)
        r->doc->arena.status = qg_buf_status(&joined);
    *value = qg_arena_copy(&r->doc->arena, qg_buf_str(&joined));
    qg_buf_clear(&joined);
}

/* Whether `line` is the name of the next attachment: 2. 报送格式 */
static bool is_next_attachment(const reader *r, qg_str line)
{
    return r->key == QG_KEY_ATTACHMENTS && qg_attachment_number_take(&line, r->n_values + 1);
}

/* Take the text that is the current event: all of it, or the attachments that are numbered on its
 * lines. */
static void add_text(reader *r)
{
    size_t start = offset_of(r, r->event.start_mark.index);
    size_t end = offset_of(r, r->event.end_mark.index);
    bool is_plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    qg_str lines = is_plain ? qg_str_head(qg_str_skip(r->text, start), end - start) : scalar(r);

    if (!is_next_attachment(r, qg_str_trim(lines))) {
        add_value(r, typed_scalar(r));
        return;
    }
    while (lines.n > 0 && !r->is_bad) {
        qg_str line = qg_str_trim(qg_str_take_line(&lines));
        if (line.n > 0 && r->n_values > 0 && !is_next_attachment(r, line))
            go_on(r, line);
        else if (line.n > 0)
            add_value(r, line);
    }
}

/* Read the value whose first event is the current one.  Returns whether it is text, or texts. */
static bool read_value(reader *r)
{
    r->n_values = 0;
    switch (r->event.type) {
    case YAML_SCALAR_EVENT:
        if (!is_empty_scalar(r))
            add_text(r);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        return read_list(r);
    default:
        add_raw(r);
        return false;
    }
}

static void keep_entry(reader *r, qg_str name, size_t offset, bool is_usable)
{
    qg_key key = qg_key_of(name);
    qg_str near, *values = r->values;
    size_t n = r->n_values;

    if (key == QG_KEY_UNKNOWN) {
        near = qg_key_near(name);
        tell(r, near.n > 0 ? QG_FOUND_PARSE_NEAR_KEY : QG_FOUND_PARSE_UNKNOWN_KEY, offset, name,
             near);
    } else {
        if (r->seen[key])
            tell(r, QG_FOUND_PARSE_DUPLICATE_KEY, offset, name, (qg_str){0});
        r->seen[key] = true;
        values = qg_typed_values(r->doc, key, values, &n);
        if (n == 0)
            return;
        if (key == QG_KEY_RECIPIENT && qg_str_ends(values[0], QG_STR(":")))
            values[0].n--; /* one comes behind it anyway */
        if (!is_usable)
            tell(r, QG_FOUND_PARSE_BAD_VALUE, offset, values[0], name);
        else if (!qg_value_normalize(r->doc, key, &values[0]))
            tell(r, qg_value_complaint(key), offset, values[0], name);
    }
    qg_doc_add_field(r->doc, name, values, n, offset, false);
}

/* Read the entry whose key is the current event. */
static void read_entry(reader *r)
{
    size_t offset = offset_of(r, r->event.start_mark.index);
    qg_str name;
    bool is_usable;

    if (r->n_entries++ == MAX_ENTRIES) {
        fail_at(r, offset);
        return;
    }
    r->n_values = 0;
    if (r->event.type == YAML_SCALAR_EVENT)
        add_value(r, scalar(r));
    else
        add_raw(r);
    if (r->is_bad || r->n_values == 0)
        return;
    name = r->values[0];
    r->key = qg_key_of(name);
    next(r);
    is_usable = read_value(r);
    if (!r->is_bad && r->n_values > 0)
        keep_entry(r, name, offset, is_usable);
}

/* Read all events.  Returns false when the block is no mapping; it may still be bad. */
static bool read_mapping(reader *r)
{
    while (next(r) == YAML_STREAM_START_EVENT || r->event.type == YAML_DOCUMENT_START_EVENT)
        continue;
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return false;
    r->is_flow = r->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    while (next(r) != YAML_MAPPING_END_EVENT && !r->is_bad)
        read_entry(r);
    while (!r->is_bad && r->event.type != YAML_STREAM_END_EVENT)
        next(r);
    return true;
}

static bool read_block(reader *r)
{
    bool is_mapping;

    if (!yaml_parser_initialize(&r->yaml)) {
        r->doc->arena.status = QG_E_MEMORY;
        return false;
    }
    yaml_parser_set_encoding(&r->yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->yaml, (const unsigned char *)r->block.p, r->block.n);
    is_mapping = read_mapping(r);
    yaml_event_delete(&r->event);
    yaml_parser_delete(&r->yaml);
    return is_mapping;
}

/* ---- slips ----------------------------------------------------------------------------------- */

/* 标题：关于…, 标题:关于… and 标题: 改革: 有关情况 are no YAML, but it is plain what is meant. */
static bool part_entry(qg_str line, qg_str *name, qg_str *value)
{
    const qg_str wide = QG_STR("：");
    size_t n = qg_str_find_byte(line, ':'), n_wide = qg_str_find(line, wide), n_colon = 1;

    if (n_wide < n) {
        n = n_wide;
        n_colon = wide.n;
    }
    *name = qg_str_trim(qg_str_head(line, n));
    *value = qg_str_trim(qg_str_skip(line, n + n_colon));
    return n < line.n && name->n > 0 && qg_utf8_count(*name) <= MAX_KEY_RUNES &&
           !qg_has_sentence_mark(*name) && qg_str_find(*name, QG_STR("，")) == name->n;
}

/* Without the quotes around it; false for what only YAML can read. */
static bool take_plain(qg_str *value)
{
    char first = value->n == 0 ? ' ' : value->p[0];

    if (first == '"' || first == '\'') {
        bool is_closed = value->n > 1 && value->p[value->n - 1] == first;
        *value = is_closed ? qg_str_skip(qg_str_head(*value, value->n - 1), 1) : *value;
        return is_closed && qg_str_find_byte(*value, first) == value->n;
    }
    return strchr("[{|>&*!%@`", first) == NULL;
}

static void keep_lines(reader *r, qg_str name)
{
    if (r->n_values > 0)
        keep_entry(r, qg_arena_copy(&r->doc->arena, name), (size_t)(name.p - r->text.p), true);
    r->n_values = 0;
}

/* Whether a line inside an entry goes on with the value above it. */
static bool goes_on(qg_str line, qg_str name)
{
    return name.n > 0 && (qg_str_starts(line, QG_STR(" ")) || qg_str_starts(line, QG_STR("\t")) ||
                          qg_str_starts(line, QG_STR("　")));
}

/* Read the block line by line: keys with values, which may go on on lines that are set in, and
 * lists below keys.  Returns whether it is made of these, and at least half of the keys are known;
 * nothing is kept then unless `keeps`. */
static bool read_lines(reader *r, bool keeps)
{
    qg_str rest = r->block, name = {0}, value;
    size_t n_known = 0, n_unknown = 0;

    r->n_values = 0;
    while (rest.n > 0) {
        qg_str whole = qg_str_take_line(&rest), line = qg_str_trim(whole), key;
        bool is_item = qg_str_starts(line, QG_STR("- ")) && name.n > 0;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        if (is_item) {
            value = qg_str_trim(qg_str_skip(line, 2));
        } else if (goes_on(whole, name)) {
            if (keeps && r->n_values > 0 && !is_next_attachment(r, line)) {
                go_on(r, line);
                continue;
            }
            value = line;
        } else {
            if (!part_entry(line, &key, &value))
                return false;
            if (keeps)
                keep_lines(r, name);
            name = key;
            r->key = qg_key_of(name);
            n_known += qg_key_of(name) != QG_KEY_UNKNOWN;
            n_unknown += qg_key_of(name) == QG_KEY_UNKNOWN;
        }
        if (!take_plain(&value))
            return false;
        if (keeps && value.n > 0)
            add_value(r, value);
    }
    if (keeps)
        keep_lines(r, name);
    return n_known > 0 && n_known >= n_unknown;
}

/* The line at `offset`, to be shown. */
static qg_str line_at(qg_str text, size_t offset)
{
    size_t start = offset < text.n ? offset : text.n;
    qg_str rest;

    while (start > 0 && text.p[start - 1] != '\n')
        start--;
    rest = qg_str_skip(text, start);
    return qg_str_take_line(&rest);
}

/* Get ready to read the block of `yaml` into `doc`.  `scratch` lends memory for the time of the
 * call. */
static bool start(reader *r, qg_str text, qg_str yaml, qg_doc *doc, qg_doc *scratch,
                  const qg_sink *sink)
{
    *r = (reader){.doc = doc, .sink = sink, .text = text, .block = yaml};
    r->values = qg_arena_take(&scratch->arena, (MAX_VALUES + 1) * sizeof *r->values);
    return r->values != NULL;
}

qg_status qg_front_matter_read(qg_doc *doc, size_t *body, qg_str *broken, qg_str text,
                               const qg_sink *sink)
{
    qg_str yaml = {0}, draft = qg_str_skip(text, *body);
    size_t n = 0;
    reader r = {0};
    qg_doc *scratch;
    bool is_mapping, is_lines;

    *broken = qg_str_head(text, 0);
    if (!qg_front_matter_find(draft, &yaml, &n))
        return QG_OK;
    if (yaml.n == 0) { /* a form that nobody filled in */
        *body += n;
        return QG_OK;
    }
    is_lines = qg_front_matter_is_fair(yaml) && read_lines(&(reader){.block = yaml}, false);
    if (!qg_front_matter_is_meant(yaml) && !is_lines)
        return QG_OK;
    scratch = qg_doc_new();
    if (scratch == NULL)
        return QG_E_MEMORY;
    /* The first reading only finds out whether there will be a second, so that nothing is told of
     * entries that are not kept. */
    is_mapping = qg_front_matter_is_fair(yaml) && start(&r, text, yaml, scratch, scratch, NULL) &&
                 read_block(&r);
    if (is_mapping && !r.is_bad) {
        if (start(&r, text, yaml, doc, scratch, sink))
            read_block(&r);
    } else if (is_lines) {
        if (start(&r, text, yaml, doc, scratch, sink))
            read_lines(&r, true);
    } else {
        size_t at = r.is_bad ? r.bad_at : (size_t)(qg_front_matter_first(yaml).p - text.p);
        *broken = qg_front_matter_whole(draft, n);
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_FRONT_MATTER,
                                         .offset = at < text.n ? at : text.n,
                                         .before = line_at(text, at)});
    }
    *body += n;
    if (qg_doc_status(scratch) != QG_OK)
        doc->arena.status = qg_doc_status(scratch);
    qg_doc_free(scratch);
    return qg_doc_status(doc);
}
