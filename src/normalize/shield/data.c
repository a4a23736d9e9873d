/* data.c - telling programs, settings and the like from prose, by all of their lines. */
#include "normalize/shield/shield_int.h"

bool qg_shield_starts_with_any(qg_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_starts(s, qg_str_of(words[i])))
            return true;
    return false;
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

/* ---- comments -------------------------------------------------------------------------------- */

static size_t ascii_n(qg_str s)
{
    size_t n = 0;

    while (n < s.n && (unsigned char)s.p[n] < 0x80)
        n++;
    return n;
}

/* Whether the line is a comment: from a mark such as "# " on, or from one with slash and star to
 * where it closes. */
static bool is_comment(qg_str line, bool *in_comment)
{
    static const char *const marks[] = {"#", "//", ";", "! ", "% ", "rem ", "REM ", ":: ", "(*"};
    bool is_one = *in_comment || qg_str_starts(line, QG_STR("/*"));
    qg_str rest = qg_str_skip(line, 1);

    *in_comment = is_one && qg_str_find(line, QG_STR("*/")) == line.n;
    if (is_one || QG_STARTS_WITH_ANY(line, marks))
        return true;
    /* a quote of Basic, or of the settings of an editor, that closes nowhere */
    return (*line.p == '\'' || qg_str_starts(line, QG_STR("\" "))) &&
           qg_str_find_byte(rest, *line.p) == rest.n;
}

/* Nothing that programs begin their lines with. */
static bool starts_as_markdown(qg_str line)
{
    static const char *const marks[] = {"![", "[", "|", "<", "- ", "* ", "> ", "http"};

    return QG_STARTS_WITH_ANY(line, marks);
}

/* Words of ASCII, and all Chinese in a comment behind them: mov ax, cs ; 取代码段 */
static bool is_annotated(qg_str line)
{
    static const char *const marks[] = {"//", "/*", "--", "(*", "#", ";", "!", "%", "'", "("};
    qg_str head = qg_str_trim(qg_str_head(line, ascii_n(line)));
    size_t n_letters = 0;

    if (head.n == line.n || starts_as_markdown(line)) /* - lsof -- 列出打开的文件 */
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!qg_str_ends(head, qg_str_of(marks[i])))
            continue;
        head.n -= strlen(marks[i]);
        for (size_t k = 0; k < head.n; k++)
            n_letters += (head.p[k] | 0x20) >= 'a' && (head.p[k] | 0x20) <= 'z';
        return n_letters > 0 && strchr(" \t;)}", head.p[head.n - 1]) != NULL &&
               (*marks[i] != '(' || line.p[line.n - 1] == ')');
    }
    return false;
}

/* Four words of letters and more, and little else. */
static bool is_english(qg_str line)
{
    enum { LEAST = 4 };
    size_t n_words = 0, n_plain = 0;

    while (line.n > 0) {
        qg_str word = qg_str_head(line, qg_str_find_byte(line, ' '));
        size_t n = 0;
        while (n < word.n && ((word.p[n] | 0x20) >= 'a' && (word.p[n] | 0x20) <= 'z'))
            n++;
        n_plain += n > 0 && n + 1 >= word.n;
        n_words += word.n > 0;
        line = qg_str_skip(line, word.n + 1);
    }
    return n_plain >= LEAST && n_plain * 4 >= n_words * 3;
}

/* ASCII that is no English, and nothing of Markdown: 0 3 * * * /opt/backup.sh */
static bool is_instruction(qg_str line)
{
    size_t n = 0;

    while (n < line.n && !((line.p[n] | 0x20) >= 'a' && (line.p[n] | 0x20) <= 'z'))
        n++;
    return n < line.n && qg_str_is_ascii(line) && !starts_as_markdown(line) && !is_english(line);
}

/* ---- settings -------------------------------------------------------------------------------- */

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

    return s.n > 0 && s.n < 4 && qg_str_is_ascii(s) &&
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

