/* path.h - paths of Windows in running text.
 *
 * D:\工作 资料\2024(上),汇总.xlsx has blanks and marks that are part of names.  Whoever mends
 * blanks and marks of prose has to know how far such a path goes.
 */
#ifndef QG_UNICODE_PATH_H
#define QG_UNICODE_PATH_H

#include "base/str.h"

/* The end of the path that starts at byte `at` of `text`, with a drive (D:\ or D:/) or a server
 * (\\name\); `at` when none starts there.
 *
 * The path goes to the first ending of a file's name (a dot and up to five letters and figures),
 * else behind the last separator before a comma.  What no name may hold, a Chinese pause, the end
 * of the line and 520 bytes end it in any case.  `text` is valid UTF-8.
 *
 * Source: Microsoft, "Naming Files, Paths, and Namespaces".
 */
size_t qg_path_end(qg_str text, size_t at);

#endif
