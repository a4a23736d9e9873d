#include "cli/options.h"

#include "cli/language.h"
#include "cli/text.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONVERT = QG_VERB_CONVERT,
    FIX = QG_VERB_FIX,
    DETECT = QG_VERB_DETECT,
    FONTS_TOO = CONVERT | QG_VERB_FONTS,
    ALL = CONVERT | FIX | DETECT | QG_VERB_STYLES | QG_VERB_FONTS | QG_VERB_HELP
};

/* clang-format off: a table reads better than what it makes of it */

/* The index of each option in the table below, which getopt_long gives back. */
enum {
    FROM,
    TO,
    OUTPUT,
    OUT_DIR,
    METADATA,
    STYLE,
    FONTS,
    ENCODING,
    SCRIPT,
    KEEP_TERMS,
    STRICT,
    REPAIR,
    SKIP,
    KEEP_JUNK,
    REPORT,
    DIFF,
    RESOURCE_PATH,
    MAX_INPUT,
    FILES_FROM,
    RECURSIVE,
    JOBS,
    RESUME,
    FORCE,
    JSON,
    QUIET,
    VERBOSE,
    HELP,
    VERSION,
    N_OPTIONS,
    LONG = 256 /* added, so that an index is never taken for a letter */
};

const qg_option qg_options_known[] = {
    [FROM] = {'f', "from", "FORMAT", CONVERT,
              N_("what the input is: auto, markdown, text or html (default: auto)")},
    [TO] = {'t', "to", "FORMAT", CONVERT,
            N_("what to make: docx, html, markdown, text or json\n(default: as the name after -o "
               "ends, else "
               "docx)")},
    [OUTPUT] = {'o', "output", "OUT", CONVERT | FIX,
                N_("write to the file OUT, replacing it; - is standard output")},
    [OUT_DIR] = {0, "out-dir", "DIR", CONVERT | FIX,
                 N_("write the results into the folder DIR, which is made if needed")},
    [METADATA] =
        {'M', "metadata", "KEY=VALUE", CONVERT,
         N_("set a front matter entry over the draft's own;\na key given again makes a list")},
    [STYLE] = {0, "style", "NAME|FILE", CONVERT,
               N_("use this built-in style sheet, this file, or the looks of this\nWord document")},
    [FONTS] =
        {0, "fonts", "SET", FONTS_TOO,
         N_("name the fonts as these systems do: gb2312, gbk, windows, mac, open,\nor a set of "
            "the style sheet's own")},
    [ENCODING] = {0, "encoding", "NAME", CONVERT | FIX,
                  N_("read the input in this encoding (default: found out)")},
    [SCRIPT] = {0, "script", "NAME", CONVERT | FIX,
                N_("convert the characters: keep, simplified, simplified-phrases,\ntraditional, "
                   "taiwan, taiwan-phrases or hongkong (default: keep)")},
    [KEEP_TERMS] = {0, "keep-terms", "FILE", CONVERT | FIX,
                    N_("leave the names in FILE, one a line, as they are")},
    [STRICT] = {0, "strict", NULL, CONVERT | FIX,
                N_("fail when some bytes are no text in the encoding")},
    [REPAIR] = {0, "repair", "LIST", CONVERT | FIX,
                N_("what damage to mend: safe (default), full (likely guesses too), all,\nnone, "
                   "names of kinds, -NAME to leave one out, +NAME to add one;\n`qinggao help "
                   "repairs` lists the kinds")},
    [SKIP] = {0, "skip", "ID,...", CONVERT | FIX,
              N_("leave the places as they are that have these ids in the report")},
    [KEEP_JUNK] = {0, "keep-junk", NULL, CONVERT,
                   N_("leave menus, counters, page numbers and the like in a text or page")},
    [REPORT] =
        {0, "report", "FILE", CONVERT | FIX,
         N_("write all findings as JSON or, when FILE ends in .html, as a web page\nwith the "
            "text; - is standard output")},
    [DIFF] = {0, "diff", NULL, FIX, N_("print the lines that repair changes instead of the text")},
    [RESOURCE_PATH] = {0, "resource-path", "DIR", CONVERT,
                       N_("also read pictures from the folder DIR; may be repeated")},
    [MAX_INPUT] = {0, "max-input", "SIZE", CONVERT | FIX | DETECT,
                   N_("refuse larger inputs, such as 200M (default: 256M)")},
    [FILES_FROM] = {0, "files-from", "FILE", CONVERT | FIX | DETECT,
                    N_("also take the inputs that FILE lists, one a line or each ended by a NUL\n"
                       "byte; - is standard input")},
    [RECURSIVE] = {'r', "recursive", NULL, CONVERT | FIX | DETECT,
                   N_("of a folder take the drafts in it and below")},
    [JOBS] = {'j', "jobs", "N", CONVERT | FIX,
              N_("convert N inputs at the same time (default: the cores)")},
    [RESUME] = {0, "resume", NULL, CONVERT | FIX,
                N_("leave out inputs whose result is there and newer")},
    [FORCE] = {0, "force", NULL, CONVERT | FIX,
               N_("replace existing files that were not named with -o")},
    [JSON] = {0, "json", NULL, DETECT, N_("print a JSON array")},
    [QUIET] = {'q', "quiet", NULL, ALL, N_("say nothing but errors")},
    [VERBOSE] = {'v', "verbose", NULL, ALL, N_("list every finding and every file written")},
    [HELP] = {'h', "help", NULL, ALL, N_("print this help")},
    [VERSION] = {0, "version", NULL, ALL, N_("print the version")},
    [N_OPTIONS] = {0},
};

