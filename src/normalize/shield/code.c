/* code.c - telling a line of a program from a line of prose. */
#include "normalize/shield/shield_int.h"

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
    static const char *const marks[] = {" //", "\t//", ";//", " /*", " # ", "  --", " ;", "\t;"};

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

static size_t digits_n(qg_str s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return n;
}

/* Chinese only in quotes among words of ASCII, as in commands: git commit -m "修复,完成" */
static bool is_command(qg_str s)
{
    size_t n = 0;

    if (qg_str_is_ascii(s) || !is_ascii_but_quoted(s))
        return false;
    while (n < s.n && strchr("\"'`", s.p[n]) == NULL)
        n++;
    if (n <= 2 || s.p[n - 1] != ' ')
        return false;
    if (digits_n(s) > 0) /* 30 INPUT "...", a line of Basic */
        s = qg_str_skip(s, digits_n(s) + 1);
    return s.n > 0 && (*s.p == '(' || ((*s.p | 0x20) >= 'a' && (*s.p | 0x20) <= 'z'));
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

/* Bytes at the start of `s` that look so: 0 stands for a digit, a for a letter, - for - or /, and a
 * blank for one or a T.  0 when they do not. */
static size_t shape_n(qg_str s, const char *shape)
{
    size_t n = strlen(shape);

    for (size_t i = 0; i < n; i++) {
        char c = i < s.n ? s.p[i] : 0;
        bool is_so = shape[i] == '0'   ? c >= '0' && c <= '9'
                     : shape[i] == 'a' ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z'
                     : shape[i] == '-' ? c == '-' || c == '/'
                     : shape[i] == ' ' ? c == ' ' || c == 'T'
                                       : c == shape[i];
        if (!is_so)
            return 0;
    }
    return n;
}

/* Bytes of the time that a line of a log starts with; 0 without. */
static size_t time_n(qg_str s)
{
    static const char *const shapes[] = {"0000-00-00 00:00:00", "[0000-00-00 00:00:00",
                                         "[00:00:00]", "aaa 00 00:00:00", "aaa  0 00:00:00"};
    size_t n = 0;

    for (size_t i = 0; i < sizeof shapes / sizeof *shapes && n == 0; i++)
        n = shape_n(s, shapes[i]);
    return n;
}

/* 192.168.1.1 - - [05/Mar/2024:10:22:31 +0800] "GET ..., as servers note down who asked. */
static bool is_access(qg_str s)
{
    size_t n = qg_str_find(s, QG_STR(" - - ["));

    return n < s.n && qg_str_is_ascii(qg_str_head(s, n)) &&
           shape_n(qg_str_skip(s, n + 6), "00-aaa-0000:00:00:00") > 0;
}

/* 2024-03-05 10:30:12,345 [INFO] ...: a time with a fraction, or what a program calls the line or
 * itself: sshd[1234]: */
static bool is_log(qg_str s)
{
    static const char *const levels[] = {"INFO", "WARN", "ERROR", "DEBUG", "TRACE", "FATAL"};
    size_t n = time_n(s), name;

    if (n == 0)
        return is_access(s);
    s = qg_str_skip(s, n);
    if (s.n > 1 && (*s.p == ',' || *s.p == '.') && digits_n(qg_str_skip(s, 1)) >= 3)
        return true;
    name = qg_str_find(s, QG_STR("]: "));
    if (name < s.n && qg_str_is_ascii(qg_str_head(s, name)))
        return true;
    while (s.n > 0 && (*s.p == ' ' || *s.p == '['))
        s = qg_str_skip(s, 1);
    return QG_STARTS_WITH_ANY(s, levels);
}

/* The head of a letter by mail. */
bool qg_shield_is_mail_head(qg_str s)
{
    static const char *const names[] = {
        "From: ", "To: ", "Cc: ", "Bcc: ", "Date: ", "Subject: ", "Reply-To: ", "Message-ID: "};

    return QG_STARTS_WITH_ANY(s, names);
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
    if (QG_STARTS_WITH_ANY(s, starts) || QG_STARTS_WITH_ANY(s, queries) ||
        qg_shield_is_mail_head(s) || is_log(s) || is_song_tag(s))
        return true;
    s = before_comment(s);
    if (s.n > 1 && *s.p == '=')
        s = qg_str_skip(s, 1); /* of a cell that is computed */
    if (s.n == 0 || is_command(s))
        return true;
    if (is_statement(s) || ends_statement(s) || is_member(s) || is_setting(s) || is_request(s) ||
        is_sequence(s))
        return true;
    return QG_STARTS_WITH_ANY(s, words) && is_ascii_but_quoted(s) &&
           strpbrk((char[]){s.p[s.n - 1], 0}, ";{}(),:'\"") != NULL;
}
