/* names.c - elements that call themselves furniture: menu, footer, comment.
 *
 * They are believed, unless much of the text is in them.
 */
#include "parse/html/html_int.h"
#include "parse/text/words_int.h"

enum {
    MAX_SMALL_NODES = 400, /* of elements that are looked through */
    MOST_NAMED_PART = 4,   /* furniture by name has at most a quarter of the page's sentences, */
    MOST_FOOTER_PART = 2   /* what is called its foot, or comments, at most half */
};

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A word of a class or id that says furniture: "share-bar", "bread_crumb", "footerWrap". */
static bool says_furniture(qg_str word)
{
    static const char *const whole[] = {"nav",    "menu", "share",   "crumb",  "crumbs", "login",
                                        "search", "foot", "tools",   "qrcode", "navbar", "topbar",
                                        "pager",  "ad",   "ads",     "adv",    "advert", "adbox",
                                        "push",   "digg", "newdigg", "relate", "tags"};
    static const char *const start[] = {"comment",    "footer",  "copyright", "breadcrumb",
                                        "sidebar",    "related", "recommend", "pagination",
                                        "friendlink", "toolbar"};

    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (qg_str_eq_nocase(word, qg_str_of(whole[i])))
            return true;
    for (size_t i = 0; i < sizeof start / sizeof *start; i++)
        if (qg_str_eq_nocase(qg_str_head(word, strlen(start[i])), qg_str_of(start[i])))
            return true;
    return false;
}

/* Whether the word of a class names what a poster of a forum has under each of his posts. */
static bool says_signature(qg_str word)
{
    return qg_str_eq_nocase(word, QG_STR("sign")) || qg_str_eq_nocase(word, QG_STR("signature")) ||
           qg_str_eq_nocase(word, QG_STR("signatures"));
}

static bool has_word(qg_str names, bool (*says)(qg_str word))
{
    for (size_t i = 0; i < names.n; i++) {
        size_t n = 0;
        while (i + n < names.n && is_letter(names.p[i + n]))
            n++;
        if (n > 0 && says((qg_str){names.p + i, n}))
            return true;
        i += n;
    }
    return false;
}

/* Whether there is a figure in it, or the name of an office: an office signs with a date. */
static bool may_be_signed(const qg_html_tree *tree, size_t top)
{
    if (tree->at[top].end - top > MAX_SMALL_NODES)
        return true;
    for (size_t i = top; i < tree->at[top].end; i++) {
        qg_str text = qg_str_trim(tree->at[i].text);
        if (qg_is_office(text))
            return true;
        for (size_t k = 0; k < text.n; k++)
            if (text.p[k] >= '0' && text.p[k] <= '9')
                return true;
    }
    return false;
}

/* The foot of an <article>, or one right below a paragraph or table, and a box there, is the
 * author's when it leads nowhere: a signature. */
static bool is_named_furniture(const qg_html_tree *tree, size_t i, bool is_in_text)
{
    const qg_html_node *node = &tree->at[i];
    bool is_authors = is_in_text && qg_html_count_below(tree, i).n_linked == 0;

    switch (node->tag) {
    case QG_TAG_NAV:
        return true;
    case QG_TAG_FOOTER:
        return !is_authors;
    case QG_TAG_ASIDE:
        return !qg_html_is_called_note(node) && !is_authors;
    case QG_TAG_DIV:
    case QG_TAG_SECTION:
    case QG_TAG_UL:
    case QG_TAG_OL:
    case QG_TAG_LI:
    case QG_TAG_TABLE:
        return has_word(qg_html_attr(node, "class"), says_furniture) ||
               has_word(qg_html_attr(node, "id"), says_furniture) ||
               (has_word(qg_html_attr(node, "class"), says_signature) && !may_be_signed(tree, i));
    default:
        return false;
    }
}

bool qg_html_has_attachments(const qg_html_tree *tree, size_t top)
{
    bool has_any = false, is_named = false, is_first = true;

    if (tree->at[top].end - top > MAX_SMALL_NODES)
        return false;
    for (size_t i = top; i < tree->at[top].end; i = qg_html_next(tree, i)) {
        qg_str text = qg_str_trim(tree->at[i].text);
        if (tree->at[i].tag == QG_TAG_A && qg_html_count_below(tree, i).n_runes > 0) {
            if (!qg_html_is_target(qg_html_attr(&tree->at[i], "href")))
                return false;
            has_any = true;
        }
        if (text.n == 0 || tree->at[i].tag != QG_TAG_TEXT)
            continue;
        is_named =
            is_named || (is_first && qg_str_starts(text, QG_STR("附件"))) || qg_is_file_name(text);
        is_first = false;
    }
    return has_any && is_named;
}

