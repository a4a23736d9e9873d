/* head.c - 版头, what stands above the title of a formal document (GB/T 9704-2012, 7.2, 10.2,
 * 10.3). */
#include "unicode/unicode.h"
#include "write/docx/official_int.h"

#include <stdio.h>

enum {
    TWIPS_PER_PT = 20,
    NAMES_IN_ROW = 2,  /* of 签发人 (7.2.6) */
    WIDE_ZERO = 0xFF10 /* ０ */
};

static const qg_str signer_label = {"签发人：", 12};

void qg_docx_blank_lines(docx *d, int n)
{
    while (n-- > 0)
        qg_docx_para(d, QG_PARA_COPY_NO, NULL, (qg_str){"", 0});
}

void qg_docx_blank_height(docx *d, int twips)
{
    para_extra extra = {.line_twips = twips > TWIPS_PER_PT ? twips : TWIPS_PER_PT,
                        .keep_next = true};

    qg_docx_para(d, QG_PARA_HEAD_LINE, &extra, (qg_str){"", 0});
}

/* ---- above the mark ---- */

/* Write one of the lines above the mark.  The first also has `behind` at its right end, which is
 * then taken. */
static void write_line_above(docx *d, qg_para_kind kind, qg_str text, qg_str *behind)
{
    para_extra extra = {.right_tab_twips = behind->n > 0 ? qg_page_text_width(&d->style->page) : 0};

    qg_docx_begin_para(d, kind, &extra);
    qg_docx_text(d, text, NULL);
    if (behind->n > 0) {
        qg_docx_text(d, QG_STR("\t"), NULL);
        qg_docx_text(d, *behind, &d->style->paras[QG_PARA_DOC_NUMBER]);
    }
    qg_docx_end_para(d);
    *behind = (qg_str){"", 0};
}

int qg_docx_lines_above_mark(docx *d, qg_str behind)
{
    static const struct {
        qg_key key;
        qg_para_kind kind;
    } lines[] = {{QG_KEY_COPY_NO, QG_PARA_COPY_NO},
                 {QG_KEY_SECRECY, QG_PARA_SECRECY},
                 {QG_KEY_URGENCY, QG_PARA_SECRECY}};
    qg_buf text;
    int n = 0;

    qg_buf_init(&text, 0);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (qg_doc_value(d->doc, lines[i].key).n == 0)
            continue;
        n++;
        qg_buf_truncate(&text, 0);
        qg_doc_put_line_above(&text, d->doc, lines[i].key);
        write_line_above(d, lines[i].kind, qg_buf_str(&text), &behind);
    }
    if (behind.n > 0 && ++n)
        write_line_above(d, QG_PARA_COPY_NO, (qg_str){"", 0}, &behind);
    qg_docx_drop(d, &text);
    return n;
}

/* Write the lines that are there from the top and leave the rest blank, so that the mark keeps its
 * height. */
static void write_top(docx *d)
{
    int line = d->style->paras[QG_PARA_COPY_NO].line_twips;
    int most = qg_docx_measure(d, QG_MEASURE_HEAD_LINES_ABOVE);
    int n = qg_docx_lines_above_mark(d, (qg_str){"", 0});

    qg_docx_blank_lines(d, most - n);
    qg_docx_mark(d, qg_docx_measure(d, QG_MEASURE_HEAD_MARK_TOP) - d->style->page.top -
                        (n > most ? n : most) * line);
}

/* ---- document number ---- */

static bool take_bracket(qg_str *rest, const char *const *brackets)
{
    for (size_t i = 0; brackets[i] != NULL; i++)
        if (qg_str_starts(*rest, qg_str_of(brackets[i]))) {
            *rest = qg_str_skip(*rest, strlen(brackets[i]));
            return true;
        }
    return false;
}

