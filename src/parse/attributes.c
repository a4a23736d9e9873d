/* attributes.c - what stands in braces behind a picture: ![](a.png){width=60%}. */
#include "parse/tree_int.h"

#include "document/length.h"

qg_str qg_attribute_take(qg_str *rest)
{
    size_t n = 0;
    char quote = 0;
    qg_str word;

    *rest = qg_str_trim(*rest);
    while (n < rest->n && (quote != 0 || strchr(" \t\n", rest->p[n]) == NULL)) {
        if (quote == 0 && (rest->p[n] == '"' || rest->p[n] == '\''))
            quote = rest->p[n];
        else if (rest->p[n] == quote)
            quote = 0;
        n++;
    }
    word = qg_str_head(*rest, n);
    *rest = qg_str_skip(*rest, n);
    return word;
}

/* A word of the braces, and what it sets; NULL: nothing that we know. */
typedef struct attribute {
    qg_str word, value;
    qg_str *size;
} attribute;

/* Take the next one off.  The unit may stand apart from its number: width=8 cm */
static attribute take_one(qg_str *inside, qg_node *image)
{
    const struct {
        qg_str key;
        qg_str *size;
    } keys[] = {{QG_STR("width="), &image->u.link.width},
                {QG_STR("height="), &image->u.link.height}};
    attribute a = {.word = qg_attribute_take(inside)};
    qg_str rest = *inside, unit = qg_attribute_take(&rest);
    qg_length length;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (qg_str_starts(a.word, keys[i].key)) {
            a.value = qg_str_skip(a.word, keys[i].key.n);
            a.size = keys[i].size;
        }
    if (a.value.n >= 2 && strchr("\"'", a.value.p[0]) != NULL &&
        a.value.p[a.value.n - 1] == a.value.p[0]) {
        a.value = qg_str_head(qg_str_skip(a.value, 1), a.value.n - 2);
    } else if (a.size != NULL && unit.n > 0) {
        qg_str whole = {a.value.p, (size_t)(unit.p + unit.n - a.value.p)};
        if (qg_length_read(&length, whole)) {
            a.value = whole;
            *inside = rest;
        }
    }
    return a;
}

/* #figure, .class or key=value */
static bool is_attribute(qg_str word)
{
    size_t n = 0;

    if (word.n > 1 && strchr("#.", word.p[0]) != NULL)
        return (unsigned char)word.p[1] > ' ';
    while (n < word.n && (((word.p[n] | 32) >= 'a' && (word.p[n] | 32) <= 'z') || word.p[n] == '-'))
        n++;
    return n > 0 && n < word.n && word.p[n] == '=';
}

/* Read the words between the braces.  Returns whether any of them is a size, or all are attributes.
 */
static bool read_sizes(qg_doc *doc, qg_node *image, qg_str inside)
{
    bool has_any = false, are_attributes = qg_str_trim(inside).n > 0;

    while (qg_str_trim(inside).n > 0) {
        attribute a = take_one(&inside, image);
        qg_str length = a.size == NULL ? a.value : qg_length_copy(&doc->arena, a.value);
        are_attributes = are_attributes && is_attribute(a.word);
        if (a.size == NULL || length.n == 0)
            continue;
        *a.size = length;
        has_any = true;
    }
    return has_any || are_attributes;
}

/* What is no size has no meaning here. */
static void tell_others(qg_node *image, qg_str inside, size_t offset, const qg_sink *sink)
{
    qg_length length;

    while (qg_str_trim(inside).n > 0) {
        attribute a = take_one(&inside, image);
        if (a.size == NULL || !qg_length_read(&length, a.value))
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ATTRIBUTE,
                                             .offset = offset,
                                             .before = a.word});
    }
}

static void take_attributes(qg_doc *doc, qg_node *image, size_t n_bytes, const qg_sink *sink)
{
    qg_node *text = image->next;
    size_t end;
    qg_str inside;

    if (text == NULL || text->kind != QG_TEXT || text->text.n == 0 || text->text.p[0] != '{')
        return;
    end = qg_str_find_byte(text->text, '}');
    inside = qg_str_skip(qg_str_head(text->text, end), 1);
    if (end == text->text.n || !read_sizes(doc, image, inside))
        return;
    tell_others(image, inside, text->offset, sink);
    text->text = qg_str_skip(text->text, end + 1);
    text->offset = n_bytes - text->offset > end ? text->offset + end + 1 : n_bytes;
    if (text->text.n == 0)
        qg_node_unlink(text);
}

void qg_attributes_read(qg_doc *doc, qg_node *root, size_t n_bytes, const qg_sink *sink)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (node->kind == QG_IMAGE)
            take_attributes(doc, node, n_bytes, sink);
}
