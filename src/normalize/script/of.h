/* of.h - telling simplified from traditional text.  qg_script_of is in qinggao.h. */
#ifndef QG_NORMALIZE_SCRIPT_OF_H
#define QG_NORMALIZE_SCRIPT_OF_H

#include "base/str.h"

/* Characters that belong to one script only: 国 and 國 do, 中 and 后 do not. */
typedef struct qg_script_counts {
    size_t simplified, traditional;
} qg_script_counts;

/* Add what is in `text`, which is valid UTF-8. */
void qg_script_count(qg_script_counts *counts, qg_str text);

#endif
