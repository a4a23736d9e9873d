/* anchor.c - links that lead to headings of the same document.
 *
 * In Word links lead to bookmarks, whose names are of 40 letters and digits at most, so they are
 * numbers.
 */
#include "write/docx/text_int.h"
#include "write/slug/slug.h"

#include <stdio.h>

static qg_anchor *find_anchor(const docx *d, qg_str fragment)
{
    qg_buf slug;
    qg_anchor *found;

    qg_buf_init(&slug, 0);
    qg_slug_of_fragment(&slug, fragment);
    found = qg_anchors_get(&d->anchors, qg_buf_str(&slug));
    qg_xml_drop(d->xml, &slug);
    return found;
}

static void find_targets(docx *d, const qg_node *root)
{
    for (const qg_node *n = root; n != NULL; n = qg_node_walk(root, n)) {
        qg_anchor *target;
        if (n->kind != QG_LINK || !qg_str_starts(n->u.link.url, QG_STR("#")))
            continue;
        target = find_anchor(d, qg_str_skip(n->u.link.url, 1));
        if (target != NULL)
            target->is_target = true;
        else if (n->u.link.url.n > 1) /* a bare # is the top of the page */
            qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_DEAD_LINK,
                                                .offset = n->offset,
                                                .before = qg_utf8_head(n->u.link.url, 200)});
    }
}

static void count_headings(docx *d, const qg_node *root)
{
    qg_anchors_count(&d->anchors, root);
    for (const qg_anchor *a = d->anchors.at; a < d->anchors.at + d->anchors.n; a++)
        if (a->is_left_out)
            qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_UNNUMBERED,
                                                .offset = a->heading->offset});
}

qg_status qg_docx_find_anchors(docx *d)
{
    const qg_node *root = d->doc->root;

    for (const qg_node *note = d->doc->notes->first; note != NULL; note = note->next)
        d->n_notes++;
    if (qg_anchors_find(&d->anchors, &d->arena, root) != QG_OK)
        return QG_E_MEMORY;
    if (d->style->numbers_headings)
        count_headings(d, root);
    find_targets(d, root);
    find_targets(d, d->doc->notes);
    return d->arena.status;
}

size_t qg_docx_anchor_number(const docx *d, const qg_anchor *a)
{
    return a->number + (d->anchors.at[0].heading->u.heading.level != 0);
}

bool qg_docx_bookmark_of(const docx *d, qg_str fragment, char *name)
{
    const qg_anchor *found = find_anchor(d, fragment);

    if (found != NULL)
        snprintf(name, 48, "_Ref%zu", qg_docx_anchor_number(d, found));
    return found != NULL;
}

const qg_anchor *qg_docx_next_anchor(docx *d, const qg_node *heading)
{
    const qg_anchor *next = d->n_headings < d->anchors.n ? &d->anchors.at[d->n_headings] : NULL;

    if (next == NULL || next->heading != heading) /* one in a note */
        return NULL;
    d->n_headings++;
    return next;
}

static bool is_in_toc(const docx *d, const qg_node *heading)
{
    return heading->u.heading.level >= 1 && heading->u.heading.level <= qg_doc_toc_depth(d->doc);
}

/* Notes have the ids up to their number; every heading has two behind them. */
static size_t id_of(const docx *d, const qg_anchor *a, bool is_toc)
{
    return d->n_notes + 2 * qg_docx_anchor_number(d, a) + is_toc;
}

static void begin_bookmark(docx *d, const qg_anchor *a, bool is_toc)
{
    char name[48];

    snprintf(name, sizeof name, "%s%zu", is_toc ? "_Toc" : "_Ref", qg_docx_anchor_number(d, a));
    qg_xml_open(d->xml, "w:bookmarkStart");
    qg_xml_attr_int(d->xml, "w:id", (long)id_of(d, a, is_toc));
    qg_xml_attr(d->xml, "w:name", name);
    qg_xml_close(d->xml);
}

static void end_bookmark(docx *d, const qg_anchor *a, bool is_toc)
{
    qg_xml_open(d->xml, "w:bookmarkEnd");
    qg_xml_attr_int(d->xml, "w:id", (long)id_of(d, a, is_toc));
    qg_xml_close(d->xml);
}

void qg_docx_begin_bookmarks(docx *d, const qg_anchor *a)
{
    if (a != NULL)
        qg_extent_mark(&d->extent, a->number);
    if (a != NULL && a->is_target)
        begin_bookmark(d, a, false);
    if (a != NULL && is_in_toc(d, a->heading))
        begin_bookmark(d, a, true);
}

void qg_docx_end_bookmarks(docx *d, const qg_anchor *a)
{
    if (a != NULL && is_in_toc(d, a->heading))
        end_bookmark(d, a, true);
    if (a != NULL && a->is_target)
        end_bookmark(d, a, false);
}
