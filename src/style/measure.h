/* measure.h - the values of a style sheet, as people write them: 37mm, 三号, 2字, 1.5倍, at least
 * 1行. */
#ifndef QG_STYLE_MEASURE_H
#define QG_STYLE_MEASURE_H

#include "base/str.h"

typedef enum qg_unit {
    QG_UNIT_NONE, /* a plain number; also: the value is not set */
    QG_UNIT_TWIP, /* mm, cm, in, pt, and sizes such as 三号, all in twips */
    QG_UNIT_CHAR, /* 字: width of one Chinese character of the paragraph */
    QG_UNIT_LINE, /* 行: line pitch of the page */
    QG_UNIT_EM,   /* em: the paragraph's font size */
    QG_UNIT_GRID  /* grid: what fits the characters of the page into a line */
} qg_unit;

/* The forms of values. */
typedef enum qg_value_form {
    QG_VALUE_TEXT,
    QG_VALUE_SIZE,      /* 三号, 小四, 16pt */
    QG_VALUE_LENGTH,    /* 37mm, 2字, 1行, 28.95pt, 0, grid */
    QG_VALUE_LINE,      /* a length: exact; "at least" and a length; single, 1.5, 1.5倍 */
    QG_VALUE_PERCENT,   /* 90% */
    QG_VALUE_BOOL,      /* yes, no */
    QG_VALUE_COUNT,     /* 0, 1, 2 ... 999 */
    QG_VALUE_COLOR,     /* FF0000, #FF0000, red, black */
    QG_VALUE_ALIGN,     /* left, center, right, justify */
    QG_VALUE_SIZE_PAIR, /* 210mm x 297mm */
    QG_VALUE_NUMBERING, /* typed, auto */
    QG_VALUE_KIND       /* redhead, report, letter, order, minutes: a qg_document_form */
} qg_value_form;

/* Where a value stands: the text of its sheet, its line, and that of the key above its own. */
typedef struct qg_place {
    qg_str sheet;
    size_t line, group_line; /* from 1 */
} qg_place;

/* A value read from a sheet. */
typedef struct qg_value {
    bool is_set;
    bool is_at_least; /* of a LINE */
    qg_unit unit;
    double number, second; /* `second` is the height of a SIZE_PAIR */
    qg_str text;           /* as it was written; borrowed */
    qg_place place;        /* filled in by whoever reads the sheet */
} qg_value;

/* Read `text` as `form`.  False when it is none; qg_value_form_wants then says what is. */
bool qg_value_read(qg_value *value, qg_value_form form, qg_str text);

/* English, for messages: "a length such as 37mm, 2字, 1行 or 16pt". */
const char *qg_value_form_wants(qg_value_form form);

#endif
