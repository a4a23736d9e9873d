/* anchor.c - links that lead to headings of the same document.
 *
 * In Word links lead to bookmarks, whose names are of 40 letters and digits at most, so they are
 * numbers.
 */
#include "write/docx/docx_int.h"
#include "write/slug/slug.h"

#include <stdio.h>
#include <stdlib.h>

static qg_str slug_of(docx *d, const qg_node *heading)
{
    qg_buf slug;
    qg_str name;

    qg_buf_init(&slug, 0);
    qg_slug_of_heading(&slug, heading);
    name = qg_arena_copy(&d->arena, qg_buf_str(&slug));
    qg_xml_drop(d->xml, &slug);
    return name;
}

static int compare_slugs(qg_str a, qg_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static int compare_anchors(const void *a, const void *b)
{
    const anchor *x = a, *y = b;
    int order = compare_slugs(x->slug, y->slug);

    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

/* The first anchor whose slug is not before `slug`. */
static size_t first_anchor(const docx *d, qg_str slug)
{
    size_t low = 0, high = d->n_anchors;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_slugs(d->anchors[middle].slug, slug) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static anchor *find_anchor(const docx *d, qg_str fragment)
{
    qg_buf slug;
    anchor *found = NULL;
    size_t i;

    qg_buf_init(&slug, 0);
    qg_slug_of_fragment(&slug, fragment);
    i = first_anchor(d, qg_buf_str(&slug));
    if (slug.n > 0 && i < d->n_anchors && qg_str_eq(d->anchors[i].slug, qg_buf_str(&slug)))
        found = &d->anchors[i];
    qg_xml_drop(d->xml, &slug);
    return found;
}

static void find_targets(docx *d, const qg_node *root)
{
    for (const qg_node *n = root; n != NULL; n = qg_node_walk(root, n)) {
        anchor *target = n->kind == QG_LINK && qg_str_starts(n->u.link.url, QG_STR("#"))
                             ? find_anchor(d, qg_str_skip(n->u.link.url, 1))
                             : NULL;
        if (target != NULL)
            target->is_target = true;
    }
}

qg_status qg_docx_find_anchors(docx *d)
{
    const qg_node *root = d->doc->root;
    size_t n = 0;

    for (const qg_node *note = d->doc->notes->first; note != NULL; note = note->next)
        d->n_notes++;
    for (const qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        n += node->kind == QG_HEADING;
    d->anchors = qg_arena_get(&d->arena, (n + 1) * sizeof *d->anchors);
    d->in_order = qg_arena_get(&d->arena, (n + 1) * sizeof *d->in_order);
    if (d->anchors == NULL || d->in_order == NULL)
        return QG_E_MEMORY;
    for (const qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        if (node->kind == QG_HEADING) {
            anchor *put = &d->anchors[d->n_anchors++];
            *put = (anchor){.heading = node, .slug = slug_of(d, node), .number = d->n_anchors};
        }
    if (n > 0)
        qsort(d->anchors, n, sizeof *d->anchors, compare_anchors);
    for (size_t i = 0; i < n; i++)
        d->in_order[d->anchors[i].number - 1] = i;
    find_targets(d, root);
    find_targets(d, d->doc->notes);
    return d->arena.status;
}

bool qg_docx_bookmark_of(const docx *d, qg_str fragment, char *name)
{
    const anchor *found = find_anchor(d, fragment);

    if (found != NULL)
        snprintf(name, 48, "_Ref%zu", found->number);
    return found != NULL;
}

const anchor *qg_docx_next_anchor(docx *d, const qg_node *heading)
{
    const anchor *next =
        d->n_headings < d->n_anchors ? &d->anchors[d->in_order[d->n_headings]] : NULL;

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
static size_t id_of(const docx *d, const anchor *a, bool is_toc)
{
    return d->n_notes + 2 * a->number + is_toc;
}

static void begin_bookmark(docx *d, const anchor *a, bool is_toc)
{
    char name[48];

    snprintf(name, sizeof name, "%s%zu", is_toc ? "_Toc" : "_Ref", a->number);
    qg_xml_open(d->xml, "w:bookmarkStart");
    qg_xml_attr_int(d->xml, "w:id", (long)id_of(d, a, is_toc));
    qg_xml_attr(d->xml, "w:name", name);
    qg_xml_close(d->xml);
}

static void end_bookmark(docx *d, const anchor *a, bool is_toc)
{
    qg_xml_open(d->xml, "w:bookmarkEnd");
    qg_xml_attr_int(d->xml, "w:id", (long)id_of(d, a, is_toc));
    qg_xml_close(d->xml);
}

void qg_docx_begin_bookmarks(docx *d, const anchor *a)
{
    if (a != NULL)
        qg_extent_mark(&d->extent, a->number);
    if (a != NULL && a->is_target)
        begin_bookmark(d, a, false);
    if (a != NULL && is_in_toc(d, a->heading))
        begin_bookmark(d, a, true);
}

void qg_docx_end_bookmarks(docx *d, const anchor *a)
{
    if (a != NULL && is_in_toc(d, a->heading))
        end_bookmark(d, a, true);
    if (a != NULL && a->is_target)
        end_bookmark(d, a, false);
}
