/* convert.c - the order of the stages. */
#include "api/report.h"
#include "base/utf8.h"
#include "normalize/repair.h"
#include "normalize/script.h"
#include "parse/parse.h"
#include "style/style.h"
#include "write/docx/docx.h"
#include "write/html/html.h"
#include "write/json/json.h"
#include "write/markdown/markdown.h"
#include "write/text/text.h"

enum { MAX_SHEET_BYTES = 1 << 20, MAX_MODEL_BYTES = 64 << 20 };

void qg_options_init(qg_options *options)
{
    *options = (qg_options){.repairs = QG_REPAIRS_ALL & ~QG_REPAIRS_TASTE,
                            .draft_repairs = QG_REPAIRS_TASTE,
                            .max_input_bytes = (size_t)256 << 20,
                            .max_nesting = 100,
                            .max_cells = 1000 * 1000};
}

static qg_status refuse(const qg_sink *sink, qg_kind kind, qg_status status)
{
    qg_sink_tell(sink, &(qg_finding){.kind = kind});
    return status;
}

/* QG_OK, or QG_E_LIMIT, after telling why, when has_to_stop asks to give up. */
static qg_status may_go_on(const qg_options *options, const qg_sink *sink)
{
    bool has_to_stop = options->has_to_stop != NULL && options->has_to_stop(options->stop_user);

    return has_to_stop ? refuse(sink, QG_FOUND_READ_TIME, QG_E_LIMIT) : QG_OK;
}

/* The text that the parser gets, and the maps from its offsets back to the decoded text and from
 * there to the input. */
typedef struct clean_text {
    qg_buf utf8;
    qg_map map;
    qg_text decoded;
} clean_text;

static void source_clear(clean_text *source)
{
    qg_buf_clear(&source->utf8);
    qg_map_clear(&source->map);
    qg_text_clear(&source->decoded);
}

/* Convert the decoded text to the script that the options ask for. */
static qg_status convert_script(clean_text *source, const qg_options *options, const qg_sink *sink)
{
    const qg_text *decoded = &source->decoded;
    qg_mapped_sink mapped;
    qg_str text = qg_buf_str(&decoded->utf8);

    if (options->script == QG_SCRIPT_KEEP) {
        source->utf8 = decoded->utf8;
        qg_buf_init(&source->decoded.utf8, 0);
        qg_map_add(&source->map, source->utf8.n, 1, 1);
        return source->map.status;
    }
    if (qg_utf8_check(options->keep_terms) < options->keep_terms.n)
        return refuse(sink, QG_FOUND_SCRIPT_TERMS, QG_E_ARG);
    return qg_script_convert(&source->utf8, &source->map, text, options->script,
                             options->keep_terms, qg_sink_through(&mapped, &decoded->map, sink));
}

/* A sink that hands findings on and remembers the place of the first invalid byte. */
typedef struct watch {
    const qg_sink *next;
    bool has_damage;
    size_t offset;
} watch;

static void watch_damage(void *user, const qg_finding *finding)
{
    watch *w = user;
    bool is_damage = finding->kind == QG_FOUND_DECODE_BYTES || finding->kind == QG_FOUND_DECODE_CUT;

    if (is_damage && !w->has_damage)
        w->offset = finding->offset;
    w->has_damage = w->has_damage || is_damage;
    qg_sink_tell(w->next, finding);
}

/* ---- repair ---------------------------------------------------------------------------------- */

/* The places that the user wants to stay as they are. */
typedef struct skipping {
    qg_id_list ids;
    const qg_ranks *ranks; /* ranks of the findings told so far */
} skipping;

static bool is_allowed(void *user, const qg_finding *finding)
{
    skipping *skip = user;

    return !qg_id_list_meet(&skip->ids, finding, qg_ranks_next(skip->ranks, finding));
}

/* The repairs to run.  Those that are a matter of taste are added for drafts only; in Markdown only
 * quotes, and never blanks, which the parsers need to tell headings from text. */
static unsigned passes_of(qg_format kind, const qg_options *options, bool is_draft)
{
    static const unsigned taste[] = {
        [QG_FORMAT_MARKDOWN] = 1U << QG_REPAIR_QUOTES,
        [QG_FORMAT_TEXT] = 1U << QG_REPAIR_QUOTES | 1U << QG_REPAIR_WIDTH,
        [QG_FORMAT_HTML] = 1U << QG_REPAIR_QUOTES | 1U << QG_REPAIR_WIDTH};

    return is_draft ? options->repairs | (options->draft_repairs & taste[kind]) : options->repairs;
}

