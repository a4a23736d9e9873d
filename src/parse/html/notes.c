/* notes.c - footnotes of a page.
 *
 * Word, Wikipedia and the makers of books write a raised mark that links to a paragraph or an entry
 * at the end, and that one links back.  Where the links prove it, or the page calls the paragraph a
 * footnote as books do, it is the text of one.  Marks without links stay what they are.
 */
#include "parse/html/html_int.h"

#include "base/sorted.h"
#include "unicode/unicode.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_NOTES = 2000, /* in a page; each is compared with all */
    MAX_MARK_BYTES = 18,
    MAX_BACK_BYTES = 90, /* ^ 1.0 1.1 1.2 in front of a note */
    MAX_NOTE_RUNES = 2000,
    MAX_NOTE_NODES = 400,
    MAX_AROUND = 3 /* elements around a mark that may have the name the note links back to */
};

/* A link with a mark in it, the name that it leads to, and the element of that name. */
typedef struct reference {
    qg_str name;
    size_t ref, target; /* target 0: none */
} reference;

typedef struct references {
    reference *at;
    size_t n;
} references;

/* ---- marks ----------------------------------------------------------------------------------- */

/* What stands in [1], 〔注2〕, ①, * and such. */
static bool is_of_mark(qg_rune rune)
{
    return qg_rune_is_digit(rune) || (rune >= 'a' && rune <= 'z') ||
           (rune >= 0x2460 && rune <= 0x24FF) || qg_html_is_blank(rune) ||
           qg_utf8_is_in(rune, "*[]()〔〕【】（）注註†^.↑↩\uFE0E");
}

/* Whether there is nothing but a mark in the element, of at most so many bytes. */
static bool is_mark(const qg_html_tree *tree, size_t element, size_t max_bytes)
{
    size_t n_bytes = 0;

    for (size_t i = element; i < tree->at[element].end; i++) {
        n_bytes += qg_str_trim(tree->at[i].text).n;
        if (n_bytes > max_bytes || tree->at[i].tag == QG_TAG_IMG)
            return false;
        for (qg_str rest = tree->at[i].text; rest.n > 0;) {
            qg_rune rune;
            qg_utf8_take(&rest, &rune);
            if (!is_of_mark(rune))
                return false;
        }
    }
    return n_bytes > 0;
}

/* What elements of books say of themselves: epub:type="noteref", role="doc-footnote" */
static bool is_called(const qg_html_node *node, qg_str type, qg_str role)
{
    return qg_str_eq(qg_html_attr(node, "epub:type"), type) ||
           qg_str_eq(qg_html_attr(node, "role"), role);
}

bool qg_html_is_called_note(const qg_html_node *node)
{
    return is_called(node, QG_STR("footnote"), QG_STR("doc-footnote")) ||
           is_called(node, QG_STR("endnote"), QG_STR("doc-endnote")) ||
           is_called(node, QG_STR("rearnote"), QG_STR("doc-endnote"));
}

/* A link that is the mark of a note, which may be a picture where the page says so. */
static bool is_reference(const qg_html_tree *tree, size_t i)
{
    return is_mark(tree, i, MAX_MARK_BYTES) ||
           is_called(&tree->at[i], QG_STR("noteref"), QG_STR("doc-noteref"));
}

/* The name that a link leads to; saved pages have their whole address in front. */
static qg_str fragment_of(const qg_html_node *link)
{
    qg_str url = qg_html_attr(link, "href");

    return qg_str_trim(qg_str_skip(url, qg_str_find_byte(url, '#') + 1));
}

static void find_references(const qg_html_tree *tree, references *found)
{
    for (size_t i = 0; i < tree->n; i = qg_html_next(tree, i)) {
        const qg_html_node *node = &tree->at[i];
        if (node->tag != QG_TAG_A || node->is_outside || node->end - i > MAX_NOTE_NODES ||
            !is_reference(tree, i) || fragment_of(node).n == 0)
            continue;
        found->at[found->n++] = (reference){.name = fragment_of(node), .ref = i};
    }
}

