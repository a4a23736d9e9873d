/* labelled_parts.c - 标题：…, 正文： and 落款：…, by which a chat assistant says which part of a
 * document follows, in a draft whose head has the first of them.  The words stay without the
 * labels.
 */
#include "parse/draft_int.h"
#include "parse/letter_int.h"
#include "parse/structure_int.h"
#include "parse/text/title_int.h"
#include "parse/written_int.h"

#include "base/utf8.h"

enum { MAX_BLOCKS = 5 /* above 正文 */, MAX_SIGNED_BLOCKS = 3 };

/* Bytes of 【name】, name： or name at the start of `text`, the last when nothing follows; 0: it
 * starts otherwise. */
static size_t part_label_at(qg_str text, qg_str name, bool is_bold)
{
    static const char *const marks[][2] = {{"【", "】"}, {"", "："}, {"", ":"}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        qg_str open = qg_str_of(marks[i][0]), close = qg_str_of(marks[i][1]);
        if (qg_str_starts(text, open) && qg_str_starts(qg_str_skip(text, open.n), name) &&
            qg_str_starts(qg_str_skip(text, open.n + name.n), close))
            return open.n + name.n + close.n;
    }
    return is_bold && qg_str_eq(text, name) ? name.n : 0;
}

static void skip_in(qg_node *text, size_t n)
{
    qg_str rest = qg_str_trim(qg_str_skip(text->text, n));

    text->offset += (size_t)(rest.p - text->text.p);
    text->text = rest;
}

/* Drop the label at the start of the block, and the line that it was; returns whether there was
 * one. */
static bool take_part_label(qg_node *block, const char *name, const qg_sink *sink)
{
    qg_node *first = block->first, *text = first, *next;
    bool is_bold = first != NULL && first->kind == QG_STRONG;
    size_t n;

    if (is_bold)
        text = first->first;
    if (text == NULL || text->kind != QG_TEXT)
        return false;
    n = part_label_at(text->text, qg_str_of(name), is_bold && first->first == first->last);
    if (n == 0)
        return false;
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_JUNK,
                                     .offset = text->offset,
                                     .before = qg_str_head(text->text, n),
                                     .confidence = 0.9});
    skip_in(text, n);
    if (text->text.n > 0 || (is_bold && text->next != NULL))
        return true;
    next = first->next;
    qg_node_unlink(first);
    if (next != NULL && next->kind == QG_TEXT) { /* **正文**： */
        skip_in(next, qg_str_starts(qg_str_trim(next->text), QG_STR("：")) ? QG_STR("：").n : 0);
        first = next;
        next = first->text.n > 0 ? NULL : first->next;
        if (first->text.n == 0)
            qg_node_unlink(first);
    }
    if (next != NULL && (next->kind == QG_SOFT_BREAK || next->kind == QG_LINE_BREAK))
        qg_node_unlink(next);
    if (block->first == NULL)
        qg_node_unlink(block);
    return true;
}

static bool has_words(const qg_node *block)
{
    return block != NULL && (block->kind == QG_PARAGRAPH || block->kind == QG_HEADING);
}

/* Whether the block may be the title: a heading, or a line that is no sentence.
 * 标题：二号字，居中。 gives none. */
static bool may_be_title(qg_doc *doc, const qg_node *block)
{
    qg_line line = qg_written_line(&doc->arena, block->first);

    return block->kind == QG_HEADING || (line.n_stops == 0 && line.n_runes <= QG_MAX_TITLE_RUNES);
}

/* Make the title of the block that the label 标题 stood in front of or alone above. */
static void make_title(qg_doc *doc, const qg_sink *sink)
{
    qg_node *title = qg_structure_first(doc), *next;

    if (title == NULL || title->kind != QG_PARAGRAPH || !may_be_title(doc, title))
        return;
    next = qg_written_line_next(title->first);
    if (next != NULL)
        qg_paragraph_part(doc, title, next);
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_TITLE,
                                     .offset = title->offset,
                                     .before = qg_written_line(&doc->arena, title->first).text,
                                     .confidence = 0.95});
    qg_letter_make_heading(title, 1);
}

bool qg_labelled_title_take(qg_doc *doc, const qg_sink *sink)
{
    qg_node *node = qg_structure_first(doc);

    if (!has_words(node) || !may_be_title(doc, node) || !take_part_label(node, "标题", sink))
        return false;
    make_title(doc, sink);
    return true;
}

void qg_labelled_parts_take(qg_doc *doc, const qg_sink *sink)
{
    static const char *const signed_by[] = {"落款",     "署名",     "发文单位", "发文机关",
                                            "发文日期", "成文日期", "日期"};
    qg_node *node = doc->root->first, *next;

    for (int i = 0; i < MAX_BLOCKS && node != NULL; i++, node = next) {
        next = node->next;
        if (has_words(node) && take_part_label(node, "正文", sink))
            break;
    }
    node = doc->root->last;
    for (int i = 0; i < MAX_SIGNED_BLOCKS && node != NULL; i++, node = next) {
        next = node->previous;
        for (size_t k = 0; has_words(node) && k < sizeof signed_by / sizeof *signed_by; k++)
            if (take_part_label(node, signed_by[k], sink))
                break;
    }
}
