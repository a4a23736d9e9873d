/* qinggao.h - from the report text people have to clean text and official Word documents.
 *
 * A draft is Markdown, plain text or a web page, in whatever encoding it was saved.  The result is
 * text in UTF-8, or a Word document in the format of GB/T 9704-2012.  The simplest use:
 *
 *     qg_buf docx;
 *     qg_buf_init(&docx, 0);
 *     if (qg_convert(&docx, (qg_str){draft, draft_bytes}, NULL, NULL) == QG_OK)
 *         fwrite(docx.p, 1, docx.n, file);
 *     qg_buf_clear(&docx);
 *
 * The library reads no files (but through the loader you give it), prints nothing, keeps no state
 * between calls and does not look at the locale, the clock or the environment: equal input and
 * options give equal bytes.  Two threads can run two conversions at the same time; it starts none
 * itself unless the options allow one.
 *
 * Text is UTF-8 everywhere except in the input of qg_convert, qg_normalize and qg_detect.
 */
#ifndef QINGGAO_QINGGAO_H
#define QINGGAO_QINGGAO_H

#include <stdbool.h>
#include <stddef.h>

#if defined(_WIN32) && defined(QG_SHARED)
#define QG_API __declspec(dllimport)
#elif defined(__GNUC__)
#define QG_API __attribute__((visibility("default")))
#else
#define QG_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- 1. Status, text and bytes ------------------------------------------------------------- */

/* Whether a function could do its job.  The number behind each is the exit status of the command.
 */
typedef enum qg_status {
    QG_OK,       /* 0 */
    QG_E_ARG,    /* 1  asked for something there is not: a style, a format, a key */
    QG_E_READ,   /* 2  the input could not be read */
    QG_E_INPUT,  /* 2  nothing can be made of the input as a whole */
    QG_E_LIMIT,  /* 2  larger or deeper than the limits in the options */
    QG_E_MEMORY, /* 3  memory ran out */
    QG_E_WRITE   /* 3  the output could not be completed */
} qg_status;

/* A short English name of a status, for logs; empty for a number that is none.  Static. */
QG_API const char *qg_status_name(qg_status status);

/* Borrowed text: `n` bytes at `p`, not ended by a NUL byte. */
typedef struct qg_str {
    const char *p;
    size_t n;
} qg_str;

/* Owned bytes that grow.  Read `p` and `n`; the rest is the business of the qg_buf_ functions.
 * A failure sticks: once memory or `max` is exhausted, further puts do nothing. */
typedef struct qg_buf {
    char *p;
    size_t n;
    size_t n_allocated;
    size_t max;
    qg_status status;
} qg_buf;

/* Make `buf` an empty buffer that refuses to hold more than `max_bytes` (0 = no limit): a call that
 * would put more into it fails with QG_E_LIMIT. */
QG_API void qg_buf_init(qg_buf *buf, size_t max_bytes);

/* Free what `buf` holds and make it empty again.  `buf` itself belongs to the caller. */
QG_API void qg_buf_clear(qg_buf *buf);

/* Append `bytes`, as a loader does with what it has read. */
QG_API void qg_buf_put(qg_buf *buf, qg_str bytes);

/* Make room for `n_bytes` more, where you know how much will come. */
QG_API void qg_buf_reserve(qg_buf *buf, size_t n_bytes);

/* ---- 2. Findings: what was seen, changed, dropped or guessed ------------------------------- */

/* The kinds, stable for ever; findings.def says what each means. */
typedef enum qg_kind {
    QG_FOUND_NONE,
#define X(name, id, severity, sentence) QG_FOUND_##name,
#include "findings.def"
#undef X
    QG_FOUND_COUNT
} qg_kind;

typedef enum qg_severity { QG_INFO, QG_WARNING, QG_ERROR } qg_severity;

/* One finding.  The strings are borrowed for the call that tells it. */
typedef struct qg_finding {
    qg_kind kind;
    size_t offset; /* bytes from the start of the file the user gave; of the sheet for style.* */
    qg_str before; /* what stood there: text, or "A3 FF" for bytes that are no text */
    qg_str after;  /* what stands there now, or would; may be empty */
    double confidence; /* 0 to 1; 0 also where certainty is not a question */
    bool suggested;    /* true: told only, nothing was changed */
    size_t line;       /* from 1; filled in by qg_report, 0 before */
    size_t column;     /* from 1, in characters; likewise */
    size_t rank;       /* from 1, of the findings of this kind at this offset; likewise */
} qg_finding;

/* Whoever wants to hear findings while they are made, in qg_detect_changes and the functions for
 * style sheets.  `tell` is called from the thread that called them.  What qg_convert and qg_fix find
 * is asked of a report afterwards, where it has lines and columns too. */
