/* torn.h - what stood where a mark was replaced between two characters.
 *
 * Some pages were cleaned by programs that turned full-width marks into ASCII in the bytes of GBK
 * and did not look where characters begin: 績。抗戰 is BF83 A1A3 BFB9 91F0, and A3BF is also a
 * full-width question mark.  With it replaced the bytes are BF83 A1 3F B991 F0, and a decoder that
 * drops what it cannot read shows 績?箲.  The byte before the mark is lost, the pairs behind it run
 * one byte late, and where they fall into step again one more byte is lost, or shows as an ASCII
 * letter.
 *
 * So the first character ends in A3, the second starts with a byte that the mark tells, those
 * behind it are known, the last but for its second byte.  Which it was is what reads best, if any
 * of it reads better than what stands there.  Quotes help: a paragraph rarely has half a pair, and
 * 。” is often what was torn.
 */
#ifndef QG_NORMALIZE_TORN_H
#define QG_NORMALIZE_TORN_H

#include "base/utf8.h"
#include "normalize/candidate.h"

enum {
    QG_TORN_MOST = 64, /* characters in a run that is out of step */
    QG_TORN_NESTED = 4 /* quotations and brackets inside of each other */
};

/* What will close the quotations and brackets that are open, the innermost last. */
typedef struct qg_torn_quotes {
    qg_rune closing[QG_TORN_NESTED];
    size_t n;
} qg_torn_quotes;

/* For each mark, less ' ', the bits by which it is likelier to be as it was written than to be
 * torn; 0 while that is not known. */
typedef struct qg_torn_marks {
    uint8_t bits_written[0x20];
    bool is_question_lost;       /* '?' is what a reader made of codes that it had nothing for */
    struct qg_torn_known *known; /* what the text says more than once; NULL before that is asked */
} qg_torn_marks;

/* Forget what the text says more than once: it is another now. */
void qg_torn_marks_forget(qg_torn_marks *marks);

/* A text that is looked at from its start to its end. */
typedef struct qg_torn_text {
    qg_str text; /* valid UTF-8 */
    /* How many pairs of characters may still be weighed; at 0 nothing is found.  A place takes a
     * few thousand, a mark where nothing is wrong a dozen. */
    size_t budget;
    size_t next_quote;     /* a quote or line feed that is not yet passed; starts with 0 */
    qg_torn_quotes quotes; /* that are open before it */
    bool is_left_open;     /* the last paragraph with one ended inside of it, as long speeches do */
    qg_torn_marks marks;
    const char (*codes)[QG_COST_COLUMNS + 1]; /* bits of all codes; starts with NULL */
    struct qg_torn_sets *sets;                /* what is tried; starts with NULL */
    qg_status status;
} qg_torn_text;

void qg_torn_text_clear(qg_torn_text *text);

/* How a place is read. */
typedef struct qg_torn {
    size_t start, end; /* bytes of the text that the torn characters show as */
    char after[(QG_TORN_MOST + 4) * QG_UTF8_MAX];
    size_t n_after;
    float confidence;
} qg_torn;

/* Look at the ASCII mark at `offset` of the text, which lies behind those looked at before.
 *
 * False when it stands there as it was written, most likely. */
bool qg_torn_at(qg_torn *torn, qg_torn_text *text, size_t offset);

/* Go on behind a place as it was restored. */
void qg_torn_pass(qg_torn_text *text, const qg_torn *torn);

#endif
