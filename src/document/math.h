/* math.h - a formula as a tree, between the TeX that authors type and the equations of Word.
 *
 * The tree holds structure only, as Office Math and MathML do; spacing and the size of signs are up
 * to the program that displays it.
 */
#ifndef QG_DOCUMENT_MATH_H
#define QG_DOCUMENT_MATH_H

#include "base/str.h"

/* The comment of each kind names its children in order.  A missing part is an empty ROW. */
typedef enum qg_math_kind {
    QG_MATH_ROW,      /* any number, side by side */
    QG_MATH_TOKEN,    /* none: `text` stands as it is */
    QG_MATH_FRACTION, /* numerator, denominator */
    QG_MATH_ROOT,     /* radicand, degree */
    QG_MATH_SCRIPT,   /* base, subscript, superscript */
    QG_MATH_LIMIT,    /* base, what stands below, above */
    QG_MATH_NARY,     /* operand, lower limit, upper limit; `text` is the sign */
    QG_MATH_FUNCTION, /* name, argument */
    QG_MATH_FENCE,    /* one or more, with `separator` between, `text` before and `close` behind */
    QG_MATH_MATRIX,   /* LINEs */
    QG_MATH_LINES,    /* LINEs that are aligned where one cell ends and the next begins */
    QG_MATH_LINE,     /* cells */
    QG_MATH_ACCENT,   /* base; `text` is the mark */
    QG_MATH_BAR,      /* base, with a line above or below */
    QG_MATH_BRACE,    /* base; `text` is a sign as wide as it, above or below */
    QG_MATH_BOX       /* base, with a frame around */
} qg_math_kind;

/* How the letters of a token look. */
typedef enum qg_math_font {
    QG_MATH_ITALIC, /* letters only, as variables are; digits and signs are upright */
    QG_MATH_UPRIGHT,
    QG_MATH_BOLD,
    QG_MATH_BOLD_ITALIC,
    QG_MATH_TEXT /* words: blanks count, and the font is the paragraph's */
} qg_math_font;

/* The role of a token in the formula, which decides how operands attach to it. */
typedef enum qg_math_class {
    QG_MATH_ORDINARY,
    QG_MATH_NUMBER,
    QG_MATH_NAME,   /* of a function */
    QG_MATH_BIG,    /* a sign that takes an operand, such as a sum */
    QG_MATH_BINARY, /* + */
    QG_MATH_RELATION,
    QG_MATH_OPEN,
    QG_MATH_CLOSE,
    QG_MATH_COMMA,
    QG_MATH_SPACE
} qg_math_class;

typedef struct qg_math qg_math;
struct qg_math {
    qg_math_kind kind;
    qg_math_font font;    /* TOKEN */
    qg_math_class is_for; /* TOKEN */
    unsigned color;       /* TOKEN: 0xRRGGBB; 0: that of the text */
    bool is_above;        /* BAR, BRACE */
    bool has_bar;         /* FRACTION: binomial coefficients have none */
    bool has_limits;      /* NARY, and a TOKEN of class BIG or NAME: limits stand below and above */
    qg_str text, close, separator;
    qg_str aligns; /* MATRIX: a letter l, c or r for each column, the last one for all further */
    qg_math *first, *last, *next;
};

/* The child in place `i`, from 0; NULL when there are not so many. */
const qg_math *qg_math_child(const qg_math *math, size_t i);

/* Whether nothing stands in it. */
static inline bool qg_math_is_empty(const qg_math *math)
{
    return math == NULL || (math->kind == QG_MATH_ROW && math->first == NULL);
}

/* Whether the formula is higher than a line of text. */
bool qg_math_is_tall(const qg_math *math);

/* Whether the formula is only a number, with or without a percent sign, or circled digits.  Text
 * recognised from a PDF has these as formulas, and they are better written as text. */
bool qg_math_is_number(const qg_math *row);

#endif