/* ---- the text -------------------------------------------------------------------------------- */

/* A diagram of Mermaid or PlantUML, whose first line says which. */
static bool is_diagram(qg_str text)
{
    enum { LONGEST = 16 };
    static const char *const starts[] = {
        "graph T",      "graph B",      "graph L", "graph R", "flowchart ", "sequenceDiagram",
        "classDiagram", "stateDiagram", "gantt",   "mindmap", "erDiagram",  "@startuml"};
    qg_str first = qg_str_trim(qg_str_take_line(&text));

    return first.n <= LONGEST && qg_str_is_ascii(first) && QG_STARTS_WITH_ANY(first, starts);
}

/* What a feature is to do, in Gherkin: its keywords have a colon behind them, of any width. */
static bool is_feature(qg_str text)
{
    static const char *const names[] = {"功能:", "功能：", "Feature:", "# language: zh"};
    static const char *const scenes[] = {"\n  场景", "\n  場景", "\n  背景", "\n  Scenario",
                                         "\n  Background"};

    for (size_t i = 0; i < sizeof scenes / sizeof *scenes && QG_STARTS_WITH_ANY(text, names); i++)
        if (qg_str_find(text, qg_str_of(scenes[i])) < text.n)
            return true;
    return false;
}

static bool is_made_of(qg_str s, const char *bytes)
{
    size_t n = 0;

    while (n < s.n && strchr(bytes, s.p[n]) != NULL && s.p[n] != 0)
        n++;
    return n > 0 && n == s.n;
}

/* {0}{25} before the text: the first and the last frame that show it. */
static bool is_framed(qg_str line)
{
    size_t close = qg_str_find(line, QG_STR("}{"));
    qg_str last = qg_str_skip(line, close + 2);

    return qg_str_starts(line, QG_STR("{")) && close < line.n &&
           is_made_of(qg_str_skip(qg_str_head(line, close), 1), "0123456789") &&
           is_made_of(qg_str_head(last, qg_str_find_byte(last, '}')), "0123456789");
}

/* 00:00:01,000 --> 00:00:03,500 in the second line; 0:00:01.000,0:00:03.500 in the first, or
 * {0}{25} before its text. */
static bool is_subtitle(qg_str text)
{
    enum { LEAST_TIMES = 15 /* bytes of two */ };
    qg_str first = qg_str_trim(qg_str_take_line(&text)), second = qg_str_take_line(&text);

    if (is_framed(first))
        return true;
    if (first.n >= LEAST_TIMES && is_made_of(first, "0123456789:.,") &&
        qg_str_find_byte(first, ':') < qg_str_find_byte(first, ',') &&
        qg_str_find_byte(first, ',') < first.n)
        return true;
    return first.n > 0 && first.n <= 2 && qg_str_is_ascii(second) &&
           qg_str_find(second, QG_STR(" --> ")) < second.n;
}

/* Interpreted files, cards, differences; subtitles and songs with their times; games. */
static bool starts_as_data(qg_str text)
{
    static const char *const starts[] = {"#!/",           "WEBVTT",    "BEGIN:V", "diff --git ",
                                         "[Script Info]", "[Event \"", "(;GM[",   "(;FF["};
    static const char *const tags[] = {"[ti:", "[ar:", "[al:"};
    static const char echo[] = "@echo off";
    qg_str s = qg_str_trim(qg_str_head(text, 256));

    if (qg_shield_is_xml(text) || is_history(s) || is_diagram(s) || is_feature(text) ||
        is_subtitle(s))
        return true;
    if (QG_STARTS_WITH_ANY(s, starts) ||
        qg_str_eq_nocase(qg_str_head(s, sizeof echo - 1), qg_str_of(echo)) ||
        (QG_STARTS_WITH_ANY(s, tags) && qg_str_find(s, QG_STR("]\n[00:")) < s.n) ||
        (qg_str_starts(s, QG_STR("--- ")) && qg_str_find(s, QG_STR("\n+++ ")) < s.n))
        return true;
    return s.n > 1 && (qg_str_starts(s, QG_STR("{\"")) || qg_str_starts(s, QG_STR("[{")) ||
                       qg_str_starts(s, QG_STR("[\"")) || qg_str_starts(s, QG_STR("{\n")));
}

