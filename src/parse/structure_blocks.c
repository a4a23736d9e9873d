/* structure_blocks.c - what the steps of finding elements ask of a block. */
#include "parse/structure_int.h"

#include "base/utf8.h"

qg_str qg_structure_plain(qg_finder *f, const qg_node *node)
{
    qg_buf_truncate(&f->plain, 0);
    qg_node_plain(&f->plain, node);
    return qg_str_trim(qg_buf_str(&f->plain));
}

bool qg_is_heading(const qg_node *node)
{
    return node != NULL && node->kind == QG_HEADING;
}

bool qg_is_paragraph(const qg_node *node)
{
    return node != NULL && node->kind == QG_PARAGRAPH;
}

bool qg_structure_is_short(qg_str text)
{
    enum { MAX_RUNES = 60 };

    return text.n > 0 && !qg_has_sentence_mark(text) && !qg_ends_with_mark(text) &&
           qg_utf8_count(text) <= MAX_RUNES;
}

qg_node *qg_skip_comments(qg_node *node)
{
    while (node != NULL && qg_node_is_comment(node))
        node = node->next;
    return node;
}

qg_node *qg_structure_first(const qg_doc *doc)
{
    qg_node *node = doc->root->first;

    while (node != NULL && (node->kind == QG_RULE || qg_node_is_comment(node)))
        node = node->next;
    return node;
}

/* （此件公开发布）, which stands below the date */
static bool is_annotation(qg_finder *f, const qg_node *node)
{
    qg_str text;

    if (!qg_is_paragraph(node))
        return false;
    text = qg_structure_plain(f, node);
    return (qg_str_starts(text, QG_STR("（")) && qg_str_ends(text, QG_STR("）"))) ||
           (qg_str_starts(text, QG_STR("(")) && qg_str_ends(text, QG_STR(")")));
}

bool qg_starts_spread(qg_str text, qg_str words)
{
    while (words.n > 0) {
        qg_rune one, other = 0;
        qg_utf8_take(&words, &one);
        text = qg_str_trim(text);
        if (text.n > 0)
            qg_utf8_take(&text, &other);
        if (one != other)
            return false;
    }
    return true;
}

bool qg_structure_is_closing(qg_finder *f, const qg_node *node)
{
    static const char *const starts[] = {"抄送",   "抄报",     "抄報",    "主题词",
                                         "主題詞", "香港時間", "香港时间"};
    static const char *const clerks[] = {"书记员", "書記員", "法官助理", "代书记员", "速录员"};
    qg_str text;

    if (is_annotation(f, node))
        return true;
    if (!qg_is_paragraph(node))
        return false;
    text = qg_structure_plain(f, node);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qg_str_starts(text, qg_str_of(starts[i])))
            return true;
    for (size_t i = 0; i < sizeof clerks / sizeof *clerks; i++)
        if (qg_starts_spread(text, qg_str_of(clerks[i]))) /* below the date of a judgment */
            return true;
    return qg_str_ends(text, QG_STR("印发")) || qg_str_ends(text, QG_STR("印發"));
}

qg_node *qg_structure_above_closing(qg_finder *f, qg_node *last)
{
    enum { MAX_CLOSING = 8 };

    for (int i = 0; i < MAX_CLOSING && last != NULL &&
                    (qg_node_is_divider(last) || qg_structure_is_closing(f, last));
         i++)
        last = last->previous;
    return last;
}

/* Give a paragraph its role, which says where it stands.  How it looks is the style sheet's
 * business, so its own alignment and bold go. */
void qg_structure_set_role(qg_node *paragraph, qg_role role)
{
    paragraph->role = role;
    paragraph->u.paragraph.align = QG_ALIGN_NONE;
    if ((paragraph->first->kind == QG_STRONG || paragraph->first->kind == QG_EMPHASIS) &&
        paragraph->first->next == NULL)
        qg_node_unwrap(paragraph->first);
}

