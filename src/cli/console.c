#include "cli/console.h"

#include "cli/language.h"
#include "cli/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void qg_console_init(qg_console *console)
{
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    bool may_colour =
        (no_colour == NULL || *no_colour == '\0') && term != NULL && strcmp(term, "dumb") != 0;

    *console = (qg_console){.level = QG_NORMAL};
    console->in_colour = isatty(STDERR_FILENO) && may_colour;
    console->has_terminal = isatty(STDOUT_FILENO);
    console->data_in_colour = console->has_terminal && may_colour;
}

const char *qg_file_title(const char *name)
{
    return strcmp(name, "-") == 0 ? _("(standard input)") : name;
}

void qg_line_put(qg_buf *line, const char *text)
{
    qg_buf_put(line, qg_text_of(text));
}

void qg_line_colour(qg_buf *line, const qg_console *console, qg_colour colour, const char *text)
{
    static const char *const starts[] = {"", "\x1B[1m", "\x1B[1;31m", "\x1B[1;33m"};

    qg_line_put(line, console->in_colour ? starts[colour] : "");
    qg_line_escape(line, qg_text_of(text), 0);
    qg_line_put(line, console->in_colour && colour != QG_PLAIN ? "\x1B[0m" : "");
}

/* Whether printing the character could move the cursor, end the line or reverse the direction of
 * writing. */
static bool is_unprintable(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || (rune >= 0x200B && rune <= 0x200F) ||
           (rune >= 0x2028 && rune <= 0x202E) || (rune >= 0x2060 && rune <= 0x206F) ||
           rune == 0x061C || rune == 0xFEFF;
}

/* Append a character of `n` bytes, or the byte at `p` when `n` is 0. */
static void escape_character(qg_buf *line, const char *p, size_t n, uint32_t rune)
{
    if (n == 0)
        qg_line_printf(line, "\\x%02X", (unsigned)(unsigned char)*p);
    else if (!is_unprintable(rune))
        qg_buf_put(line, (qg_str){p, n});
    else if (rune == '\n' || rune == '\r' || rune == '\t')
        qg_line_put(line, rune == '\n' ? "\\n" : rune == '\r' ? "\\r" : "\\t");
    else
        qg_line_printf(line, rune < 0x100 ? "\\x%02X" : "\\u{%04X}", (unsigned)rune);
}

void qg_line_escape(qg_buf *line, qg_str text, size_t max_runes)
{
    uint32_t rune = 0;
    size_t n_runes = 0;

    for (size_t at = 0; at < text.n; n_runes++) {
        size_t n = qg_text_step((qg_str){text.p + at, text.n - at}, &rune);
        if (max_runes > 0 && n_runes == max_runes) {
            qg_line_put(line, "…");
            return;
        }
        escape_character(line, text.p + at, n, rune);
        at += n == 0 ? 1 : n;
    }
}

void qg_line_printf(qg_buf *line, const char *format, ...)
{
    char text[1001];
    va_list args;

    va_start(args, format);
    if (vsnprintf(text, sizeof text, format, args) > 0)
        qg_line_put(line, text);
    va_end(args);
}

void qg_line_print(const qg_console *console, qg_buf *line)
{
    qg_buf_put(line, (qg_str){"\n", 1});
    if (console->held != NULL)
        qg_buf_put(console->held, (qg_str){line->p, line->n});
    else
        fwrite(line->p, 1, line->n, stderr);
    qg_buf_clear(line);
}

/* The text that printf would give, to be freed; NULL without memory. */
static char *formatted(const char *format, va_list args)
{
    va_list again;
    char *text;
    int n;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text = n < 0 ? NULL : malloc((size_t)n + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)n + 1, format, args);
    return text;
}

static void say(const qg_console *console, qg_colour colour, const char *name, const char *format,
                va_list args)
{
    char *text = formatted(format, args);
    qg_buf line;

    qg_buf_init(&line, 0);
    qg_line_colour(&line, console, colour, "qinggao:");
    qg_line_put(&line, " ");
    if (name != NULL) {
        qg_line_colour(&line, console, QG_BOLD, qg_file_title(name));
        qg_line_put(&line, ": ");
    }
    qg_line_escape(&line, qg_text_of(text == NULL ? format : text), 0);
    qg_line_print(console, &line);
    free(text);
}

void qg_console_error(const qg_console *console, const char *name, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(console, QG_RED, name, format, args);
    va_end(args);
}

void qg_console_no_memory(const qg_console *console, const char *name)
{
    qg_console_error(console, name, _("memory ran out; close other programs or split the file"));
}

void qg_console_note(const qg_console *console, const char *name, const char *format, ...)
{
    va_list args;

    if (console->level < QG_VERBOSE)
        return;
    va_start(args, format);
    say(console, QG_BOLD, name, _(format), args);
    va_end(args);
}
