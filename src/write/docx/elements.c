/* elements.c - what kind of document it is, and which elements of the front matter have a place in
 * it (GB/T 9704-2012, 7 and 10). */
#include "write/docx/official_int.h"

enum { /* sets of forms */
       REDHEAD = 1 << QG_DOCUMENT_REDHEAD,
       REPORT = 1 << QG_DOCUMENT_REPORT,
       LETTER = 1 << QG_DOCUMENT_LETTER,
       ORDER = 1 << QG_DOCUMENT_ORDER,
       MINUTES = 1 << QG_DOCUMENT_MINUTES,
       ALL = REDHEAD | REPORT | LETTER | ORDER | MINUTES
};

/* Where elements are printed that not every document has. */
static const struct {
    qg_key key;
    int forms;
    bool needs_mark; /* it belongs to the mark */
} elements[] = {
    {QG_KEY_MARK, ALL & ~REPORT, true},
    {QG_KEY_DOC_NUMBER, ALL, false},
    {QG_KEY_ORDER_NO, ORDER, true},
    {QG_KEY_SIGNER, REDHEAD, true},
    {QG_KEY_SIGNER_TITLE, ALL & ~MINUTES, false},
    {QG_KEY_RECIPIENT, ALL & ~ORDER, false},
    {QG_KEY_SEAL, ALL & ~MINUTES, false},
    {QG_KEY_SIGNATURE, ALL & ~MINUTES, false},
    {QG_KEY_PRESENT, MINUTES, false},
    {QG_KEY_ABSENT, MINUTES, false},
    {QG_KEY_OBSERVERS, MINUTES, false},
};

const qg_field *qg_docx_issuers(const docx *d)
{
    const qg_field *joint = qg_doc_field(d->doc, QG_KEY_JOINT_ISSUERS);

    return joint != NULL ? joint : qg_doc_field(d->doc, QG_KEY_ISSUER);
}

bool qg_docx_is_signed_in_person(const docx *d)
{
    return d->form == QG_DOCUMENT_ORDER || qg_doc_field(d->doc, QG_KEY_SIGNER_TITLE) != NULL;
}

static bool is_one_of(qg_str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (qg_str_is(word, words[i]))
            return true;
    return false;
}

static bool says_report(const docx *d)
{
    static const char *const words[] = {"report", "报告", "報告"};

    return is_one_of(qg_doc_value(d->doc, QG_KEY_STYLE), words, sizeof words / sizeof *words);
}

static bool says_redhead(const docx *d)
{
    static const char *const words[] = {"redhead", "公文"};

    return is_one_of(qg_doc_value(d->doc, QG_KEY_STYLE), words, sizeof words / sizeof *words);
}

static void tell(const docx *d, qg_kind kind, qg_key key)
{
    const qg_field *field = qg_doc_field(d->doc, key);

    if (field != NULL)
        qg_sink_tell(d->sink,
                     &(qg_finding){.kind = kind, .offset = field->offset, .before = field->name});
}

void qg_docx_tell_unused(const docx *d, qg_key key)
{
    tell(d, QG_FOUND_WRITE_ELEMENT, key);
}

static bool has_element(const docx *d, qg_key key)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].key == key)
            return (elements[i].forms >> d->form & 1) != 0 &&
                   (d->has_mark || !elements[i].needs_mark);
    return true;
}

/* Elements that no document of this kind prints, so that their owner learns of it. */
static void tell_unused(const docx *d)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        qg_key key = elements[i].key;
        bool signs = key == QG_KEY_SIGNER && qg_docx_is_signed_in_person(d);
        if (!has_element(d, key) && !signs)
            qg_docx_tell_unused(d, key);
    }
    if (qg_doc_field(d->doc, QG_KEY_SECRECY) == NULL) /* behind which it is printed */
        qg_docx_tell_unused(d, QG_KEY_SECRECY_PERIOD);
    if (!qg_docx_measure(d, QG_MEASURE_IMPRINT_PRINTER)) {
        qg_docx_tell_unused(d, QG_KEY_PRINTED_BY);
        qg_docx_tell_unused(d, QG_KEY_PRINTED_DATE);
    }
}

/* A draft that does not say what it is has a red head when it has what makes one. */
static qg_document_form form_of(const docx *d, bool has_names)
{
    bool is_numbered = qg_doc_field(d->doc, QG_KEY_DOC_NUMBER) != NULL;

    if (d->style->form != QG_DOCUMENT_REDHEAD)
        return d->style->form;
    if (says_report(d) || !has_names || !(is_numbered || says_redhead(d)))
        return QG_DOCUMENT_REPORT;
    return QG_DOCUMENT_REDHEAD;
}

void qg_docx_choose_form(docx *d)
{
    qg_str head = qg_doc_value(d->doc, QG_KEY_RED_HEAD);
    bool has_names = qg_docx_issuers(d) != NULL || qg_doc_value(d->doc, QG_KEY_MARK).n > 0;

    d->form = form_of(d, has_names);
    d->is_preprinted = qg_str_is(head, "preprinted");
    d->has_mark = has_names && d->form != QG_DOCUMENT_REPORT && !qg_str_is(head, "none");
    if (!has_names && (says_redhead(d) || d->form != QG_DOCUMENT_REPORT))
        tell(d, QG_FOUND_WRITE_NO_ISSUER, QG_KEY_STYLE);
    tell_unused(d);
}
