/* labels_int.h - the labels of page data, for the files that read it.
 *
 * 索引号: … 发文机关: …: what each label is for stands in text/page_data.def.
 */
#ifndef QG_PARSE_TEXT_LABELS_INT_H
#define QG_PARSE_TEXT_LABELS_INT_H

#include "base/utf8.h"
#include "parse/parse_int.h"

typedef enum qg_data_use {
    QG_DATA_ANCHOR,
    QG_DATA_POST,
    QG_DATA_LOOSE,
    QG_DATA_VALUE,
    QG_DATA_OWN,
    QG_DATA_DROP,
    QG_DATA_LETTER
} qg_data_use;

typedef struct qg_page_label {
    qg_data_use use;
    qg_key key;
    const char *text;
} qg_page_label;

/* A label at some place of a line. */
typedef struct qg_label_hit {
    int label; /* -1: none */
    size_t n;  /* bytes, with the colon */
    bool has_colon;
    bool is_spread; /* 索   引   号 */
} qg_label_hit;

/* Which characters start a label, or what stands in front of one; others may seem to. */
typedef struct qg_label_starts {
    bool may[256];
} qg_label_starts;

const qg_page_label *qg_page_label_of(int label);

/* The longest label at the start of `text` that a colon, a blank or the end follows. */
qg_label_hit qg_label_at(qg_str text);

/* The next label in `text`, what stands behind a label, that follows a blank or comma, or a figure
 * where its own characters are spread, or at once: then the label before has no value.  With colons
 * also one that is glued to the value before it.  text.n when there is none. */
size_t qg_next_label(qg_str text, bool has_colon);

/* The next short name before a colon that follows a blank, which may be a label that only this site
 * has.  text.n when there is none. */
size_t qg_next_name(qg_str text);

qg_label_starts qg_starts_of_labels(void);
bool qg_may_start_label(const qg_label_starts *starts, qg_rune first);

#endif
