/* describe.h - descriptions of characters, such as ⿰氵漢, whose parts are not converted. */
#ifndef QG_NORMALIZE_SCRIPT_DESCRIBE_H
#define QG_NORMALIZE_SCRIPT_DESCRIBE_H

#include "base/str.h"

/* Bytes of the description at the start of `text`, which is valid UTF-8 and starts with one of
 * U+2FF0 to U+2FFF; 0 when there is none that is complete.  OpenCC's limits: 64 characters, and 15
 * descriptions within each other. */
size_t qg_description_length(qg_str text);

#endif
