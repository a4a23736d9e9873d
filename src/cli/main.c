/* main.c - the program: reads the arguments and the language, and picks the verb. */
#define _DEFAULT_SOURCE /* madvise */
#include "cli/console.h"
#include "cli/files.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/verbs.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

static qg_status print_version(const qg_console *console)
{
    printf("qinggao %s\n", qg_version());
    return qg_stdout_finish(console);
}

static qg_status run(const qg_args *args, const qg_console *console)
{
    if (args->wants_version)
        return print_version(console);
    if (args->wants_help)
        return qg_verb_help(args, console);
    switch (args->verb) {
    case QG_VERB_DETECT:
        return qg_verb_detect(args, console);
    case QG_VERB_STYLES:
        return qg_verb_styles(args, console);
    case QG_VERB_FONTS:
        return qg_verb_fonts(args, console);
    case QG_VERB_HELP:
        return qg_verb_help(args, console);
    default:
        return qg_verb_convert(args, console);
    }
}

/* The compressor allocates and frees a quarter of a megabyte for each part of a document.  Keep
 * glibc from returning that to the system each time.  A short report needs about half a megabyte:
 * asked for in one call, its pages cost a tenth of what they cost when each is touched first. */
static void prepare_heap(void)
{
#ifdef __GLIBC__
    enum {
        KEPT_BYTES = 16 << 20,
        LARGE_BYTES = 1 << 20,
        PAGE_BYTES = 4096,
        REPORT_BYTES = 128 * PAGE_BYTES
    };
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES); /* these leave no holes behind */
#ifdef MADV_POPULATE_WRITE
    {
        char *heap = malloc(REPORT_BYTES);
        uintptr_t first_page = ((uintptr_t)heap + PAGE_BYTES - 1) & ~(uintptr_t)(PAGE_BYTES - 1);
        if (heap != NULL) /* a kernel before 5.14 refuses, and pages come one by one */
            madvise((void *)first_page, REPORT_BYTES - PAGE_BYTES, MADV_POPULATE_WRITE);
        free(heap);
    }
#endif
#endif
}

int main(int argc, char **argv)
{
    qg_console console;
    qg_args args;
    qg_status st;

    prepare_heap();
    qg_files_init();
    qg_files_guard();
    signal(SIGPIPE, SIG_IGN); /* a reader that has gone is a message and an exit status, */
    signal(SIGXFSZ, SIG_IGN); /* and so is a limit on the size of files */
    qg_language_init(argv[0]);
    qg_console_init(&console);
    st = qg_args_read(&args, argc, argv, &console);
    if (st == QG_OK)
        st = run(&args, &console);
    else if (st == QG_E_MEMORY)
        qg_console_no_memory(&console, NULL);
    qg_args_clear(&args);
    return qg_exit_status(st);
}
