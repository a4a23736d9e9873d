/* attributes.c - what stands in braces behind a picture: ![](a.png){width=60%}. */
#include "parse/parse_int.h"

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

static qg_str value_of(qg_str word, qg_str key)
{
    qg_str value = qg_str_skip(word, key.n);

    if (value.n >= 2 && strchr("\"'", value.p[0]) != NULL && value.p[value.n - 1] == value.p[0])
        value = qg_str_head(qg_str_skip(value, 1), value.n - 2);
    return value;
}

/* Read the words between the braces.  Returns whether any of them is a size. */
static bool read_sizes(qg_node *image, qg_str inside)
{
    bool has_any = false;

    while (qg_str_trim(inside).n > 0) {
        qg_str word = qg_attribute_take(&inside), width = QG_STR("width="),
               height = QG_STR("height=");
        bool is_width = qg_str_starts(word, width), is_height = qg_str_starts(word, height);
        qg_str value = value_of(word, is_width ? width : height);
        qg_length length;
        if ((!is_width && !is_height) || !qg_length_read(&length, value))
            continue;
        *(is_width ? &image->u.link.width : &image->u.link.height) = value;
        has_any = true;
    }
    return has_any;
}

/* What is no size has no meaning here. */
static void tell_others(qg_str inside, size_t offset, const qg_sink *sink)
{
    while (qg_str_trim(inside).n > 0) {
        qg_str word = qg_attribute_take(&inside);
        if (!qg_str_starts(word, QG_STR("width=")) && !qg_str_starts(word, QG_STR("height=")))
            qg_sink_tell(
                sink,
                &(qg_finding){.kind = QG_FOUND_PARSE_ATTRIBUTE, .offset = offset, .before = word});
    }
}

static void take_attributes(qg_node *image, size_t n_bytes, const qg_sink *sink)
{
    qg_node *text = image->next;
    size_t end;
    qg_str inside;

    if (text == NULL || text->kind != QG_TEXT || text->text.n == 0 || text->text.p[0] != '{')
        return;
    end = qg_str_find_byte(text->text, '}');
    inside = qg_str_skip(qg_str_head(text->text, end), 1);
    if (end == text->text.n || !read_sizes(image, inside))
        return;
    tell_others(inside, text->offset, sink);
    text->text = qg_str_skip(text->text, end + 1);
    text->offset = n_bytes - text->offset > end ? text->offset + end + 1 : n_bytes;
    if (text->text.n == 0)
        qg_node_unlink(text);
}

void qg_attributes_read(qg_node *root, size_t n_bytes, const qg_sink *sink)
{
    for (qg_node *node = root; node != NULL; node = qg_node_walk(root, node))
        if (node->kind == QG_IMAGE)
            take_attributes(node, n_bytes, sink);
}
