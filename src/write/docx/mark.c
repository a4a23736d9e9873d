/* mark.c - 发文机关标志, the issuer's name in red on top (GB/T 9704-2012, 7.2.4, 10.1 to 10.3). */
#include "base/utf8.h"
#include "write/docx/official_int.h"
#include "write/docx/table_int.h"

enum {
    TWIPS_PER_HALF_PT = 10,
    SPARED_PERCENT = 95,   /* of a column of names: programs put space beside digits */
    NARROWEST_PERCENT = 66 /* [P] of what is condensed; below, the size shrinks too */
};

/* What follows the issuer's name in each form when the mark is not given. */
static const char *const endings[] = {[QG_DOCUMENT_REDHEAD] = "文件",
                                      [QG_DOCUMENT_REPORT] = "",
                                      [QG_DOCUMENT_LETTER] = "",
                                      [QG_DOCUMENT_ORDER] = "令",
                                      [QG_DOCUMENT_MINUTES] = "纪要"};

void qg_docx_put_mark(qg_buf *out, const docx *d)
{
    qg_str own = qg_doc_value(d->doc, QG_KEY_MARK), ending = qg_str_of(endings[d->form]);
    const qg_field *issuers = qg_docx_issuers(d);
    qg_str name = own.n > 0 ? own : issuers->values[0];

    qg_buf_put(out, name);
    if (own.n == 0 && !qg_str_ends(name, ending))
        qg_buf_put(out, ending);
}

static int text_size(const docx *d)
{
    return d->style->paras[QG_PARA_NORMAL].size_half_pt;
}

static int most_width(const docx *d)
{
    return qg_page_text_width(&d->style->page) * qg_docx_measure(d, QG_MEASURE_HEAD_MARK_WIDTH) /
           100;
}

static int at_most(int value, int most)
{
    return value > most ? most : value;
}

static int at_least(int value, int least)
{
    return value < least ? least : value;
}

/* The font size, between that of the sheet and the largest, with which so many half characters fit
 * into `width_twips`. */
static int size_within(const docx *d, int width_twips, int columns)
{
    int largest = qg_docx_measure(d, QG_MEASURE_HEAD_MARK_LARGEST) / TWIPS_PER_HALF_PT;
    int smallest = d->style->paras[QG_PARA_MARK].size_half_pt;
    int fits = width_twips * 2 / at_least(columns, 1) / TWIPS_PER_HALF_PT;

    smallest = at_most(smallest, fits * 100 / NARROWEST_PERCENT);
    return at_least(at_most(fits, largest), smallest);
}

/* The width of a text in half characters.  Letters and digits count as much as Chinese characters:
 * capitals are nearly as wide, and programs put a little space beside them. */
static int columns_of(qg_str text)
{
    size_t n = qg_utf8_count(text);

    return n > 500 ? 1000 : 2 * (int)n;
}

int qg_docx_mark_size(const docx *d, qg_str mark)
{
    return size_within(d, most_width(d), columns_of(mark));
}

/* A run of this size, condensed to the width it has. */
static void write_run(docx *d, qg_str text, int size_half_pt, int width_twips)
{
    int natural = columns_of(text) * size_half_pt * TWIPS_PER_HALF_PT / 2;
    qg_xml *x = d->xml;

    if (d->is_preprinted)
        return;
    qg_xml_open(x, "w:r");
    qg_xml_open(x, "w:rPr");
    if (natural > width_twips)
        qg_xml_val_int(x, "w:w", width_twips * 100L / natural);
    qg_xml_val_int(x, "w:sz", size_half_pt);
    qg_xml_val_int(x, "w:szCs", size_half_pt);
    qg_xml_close(x);
    qg_xml_element(x, "w:t", text);
    qg_xml_close(x);
}

void qg_docx_mark_run(docx *d, qg_str mark, int size_half_pt)
{
    write_run(d, mark, size_half_pt, most_width(d));
}

/* The greatest height of a mark with which page 1 still has so many lines of text (7.3.3). */
static int most_height(docx *d, int lines)
{
    const qg_page *page = &d->style->page;
    const qg_para *title = &d->style->paras[QG_PARA_TITLE];
    const qg_para *recipient = &d->style->paras[QG_PARA_RECIPIENT];

    lines += qg_docx_measure(d, QG_MEASURE_HEAD_LINES_BELOW_MARK) + qg_docx_rows_of_signers(d) +
             qg_docx_measure(d, QG_MEASURE_HEAD_LINES_BELOW_RULE) +
             qg_extent_lines(page, recipient, NULL, qg_doc_value(d->doc, QG_KEY_RECIPIENT));
    return page->top + qg_page_text_height(page) - qg_docx_measure(d, QG_MEASURE_HEAD_MARK_TOP) -
           qg_docx_measure(d, QG_MEASURE_HEAD_RULE_GAP) - lines * recipient->line_twips -
           qg_docx_title_lines(d) * title->line_twips - title->after_twips;
}

/* The mark in one line.  Its line is as high as its characters, whose ink then begins within 0.03
 * em of the top of the line. */
static void write_single(docx *d, int offset_twips)
{
    para_extra extra = {.has_before = true};
    qg_buf mark;
    int size;

    qg_buf_init(&mark, 0);
    qg_docx_put_mark(&mark, d);
    size = qg_docx_mark_size(d, qg_buf_str(&mark));
    if (d->form == QG_DOCUMENT_REDHEAD)
        size = at_most(size, at_least(most_height(d, 1) / TWIPS_PER_HALF_PT, text_size(d)));
    extra.line_twips = size * TWIPS_PER_HALF_PT;
    extra.before_twips = at_least(offset_twips, 0);
    qg_docx_begin_para(d, QG_PARA_MARK, &extra);
    qg_docx_mark_run(d, qg_buf_str(&mark), size);
    qg_docx_end_para(d);
    qg_docx_drop(d, &mark);
}

