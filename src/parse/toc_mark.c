/* toc_mark.c - [TOC] on a line of its own, where programs for Markdown put a table of contents.
 *
 * An official document has it behind its title, so the line is the front matter's toc: true, and a
 * heading 目录 right above it goes, too: the table has one of its own.
 */
#include "parse/draft_int.h"
#include "parse/structure_int.h"

/* Whether `text` is one of the words, in large letters or small ones. */
static bool is_one_of(qg_str text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (qg_str_eq_nocase(text, qg_str_of(*words)))
            return true;
    return false;
}

static bool is_mark(qg_finder *f, const qg_node *node)
{
    /* the last are [[_TOC_]] and @[TOC](目录), without what Markdown sees in them */
    static const char *const marks[] = {"[TOC]", "[[TOC]]", "@[TOC]", "@TOC", NULL};

    return qg_is_paragraph(node) && is_one_of(qg_structure_plain(f, node), marks);
}

static bool is_heading(qg_finder *f, const qg_node *node)
{
    static const char *const words[] = {"目录", "目錄", "目　录", "目  录", "contents", NULL};

    return qg_is_heading(node) && is_one_of(qg_structure_plain(f, node), words);
}

static void take(qg_finder *f, qg_node *node, const qg_sink *sink)
{
    qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_ELEMENT,
                                     .offset = node->offset,
                                     .before = qg_structure_plain(f, node),
                                     .confidence = 0.95});
    qg_node_unlink(node);
}

bool qg_toc_mark_take(qg_doc *doc, const qg_sink *sink)
{
    qg_finder f = {.doc = doc};
    qg_node *node = doc->root->first;
    bool has_mark;

    qg_buf_init(&f.plain, 0);
    while (node != NULL && !is_mark(&f, node))
        node = node->next;
    has_mark = node != NULL;
    if (has_mark) {
        qg_node *above = node->previous;
        take(&f, node, sink);
        if (above != NULL && is_heading(&f, above))
            take(&f, above, sink);
    }
    if (qg_buf_status(&f.plain) != QG_OK)
        doc->arena.status = qg_buf_status(&f.plain);
    qg_buf_clear(&f.plain);
    return has_mark;
}

void qg_toc_field_add(qg_doc *doc)
{
    static const qg_str yes = {"true", 4};

    if (qg_doc_field(doc, QG_KEY_TOC) == NULL)
        qg_doc_add_field(doc, QG_STR("toc"), &yes, 1, 0, false);
}
