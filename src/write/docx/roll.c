/* roll.c - 出席, 请假, 列席: who was at a meeting (GB/T 9704-2012, 10.3), from the front matter or
 * typed in the text, where 成员 and the like are such rolls, too.
 *
 * Word processors break a line between any two Chinese characters, so that a name of three is torn
 * at the end of each second line.  Where a name would be, the line is broken in front of it, and in
 * front of the body or office that a name stands behind without a blank: 市水务局何某某.
 */
#include "write/docx/official_int.h"

/* Characters.  A longer body with a name may be broken, except in the name at its end. */
enum { LONGEST_WHOLE = 10, LONGEST_NAME = 3 };

enum { MOST_LABEL_BYTES = 24, FEWEST_NAMES = 3 }; /* of a roll in the text */

static bool is_separator(qg_rune rune)
{
    return qg_utf8_is_in(rune, "、，；,; 　");
}

/* The name at the start of `names`, up to the next separator; or the separators at its start. */
static qg_str piece_of(qg_str names, bool is_name)
{
    qg_str rest = names, after = names;
    qg_rune rune;

    for (; rest.n > 0; rest = after) {
        qg_utf8_take(&after, &rune);
        if (is_separator(rune) == is_name)
            break;
    }
    return qg_str_head(names, names.n - rest.n);
}

/* The position in twips behind `piece`, when it is written at position `x` of lines `width` wide.
 */
static int behind(const docx *d, int x, qg_str piece, int width)
{
    while (piece.n > 0) {
        qg_rune rune;
        qg_str rest = piece;
        int own;
        qg_utf8_take(&piece, &rune);
        own = qg_docx_text_twips(d, qg_str_head(rest, rest.n - piece.n));
        x = x + own > width ? own : x + own;
    }
    return x;
}

static qg_str last_of(qg_str text, size_t n_runes)
{
    for (size_t loose = qg_utf8_count(text) - n_runes; loose > 0; loose--) {
        qg_rune rune;
        qg_utf8_take(&text, &rune);
    }
    return text;
}

/* 欧阳: of a name of four. */
static bool has_long_surname(qg_str name)
{
    static const char *const surnames[] = {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫",
                                           "尉迟", "公孙", "慕容", "令狐", "端木", "夏侯",
                                           "司徒", "司空", "西门", "南宫", "宇文", "长孙"};

    for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++)
        if (qg_str_starts(name, qg_str_of(surnames[i])))
            return true;
    return false;
}

/* The part of a body with a name that must stay on one line: all of it, or only the name at its
 * end. */
static qg_str whole_end(qg_str name)
{
    if (qg_utf8_count(name) <= LONGEST_WHOLE)
        return name;
    return has_long_surname(last_of(name, LONGEST_NAME + 1)) ? last_of(name, LONGEST_NAME + 1)
                                                             : last_of(name, LONGEST_NAME);
}

/* Append the name, behind `x` twips of its line; returns where the line goes on. */
static int put_name(qg_buf *out, const docx *d, int x, qg_str name, int width)
{
    qg_str end = whole_end(name), start = qg_str_head(name, name.n - end.n);

    qg_buf_put(out, start);
    x = behind(d, x, start, width);
    if (x > 0 && x + qg_docx_text_twips(d, end) > width) {
        qg_buf_put_byte(out, '\n');
        x = 0;
    }
    qg_buf_put(out, end);
    return behind(d, x, end, width);
}

static void put_names(qg_buf *out, const docx *d, qg_str names, int width)
{
    int x = 0;

    while (names.n > 0) {
        qg_str name = piece_of(names, true), between;
        names = qg_str_skip(names, name.n);
        between = piece_of(names, false);
        names = qg_str_skip(names, between.n);
        x = behind(d, put_name(out, d, x, name, width), between, width);
        qg_buf_put(out, between);
    }
}

/* Write the names behind their label, which is as wide as the indent of their further lines. */
static void write_names(docx *d, qg_str names, const para_extra *extra)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    put_names(&text, d, names, qg_page_text_width(&d->style->page) - extra->left_twips);
    qg_docx_text(d, qg_buf_str(&text), NULL);
    qg_docx_drop(d, &text);
}

static para_extra indent_of(const docx *d, qg_str label)
{
    int width = qg_docx_text_twips(d, label);

    return (para_extra){.has_left = true,
                        .left_twips = d->style->paras[QG_PARA_ROLL].left.twips + width,
                        .hanging_twips = width};
}

static void write_roll(docx *d, qg_str label, qg_str names)
{
    para_extra extra = indent_of(d, label);

    qg_docx_begin_para(d, QG_PARA_ROLL, &extra);
    qg_docx_text(d, label, &d->style->paras[QG_PARA_ROLL_LABEL]);
    write_names(d, names, &extra);
    qg_docx_end_para(d);
}

/* ---- typed in the text ---- */

/* Whether what stands behind is people, by the last two characters of the label: 成　员. */
static bool is_of_people(qg_str label)
{
    qg_str ends = QG_STR("出席列席请假缺席参加参会人员成员组长委员代表名单");
    qg_rune before = 0, last = 0, rune, first, second;

    while (label.n > 0) {
        qg_utf8_take(&label, &rune);
        if (is_separator(rune))
            continue;
        before = last;
        last = rune;
    }
    while (ends.n > 0) {
        qg_utf8_take(&ends, &first);
        qg_utf8_take(&ends, &second);
        if (first == before && second == last)
            return true;
    }
    return false;
}

