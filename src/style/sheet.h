/* sheet.h - the values of a style sheet and of those that it extends, merged but not yet converted
 * to measures.  For the files of this folder. */
#ifndef QG_STYLE_SHEET_H
#define QG_STYLE_SHEET_H

#include "style/measure.h"
#include "style/style.h"

typedef enum qg_setting {
#define X(NAME, path, form) QG_SET_##NAME,
#include "style/settings.def"
#undef X
    QG_SET_MEASURES, /* the first of them */
    QG_SETTINGS = QG_SET_MEASURES + QG_MEASURES
} qg_setting;

typedef enum qg_property {
#define X(NAME, name, form) QG_P_##NAME,
#include "style/properties.def"
#undef X
    QG_PROPERTIES
} qg_property;

/* Key and form of a value. */
typedef struct qg_sheet_key {
    const char *name; /* of a setting its whole path, "page.margin.top" */
    qg_value_form form;
} qg_sheet_key;

extern const qg_sheet_key qg_sheet_settings[];   /* by qg_setting */
extern const qg_sheet_key qg_sheet_properties[]; /* by qg_property */
extern const char *const qg_sheet_paragraphs[];  /* by qg_para_kind */

typedef struct qg_sheet {
    qg_arena *arena;
    qg_str yaml;      /* of the one being read, for the places of findings */
    size_t line;      /* of the last error; 0: none */
    qg_str from_line; /* the text from that line on */
    const qg_sink *sink;
    qg_value settings[QG_SETTINGS];
    qg_value paras[QG_PARA_KINDS][QG_PROPERTIES];
    qg_font *fonts;
    qg_font_choice *choices; /* the last one said is the first */
    qg_str name;
    int depth;
    bool has_error;
} qg_sheet;

/* Read the sheet `yaml`, after those that it extends, into `s`; its values override those that are
 * there.  Values borrow from the text.  Errors are told and set has_error. */
void qg_sheet_read(qg_sheet *s, qg_str yaml);

/* Tell an error at a place of the sheet being read. */
void qg_sheet_complain(qg_sheet *s, qg_kind kind, size_t line, size_t column, qg_str before,
                       const char *after);

#endif
