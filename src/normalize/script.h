/* script.h - simplified to traditional characters and back.
 *
 * A page from Taiwan is wanted in simplified characters, or the other way round.  Character by
 * character this goes wrong, for 后 is 後 in 以后 and stays in 皇后; so phrases decide first.  The
 * dictionaries and the order in which they are asked are OpenCC's, and the output is the same.
 *
 * docs/script.md tells users which --script is which of OpenCC's configurations, and where this
 * differs: text that is in the target script already is left alone.
 */
#ifndef QG_NORMALIZE_SCRIPT_H
#define QG_NORMALIZE_SCRIPT_H

#include "base/buf.h"
#include "base/sink.h"

/* Append `text` to `out` in another script.
 *
 * out         written behind what it already holds.
 * map         from offsets in what was appended to offsets in `text`; start with {0}.
 * text        valid UTF-8.
 * script      QG_SCRIPT_KEEP appends it as it is.
 * keep_terms  valid UTF-8, one term a line, empty lines and lines from `#` left out: wherever a
 * term stands, it stays.  Of several terms at a place the longest counts; what is beside a term is
 * converted as if the text ended there.  May be empty. sink        is told where only a
 * dictionary's default decided a character.  May be NULL.
 *
 * Linear in time and memory.  Fails with QG_E_MEMORY, or with QG_E_LIMIT by `out`.
 */
qg_status qg_script_convert(qg_buf *out, qg_map *map, qg_str text, qg_script script,
                            qg_str keep_terms, const qg_sink *sink);

#endif
