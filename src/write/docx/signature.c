/* signature.c - 署名, 成文日期, 印章 in their four ways: without a seal, with one, with one for
 * each of several bodies, and signed by a person (GB/T 9704-2012, 7.3.5). */
#include "write/docx/official_int.h"

enum {
    MAX_IN_ROW = 4,
    NARROWEST_PERCENT = 80 /* of what is condensed [P] */
};

/* A name or the date, written by the author or taken from the front matter. */
typedef struct line {
    qg_str text;
    const qg_node *node; /* NULL: `text` is all */
    int width_twips;
} line;

typedef struct signature {
    line *names;
    size_t n_names;
    line date; /* width 0: there is none */
    int widest_twips;
    bool is_sealed;
    bool has_picture;
    place *at;
} signature;

/* ---- what there is to write ---- */

static line make_line(docx *d, qg_str text, const qg_node *node)
{
    line made = {.node = node};
    qg_buf plain;

    qg_buf_init(&plain, 0);
    if (node != NULL)
        qg_node_plain(&plain, node);
    else
        qg_buf_put(&plain, text);
    made.text = qg_arena_copy(&d->arena, qg_buf_str(&plain));
    made.width_twips = qg_docx_text_twips(d, made.text);
    qg_docx_drop(d, &plain);
    return made;
}

static void add_name(signature *s, line name)
{
    s->names[s->n_names++] = name;
    if (name.width_twips > s->widest_twips)
        s->widest_twips = name.width_twips;
}

static void take_written(docx *d, signature *s, const qg_node *first, const qg_node *end)
{
    size_t n = 0;

    for (const qg_node *node = first; node != end; node = node->next)
        n++;
    s->names = qg_arena_get(&d->arena, (n + 1) * sizeof *s->names);
    for (const qg_node *node = first; s->names != NULL && node != end; node = node->next) {
        line made = make_line(d, (qg_str){"", 0}, node);
        if (node->role == QG_ROLE_DATE)
            s->date = made;
        else
            add_name(s, made);
    }
}

/* The field that says who signs: the persons, else the signature, else the issuers. */
static const qg_field *signers(const docx *d)
{
    const qg_field *names = qg_doc_field(d->doc, QG_KEY_SIGNATURE);
    const qg_field *persons = qg_doc_field(d->doc, QG_KEY_SIGNER);

    if (qg_docx_is_signed_in_person(d) && persons != NULL)
        return persons;
    return names != NULL ? names : qg_docx_issuers(d);
}

static void take_given_date(docx *d, signature *s)
{
    qg_str date = qg_doc_value(d->doc, QG_KEY_DATE);
    qg_buf text;

    if (date.n == 0)
        return;
    qg_buf_init(&text, 0);
    qg_doc_put_date(&text, date);
    s->date = make_line(d, qg_buf_str(&text), NULL);
    qg_docx_drop(d, &text);
}

static void take_given_names(docx *d, signature *s)
{
    const qg_field *names = signers(d);

    if (names == NULL)
        return;
    s->names = qg_arena_get(&d->arena, names->n_values * sizeof *s->names);
    for (size_t i = 0; s->names != NULL && i < names->n_values; i++)
        add_name(s, make_line(d, names->values[i], NULL));
}

static void take_given(docx *d, signature *s)
{
    take_given_date(d, s);
    if (s->date.width_twips > 0 || qg_doc_field(d->doc, QG_KEY_SIGNATURE) != NULL ||
        qg_docx_is_signed_in_person(d))
        take_given_names(d, s);
}

/* Add the name or the date that the author did not type: a document with a mark has both (7.3.5).
 */
static void complete(docx *d, signature *s)
{
    if (!d->has_mark)
        return;
    if (s->n_names == 0)
        take_given_names(d, s);
    if (s->date.width_twips == 0)
        take_given_date(d, s);
}

static void read_seal(const docx *d, signature *s)
{
    s->is_sealed = qg_doc_is_sealed(d->doc);
    s->has_picture = qg_doc_seal_picture(d->doc, 0).n > 0;
}

/* The picture that body or person `i` seals with. */
static qg_node seal_of(const docx *d, size_t i)
{
    return (qg_node){.kind = QG_IMAGE,
                     .offset = qg_doc_field(d->doc, QG_KEY_SEAL)->offset,
                     .u.link.url = qg_doc_seal_picture(d->doc, i)};
}

/* ---- writing lines ---- */

static void write_inside(docx *d, const line *l, const signature *s)
{
    if (l->node != NULL)
        qg_docx_inlines(d, l->node, s->at);
    else
        qg_docx_text(d, l->text, NULL);
}

