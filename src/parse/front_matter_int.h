/* front_matter_int.h - what the draft or the caller says about the document: keys and values.
 *
 * One way leads from whatever was typed to the form that the document keeps, whether it stands in
 * YAML, in a page's data, on a line 文号：… or on the command line.
 */
#ifndef QG_PARSE_FRONT_MATTER_INT_H
#define QG_PARSE_FRONT_MATTER_INT_H

#include "parse/parse_int.h"

/* ---- front_matter.c ------------------------------------------------------------------------- */

/* Read the YAML between `---` lines at `*body` of `text` into `doc`.
 *
 * body    becomes the offset of the first byte behind the front matter; stays when there is none.
 * broken  becomes the block when it is meant as front matter but is not valid YAML; else empty. Its
 *         text must then go into the document.
 * sink    is told what cannot be used as it stands.
 *
 * A `---` that is a thematic break, with prose behind it, is left alone.  Fails by memory only.
 */
qg_status qg_front_matter_read(qg_doc *doc, size_t *body, qg_str *broken, qg_str text,
                               const qg_sink *sink);

/* Where the body starts: behind the `---` lines at the start of `text` or below blank lines
 * there, else 0. */
size_t qg_front_matter_end(qg_str text);

/* ---- front_matter_block.c ------------------------------------------------------------------- */

/* Find the text between the `---` lines at the start of `text` or below blank lines there;
 * `body` becomes the offset of what stands behind them.  Returns false when there is no such block.
 */
bool qg_front_matter_find(qg_str text, qg_str *yaml, size_t *body);

/* Its first line that is neither empty nor a comment. */
qg_str qg_front_matter_first(qg_str yaml);

/* Whether it starts as front matter does, so that what is wrong in it is a slip and not prose. */
bool qg_front_matter_is_meant(qg_str yaml);

/* Whether the block is of a size that front matter has, which libyaml reads in good time. */
bool qg_front_matter_is_fair(qg_str yaml);

/* The first `n` bytes of `text`, a block with its `---` lines, without the last line feed. */
qg_str qg_front_matter_whole(qg_str text, size_t n);

/* ---- given_metadata.c ----------------------------------------------------------------------- */

/* Put the caller's metadata over what the draft says.  Fails with QG_E_ARG for an unknown key. */
qg_status qg_metadata_apply(qg_doc *doc, const qg_entry *entries, size_t n_entries,
                            const qg_sink *sink);

/* ---- typed_value.c -------------------------------------------------------------------------- */

/* Shape the values of a key as they were typed.
 *
 * Labels that are printed anyway (抄送：…) and brackets of notes are taken off, values that say 无
 * are left out, names in one value are parted (市财政局、市教育局), and one text is made where the
 * key wants one; a title has | between its lines.
 *
 * values  borrowed and overwritten; `n` becomes how many there are then, perhaps none.
 * Returns the values: these, or others in the document's arena.  Fails by memory only.
 */
qg_str *qg_typed_values(qg_doc *doc, qg_key key, qg_str *values, size_t *n);

/* ---- value.c -------------------------------------------------------------------------------- */

/* Bring the value of a date, number or choice into the form the document keeps ("2024-03-05").
 *
 * value  is replaced where it can be understood; new text lives in the document's arena.
 * Returns false when the value is not what the key wants; it is then left as it was typed.
 */
bool qg_value_normalize(qg_doc *doc, qg_key key, qg_str *value);

/* The finding that says what a value of `key` should look like. */
qg_kind qg_value_complaint(qg_key key);

#endif
