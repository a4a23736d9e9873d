/* options.h - the command line, read and checked. */
#ifndef QG_CLI_OPTIONS_H
#define QG_CLI_OPTIONS_H

#include "cli/console.h"

/* Bits, so that each option can have a mask of the verbs that accept it. */
typedef enum qg_verb {
    QG_VERB_NONE = 0,
    QG_VERB_CONVERT = 1,
    QG_VERB_FIX = 2,
    QG_VERB_DETECT = 4,
    QG_VERB_STYLES = 8,
    QG_VERB_HELP = 16,
    QG_VERB_FONTS = 32
} qg_verb;

typedef struct qg_args {
    qg_verb verb;
    const char **inputs; /* what stands on the line beside verb and options */
    size_t n_inputs;
    qg_options options; /* as far as a word says it; not what takes a file to be read */
    qg_entry *metadata; /* what options.metadata lends */
    const char *output, *out_dir, *style, *report; /* NULL: not given */
    const char *keep_terms, *files_from;           /* likewise */
    const char **resource_paths;
    size_t n_resource_paths;
    size_t timeout_s; /* for each input */
    size_t n_jobs;    /* 0: as many as there are cores */
    bool is_recursive, is_resumed, may_replace, as_json, wants_diff, wants_help, wants_version;
} qg_args;

/* Read the command line.
 *
 * args     uninitialised; after any return qg_args_clear frees it.  Its strings belong to argv.
 * console  takes -q and -v, and is told what is wrong.
 *
 * Options stand before or after the verb and the inputs; what follows "--" is an input.  Text that
 * the library will see is valid UTF-8 afterwards.
 * Fails with QG_E_ARG, after saying why, and with QG_E_MEMORY.
 */
qg_status qg_args_read(qg_args *args, int argc, char **argv, qg_console *console);

void qg_args_clear(qg_args *args);

/* The verb of a word ("fix"), or QG_VERB_NONE. */
qg_verb qg_verb_of(const char *word);

/* One option, for --help. */
typedef struct qg_option {
    char letter;          /* 0: none */
    const char *name;     /* without the dashes */
    const char *argument; /* NULL: takes none */
    int verbs;            /* mask of those that know it */
    const char *help;     /* English, to be translated; what follows a "\n" goes on the next line */
} qg_option;

/* All options; the last has no name. */
extern const qg_option qg_options_known[];

#endif
