/* code.c - telling programs, settings and tables of values from prose, by their lines. */
#include "normalize/shield/shield_int.h"

static bool is_ascii(qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

static bool starts_with_any(qg_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_starts(s, qg_str_of(words[i])))
            return true;
    return false;
}

#define STARTS_WITH_ANY(s, words) starts_with_any(s, words, sizeof(words) / sizeof *(words))

/* ---- a line of a program --------------------------------------------------------------------- */

/* A statement's first words, up to an opening bracket or an equals sign: if (, x = , a.b.c(, const
 * char *const p[] =.  Returns the bytes before that sign, s.n when the line does not start so. */
static size_t statement_n(qg_str s)
{
    size_t n = 0;

    if (s.n == 0 || (!qg_is_name_byte(*s.p) && strchr("$@}*&.[", *s.p) == NULL))
        return s.n;
    while (n < s.n && (qg_is_name_byte(s.p[n]) || strchr(" .$@}*&:<>[]+-\t|?!,", s.p[n]) != NULL))
        n++;
    return n < s.n && (s.p[n] == '(' || s.p[n] == '=' || s.p[n] == '{') ? n : s.n;
}

/* Whether what is quoted is all that is not ASCII. */
static bool is_ascii_but_quoted(qg_str s)
{
    char quote = 0;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quote == 0 && (c == '"' || c == '\'' || c == '`'))
            quote = c;
        else if (quote != 0 && c == '\\')
            i++;
        else if (c == quote)
            quote = 0;
        else if (quote == 0 && (unsigned char)c >= 0x80)
            return false;
    }
    return quote == 0;
}

/* What stands before a comment at the end of a line; all of it without one. */
static qg_str before_comment(qg_str s)
{
    static const char *const marks[] = {" //", "\t//", ";//", " /*", " # ", "  --"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = qg_str_find(s, qg_str_of(marks[i]));
        if (n < s.n && n > 0 && is_ascii_but_quoted(qg_str_head(s, n)))
            return qg_str_trim(qg_str_head(s, n + 1));
    }
    return s;
}

/* word(...), x = ..., if (...) { */
static bool is_statement(qg_str s)
{
    size_t n = statement_n(s);
    qg_str rest = qg_str_skip(s, n);

    if (n == s.n || n == 0 || !is_ascii_but_quoted(s))
        return false;
    if (*rest.p == '(' && s.p[n - 1] != ' ')
        return strchr(");{:,", s.p[s.n - 1]) != NULL && (rest.n > 2 || s.n > 3);
    if (*rest.p == '(')
        return strchr(";{:", s.p[s.n - 1]) != NULL;
    if (*rest.p == '{')
        return strchr(";{}),", s.p[s.n - 1]) != NULL;
    return rest.n > 1;
}

static bool ends_statement(qg_str s)
{
    return s.n > 1 && strchr(";{}", s.p[s.n - 1]) != NULL && is_ascii_but_quoted(s);
}

/* "name": value */
static bool is_member(qg_str s)
{
    size_t n;

    if (s.n < 4 || (*s.p != '"' && *s.p != '\''))
        return false;
    n = 1 + qg_str_find_byte(qg_str_skip(s, 1), *s.p);
    return n + 1 < s.n && s.p[n + 1] == ':' && strchr(",{[\"'0123456789el", s.p[s.n - 1]) != NULL;
}

/* name=value, as in settings. */
static bool is_setting(qg_str s)
{
    size_t n = 0;

    while (n < s.n && (qg_is_name_byte(s.p[n]) || s.p[n] == '.' || s.p[n] == '-'))
        n++;
    return n >= 2 && n < s.n && s.p[n] == '=' && !(s.p[0] >= '0' && s.p[0] <= '9');
}

/* A line of a rule of make, with what stands for names in it; and the rule that many have. */
static bool is_recipe(qg_str line)
{
    static const char *const names[] = {"$(", "$@", "$<", "$^"};

    if (qg_str_starts(line, QG_STR(".PHONY:")))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qg_str_starts(line, QG_STR("\t")) && qg_str_find(line, qg_str_of(names[i])) < line.n)
            return true;
    return false;
}

/* Chinese only in quotes among words of ASCII, as in commands: git commit -m "修复,完成" */
static bool is_command(qg_str s)
{
    size_t n = 0;

    if (is_ascii(s) || !is_ascii_but_quoted(s))
        return false;
    while (n < s.n && strchr("\"'`", s.p[n]) == NULL)
        n++;
    return n > 2 && s.p[n - 1] == ' ' && (*s.p | 0x20) >= 'a' && (*s.p | 0x20) <= 'z';
}