/* Take 〔2024〕, in whatever brackets, off `rest`. */
static bool take_year(qg_str *rest, qg_str *year)
{
    static const char *const opening[] = {"〔", "[", "［", "(", "（", "【", NULL};
    static const char *const closing[] = {"〕", "]", "］", ")", "）", "】", NULL};
    qg_str at = *rest;

    if (!take_bracket(&at, opening))
        return false;
    *year = qg_str_head(at, 4);
    for (size_t i = 0; i < 4; i++)
        if (i >= at.n || !qg_rune_is_digit((unsigned char)at.p[i]))
            return false;
    at = qg_str_skip(at, 4);
    if (!take_bracket(&at, closing))
        return false;
    *rest = at;
    return true;
}

/* Append the number with ASCII digits, 2024 for ２０２４: a document number has no wide ones
 * (7.2.5). */
static void put_narrow(qg_buf *out, qg_str number)
{
    while (number.n > 0) {
        qg_rune rune;
        qg_str as_typed = qg_utf8_take(&number, &rune);
        if (rune >= WIDE_ZERO && rune <= WIDE_ZERO + 9)
            qg_buf_put_byte(out, (char)('0' + (rune - WIDE_ZERO)));
        else
            qg_buf_put(out, as_typed);
    }
}

/* Take 第 05 off `rest`, what stands between the year and 号, and append it as 5. */
static void take_count(qg_buf *out, qg_str *rest)
{
    qg_str at = qg_str_trim(*rest);

    if (qg_str_starts(at, QG_STR("第")))
        at = qg_str_trim(qg_str_skip(at, QG_STR("第").n));
    while (at.n > 1 && at.p[0] == '0' && qg_rune_is_digit((unsigned char)at.p[1]))
        at = qg_str_skip(at, 1);
    for (; at.n > 0 && qg_rune_is_digit((unsigned char)at.p[0]); at = qg_str_skip(at, 1))
        qg_buf_put_byte(out, at.p[0]);
    *rest = qg_str_starts(qg_str_trim(at), QG_STR("号")) ? qg_str_trim(at) : at;
}

/* Append a document number as the standard wants it: the year in 〔〕, the number without 第,
 * blanks and leading zeros (7.2.5).  All else stays as it is. */
static void put_number(qg_buf *out, qg_str number)
{
    qg_str rest = number, year;

    while (rest.n > 0) {
        qg_rune rune;
        bool is_case = rest.p == number.p; /* （2024）某01民终5号, of a court, keeps its brackets */
        if (is_case || !take_year(&rest, &year)) {
            qg_buf_put(out, qg_utf8_take(&rest, &rune));
            continue;
        }
        qg_buf_puts(out, "〔");
        qg_buf_put(out, year);
        qg_buf_puts(out, "〕");
        take_count(out, &rest);
    }
}

void qg_docx_put_number(qg_buf *out, docx *d)
{
    const qg_field *field = qg_doc_field(d->doc, QG_KEY_DOC_NUMBER);
    qg_str number = qg_doc_value(d->doc, QG_KEY_DOC_NUMBER);
    size_t start = out->n;
    qg_buf narrow;

    qg_buf_init(&narrow, 0);
    put_narrow(&narrow, number);
    put_number(out, qg_buf_str(&narrow));
    qg_docx_drop(d, &narrow);
    if (field != NULL && !qg_str_eq(qg_str_skip(qg_buf_str(out), start), number))
        qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_NUMBER,
                                            .offset = field->offset,
                                            .before = number,
                                            .after = qg_str_skip(qg_buf_str(out), start)});
}

/* ---- the line with the red rule (7.2.7), which is its lower border ---- */

/* How much of an exact line is below the ink of a number, in points: LibreOffice sets the baseline
 * at four fifths of the line, and the ink hardly descends below it. */
static int below_ink_pt(const docx *d)
{
    return d->style->paras[QG_PARA_DOC_NUMBER].line_twips / 5 / TWIPS_PER_PT;
}

static void add_red_rule(const docx *d, para_extra *extra)
{
    int thickness = qg_docx_measure(d, QG_MEASURE_HEAD_RULE);
    int gap = qg_docx_measure(d, QG_MEASURE_HEAD_RULE_GAP);

    if (thickness == 0 || d->is_preprinted)
        return;
    extra->below = (para_rule){.eighths_pt = thickness * 8 / TWIPS_PER_PT,
                               .space_pt = gap / TWIPS_PER_PT - below_ink_pt(d),
                               .color = d->style->paras[QG_PARA_MARK].color};
}

