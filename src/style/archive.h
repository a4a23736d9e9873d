/* archive.h - reading the files of a ZIP archive that may be hostile. */
#ifndef QG_STYLE_ARCHIVE_H
#define QG_STYLE_ARCHIVE_H

#include "base/str.h"

/* Takes the bytes of a file as they come.  Returns false when it wants no more. */
typedef bool qg_take_bytes(void *user, const char *bytes, size_t n);

/* Read the file `name` of the archive `zip` piece by piece.
 *
 * max_bytes  QG_E_LIMIT when it unpacks to more: a small archive can hold gigabytes of nothing.
 *
 * Fails with QG_E_INPUT when `zip` is no archive, QG_E_READ when it has no such file or the file is
 * damaged or packed in a way that Word does not use, QG_E_LIMIT and QG_E_MEMORY.  What `take`
 * refuses is no failure.
 */
qg_status qg_archive_read(qg_str zip, const char *name, size_t max_bytes, qg_take_bytes *take,
                          void *user);

#endif