/* clang-format on */

static const struct {
    qg_verb verb;
    const char *name;
} verbs[] = {{QG_VERB_CONVERT, "convert"}, {QG_VERB_FIX, "fix"},     {QG_VERB_DETECT, "detect"},
             {QG_VERB_STYLES, "styles"},   {QG_VERB_FONTS, "fonts"}, {QG_VERB_HELP, "help"}};

const char *qg_verb_name(qg_verb verb)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (verbs[i].verb == verb)
            return verbs[i].name;
    return "";
}

qg_verb qg_verb_of(const char *word)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, word) == 0)
            return verbs[i].verb;
    return QG_VERB_NONE;
}

/* ---- values ------------------------------------------------------------------------------------
 */

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

static bool read_from(qg_args *args, const char *word, const qg_console *console)
{
    static const format_name names[] = {
        {"auto", QG_FORMAT_AUTO},   {"markdown", QG_FORMAT_MARKDOWN},
        {"md", QG_FORMAT_MARKDOWN}, {"text", QG_FORMAT_TEXT},
        {"txt", QG_FORMAT_TEXT},    {"html", QG_FORMAT_HTML},
        {"htm", QG_FORMAT_HTML},    {NULL, QG_FORMAT_AUTO}};

    if (read_format(&args->from, word, names))
        return true;
    qg_console_error(
        console, NULL,
        _("--from %s: there is no such input format; use auto, markdown, text or html"), word);
    return false;
}

static bool read_to(qg_args *args, const char *word, const qg_console *console)
{
    static const format_name names[] = {
        {"docx", QG_FORMAT_DOCX},   {"markdown", QG_FORMAT_MARKDOWN},
        {"md", QG_FORMAT_MARKDOWN}, {"json", QG_FORMAT_JSON},
        {"html", QG_FORMAT_HTML},   {"text", QG_FORMAT_TEXT},
        {"txt", QG_FORMAT_TEXT},    {NULL, QG_FORMAT_AUTO}};

    if (read_format(&args->to, word, names))
        return true;
    qg_console_error(
        console, NULL,
        _("--to %s: there is no such output format; use docx, html, markdown, text or json"), word);
    return false;
}

static bool read_script(qg_args *args, const char *word, const qg_console *console)
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
            args->script = names[i].script;
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
    args->repairs = repairs;
    args->draft_repairs = 0;
}

/* One word of --repair.  The first bare name of a kind says that it is the only one but for those
 * that follow. */
static bool take_repair(qg_args *args, const char *word, size_t n, bool *is_named)
{
    bool has_sign = n > 0 && (*word == '-' || *word == '+');
    unsigned bit = repair_bit(word + has_sign, n - has_sign);

    if (is_word(word, n, "safe") || is_word(word, n, "full")) {
        args->repair_guesses = *word == 'f';
        return true;
    }
    if (is_word(word, n, "all") || is_word(word, n, "none")) {
        set_repairs(args, *word == 'a' ? QG_REPAIRS_ALL : 0);
        return true;
    }
    if (has_sign && *word == '-') {
        args->repairs &= ~bit;
        args->draft_repairs &= ~bit;
    } else if (has_sign || *is_named) {
        args->repairs |= bit;
    } else {
        set_repairs(args, bit);
        *is_named = true;
    }
    return bit != 0;
}

static bool read_repairs(qg_args *args, const char *list, const qg_console *console)
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

static bool read_skip(qg_args *args, const char *word, const qg_console *console)
{
    qg_finding finding;
    bool is_good = true;

    args->skip = word;
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

/* How far the unit behind a number shifts it: K, M, G, also written KB or KiB; -1 for no unit. */
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

static bool read_size(qg_args *args, const char *word, const qg_console *console)
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
    args->max_input_bytes = n << shift;
    return true;
}

