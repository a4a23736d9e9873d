/* front_matter.c - the front matter of a document as YAML. */
#include "write/markdown/markdown_int.h"

/* YAML is written by hand, since libyaml's emitter quotes by rules of its own and an edited file
 * should differ only where something was edited. Source: YAML 1.2.2, chapters 5 and 7.3; the words
 * of YAML 1.1 too, since readers of it are common. */

/* A word that YAML 1.1 or 1.2 does not take for a string. */
static bool is_reserved_word(qg_str s)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no",   "on",
                                        "off",  "y",    "n",     "~",   ".nan", ".inf"};

    if (s.n > 1 && (s.p[0] == '-' || s.p[0] == '+'))
        s = qg_str_skip(s, 1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_eq_nocase(s, qg_str_of(words[i])))
            return true;
    return false;
}

/* Something that may be a number, a time or a date: starts like one and has nothing but what they
 * have. */
static bool may_be_number(qg_str s)
{
    bool has_digit = false;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            has_digit = true;
        else if (strchr("+-.,_:eExXoObBaAcCdDfFTtZz ", s.p[i]) == NULL || s.p[i] == '\0')
            return false;
    }
    return has_digit && strchr("0123456789+-.", s.p[0]) != NULL;
}

/* A character that a plain or single-quoted scalar may not hold (YAML 1.2.2, [1] c-printable,
 * [26]). */
static bool must_be_escaped(qg_rune rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune <= 0x9F) || rune == 0x2028 || rune == 0x2029 ||
           rune == 0xFEFF || (rune & 0xFFFE) == 0xFFFE;
}

/* Whether `s` stands for itself without quotes. */
static bool is_plain(qg_str s)
{
    if (s.n == 0 || s.p[0] == ' ' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ':')
        return false;
    if (strchr(",[]{}#&*!|>'\"%@`", s.p[0]) != NULL || qg_str_starts(s, QG_STR("---")))
        return false;
    if (strchr("-?:", s.p[0]) != NULL && (s.n == 1 || s.p[1] == ' '))
        return false;
    if (qg_str_find(s, QG_STR(": ")) < s.n || qg_str_find(s, QG_STR(" #")) < s.n)
        return false;
    for (qg_str rest = s; rest.n > 0;) {
        qg_rune rune;

        qg_utf8_take(&rest, &rune);
        if (must_be_escaped(rune))
            return false;
    }
    return true;
}

static void put_escaped(qg_buf *out, qg_str c, qg_rune rune)
{
    if (rune == '"' || rune == '\\') {
        qg_buf_put_byte(out, '\\');
        qg_buf_put(out, c);
    } else if (rune == '\n')
        qg_buf_puts(out, "\\n");
    else if (rune == '\t')
        qg_buf_puts(out, "\\t");
    else if (!must_be_escaped(rune))
        qg_buf_put(out, c);
    else
        qg_buf_printf(out, rune > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)rune);
}

static void put_quoted(qg_buf *out, qg_str s)
{
    qg_buf_put_byte(out, '"');
    while (s.n > 0) {
        qg_rune rune;
        qg_str c = qg_utf8_take(&s, &rune);

        put_escaped(out, c, rune);
    }
    qg_buf_put_byte(out, '"');
}

static void put_string(qg_buf *out, qg_str s)
{
    if (is_plain(s) && !is_reserved_word(s) && !may_be_number(s))
        qg_buf_put(out, s);
    else
        put_quoted(out, s);
}

/* Digits that a reader of YAML may take for a number without losing one: not 000012. */
static bool is_whole_number(qg_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 9 && (s.p[0] != '0' || s.n == 1);
}

/* Dates, numbers and yes or no are what these keys mean, so there they need no quotes. */
static void put_value(qg_buf *out, qg_key key, qg_str s)
{
    bool is_typed = (qg_key_form_of(key) == QG_FORM_DATE && may_be_number(s)) ||
                    ((key == QG_KEY_TOC || key == QG_KEY_SEAL) && is_reserved_word(s)) ||
                    ((key == QG_KEY_TOC || key == QG_KEY_COPY_NO) && is_whole_number(s));

    if (is_typed && is_plain(s))
        qg_buf_put(out, s);
    else
        put_string(out, s);
}

static void put_field(qg_buf *out, const qg_field *field)
{
    if (field->key == QG_KEY_UNKNOWN)
        put_string(out, field->name);
    else
        qg_buf_puts(out, qg_key_english(field->key));
    qg_buf_put_byte(out, ':');
    for (size_t i = 0; i < field->n_values; i++) {
        qg_buf_puts(out, field->n_values == 1 ? " " : "\n  - ");
        put_value(out, field->key, field->values[i]);
    }
    qg_buf_put_byte(out, '\n');
}

void qg_md_front_matter(qg_buf *out, const qg_doc *doc)
{
    if (doc->fields == NULL)
        return;
    qg_buf_puts(out, "---\n");
    for (const qg_field *field = doc->fields; field != NULL; field = field->next)
        put_field(out, field);
    qg_buf_puts(out, "---\n");
}
