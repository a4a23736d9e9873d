/* inputs.h - which files are meant: those named, those in lists, those in folders. */
#ifndef QG_CLI_INPUTS_H
#define QG_CLI_INPUTS_H

#include "cli/console.h"
#include "cli/options.h"

typedef struct qg_input {
    char *name;   /* "-" is standard input */
    size_t below; /* name + below is its place in the folder of --out-dir */
} qg_input;

typedef struct qg_inputs {
    qg_input *items;
    size_t n, n_allocated;
    size_t n_passed_over; /* files in folders that are no drafts by their names */
    bool are_many;        /* more than one, or a list or folder, however many that holds */
    qg_status worst;      /* QG_E_READ when a folder could not be read; the others are there */
} qg_inputs;

/* Find the inputs, in the order of the command line: what is named, then what --files-from lists;
 * with --recursive a folder gives the drafts in it and below, sorted.
 *
 * inputs  uninitialised; after any return qg_inputs_clear frees it.
 *
 * Drafts are called .md, .markdown, .txt, .text, .html or .htm.  Hidden files and folders, links to
 * folders and the folder of --out-dir are passed over.
 * Fails with QG_E_READ (the list), QG_E_ARG (there is no input at all) or QG_E_MEMORY, after saying
 * why. */
qg_status qg_inputs_find(qg_inputs *inputs, const qg_args *args, const qg_console *console);

void qg_inputs_clear(qg_inputs *inputs);

#endif