static bool read_jobs(qg_args *args, const char *word, const qg_console *console)
{
    enum { MOST = 256 };
    size_t n = 0;
    const char *p = word;

    for (; *p >= '0' && *p <= '9' && n <= MOST; p++)
        n = n * 10 + (size_t)(*p - '0');
    args->n_jobs = n;
    if (n > 0 && n <= MOST && *p == '\0')
        return true;
    qg_console_error(console, NULL, _("--jobs %s: is no number from 1 to %d"), word, MOST);
    return false;
}

static bool read_metadata(qg_args *args, const char *word, const qg_console *console)
{
    const char *equals = strchr(word, '=');

    if (equals == NULL || equals == word) {
        qg_console_error(console, NULL,
                         _("--metadata %s: has no key; write KEY=VALUE, such as title=工作总结"),
                         word);
        return false;
    }
    args->metadata[args->n_metadata++] =
        (qg_entry){{word, (size_t)(equals - word)}, qg_text_of(equals + 1)};
    return true;
}

/* ---- options -----------------------------------------------------------------------------------
 */

/* Take option `i` with its argument. */
static bool take_option(qg_args *args, int i, const char *word, qg_console *console)
{
    /* clang-format off */
    switch (i) {
    case FROM: return read_from(args, word, console);
    case TO: return read_to(args, word, console);
    case METADATA: return read_metadata(args, word, console);
    case MAX_INPUT: return read_size(args, word, console);
    case JOBS: return read_jobs(args, word, console);
    case SCRIPT: return read_script(args, word, console);
    case REPAIR: return read_repairs(args, word, console);
    case SKIP: return read_skip(args, word, console);
    case KEEP_TERMS: args->keep_terms = word; break;
    case OUTPUT: args->output = word; break;
    case OUT_DIR: args->out_dir = word; break;
    case STYLE: args->style = word; break;
    case FONTS: args->fonts = word; break;
    case ENCODING: args->encoding = word; break;
    case STRICT: args->is_strict = true; break;
    case KEEP_JUNK: args->keep_junk = true; break;
    case REPORT: args->report = word; break;
    case DIFF: args->wants_diff = true; break;
    case RESOURCE_PATH: args->resource_paths[args->n_resource_paths++] = word; break;
    case FILES_FROM: args->files_from = word; break;
    case RECURSIVE: args->is_recursive = true; break;
    case RESUME: args->is_resumed = true; break;
    case FORCE: args->may_replace = true; break;
    case JSON: args->as_json = true; break;
    case QUIET: console->level = QG_QUIET; break;
    case VERBOSE: console->level = QG_VERBOSE; break;
    case HELP: args->wants_help = true; break;
    case VERSION: args->wants_version = true; break;
    default: break;
    }
    /* clang-format on */
    return true;
}

static int index_of(int code)
{
    if (code >= LONG)
        return code - LONG;
    for (int i = 0; i < N_OPTIONS; i++)
        if (qg_options_known[i].letter == code)
            return i;
    return N_OPTIONS;
}

/* Fill in what getopt_long wants.  "-" in front gives back other words in their place, ":" tells a
 * missing argument from an unknown option. */
static void describe_options(char *letters, struct option *names)
{
    *letters++ = '-';
    *letters++ = ':';
    for (int i = 0; i < N_OPTIONS; i++) {
        const qg_option *option = &qg_options_known[i];
        bool takes_argument = option->argument != NULL;
        names[i] = (struct option){option->name, takes_argument ? required_argument : no_argument,
                                   NULL, LONG + i};
        if (option->letter != 0)
            *letters++ = option->letter;
        if (option->letter != 0 && takes_argument)
            *letters++ = ':';
    }
    names[N_OPTIONS] = (struct option){0};
    *letters = '\0';
}

/* Say what getopt_long did not like about `word`, the argument it has just passed. */
static bool refuse_option(int code, const char *word, const qg_console *console)
{
    char letter[] = {'-', (char)optopt, '\0'};
    bool is_letter = optopt > 0 && optopt < LONG && strncmp(word, "--", 2) != 0;
    const char *shown = is_letter ? letter : word;

    if (code == ':')
        qg_console_error(console, NULL, _("%s: needs a value behind it; see `qinggao --help`"),
                         shown);
    else if (optopt >= LONG)
        qg_console_error(console, NULL, _("%s: takes no value; see `qinggao --help`"), shown);
    else
        qg_console_error(console, NULL, _("%s: there is no such option; see `qinggao --help`"),
                         shown);
    return false;
}

/* The first word is the verb if it is one; the others are inputs. */
static void take_word(qg_args *args, const char *word)
{
    if (args->verb == QG_VERB_NONE) {
        args->verb = qg_verb_of(word);
        if (args->verb != QG_VERB_NONE)
            return;
        args->verb = QG_VERB_CONVERT;
    }
    args->inputs[args->n_inputs++] = word;
}

