/* meta.c - what the head of a page says of the article.
 *
 * Pages of Chinese authorities name title, date and keywords in <meta>; news pages do so for social
 * networks and search engines.  Source: 政府网站发展指引 (国办发〔2017〕47号), appendix on META
 * tags; Open Graph; schema.org's NewsArticle in JSON-LD, and cambrian.jsonld of a search engine.
 */
#include "parse/front_matter_int.h"
#include "parse/html/html_int.h"

#include "base/buf.h"

#include <jansson.h>

typedef struct meta_name {
    const char *name, *key;
} meta_name;

/* The names of <meta> elements for each key; the first one that a page has counts. */
static const meta_name names[] = {
    {"PubDate", "published"}, {"article:published_time", "published"},
    {"Keywords", "keywords"}, {"publishdate", "published"},
    {"DC.Date", "published"},
};

/* Dates in the head have a time behind them: 2024-03-05 10:00, 2024-03-05T10:00. */
static qg_str usable(qg_str value, const char *key)
{
    value = qg_str_trim(value);
    if (strcmp(key, "published") != 0)
        return value;
    value = qg_str_head(value, qg_str_find_byte(value, ' '));
    return qg_str_head(value, qg_str_find_byte(value, 'T'));
}

static void add_field(qg_doc *doc, const char *key, qg_str value, size_t offset)
{
    qg_key known = qg_key_of(qg_str_of(key));

    value = usable(value, key);
    if (value.n == 0 || qg_doc_field(doc, known) != NULL)
        return;
    if (qg_key_form_of(known) == QG_FORM_DATE && !qg_value_normalize(doc, known, &value))
        return;
    qg_doc_add_field(doc, qg_str_of(key), &value, 1, offset, false);
}

static qg_str name_of(const qg_html_node *meta)
{
    qg_str name = qg_html_attr(meta, "name");

    return name.n > 0 ? name : qg_html_attr(meta, "property");
}

static qg_str meta_named(const qg_html_tree *tree, const char *name)
{
    for (size_t i = 0; i < tree->meta_end; i++)
        if (tree->at[i].tag == QG_TAG_META &&
            qg_str_eq_nocase(name_of(&tree->at[i]), qg_str_of(name)))
            return qg_str_trim(qg_html_attr(&tree->at[i], "content"));
    return (qg_str){"", 0};
}

/* Keywords of pages that name the article are the article's; others are for search engines.  The
 * title is no keyword. */
static bool has_keywords(const qg_html_tree *tree)
{
    qg_str title = meta_named(tree, "ArticleTitle");

    return title.n > 0 && !qg_str_eq(title, meta_named(tree, "Keywords"));
}

static void read_metas(qg_doc *doc, const qg_html_tree *tree, const meta_name *name)
{
    for (size_t i = 0; i < tree->meta_end; i++) {
        const qg_html_node *node = &tree->at[i];
        if (node->tag == QG_TAG_META && qg_str_eq_nocase(name_of(node), qg_str_of(name->name)))
            add_field(doc, name->key, qg_html_attr(node, "content"), node->offset);
    }
}

/* ---- the title ------------------------------------------------------------------------------- */

static qg_str title_element(const qg_html_tree *tree)
{
    for (size_t i = 0; i + 1 < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_TITLE && tree->at[i + 1].tag == QG_TAG_TEXT)
            return qg_str_trim(tree->at[i + 1].text);
    return (qg_str){"", 0};
}

/* ---- JSON-LD --------------------------------------------------------------------------------- */

/* The object that describes the article: the root itself, or the first of several. */
static const json_t *article_of(const json_t *root)
{
    const json_t *graph = json_object_get(root, "@graph");

    root = graph != NULL ? graph : root;
    if (!json_is_array(root))
        return root;
    for (size_t i = 0; i < json_array_size(root); i++)
        if (json_object_get(json_array_get(root, i), "headline") != NULL)
            return json_array_get(root, i);
    return NULL;
}

/* Keywords: a text, or a list of them. */
static void add_keywords(qg_doc *doc, const json_t *keywords, size_t offset)
{
    enum { MOST = 32 };
    qg_str values[MOST];
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(keywords) && n < MOST; i++) {
        const char *word = json_string_value(json_array_get(keywords, i));
        if (word != NULL && *word != '\0')
            values[n++] = qg_arena_copy(&doc->arena, qg_str_of(word));
    }
    if (json_is_string(keywords))
        add_field(doc, "keywords",
                  qg_arena_copy(&doc->arena, qg_str_of(json_string_value(keywords))), offset);
    else if (n > 0 && qg_doc_field(doc, QG_KEY_KEYWORDS) == NULL)
        qg_doc_add_field(doc, QG_STR("keywords"), values, n, offset, false);
}

static const char *text_of(const json_t *article, const char *name, const char *other)
{
    const char *text = json_string_value(json_object_get(article, name));

    return text != NULL ? text : json_string_value(json_object_get(article, other));
}

/* What the article is called: its headline, but for encyclopaedias, which describe it there and
 * have its name beside it, as the title of the page has. */
static const char *headline_of(const json_t *article, qg_str page_title)
{
    const char *headline = text_of(article, "headline", "title");
    const char *name = json_string_value(json_object_get(article, "name"));
    bool is_name = name != NULL && qg_str_starts(page_title, qg_str_of(name)) &&
                   (headline == NULL || !qg_str_starts(page_title, qg_str_of(headline)));

    return is_name ? name : headline;
}

static void read_json(qg_doc *doc, qg_str *title, const qg_html_node *script, qg_str text,
                      qg_str page_title)
{
    json_t *root = json_loadb(text.p, text.n, 0, NULL);
    const json_t *article = article_of(root);
    const char *headline = headline_of(article, page_title);
    const char *date = text_of(article, "datePublished", "pubDate");

    add_keywords(doc, json_object_get(article, "keywords"), script->offset);
    if (headline != NULL && title->n == 0)
        *title = qg_arena_copy(&doc->arena, qg_str_of(headline));
    if (date != NULL)
        add_field(doc, "published", qg_str_of(date), script->offset);
    json_decref(root);
}

static void read_scripts(qg_doc *doc, qg_str *title, const qg_html_tree *tree)
{
    qg_str page_title = title_element(tree);

    for (size_t i = 0; i + 1 < tree->n; i++)
        if (tree->at[i].tag == QG_TAG_SCRIPT && tree->at[i + 1].tag == QG_TAG_TEXT &&
            qg_str_eq_nocase(qg_html_attr(&tree->at[i], "type"), QG_STR("application/ld+json")))
            read_json(doc, title, &tree->at[i], tree->at[i + 1].text, page_title);
}

/* ---- all ---------------------------------------------------------------------------------------
 */

void qg_html_read_meta(qg_doc *doc, qg_str *title, bool *is_exact, const qg_html_tree *tree)
{
    bool takes_keywords = has_keywords(tree);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (takes_keywords || strcmp(names[i].key, "keywords") != 0)
            read_metas(doc, tree, &names[i]);
    *title = meta_named(tree, "ArticleTitle");
    if (title->n == 0)
        *title = meta_named(tree, "DC.Title");
    read_scripts(doc, title, tree);
    if (title->n == 0)
        *title = meta_named(tree, "og:title");
    if (title->n == 0)
        *title = title_element(tree);
    *is_exact = !qg_str_eq(*title, title_element(tree));
}
