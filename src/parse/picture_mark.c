/* picture_mark.c - how programs other than CommonMark write pictures.
 *
 *     ![截图](图片/截图 2024.png)      a path with blanks; editors that save pictures write them so
 *     ![截图|200](a.png)               Obsidian's width behind the description, or 200x100
 */
#include "parse/tree_int.h"

#include "document/length.h"
#include "unicode/unicode.h"

enum { MOST_BYTES = 500 }; /* of a description and a path, so that time stays linear */

bool qg_is_picture_name(qg_str name)
{
    static const char *const ends[] = {".png", ".jpg",  ".jpeg", ".gif",
                                       ".bmp", ".webp", ".svg",  NULL};

    for (size_t i = 0; ends[i] != NULL; i++) {
        size_t n = strlen(ends[i]);
        if (name.n > n && qg_str_eq_nocase(qg_str_skip(name, name.n - n), qg_str_of(ends[i])))
            return true;
    }
    return false;
}

/* ---- a path with blanks ---------------------------------------------------------------------- */

/* The path at the start of `text` up to the ) behind the name of a picture; empty: there is none. A
 * ) may be in the name: 截图 (1).png */
static qg_str path_at(qg_str text)
{
    text = qg_str_head(text, MOST_BYTES);
    for (size_t end = 0; end < text.n; end++)
        if (text.p[end] == ')' && qg_is_picture_name(qg_str_head(text, end)))
            return qg_str_head(text, end);
    return QG_STR("");
}

bool qg_spaced_picture_use(qg_doc *doc, qg_node *text, size_t at)
{
    qg_str rest = qg_str_head(qg_str_skip(text->text, at + 1), MOST_BYTES), words, path;
    size_t n = qg_str_find(rest, QG_STR("]("));
    qg_node *image, *inner, *behind;

    if (at == 0 || text->text.p[at - 1] != '!' || n == rest.n)
        return false;
    words = qg_str_head(rest, n);
    path = path_at(qg_str_skip(text->text, at + 1 + n + strlen("](")));
    if (path.n == 0 || qg_str_find_byte(path, ' ') == path.n ||
        qg_str_find(path, QG_STR("](")) < path.n || qg_str_find_byte(words, '[') < words.n)
        return false;
    n = (size_t)(path.p + path.n + 1 - text->text.p);
    behind = qg_text_node_part(doc, text, n, text->offset + n);
    inner = qg_text_node_part(doc, text, at - 1, text->offset + at - 1);
    image = qg_node_new(doc, QG_IMAGE, text->offset + at - 1);
    if (behind == NULL || inner == NULL || image == NULL)
        return false;
    image->u.link.url = path;
    qg_node_insert_before(inner, image);
    qg_node_unlink(inner);
    inner->text = words;
    if (words.n > 0)
        qg_node_append(image, inner);
    return true;
}

/* ---- a size behind the description ----------------------------------------------------------- */

/* Whether `text` is a number of pixels. */
static bool is_pixels(qg_str text)
{
    enum { MOST_DIGITS = 4 };

    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return text.n > 1 && text.n <= MOST_DIGITS;
}

bool qg_picture_size_read(qg_node *image, qg_str words)
{
    size_t n = qg_str_find_byte(words, 'x');
    qg_str height = qg_str_skip(words, n + 1);

    words = qg_str_head(words, n);
    if (!is_pixels(words) || (height.n > 0 && !is_pixels(height)))
        return false;
    image->u.link.width = words;
    image->u.link.height = height;
    return true;
}

/* The description without the size that stands at its end. */
static void take_size(qg_node *image)
{
    qg_node *text = image->last;
    size_t at;

    if (text == NULL || text->kind != QG_TEXT || image->u.link.width.n + image->u.link.height.n > 0)
        return;
    at = text->text.n;
    while (at > 0 && text->text.p[at - 1] != '|')
        at--;
    if (at == 0 || !qg_picture_size_read(image, qg_str_skip(text->text, at)))
        return;
    text->text.n = at - 1;
    if (text->text.n == 0)
        qg_node_unlink(text);
}

/* ---- pictures on lines of their own ---------------------------------------------------------- */

static bool is_line_end(const qg_node *node)
{
    return node == NULL || node->kind == QG_SOFT_BREAK || node->kind == QG_LINE_BREAK;
}

/* The node that ends the line, NULL for the last.  `*has_only` says whether it is of pictures. */
static qg_node *end_of_line(qg_node *first, bool *has_only)
{
    bool has_any = false;

    *has_only = true;
    for (; !is_line_end(first); first = first->next) {
        has_any = has_any || first->kind == QG_IMAGE;
        *has_only = *has_only && (first->kind == QG_IMAGE ||
                                  (first->kind == QG_TEXT && qg_str_trim(first->text).n == 0));
    }
    *has_only = *has_only && has_any;
    return first;
}

static bool starts_with_han(const qg_node *node)
{
    while (node != NULL && node->kind != QG_TEXT)
        node = node->first;
    return node != NULL && qg_rune_is_han(qg_utf8_first(node->text));
}

/* Put what stands in front of `end` into a paragraph above, and drop the end. */
static void part_at(qg_doc *doc, qg_node *paragraph, qg_node *end)
{
    qg_node *above = qg_node_new(doc, QG_PARAGRAPH, paragraph->offset);

    if (above == NULL)
        return;
    qg_node_insert_before(paragraph, above);
    while (paragraph->first != end) {
        qg_node *node = paragraph->first;
        qg_node_unlink(node);
        qg_node_append(above, node);
    }
    qg_node_unlink(end);
    if (paragraph->first != NULL)
        paragraph->offset = paragraph->first->offset;
}

/* A line of pictures above or below a line of Chinese: that is no character of the sentence, and
 * what is below may be its caption. */
static void part_lines(qg_doc *doc, qg_node *paragraph)
{
    qg_node *line = paragraph->first, *next, *next_end;
    bool is_pictures, is_next_pictures;

    for (qg_node *end = end_of_line(line, &is_pictures); end != NULL; end = next_end) {
        next = end->next;
        next_end = end_of_line(next, &is_next_pictures);
        if (is_pictures != is_next_pictures && starts_with_han(is_pictures ? next : line))
            part_at(doc, paragraph, end);
        line = next;
        is_pictures = is_next_pictures;
    }
}

void qg_pictures_complete(qg_doc *doc, qg_node *root)
{
    const qg_node *parted = NULL;

    for (qg_node *node = root; node != NULL; node = qg_node_walk(root, node)) {
        if (node->kind != QG_IMAGE)
            continue;
        take_size(node);
        if (node->parent->kind == QG_PARAGRAPH && node->parent != parted &&
            node->parent->parent->kind != QG_ITEM) /* a tight list would be loose */
            part_lines(doc, node->parent);
        parted = node->parent;
    }
}