typedef struct qg_sink {
    void (*tell)(void *user, const qg_finding *finding);
    void *user;
} qg_sink;

/* Name ("decode.invalid-bytes"), stage ("decode"), severity and English sentence of a kind. Static;
 * the sentence is the message id for translations. */
QG_API const char *qg_kind_name(qg_kind kind);
QG_API const char *qg_kind_stage(qg_kind kind);
QG_API qg_severity qg_kind_severity(qg_kind kind);
QG_API const char *qg_kind_sentence(qg_kind kind);
QG_API const char *qg_severity_name(qg_severity severity);

/* The name of a finding, the same whenever input and options are: "repair.escape@1042", and behind
 * it ".2" for the second of the kind at that place.  Ended by a NUL byte. */
enum { QG_ID_BYTES = 80 };
QG_API void qg_finding_id(char id[QG_ID_BYTES], const qg_finding *finding);

/* Fill in kind, offset and rank from a name; false when it is none. */
QG_API bool qg_finding_read_id(qg_finding *finding, qg_str id);

/* A collector of findings that can be asked afterwards and written as JSON. */
typedef struct qg_report qg_report;

/* Owned by the caller, to be freed with qg_report_free.  NULL when memory runs out. */
QG_API qg_report *qg_report_new(void);
QG_API void qg_report_free(qg_report *report);

/* How many findings there are; the i-th, `i` less than their number, in the order of the stages and
 * not of the offsets.  Its strings are valid until the report is freed or used for another
 * conversion.  A report can be used again and again, by one conversion at a time. */
QG_API size_t qg_report_count(const qg_report *report);
QG_API void qg_report_get(const qg_report *report, size_t i, qg_finding *finding);

/* Tell `sink` all findings in this order, many times quicker than they can be asked for one by one.
 * Nothing is said when it is NULL. */
QG_API void qg_report_tell(const qg_report *report, const qg_sink *sink);

/* Append the report as one JSON object, ended by a line feed (docs/report.md has its schema).
 * file   the name to print in it, UTF-8; may be empty.
 * Fails with QG_E_MEMORY. */
QG_API qg_status qg_report_json(qg_buf *out, const qg_report *report, qg_str file);

/* The same bit by bit, for reports that are larger than what they are about.
 * put  takes the next bytes, and returns QG_OK to get more.
 * Fails with QG_E_MEMORY or with what `put` returned. */
typedef qg_status qg_put(void *user, qg_str bytes);
QG_API qg_status qg_report_json_to(qg_put *put, void *user, const qg_report *report, qg_str file);

/* Gives an English sentence in another language; what it returns must last as long as the call that
 * asked. */
typedef const char *qg_translate(const char *sentence);

/* Append the report as a web page for people: the text, each change marked in it, a summary.  The
 * page is complete in itself.  When `out` is not empty only a section is appended: a page can be a
 * head and the sections of many files, made in any order, one behind the other.
 *
 * report     what qg_fix or qg_convert filled; NULL: append the head only.
 * file       the name to show, UTF-8; may be empty.
 * input      the bytes of the file, and the encoding as it was given in the options.
 * translate  for the sentences of findings.def and page.def; NULL: English.
 *
 * Of long texts only what is around findings is shown, and of many findings the first 5000; the
 * page says so.  Fails with QG_E_MEMORY. */
QG_API qg_status qg_report_html(qg_buf *out, const qg_report *report, qg_str file, qg_str input,
                                qg_str encoding, qg_translate *translate);

/* ---- 3. Options ---------------------------------------------------------------------------- */

typedef enum qg_format {
    QG_FORMAT_AUTO, /* input: by content and name; output: DOCX */
    QG_FORMAT_MARKDOWN,
    QG_FORMAT_TEXT,
    QG_FORMAT_DOCX, /* only written, as is JSON */
    QG_FORMAT_JSON,
    QG_FORMAT_HTML
} qg_format;

/* What characters the text is to be in; docs/script.md says how each comes about. */
typedef enum qg_script {
    QG_SCRIPT_KEEP,
    QG_SCRIPT_SIMPLIFIED,
    QG_SCRIPT_SIMPLIFIED_PHRASES, /* words of Taiwan too: 軟體 becomes 软件 */
    QG_SCRIPT_TRADITIONAL,        /* in no regional form */
    QG_SCRIPT_TAIWAN,             /* characters only, as official documents want it */
    QG_SCRIPT_TAIWAN_PHRASES,     /* words too: 软件 becomes 軟體 */
    QG_SCRIPT_HONGKONG
} qg_script;

