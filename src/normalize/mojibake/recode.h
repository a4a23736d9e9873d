/* recode.h - put a line back into bytes and read it again, where that can be done in one
 * way.
 *
 * Once it is known how a document was read wrongly, most of its lines need no search: they are
 * written in the wrong encoding and read in the right one, and what comes of it is so much more
 * like text that no model of neighbours has to be asked.  Lines that are short, lost something or
 * do not read well are left to the search.
 */
#ifndef QG_NORMALIZE_MOJIBAKE_RECODE_H
#define QG_NORMALIZE_MOJIBAKE_RECODE_H

#include "base/buf.h"
#include "normalize/mojibake/codes.h"

typedef struct qg_recoder {
    const qg_codes *codes;
    const qg_misreading *layers; /* the last made first */
    unsigned n_layers;
    uint16_t *spelled; /* for each layer and character, what was asked before */
    qg_buf bytes, text, between;
} qg_recoder; /* start with {0} */

/* Make ready to undo the layers, which must live as long.  Fails with QG_E_MEMORY. */
qg_status qg_recoder_init(qg_recoder *recoder, const qg_codes *codes, const qg_misreading *layers,
                          unsigned n_layers);
void qg_recoder_clear(qg_recoder *recoder);

/* What `line`, valid UTF-8, was: good until the next call.  Empty when that is not clear. */
qg_str qg_recode(qg_recoder *recoder, qg_str line);

#endif
