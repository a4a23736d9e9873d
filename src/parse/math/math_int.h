/* math_int.h - what the files that read formulas owe each other.
 *
 *     math.c              TeX -> tree
 *     math/command.c      what each command makes
 *     math/chemistry.c    \ce{H2O}
 *     math/environment.c  \begin ... \end: matrices, cases, aligned lines
 *     math/token.c        letters, signs and words; alphabets
 *     math/bars.c         which bars belong together
 *     math/brackets.c     which brackets are the base of a script
 *     math/bind.c         which part of a row a sum, an integral or a function is about
 *     math/find.c         where formulas stand in Markdown
 */
#ifndef QG_PARSE_MATH_INT_H
#define QG_PARSE_MATH_INT_H

#include "base/arena.h"
#include "base/utf8.h"
#include "document/math.h"
#include "parse/math.h"

/* What a command of TeX does. */
typedef enum qg_math_what {
    /* Signs and names that take no argument come first. */
    QG_TEX_ORDINARY,
    QG_TEX_BINARY,
    QG_TEX_RELATION,
    QG_TEX_OPEN,
    QG_TEX_CLOSE,
    QG_TEX_FENCE_ORDINARY, /* | and ‖, which do not say on which side they stand */
    QG_TEX_BIG,
    QG_TEX_INTEGRAL,
    QG_TEX_NAME,
    QG_TEX_LIMIT_NAME,
    QG_TEX_SPACE,
    QG_TEX_LETTER, /* italic, as Greek small letters are */
    QG_TEX_NOTHING,
    QG_TEX_ACCENT,
    QG_TEX_ALPHABET,
    QG_TEX_SWITCH, /* an alphabet for what follows in the group */
    QG_TEX_WORDS,
    QG_TEX_CIRCLED,
    QG_TEX_FRACTION, /* its text: "/" for a line, or the brackets around both parts */
    QG_TEX_INFIX,    /* a fraction of what stands before and behind it; its text as of FRACTION */
    QG_TEX_ROOT,
    QG_TEX_OPERATOR,
    QG_TEX_LEFT,
    QG_TEX_STOP, /* ends a row */
    QG_TEX_BEGIN,
    QG_TEX_STACK,
    QG_TEX_BAR,
    QG_TEX_BRACE_ABOVE,
    QG_TEX_BRACE_BELOW,
    QG_TEX_BOX,
    QG_TEX_SUBSTACK,
    QG_TEX_ARROW,
    QG_TEX_SIZE,
    QG_TEX_NOT,
    QG_TEX_TAG,
    QG_TEX_UNSEEN, /* has an argument that is not shown; its text: the space in its place */
    QG_TEX_STOP_LIMITS,
    QG_TEX_MODULO,
    QG_TEX_GROUP,
    QG_TEX_CHEMISTRY,
    QG_TEX_COLOR,    /* of what follows in the group */
    QG_TEX_COLOR_ONE /* of an argument */
} qg_math_what;

typedef struct qg_math_symbol {
    const char *name; /* without the backslash */
    qg_math_what what;
    const char *text;
} qg_math_symbol;

typedef struct qg_math_parser {
    qg_arena *arena;
    qg_str rest;
    bool has_failed;      /* then `rest` is empty ... */
    qg_str error;         /* ... and this could not be read; may be empty */
    qg_str tag;           /* of \tag, empty without */
    const char *alphabet; /* "bold", "double" ...; NULL: the usual one */
    unsigned color;       /* of tokens */
    int depth;
} qg_math_parser;

/* ---- math.c ---- */

/* A new node; NULL when memory runs out, which the arena remembers. */
qg_math *qg_math_new(qg_math_parser *p, qg_math_kind kind);
void qg_math_append(qg_math *parent, qg_math *child);

/* A node of `kind` with these children; a NULL stands for an empty ROW. */
qg_math *qg_math_with(qg_math_parser *p, qg_math_kind kind, qg_math *a, qg_math *b, qg_math *c);

/* Give up: this cannot be read. */
qg_math *qg_math_fail(qg_math_parser *p, qg_str what);
/* The same: the character that `from` starts with is what cannot be read. */
qg_math *qg_math_fail_at(qg_math_parser *p, qg_str from);

/* The command at the start of the rest, which is not taken: its name without the backslash, and its
 * entry in the table, NULL for one that is not known or when no command stands there. */
const qg_math_symbol *qg_math_command(const qg_math_parser *p, qg_str *name);

void qg_math_skip_blanks(qg_math_parser *p);

/* Take `c` when it is what follows. */
bool qg_math_take(qg_math_parser *p, char c);

/* Everything up to what ends a row, or up to `stop` (0: none), which is left. */
qg_math *qg_math_row(qg_math_parser *p, char stop);

/* An argument: a group in braces, a command or one character. */
qg_math *qg_math_argument(qg_math_parser *p);

/* The text between braces as it was written, or the one character that stands in their place. */
qg_str qg_math_raw(qg_math_parser *p);

/* `inside`, a piece of the source that was taken before, as a row. */
qg_math *qg_math_row_of(qg_math_parser *p, qg_str inside);

/* ---- math/command.c ---- */

/* Take the command that the rest starts with, and what it asks for. */
qg_math *qg_math_take_command(qg_math_parser *p);

/* `above` over `below`; `around`: "/" for a line between them, " " for none, or a pair of brackets
 * around both. */
qg_math *qg_math_fraction(qg_math_parser *p, qg_math *above, qg_math *below, const char *around);

/* ---- math/chemistry.c ---- */

/* What stands between the braces of \ce. */
qg_math *qg_math_chemistry(qg_math_parser *p, qg_str raw);

/* ---- math/environment.c ---- */

/* Behind \begin. */
qg_math *qg_math_environment(qg_math_parser *p);

/* Lines of cells up to what is neither & nor \\; they become children of `into`. */
void qg_math_lines(qg_math_parser *p, qg_math *into);

/* ---- math/token.c ---- */

/* Text that stands as it is. */
qg_math *qg_math_token(qg_math_parser *p, qg_math_class is_for, qg_math_font font, qg_str text);

/* Take one character, or all of a number or of a Chinese word. */
qg_math *qg_math_take_token(qg_math_parser *p, bool is_whole);

/* The alphabets as the table names them: what a letter of one looks like. */
qg_math *qg_math_letter(qg_math_parser *p, qg_math_font font, qg_str letter);

/* The text of \text{}, with its escapes undone. */
qg_math *qg_math_words(qg_math_parser *p, qg_str raw);

/* ---- math/bars.c ---- */

/* Put what stands between bars in a row into fences. */
void qg_math_pair_bars(qg_math_parser *p, qg_math *row);

/* ---- math/brackets.c ---- */

/* Put what stands between brackets in a row into fences, where a script follows. */
void qg_math_pair_brackets(qg_math_parser *p, qg_math *row);

/* ---- math/bind.c ---- */

/* Give signs such as sums and functions in a row what follows them as their operand. */
void qg_math_bind(qg_math_parser *p, qg_math *row);

#endif