/* Leave the room that the rule takes, on paper that has it printed already. */
static void leave_room_for_rule(docx *d)
{
    if (d->is_preprinted)
        qg_docx_blank_height(d, qg_docx_measure(d, QG_MEASURE_HEAD_RULE) +
                                    qg_docx_measure(d, QG_MEASURE_HEAD_RULE_GAP) -
                                    below_ink_pt(d) * TWIPS_PER_PT);
}

/* Where 签发人： and the names of a row begin; the last name ends a character from the right. */
typedef struct signer_tabs {
    int label, names[NAMES_IN_ROW];
    int widest[NAMES_IN_ROW];
} signer_tabs;

static signer_tabs place_signers(const docx *d, const qg_field *signer, size_t in_row)
{
    int character = qg_docx_character_twips(d);
    int end = qg_page_text_width(&d->style->page) - character;
    signer_tabs tabs = {0};
    int *widest = tabs.widest;

    for (size_t i = 0; i < signer->n_values; i++) {
        int width = qg_docx_text_twips(d, signer->values[i]);
        widest[i % in_row] = width > widest[i % in_row] ? width : widest[i % in_row];
    }
    for (size_t i = in_row; i-- > 0; end = tabs.names[i] - character)
        tabs.names[i] = end - widest[i];
    tabs.label = tabs.names[0] - qg_docx_text_twips(d, signer_label);
    return tabs;
}

/* Whether those who sign stand beside the number. */
static bool has_signers(const docx *d)
{
    return d->form == QG_DOCUMENT_REDHEAD && qg_doc_field(d->doc, QG_KEY_SIGNER) != NULL &&
           !qg_docx_is_signed_in_person(d);
}

int qg_docx_rows_of_signers(const docx *d)
{
    const qg_field *signer = qg_doc_field(d->doc, QG_KEY_SIGNER);

    return has_signers(d) ? ((int)signer->n_values + NAMES_IN_ROW - 1) / NAMES_IN_ROW : 1;
}

/* Write the name of a signer. [P] One of two characters is made as wide as one of three, if there
 * is one above or below it. */
static void write_signer(docx *d, qg_str name, int widest_twips)
{
    const qg_para *p = &d->style->paras[QG_PARA_SIGNER];
    int character = qg_docx_character_twips(d);

    if (qg_utf8_count(name) == 2 && widest_twips >= 3 * character)
        /* behind the second one, too, for which the line has room */
        qg_docx_spaced_text(d, name, p, p->tracking_twips + character - TWIPS_PER_PT);
    else
        qg_docx_text(d, name, p);
}

/* In documents that go upward, write the number at the left and those who sign at the right, two in
 * a row.  The last row has the number and the rule (7.2.5, 7.2.6). */
static void write_signers(docx *d, qg_str number, const qg_field *signer)
{
    size_t in_row = signer->n_values < NAMES_IN_ROW ? signer->n_values : NAMES_IN_ROW;
    signer_tabs tabs = place_signers(d, signer, in_row);
    int stops[NAMES_IN_ROW] = {tabs.label, tabs.names[1]};
    para_extra extra = {.align = QG_ALIGN_LEFT, .left_tabs = stops, .n_left_tabs = in_row};

    for (size_t i = 0; i < signer->n_values; i += in_row) {
        bool is_last = i + in_row >= signer->n_values;
        if (is_last)
            add_red_rule(d, &extra);
        qg_docx_begin_para(d, QG_PARA_DOC_NUMBER, &extra);
        if (is_last && number.n > 0) {
            qg_docx_text(d, QG_STR("\u3000"), NULL);
            qg_docx_text(d, number, NULL);
        }
        for (size_t k = i; k < i + in_row && k < signer->n_values; k++) {
            qg_docx_text(d, QG_STR("\t"), NULL);
            qg_docx_text(d, k == 0 ? signer_label : (qg_str){"", 0}, NULL);
            write_signer(d, signer->values[k], tabs.widest[k - i]);
        }
        qg_docx_end_para(d);
        stops[0] = tabs.names[0]; /* the label stands in the first row only */
    }
}

