/* seam.h - where a file of bytes goes on in units of two, or the other way round.
 *
 * A program of Windows appends UTF-16 to a log in UTF-8, or one in GBK to what an editor saved as
 * UTF-16.  Read in one encoding, all behind the seam is rare characters, often without one bad
 * byte.  Changes between encodings of bytes are found elsewhere: normalize/mixture.h.
 */
#ifndef QG_NORMALIZE_SEAM_H
#define QG_NORMALIZE_SEAM_H

#include "base/str.h"

/* Offset of the seam in `input`, a file without its mark; input.n when there is none.  Looks at a
 * few hundred bytes at the start and at the end, and halves what is between when those differ. */
size_t qg_seam_find(qg_str input);

#endif
