/* fields.c - the fields of a document and the names of their keys in both languages. */
#include "document/document.h"

static const struct {
    const char *english, *chinese;
    qg_key_form form;
} keys[] = {
#define X(NAME, english, chinese, form) {english, chinese, QG_FORM_##form},
#include "document/keys.def"
#undef X
};

static const struct {
    qg_key key;
    const char *name;
} traditional[] = {
#define X(NAME, name) {QG_KEY_##NAME, name},
#include "document/keys_traditional.def"
#undef X
};

/* What people call a key in other words. */
static const struct {
    qg_key key;
    const char *name;
} others[] = {
    {QG_KEY_RECIPIENT, "主送"},   {QG_KEY_RECIPIENT, "主送单位"}, {QG_KEY_SIGNATURE, "落款"},
    {QG_KEY_DOC_NUMBER, "文号"},  {QG_KEY_ISSUER, "发文单位"},    {QG_KEY_DATE, "发文日期"},
    {QG_KEY_PRESENT, "出席人员"}, {QG_KEY_ABSENT, "请假人员"},    {QG_KEY_OBSERVERS, "列席人员"}};

/* Whether `name` is `key`, which may be spread out as in a printed form: 标　　题. */
static bool is_spread(qg_str name, qg_str key)
{
    const qg_str wide = QG_STR("　");

    while (name.n > 0 && key.n > 0) {
        size_t n_blank = name.p[0] == ' ' ? 1 : qg_str_starts(name, wide) ? wide.n : 0;
        if (n_blank > 0) {
            name = qg_str_skip(name, n_blank);
            continue;
        }
        if (name.p[0] != key.p[0])
            return false;
        name = qg_str_skip(name, 1);
        key = qg_str_skip(key, 1);
    }
    return name.n == 0 && key.n == 0;
}

qg_key qg_key_of(qg_str name)
{
    for (size_t i = 0; i < QG_KEYS; i++)
        if (qg_str_eq_nocase(name, qg_str_of(keys[i].english)) ||
            is_spread(name, qg_str_of(keys[i].chinese)))
            return (qg_key)i;
    for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++)
        if (is_spread(name, qg_str_of(traditional[i].name)))
            return traditional[i].key;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (is_spread(name, qg_str_of(others[i].name)))
            return others[i].key;
    return QG_KEY_UNKNOWN;
}

const char *qg_key_english(qg_key key)
{
    return key < QG_KEYS ? keys[key].english : "";
}

const char *qg_key_chinese(qg_key key)
{
    return key < QG_KEYS ? keys[key].chinese : "";
}

qg_key_form qg_key_form_of(qg_key key)
{
    return key < QG_KEYS ? keys[key].form : QG_FORM_TEXT;
}

/* Where an entry of `key` hangs, or the end of the chain. */
static qg_field **place_of(qg_doc *doc, qg_key key)
{
    qg_field **at = &doc->fields;

    while (*at != NULL && ((*at)->key != key || key == QG_KEY_UNKNOWN))
        at = &(*at)->next;
    return at;
}

static const qg_str *copy_values(qg_doc *doc, const qg_str *values, size_t n)
{
    qg_str *copies = qg_arena_get(&doc->arena, n * sizeof *copies);

    for (size_t i = 0; copies != NULL && i < n; i++)
        copies[i] = qg_arena_copy(&doc->arena, values[i]);
    return copies;
}

qg_field *qg_doc_add_field(qg_doc *doc, qg_str name, const qg_str *values, size_t n_values,
                           size_t offset, bool override)
{
    qg_field *field = qg_arena_get(&doc->arena, sizeof *field);
    qg_field **at;

    if (field == NULL)
        return NULL;
    field->key = qg_key_of(name);
    field->name = qg_arena_copy(&doc->arena, name);
    field->values = copy_values(doc, values, n_values);
    field->n_values = field->values == NULL ? 0 : n_values;
    field->offset = offset;
    at = place_of(doc, field->key);
    if (*at != NULL && override)
        field->next = (*at)->next;
    else
        while (*at != NULL)
            at = &(*at)->next;
    *at = field;
    return field;
}

const qg_field *qg_doc_field(const qg_doc *doc, qg_key key)
{
    const qg_field *field = doc->fields;

    while (field != NULL && field->key != key)
        field = field->next;
    return field;
}

qg_str qg_doc_value(const qg_doc *doc, qg_key key)
{
    const qg_field *field = qg_doc_field(doc, key);

    return field == NULL || field->n_values == 0 ? (qg_str){"", 0} : field->values[0];
}