static qg_status repair(qg_text *text, const qg_options *options, bool is_draft, qg_report *report)
{
    bool is_skipping = options->skip.n > 0 && report != NULL;
    skipping skip = {.ranks = report == NULL ? NULL : &report->ranks};
    const qg_parse_options parse = {.from = options->from, .file_name = options->file_name};
    qg_format kind = qg_parse_kind(qg_buf_str(&text->utf8), &parse);
    const qg_repair_options repair = {passes_of(kind, options, is_draft), options->repair_guesses,
                                      kind == QG_FORMAT_HTML, is_skipping ? is_allowed : NULL,
                                      &skip};
    qg_status st = is_skipping ? qg_id_list_read(&skip.ids, options->skip) : QG_OK;

    if (st == QG_OK)
        st = qg_repair(text, &repair, qg_report_sink(report));
    if (st == QG_OK)
        qg_id_list_tell_rest(&skip.ids, qg_report_sink(report));
    qg_id_list_clear(&skip.ids);
    return st;
}

/* ---- the first stages ------------------------------------------------------------------------ */

/* Decode, repair and convert the script. */
static qg_status normalize(clean_text *source, qg_str input, const qg_options *options,
                           bool is_draft, qg_report *report)
{
    const qg_sink *sink = qg_report_sink(report);
    qg_text *text = &source->decoded;
    watch w = {.next = sink};
    qg_status st = qg_normalize(text, input, options->encoding, &(qg_sink){watch_damage, &w});

    qg_report_set_input(report, &text->detection);
    if (st == QG_OK && options->is_strict && w.has_damage) {
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_DECODE_STRICT, .offset = w.offset});
        return QG_E_INPUT;
    }
    if (st == QG_OK)
        st = may_go_on(options, sink);
    if (st == QG_OK)
        st = repair(text, options, is_draft, report);
    if (st == QG_OK)
        st = may_go_on(options, sink);
    if (st != QG_OK)
        return st;
    if (report != NULL)
        qg_report_set_script(report, qg_script_of(qg_buf_str(&text->utf8)));
    return convert_script(source, options, sink);
}

/* Whether the enumerations in the options have values that exist. */
static bool are_known(const qg_options *options)
{
    bool can_read = options->from == QG_FORMAT_AUTO || options->from == QG_FORMAT_MARKDOWN ||
                    options->from == QG_FORMAT_TEXT || options->from == QG_FORMAT_HTML;

    return can_read && (unsigned)options->to <= QG_FORMAT_HTML &&
           (unsigned)options->script <= QG_SCRIPT_HONGKONG;
}

static bool is_utf8(qg_str text)
{
    return qg_utf8_check(text) == text.n;
}

/* Whether the strings in the options that get into the document are valid UTF-8.  `keep_terms` and
 * `skip` are checked where they are read, with findings of their own; a file name may be any bytes.
 */
static bool are_text(const qg_options *options)
{
    bool ok = is_utf8(options->encoding) && is_utf8(options->style) && is_utf8(options->fonts) &&
              is_utf8(options->style_yaml);

    for (size_t i = 0; i < options->n_metadata; i++)
        ok = ok && is_utf8(options->metadata[i].key) && is_utf8(options->metadata[i].value);
    return ok;
}

/* Check the options and run the first stages. */
static qg_status clean(clean_text *source, qg_str input, const qg_options *options, bool is_draft,
                       qg_report *report)
{
    const qg_sink *sink = qg_report_sink(report);

    *source = (clean_text){0};
    qg_buf_init(&source->utf8, 0);
    if (!are_known(options))
        return refuse(sink, QG_FOUND_READ_OPTION, QG_E_ARG);
    if (!are_text(options))
        return refuse(sink, QG_FOUND_READ_OPTION_TEXT, QG_E_ARG);
    if (input.n == 0)
        return refuse(sink, QG_FOUND_READ_EMPTY, QG_E_INPUT);
    if (input.n > options->max_input_bytes)
        return refuse(sink, QG_FOUND_READ_LIMIT, QG_E_LIMIT);
    return normalize(source, input, options, is_draft, report);
}

