/* forms.c - what stands around the fields of a page, for readers to fill in. */
#include "parse/html/html_int.h"

enum { MAX_SMALL_NODES = 400 /* of elements that are looked through */ };

/* Whether the element is a field in which readers type words or choose from some. */
static bool is_field(const qg_html_node *node)
{
    static const char *const kinds[] = {"text",   "search", "date", "password",
                                        "number", "tel",    "email"};
    qg_str kind;

    if (node->tag != QG_TAG_INPUT)
        return node->tag == QG_TAG_SELECT || node->tag == QG_TAG_TEXTAREA;
    kind = qg_html_attr(node, "type");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (qg_str_eq_nocase(kind, qg_str_of(kinds[i])))
            return true;
    return kind.n == 0;
}

/* A field that nobody may change shows what was filled in. */
static bool is_filled(const qg_html_node *node)
{
    return is_field(node) &&
           (qg_html_has_attr(node, "readonly") || qg_html_has_attr(node, "disabled"));
}

void qg_html_show_values(qg_html_tree *tree)
{
    for (size_t i = 0; i < tree->n; i++) {
        qg_html_node *node = &tree->at[i];
        if (!is_filled(node))
            continue;
        if (node->tag == QG_TAG_TEXTAREA)
            node->tag = QG_TAG_SPAN;
        if (node->tag != QG_TAG_INPUT)
            continue;
        node->tag = QG_TAG_TEXT;
        node->text = qg_html_attr(node, "value");
        qg_html_measure(node);
    }
}

qg_str qg_html_typed(const qg_html_node *node)
{
    return node->tag == QG_TAG_INPUT && is_field(node) ? qg_html_attr(node, "value") : (qg_str){0};
}

bool qg_html_is_box(const qg_html_node *node)
{
    qg_str kind = qg_html_attr(node, "type");

    return node->tag == QG_TAG_INPUT && !node->is_hidden && !node->is_outside &&
           (qg_str_eq_nocase(kind, QG_STR("checkbox")) || qg_str_eq_nocase(kind, QG_STR("radio")));
}

size_t qg_html_task_box(const qg_html_tree *tree, size_t item)
{
    for (size_t i = item + 1; i < tree->at[item].end && tree->at[i].n_runes == 0; i++)
        if (qg_html_is_box(&tree->at[i]))
            return i;
    return 0;
}

qg_task qg_html_task_of(const qg_html_tree *tree, size_t item)
{
    size_t box = qg_html_task_box(tree, item);

    return box == 0                                      ? QG_TASK_NONE
           : qg_html_has_attr(&tree->at[box], "checked") ? QG_TASK_DONE
                                                         : QG_TASK_OPEN;
}

/* Whether an element is all a few words beside fields, no heading and no sentence. */
static bool is_form(const qg_html_tree *tree, size_t top)
{
    enum { MOST_RUNES = 30 };

    if (tree->at[top].end - top > MAX_SMALL_NODES ||
        qg_html_count_below(tree, top).n_runes > MOST_RUNES)
        return false;
    for (size_t i = top; i < tree->at[top].end; i++)
        if (qg_html_heading_of(tree->at[i].tag) > 0 || tree->at[i].n_marks > 0)
            return false;
    return true;
}

/* Whether readers choose from a list there and write, why they do not like the page or which law it
 * breaks: beside the list are but a few words. */
static bool is_complaint(const qg_html_tree *tree, size_t top)
{
    enum { MOST_RUNES = 160, MOST_BESIDE = 8 };
    size_t list_end = 0, n_lists = 0;

    if (tree->at[top].end - top > MAX_SMALL_NODES ||
        qg_html_count_below(tree, top).n_runes > MOST_RUNES)
        return false;
    for (size_t i = top; i < tree->at[top].end; i++) {
        n_lists += tree->at[i].tag == QG_TAG_UL;
        if (tree->at[i].tag == QG_TAG_LI)
            list_end = tree->at[i].end;
        if (qg_html_heading_of(tree->at[i].tag) == 1 ||
            (i >= list_end && tree->at[i].n_runes > MOST_BESIDE))
            return false;
    }
    return n_lists > 0;
}

/* The element around a field that is furniture with it. */
static size_t form_around(const qg_html_tree *tree, size_t field)
{
    size_t top = field;

    while (tree->at[top].parent != 0 && is_form(tree, tree->at[top].parent))
        top = tree->at[top].parent;
    if (tree->at[field].tag == QG_TAG_TEXTAREA)
        for (size_t i = top; tree->at[i].parent != 0; i = tree->at[i].parent) {
            size_t around = tree->at[i].parent;
            if (is_complaint(tree, around))
                top = around;
            else if (tree->at[around].end - around > MAX_SMALL_NODES)
                break;
        }
    return top;
}