typedef struct line_counts {
    size_t n_prose, n_code, n_keys, n_comments, n_instructions;
    size_t n_own_keys; /* of Han, which prose has too, */
    bool is_grouped;   /* but not below a name of settings or of a list, or without other lines */
} line_counts;

/* What the lines before say of the next. */
typedef struct line_state {
    bool in_fence, in_comment, is_open;
    bool is_listing; /* items of a key as programmers write them: no prose */
} line_state;

/* .子程序 and .局部变量, as programs of Han have. */
static bool is_directive(qg_str line)
{
    return line.n > 1 && *line.p == '.' && (unsigned char)line.p[1] >= 0xE4 &&
           (unsigned char)line.p[1] <= 0xE9;
}

static void count_line(line_counts *counts, line_state *state, qg_str whole)
{
    qg_str line = qg_str_trim(whole);
    char sign = sign_of_own_key(line);
    bool is_item = qg_str_starts(line, QG_STR("- ")), is_key = is_key_line(line);
    bool is_head = line.p[line.n - 1] == ':';

    if (is_comment(line, &state->in_comment))
        counts->n_comments++;
    else if (qg_shield_is_code_line(line) || is_symbols(line) || is_recipe(whole) ||
             is_annotated(line) || is_directive(line))
        counts->n_code++;
    else if (is_key)
        counts->n_keys++;
    else if (sign != 0 || is_section(line))
        counts->n_own_keys++;
    else if (is_instruction(line))
        counts->n_instructions++;
    else if (!(state->is_listing && is_item))
        counts->n_prose++;
    state->is_listing = (state->is_listing && is_item) || (is_key && is_head);
    counts->is_grouped |= is_section(line) || (state->is_open && is_member_line(whole));
    state->is_open = (sign == ':' || is_key) && (is_head || is_item);
}

/* $$ at one end of a line and not at the other. */
static bool is_end_of_formula(qg_str line)
{
    const qg_str mark = QG_STR("$$");

    return qg_str_is(line, "$$") || qg_str_starts(line, mark) != qg_str_ends(line, mark);
}

static bool is_fence_line(qg_str line)
{
    return qg_str_starts(line, QG_STR("```")) || qg_str_starts(line, QG_STR("~~~")) ||
           is_end_of_formula(line);
}

/* Fenced code, or a formula, is no sign of a program: it is prose that shows one. */
static line_counts count_lines(qg_str text)
{
    line_counts counts = {0};
    line_state state = {0};

    while (text.n > 0) {
        qg_str whole = qg_str_take_line(&text), line = qg_str_trim(whole);
        bool is_fence = is_fence_line(line);
        state.in_fence = state.in_fence != is_fence;
        if (line.n > 0 && !state.in_fence && !is_fence && !qg_shield_is_mail_head(line))
            count_line(&counts, &state, whole);
    }
    return counts;
}

bool qg_shield_is_data(qg_str text)
{
    enum { LEAST_ALONE = 4 }; /* keys of Han where there is nothing else */
    line_counts counts;

    if (starts_as_data(text))
        return true;
    counts = count_lines(text);
    if (counts.is_grouped || (counts.n_own_keys >= LEAST_ALONE && counts.n_prose == 0))
        counts.n_keys += counts.n_own_keys;
    else
        counts.n_prose += counts.n_own_keys;
    if (counts.n_code * 2 > counts.n_prose)
        return true;
    if (counts.n_prose == 0 && counts.n_comments > 0 && counts.n_instructions > 0)
        return true; /* all that is Chinese is in comments */
    return counts.n_keys >= 3 && counts.n_keys > counts.n_prose;
}