/* Refuse a sheet that is empty or not UTF-8; the finding has its place in the sheet. */
static qg_status refuse_sheet(qg_str yaml, const qg_sink *unmapped)
{
    size_t valid = qg_utf8_check(yaml), line = 1, start = 0;

    for (size_t i = 0; i < valid; i++)
        if (yaml.p[i] == '\n') {
            line++;
            start = i + 1;
        }
    qg_sink_tell(
        unmapped,
        &(qg_finding){.kind = QG_FOUND_STYLE_SYNTAX,
                      .offset = valid,
                      .after = QG_STR("text in UTF-8, such as: extends: gbt9704"),
                      .line = line,
                      .column =
                          qg_utf8_count(qg_str_head(qg_str_skip(yaml, start), valid - start)) + 1});
    return QG_E_ARG;
}

static qg_status read_model(qg_style *style, qg_str docx, const qg_sink *unmapped)
{
    qg_buf yaml;
    qg_status st;

    qg_buf_init(&yaml, MAX_SHEET_BYTES);
    st = qg_style_of_docx(&yaml, docx, unmapped);
    if (st == QG_OK)
        st = qg_style_read(style, qg_buf_str(&yaml), unmapped);
    qg_buf_clear(&yaml);
    return st == QG_OK || st == QG_E_MEMORY ? st : QG_E_ARG;
}

static qg_status read_sheet(qg_style *style, qg_str file, const qg_sink *unmapped)
{
    if (qg_str_starts(file, QG_STR("PK\3\4")))
        return read_model(style, file, unmapped);
    if (file.n == 0 || file.n > MAX_SHEET_BYTES || qg_utf8_check(file) < file.n)
        return refuse_sheet(file, unmapped);
    return qg_style_read(style, file, unmapped);
}

/* Load the style sheet, or the Word document as a model for one, that the draft names. */
static qg_status load_sheet(qg_style *style, const qg_field *field, const qg_options *options,
                            const qg_sink *sink, const qg_sink *unmapped)
{
    qg_status st = QG_E_READ;
    qg_buf file;

    qg_buf_init(&file, MAX_MODEL_BYTES);
    if (options->loader != NULL)
        st = options->loader(options->loader_user, field->values[0], &file);
    *style = (qg_style){.name = {"", 0}};
    if (st == QG_OK) {
        st = read_sheet(style, qg_buf_str(&file), unmapped);
    } else {
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_STYLE_UNKNOWN,
                                         .offset = field->offset,
                                         .before = field->values[0]});
        st = st == QG_E_MEMORY ? QG_E_MEMORY : QG_E_ARG;
    }
    qg_buf_clear(&file);
    return st;
}

/* Find the style sheet.  In this order: the text in the options, the name in the options, what the
 * draft asks for, gbt9704. */
static qg_status find_sheet(qg_style *style, const qg_doc *doc, const qg_options *options,
                            const qg_sink *sink, const qg_sink *unmapped)
{
    const qg_field *field = qg_doc_field(doc, QG_KEY_STYLE);
    qg_str name = qg_doc_value(doc, QG_KEY_STYLE);

    if (options->style_yaml.n > 0)
        return qg_style_read(style, options->style_yaml, unmapped);
    if (options->style.n > 0)
        return qg_style_find(style, options->style, unmapped);
    if (name.n == 0)
        return qg_style_find(style, QG_STR("gbt9704"), unmapped);
    if (!qg_style_is_built_in(name))
        return load_sheet(style, field, options, sink, unmapped);
    return qg_style_find(style, name, unmapped);
}

static qg_status find_style(qg_style *style, const qg_doc *doc, const qg_options *options,
                            const qg_sink *sink, const qg_sink *unmapped)
{
    qg_status st = find_sheet(style, doc, options, sink, unmapped);

    return st != QG_OK || options->fonts.n == 0
               ? st
               : qg_style_use_fonts(style, options->fonts, unmapped);
}

/* Write a format that needs a style sheet.  Findings about the sheet have offsets in the sheet, so
 * they go to `unmapped`, past the draft's offset map. */