/* ---- joint documents: the names in one column, the ending at their right ---- */

typedef struct joint {
    const qg_field *names;
    qg_str ending;
    int size_half_pt, pitch_twips;
    int names_twips, ending_twips; /* widths of the columns */
} joint;

static int widest(const qg_field *names)
{
    int columns = 0;

    for (size_t i = 0; i < names->n_values; i++)
        columns = at_least(columns_of(names->values[i]), columns);
    return columns;
}

/* How high a name can be, in half points, above so many lines of text. */
static int highest_name(docx *d, int lines)
{
    int n = at_most((int)qg_docx_issuers(d)->n_values, 1000);
    int most = at_most(qg_docx_measure(d, QG_MEASURE_HEAD_JOINT_HEIGHT), most_height(d, lines));

    return most * 4 / 5 / n / TWIPS_PER_HALF_PT;
}

/* Two lines of text are wanted below the mark; one is enough before names are smaller than it.
 * Half a character lies between the names and the ending. */
static joint measure_joint(docx *d)
{
    joint j = {.names = qg_docx_issuers(d), .ending = qg_str_of(endings[d->form])};
    int width = most_width(d), columns = widest(j.names), behind = columns_of(j.ending) + 1;
    int highest = highest_name(d, 2);

    if (highest < text_size(d))
        highest = highest_name(d, 1);
    j.size_half_pt = at_most(size_within(d, width, columns + behind), at_least(highest, 10));
    j.pitch_twips = j.size_half_pt * TWIPS_PER_HALF_PT * 5 / 4;
    j.ending_twips = behind * j.size_half_pt * TWIPS_PER_HALF_PT / 2;
    j.names_twips =
        at_most(columns * j.size_half_pt * TWIPS_PER_HALF_PT / 2, width - j.ending_twips);
    return j;
}

static void write_joint_names(docx *d, const joint *j)
{
    para_extra extra = {.is_spread = true, .line_twips = j->size_half_pt * TWIPS_PER_HALF_PT};

    for (size_t i = 0; i < j->names->n_values; i++) {
        qg_docx_begin_para(d, QG_PARA_MARK, &extra);
        write_run(d, j->names->values[i], j->size_half_pt, j->names_twips * SPARED_PERCENT / 100);
        qg_docx_end_para(d);
        extra.has_before = true;
        extra.before_twips = j->pitch_twips - extra.line_twips;
    }
}

static void write_joint_ending(docx *d, const joint *j)
{
    para_extra extra = {.align = QG_ALIGN_RIGHT, .line_twips = j->size_half_pt * TWIPS_PER_HALF_PT};

    qg_docx_begin_para(d, QG_PARA_MARK, &extra);
    write_run(d, j->ending, j->size_half_pt, j->ending_twips);
    qg_docx_end_para(d);
}

static void begin_cell(docx *d, int width_twips)
{
    qg_xml *x = d->xml;

    qg_extent_begin_cell(&d->extent, width_twips);
    qg_xml_open(x, "w:tc");
    qg_xml_open(x, "w:tcPr");
    qg_docx_width(x, "w:tcW", width_twips);
    qg_xml_val(x, "w:vAlign", "center");
    qg_xml_close(x);
}

static void end_cell(docx *d)
{
    qg_extent_end_cell(&d->extent);
    qg_xml_close(d->xml);
}

static void begin_joint_table(qg_xml *x, const joint *j)
{
    const int widths[] = {j->names_twips, j->ending_twips};

    qg_xml_open(x, "w:tbl");
    qg_xml_open(x, "w:tblPr");
    qg_docx_width(x, "w:tblW", j->names_twips + j->ending_twips);
    qg_xml_val(x, "w:jc", "center");
    qg_docx_bare_columns(x, widths, 2);
}

static void write_joint(docx *d, int offset_twips)
{
    joint j = measure_joint(d);
    qg_xml *x = d->xml;

    qg_docx_blank_height(d, offset_twips);
    begin_joint_table(x, &j);
    qg_xml_open(x, "w:tr");
    begin_cell(d, j.names_twips);
    write_joint_names(d, &j);
    end_cell(d);
    begin_cell(d, j.ending_twips);
    write_joint_ending(d, &j);
    end_cell(d);
    qg_extent_end_row(&d->extent, 0, false, false);
    qg_xml_close(x);
    qg_xml_close(x);
}

/* Whether the mark has the names of all bodies.  It may have that of the first alone (7.2.4), and
 * has where all of them would be smaller than the text; the others then stand above the date. */
static bool names_all(docx *d, const qg_field *issuers)
{
    if (highest_name(d, 1) >= text_size(d) || !d->ending.is_signed)
        return true;
    qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_LEAD_MARK,
                                        .offset = issuers->offset,
                                        .before = issuers->name,
                                        .after = issuers->values[0]});
    return false;
}

void qg_docx_mark(docx *d, int offset_twips)
{
    const qg_field *issuers = qg_docx_issuers(d);
    bool is_joint = issuers != NULL && issuers->n_values > 1 && endings[d->form][0] != '\0' &&
                    qg_doc_value(d->doc, QG_KEY_MARK).n == 0;

    if (is_joint && names_all(d, issuers))
        write_joint(d, offset_twips);
    else
        write_single(d, offset_twips);
}
