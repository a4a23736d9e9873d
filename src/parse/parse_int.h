/* parse_int.h - what the files of this folder share.
 *
 * All parsers get the whole text and the offset where its body starts.  So offsets of nodes and
 * findings are always bytes of the text that qg_parse was given.
 */
#ifndef QG_PARSE_PARSE_INT_H
#define QG_PARSE_PARSE_INT_H

#include "parse/parse.h"

#include "base/utf8.h"

/* ---- kind.c --------------------------------------------------------------------------------- */

/* Whether the name is that of a Markdown file. */
bool qg_is_markdown_name(qg_str file_name);

/* Markdown, plain text or a web page?  Never QG_FORMAT_AUTO.  A Markdown file without any Markdown
 * whose paragraphs would run together is plain text.
 *
 * has_front_matter  whether `body` followed a block of front matter, which only Markdown has.
 */
qg_format qg_kind_of_text(qg_str file_name, qg_str body, bool has_front_matter);

/* ---- html.c --------------------------------------------------------------------------------- */

/* Read a web page into `doc`.
 *
 * keep_junk  what stands around the article, and furniture inside it, stays in the document.
 *
 * Fails with QG_E_LIMIT or QG_E_MEMORY. */
qg_status qg_html_read(qg_doc *doc, qg_str page, qg_limits limits, bool keep_junk,
                       const qg_sink *sink);

/* ---- markdown.c, text.c --------------------------------------------------------------------- */

/* Add the blocks of the text from `start` on to the document.  Headings of Markdown come with the
 * number of their `#` as level.  Fails with QG_E_LIMIT (Markdown only) or QG_E_MEMORY. */
qg_status qg_markdown_parse(qg_doc *doc, qg_str text, size_t start, qg_limits limits,
                            const qg_sink *sink);

/* The same for plain text, whose structure has to be found (docs/text-structure.md).
 *
 * keep_junk  the furniture of pages stays in the document.
 * sink       is told of all that is dropped, joined, split or inferred.
 * Fails by memory only.
 */
qg_status qg_text_parse(qg_doc *doc, qg_str text, size_t start, bool keep_junk,
                        const qg_sink *sink);

enum { QG_MAX_LEVEL = 9 }; /* of headings: 1.1.1.1.1 and deeper are alike */

/* ---- number.c ------------------------------------------------------------------------------- */

/* The heading number at the start of `text`, such as "（一）", "1." or "第一章", without blanks
 * behind it; empty when there is none.
 *
 * level  becomes the level its form shows: 一、 is 1, （一） 2, 1. 3, （1） 4, ① 5.
 */
qg_str qg_number_at(qg_str text, int *level);

/* Without the colon at its end, and blanks. */
qg_str qg_without_colon(qg_str text);

/* Whether `text` is only a date as it stands under a signature: 2024年3月5日, 二〇二四年三月五日,
 * or a form to be filled in, 2024年X月X日; a weekday in brackets may follow, 中華民國 stand before.
 * Loose ones have the month only, 2024年3月, or figures only, 2024-03-05: elsewhere they may be a
 * heading or a stamp of the page. */
bool qg_is_date_line(qg_str text);
bool qg_is_loose_date(qg_str text);

/* 3月15日, which is a date of a document only below who signs it. */
bool qg_is_day_of_year(qg_str text);

/* Whether `text` ends as names of documents and archives do: .doc, .pdf, .zip */
bool qg_is_file_name(qg_str text);

/* Take the number `value` of an attachment off `line`: "2.", "2、", 附件2： or 附件2.  Returns
 * whether it stands there. */
bool qg_attachment_number_take(qg_str *line, size_t value);

/* Whether `text` is only 附件 (attachment), with or without a number and a colon. */
bool qg_is_attachment_label(qg_str text);

/* The bytes of 附件 or 附件1 at the start of `text`; 0: it starts otherwise.  `*n_mark` becomes the
 * bytes of the colon, stop or blanks behind it. */
size_t qg_attachment_label_at(qg_str text, size_t *n_mark);

/* Whether one of the marks that end a sentence or a clause list (。！？； and their ASCII kin)
 * stands in `text`; whether it ends with one or with a colon or comma. */
bool qg_has_sentence_mark(qg_str text);
bool qg_ends_with_mark(qg_str text);

#endif
