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

/* Borrowed text: `n` bytes at `p`, not terminated by a NUL byte.  A C string `s` is passed as
 * (qg_str){s, strlen(s)}. */
typedef struct qg_str {
    const char *p;
    size_t n;
} qg_str;

/* Owned bytes that grow.  Callers may read `p`, `n` and `status`; only the qg_buf_ functions write
 * them.  A failure sticks: once memory or `max` is exhausted, further puts do nothing and `status`
 * stays QG_E_MEMORY or QG_E_LIMIT, so it need be looked at only once, at the end. */
typedef struct qg_buf {
    char *p;
    size_t n;
    size_t n_allocated;
    size_t max;
    qg_status status;
} qg_buf;

/* Make `buf` an empty buffer that holds at most `max_bytes` (0 = no limit): a call that would put
 * more into it fails with QG_E_LIMIT. */
QG_API void qg_buf_init(qg_buf *buf, size_t max_bytes);

/* Free what `buf` holds and make it empty again.  `buf` itself belongs to the caller. */
QG_API void qg_buf_clear(qg_buf *buf);

/* Append a copy of `bytes`, as a loader does with what it has read. */
QG_API void qg_buf_put(qg_buf *buf, qg_str bytes);

/* Make room for `n_bytes` more at once, if you know how much will follow. */
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

/* Receives findings one by one: from qg_report_tell, and while they are made from
 * qg_detect_changes and the functions for style sheets.  `tell` is called on the thread that
 * called these, with `user` as it stands here.  qg_convert and qg_fix collect their findings in a
 * report instead, where they have lines and columns. */
typedef struct qg_sink {
    void (*tell)(void *user, const qg_finding *finding);
    void *user;
} qg_sink;

/* Name ("decode.invalid-bytes"), stage ("decode"), severity and English sentence of a kind, and
 * the name of a severity ("warning").  Strings are static; the sentence is the message id for
 * translations. */
QG_API const char *qg_kind_name(qg_kind kind);
QG_API const char *qg_kind_stage(qg_kind kind);
QG_API qg_severity qg_kind_severity(qg_kind kind);
QG_API const char *qg_kind_sentence(qg_kind kind);
QG_API const char *qg_severity_name(qg_severity severity);

/* Write the id of a finding: "repair.escape@1042" is its kind and offset, followed by ".2" for the
 * second of the kind at that offset.  The same input and options always give the same ids, and
 * they are what qg_options.skip takes.  Terminated by a NUL byte. */
enum { QG_ID_BYTES = 80 };
QG_API void qg_finding_id(char id[QG_ID_BYTES], const qg_finding *finding);

/* Fill in kind, offset and rank from an id, and clear all else; false when `id` is none. */
QG_API bool qg_finding_read_id(qg_finding *finding, qg_str id);

/* Collects the findings of a conversion, to be read afterwards or written as JSON or as a web
 * page.  It can be used again and again, by one conversion at a time. */
typedef struct qg_report qg_report;

/* Owned by the caller, to be freed with qg_report_free, which takes NULL, too.  NULL when memory
 * runs out. */
QG_API qg_report *qg_report_new(void);
QG_API void qg_report_free(qg_report *report);

/* The number of findings; and the i-th of them, from 0 to the last, in the order in which the
 * stages made them, which is not that of the offsets.  Its strings are valid until the report is
 * freed or used for another conversion. */
QG_API size_t qg_report_count(const qg_report *report);
QG_API void qg_report_get(const qg_report *report, size_t i, qg_finding *finding);

/* Tell `sink` all findings in this order: many times quicker than qg_report_get for each.  Does
 * nothing when `sink` is NULL. */
QG_API void qg_report_tell(const qg_report *report, const qg_sink *sink);

/* Append the report as one JSON object, ended by a line feed (docs/report.md has its schema).
 * file   the name to print in it, UTF-8; may be empty.
 * Fails with QG_E_MEMORY. */
QG_API qg_status qg_report_json(qg_buf *out, const qg_report *report, qg_str file);

/* The same piece by piece, without the whole report in memory: it can be larger than the input.
 * put  receives the next bytes, borrowed for the call; returns QG_OK to get more.
 * Fails with QG_E_MEMORY or with the status that `put` returned. */
typedef qg_status qg_put(void *user, qg_str bytes);
QG_API qg_status qg_report_json_to(qg_put *put, void *user, const qg_report *report, qg_str file);

/* Returns an English sentence in another language.  The string must stay valid until the function
 * that was given the callback returns. */
typedef const char *qg_translate(const char *sentence);