/* Whether there is something to press, which sends what readers fill in. */
static bool has_button(const qg_html_tree *tree, size_t top)
{
    static const char *const buttons[] = {"button", "submit", "image"};

    for (size_t i = top; i < tree->at[top].end; i++) {
        if (tree->at[i].tag == QG_TAG_BUTTON)
            return true;
        for (size_t k = 0; tree->at[i].tag == QG_TAG_INPUT && k < sizeof buttons / sizeof *buttons;
             k++)
            if (qg_str_eq_nocase(qg_html_attr(&tree->at[i], "type"), qg_str_of(buttons[k])))
                return true;
    }
    return false;
}

/* Whether readers choose between words and press a button right beside them: ○满意 ○不满意 提交评价
 */
static bool is_vote(const qg_html_tree *tree, size_t top)
{
    enum { MOST_RUNES = 30 };

    return tree->at[top].end - top <= MAX_SMALL_NODES &&
           qg_html_count_below(tree, top).n_runes <= MOST_RUNES && has_button(tree, top);
}

/* What holds the words that a box is one of, when readers vote there; 0 when they do not.  Each may
 * stand in a <label> with its box. */
static size_t vote_around(const qg_html_tree *tree, size_t box)
{
    size_t top = tree->at[box].parent;

    if (!qg_html_is_box(&tree->at[box]))
        return 0;
    if (tree->at[top].tag == QG_TAG_LABEL)
        top = tree->at[top].parent;
    return top > 0 && is_vote(tree, top) ? top : 0;
}

/* A word that forms of sites have, and applications do not. */
static bool is_sites_word(qg_str text)
{
    static const char *const words[] = {"搜",   "检索", "查询", "登录",   "登陆", "注册", "评论",
                                        "留言", "昵称", "网名", "验证码", "回复", "订阅", "纠错",
                                        "密码", "咨询", "来信", "信件",   "投票", "翻译"};

    for (size_t i = 0; text.n > 0 && i < sizeof words / sizeof *words; i++)
        if (qg_str_find(text, qg_str_of(words[i])) < text.n)
            return true;
    return false;
}

/* Whether an element is what its author had readers fill in: several fields, each with words beside
 * it, and nothing that sites ask for; two are enough where no button sends them. */
static bool is_application(const qg_html_tree *tree, size_t top)
{
    enum { LEAST_FIELDS = 3, LEAST_RUNES_A_FIELD = 2 };
    size_t n_fields = 0, n_runes = qg_html_count_below(tree, top).n_runes;

    if (tree->at[top].end - top > MAX_SMALL_NODES)
        return false;
    for (size_t i = top; i < tree->at[top].end; i++) {
        const qg_html_node *node = &tree->at[i];
        n_fields += is_field(node);
        if (is_sites_word(node->text) ||
            (node->tag == QG_TAG_INPUT && (is_sites_word(qg_html_attr(node, "value")) ||
                                           is_sites_word(qg_html_attr(node, "placeholder")))))
            return false;
    }
    return n_fields + !has_button(tree, top) >= LEAST_FIELDS &&
           n_runes >= n_fields * LEAST_RUNES_A_FIELD;
}

/* The form or table around a field that is such an application; 0 when there is none. */
static size_t application_around(const qg_html_tree *tree, size_t field)
{
    for (size_t i = tree->at[field].parent; i != 0 && tree->at[i].end - i <= MAX_SMALL_NODES;
         i = tree->at[i].parent)
        if ((tree->at[i].tag == QG_TAG_FORM || tree->at[i].tag == QG_TAG_TABLE) &&
            is_application(tree, i))
            return i;
    return 0;
}

bool qg_html_find_forms(qg_html_tree *tree)
{
    bool has_any = false;
    size_t kept_end = 0;

    for (size_t i = 1; i < tree->n; i++) {
        size_t top = vote_around(tree, i), kept;
        bool is_choice = top > 0;
        if (tree->at[i].is_outside || i < kept_end || !(is_field(&tree->at[i]) || is_choice))
            continue;
        kept = application_around(tree, i);
        if (kept > 0) {
            kept_end = tree->at[kept].end;
            continue;
        }
        if (!is_choice)
            top = form_around(tree, i);
        qg_html_put_outside(tree, top, tree->at[top].end);
        has_any = true;
    }
    return has_any;
}