static void write_condensed(docx *d, const line *l, int percent)
{
    qg_para narrow = d->style->paras[QG_PARA_SIGNATURE];

    narrow.scale_percent = narrow.scale_percent * percent / 100;
    qg_docx_text(d, l->text, &narrow);
}

static void write_blanks(docx *d, int n)
{
    para_extra extra = {.keep_next = true};

    while (n-- > 0)
        qg_docx_para(d, QG_PARA_NORMAL, &extra, (qg_str){"", 0});
}

static void begin_right(docx *d, qg_para_kind kind, int right_twips)
{
    para_extra extra = {.has_right = true,
                        .right_twips = right_twips < 0 ? 0 : right_twips,
                        .keep_next =
                            kind == QG_PARA_SIGNATURE || qg_doc_value(d->doc, QG_KEY_NOTES).n > 0};

    qg_docx_begin_para(d, kind, &extra);
}

/* ---- seals ---- */

/* Place the seal of issuer `i` over a name or date whose centre is `middle_twips` from the left
 * edge and `covered_middle_twips` below the top of the open paragraph.  The seal's own centre is a
 * little higher, so that it covers the text with its lower part. */
static void write_seal(docx *d, size_t i, int middle_twips, int covered_middle_twips)
{
    int size = qg_docx_measure(d, QG_MEASURE_SIGNATURE_SEAL);
    int raised = qg_docx_measure(d, QG_MEASURE_SIGNATURE_SEAL_RAISED);
    qg_node seal = seal_of(d, i);

    qg_docx_placed_picture(d, &seal, middle_twips, covered_middle_twips - raised - size / 2, size);
}

static int date_middle(const docx *d, const signature *s)
{
    return qg_page_text_width(&d->style->page) -
           qg_docx_measure(d, QG_MEASURE_SIGNATURE_RIGHT_SEALED) - s->date.width_twips / 2;
}

/* The height in twips of the line of a name or date, at the line pitch that fit.c has chosen. */
static int height_of_line(const docx *d)
{
    return d->fitted_line_twips > 0 ? d->fitted_line_twips
                                    : d->style->paras[QG_PARA_SIGNATURE].line_twips;
}

static int row_of_seals(const docx *d)
{
    return qg_docx_measure(d, QG_MEASURE_SIGNATURE_SEAL) +
           qg_docx_measure(d, QG_MEASURE_SIGNATURE_SEAL_GAP);
}

/* The names of the issuers of a joint document, in rows above the date.  A row has as many as fit;
 * names are condensed before a row gets fewer. */
typedef struct grid {
    size_t n_columns;
    int widths[MAX_IN_ROW]; /* of the widest name in each column, condensed */
    int middles[MAX_IN_ROW];
    int scale_percent;
} grid;

/* Find the widths of the columns.  The last row may be shorter; it fills the columns at the right.
 */
static void measure_columns(const signature *s, grid *g)
{
    size_t n = g->n_columns, first = (n - s->n_names % n) % n; /* column of the last row's first */

    for (size_t column = 0; column < n; column++)
        g->widths[column] = 0;
    for (size_t i = 0; i < s->n_names; i++) {
        bool is_in_last = i >= s->n_names - s->n_names % n;
        size_t column = i % n + (is_in_last ? first : 0);
        int width = s->names[i].width_twips * g->scale_percent / 100;
        g->widths[column] = width > g->widths[column] ? width : g->widths[column];
    }
}

/* Half the width of a column: of its widest name or a seal, whichever is wider. */
static int half_column(const docx *d, const grid *g, size_t column)
{
    int seal = qg_docx_measure(d, QG_MEASURE_SIGNATURE_SEAL);

    return (seal > g->widths[column] ? seal : g->widths[column]) / 2;
}

/* The distance between the centres of a column and the next: seals must not touch, and names are
 * one (condensed) character apart. */
static int between_columns(const docx *d, const grid *g, size_t column)
{
    int seals = row_of_seals(d);
    int names = (g->widths[column] + g->widths[column + 1]) / 2 +
                qg_docx_character_twips(d) * g->scale_percent / 100;

    return seals > names ? seals : names;
}

/* Place the columns: the last one is centred on the date; when there are only two it may move as
 * far to the right as needed.  False when they do not fit the type area. */
static bool place_columns(const docx *d, const signature *s, grid *g)
{
    size_t last = g->n_columns - 1;
    int rightmost = qg_page_text_width(&d->style->page) - half_column(d, g, last);
    int wanted = date_middle(d, s), least = half_column(d, g, 0);

    for (size_t i = 0; i < last; i++)
        least += between_columns(d, g, i);
    g->middles[last] = wanted < rightmost ? wanted : rightmost;
    if (last < 2 && g->middles[last] < least)
        g->middles[last] = least;
    for (size_t i = last; i-- > 0;)
        g->middles[i] = g->middles[i + 1] - between_columns(d, g, i);
    return g->middles[last] >= least && g->middles[last] <= rightmost;
}

