/* data.c - telling programs, settings and the like from prose, by all of their lines. */
#include "normalize/shield/shield_int.h"

bool qg_shield_starts_with_any(qg_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_starts(s, qg_str_of(words[i])))
            return true;
    return false;
}

bool qg_shield_is_ascii(qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
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

    return s.n > 0 && s.n < 4 && qg_shield_is_ascii(s) &&
           strpbrk((char[]){*s.p, 0}, "{}[]();") != NULL;
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

    return first.n <= LONGEST && qg_shield_is_ascii(first) && QG_STARTS_WITH_ANY(first, starts);
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
        if (line.n == 0 || in_fence || is_fence || qg_shield_is_mail_head(line))
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
