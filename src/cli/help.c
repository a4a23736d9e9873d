/* help.c - the verb help, and --help. */
#include "cli/files.h"
#include "cli/language.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <string.h>

enum { HELP_COLUMN = 30 }; /* where the text of an option starts */

/* A page for each verb; that of help itself is the overview. */
static const struct page {
    qg_verb verb;
    const char *usage;    /* to be read by machines too, so not translated */
    const char *what;     /* English, to be translated */
    const char *examples; /* likewise not translated */
} pages[] = {
    {QG_VERB_HELP,
     "qinggao [convert] INPUT... [-o OUT | --out-dir DIR] [options]\n"
     "qinggao fix INPUT... [-o OUT | --out-dir DIR] [options]\n"
     "qinggao detect [--json] INPUT...\n"
     "qinggao styles [NAME | FILE | diff A B]\n"
     "qinggao fonts [NAME | FILE] [--fonts SET]\n"
     "qinggao help [VERB | repairs]\n",
     N_("Turns Chinese report drafts into clean text and Word documents in the format of\n"
        "GB/T 9704-2012.  An INPUT is Markdown, plain text or a web page in any encoding; - is\n"
        "standard input.\n"
        "\n"
        "  convert   make a Word document, a web page, text or JSON (without a verb, too)\n"
        "  fix       make clean UTF-8 text\n"
        "  detect    print the encoding of files\n"
        "  styles    list the built-in style sheets, print one, or compare two\n"
        "  fonts     say which fonts of a style sheet this machine lacks\n"
        "\n"
        "Exit status: 0 done; 1 wrong usage; 2 input unreadable or refused; 3 output not "
        "written.\n"),
     "qinggao draft.md\n"
     "qinggao old.txt -o new.docx --style company\n"
     "qinggao fix gbk.txt > utf8.txt\n"
     "qinggao help convert\n"},
    {QG_VERB_CONVERT, "qinggao [convert] INPUT... [-o OUT | --out-dir DIR] [options]\n",
     N_("Makes a Word document of each draft: draft.docx beside draft.md unless -o or --out-dir "
        "says\n"
        "otherwise.  A file that exists is replaced only when it was named with -o or with "
        "--force.\n"),
     "qinggao draft.md\n"
     "qinggao *.md --out-dir out --report findings.json\n"
     "qinggao draft.md -o notice.docx --style gbt9704 -M issuer=某市人民政府 -M "
     "doc-number=某政发〔2024〕5号\n"
     "cat draft.txt | qinggao - -t markdown\n"},
    {QG_VERB_FIX, "qinggao fix INPUT... [-o OUT | --out-dir DIR] [options]\n",
     N_("Makes clean UTF-8 text of a draft in any encoding and prints it, or writes it to OUT or "
        "DIR.\n"),
     "qinggao fix gbk.txt > utf8.txt\n"
     "qinggao fix *.txt --out-dir clean\n"
     "qinggao fix --encoding BIG5 -v old.txt -o new.txt\n"},
    {QG_VERB_DETECT, "qinggao detect [--json] INPUT...\n",
     N_("Prints the encoding of each file and how sure that is.\n"),
     "qinggao detect *.txt\n"
     "qinggao detect --json old.txt\n"},
    {QG_VERB_STYLES, "qinggao styles [NAME | FILE | diff A B]\n",
     N_("Lists the built-in style sheets.  With a NAME, prints that one, to start one's own "
        "from.\n"
        "diff lists in what sheet B deviates from A, with the clause of the standard.\n"),
     "qinggao styles\n"
     "qinggao styles gbt9704 > mine.yaml\n"
     "qinggao styles diff gbt9704 mine.yaml\n"},
    {QG_VERB_FONTS, "qinggao fonts [NAME | FILE] [--fonts SET]\n",
     N_("Lists the fonts that a style sheet names (default: gbt9704), says which of them this "
        "machine\n"
        "lacks, and what a reader here will see instead.  Fonts are looked up with fc-list.\n"),
     "qinggao fonts\n"
     "qinggao fonts company --fonts open\n"},
};

static const struct page *page_of(qg_verb verb)
{
    for (size_t i = 1; i < sizeof pages / sizeof *pages; i++)
        if (pages[i].verb == verb)
            return &pages[i];
    return &pages[0];
}

/* Print each line of `text` with blanks before it; the first one has them already when `n_done` >
 * 0. */
static void print_lines(const char *text, int n_blanks, int n_done)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        printf("%*s%.*s\n", n_blanks > n_done ? n_blanks - n_done : 0, "", (int)n, text);
        text += text[n] == '\0' ? n : n + 1;
        n_done = 0;
    }
}

static void print_option(const qg_option *option)
{
    int n = option->letter == 0 ? printf("      --%s", option->name)
                                : printf("  -%c, --%s", option->letter, option->name);

    if (option->argument != NULL)
        n += printf(" %s", option->argument);
    if (n >= HELP_COLUMN) {
        printf("\n");
        n = 0;
    }
    print_lines(_(option->help), HELP_COLUMN, n);
}

static void print_page(const struct page *page)
{
    printf("%s\n", _("Usage:"));
    print_lines(page->usage, 2, 0);
    printf("\n%s\n%s\n", _(page->what), _("Options:"));
    for (const qg_option *option = qg_options_known; option->name != NULL; option++)
        if (page->verb == QG_VERB_HELP || (option->verbs & (int)page->verb) != 0)
            print_option(option);
    printf("\n%s\n", _("Examples:"));
    print_lines(page->examples, 2, 0);
}

static void print_repairs(void)
{
    printf("%s\n", _("Kinds of damage for --repair:"));
    for (size_t i = 0; qg_repair_name(i) != NULL; i++)
        print_lines(_(qg_repair_summary(i)), HELP_COLUMN, printf("  %s", qg_repair_name(i)));
}

qg_status qg_verb_help(const qg_args *args, const qg_console *console)
{
    qg_verb verb = args->verb;

    if (verb == QG_VERB_HELP && args->n_inputs > 0 && strcmp(args->inputs[0], "repairs") == 0) {
        print_repairs();
        return qg_stdout_finish(console);
    }
    if (verb == QG_VERB_HELP && args->n_inputs > 0) {
        verb = qg_verb_of(args->inputs[0]);
        if (verb == QG_VERB_NONE) {
            qg_console_error(console, NULL, _("%s: there is no such verb; see `qinggao help`"),
                             args->inputs[0]);
            return QG_E_ARG;
        }
    }
    print_page(page_of(verb));
    return qg_stdout_finish(console);
}
