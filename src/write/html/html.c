/* The page as a whole: its head, what the front matter puts around the body, and the notes. */
#include "write/html/html_int.h"
#include "write/title/title.h"

typedef enum where { BEFORE_BODY, BELOW_TITLE, ABOVE_TEXT, BEHIND_TEXT, BEHIND_BODY } where;

/* What the front matter prints, where the body has not got it already. */
static const struct {
    qg_key key;
    qg_para_kind kind;
    qg_role role; /* in the body; QG_ROLE_BODY: it never stands there */
    const char *before, *behind;
    where where; /* behind the text comes the signature, behind the body come the attachments */
} elements[] = {
    {QG_KEY_COPY_NO, QG_PARA_COPY_NO, QG_ROLE_BODY, "", "", BEFORE_BODY},
    {QG_KEY_SECRECY, QG_PARA_SECRECY, QG_ROLE_BODY, "", "", BEFORE_BODY},
    {QG_KEY_URGENCY, QG_PARA_SECRECY, QG_ROLE_BODY, "", "", BEFORE_BODY},
    {QG_KEY_SIGNER, QG_PARA_SIGNER, QG_ROLE_BODY, "签发人：", "", BEFORE_BODY},
    {QG_KEY_ORDER_NO, QG_PARA_ORDER_NO, QG_ROLE_BODY, "", "", BEFORE_BODY},
    {QG_KEY_TITLE, QG_PARA_TITLE, QG_ROLE_BODY, "", "", BEFORE_BODY},
    {QG_KEY_DOC_NUMBER, QG_PARA_DOC_NUMBER, QG_ROLE_BODY, "", "", BELOW_TITLE},
    {QG_KEY_RECIPIENT, QG_PARA_RECIPIENT, QG_ROLE_RECIPIENT, "", "：", ABOVE_TEXT},
    {QG_KEY_ATTACHMENTS, QG_PARA_ATTACHMENT_NOTE, QG_ROLE_ATTACHMENT_NOTE, "附件：", "",
     BEHIND_TEXT},
    {QG_KEY_PRESENT, QG_PARA_ROLL, QG_ROLE_BODY, "出席：", "", BEHIND_TEXT},
    {QG_KEY_ABSENT, QG_PARA_ROLL, QG_ROLE_BODY, "请假：", "", BEHIND_TEXT},
    {QG_KEY_OBSERVERS, QG_PARA_ROLL, QG_ROLE_BODY, "列席：", "", BEHIND_TEXT},
    {QG_KEY_SIGNATURE, QG_PARA_SIGNATURE, QG_ROLE_SIGNATURE, "", "", BEHIND_BODY},
    {QG_KEY_DATE, QG_PARA_DATE, QG_ROLE_DATE, "", "", BEHIND_BODY},
    {QG_KEY_NOTES, QG_PARA_NOTES, QG_ROLE_NOTES, "（", "）", BEHIND_BODY},
};

static bool is_in_body(const html *h, size_t i)
{
    qg_role role = elements[i].role;

    if (elements[i].where <= BELOW_TITLE && elements[i].kind != QG_PARA_TITLE &&
        qg_html_has_head(h)) /* the red head has all of these */
        return true;

    if (elements[i].key == QG_KEY_TITLE) /* an order has no title (10.2) */
        return qg_doc_has_title(h->doc) || h->style->form == QG_DOCUMENT_ORDER;
    if (elements[i].key == QG_KEY_SIGNER)
        return qg_doc_is_signed_in_person(h->doc);
    if (role == QG_ROLE_SIGNATURE || role == QG_ROLE_DATE)
        return !qg_doc_is_unsigned(h->doc) || h->style->form == QG_DOCUMENT_MINUTES;
    return role != QG_ROLE_BODY && qg_doc_find_role(h->doc, role) != NULL;
}

static void put_lines(qg_buf *out, qg_str text, char mark)
{
    while (text.n > 0) {
        qg_str line = qg_str_head(text, qg_str_find_byte(text, mark));
        qg_html_text(out, line);
        text = qg_str_skip(text, line.n + 1);
        if (text.n > 0)
            qg_buf_puts(out, "<br>");
    }
}

