#include "base/memory.h"
#include "normalize/envelope.h"
#include "normalize/shield/shield_int.h"

#include <stdlib.h>

void qg_shield_put(qg_shield *shield, size_t start, size_t end)
{
    qg_shield_span *last = shield->n == 0 ? NULL : &shield->spans[shield->n - 1], *spans;

    if (start >= end || shield->status != QG_OK)
        return;
    if (last != NULL && start <= last->end) {
        last->end = end > last->end ? end : last->end;
        return;
    }
    spans = qg_memory_room(shield->spans, shield->n, &shield->n_allocated, sizeof *spans);
    if (spans == NULL) {
        shield->status = QG_E_MEMORY;
        return;
    }
    shield->spans = spans;
    shield->spans[shield->n++] = (qg_shield_span){start, end};
}

/* ---- lines ----------------------------------------------------------------------------------- */

typedef struct walk {
    qg_shield *shield;
    qg_shield_inline in_line;
    size_t no_fence[128]; /* from here on no line of this mark closes a fence */
    size_t table_end;     /* lines up to here were looked at for a table */
    bool has_envelope;
    qg_envelope envelope;
} walk;

static qg_str line_at(qg_str text, size_t at)
{
    qg_str rest = qg_str_skip(text, at);
    return qg_str_head(rest, qg_str_find_byte(rest, '\n'));
}

static size_t next_line(qg_str text, size_t at)
{
    size_t end = at + line_at(text, at).n;
    return end < text.n ? end + 1 : end;
}

static size_t count_of(qg_str s, char c)
{
    size_t n = 0;

    while (n < s.n && s.p[n] == c)
        n++;
    return n;
}

static qg_str skip_blanks(qg_str s)
{
    size_t n = 0;

    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
        n++;
    return qg_str_skip(s, n);
}

/* The end of the front matter at the start of a draft, with both of its --- lines and blank lines
 * above them; 0 without. */
static size_t front_matter_end(qg_str text)
{
    size_t start = 0, at;

    while (start < text.n && qg_str_trim(line_at(text, start)).n == 0)
        start = next_line(text, start);
    if (!qg_str_is(qg_str_trim(line_at(text, start)), "---"))
        return 0;
    at = next_line(text, start);
    while (at < text.n) {
        qg_str line = line_at(text, at);
        at = next_line(text, at);
        if (qg_str_starts(line, QG_STR("---")) || qg_str_starts(line, QG_STR("...")))
            return at;
        if (line.n > 0 && strchr(" \t-#", *line.p) == NULL && qg_str_find_byte(line, ':') == line.n)
            return 0; /* neither a key nor part of a value, so the first --- was only a rule */
    }
    return 0;
}

/* The line without the marks of quotations and lists, in which fences stand, too. */
static qg_str fence_of(qg_str line)
{
    qg_str s = skip_blanks(line);

    while (s.n > 0 && *s.p == '>')
        s = skip_blanks(qg_str_skip(s, 1));
    if (s.n > 2 && (*s.p == '-' || *s.p == '*' || *s.p == '+') && s.p[1] == ' ')
        s = skip_blanks(qg_str_skip(s, 1));
    return s;
}

/* The end of what is fenced from the line at `at` on: code, or a formula in $$; `at` without. */
static size_t fence_end(walk *w, size_t at)
{
    qg_str text = w->shield->text, open = fence_of(line_at(text, at));
    char mark = open.n > 0 ? *open.p : 0;
    size_t n = count_of(open, mark), least = mark == '$' ? 2 : 3;
    size_t to = next_line(text, at);

    if (w->has_envelope && (at == w->envelope.fence || at == w->envelope.end))
        return to; /* a chat assistant put the whole draft into this fence */
    if ((mark != '`' && mark != '~' && mark != '$') || n < least || at >= w->no_fence[(int)mark])
        return at;
    if (qg_str_find_byte(qg_str_skip(open, n), mark) < open.n - n)
        return at; /* both marks in one line: a code span, or decoration */
    while (to < text.n) {
        qg_str line = qg_str_trim(fence_of(line_at(text, to)));
        to = next_line(text, to);
        if (mark == '$' ? qg_str_ends(line, QG_STR("$$"))
                        : count_of(line, mark) == line.n && line.n >= n)
            return to;
    }
    w->no_fence[(int)mark] = at;
    return mark == '`' ? text.n : at;
}

/* Whether a line has nothing but marks: the rule under the head of a table, a rule across the
 * page, or a ::: line. */
static bool is_rule(qg_str line)
{
    qg_str s = qg_str_trim(line);
    size_t n = 0;

    if (qg_str_starts(s, QG_STR(":::")))
        return true;
    while (n < s.n && strchr("|-:+= *_#~", s.p[n]) != NULL)
        n++;
    return n == s.n && n >= 3;
}

/* [name]: address */
static bool is_definition(qg_str line)
{
    qg_str s = skip_blanks(line);
    size_t n = qg_str_find(s, QG_STR("]: "));

    return s.n > 1 && *s.p == '[' && s.p[1] != '^' && n < s.n &&
           qg_str_find(qg_str_skip(s, n), QG_STR("/")) < s.n - n;
}

/* Where the bracket that `s` starts with closes; s.n when it does not. */
static size_t closing_at(qg_str s)
{
    size_t depth = 0, i = 0;

    for (; i < s.n; i++) {
        depth += s.p[i] == '[' || s.p[i] == '{';
        depth -= s.p[i] == ']' || s.p[i] == '}';
        if (depth == 0)
            break;
    }
    return i;
}

