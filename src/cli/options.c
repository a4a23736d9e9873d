#include "cli/options.h"

#include "cli/language.h"
#include "cli/option_values.h"
#include "cli/text.h"

#include <getopt.h>
#include <stdint.h>
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
    SHIFT_HEADINGS,
    KEEP_JUNK,
    REPORT,
    DIFF,
    RESOURCE_PATH,
    MAX_INPUT,
    MAX_NESTING,
    MAX_CELLS,
    TIMEOUT,
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
    [SHIFT_HEADINGS] =
        {0, "shift-heading-level-by", "N", CONVERT,
         N_("read each heading of a Markdown draft as if it had N more #, or fewer:\n"
            "with 1 a # is no title but the first level")},
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
    [MAX_NESTING] = {0, "max-nesting", "N", CONVERT,
                     N_("refuse drafts nested deeper than N (default: 100)")},
    [MAX_CELLS] = {0, "max-cells", "N", CONVERT,
                   N_("refuse drafts whose tables have more than N cells (default: 1000000)")},
    [TIMEOUT] = {0, "timeout", "SECONDS", CONVERT | FIX,
                 N_("give an input up that takes longer (default: 600)")},
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

static const char *verb_name(qg_verb verb)
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

/* ---- options --------------------------------------------------------------------------------- */

/* Take option `i` with its argument. */
static bool take_option(qg_args *args, int i, const char *word, qg_console *console)
{
    /* clang-format off */
    switch (i) {
    case FROM: return qg_value_from(args, word, console);
    case TO: return qg_value_to(args, word, console);
    case METADATA: return qg_value_metadata(args, word, console);
    case MAX_INPUT: return qg_value_max_input(args, word, console);
    case MAX_NESTING: return qg_value_max_nesting(args, word, console);
    case MAX_CELLS: return qg_value_max_cells(args, word, console);
    case TIMEOUT: return qg_value_timeout(args, word, console);
    case JOBS: return qg_value_jobs(args, word, console);
    case SCRIPT: return qg_value_script(args, word, console);
    case REPAIR: return qg_value_repairs(args, word, console);
    case SKIP: return qg_value_skip(args, word, console);
    case KEEP_TERMS: args->keep_terms = word; break;
    case OUTPUT: args->output = word; break;
    case OUT_DIR: args->out_dir = word; break;
    case STYLE: args->style = word; break;
    case FONTS: args->options.fonts = qg_text_of(word); break;
    case ENCODING: args->options.encoding = qg_text_of(word); break;
    case STRICT: args->options.is_strict = true; break;
    case SHIFT_HEADINGS: return qg_value_heading_shift(args, word, console);
    case KEEP_JUNK: args->options.keep_junk = true; break;
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

/* Whether giving the option twice is an error, because the first value would be lost unnoticed: a
 * file not written, inputs not read, places changed after all.  Of other options the last value
 * counts, so that an option can override one in an alias. */
static bool is_given_once(int i)
{
    return i == OUTPUT || i == REPORT || i == FILES_FROM || i == SKIP || i == KEEP_TERMS;
}

static bool take_all(qg_args *args, uint64_t *used, int argc, char **argv, qg_console *console)
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
        if (optarg != NULL && *optarg == '\0') {
            qg_console_error(console, NULL, _("--%s: the value is empty; give one"),
                             qg_options_known[index_of(code)].name);
            return false;
        }
        if ((*used >> index_of(code) & 1) != 0 && is_given_once(index_of(code))) {
            qg_console_error(console, NULL, _("--%s: is given twice; give it once"),
                             qg_options_known[index_of(code)].name);
            return false;
        }
        *used |= (uint64_t)1 << index_of(code);
        if (!take_option(args, index_of(code), optarg, console))
            return false;
    }
    if (optind < argc && args->verb == QG_VERB_NONE)
        args->verb = QG_VERB_CONVERT;
    for (int i = optind; i < argc; i++)
        args->inputs[args->n_inputs++] = argv[i];
    return true;
}

/* ---- what must hold between them ------------------------------------------------------------- */

static bool check_verbs(const qg_args *args, uint64_t used, const qg_console *console)
{
    for (int i = 0; i < N_OPTIONS; i++)
        if ((used >> i & 1) != 0 && (qg_options_known[i].verbs & (int)args->verb) == 0) {
            qg_console_error(
                console, NULL, _("--%s: `%s` has no such option; see `qinggao %s --help`"),
                qg_options_known[i].name, verb_name(args->verb), verb_name(args->verb));
            return false;
        }
    return true;
}

/* The library takes UTF-8 only. */
static bool check_text(const qg_args *args, const qg_console *console)
{
    const qg_options *options = &args->options;
    bool ok = qg_text_is_valid(options->encoding) && qg_text_is_valid(options->fonts) &&
              qg_text_is_valid(qg_text_of(args->style));

    for (size_t i = 0; i < options->n_metadata; i++)
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
    if (wrong != NULL)
        qg_console_error(console, NULL, "%s", wrong);
    return wrong == NULL;
}

static bool check(const qg_args *args, uint64_t used, const qg_console *console)
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
    uint64_t used = 0;

    *args = (qg_args){.timeout_s = 600};
    qg_options_init(&args->options);
    args->inputs = calloc(n, sizeof *args->inputs);
    args->metadata = calloc(n, sizeof *args->metadata);
    args->resource_paths = calloc(n, sizeof *args->resource_paths);
    if (args->inputs == NULL || args->metadata == NULL || args->resource_paths == NULL)
        return QG_E_MEMORY;
    args->options.metadata = args->metadata;
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