/* The kinds of damage that are mended in decoded text; repairs.def says what each is. */
typedef enum qg_repair_kind {
#define X(name, word, what) QG_REPAIR_##name,
#include "repairs.def"
#undef X
    QG_REPAIR_COUNT
} qg_repair_kind;

/* All of them, as bits, and those that are a matter of taste rather than damage. */
#define QG_REPAIRS_ALL   ((1U << QG_REPAIR_COUNT) - 1)
#define QG_REPAIRS_TASTE (1U << QG_REPAIR_QUOTES | 1U << QG_REPAIR_WIDTH | 1U << QG_REPAIR_SPACES)

/* Name of a kind of damage ("mojibake"), and what it is; NULL behind the last.  Static. */
QG_API const char *qg_repair_name(size_t kind);
QG_API const char *qg_repair_summary(size_t kind);

/* Fetch what the draft refers to, a picture or a style sheet.  Called from the thread that
 * converts, and may be called again for the same name.
 * name   as the draft writes it, percent-escapes undone, so any bytes: also "../../etc/passwd",
 *        "/etc/passwd", "file:///..." and "http://...".  Whoever wrote the draft chose it, and what
 *        is returned goes into the result: allow what you mean to allow and refuse the rest.
 * data   an initialised buffer, to be filled with qg_buf_put.
 * Returns QG_OK, QG_E_READ (there is none), QG_E_ARG (refused), QG_E_LIMIT (too large) or
 * QG_E_MEMORY, which ends the conversion; with any other a finding says what became of it. */
typedef qg_status (*qg_loader)(void *user, qg_str name, qg_buf *data);

/* One front matter entry given from outside; it wins over the draft's own. */
typedef struct qg_entry {
    qg_str key;   /* English or Chinese, as in docs/front-matter.md; QG_E_ARG for any other */
    qg_str value; /* a key given more than once makes a list */
} qg_entry;

/* Where no default is named, it is zero, false, empty or NULL.  What it points to is borrowed for
 * the call.  Conversions change nothing in it, so several threads can share one. */
typedef struct qg_options {
    qg_format from;
    qg_format to;
    qg_str file_name;         /* any bytes; helps to tell the kind of input; may be empty */
    qg_str encoding;          /* the input's, as `iconv -l` writes it; empty: found out */
    qg_script script;         /* convert the text to it before anything else is done with it */
    qg_str keep_terms;        /* UTF-8, one a line: what `script` must not touch; may be empty */
    unsigned repairs;         /* 1 << QG_REPAIR_... each; default: all but QG_REPAIRS_TASTE */
    unsigned draft_repairs;   /* besides, when a draft is converted, each for the kinds of draft
                               * that docs/repair.md says; default: QG_REPAIRS_TASTE */
    bool repair_guesses;      /* also do what is likely and not certain */
    qg_str skip;              /* ids of findings as the JSON report has them, with commas between:
                               * these places stay as they are; needs a report */
    qg_str style;             /* name of a built-in style sheet; empty: what the draft asks for */
    qg_str fonts;             /* name of a set of fonts in the sheet: gbk, windows ...; empty: those
                               * that the sheet names */
    qg_str style_yaml;        /* the text of a style sheet; wins over `style` when not empty */
    const qg_entry *metadata; /* n_metadata of them */
    size_t n_metadata;
    qg_loader loader; /* NULL: pictures are not found */
    void *loader_user;
    int heading_shift; /* Markdown: added to the number of # of each heading, from -8 to 8 */
    bool keep_junk;    /* text and pages: leave menus, counters, page numbers and the like in */
    bool is_strict;    /* bytes that are no text fail the conversion with QG_E_INPUT */
    size_t max_input_bytes; /* QG_E_LIMIT above it; default: 256 MiB */
    size_t max_nesting;     /* of blocks and inlines; likewise; default: 100 */
    size_t max_cells;       /* of all tables of a draft; likewise; default: 1000000 */
    /* Asked between the stages; true gives up with QG_E_LIMIT.  NULL: never.  From the thread that
     * converts. */
    bool (*has_to_stop)(void *user);
    void *stop_user;
    /* Long Word documents are packed by a thread of their own while they are written: for callers
     * with a processor to spare.  It calls nothing of the caller's, gets no signals and has ended
     * when the call returns; the bytes are the same, also where no thread can be had. */
    bool may_start_thread;
} qg_options;

/* Fill `options` with the defaults.  Call it first, so that later versions can add fields; options
 * that are only zeros have limits of zero, which refuse every input. */
QG_API void qg_options_init(qg_options *options);

/* ---- 4. The whole way ---------------------------------------------------------------------- */

