/* pictograph.c - pictographs that adorn headings.
 *
 * Chat assistants, and people who write in chats, put one in front of a title or a heading, and
 * keys with figures in place of numbers: 📢 关于……的通知 🎉, 1️⃣ 活动时间. The
 * fonts of official documents have none of them, and no office prints them.  In the text they stay:
 * there they may be what the sentence is about.
 */
#include "parse/draft_int.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unicode/unicode.h"

enum { COLORED = 0xFE0F, JOINER = 0x200D, KEY = 0x20E3 };

/* A pictograph, with the selector that makes it coloured */
static bool is_pictograph(qg_rune rune)
{
    return (rune >= 0x2600 && rune < 0x27C0) || (rune >= 0x1F000 && rune < 0x20000) ||
           (rune >= 0x23E9 && rune < 0x23FB) || (rune >= 0x2B05 && rune < 0x2B56) ||
           rune == COLORED || rune == JOINER;
}

/* Signs among them that GB 2312 has, and boxes to be ticked, are no adornment. */
static bool is_adornment(qg_rune rune)
{
    return is_pictograph(rune) && !qg_utf8_is_in(rune, "★☆♀♂☐☑☒");
}

static qg_str skip_blanks(qg_str text)
{
    qg_rune rune;

    while (text.n > 0 && qg_rune_is_blank(qg_utf8_first(text)))
        qg_utf8_take(&text, &rune);
    return text;
}

static qg_str skip_all(qg_str text, bool (*is_one)(qg_rune))
{
    qg_str rest = text;
    qg_rune rune;

    while (rest.n > 0 && is_one(qg_utf8_first(rest)))
        qg_utf8_take(&rest, &rune);
    return rest.n < text.n ? skip_blanks(rest) : text;
}

qg_str qg_behind_pictographs(qg_str text)
{
    qg_str rest = skip_all(text, is_pictograph);

    return rest.n > 0 ? rest : text;
}

/* Without those at the end and the blanks in front of them. */
static qg_str before_adornments(qg_str text)
{
    qg_str rest = text;
    size_t kept = 0;
    bool is_adorned = false;
    qg_rune rune;

    while (rest.n > 0) {
        qg_utf8_take(&rest, &rune);
        is_adorned = is_adorned || is_adornment(rune);
        if (!is_adornment(rune) && !qg_rune_is_blank(rune)) {
            kept = text.n - rest.n;
            is_adorned = false;
        }
    }
    return is_adorned ? qg_str_head(text, kept) : text;
}

static void tell(const qg_sink *sink, size_t offset, qg_str before, qg_str after)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_PICTOGRAPH,
                                     .offset = offset,
                                     .before = before,
                                     .after = after,
                                     .confidence = 0.95});
}

/* 1️⃣ 活动时间 is 1. 活动时间, also in front of a bold lead. */
static void read_key(qg_doc *doc, qg_node *text, const qg_sink *sink)
{
    qg_str rest = text->text, key;
    qg_rune digit, rune;
    qg_buf number;

    if (rest.n == 0)
        return;
    qg_utf8_take(&rest, &digit);
    if (digit < '0' || digit > '9')
        return;
    if (qg_utf8_first(rest) == COLORED)
        qg_utf8_take(&rest, &rune);
    if (rest.n == 0 || qg_utf8_first(rest) != KEY)
        return;
    qg_utf8_take(&rest, &rune);
    if (skip_blanks(rest).n == 0 && text->next == NULL)
        return;
    key = qg_str_head(text->text, text->text.n - rest.n);
    qg_buf_init(&number, 0);
    qg_buf_printf(&number, "%c. ", (int)digit);
    tell(sink, text->offset, key, qg_str_trim(qg_buf_str(&number)));
    qg_buf_put(&number, skip_blanks(rest));
    text->text = qg_arena_copy(&doc->arena, qg_buf_str(&number));
    qg_buf_clear(&number);
}

static void strip(qg_doc *doc, const qg_node *block, const qg_sink *sink)
{
    qg_node *first = block->first, *last = block->last;
    qg_str rest;

    while (first != NULL && first->first != NULL)
        first = first->first;
    while (last != NULL && last->last != NULL)
        last = last->last;
    if (first == NULL || first->kind != QG_TEXT || last->kind != QG_TEXT)
        return;
    rest = skip_all(first->text, is_adornment);
    if (rest.n > 0 && rest.n < first->text.n) {
        tell(sink, first->offset, qg_str_trim(qg_str_head(first->text, first->text.n - rest.n)),
             (qg_str){0});
        first->offset += first->text.n - rest.n;
        first->text = rest;
    }
    read_key(doc, first, sink);
    rest = before_adornments(last->text);
    if (rest.n > 0 && rest.n < last->text.n) {
        tell(sink, last->offset + rest.n, qg_str_trim(qg_str_skip(last->text, rest.n)),
             (qg_str){0});
        last->text = rest;
    }
}

/* Text with nothing else beside bold words, 📊 **一、情况**. */
static bool is_all_adornment(const qg_node *node)
{
    return node->kind == QG_TEXT && skip_all(skip_blanks(node->text), is_adornment).n == 0;
}

/* A heading, or a line of nothing but bold text, which is one to its author. */
static bool is_head(const qg_node *block)
{
    size_t n_bold = 0;

    if (block->kind != QG_PARAGRAPH)
        return block->kind == QG_HEADING;
    for (const qg_node *node = block->first; node != NULL; node = node->next)
        if (node->kind == QG_STRONG)
            n_bold++;
        else if (!is_all_adornment(node))
            return false;
    return n_bold == 1;
}

static void drop_alone(qg_node *block, const qg_sink *sink)
{
    for (qg_node *node = block->first, *next; node != NULL; node = next) {
        next = node->next;
        if (!is_all_adornment(node) || qg_str_trim(node->text).n == 0 ||
            block->first == block->last)
            continue;
        tell(sink, node->offset, qg_str_trim(node->text), (qg_str){0});
        if (node->previous != NULL && node->next != NULL && node->text.p[0] == ' ')
            node->text = qg_str_head(node->text, 1); /* the blank between words stays */
        else
            qg_node_unlink(node);
    }
}

/* 1️⃣ **受理登记**：…… */
static bool is_key_of_bold(const qg_node *block)
{
    enum { MAX_BYTES = 8 };

    return block->kind == QG_PARAGRAPH && block->first != NULL && block->first->kind == QG_TEXT &&
           block->first->text.n <= MAX_BYTES && block->first->next != NULL &&
           block->first->next->kind == QG_STRONG;
}

void qg_pictographs_drop(qg_doc *doc, const qg_sink *sink)
{
    for (qg_node *node = doc->root->first; node != NULL; node = node->next)
        if (is_head(node)) {
            drop_alone(node, sink);
            strip(doc, node, sink);
        } else if (is_key_of_bold(node))
            read_key(doc, node->first, sink);
}