/* Whether the text consists of at least `fewest` names and is no sentence. */
static bool are_names(qg_str names, size_t fewest)
{
    size_t n = 0;

    if (qg_str_ends(names, QG_STR("。"))) /* the list's own end */
        names.n -= QG_STR("。").n;
    for (qg_str rest = names; rest.n > 0;) {
        qg_rune rune;
        qg_utf8_take(&rest, &rune);
        if (qg_utf8_is_in(rune, "。！？：\n"))
            return false;
    }
    for (; names.n > 0; n++) {
        names = qg_str_skip(names, piece_of(names, true).n);
        names = qg_str_skip(names, piece_of(names, false).n);
    }
    return n >= fewest;
}

/* The looks of a typed label.  In minutes the three labels of 10.3 look as those of the front
 * matter do. */
static const qg_para *looks_of(const docx *d, qg_str label)
{
    static const char *const labels[] = {"出席：", "请假：", "列席："};

    for (size_t i = 0; d->form == QG_DOCUMENT_MINUTES && i < sizeof labels / sizeof *labels; i++)
        if (qg_str_eq(label, qg_str_of(labels[i])))
            return &d->style->paras[QG_PARA_ROLL_LABEL];
    return NULL;
}

/* A label, of which nothing, the words or all may be bold, and what is behind it. */
typedef struct typed_roll {
    qg_str bold, plain, names;
} typed_roll;

static bool read_roll(typed_roll *roll, const docx *d, const qg_node *paragraph)
{
    const qg_str colon = QG_STR("：");
    const qg_node *first = paragraph->first, *last = paragraph->last, *bold = first->first;
    qg_str words, start;
    size_t n;

    *roll = (typed_roll){.names = last->text};
    if (last->kind != QG_TEXT)
        return false;
    if (first->kind == QG_STRONG && first->next == last && bold != NULL && bold == first->last &&
        bold->kind == QG_TEXT)
        roll->bold = bold->text;
    else if (first != last)
        return false;
    words = roll->bold;
    if (qg_str_ends(words, colon)) {
        words.n -= colon.n;
    } else {
        start = qg_utf8_head(last->text, MOST_LABEL_BYTES);
        n = qg_str_find(start, colon);
        if (n == start.n || (words.n > 0 && n > 0))
            return false;
        roll->plain = qg_str_head(last->text, n + colon.n);
        roll->names = qg_str_skip(last->text, n + colon.n);
        words = words.n > 0 ? words : qg_str_head(last->text, n);
    }
    n = looks_of(d, roll->plain) == NULL ? FEWEST_NAMES : 1;
    return is_of_people(words) && are_names(roll->names, n);
}

bool qg_docx_typed_roll(docx *d, const qg_node *paragraph, const place *at, const para_extra *like)
{
    para_extra extra = *like;
    typed_roll roll;

    if (like->has_left || !read_roll(&roll, d, paragraph))
        return false;
    extra.has_left = true;
    extra.hanging_twips = qg_docx_text_twips(d, roll.bold) + qg_docx_text_twips(d, roll.plain);
    extra.left_twips = d->style->paras[QG_PARA_BODY].first_line.twips + extra.hanging_twips;
    qg_docx_begin_para(d, QG_PARA_BODY, &extra);
    if (roll.bold.n > 0)
        qg_docx_inlines_between(d, paragraph->first, paragraph->last, at);
    qg_docx_text(d, roll.plain, looks_of(d, roll.plain));
    write_names(d, roll.names, &extra);
    qg_docx_end_para(d);
    return true;
}

/* ---- of the front matter ---- */

enum { ROLLS = 3 };

static const struct {
    qg_key key;
    const char *label;
} rolls[ROLLS] = {
    {QG_KEY_PRESENT, "出席："}, {QG_KEY_ABSENT, "请假："}, {QG_KEY_OBSERVERS, "列席："}};

/* The names of the i-th roll; empty when this form of document does not print it. */
static qg_str names_of(const docx *d, size_t i)
{
    return d->form == QG_DOCUMENT_MINUTES ? qg_doc_value(d->doc, rolls[i].key) : (qg_str){"", 0};
}

static int lines_of_roll(docx *d, qg_str label, qg_str names)
{
    const qg_page *page = &d->style->page;
    para_extra extra = indent_of(d, label);
    qg_buf text;
    int lines;

    qg_buf_init(&text, 0);
    put_names(&text, d, names, qg_page_text_width(page) - extra.left_twips);
    extra.hanging_twips = 0; /* which is as wide as the label */
    lines = qg_extent_lines(page, &d->style->paras[QG_PARA_ROLL], &extra, qg_buf_str(&text));
    qg_docx_drop(d, &text);
    return lines;
}

int qg_docx_lines_of_rolls(docx *d)
{
    int lines = 0;

    for (size_t i = 0; i < ROLLS; i++)
        if (names_of(d, i).n > 0)
            lines += (lines == 0) + lines_of_roll(d, qg_str_of(rolls[i].label), names_of(d, i));
    return lines;
}

void qg_docx_rolls(docx *d)
{
    bool is_first = true;

    for (size_t i = 0; i < ROLLS; i++) {
        qg_str names = names_of(d, i);
        if (names.n == 0)
            continue;
        if (is_first)
            qg_docx_kept_blank(d);
        is_first = false;
        write_roll(d, qg_str_of(rolls[i].label), names);
    }
}