/* .SH "..." of a manual page */
static bool is_request(qg_str s)
{
    size_t n = 1;

    if (s.n < 3 || *s.p != '.')
        return false;
    while (n < s.n && qg_is_name_byte(s.p[n]))
        n++;
    return n >= 2 && n <= 4 && (n == s.n || s.p[n] == ' ');
}

/* - [value, value] of settings */
static bool is_sequence(qg_str s)
{
    size_t n = qg_str_find(s, QG_STR(", "));

    return qg_str_starts(s, QG_STR("- [")) && s.p[s.n - 1] == ']' && n < s.n;
}

static size_t digits_n(qg_str s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return n;
}

/* Bytes at the start of `s` that look so: 0 stands for a digit, - for - or /, and a blank for one
 * or a T.  0 when they do not. */
static size_t shape_n(qg_str s, const char *shape)
{
    size_t n = strlen(shape);

    for (size_t i = 0; i < n; i++) {
        char c = i < s.n ? s.p[i] : 0;
        bool is_so = shape[i] == '0'   ? c >= '0' && c <= '9'
                     : shape[i] == '-' ? c == '-' || c == '/'
                     : shape[i] == ' ' ? c == ' ' || c == 'T'
                                       : c == shape[i];
        if (!is_so)
            return 0;
    }
    return n;
}

/* 2024-03-05 10:30:12,345 [INFO] ...: a time with a fraction, or what a program calls the line. */
static bool is_log(qg_str s)
{
    static const char *const levels[] = {"INFO", "WARN", "ERROR", "DEBUG", "TRACE", "FATAL"};
    size_t n = shape_n(s, "0000-00-00 00:00:00");

    if (n == 0)
        return false;
    s = qg_str_skip(s, n);
    if (s.n > 1 && (*s.p == ',' || *s.p == '.') && digits_n(qg_str_skip(s, 1)) >= 3)
        return true;
    while (s.n > 0 && (*s.p == ' ' || *s.p == '['))
        s = qg_str_skip(s, 1);
    return STARTS_WITH_ANY(s, levels);
}

/* The head of a letter by mail. */
static bool is_mail(qg_str s)
{
    static const char *const names[] = {
        "From: ", "To: ", "Cc: ", "Bcc: ", "Date: ", "Subject: ", "Reply-To: ", "Message-ID: "};

    return STARTS_WITH_ANY(s, names);
}

/* [ti:...] and [ar:...] of song texts. */
static bool is_song_tag(qg_str s)
{
    size_t n = 1;

    while (n < s.n && s.p[n] >= 'a' && s.p[n] <= 'z')
        n++;
    return n > 1 && n <= 6 && n < s.n && *s.p == '[' && s.p[n] == ':' && s.p[s.n - 1] == ']';
}

/* What opens a block, or is one: if (...) {, .标题, #页脚 { color: red; } */
static bool is_block(qg_str s)
{
    return qg_str_ends(s, QG_STR(" {")) ||
           (qg_str_find(s, QG_STR(" { ")) < s.n &&
            (qg_str_ends(s, QG_STR("; }")) || qg_str_ends(s, QG_STR("} }"))));
}

bool qg_shield_is_code_line(qg_str line)
{
    static const char *const starts[] = {
        "//",      "/*",      "*/",     "#include", "#define", "#ifdef", "#ifndef",
        "#endif",  "#pragma", "#!/",    "<?php",    "msgid ",  "msgstr", "msgctxt ",
        "@import", "#import", "\"\"\"", "'''",      "$ ",      "-- ",    "#+"};
    static const char *const queries[] = {
        "SELECT ",      "FROM ",         "WHERE ",       "GROUP BY ",    "ORDER BY ", "HAVING ",
        "JOIN ",        "LEFT JOIN ",    "INNER JOIN ",  "INSERT INTO ", "VALUES",    "UNION ",
        "DELETE FROM ", "CREATE TABLE ", "ALTER TABLE ", "COMMENT ON "};
    static const char *const words[] = {"import ", "from ",   "return ",  "const ",  "let ",
                                        "var ",    "def ",    "class ",   "export ", "package ",
                                        "using ",  "public ", "private ", "static ", "function ",
                                        "else:",   "try:",    "elif ",    "@param",  "SELECT ",
                                        "INSERT ", "CREATE "};
    qg_str s = qg_str_trim(line);

    if (qg_str_find(s, QG_STR(":=")) < s.n || is_block(s))
        return true; /* also with names of Han */
    if (s.n == 0 || (unsigned char)*s.p >= 0x80)
        return false;
    if (STARTS_WITH_ANY(s, starts) || STARTS_WITH_ANY(s, queries) || is_mail(s) || is_log(s) ||
        is_song_tag(s))
        return true;
    s = before_comment(s);
    if (s.n > 1 && *s.p == '=')
        s = qg_str_skip(s, 1); /* of a cell that is computed */
    if (s.n == 0 || is_command(s))
        return true;
    if (is_statement(s) || ends_statement(s) || is_member(s) || is_setting(s) || is_request(s) ||
        is_sequence(s))
        return true;
    return STARTS_WITH_ANY(s, words) && is_ascii_but_quoted(s) &&
           strpbrk((char[]){s.p[s.n - 1], 0}, ";{}(),:'\"") != NULL;
}

