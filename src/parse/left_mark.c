/* left_mark.c - marks of Markdown that nothing closes, and numbers that stand twice.
 *
 * Chat assistants forget the second ** of a bold line, **一、总体要求, and number headings that
 * have their numbers already, ## 1. 一、总体要求.  What is meant is plain: the line is bold, and
 * the official number is the heading's.
 */
#include "parse/draft_int.h"
#include "parse/text/words_int.h"

#include "base/buf.h"

enum { MAX_RUNES = 60, MIN_DOUBLED = 2 };

/* ---- ** without another ---------------------------------------------------------------------- */

/* `text` without the one ** that it starts or ends with; empty when it has none or another. */
static qg_str without_stars(qg_str text)
{
    qg_str stars = QG_STR("**"), rest = {0};

    if (qg_str_starts(text, stars))
        rest = qg_str_skip(text, stars.n);
    else if (qg_str_ends(text, stars))
        rest = qg_str_head(text, text.n - stars.n);
    return qg_str_find_byte(rest, '*') == rest.n ? rest : (qg_str){0};
}

static bool is_head(qg_str text)
{
    int level;

    return qg_utf8_count(text) <= MAX_RUNES && !qg_has_sentence_mark(text) &&
           !qg_ends_with_mark(text) &&
           (qg_number_at(text, &level).n > 0 || qg_has_title_word(text));
}

static void close_stars(qg_doc *doc, qg_node *block, const qg_sink *sink)
{
    qg_node *text = block->first, *strong;
    qg_str bare;

    if (block->kind != QG_PARAGRAPH || text == NULL || text->kind != QG_TEXT || text->next != NULL)
        return;
    bare = without_stars(text->text);
    if (bare.n == 0 || !is_head(bare))
        return;
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_LEFT_MARK,
                                     .offset = text->offset,
                                     .before = text->text,
                                     .after = bare,
                                     .confidence = 0.95});
    strong = qg_node_new(doc, QG_STRONG, text->offset);
    if (strong == NULL)
        return;
    text->offset += (size_t)(bare.p - text->text.p);
    text->text = bare;
    qg_node_unlink(text);
    qg_node_append(strong, text);
    qg_node_append(block, strong);
}

/* ---- 1. 一、 --------------------------------------------------------------------------------- */

/* The first text of a heading or a bold line. */
static qg_node *head_text(const qg_node *block)
{
    qg_node *text = block->first;

    if (text != NULL && text->kind == QG_STRONG &&
        (block->kind == QG_HEADING || text->next == NULL))
        text = text->first;
    else if (block->kind != QG_HEADING)
        return NULL;
    return text != NULL && text->kind == QG_TEXT ? text : NULL;
}

/* Bytes of a decimal number, and the blanks behind it, in front of 一、 or （一）. */
static size_t needless_number_at(qg_str text)
{
    int level;
    size_t n = 0;

    while (n < text.n && strchr("0123456789.", text.p[n]) != NULL && text.p[n] != '\0')
        n++;
    if (n == 0)
        return 0;
    while (n < text.n && text.p[n] == ' ')
        n++;
    return qg_number_at(qg_str_skip(text, n), &level).n > 0 && level <= 2 ? n : 0;
}

static void drop_needless_numbers(qg_doc *doc, const qg_sink *sink)
{
    size_t n_doubled = 0;

    for (const qg_node *node = doc->root->first; node != NULL; node = node->next) {
        const qg_node *text = head_text(node);
        n_doubled += text != NULL && needless_number_at(text->text) > 0;
    }
    for (qg_node *node = doc->root->first; node != NULL && n_doubled >= MIN_DOUBLED;
         node = node->next) {
        qg_node *text = head_text(node);
        size_t n = text == NULL ? 0 : needless_number_at(text->text);
        if (n == 0)
            continue;
        qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_DOUBLED_NUMBER,
                                         .offset = text->offset,
                                         .before = qg_str_trim(qg_str_head(text->text, n)),
                                         .confidence = 0.95});
        text->text = qg_str_skip(text->text, n);
        text->offset += n;
    }
}

void qg_left_marks_use(qg_doc *doc, const qg_sink *sink)
{
    for (qg_node *node = doc->root->first; node != NULL; node = node->next)
        close_stars(doc, node, sink);
    drop_needless_numbers(doc, sink);
}
