/* 版头, what stands above the title of a formal document (GB/T 9704-2012, 7.2, 10.1 to 10.3): as
 * far down, as large and as red as on paper. */
#include "base/utf8.h"
#include "write/html/html_int.h"

enum {
    TWIPS_PER_PT = 20,
    BESIDE_NAMES_TENTHS = 23, /* of a character: 文件 beside the names of a joint mark */
    NAME_PERCENT = 120        /* from line to line of them */
};

/* What follows the issuer's name in each form when the mark is not given. */
static const char *const endings[] = {[QG_DOCUMENT_REDHEAD] = "文件",
                                      [QG_DOCUMENT_REPORT] = "",
                                      [QG_DOCUMENT_LETTER] = "",
                                      [QG_DOCUMENT_ORDER] = "令",
                                      [QG_DOCUMENT_MINUTES] = "纪要"};

static const qg_field *issuers_of(const qg_doc *doc)
{
    const qg_field *joint = qg_doc_field(doc, QG_KEY_JOINT_ISSUERS);

    return joint != NULL ? joint : qg_doc_field(doc, QG_KEY_ISSUER);
}

bool qg_html_has_head(const html *h)
{
    qg_str style = qg_doc_value(h->doc, QG_KEY_STYLE);
    bool says_so = qg_str_is(style, "redhead") || qg_str_is(style, "公文");
    bool has_name = issuers_of(h->doc) != NULL || qg_doc_value(h->doc, QG_KEY_MARK).n > 0;

    if (!has_name || h->style->form == QG_DOCUMENT_REPORT ||
        qg_str_is(qg_doc_value(h->doc, QG_KEY_RED_HEAD), "none"))
        return false;
    return h->style->form != QG_DOCUMENT_REDHEAD || says_so ||
           qg_doc_value(h->doc, QG_KEY_DOC_NUMBER).n > 0;
}

static void put_line(html *h, qg_para_kind kind, qg_key key)
{
    qg_buf text;

    if (qg_doc_value(h->doc, key).n == 0)
        return;
    qg_html_open_para(h, "p", kind);
    qg_buf_init(&text, 0);
    qg_doc_put_line_above(&text, h->doc, key);
    qg_html_text(h->out, qg_buf_str(&text));
    qg_buf_drop(h->out, &text);
    qg_buf_puts(h->out, "</p>\n");
}

static void put_lines_above(html *h)
{
    put_line(h, QG_PARA_COPY_NO, QG_KEY_COPY_NO);
    put_line(h, QG_PARA_SECRECY, QG_KEY_SECRECY);
    put_line(h, QG_PARA_SECRECY, QG_KEY_URGENCY);
}

/* ---- the mark ---- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The size in twips at which so many tenths of characters fit into the width that marks have. */
static int size_for(const html *h, int tenths)
{
    int width =
        qg_page_text_width(&h->style->page) * h->style->measures[QG_MEASURE_HEAD_MARK_WIDTH] / 100;

    return least(width * 10 / (tenths > 0 ? tenths : 1),
                 h->style->measures[QG_MEASURE_HEAD_MARK_LARGEST]);
}

static void open_mark(html *h, int size, int line_percent)
{
    qg_buf_printf(h->out, "<div class=\"mark\" style=\"font-size:%d.%dpt;line-height:%d.%02d\">",
                  size / TWIPS_PER_PT, size % TWIPS_PER_PT / 2, line_percent / 100,
                  line_percent % 100);
}

static void put_single_mark(html *h, const qg_field *issuers)
{
    qg_str own = qg_doc_value(h->doc, QG_KEY_MARK), ending = qg_str_of(endings[h->style->form]);
    qg_str name = own.n > 0 ? own : issuers->values[0];
    int n;

    if (own.n > 0 || qg_str_ends(name, ending))
        ending.n = 0;
    n = (int)least((int)qg_utf8_count(name) + (int)qg_utf8_count(ending), 500);
    open_mark(h, size_for(h, 10 * n), 100);
    qg_buf_puts(h->out, "<span>");
    qg_html_text(h->out, name);
    qg_html_text(h->out, ending);
    qg_buf_puts(h->out, "</span></div>\n");
}

