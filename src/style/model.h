/* model.h - a Word document as a model for others: its paper, and the formatting of its styles. */
#ifndef QG_STYLE_MODEL_H
#define QG_STYLE_MODEL_H

#include "base/arena.h"
#include "base/sink.h"

/* The fonts of a theme, which a style may refer to instead of naming a font. */
typedef enum qg_theme_font {
    QG_THEME_MAJOR_LATIN,
    QG_THEME_MAJOR_CHINESE,
    QG_THEME_MINOR_LATIN,
    QG_THEME_MINOR_CHINESE,
    QG_THEME_FONTS
} qg_theme_font;

/* A number, or nothing. */
typedef struct qg_maybe {
    bool is_set;
    int value;
} qg_maybe;

/* The formatting that a style sets itself, without what it inherits; in twips unless noted. */
typedef struct qg_looks {
    qg_str font, latin; /* empty: not said */
    qg_maybe size_half_pt, bold, italic, color, tracking;
    qg_str align, line_rule; /* as Word writes them */
    qg_maybe line;           /* of "auto", 240ths of the natural height */
    qg_maybe before, after;
    qg_maybe before_lines, after_lines; /* hundredths of a line; override the two above */
    qg_maybe first_line, hanging;
    qg_maybe first_line_chars, hanging_chars; /* hundredths of a character; likewise */
    qg_maybe snap;
} qg_looks;

typedef struct qg_model_style qg_model_style;
struct qg_model_style {
    qg_str id, name, based_on;
    qg_looks looks;
    qg_model_style *next;
};

typedef struct qg_model {
    qg_arena arena;
    qg_str theme[QG_THEME_FONTS];
    qg_looks defaults;
    qg_model_style *styles;
    qg_maybe width, height, top, bottom, left, right, header, footer, line_pitch;
    bool has_grid, is_landscape;
} qg_model;

/* Read a model.
 *
 * model  uninitialised; after any return qg_model_clear frees it.
 * sink   is told why it cannot be used.  May be NULL.
 *
 * Fails with QG_E_INPUT (it is no Word document, or a damaged one), QG_E_LIMIT or QG_E_MEMORY.
 */
qg_status qg_model_read(qg_model *model, qg_str docx, const qg_sink *sink);

void qg_model_clear(qg_model *model);

#endif