/* Whether a line is a key of YAML with a list or a map: 人员: [张三, 李四] */
static bool is_flow(qg_str line)
{
    qg_str s = qg_str_trim(line), value;
    size_t n = qg_str_find(s, QG_STR(": ")), key = n;

    value = qg_str_skip(s, n + 2);
    if (n == 0 || value.n <= 2 || (*value.p != '[' && *value.p != '{'))
        return false;
    while (key > 0 && strchr(" ,;:()[]{}", s.p[key - 1]) == NULL)
        key--;
    return key == 0 && closing_at(value) + 1 == value.n;
}

/* Whether `s` starts with a flattened dash: two hyphens right before Chinese, or before a quote
 * or figures that stand before Chinese.  Then they are no mark of a list. */
static bool is_dash(qg_str s)
{
    size_t n = s.n > 2 && s.p[2] == '"' ? 3 : 2;

    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return qg_str_starts(s, QG_STR("--")) && s.n > n && (unsigned char)s.p[n] >= 0x80;
}

/* Bytes of what Markdown has before the words of a line: blanks, > - + * # 1. 1) and task boxes. */
static size_t line_mark_n(qg_str line)
{
    qg_str s = skip_blanks(line);

    while (s.n > 0 && strchr(">-+*#", *s.p) != NULL && !is_dash(s))
        s = skip_blanks(qg_str_skip(s, count_of(s, *s.p)));
    for (size_t n = 0; n < s.n && n < 9; n++)
        if (n > 0 && (s.p[n] == '.' || s.p[n] == ')') && n + 1 < s.n && s.p[n + 1] == ' ') {
            s = skip_blanks(qg_str_skip(s, n + 1));
            break;
        } else if (s.p[n] < '0' || s.p[n] > '9') {
            break;
        }
    if (s.n > 3 && *s.p == '[' && s.p[2] == ']' && s.p[3] == ' ')
        s = qg_str_skip(s, 4);
    return line.n - s.n;
}

/* The end of lines at `at` that are no prose as a whole; `at` when the line may be prose. */
static size_t block_end(walk *w, size_t at)
{
    qg_str text = w->shield->text, line = line_at(text, at);
    size_t end = at;

    if (at == 0 || (w->has_envelope && at == w->envelope.start))
        end = at + front_matter_end(qg_str_skip(text, at));
    if (end == at)
        end = fence_end(w, at);
    if (end == at && at >= w->table_end) {
        end = at + qg_shield_table(qg_str_skip(text, at));
        w->table_end = end;
    }
    if (end == at &&
        (is_rule(line) || is_definition(line) || is_flow(line) || qg_shield_is_code_line(line)))
        end = next_line(text, at);
    return end;
}

static bool is_page(qg_str text)
{
    qg_str head = qg_str_trim(qg_str_head(text, 1024));

    return head.n > 8 && *head.p == '<' && !qg_shield_is_xml(text) &&
           (qg_str_eq_nocase(qg_str_head(head, 5), QG_STR("<html")) ||
            qg_str_eq_nocase(qg_str_head(head, 9), QG_STR("<!doctype")) ||
            qg_str_eq_nocase(qg_str_head(head, 5), QG_STR("<?xml")));
}

static void start_walk(walk *w)
{
    memset(w->no_fence, 0xFF, sizeof w->no_fence); /* so far, nowhere */
    w->has_envelope =
        qg_envelope_find(&w->envelope, w->shield->text, qg_thoughts_end(w->shield->text));
}

static void find_spans(qg_shield *shield)
{
    qg_str text = shield->text;
    walk w = {.shield = shield, .in_line = {is_page(text), text.n, text.n}};
    size_t at = 0;

    start_walk(&w);
    if (!w.in_line.is_html && qg_shield_is_data(text)) {
        qg_shield_put(shield, 0, text.n);
        return;
    }
    while (at < text.n && shield->status == QG_OK) {
        size_t end = w.in_line.is_html ? at : block_end(&w, at);
        if (end > at) {
            qg_shield_put(shield, at, end);
            at = end;
            continue;
        }
        qg_str line = line_at(text, at);
        size_t mark = line_mark_n(line);
        qg_shield_put(shield, at, at + mark);
        end = qg_shield_line(shield, &w.in_line, at + mark, at + line.n);
        at = end < text.n && text.p[end] == '\n' ? end + 1 : end;
    }
}

static void find_addresses(qg_shield *shield)
{
    qg_str text = shield->text;
    walk w = {.shield = shield};
    size_t at = 0;

    start_walk(&w);
    while (at < text.n && shield->status == QG_OK) {
        size_t start = at;
        at = shield->marked_code ? fence_end(&w, start) : start;
        if (at > start) {
            qg_shield_put(shield, start, at);
        } else {
            at = next_line(text, start);
            qg_shield_addresses(shield, start, at);
        }
    }
}

/* ---- asking ---------------------------------------------------------------------------------- */

/* Index of the first span that ends behind `offset`. */
static size_t first_behind(const qg_shield *shield, size_t offset)
{
    size_t low = 0, high = shield->at;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shield->spans[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t qg_shield_end(qg_shield *shield, size_t offset)
{
    if (!shield->is_found) {
        shield->is_found = true;
        if (shield->addresses_only)
            find_addresses(shield);
        else
            find_spans(shield);
        if (shield->status != QG_OK)
            shield->n = 0;
    }
    if (shield->at > 0 && shield->spans[shield->at - 1].end > offset)
        shield->at = first_behind(shield, offset);
    while (shield->at < shield->n && shield->spans[shield->at].end <= offset)
        shield->at++;
    if (shield->at == shield->n || shield->spans[shield->at].start > offset)
        return offset;
    return shield->spans[shield->at].end;
}

void qg_shield_clear(qg_shield *shield)
{
    free(shield->spans);
    *shield = (qg_shield){0};
}