/* A name a line, all as wide as the longest, and the ending half-way down beside them. */
static void put_joint_mark(html *h, const qg_field *issuers)
{
    int longest = 1, height = h->style->measures[QG_MEASURE_HEAD_JOINT_HEIGHT], size;

    for (size_t i = 0; i < issuers->n_values; i++) {
        int n = least((int)qg_utf8_count(issuers->values[i]), 500);
        longest = n > longest ? n : longest;
    }
    size = least(size_for(h, 10 * longest + BESIDE_NAMES_TENTHS),
                 height * 100 / NAME_PERCENT / least((int)issuers->n_values, 500));
    open_mark(h, size, NAME_PERCENT);
    qg_buf_printf(h->out, "<div style=\"width:%dem;text-align-last:justify\">", longest);
    for (size_t i = 0; i < issuers->n_values; i++) {
        qg_buf_puts(h->out, i > 0 ? "<br>" : "");
        qg_html_text(h->out, issuers->values[i]);
    }
    qg_buf_printf(h->out, "</div><span>%s</span></div>\n", endings[h->style->form]);
}

static void put_mark(html *h)
{
    const qg_field *issuers = issuers_of(h->doc);
    bool is_joint = issuers != NULL && issuers->n_values > 1 &&
                    endings[h->style->form][0] != '\0' && qg_doc_value(h->doc, QG_KEY_MARK).n == 0;

    if (is_joint)
        put_joint_mark(h, issuers);
    else
        put_single_mark(h, issuers);
}

/* ---- below the mark ---- */

static void put_signers(html *h, const qg_field *signers)
{
    qg_buf_puts(h->out, "<div class=\"signers\"><span>签发人：</span><div class=\"signer\">");
    for (size_t i = 0; i < signers->n_values; i++) {
        qg_buf_puts(h->out, "<span>");
        qg_html_text(h->out, signers->values[i]);
        qg_buf_puts(h->out, "</span>");
    }
    qg_buf_puts(h->out, "</div></div>\n");
}

/* The number beside the signers, or the body and the date of minutes. */
static void put_below_mark(html *h)
{
    const qg_field *signers = qg_doc_field(h->doc, QG_KEY_SIGNER);
    bool has_signers = signers != NULL && h->style->form == QG_DOCUMENT_REDHEAD &&
                       !qg_doc_is_signed_in_person(h->doc);
    qg_str date = qg_doc_value(h->doc, QG_KEY_DATE);

    qg_buf_puts(h->out, has_signers ? "<div class=\"below beside\">\n" : "<div class=\"below\">\n");
    put_line(h, QG_PARA_DOC_NUMBER, QG_KEY_DOC_NUMBER);
    if (has_signers)
        put_signers(h, signers);
    qg_buf_puts(h->out, "</div>\n");
    if (h->style->form == QG_DOCUMENT_MINUTES && date.n > 0) {
        qg_buf_puts(h->out, "<div class=\"beside\"><span>");
        qg_html_text(h->out, qg_doc_value(h->doc, QG_KEY_ISSUER));
        qg_buf_puts(h->out, "</span><span>");
        qg_html_date(h, date);
        qg_buf_puts(h->out, "</span></div>\n");
    }
}

void qg_html_head(html *h)
{
    qg_document_form form = h->style->form;
    bool is_preprinted = qg_str_is(qg_doc_value(h->doc, QG_KEY_RED_HEAD), "preprinted");

    qg_buf_printf(h->out, "<header%s>\n<div class=\"above\">",
                  is_preprinted ? " class=\"preprinted\"" : "");
    if (form != QG_DOCUMENT_LETTER)
        put_lines_above(h);
    qg_buf_puts(h->out, "</div>\n");
    put_mark(h);
    if (form == QG_DOCUMENT_LETTER) {
        qg_buf_puts(h->out, "<hr class=\"red double\">\n<hr class=\"red double foot\">\n");
        put_line(h, QG_PARA_DOC_NUMBER, QG_KEY_DOC_NUMBER);
        put_lines_above(h);
    } else if (form == QG_DOCUMENT_ORDER) {
        qg_buf_puts(h->out, "<div class=\"below\">\n");
        put_line(h, QG_PARA_DOC_NUMBER, QG_KEY_DOC_NUMBER);
        put_line(h, QG_PARA_ORDER_NO, QG_KEY_ORDER_NO);
        qg_buf_puts(h->out, "</div>\n");
    } else {
        put_below_mark(h);
        qg_buf_puts(h->out, "<hr class=\"red\">\n");
    }
    qg_buf_puts(h->out, "</header>\n");
}