/* The ASCII form of a mark of either width.  Marks in the body have been mended and those in the
 * front matter have not, but titles in both must compare as equal. */
static qg_rune plain_mark(qg_rune rune)
{
    if (rune == 0x201C || rune == 0x201D)
        return '"';
    if (rune == 0x2018 || rune == 0x2019)
        return '\'';
    return rune >= 0xFF01 && rune <= 0xFF5E ? rune - 0xFF01 + '!' : rune;
}

/* The next character that counts when titles are compared: no blank, and no |, which forces a line
 * break.  0 at the end. */
static qg_rune next_letter(qg_str *rest)
{
    qg_rune rune = 0;

    while (rest->n > 0) {
        qg_str one = qg_utf8_take(rest, &rune);
        if (qg_str_trim(one).n > 0 && rune != '|')
            return plain_mark(rune);
    }
    return 0;
}

bool qg_is_same_title(qg_str a, qg_str b)
{
    qg_rune x, y;

    do {
        x = next_letter(&a);
        y = next_letter(&b);
    } while (x == y && x != 0);
    return x == y;
}

static const char *const sending[] = {"公布", "发布", "印发", "颁布", "转发", "施行"};

/* Whether the text puts a document into force or sends it: 《某某办法》已经……，现予公布。 */
static bool issues(qg_str text, qg_str title)
{
    const qg_str open = QG_STR("《"), close = QG_STR("》");
    bool is_sent = false;

    if (qg_str_find(text, open) == text.n)
        return false;
    for (size_t i = 0; i < sizeof sending / sizeof *sending && !is_sent; i++)
        is_sent = qg_str_find(text, qg_str_of(sending[i])) < text.n;
    while (is_sent && (text = qg_str_skip(text, qg_str_find(text, open) + open.n)).n > 0)
        if (qg_is_same_title(qg_str_head(text, qg_str_find(text, close)), title))
            return true;
    return false;
}

/* Whether the title of a notice names what it sends without 《》: 关于印发某某办法的通知 */
static bool names_what_it_sends(qg_str text, qg_str title)
{
    const qg_str of = QG_STR("的通知");

    for (size_t i = 0; i < sizeof sending / sizeof *sending; i++) {
        qg_str verb = qg_str_of(sending[i]);
        qg_str name = qg_str_skip(text, qg_str_find(text, verb) + verb.n);
        if (name.n > 0 && qg_is_same_title(qg_str_head(name, qg_str_find(name, of)), title))
            return true;
    }
    return false;
}

/* Whether what stands above `title` names it so, as what it issues. */
static bool is_issued_as(qg_finder *f, const qg_node *title, qg_str name)
{
    enum { MOST_BLOCKS = 40 }; /* of a notice or order, which is short */
    qg_str given = qg_doc_value(f->doc, QG_KEY_TITLE);
    const qg_node *above = title->previous;

    for (int i = 0; i < MOST_BLOCKS && above != NULL && !qg_is_heading(above);
         i++, above = above->previous)
        if (qg_is_paragraph(above) && issues(qg_structure_plain(f, above), name))
            return true;
    if (above != NULL && above->previous == NULL) /* no heading but the title stands above */
        given = qg_structure_plain(f, above);
    return title->previous != NULL && (above == NULL || above->previous == NULL) &&
           (issues(given, name) || names_what_it_sends(given, name));
}

bool qg_structure_is_issued(qg_finder *f, const qg_node *title)
{
    qg_str name = qg_arena_copy(&f->doc->arena, qg_structure_plain(f, title)), edition;
    qg_buf both;
    bool is_issued = is_issued_as(f, title, name);

    if (is_issued || !is_annotation(f, title->next))
        return is_issued;
    qg_buf_init(&both, 0); /* 某某办法 and below it （2025年修订） */
    qg_buf_put(&both, name);
    edition = qg_structure_plain(f, title->next);
    qg_buf_put(&both, edition);
    is_issued = is_issued_as(f, title, qg_buf_str(&both));
    qg_buf_clear(&both);
    return is_issued;
}