/* ---- where they lead ------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    const reference *one = a, *other = b;
    size_t n = one->name.n < other->name.n ? one->name.n : other->name.n;
    int order = memcmp(one->name.p, other->name.p, n);

    if (order == 0)
        order = (one->name.n > other->name.n) - (one->name.n < other->name.n);
    return order != 0 ? order : (one->ref > other->ref) - (one->ref < other->ref);
}

static int by_place(const void *a, const void *b)
{
    const reference *one = a, *other = b;

    return (one->ref > other->ref) - (one->ref < other->ref);
}

/* The node is what links to `name` lead to, unless one above has that name, too. */
static void set_target(references *found, qg_str name, size_t node)
{
    size_t low = 0, high = found->n;
    reference wanted = {.name = name};

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_name(&found->at[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; name.n > 0 && low < found->n && qg_str_eq(found->at[low].name, name) &&
           found->at[low].target == 0;
         low++)
        found->at[low].target = node;
}

static qg_str name_of(const qg_html_node *node)
{
    qg_str id = qg_html_attr(node, "id");

    return id.n > 0 || node->tag != QG_TAG_A ? id : qg_html_attr(node, "name");
}

static void find_targets(const qg_html_tree *tree, references *found)
{
    qsort(found->at, found->n, sizeof *found->at, by_name);
    for (size_t i = 1; i < tree->n; i++)
        if (tree->at[i].tag != QG_TAG_TEXT)
            set_target(found, name_of(&tree->at[i]), i);
    qsort(found->at, found->n, sizeof *found->at, by_place);
}

/* ---- the text of a note ---------------------------------------------------------------------- */

/* Whether more than the one note that `target` starts is in the element. */
static bool has_other_target(const references *found, const qg_html_tree *tree, size_t element,
                             size_t target)
{
    for (size_t i = 0; i < found->n; i++)
        if (found->at[i].target > element && found->at[i].target < tree->at[element].end &&
            found->at[i].target != target)
            return true;
    return false;
}

static bool may_hold_note(const qg_html_tree *tree, size_t block)
{
    switch (tree->at[block].tag) {
    case QG_TAG_LI:
    case QG_TAG_P:
    case QG_TAG_DIV:
    case QG_TAG_DD:
    case QG_TAG_ASIDE:
    case QG_TAG_SECTION:
        return tree->at[block].end - block <= MAX_NOTE_NODES &&
               qg_html_count_below(tree, block).n_runes <= MAX_NOTE_RUNES;
    default:
        return false;
    }
}

/* The block that the note takes; 0 for none.  Word has a <div> for one of several paragraphs. */
static size_t block_of(const references *found, const qg_html_tree *tree, size_t target)
{
    size_t block = target, parent;

    while (block > 0 && qg_html_kind_of(&tree->at[block]) != QG_KIND_BLOCK)
        block = tree->at[block].parent;
    parent = tree->at[block].parent;
    if (tree->at[block].tag == QG_TAG_P && tree->at[parent].tag == QG_TAG_DIV &&
        may_hold_note(tree, parent) && !has_other_target(found, tree, parent, target))
        block = parent;
    return may_hold_note(tree, block) && !has_other_target(found, tree, block, target) ? block : 0;
}

/* Whether a link to `name` leads to the mark: that is the name of the link, of what is in it, or of
 * what is right around it. */
static bool leads_to(const qg_html_tree *tree, size_t ref, qg_str name)
{
    size_t around = ref;

    for (size_t i = ref; i < tree->at[ref].end; i++)
        if (tree->at[i].tag != QG_TAG_TEXT && qg_str_eq(name_of(&tree->at[i]), name))
            return true;
    for (int i = 0; i < MAX_AROUND; i++) {
        around = tree->at[around].parent;
        if (qg_html_kind_of(&tree->at[around]) == QG_KIND_BLOCK)
            break;
        if (qg_str_eq(name_of(&tree->at[around]), name))
            return true;
    }
    return ref > 0 && tree->at[ref - 1].tag == QG_TAG_A &&
           qg_str_eq(name_of(&tree->at[ref - 1]), name);
}

/* Take the link back to the mark out of the note, with what stands around it there: ^ 1.0 1.1.
 * Returns whether there is one. */
static bool take_link_back(qg_html_tree *tree, size_t ref, size_t block)
{
    bool has_any = false;

    for (size_t i = block; i < tree->at[block].end; i++) {
        size_t back = i;
        qg_str name = tree->at[i].tag == QG_TAG_A ? fragment_of(&tree->at[i]) : (qg_str){0};
        if (name.n == 0 || !is_mark(tree, i, MAX_MARK_BYTES) || !leads_to(tree, ref, name))
            continue;
        while (tree->at[back].parent > block &&
               qg_html_kind_of(&tree->at[tree->at[back].parent]) == QG_KIND_INLINE &&
               is_mark(tree, tree->at[back].parent, MAX_BACK_BYTES))
            back = tree->at[back].parent;
        tree->at[back].is_hidden = has_any = true;
    }
    return has_any;
}

/* ---- all ------------------------------------------------------------------------------------- */

static void keep_note(qg_html_tree *tree, size_t ref, size_t block)
{
    qg_html_note note = {.ref = ref, .block = block, .owner = tree->n_notes};

    for (size_t i = 0; tree->at[block].is_note && i < tree->n_notes; i++)
        if (tree->notes[i].block == block) {
            note.owner = i;
            break;
        }
    tree->notes[tree->n_notes++] = note;
    tree->at[ref].is_note_ref = true;
    tree->at[block].is_note = true;
}

static void find_notes(qg_html_tree *tree, const references *found)
{
    for (size_t i = 0; i < found->n; i++) {
        const reference *r = &found->at[i];
        size_t block = r->target > r->ref ? block_of(found, tree, r->target) : 0;
        if (block > r->ref && (take_link_back(tree, r->ref, block) || tree->at[block].is_note ||
                               qg_html_is_called_note(&tree->at[block])))
            keep_note(tree, r->ref, block); /* some link back to the first mark only */
    }
}

qg_status qg_html_find_notes(qg_html_tree *tree)
{
    size_t n = 0;
    references found = {0};

    for (size_t i = 0; i < tree->n; i++)
        n += tree->at[i].tag == QG_TAG_A;
    found.at = malloc((n + 1) * sizeof *found.at);
    if (found.at == NULL)
        return QG_E_MEMORY;
    find_references(tree, &found);
    if (found.n > MAX_NOTES)
        found.n = 0;
    tree->notes = found.n == 0 ? NULL : calloc(found.n, sizeof *tree->notes);
    if (tree->notes != NULL) {
        find_targets(tree, &found);
        find_notes(tree, &found);
    }
    free(found.at);
    return tree->notes == NULL && found.n > 0 ? QG_E_MEMORY : QG_OK;
}

qg_html_note *qg_html_note_at(const qg_html_tree *tree, size_t ref)
{
    return &tree->notes[qg_sorted_from(tree->notes, tree->n_notes, sizeof *tree->notes, ref)];
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* Count the marks below `top`; the notes that they are of go to the end of all in that order.
 * Until all are counted, a note's number counts its marks. */
static void count_refs(qg_doc *doc, qg_node *top)
{
    for (qg_node *node = top; node != NULL; node = qg_node_walk(top, node)) {
        qg_node *note = node->kind == QG_NOTE_REF ? node->u.note_ref.note : NULL;
        if (note == NULL)
            continue;
        node->u.note_ref.nth = ++note->u.note.number;
        if (node->u.note_ref.nth > 1)
            continue;
        qg_node_unlink(note);
        qg_node_append(doc->notes, note);
    }
}

static void set_number(qg_doc *doc, qg_node *note, int number)
{
    char digits[12];
    int n = snprintf(digits, sizeof digits, "%d", number);

    note->u.note.number = number;
    note->u.note.label = qg_arena_copy(&doc->arena, (qg_str){digits, (size_t)n});
}

void qg_html_number_notes(qg_doc *doc)
{
    int n = 0;
    qg_node *next;

    count_refs(doc, doc->root);
    for (qg_node *note = doc->notes->first; note != NULL; note = note->next)
        if (note->u.note.number > 0)
            count_refs(doc, note);
    for (qg_node *note = doc->notes->first; note != NULL; note = next) {
        next = note->next;
        if (note->u.note.number > 0) {
            set_number(doc, note, ++n);
            continue;
        }
        qg_node_unlink(note);
        while (note->first != NULL) {
            qg_node *block = note->first;
            qg_node_unlink(block);
            qg_node_append(doc->root, block);
        }
    }
}