static grid make_grid(const docx *d, const signature *s)
{
    size_t most = (size_t)qg_docx_measure(d, QG_MEASURE_SIGNATURE_SEALS_IN_ROW);
    grid g = {0};

    most = most > MAX_IN_ROW ? MAX_IN_ROW : most < 1 ? 1 : most;
    for (g.n_columns = most < s->n_names ? most : s->n_names; g.n_columns > 1; g.n_columns--)
        for (g.scale_percent = 100; g.scale_percent >= NARROWEST_PERCENT; g.scale_percent--) {
            measure_columns(s, &g);
            if (place_columns(d, s, &g))
                return g;
        }
    g.scale_percent = 100;
    measure_columns(s, &g);
    place_columns(d, s, &g);
    return g;
}

/* Write a row of names, each centred in its column, with their seals.  The seal of the last name of
 * all covers the date too. */
static void write_row(docx *d, const signature *s, const grid *g, size_t first, size_t n)
{
    para_extra extra = {.keep_next = true,
                        .align = QG_ALIGN_LEFT,
                        .left_tabs = g->middles + (g->n_columns - n),
                        .n_left_tabs = n,
                        .are_tabs_centred = true};
    int line_middle = height_of_line(d) / 2;
    extent one_line;

    qg_docx_begin_para(d, QG_PARA_SIGNATURE, &extra);
    one_line = d->extent;
    for (size_t i = 0; i < n; i++) {
        bool has_date = first + 1 == s->n_names && s->date.width_twips > 0;
        if (s->has_picture)
            write_seal(d, first + i, extra.left_tabs[i], has_date ? 2 * line_middle : line_middle);
        qg_docx_text(d, QG_STR("\t"), NULL);
        if (g->scale_percent < 100)
            write_condensed(d, &s->names[first + i], g->scale_percent);
        else
            write_inside(d, &s->names[first + i], s);
    }
    d->extent = one_line; /* it is one line, whatever the estimate makes of the tabs */
    qg_docx_end_para(d);
}

/* Names and date with seals.  Rows are a seal's height apart, so that seals do not overlap.  A
 * blank paragraph makes that distance: programs do not agree whether the space above a paragraph
 * counts when its pictures are placed. */
static void write_sealed(docx *d, const signature *s)
{
    int line_height = height_of_line(d);
    int row = row_of_seals(d);
    grid g = make_grid(d, s);
    int right =
        qg_page_text_width(&d->style->page) - g.middles[g.n_columns - 1] - s->date.width_twips / 2;

    for (size_t first = 0; first < s->n_names;) {
        size_t left = s->n_names - first, n = left < g.n_columns ? left : g.n_columns;
        if (first > 0)
            qg_docx_blank_height(d, row - line_height);
        write_row(d, s, &g, first, n);
        first += n;
    }
    if (s->date.width_twips == 0)
        return;
    begin_right(d, QG_PARA_DATE, right);
    write_inside(d, &s->date, s);
    qg_docx_end_para(d);
}

/* ---- without a seal ---- */

/* The date begins two characters right of the name, and the longer of them ends two from the
 * right; of several names the first is the one that counts, the others begin where it does. */
static void write_plain(docx *d, const signature *s)
{
    int gap = qg_docx_measure(d, QG_MEASURE_SIGNATURE_RIGHT);
    int shift = qg_docx_measure(d, QG_MEASURE_SIGNATURE_SHIFT);
    int date_gap = s->widest_twips - s->date.width_twips - shift + gap;
    int right_of_start; /* where names begin, from the right edge */

    date_gap = date_gap < gap ? gap : date_gap;
    right_of_start =
        s->date.width_twips == 0 ? gap + s->widest_twips : date_gap + s->date.width_twips + shift;
    for (size_t i = 0; i < s->n_names; i++) {
        begin_right(d, QG_PARA_SIGNATURE, right_of_start - s->names[i].width_twips);
        write_inside(d, &s->names[i], s);
        qg_docx_end_para(d);
    }
    if (s->date.width_twips == 0)
        return;
    begin_right(d, QG_PARA_DATE, date_gap);
    write_inside(d, &s->date, s);
    qg_docx_end_para(d);
}

/* ---- signed by a person (7.3.5.3) ---- */

