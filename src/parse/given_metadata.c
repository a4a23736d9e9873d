/* given_metadata.c - what the caller says of the document, which wins over its front matter. */
#include "parse/front_matter_int.h"

/* Collect the values that `entries` give to the key of the i-th; 0 when an earlier one was it. */
static size_t values_of(qg_str *values, const qg_entry *entries, size_t n_entries, size_t i)
{
    qg_key key = qg_key_of(entries[i].key);
    size_t n = 0;

    for (size_t k = 0; k < n_entries; k++) {
        if (qg_key_of(entries[k].key) != key)
            continue;
        if (k < i)
            return 0;
        values[n++] = entries[k].value;
    }
    return n;
}

static void set_metadata(qg_doc *doc, const qg_entry *entry, qg_str *values, size_t n,
                         const qg_sink *sink)
{
    qg_key key = qg_key_of(entry->key);
    qg_str none = {"", 0};

    values = qg_typed_values(doc, key, values, &n);
    if (n == 0) { /* what the draft says does not hold */
        values = &none;
        n = 1;
    }
    if (!qg_value_normalize(doc, key, &values[0]))
        qg_sink_tell(sink, &(qg_finding){.kind = qg_value_complaint(key),
                                         .before = values[0],
                                         .after = entry->key});
    qg_doc_add_field(doc, entry->key, values, n, 0, true);
}

qg_status qg_metadata_apply(qg_doc *doc, const qg_entry *entries, size_t n_entries,
                            const qg_sink *sink)
{
    qg_str *values = n_entries == 0 ? NULL : qg_arena_get(&doc->arena, n_entries * sizeof *values);

    if (values == NULL)
        return qg_doc_status(doc);
    for (size_t i = 0; i < n_entries; i++) {
        if (qg_key_of(entries[i].key) == QG_KEY_UNKNOWN) {
            qg_sink_tell(sink, &(qg_finding){.kind = QG_FOUND_PARSE_UNKNOWN_METADATA,
                                             .before = entries[i].key,
                                             .after = qg_key_near(entries[i].key)});
            return QG_E_ARG;
        }
    }
    for (size_t i = 0; i < n_entries; i++) {
        size_t n = values_of(values, entries, n_entries, i);
        if (n > 0)
            set_metadata(doc, &entries[i], values, n, sink);
    }
    return qg_doc_status(doc);
}