/* The foot of a page, and what readers say there, may have more text than a short article. */
static bool is_foot(qg_str word)
{
    return qg_str_eq_nocase(word, QG_STR("footer")) ||
           qg_str_eq_nocase(word, QG_STR("copyright")) ||
           qg_str_eq_nocase(qg_str_head(word, 7), QG_STR("comment"));
}

/* Whether a foot names who owns the page: it is one however little else the page says. */
static bool is_owners_foot(const qg_html_tree *tree, size_t i)
{
    enum { MOST_RUNES = 400 };

    if (tree->at[i].end - i > MAX_SMALL_NODES || qg_html_count_below(tree, i).n_runes > MOST_RUNES)
        return false;
    for (size_t k = i; k < tree->at[i].end; k++)
        if (tree->at[k].is_owners)
            return true;
    return false;
}

/* Whether the element is the last of the page and says whose that is: 地址：… / 某某中学 版权所有
 */
static bool is_last_box(const qg_html_tree *tree, size_t i)
{
    static const char *const words[] = {"版权所有", "Copyright", "©", "ICP备"};
    enum { MOST_RUNES = 200 };

    if (tree->at[i].tag != QG_TAG_DIV || tree->at[i].end - i > MAX_SMALL_NODES ||
        tree->counts[tree->at[i].end].n_runes < tree->counts[tree->n].n_runes ||
        qg_html_count_below(tree, i).n_runes > MOST_RUNES)
        return false;
    for (size_t k = i; k < tree->at[i].end; k++)
        for (size_t m = 0; tree->at[k].is_owners && m < sizeof words / sizeof *words; m++)
            if (qg_str_find(tree->at[k].text, qg_str_of(words[m])) < tree->at[k].text.n)
                return true;
    return false;
}

/* Whether the element is the head that all pages of the site have: it names no article and has no
 * sentence. */
static bool is_site_head(const qg_html_tree *tree, const long *prose, size_t i)
{
    if (tree->at[i].tag != QG_TAG_HEADER || prose[i] > 0 ||
        qg_html_count_below(tree, i).n_linked == 0 || tree->at[i].end - i > MAX_SMALL_NODES)
        return false;
    for (size_t k = tree->at[i].parent; k > 0; k = tree->at[k].parent)
        if (tree->at[k].tag == QG_TAG_ARTICLE || tree->at[k].tag == QG_TAG_MAIN)
            return false;
    for (size_t k = i; k < tree->at[i].end; k++)
        if (qg_html_heading_of(tree->at[k].tag) > 0)
            return false;
    return true;
}

static bool is_small(const qg_html_tree *tree, const long *prose, size_t i)
{
    const qg_html_node *node = &tree->at[i];
    bool is_footer = node->tag == QG_TAG_FOOTER || has_word(qg_html_attr(node, "class"), is_foot) ||
                     has_word(qg_html_attr(node, "id"), is_foot);

    if (is_footer && is_owners_foot(tree, i))
        return true;
    return prose[i] * (is_footer ? MOST_FOOTER_PART : MOST_NAMED_PART) <= prose[0];
}

/* Whether the element is a paragraph, list or table without a link in it. */
static bool is_of_text(const qg_html_tree *tree, size_t i)
{
    qg_html_tag tag = tree->at[i].tag;
    qg_html_count n;

    if (tag != QG_TAG_P && tag != QG_TAG_TABLE && tag != QG_TAG_OL && tag != QG_TAG_UL)
        return false;
    n = qg_html_count_below(tree, i);
    return n.n_runes > 0 && n.n_linked == 0;
}

/* Whether nothing but blanks stands between node `i` and what ends before node `end`. */
static bool is_right_behind(const qg_html_tree *tree, size_t end, size_t i)
{
    return end > 0 && end <= i && i - end <= 1 &&
           tree->counts[i].n_runes == tree->counts[end].n_runes;
}

bool qg_html_find_named(qg_html_tree *tree, const long *prose)
{
    size_t article_end = 0, text_end = 0; /* text: the last that belongs to no menu */
    bool has_any = false;

    for (size_t i = 1; i < tree->n; i++) {
        if (tree->at[i].tag == QG_TAG_ARTICLE && i >= article_end)
            article_end = tree->at[i].end;
        if (is_of_text(tree, i))
            text_end = tree->at[i].end;
        bool is_in_text =
            i < article_end || (is_right_behind(tree, text_end, i) && !is_owners_foot(tree, i));
        bool is_named = is_named_furniture(tree, i, is_in_text) && is_small(tree, prose, i) &&
                        !qg_html_has_attachments(tree, i);
        if (is_named || is_site_head(tree, prose, i) ||
            (is_last_box(tree, i) && is_small(tree, prose, i))) {
            qg_html_put_outside(tree, i, tree->at[i].end);
            i = tree->at[i].end - 1;
            has_any = true;
        }
    }
    return has_any;
}