static bool take_all(qg_args *args, int *used, int argc, char **argv, qg_console *console)
{
    char letters[2 * N_OPTIONS + 3];
    struct option names[N_OPTIONS + 1];
    int code;

    describe_options(letters, names);
    opterr = 0;
    while ((code = getopt_long(argc, argv, letters, names, NULL)) != -1) {
        if (code == 1) {
            take_word(args, optarg);
            continue;
        }
        if (code == '?' || code == ':')
            return refuse_option(code, argv[optind - 1], console);
        *used |= 1 << index_of(code);
        if (!take_option(args, index_of(code), optarg, console))
            return false;
    }
    if (optind < argc && args->verb == QG_VERB_NONE)
        args->verb = QG_VERB_CONVERT;
    for (int i = optind; i < argc; i++)
        args->inputs[args->n_inputs++] = argv[i];
    return true;
}

/* ---- what must hold between them ----------------------------------------------------------------
 */

static bool check_verbs(const qg_args *args, int used, const qg_console *console)
{
    for (int i = 0; i < N_OPTIONS; i++)
        if ((used & 1 << i) != 0 && (qg_options_known[i].verbs & (int)args->verb) == 0) {
            qg_console_error(
                console, NULL, _("--%s: `%s` has no such option; see `qinggao %s --help`"),
                qg_options_known[i].name, qg_verb_name(args->verb), qg_verb_name(args->verb));
            return false;
        }
    return true;
}

/* The library takes UTF-8 only. */
static bool check_text(const qg_args *args, const qg_console *console)
{
    bool ok = qg_text_is_valid(qg_text_of(args->encoding)) &&
              qg_text_is_valid(qg_text_of(args->style)) &&
              qg_text_is_valid(qg_text_of(args->fonts));

    for (size_t i = 0; i < args->n_metadata; i++)
        ok = ok && qg_text_is_valid(args->metadata[i].key) &&
             qg_text_is_valid(args->metadata[i].value);
    if (!ok)
        qg_console_error(console, NULL,
                         _("a value on the command line is not UTF-8; set the terminal to UTF-8"));
    return ok;
}

static bool check_output(const qg_args *args, const qg_console *console)
{
    bool are_many = args->n_inputs > 1 || args->files_from != NULL || args->is_recursive;
    const char *wrong = NULL;

    if (args->output != NULL && args->out_dir != NULL)
        wrong = _("-o and --out-dir exclude each other; give one of them");
    else if (args->output != NULL && are_many)
        wrong = _("-o takes one input only; use --out-dir for several");
    else if (args->wants_diff && (args->output != NULL || args->out_dir != NULL))
        wrong = _("--diff only prints; leave out -o and --out-dir");
    else if (args->verb == QG_VERB_FIX && are_many && args->out_dir == NULL && !args->wants_diff)
        wrong = _("several inputs do not fit on standard output; use --out-dir");
    else if (args->output != NULL && *args->output == '\0')
        wrong = _("-o has an empty name; give a file");
    if (wrong != NULL)
        qg_console_error(console, NULL, "%s", wrong);
    return wrong == NULL;
}

static bool check(const qg_args *args, int used, const qg_console *console)
{
    const int need_input = CONVERT | FIX | DETECT;

    if (args->wants_help || args->wants_version)
        return true;
    if (args->n_inputs == 0 && args->files_from == NULL && ((int)args->verb & need_input) != 0) {
        qg_console_error(console, NULL, _("no input; name a file, or - for standard input"));
        return false;
    }
    return check_verbs(args, used, console) && check_text(args, console) &&
           check_output(args, console);
}

qg_status qg_args_read(qg_args *args, int argc, char **argv, qg_console *console)
{
    size_t n = (size_t)argc + 1;
    int used = 0;

    *args = (qg_args){.repairs = QG_REPAIRS_ALL & ~QG_REPAIRS_TASTE,
                      .draft_repairs = QG_REPAIRS_TASTE,
                      .max_input_bytes = (size_t)256 << 20};
    args->inputs = calloc(n, sizeof *args->inputs);
    args->metadata = calloc(n, sizeof *args->metadata);
    args->resource_paths = calloc(n, sizeof *args->resource_paths);
    if (args->inputs == NULL || args->metadata == NULL || args->resource_paths == NULL)
        return QG_E_MEMORY;
    if (!take_all(args, &used, argc, argv, console))
        return QG_E_ARG;
    if (args->verb == QG_VERB_NONE)
        args->verb = args->wants_help ? QG_VERB_HELP : QG_VERB_CONVERT;
    return check(args, used, console) ? QG_OK : QG_E_ARG;
}

void qg_args_clear(qg_args *args)
{
    free(args->inputs);
    free(args->metadata);
    free(args->resource_paths);
    *args = (qg_args){0};
}
