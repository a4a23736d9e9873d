#include "write/slug/anchors.h"

#include "write/slug/slug.h"

#include <stdlib.h>

static qg_str slug_of(qg_arena *arena, const qg_node *heading)
{
    qg_buf slug;
    qg_str name;

    qg_buf_init(&slug, 0);
    qg_slug_of_heading(&slug, heading);
    name = qg_arena_copy(arena, qg_buf_str(&slug));
    if (qg_buf_status(&slug) != QG_OK)
        arena->status = QG_E_MEMORY;
    qg_buf_clear(&slug);
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
    const qg_anchor *x = *(qg_anchor *const *)a, *y = *(qg_anchor *const *)b;
    int order = compare_slugs(x->slug, y->slug);

    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static void sort(qg_anchors *anchors)
{
    if (anchors->n > 0)
        qsort(anchors->by_slug, anchors->n, sizeof *anchors->by_slug, compare_anchors);
}

qg_anchor *qg_anchors_get(const qg_anchors *anchors, qg_str slug)
{
    size_t low = 0, high = anchors->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_slugs(anchors->by_slug[middle]->slug, slug) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return slug.n > 0 && low < anchors->n && qg_str_eq(anchors->by_slug[low]->slug, slug)
               ? anchors->by_slug[low]
               : NULL;
}

/* The next of `slug`-1, `slug`-2 ... that no heading has by itself. */
static qg_str next_name(const qg_anchors *anchors, qg_arena *arena, qg_str slug, size_t *number)
{
    qg_buf name;
    qg_str made;

    qg_buf_init(&name, 0);
    do {
        name.n = 0;
        qg_buf_put(&name, slug);
        qg_buf_printf(&name, "-%zu", ++*number);
    } while (qg_buf_status(&name) == QG_OK && qg_anchors_get(anchors, qg_buf_str(&name)) != NULL);
    made = qg_arena_copy(arena, qg_buf_str(&name));
    if (qg_buf_status(&name) != QG_OK)
        arena->status = QG_E_MEMORY;
    qg_buf_clear(&name);
    return made;
}

/* Number the headings that share a name.  They are sorted, so that these stand together, the
 * first of the document in front. */
static void number_equal_ones(qg_anchors *anchors, qg_arena *arena, qg_str *names)
{
    size_t number = 0;

    for (size_t i = 0; i < anchors->n; i++) {
        qg_str slug = anchors->by_slug[i]->slug;
        bool is_again = i > 0 && slug.n > 0 && qg_str_eq(slug, anchors->by_slug[i - 1]->slug);
        number = is_again ? number : 0;
        names[i] = is_again ? next_name(anchors, arena, slug, &number) : slug;
    }
    for (size_t i = 0; i < anchors->n; i++)
        anchors->by_slug[i]->slug = names[i];
    sort(anchors);
}

qg_status qg_anchors_find(qg_anchors *anchors, qg_arena *arena, const qg_node *root)
{
    size_t n = 0;
    qg_str *names;

    for (const qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        n += node->kind == QG_HEADING;
    *anchors = (qg_anchors){.at = qg_arena_get(arena, (n + 1) * sizeof *anchors->at),
                            .by_slug = qg_arena_get(arena, (n + 1) * sizeof *anchors->by_slug)};
    names = qg_arena_get(arena, (n + 1) * sizeof *names);
    if (anchors->at == NULL || anchors->by_slug == NULL || names == NULL)
        return QG_E_MEMORY;
    for (const qg_node *node = root; node != NULL; node = qg_node_walk_blocks(root, node))
        if (node->kind == QG_HEADING) {
            qg_anchor *put = &anchors->at[anchors->n];
            anchors->by_slug[anchors->n++] = put;
            *put = (qg_anchor){.heading = node, .slug = slug_of(arena, node), .number = anchors->n};
        }
    sort(anchors);
    number_equal_ones(anchors, arena, names);
    return arena->status;
}
