/* place.c - from the lines and columns that cmark-gfm counts to offsets in the draft. */
#include "parse/cmark/cmark_int.h"

/* A line ends as cmark-gfm sees it: LF, CR or both. */
static size_t line_length(qg_str rest)
{
    size_t n = qg_str_find_byte(rest, '\n'), cr = qg_str_find_byte(qg_str_head(rest, n), '\r');

    if (cr < n && !(cr + 1 == n && n < rest.n))
        return cr + 1;
    return n < rest.n ? n + 1 : n;
}

/* The offset of the line that follows the one at `at` in what is fed: line ends that an edit cuts
 * do not count. */
static size_t next_line(const qg_source *s, size_t at, size_t *e)
{
    size_t end = at + line_length(qg_str_skip(s->text, at));

    for (; *e < s->n_edits && s->edits[*e].offset < end; ++*e) {
        size_t behind = s->edits[*e].offset + s->edits[*e].cut;
        if (behind >= end)
            end = behind + line_length(qg_str_skip(s->text, behind));
    }
    return end;
}

qg_status qg_source_find_lines(qg_source *s)
{
    size_t n = 0, e = 0;
    size_t *lines;

    for (size_t at = s->start; at < s->text.n; n++)
        at = next_line(s, at, &e);
    lines = qg_arena_get(&s->doc->arena, (n + 1) * sizeof *lines);
    if (lines == NULL)
        return QG_E_MEMORY;
    e = 0;
    lines[0] = s->start;
    for (size_t i = 0; i < n; i++)
        lines[i + 1] = next_line(s, lines[i], &e);
    s->lines = lines;
    s->n_lines = n;
    return QG_OK;
}

/* Where an edit is in the line that was fed, when `first` is the first edit in it. */
static size_t fed_column(size_t from, const qg_feed_edit *e, const qg_feed_edit *first)
{
    return e->offset - from + (e->n_before - first->n_before) - (e->cut_before - first->cut_before);
}

/* The column in the text for a column of the line that was fed; both from 0. */
static size_t column_of(const qg_source *s, size_t from, size_t to, size_t fed)
{
    size_t low = qg_source_edit_from(s, from), high = qg_source_edit_from(s, to), first = low,
           column;
    const qg_feed_edit *e;

    while (low < high) { /* for the last edit that was put before `fed` */
        size_t middle = low + (high - low) / 2;
        if (fed_column(from, &s->edits[middle], &s->edits[first]) < fed)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == first)
        return fed;
    e = &s->edits[low - 1];
    column = fed - fed_column(from, e, &s->edits[first]);
    return e->offset - from + (column > strlen(e->put) ? e->cut + column - strlen(e->put) : 0);
}

/* Of all lines, the one that was fed as the nth of the section, from 0. */
static size_t line_of_section(const qg_source *s, size_t n)
{
    if (s->piece.kind != QG_PIECE_ROWS)
        return s->first_line + n;
    return n < QG_HEAD_LINES ? s->piece.head_line + n : s->first_line + n - QG_HEAD_LINES;
}

size_t qg_source_offset(const qg_source *s, qg_fed_place at)
{
    size_t line = at.line <= QG_PREFIX_LINES ? 0 : (size_t)(at.line - QG_PREFIX_LINES - 1);
    size_t column = at.column < 1 ? 0 : (size_t)(at.column - 1);
    size_t from, to;

    line = line_of_section(s, line);
    if (line >= s->n_lines)
        return s->text.n;
    from = s->lines[line];
    to = s->lines[line + 1];
    column = column_of(s, from, to, column);
    return column < to - from ? from + column : to;
}

qg_fed_place qg_cmark_place(cmark_node *node)
{
    return (qg_fed_place){cmark_node_get_start_line(node), cmark_node_get_start_column(node)};
}

qg_str qg_source_label_before(const qg_source *s, qg_fed_place at, size_t *offset)
{
    size_t end = qg_source_offset(s, at), from, n;

    while (end > s->start && s->text.p[end - 1] != ':')
        end--;
    *offset = end;
    if (end < s->start + 2 || s->text.p[end - 2] != ']')
        return qg_str_head(s->text, 0);
    n = end -= 2;
    for (from = end; from > s->start; from--) {
        char c = s->text.p[from - 1];
        if (c == ']' || c == ' ' || c == '\t' || c == '\n' || c == '\r')
            break;
        if (c == '^' && from >= s->start + 2 && s->text.p[from - 2] == '[')
            n = from;
    }
    *offset = n >= 2 && n != end ? n - 2 : end;
    return (qg_str){s->text.p + n, end - n};
}
