/* console.h - what the program has to say, on standard error.
 *
 * Standard output is for data alone.  A message is one line: who speaks, the file, what is wrong
 * and what to do.  File names and drafts can hold anything, also escape sequences that would take
 * over the terminal, so everything printed is escaped first.
 */
#ifndef QG_CLI_CONSOLE_H
#define QG_CLI_CONSOLE_H

#include "qinggao/qinggao.h"

typedef enum qg_level { QG_QUIET, QG_NORMAL, QG_VERBOSE } qg_level;

typedef struct qg_console {
    qg_level level;
    bool in_colour;      /* messages */
    bool has_terminal;   /* standard output is a terminal */
    bool data_in_colour; /* what is printed there */
    qg_buf *held;        /* collects the messages instead of standard error; NULL: it does not */
} qg_console;

typedef enum qg_colour { QG_PLAIN, QG_BOLD, QG_RED, QG_YELLOW } qg_colour;

/* Colours on a terminal only, and not where NO_COLOR (no-color.org) or TERM=dumb ask for none. */
void qg_console_init(qg_console *console);

/* Print "qinggao: NAME: message", also when quiet.
 *
 * name    the file it is about, "-" for standard input or output; NULL when it is about none.
 * format  as for printf, translated.
 */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void qg_console_error(const qg_console *console, const char *name, const char *format, ...);

/* Print that memory ran out for the file `name`. */
void qg_console_no_memory(const qg_console *console, const char *name);

/* As qg_console_error, but only when verbose; `format` is not yet translated. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void qg_console_note(const qg_console *console, const char *name, const char *format, ...);

/* Append to a line that is to be printed: text as it is; in a colour; any bytes, which are escaped.
 * Of the last at most `max_runes` characters, then "…"; 0 is no limit. */
void qg_line_put(qg_buf *line, const char *text);
void qg_line_colour(qg_buf *line, const qg_console *console, qg_colour colour, const char *text);
void qg_line_escape(qg_buf *line, qg_str text, size_t max_runes);

/* Append as printf would, at most 1000 bytes. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void qg_line_printf(qg_buf *line, const char *format, ...);

/* Print the line, ended by a line feed, in one piece and clear it. */
void qg_line_print(const qg_console *console, qg_buf *line);

/* What people call the file. */
const char *qg_file_title(const char *name);

#endif
