/* signed_line.c - what signs on one line: a name and its date, 县税务局　　2023年9月6日, or several
 * offices. */
#include "parse/draft_int.h"
#include "parse/structure_int.h"
#include "parse/text/words_int.h"

#include "unicode/unicode.h"

enum { MAX_SIGNED_RUNES = 60 };

size_t qg_signed_head(qg_str text)
{
    qg_rune before = 0;

    if (!qg_str_ends(text, QG_STR("日")) || qg_utf8_count(text) > MAX_SIGNED_RUNES)
        return 0;
    for (qg_str rest = text; rest.n > 0;) {
        qg_str name = qg_str_trim(qg_str_head(text, text.n - rest.n));
        qg_rune rune;
        bool is_apart = qg_rune_is_blank(before);
        if (name.n > 0 && (is_apart || qg_is_office(name)) && qg_is_date_line(qg_str_trim(rest)))
            return name.n;
        qg_utf8_take(&rest, &rune);
        if (qg_is_colon(rune) || rune == '(' || rune == 0xFF08)
            return 0;
        before = rune;
    }
    return 0;
}

/* Whether the text that is signed ends above `paragraph`. */
static bool is_below_text(const qg_node *paragraph)
{
    const qg_node *above = paragraph->previous, *text = above == NULL ? NULL : above->last;

    return above != NULL && above->kind == QG_PARAGRAPH && text != NULL && text->kind == QG_TEXT &&
           qg_utf8_is_in(qg_utf8_last(text->text), "。！");
}

/* The date, which starts behind `n` bytes of the line, becomes a paragraph of its own. */
static void part(qg_doc *doc, qg_node *line, size_t n, const qg_sink *sink)
{
    qg_node *name = line->first, *paragraph, *date;
    qg_str text = qg_str_trim(qg_str_skip(name->text, n));
    size_t offset = name->offset + (size_t)(text.p - name->text.p);

    paragraph = qg_node_new(doc, QG_PARAGRAPH, offset);
    date = qg_node_new(doc, QG_TEXT, offset);
    if (paragraph == NULL || date == NULL)
        return;
    date->text = text;
    name->text = qg_str_head(name->text, n);
    qg_node_append(paragraph, date);
    if (line->next != NULL)
        qg_node_insert_before(line->next, paragraph);
    else
        qg_node_append(line->parent, paragraph);
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_SPLIT,
                                     .offset = offset,
                                     .after = text,
                                     .confidence = 0.95});
}

void qg_signed_lines_part(qg_doc *doc, const qg_sink *sink)
{
    for (qg_node *node = doc->root->first; node != NULL; node = node->next) {
        const qg_node *text = node->first;
        size_t n;
        if (node->kind != QG_PARAGRAPH || text == NULL || text != node->last ||
            text->kind != QG_TEXT || !is_below_text(node))
            continue;
        n = qg_signed_head(text->text);
        if (n > 0 && qg_is_office(qg_str_head(text->text, n)))
            part(doc, node, n, sink);
    }
}

/* Whether single blanks part offices, and are none inside a name: 中共某某县委 宣传部 */
static bool are_offices_apart(qg_str text)
{
    enum { MOST = 8, LEAST_RUNES = 5 };
    qg_str names[MOST];
    size_t n = qg_offices_of(text, names, MOST);

    for (size_t i = 0; i < n; i++)
        if (qg_utf8_count(names[i]) < LEAST_RUNES)
            return false;
    return n > 1;
}

/* Where the blanks between two offices on one line start; the length of `text` without any. */
static size_t gap_between_offices(qg_str text)
{
    bool is_apart = are_offices_apart(text);
    qg_str rest = text;

    while (rest.n > 0) {
        size_t at = (size_t)(rest.p - text.p);
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_rune_is_blank(rune) && at > 0 && qg_rune_is_blank(qg_utf8_first(rest)))
            return at;
        if (qg_rune_is_blank(rune) && at > 0 && is_apart)
            return at;
        if (rune == 0x3000 && at > 0)
            return at;
    }
    return text.n;
}

/* Whether every name on the line is an office's, and there are several. */
static bool are_offices(qg_str text)
{
    size_t n = 0;

    for (qg_str rest = qg_str_trim(text); rest.n > 0; n++) {
        size_t at = gap_between_offices(rest);
        if (!qg_is_signing_office(qg_str_head(rest, at)))
            return false;
        rest = qg_str_trim(qg_str_skip(rest, at));
    }
    return n > 1;
}

/* 某某市财政局　　　某某市农业农村局 on one line above the date: each signs on its own. */
void qg_signed_offices_part(qg_doc *doc, qg_node *node)
{
    qg_node *text = node != NULL && node->kind == QG_PARAGRAPH ? node->first : NULL;

    if (text == NULL || text != node->last || text->kind != QG_TEXT || !are_offices(text->text))
        return;
    text->text = qg_str_trim(text->text);
    for (size_t at; (at = gap_between_offices(text->text)) < text->text.n;) {
        qg_node *line = qg_node_new(doc, QG_PARAGRAPH, node->offset);
        qg_node *name = qg_node_new(doc, QG_TEXT, text->offset);
        if (line == NULL || name == NULL)
            return;
        name->text = qg_str_head(text->text, at);
        qg_node_append(line, name);
        qg_node_insert_before(node, line);
        text->offset += at;
        text->text = qg_str_trim(qg_str_skip(text->text, at));
    }
}