/* 职务, two characters, and the stamp: a picture, room for one, or the name in its place. */
static void write_person(docx *d, const signature *s, size_t i)
{
    const qg_field *titles = qg_doc_field(d->doc, QG_KEY_SIGNER_TITLE);
    int character = qg_docx_character_twips(d),
        stamp = qg_docx_measure(d, QG_MEASURE_SIGNATURE_STAMP);
    int right = qg_docx_measure(d, QG_MEASURE_SIGNATURE_RIGHT_SEALED);
    bool has_name = s->names[i].node != NULL || !s->is_sealed;
    qg_node seal = {.kind = QG_IMAGE};
    int width = 0;

    if (s->has_picture) {
        seal = seal_of(d, i);
        width = qg_docx_picture_width(d, &seal, stamp);
    }
    if (width == 0)
        width = 2 * stamp;
    begin_right(d, QG_PARA_SIGNATURE, has_name ? right : right + width + 2 * character);
    if (s->has_picture)
        qg_docx_placed_picture(d, &seal, qg_page_text_width(&d->style->page) - right - width / 2,
                               (height_of_line(d) - stamp) / 2, stamp);
    if (titles != NULL && s->names[i].node == NULL) {
        qg_docx_text(d, titles->values[i < titles->n_values ? i : titles->n_values - 1], NULL);
        if (has_name)
            qg_docx_text(d, QG_STR("\u3000\u3000"), NULL);
    }
    if (s->names[i].node != NULL)
        qg_docx_inlines(d, s->names[i].node, s->at);
    else if (has_name)
        qg_docx_text(d, s->names[i].text, &d->style->paras[QG_PARA_STAMP]);
    qg_docx_end_para(d);
}

/* The space above and below the line of a name that makes room for its stamp. */
static int beside_stamp(const docx *d)
{
    return (qg_docx_measure(d, QG_MEASURE_SIGNATURE_STAMP) -
            d->style->paras[QG_PARA_SIGNATURE].line_twips) /
           2;
}

static void write_signed(docx *d, const signature *s)
{
    int rest = beside_stamp(d);

    for (size_t i = 0; i < s->n_names; i++) {
        if (s->is_sealed)
            qg_docx_blank_height(d, rest);
        write_person(d, s, i);
        if (s->is_sealed)
            qg_docx_blank_height(d, rest);
    }
    if (s->date.width_twips == 0)
        return;
    if (s->n_names > 0)
        write_blanks(d, 1);
    begin_right(d, QG_PARA_DATE, qg_docx_measure(d, QG_MEASURE_SIGNATURE_RIGHT_SEALED));
    write_inside(d, &s->date, s);
    qg_docx_end_para(d);
}

/* ---- the whole ---- */

static signature read_signature(docx *d, const qg_node *first, const qg_node *end, place *at)
{
    signature s = {.at = at};

    if (first != NULL)
        take_written(d, &s, first, end);
    else
        take_given(d, &s);
    complete(d, &s);
    read_seal(d, &s);
    return s;
}

static int lines_above(const docx *d, const signature *s)
{
    if (qg_docx_is_signed_in_person(d))
        return qg_docx_measure(d, QG_MEASURE_SIGNATURE_LINES_STAMPED);
    return qg_docx_measure(d, s->is_sealed ? QG_MEASURE_SIGNATURE_LINES_SEALED
                                           : QG_MEASURE_SIGNATURE_LINES);
}

qg_docx_height qg_docx_signature_height(docx *d, const qg_node *first, const qg_node *end)
{
    signature s = read_signature(d, first, end, NULL);
    int has_date = s.date.width_twips > 0, n = (int)s.n_names, columns;

    if (n == 0 && !has_date)
        return (qg_docx_height){0};
    if (qg_docx_is_signed_in_person(d))
        return (qg_docx_height){lines_above(d, &s) + n + 2 * has_date,
                                s.is_sealed ? 2 * n * beside_stamp(d) : 0};
    if (!s.is_sealed || n == 0)
        return (qg_docx_height){lines_above(d, &s) + n + has_date, 0};
    columns = (int)make_grid(d, &s).n_columns;
    return (qg_docx_height){lines_above(d, &s) + 1 + has_date,
                            ((n + columns - 1) / columns - 1) * row_of_seals(d)};
}

void qg_docx_signature(docx *d, const qg_node *first, const qg_node *end, place *at)
{
    signature s = read_signature(d, first, end, at);

    if (s.n_names == 0 && s.date.width_twips == 0)
        return;
    write_blanks(d, lines_above(d, &s));
    if (qg_docx_is_signed_in_person(d))
        write_signed(d, &s);
    else if (s.is_sealed && s.n_names > 0)
        write_sealed(d, &s);
    else
        write_plain(d, &s);
}