/* Convert a draft.
 * out      an initialised buffer; the result is appended.  After a failure only good for clearing.
 * input    the bytes of the file.
 * options  NULL for the defaults.
 * report   collects what was found; may be NULL.  It is emptied first.
 * Fails with any status but QG_E_READ; the report's last finding of severity QG_ERROR says why, if
 * not memory ran out or `out` may hold no more. */
QG_API qg_status qg_convert(qg_buf *out, qg_str input, const qg_options *options,
                            qg_report *report);

/* The first stage alone: append the input as clean UTF-8 text.  Arguments and failures as above;
 * what the options say of the looks of a document has no effect. */
QG_API qg_status qg_fix(qg_buf *out, qg_str input, const qg_options *options, qg_report *report);

/* ---- 5. Encodings -------------------------------------------------------------------------- */

/* What a file's bytes are. */
typedef struct qg_detection {
    const char *encoding;  /* IANA name in upper case, or "UNKNOWN".  Static. */
    const char *runner_up; /* the next best, or NULL.  Static. */
    const char *content; /* "text", or what the binary file is: "zip", "png", "pdf" ...  Static. */
    double confidence;   /* 0 to 1 */
    size_t mark_bytes;   /* length of the byte-order mark */
} qg_detection;

/* Look at the bytes and say their encoding.  Cannot fail. */
QG_API void qg_detect(qg_detection *detection, qg_str input);

/* "simplified", "traditional", "mixed", or "none" when the text, UTF-8, has no character that
 * tells. The first megabyte decides.  Static. */
QG_API const char *qg_script_of(qg_str text);

/* Tell where a file of several encodings changes from one to the next: findings of kind
 * QG_FOUND_DECODE_CHANGE, with the names before and after.  Fails with QG_E_MEMORY. */
QG_API qg_status qg_detect_changes(qg_str input, const qg_sink *sink);

/* ---- 6. Style sheets ----------------------------------------------------------------------- */

/* The i-th built-in style sheet's name and one-line description, NULL behind the last; the YAML
 * text of one, empty when there is none of that name.  Static. */
QG_API const char *qg_style_name(size_t i);
QG_API const char *qg_style_summary(size_t i);
QG_API qg_str qg_style_yaml(qg_str name);

/* Hears of a font: its name, and the names of those that can stand in, in the order they are tried.
 * Borrowed for the call. */
typedef void qg_tell_font(void *user, qg_str name, const qg_str *alternatives,
                          size_t n_alternatives);

/* Tell which fonts a style sheet names, each once.
 * yaml   the text of the sheet.
 * set    a set of fonts, as in the options; empty: those that the sheet names.
 * sink   hears what is wrong; may be NULL.
 * Fails with QG_E_ARG (the sheet has an error, or no such set) or QG_E_MEMORY. */
QG_API qg_status qg_style_fonts(qg_str yaml, qg_str set, qg_tell_font *tell, void *user,
                                const qg_sink *sink);

/* Make a style sheet of a Word document: its paper and margins, line grid, fonts, sizes and spacing
 * of the styles Normal, Body Text, Title and heading 1 to 6; for all else it extends gbt9704.
 * yaml   an initialised buffer; the sheet is appended, to be given as style_yaml.
 * docx   the bytes of the document.
 * sink   hears why it cannot be used; may be NULL.
 * Fails with QG_E_INPUT (no Word document, or a damaged one), QG_E_LIMIT or QG_E_MEMORY. */
QG_API qg_status qg_style_of_docx(qg_buf *yaml, qg_str docx, const qg_sink *sink);

/* A property in which two style sheets differ.  The strings are borrowed for the call that tells
 * it. */
typedef struct qg_style_difference {
    qg_str property; /* "paragraphs.title.size" */
    qg_str a, b;     /* as the sheets write the values; empty: it is not said */
    qg_str clause;   /* "(7.3.1)", where a standard says it; a's comment, else b's; may be empty */
} qg_style_difference;

typedef void qg_tell_difference(void *user, const qg_style_difference *difference);

/* Tell in what style sheet `b` deviates from `a`; both are YAML text, UTF-8.  What a kind of
 * paragraph takes from `normal` in both is told once, at `normal`.
 * of_a, of_b   hear what is wrong with either sheet; may be NULL.
 * Fails with QG_E_ARG (a sheet has an error) or QG_E_MEMORY; nothing is told then. */
QG_API qg_status qg_style_diff(qg_str a, qg_str b, qg_tell_difference *tell, void *user,
                               const qg_sink *of_a, const qg_sink *of_b);

/* ---- 7. Version ---------------------------------------------------------------------------- */

/* "0.1.0".  Static. */
QG_API const char *qg_version(void);

#ifdef __cplusplus
}
#endif
#endif