void qg_html_title(html *h, qg_para_kind kind, qg_str text)
{
    const qg_para *p = &h->style->paras[kind];
    int most = qg_page_text_width(&h->style->page) * 2 / (p->size_half_pt * 10 + p->tracking_twips);
    const qg_field *joint = qg_doc_field(h->doc, QG_KEY_JOINT_ISSUERS);
    bool has_bar = qg_str_find_byte(text, '|') < text.n;
    qg_buf lines;

    qg_buf_init(&lines, 0);
    if (!has_bar)
        qg_title_break(&lines, text, most,
                       joint != NULL ? joint : qg_doc_field(h->doc, QG_KEY_ISSUER));
    if (has_bar || qg_title_columns(qg_buf_str(&lines)) > most)
        put_lines(h->out, text, '|');
    else
        put_lines(h->out, qg_buf_str(&lines), '\n');
    qg_buf_drop(h->out, &lines);
}

void qg_html_date(html *h, qg_str date)
{
    qg_buf text;

    qg_buf_init(&text, 0);
    qg_doc_put_date(&text, date);
    qg_html_text(h->out, qg_buf_str(&text));
    qg_buf_drop(h->out, &text);
}

/* The i-th value of an element, as it is printed. */
static void put_value(html *h, qg_key key, const qg_field *field, size_t i)
{
    qg_buf text;

    if (key == QG_KEY_TITLE) {
        qg_html_title(h, QG_PARA_TITLE, field->values[i]);
        return;
    }
    qg_buf_init(&text, 0);
    if (key == QG_KEY_SIGNATURE)
        qg_doc_put_signer(&text, h->doc, i);
    else if (key == QG_KEY_COPY_NO || key == QG_KEY_SECRECY)
        qg_doc_put_line_above(&text, h->doc, key);
    else
        qg_doc_put_date(&text, field->values[i]);
    qg_html_text(h->out, qg_buf_str(&text));
    qg_buf_drop(h->out, &text);
}

static void put_element(html *h, size_t i, const qg_field *field)
{
    const char *element = elements[i].key == QG_KEY_TITLE ? "h1" : "p";
    bool is_numbered = field->n_values > 1 && elements[i].key == QG_KEY_ATTACHMENTS;

    for (size_t k = 0; k < field->n_values; k++) {
        qg_html_open_para(h, element, elements[i].kind);
        qg_buf_puts(h->out, k == 0 ? elements[i].before : "");
        if (is_numbered)
            qg_buf_printf(h->out, "%zu. ", k + 1);
        if (elements[i].key == QG_KEY_DATE)
            qg_html_open_seal(h);
        put_value(h, elements[i].key, field, k);
        if (elements[i].key == QG_KEY_DATE)
            qg_html_close_seal(h);
        if (!qg_str_ends(field->values[k], QG_STR("：")))
            qg_buf_puts(h->out, elements[i].behind);
        qg_buf_printf(h->out, "</%s>\n", element);
    }
}

static void put_elements(html *h, where here)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        const qg_field *field = elements[i].key == QG_KEY_SIGNATURE
                                    ? qg_doc_signers(h->doc)
                                    : qg_doc_field(h->doc, elements[i].key);
        if (elements[i].where == here && field != NULL && !is_in_body(h, i))
            put_element(h, i, field);
    }
}

/* 版记: the lines that the front matter gives and the body does not have itself. */
static void put_imprint(html *h)
{
    const qg_field *cc = qg_doc_field(h->doc, QG_KEY_CC);
    qg_str printer = qg_doc_value(h->doc, QG_KEY_PRINTED_BY),
           date = qg_doc_value(h->doc, QG_KEY_PRINTED_DATE);
    bool has_cc = cc != NULL && qg_doc_find_role(h->doc, QG_ROLE_CC) == NULL;
    bool is_printed = printer.n + date.n > 0 && qg_doc_find_role(h->doc, QG_ROLE_PRINTED) == NULL;

    qg_buf_puts(h->out, has_cc || is_printed ? "<footer>\n" : "");
    for (size_t i = 0; has_cc && i < cc->n_values; i++) {
        qg_buf_puts(h->out, i == 0 ? "<p class=\"imprint\">抄送：" : "，");
        qg_html_text(h->out, cc->values[i]);
        qg_buf_puts(h->out, i + 1 < cc->n_values ? "" : "</p>\n");
    }
    if (is_printed) {
        qg_buf_puts(h->out, "<div class=\"imprint beside\" style=\"margin:0\"><span>");
        qg_html_text(h->out, printer);
        qg_buf_puts(h->out, "</span><span>");
        qg_html_date(h, date);
        qg_buf_puts(h->out, date.n > 0 ? "印发</span></div>\n" : "</span></div>\n");
    }
    qg_buf_puts(h->out, has_cc || is_printed ? "</footer>\n" : "");
}

