/* unfold.c - what a click unfolds on a page: on paper all is unfolded. */
#include "parse/tree_int.h"

static void tell(const qg_node *html, const qg_sink *sink)
{
    qg_sink_tell(
        sink,
        &(qg_finding){.kind = QG_FOUND_PARSE_TAG, .offset = html->offset, .before = html->text});
}

static bool starts_tag(qg_str text, const char *start)
{
    return qg_str_eq_nocase(qg_str_head(text, strlen(start)), qg_str_of(start));
}

/* Without tags that make all of it bold, as it is shown anyway. */
static qg_str without_bold(qg_str words)
{
    static const char *const pairs[][2] = {{"<b>", "</b>"}, {"<strong>", "</strong>"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qg_str close = qg_str_of(pairs[i][1]);
        size_t n = strlen(pairs[i][0]) + close.n;
        if (words.n >= n && starts_tag(words, pairs[i][0]) && qg_str_ends(words, close))
            return qg_str_trim((qg_str){words.p + n - close.n, words.n - n});
    }
    return words;
}

/* The words between <summary> and </summary>, which `html` is; none when it is something else. */
static qg_str summary_of(qg_str html)
{
    static const char open[] = "<summary>", close[] = "</summary>";
    size_t n = sizeof open - 1 + sizeof close - 1;
    qg_str inner;

    if (html.n < n || !starts_tag(html, open) ||
        !starts_tag(qg_str_skip(html, html.n - (sizeof close - 1)), close))
        return (qg_str){"", 0};
    inner = without_bold(qg_str_trim((qg_str){html.p + sizeof open - 1, html.n - n}));
    return qg_str_find_byte(inner, '<') + qg_str_find_byte(inner, '&') == 2 * inner.n
               ? inner
               : (qg_str){"", 0};
}

bool qg_unfold(qg_doc *doc, qg_node *html, const qg_sink *sink)
{
    qg_str text = qg_str_trim(html->text), summary;
    qg_node *line, *bold, *label;

    if (qg_str_eq_nocase(text, QG_STR("</details>"))) {
        tell(html, sink);
        return true;
    }
    if (starts_tag(text, "<details"))
        text = qg_str_trim(qg_str_skip(text, qg_str_find_byte(text, '>') + 1));
    summary = summary_of(text);
    if (summary.n == 0 && (text.n > 0 || !starts_tag(qg_str_trim(html->text), "<details")))
        return false;
    tell(html, sink);
    if (summary.n == 0)
        return true;
    line = qg_node_new(doc, QG_PARAGRAPH, html->offset);
    bold = qg_node_new(doc, QG_STRONG, html->offset);
    label = qg_node_new(doc, QG_TEXT, html->offset + (size_t)(summary.p - html->text.p));
    if (line == NULL || bold == NULL || label == NULL)
        return true;
    label->text = summary;
    qg_node_append(bold, label);
    qg_node_append(line, bold);
    qg_node_insert_before(html, line);
    return true;
}