/* Append the report as a web page for people: the text with each change marked in it, and a
 * summary.  The page needs no other files.  One page can hold several files: it begins with a head,
 * appended when `out` is empty, followed by a section for each call with a report.  Sections may
 * also be made apart, in any order, and joined behind a head: put a line feed into `out` first, to
 * get no head.
 *
 * report     filled by qg_fix or qg_convert; NULL: append the head only.
 * file       the name to show, UTF-8; may be empty.
 * input      the bytes of the file that the report is about.
 * encoding   as it was given in qg_options.encoding; empty: found out.
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

/* The script that the text is converted to; docs/script.md describes each conversion. */
typedef enum qg_script {
    QG_SCRIPT_KEEP,
    QG_SCRIPT_SIMPLIFIED,
    QG_SCRIPT_SIMPLIFIED_PHRASES, /* words of Taiwan too: 軟體 becomes 软件 */
    QG_SCRIPT_TRADITIONAL,        /* in no regional form */
    QG_SCRIPT_TAIWAN,             /* characters only, as official documents want it */
    QG_SCRIPT_TAIWAN_PHRASES,     /* words too: 软件 becomes 軟體 */
    QG_SCRIPT_HONGKONG
} qg_script;

/* The kinds of damage that are repaired in decoded text; repairs.def says what each is. */
typedef enum qg_repair_kind {
#define X(name, word, what) QG_REPAIR_##name,
#include "repairs.def"
#undef X
    QG_REPAIR_COUNT
} qg_repair_kind;

/* All of them, as bits, and those that are a matter of taste rather than damage. */
#define QG_REPAIRS_ALL   ((1U << QG_REPAIR_COUNT) - 1)
#define QG_REPAIRS_TASTE (1U << QG_REPAIR_QUOTES | 1U << QG_REPAIR_WIDTH | 1U << QG_REPAIR_SPACES)

/* The name of a qg_repair_kind ("mojibake"), and a description in English; NULL behind the last.
 * Static. */
QG_API const char *qg_repair_name(size_t kind);
QG_API const char *qg_repair_summary(size_t kind);

/* A callback that reads a file the draft refers to, a picture or a style sheet.  Called on the
 * thread that converts, perhaps several times for the same name.
 * name   as the draft writes it, percent-escapes undone, so any bytes: also "../../etc/passwd",
 *        "/etc/passwd", "file:///..." and "http://...".  Whoever wrote the draft chose it, and
 *        what is returned goes into the result: allow what you mean to allow and refuse the rest.
 * data   an empty buffer, to be filled with qg_buf_put.
 * Returns QG_OK, QG_E_READ (there is none), QG_E_ARG (refused), QG_E_LIMIT (too large) or
 * QG_E_MEMORY, which ends the conversion; with any other a finding says what became of it. */
typedef qg_status (*qg_loader)(void *user, qg_str name, qg_buf *data);

/* A front matter entry given by the caller; it overrides the draft's own. */
typedef struct qg_entry {
    qg_str key;   /* English or Chinese, as in docs/front-matter.md; QG_E_ARG for any other */
    qg_str value; /* a key given more than once makes a list */
} qg_entry;

/* Options of a conversion, to be initialised with qg_options_init.  Where no default is named, it
 * is zero, false, empty or NULL.  What the members point to is borrowed for the call.  Conversions
 * do not change the options, so several threads can share them. */
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
    qg_str skip;              /* ids of repairs (findings "repair...."), separated by commas: these
                               * places stay as they are; has no effect without a report */
    qg_str style;             /* name of a built-in style sheet; empty: what the draft asks for */
    qg_str fonts;             /* name of a set of fonts in the sheet: gbk, windows ...; empty: those
                               * that the sheet names */
    qg_str style_yaml;        /* the text of a style sheet; wins over `style` when not empty */
    const qg_entry *metadata; /* n_metadata of them */
    size_t n_metadata;
    qg_loader loader; /* NULL: pictures are not found */
    void *loader_user;
    int heading_shift; /* Markdown: added to the number of # of each heading; -8 to 8 */
    bool keep_junk;    /* text and pages: keep menus, counters, page numbers and the like */
    bool is_strict;    /* invalid bytes fail the conversion with QG_E_INPUT */
    size_t max_input_bytes; /* QG_E_LIMIT above it; default: 256 MiB */
    size_t max_nesting;     /* of blocks and inlines; likewise; default: 100 */
    size_t max_cells;       /* of all tables of a draft; likewise; default: 1000000 */
    /* Called between the stages, on the thread that converts; if it returns true, the conversion
     * fails with QG_E_LIMIT.  May be NULL. */
    bool (*has_to_stop)(void *user);
    void *stop_user;
    /* Compress long Word documents on a second thread while they are written; set it if a processor
     * is idle.  That thread calls none of the callbacks, receives no signals and has ended when the
     * call returns.  The bytes are the same with and without it. */
    bool may_start_thread;
} qg_options;