/* A table of contents without page numbers, since a screen has no pages. */
static void put_contents(html *h)
{
    static const qg_para_kind kinds[] = {QG_PARA_TOC_1, QG_PARA_TOC_2, QG_PARA_TOC_3};
    int depth = qg_doc_toc_depth(h->doc);

    if (depth <= 0)
        return;
    qg_buf_puts(h->out, "<nav>\n");
    qg_html_open_para(h, "p", QG_PARA_TOC_TITLE);
    qg_buf_puts(h->out, "目录</p>\n");
    for (size_t i = 0; i < h->anchors.n; i++) {
        int level = h->anchors.at[i].heading->u.heading.level;
        if (level < 1 || level > depth)
            continue;
        qg_html_open_para(h, "p", kinds[level - 1]);
        qg_html_heading_link(h, &h->anchors.at[i]);
        qg_buf_puts(h->out, "</p>\n");
    }
    qg_buf_puts(h->out, "</nav>\n<div class=\"break\"></div>\n");
}

static void put_notes(html *h)
{
    if (h->doc->notes->first == NULL)
        return;
    qg_buf_puts(h->out, "<section class=\"footnotes\">\n");
    for (const qg_node *note = h->doc->notes->first; note != NULL; note = note->next) {
        int number = note->u.note.number;
        if (number > 0)
            qg_buf_printf(h->out,
                          "<div class=\"footnote\" id=\"note-%d\"><a href=\"#ref-%d-1\">[%d]</a>\n",
                          number, number, number);
        else
            qg_buf_puts(h->out, "<div class=\"footnote\">\n");
        qg_html_blocks(h, note, QG_PARA_FOOTNOTE);
        qg_buf_puts(h->out, "</div>\n");
    }
    qg_buf_puts(h->out, "</section>\n");
}

/* The language of the page is for the browser's choice of glyphs. */
static void put_head(html *h)
{
    qg_str lang = qg_doc_value(h->doc, QG_KEY_LANG);
    qg_buf title;

    qg_buf_init(&title, 0);
    qg_doc_put_title(&title, qg_doc_value(h->doc, QG_KEY_TITLE));

    qg_buf_puts(h->out, "<!DOCTYPE html>\n<html lang=\"");
    qg_html_text(h->out, lang.n > 0 ? lang : QG_STR("zh-CN"));
    qg_buf_puts(h->out, "\">\n<head>\n<meta charset=\"UTF-8\">\n<meta name=\"viewport\" "
                        "content=\"width=device-width\">\n<title>");
    qg_html_text(h->out, qg_buf_str(&title));
    qg_buf_drop(h->out, &title);
    qg_buf_puts(h->out, "</title>\n<style>\n");
    qg_html_css(h->out, h->style);
    qg_buf_puts(h->out, "</style>\n</head>\n");
}

qg_status qg_html_write(qg_buf *out, const qg_doc *doc, const qg_style *style,
                        const qg_html_options *options, const qg_sink *sink)
{
    html h = {.out = out, .doc = doc, .style = style, .options = options, .sink = sink};
    const qg_node *attachments = qg_doc_attachments(doc), *text = doc->root->first;
    const qg_node *signature, *imprint;

    while (text != attachments && text != NULL && text->kind == QG_HEADING &&
           text->u.heading.level == 0)
        text = text->next;
    signature = qg_doc_signature(text, attachments);
    imprint = qg_doc_imprint(signature, attachments);
    if (qg_anchors_find(&h.anchors, &h.arena, doc->root) != QG_OK)
        out->status = QG_E_MEMORY;
    else if (style->numbers_headings)
        qg_anchors_count(&h.anchors, doc->root);
    put_head(&h);
    qg_buf_puts(out, "<body>\n<main><div class=\"normal");
    qg_buf_puts(out, qg_doc_is_sealed(doc) ? " sealed\">\n" : "\">\n");
    if (qg_html_has_head(&h))
        qg_html_head(&h);
    put_elements(&h, BEFORE_BODY);
    qg_html_blocks_between(&h, doc->root->first, text, QG_PARA_BODY);
    put_elements(&h, BELOW_TITLE);
    put_contents(&h);
    put_elements(&h, ABOVE_TEXT);
    qg_html_blocks_between(&h, text, signature, QG_PARA_BODY);
    put_elements(&h, BEHIND_TEXT);
    qg_html_blocks_between(&h, signature, imprint, QG_PARA_BODY);
    put_elements(&h, BEHIND_BODY);
    qg_html_blocks_between(&h, imprint, NULL, QG_PARA_BODY);
    put_imprint(&h);
    put_notes(&h);
    qg_buf_puts(out, "</div></main>\n</body>\n</html>\n");
    qg_arena_clear(&h.arena);
    return qg_buf_status(out);
}
