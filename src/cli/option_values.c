#include "cli/option_values.h"

#include "cli/language.h"
#include "cli/text.h"

#include <string.h>

typedef struct format_name {
    const char *name;
    qg_format format;
} format_name;

static bool read_format(qg_format *format, const char *word, const format_name *names)
{
    for (size_t i = 0; names[i].name != NULL; i++)
        if (strcmp(names[i].name, word) == 0) {
            *format = names[i].format;
            return true;
        }
    return false;
}

bool qg_value_from(qg_args *args, const char *word, const qg_console *console)
{
    static const format_name names[] = {
        {"auto", QG_FORMAT_AUTO},   {"markdown", QG_FORMAT_MARKDOWN},
        {"md", QG_FORMAT_MARKDOWN}, {"text", QG_FORMAT_TEXT},
        {"txt", QG_FORMAT_TEXT},    {"html", QG_FORMAT_HTML},
        {"htm", QG_FORMAT_HTML},    {NULL, QG_FORMAT_AUTO}};

    if (read_format(&args->options.from, word, names))
        return true;
    qg_console_error(
        console, NULL,
        _("--from %s: there is no such input format; use auto, markdown, text or html"), word);
    return false;
}

bool qg_value_to(qg_args *args, const char *word, const qg_console *console)
{
    static const format_name names[] = {
        {"docx", QG_FORMAT_DOCX},   {"markdown", QG_FORMAT_MARKDOWN},
        {"md", QG_FORMAT_MARKDOWN}, {"json", QG_FORMAT_JSON},
        {"html", QG_FORMAT_HTML},   {"text", QG_FORMAT_TEXT},
        {"txt", QG_FORMAT_TEXT},    {NULL, QG_FORMAT_AUTO}};

    if (read_format(&args->options.to, word, names))
        return true;
    qg_console_error(
        console, NULL,
        _("--to %s: there is no such output format; use docx, html, markdown, text or json"), word);
    return false;
}

bool qg_value_script(qg_args *args, const char *word, const qg_console *console)
{
    static const struct {
        const char *name;
        qg_script script;
    } names[] = {{"keep", QG_SCRIPT_KEEP},
                 {"simplified", QG_SCRIPT_SIMPLIFIED},
                 {"simplified-phrases", QG_SCRIPT_SIMPLIFIED_PHRASES},
                 {"traditional", QG_SCRIPT_TRADITIONAL},
                 {"taiwan", QG_SCRIPT_TAIWAN},
                 {"taiwan-phrases", QG_SCRIPT_TAIWAN_PHRASES},
                 {"hongkong", QG_SCRIPT_HONGKONG}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, word) == 0) {
            args->options.script = names[i].script;
            return true;
        }
    qg_console_error(console, NULL,
                     _("--script %s: there is no such script; use keep, simplified, "
                       "simplified-phrases, traditional, taiwan, taiwan-phrases or hongkong"),
                     word);
    return false;
}

static unsigned repair_bit(const char *word, size_t n)
{
    for (unsigned i = 0; qg_repair_name(i) != NULL; i++)
        if (strlen(qg_repair_name(i)) == n && strncmp(word, qg_repair_name(i), n) == 0)
            return 1U << i;
    return 0;
}

static bool is_word(const char *word, size_t n, const char *name)
{
    return strlen(name) == n && strncmp(word, name, n) == 0;
}

static void set_repairs(qg_args *args, unsigned repairs)
{
    args->options.repairs = repairs;
    args->options.draft_repairs = 0;
}

/* Read one word of --repair.  The first plain name of a kind replaces the default set; further
 * names are added to it. */
static bool take_repair(qg_args *args, const char *word, size_t n, bool *is_named)
{
    bool has_sign = n > 0 && (*word == '-' || *word == '+');
    unsigned bit = repair_bit(word + has_sign, n - has_sign);

    if (is_word(word, n, "safe") || is_word(word, n, "full")) {
        args->options.repair_guesses = *word == 'f';
        return true;
    }
    if (is_word(word, n, "all") || is_word(word, n, "none")) {
        set_repairs(args, *word == 'a' ? QG_REPAIRS_ALL : 0);
        return true;
    }
    if (has_sign && *word == '-') {
        args->options.repairs &= ~bit;
        args->options.draft_repairs &= ~bit;
    } else if (has_sign || *is_named) {
        args->options.repairs |= bit;
    } else {
        set_repairs(args, bit);
        *is_named = true;
    }
    return bit != 0;
}