/* [P] Minutes say below their number who made them and when, above the rule. */
static void write_minutes_line(docx *d, qg_str number)
{
    qg_str date = qg_doc_value(d->doc, QG_KEY_DATE), issuer = qg_doc_value(d->doc, QG_KEY_ISSUER);
    para_extra plain = {0}, ruled = {.align = QG_ALIGN_LEFT,
                                     .right_tab_twips = qg_page_text_width(&d->style->page) -
                                                        qg_docx_character_twips(d)};
    qg_buf text;

    if (number.n > 0)
        qg_docx_para(d, QG_PARA_DOC_NUMBER, &plain, number);
    add_red_rule(d, &ruled);
    qg_buf_init(&text, 0);
    qg_doc_put_date(&text, date);
    qg_docx_begin_para(d, QG_PARA_DOC_NUMBER, &ruled);
    qg_docx_text(d, QG_STR("\u3000"), NULL);
    qg_docx_text(d, issuer, NULL);
    qg_docx_text(d, QG_STR("\t"), NULL);
    qg_docx_text(d, qg_buf_str(&text), NULL);
    qg_docx_end_para(d);
    qg_docx_drop(d, &text);
}

static void write_number_line(docx *d, qg_str number)
{
    para_extra extra = {0};

    if (d->form == QG_DOCUMENT_MINUTES && qg_doc_value(d->doc, QG_KEY_DATE).n > 0) {
        write_minutes_line(d, number);
    } else if (has_signers(d)) {
        write_signers(d, number, qg_doc_field(d->doc, QG_KEY_SIGNER));
    } else {
        add_red_rule(d, &extra);
        qg_docx_para(d, QG_PARA_DOC_NUMBER, &extra, number);
    }
    leave_room_for_rule(d);
}

static bool is_digits(qg_str text)
{
    size_t i = 0;

    while (i < text.n && qg_rune_is_digit((unsigned char)text.p[i]))
        i++;
    return text.n > 0 && i == text.n;
}

/* Write 令号, centred and without a rule (10.2).  A bare 12 becomes 第12号. */
static void write_order_number(docx *d, qg_str number)
{
    const qg_field *field = qg_doc_field(d->doc, QG_KEY_ORDER_NO);
    qg_str own = qg_doc_value(d->doc, QG_KEY_ORDER_NO);
    qg_buf full;

    qg_buf_init(&full, 0);
    if (is_digits(own)) {
        qg_buf_puts(&full, "第");
        qg_buf_put(&full, own);
        qg_buf_puts(&full, "号");
        qg_sink_tell(d->sink, &(qg_finding){.kind = QG_FOUND_WRITE_NUMBER,
                                            .offset = field->offset,
                                            .before = own,
                                            .after = qg_buf_str(&full)});
    } else {
        qg_buf_put(&full, own.n > 0 ? own : number);
    }
    qg_docx_para(d, QG_PARA_ORDER_NO, NULL, qg_buf_str(&full));
    qg_docx_drop(d, &full);
}

void qg_docx_head(docx *d)
{
    qg_buf number;

    if (!d->has_mark) {
        qg_docx_lines_above_mark(d, (qg_str){"", 0});
        return;
    }
    if (d->form == QG_DOCUMENT_LETTER) {
        qg_docx_letter_head(d);
        return;
    }
    qg_buf_init(&number, 0);
    qg_docx_put_number(&number, d);
    write_top(d);
    qg_docx_blank_lines(d, qg_docx_measure(d, QG_MEASURE_HEAD_LINES_BELOW_MARK));
    if (d->form == QG_DOCUMENT_ORDER)
        write_order_number(d, qg_buf_str(&number));
    else
        write_number_line(d, qg_buf_str(&number));
    qg_docx_blank_lines(d, qg_docx_measure(d, QG_MEASURE_HEAD_LINES_BELOW_RULE));
    qg_docx_drop(d, &number);
}