/* ---- the text as a whole --------------------------------------------------------------------- */

/* Whether the line is a comment: from "# ", or from one with slash and star to where it closes. */
static bool is_comment(qg_str line, bool *in_comment)
{
    bool is_one = *in_comment || qg_str_starts(line, QG_STR("/*"));

    *in_comment = is_one && qg_str_find(line, QG_STR("*/")) == line.n;
    return is_one || qg_str_starts(line, QG_STR("#")) || qg_str_starts(line, QG_STR("//"));
}

/* key: value, with a key as programmers write them. */
static bool is_key_line(qg_str line)
{
    qg_str s = qg_str_trim(line);
    size_t n;

    if (s.n > 2 && *s.p == '-' && s.p[1] == ' ')
        s = qg_str_trim(qg_str_skip(s, 2));
    for (n = 0; n < s.n && (qg_is_name_byte(s.p[n]) || s.p[n] == '-' || s.p[n] == '.');)
        n++;
    return n >= 2 && n < s.n && s.p[n] == ':' && *s.p >= 'a' && *s.p <= 'z' &&
           (n + 1 == s.n || s.p[n + 1] == ' ');
}

/* Bytes of a key of Han at the start of `s`; 0 when there is none. */
static size_t own_key_n(qg_str s)
{
    enum { MOST = 30 };
    size_t n = 0;

    while (n < s.n && n <= MOST &&
           (qg_is_name_byte(s.p[n]) ||
            ((unsigned char)s.p[n] >= 0xE4 && (unsigned char)s.p[n] <= 0xE9) ||
            ((unsigned char)s.p[n] & 0xC0) == 0x80))
        n++;
    return n <= MOST && n < s.n && (unsigned char)*s.p >= 0xE4 && (unsigned char)*s.p <= 0xE9 ? n
                                                                                              : 0;
}

/* What stands behind the key of Han: ':' or '=', and 0 without one. */
static char sign_of_own_key(qg_str line)
{
    qg_str s = qg_str_trim(line);
    size_t n;

    if (s.n > 2 && *s.p == '-' && s.p[1] == ' ')
        s = qg_str_trim(qg_str_skip(s, 2));
    n = own_key_n(s);
    if (n == 0)
        return 0;
    if (s.p[n] == ':' && (n + 1 == s.n || s.p[n + 1] == ' '))
        return ':';
    n += s.p[n] == ' ';
    return n < s.n && s.p[n] == '=' ? '=' : 0;
}

/* [name] above settings. */
static bool is_section(qg_str line)
{
    qg_str s = qg_str_trim(line);

    return s.n > 2 && *s.p == '[' && qg_str_find_byte(s, ']') + 1 == s.n;
}

/* Whether the line stands deeper than its key, as members of a list or a map do. */
static bool is_member_line(qg_str line)
{
    return qg_str_starts(line, QG_STR("  ")) && sign_of_own_key(line) == ':';
}

/* Neither letters of prose nor blank: only brackets, figures and ASCII words in them. */
static bool is_symbols(qg_str line)
{
    qg_str s = qg_str_trim(line);

    return s.n > 0 && s.n < 4 && is_ascii(s) && strpbrk((char[]){*s.p, 0}, "{}[]();") != NULL;
}