bool qg_value_repairs(qg_args *args, const char *list, const qg_console *console)
{
    bool is_named = false;

    for (const char *word = list;; word++) {
        size_t n = strcspn(word, ",");
        if (!take_repair(args, word, n, &is_named)) {
            qg_console_error(
                console, NULL,
                _("--repair %s: there is no such kind of damage; `qinggao help repairs` "
                  "lists them"),
                list);
            return false;
        }
        word += n;
        if (*word == '\0')
            return true;
    }
}

bool qg_value_skip(qg_args *args, const char *word, const qg_console *console)
{
    qg_finding finding;
    bool is_good = true;

    args->options.skip = qg_text_of(word);
    for (const char *id = word; is_good; id++) {
        size_t n = strcspn(id, ",");
        is_good = qg_finding_read_id(&finding, (qg_str){id, n});
        id += n;
        if (*id == '\0')
            break;
    }
    if (!is_good)
        qg_console_error(
            console, NULL,
            _("--skip %s: is no list of ids; give ids from the report with commas between"), word);
    return is_good;
}

/* By how many bits a unit shifts the number before it: K, M, G, also written KB or KiB; -1 when it
 * is none of these. */
static int shift_of(const char *unit)
{
    static const char letters[] = "KMG";
    const char *hit = *unit == '\0' ? NULL : strchr(letters, *unit & ~0x20);

    if (*unit == '\0')
        return 0;
    if (hit == NULL || *hit == '\0')
        return -1;
    if (unit[1] != '\0' && strcmp(unit + 1, "B") != 0 && strcmp(unit + 1, "iB") != 0)
        return -1;
    return (int)(hit - letters + 1) * 10;
}

bool qg_value_max_input(qg_args *args, const char *word, const qg_console *console)
{
    size_t n = 0;
    const char *p = word;
    int shift;

    for (; *p >= '0' && *p <= '9' && n < SIZE_MAX / 20; p++)
        n = n * 10 + (size_t)(*p - '0');
    shift = shift_of(p);
    if (n == 0 || shift < 0 || n > (SIZE_MAX / 2) >> shift) {
        qg_console_error(console, NULL,
                         _("--max-input %s: is no size; write a number of bytes, or such as 200M"),
                         word);
        return false;
    }
    args->options.max_input_bytes = n << shift;
    return true;
}

/* A whole number from 1 to `most`. */
static bool read_number(size_t *number, const char *option, const char *word, size_t most,
                        const qg_console *console)
{
    size_t n = 0;
    const char *p = word;

    for (; *p >= '0' && *p <= '9' && n <= most; p++)
        n = n * 10 + (size_t)(*p - '0');
    *number = n;
    if (n > 0 && n <= most && *p == '\0')
        return true;
    qg_console_error(console, NULL, _("--%s %s: is no number from 1 to %zu"), option, word, most);
    return false;
}

bool qg_value_jobs(qg_args *args, const char *word, const qg_console *console)
{
    return read_number(&args->n_jobs, "jobs", word, 256, console);
}

bool qg_value_max_nesting(qg_args *args, const char *word, const qg_console *console)
{
    return read_number(&args->options.max_nesting, "max-nesting", word, 1000, console);
}

bool qg_value_max_cells(qg_args *args, const char *word, const qg_console *console)
{
    return read_number(&args->options.max_cells, "max-cells", word, 1000000000, console);
}

bool qg_value_heading_shift(qg_args *args, const char *word, const qg_console *console)
{
    size_t n = strspn(word, "+-");

    if (n <= 1 && word[n] >= '0' && word[n] <= '8' && word[n + 1] == '\0') {
        args->options.heading_shift = word[0] == '-' ? '0' - word[n] : word[n] - '0';
        return true;
    }
    qg_console_error(console, NULL, _("--shift-heading-level-by %s: is no number from -8 to 8"),
                     word);
    return false;
}

bool qg_value_timeout(qg_args *args, const char *word, const qg_console *console)
{
    return read_number(&args->timeout_s, "timeout", word, 1000000, console);
}

bool qg_value_metadata(qg_args *args, const char *word, const qg_console *console)
{
    const char *equals = strchr(word, '=');

    if (equals == NULL || equals == word) {
        qg_console_error(console, NULL,
                         _("--metadata %s: has no key; write KEY=VALUE, such as title=工作总结"),
                         word);
        return false;
    }
    args->metadata[args->options.n_metadata++] =
        (qg_entry){{word, (size_t)(equals - word)}, qg_text_of(equals + 1)};
    return true;
}