static qg_status write_styled(qg_buf *out, const qg_doc *doc, const qg_options *options,
                              const qg_sink *sink, const qg_sink *unmapped)
{
    const qg_docx_options docx = {options->loader, options->loader_user, options->may_start_thread};
    const qg_html_options html = {options->loader, options->loader_user};
    qg_style style;
    qg_status st = find_style(&style, doc, options, sink, unmapped);

    if (st == QG_OK && options->to == QG_FORMAT_HTML)
        st = qg_html_write(out, doc, &style, &html, sink);
    else if (st == QG_OK)
        st = qg_docx_write(out, doc, &style, &docx, sink);
    qg_style_clear(&style);
    return st;
}

static qg_status write(qg_buf *out, const qg_doc *doc, const qg_options *options,
                       const qg_sink *sink, const qg_sink *unmapped)
{
    switch (options->to) {
    case QG_FORMAT_AUTO:
    case QG_FORMAT_DOCX:
    case QG_FORMAT_HTML:
        return write_styled(out, doc, options, sink, unmapped);
    case QG_FORMAT_MARKDOWN:
        return qg_markdown_write(out, doc);
    case QG_FORMAT_JSON:
        return qg_json_write(out, doc);
    case QG_FORMAT_TEXT:
        return qg_text_write(out, doc);
    }
    return QG_E_ARG;
}

static qg_status parse_and_write(qg_buf *out, const clean_text *source, const qg_options *options,
                                 qg_report *report)
{
    bool is_styled = options->to == QG_FORMAT_AUTO || options->to == QG_FORMAT_DOCX ||
                     options->to == QG_FORMAT_HTML;
    const qg_parse_options parse = {.from = options->from,
                                    .file_name = options->file_name,
                                    .metadata = options->metadata,
                                    .n_metadata = options->n_metadata,
                                    .style = is_styled ? options->style : (qg_str){"", 0},
                                    .limits = {options->max_nesting, options->max_cells},
                                    .heading_shift = options->heading_shift,
                                    .keep_junk = options->keep_junk};
    qg_mapped_sink decoded, converted;
    const qg_sink *sink =
        qg_sink_through(&converted, &source->map,
                        qg_sink_through(&decoded, &source->decoded.map, qg_report_sink(report)));
    qg_doc *doc = NULL;
    qg_status st = qg_parse(&doc, qg_buf_str(&source->utf8), &parse, sink);

    if (st == QG_OK)
        st = may_go_on(options, qg_report_sink(report));
    if (st == QG_OK && doc->root->first == NULL && doc->fields == NULL)
        qg_sink_tell(qg_report_sink(report), &(qg_finding){.kind = QG_FOUND_READ_NOTHING});
    if (st == QG_OK)
        st = write(out, doc, options, sink, qg_report_sink(report));
    qg_doc_free(doc);
    return st;
}

qg_status qg_convert(qg_buf *out, qg_str input, const qg_options *options, qg_report *report)
{
    qg_options defaults;
    clean_text source;
    qg_status st, placed;

    qg_options_init(&defaults);
    options = options == NULL ? &defaults : options;
    qg_report_clear(report);
    st = clean(&source, input, options, true, report);
    if (st == QG_OK)
        st = parse_and_write(out, &source, options, report);
    placed = qg_report_place(report, input);
    source_clear(&source);
    return st == QG_OK ? placed : st;
}

/* Append `text`; when `out` is empty, its memory is taken over instead of copied. */
static void hand_over(qg_buf *out, qg_buf *text)
{
    size_t max = out->max;

    if (out->n_allocated > 0 || out->status != QG_OK || text->n > max || qg_buf_is_borrowed(text)) {
        qg_buf_put(out, qg_buf_str(text));
        return;
    }
    *out = *text;
    out->max = max;
    qg_buf_init(text, 0);
}

qg_status qg_fix(qg_buf *out, qg_str input, const qg_options *options, qg_report *report)
{
    qg_options defaults;
    clean_text source;
    qg_status st, placed;

    qg_options_init(&defaults);
    qg_report_clear(report);
    st = clean(&source, input, options == NULL ? &defaults : options, false, report);
    if (st == QG_OK)
        hand_over(out, &source.utf8);
    placed = qg_report_place(report, input);
    source_clear(&source);
    return st != QG_OK ? st : placed != QG_OK ? placed : qg_buf_status(out);
}
