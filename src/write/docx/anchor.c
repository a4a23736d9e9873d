/* anchor.c - links that lead to headings of the same document.
 *
 * A heading's name in links is its {#id}, or its text as GitHub makes a name of it.  In Word links
 * lead to bookmarks, whose names are of 40 letters and digits at most, so they are numbers.
 */
#include "unicode/unicode.h"
#include "write/docx/docx_int.h"

#include <stdio.h>
#include <stdlib.h>

/* Small letters, digits, - and _; blanks become -, other marks go. */
static void put_slug(qg_buf *out, qg_str text)
{
    while (text.n > 0) {
        qg_rune rune;
        qg_str bytes = qg_utf8_take(&text, &rune);

        if (rune >= 'A' && rune <= 'Z')
            qg_buf_put_byte(out, (char)(rune | 32));
        else if (rune == ' ' || rune == '\n')
            qg_buf_put_byte(out, '-');
        else if (rune == '-' || rune == '_' || qg_rune_is_digit(rune) || qg_rune_is_letter(rune) ||
                 qg_rune_is_han(rune))
            qg_buf_put(out, bytes);
    }
}

static qg_str slug_of(docx *d, const qg_node *heading)
{
    qg_buf text, slug;
    qg_str name;

    qg_buf_init(&text, 0);
    qg_buf_init(&slug, 0);
    if (heading->u.heading.id.n > 0)
        qg_buf_put(&text, heading->u.heading.id);
    else
        qg_node_plain(&text, heading);
    put_slug(&slug, qg_str_trim(qg_buf_str(&text)));
    name = qg_arena_copy(&d->arena, qg_buf_str(&slug));
    qg_buf_clear(&text);
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

/* %E6%83%85 as the byte it stands for. */
static void put_unescaped(qg_buf *out, qg_str s)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < s.n; i++) {
        const char *high = NULL, *low = NULL;
        if (s.p[i] == '%' && i + 2 < s.n && s.p[i + 1] != '\0' && s.p[i + 2] != '\0') {
            high = strchr(digits,
                          s.p[i + 1] >= 'A' && s.p[i + 1] <= 'F' ? s.p[i + 1] | 32 : s.p[i + 1]);
            low = strchr(digits,
                         s.p[i + 2] >= 'A' && s.p[i + 2] <= 'F' ? s.p[i + 2] | 32 : s.p[i + 2]);
        }
        if (high != NULL && low != NULL) {
            qg_buf_put_byte(out, (char)((high - digits) * 16 + (low - digits)));
            i += 2;
        } else {
            qg_buf_put_byte(out, s.p[i]);
        }
    }
}

static anchor *find_anchor(const docx *d, qg_str fragment)
{
    qg_buf plain, slug;
    anchor *found = NULL;
    size_t i;

    qg_buf_init(&plain, 0);
    qg_buf_init(&slug, 0);
    put_unescaped(&plain, fragment);
    if (qg_utf8_check(qg_buf_str(&plain)) == plain.n)
        put_slug(&slug, qg_buf_str(&plain));
    i = first_anchor(d, qg_buf_str(&slug));
    if (slug.n > 0 && i < d->n_anchors && qg_str_eq(d->anchors[i].slug, qg_buf_str(&slug)))
        found = &d->anchors[i];
    qg_buf_clear(&plain);
    qg_buf_clear(&slug);
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
    return heading->u.heading.level >= 1 && heading->u.heading.level <= qg_docx_toc_depth(d);
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