/* Fill `options` with the defaults, before any member is set.  Options that are merely zeroed
 * refuse every input, since their limits are 0. */
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

/* The first stages alone, decoding, repair and script: append the input as clean UTF-8 text.
 * Arguments and failures as above; options for documents and their style have no effect. */
QG_API qg_status qg_fix(qg_buf *out, qg_str input, const qg_options *options, qg_report *report);

/* ---- 5. Encodings -------------------------------------------------------------------------- */

/* What qg_detect finds out about a file. */
typedef struct qg_detection {
    const char *encoding;  /* IANA name in upper case, which qg_options.encoding takes, or
                            * "UNKNOWN".  Static. */
    const char *runner_up; /* the second most likely, or NULL.  Static. */
    const char *content; /* "text", or what the binary file is: "zip", "png", "pdf" ...  Static. */
    double confidence;   /* 0 to 1 */
    size_t mark_bytes;   /* length of the byte-order mark; 0 without */
} qg_detection;

/* Find out the encoding of `input`.  Cannot fail. */
QG_API void qg_detect(qg_detection *detection, qg_str input);

/* The script of `text`, UTF-8: "simplified", "traditional", "mixed", or "none" when it has no
 * character that differs between scripts.  Looks at the first megabyte.  Static. */
QG_API const char *qg_script_of(qg_str text);

/* Tell where a file of several encodings changes from one to the next: findings of kind
 * QG_FOUND_DECODE_CHANGE, with the names before and after.  Fails with QG_E_MEMORY. */
QG_API qg_status qg_detect_changes(qg_str input, const qg_sink *sink);

/* ---- 6. Style sheets ----------------------------------------------------------------------- */

/* The name and a one-line description of the i-th built-in style sheet, from 0; NULL behind the
 * last.  The YAML text of the sheet called `name`; empty when there is none.  Static. */
QG_API const char *qg_style_name(size_t i);
QG_API const char *qg_style_summary(size_t i);
QG_API qg_str qg_style_yaml(qg_str name);

/* Receives a font: its name, and the names of fonts that can replace it, in the order in which
 * they are tried.  Borrowed for the call. */
typedef void qg_tell_font(void *user, qg_str name, const qg_str *alternatives,
                          size_t n_alternatives);

/* List the fonts that a style sheet names, each once.
 * yaml   the text of the sheet, UTF-8.
 * set    a set of fonts, as in qg_options.fonts; empty: those that the sheet names.
 * sink   is told what is wrong with the sheet; may be NULL.
 * Fails with QG_E_ARG (the sheet has an error, or no such set) or QG_E_MEMORY. */
QG_API qg_status qg_style_fonts(qg_str yaml, qg_str set, qg_tell_font *tell, void *user,
                                const qg_sink *sink);

/* Make a style sheet from a Word document: its paper and margins, line grid, and the fonts, sizes
 * and spacing of the styles Normal, Body Text, Title and heading 1 to 6; in all else it extends
 * gbt9704.
 * yaml   an initialised buffer; the sheet is appended, to be given as style_yaml.
 * docx   the bytes of the document.
 * sink   is told why the document cannot be used; may be NULL.
 * Fails with QG_E_INPUT (no Word document, or a damaged one), QG_E_LIMIT or QG_E_MEMORY. */
QG_API qg_status qg_style_of_docx(qg_buf *yaml, qg_str docx, const qg_sink *sink);

/* A property in which two style sheets differ.  The strings are borrowed for the call that tells
 * it. */
typedef struct qg_style_difference {
    qg_str property; /* "paragraphs.title.size" */
    qg_str a, b;     /* the values as the sheets write them; empty: the sheet does not say */
    qg_str clause;   /* "(7.3.1)", of the standard: from the comment in a, else b; or empty */
} qg_style_difference;

typedef void qg_tell_difference(void *user, const qg_style_difference *difference);

/* List the properties in which style sheet `b` differs from `a`; both are YAML text, UTF-8.  A
 * property that a kind of paragraph inherits from `normal` in both is listed for `normal` only.
 * of_a, of_b   are told what is wrong with the sheets; may be NULL.
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