/* commit 3f2a9c1..., as a version control prints what was done. */
static bool is_history(qg_str s)
{
    enum { LEAST = 7 };
    qg_str hash = qg_str_skip(s, sizeof "commit " - 1);
    size_t n = 0;

    while (n < hash.n && strchr("0123456789abcdef", hash.p[n]) != NULL)
        n++;
    return qg_str_starts(s, QG_STR("commit ")) && n >= LEAST &&
           qg_str_find(s, QG_STR("\nAuthor: ")) < s.n;
}

bool qg_shield_is_xml(qg_str text)
{
    qg_str head = qg_str_trim(qg_str_head(text, 1024));

    return qg_str_starts(head, QG_STR("<?xml")) &&
           qg_str_find(head, QG_STR("<!DOCTYPE html")) == head.n &&
           qg_str_find(head, QG_STR("<html")) == head.n;
}

/* A diagram of Mermaid or PlantUML, whose first line says which. */
static bool is_diagram(qg_str text)
{
    enum { LONGEST = 16 };
    static const char *const starts[] = {
        "graph T",      "graph B",      "graph L", "graph R", "flowchart ", "sequenceDiagram",
        "classDiagram", "stateDiagram", "gantt",   "mindmap", "erDiagram",  "@startuml"};
    qg_str first = qg_str_trim(qg_str_take_line(&text));

    return first.n <= LONGEST && is_ascii(first) && STARTS_WITH_ANY(first, starts);
}

static bool starts_as_data(qg_str text)
{
    qg_str s = qg_str_trim(qg_str_head(text, 256));

    if (qg_shield_is_xml(text) || is_history(s) || is_diagram(s))
        return true;
    if (qg_str_starts(s, QG_STR("#!/")) || qg_str_starts(s, QG_STR("BEGIN:V")) ||
        qg_str_starts(s, QG_STR("diff --git ")) ||
        (qg_str_starts(s, QG_STR("--- ")) && qg_str_find(s, QG_STR("\n+++ ")) < s.n))
        return true;
    return s.n > 1 && (qg_str_starts(s, QG_STR("{\"")) || qg_str_starts(s, QG_STR("[{")) ||
                       qg_str_starts(s, QG_STR("[\"")) || qg_str_starts(s, QG_STR("{\n")));
}

typedef struct line_counts {
    size_t n_prose, n_code, n_keys, n_comments;
    size_t n_own_keys; /* of Han, which prose has too, */
    bool is_grouped;   /* but not below a name of settings or of a list */
} line_counts;

/* Fenced code is no sign of a program: it is prose that shows one. */
static line_counts count_lines(qg_str text)
{
    line_counts counts = {0};
    bool in_fence = false, in_comment = false, is_open = false;
    bool is_listing = false; /* items of a key as programmers write them: no prose */

    while (text.n > 0) {
        qg_str whole = qg_str_take_line(&text), line = qg_str_trim(whole);
        char sign = sign_of_own_key(line);
        bool is_item = qg_str_starts(line, QG_STR("- "));
        bool is_fence = qg_str_starts(line, QG_STR("```")) || qg_str_starts(line, QG_STR("~~~"));
        in_fence = in_fence != is_fence;
        if (line.n == 0 || in_fence || is_fence || is_mail(line))
            continue;
        if (is_comment(line, &in_comment))
            counts.n_comments++;
        else if (qg_shield_is_code_line(line) || is_symbols(line) || is_recipe(whole))
            counts.n_code++;
        else if (is_key_line(line))
            counts.n_keys++;
        else if (sign != 0 || is_section(line))
            counts.n_own_keys++;
        else if (!qg_str_starts(line, QG_STR(";")) && !(is_listing && is_item))
            counts.n_prose++;
        is_listing = (is_listing && is_item) || (is_key_line(line) && line.p[line.n - 1] == ':');
        counts.is_grouped |= is_section(line) || (is_open && is_member_line(whole));
        is_open = (sign == ':' || is_key_line(line)) &&
                  (line.p[line.n - 1] == ':' || qg_str_starts(line, QG_STR("- ")));
    }
    return counts;
}

bool qg_shield_is_data(qg_str text)
{
    line_counts counts;

    if (starts_as_data(text))
        return true;
    counts = count_lines(text);
    if (counts.is_grouped)
        counts.n_keys += counts.n_own_keys;
    else
        counts.n_prose += counts.n_own_keys;
    if (counts.n_code * 2 > counts.n_prose)
        return true;
    return counts.n_keys >= 3 && counts.n_keys > counts.n_prose;
}
