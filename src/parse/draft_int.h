/* draft_int.h - from a tree to a document: what an editor does with a draft in Markdown.
 *
 * Bold lines that are headings, lists that are numbered paragraphs, a signature on one line with
 * its date, what an assistant says around its answer.  parse.c knows the order; each file does one
 * thing.
 */
#ifndef QG_PARSE_DRAFT_INT_H
#define QG_PARSE_DRAFT_INT_H

#include "parse/parse_int.h"

/* ---- window.c ------------------------------------------------------------------------------- */

/* Whether a question to an assistant starts here, 用户：…; or its answer, 助手： with nothing else
 * or with what hands the draft over. */
bool qg_is_asking(qg_str line);
bool qg_is_answering(qg_str line);

/* Take the lines that a chat window shows around an answer, 复制代码, and a question, out of the
 * start and the end; told as parse.junk-line. */
void qg_window_drop(qg_doc *doc, const qg_sink *sink);

/* ---- talk.c --------------------------------------------------------------------------------- */

/* Whether an assistant says that here is what it was asked for: 以下是为您起草的通知： */
bool qg_is_handing_over(qg_str text);

/* Take out a block; it is told as parse.junk-line. */
void qg_block_drop(qg_node *block, const qg_sink *sink);

/* Take out what a chat assistant says around a draft; it is told as parse.junk-line. */
void qg_talk_drop(qg_doc *doc, const qg_sink *sink);

/* Take out paragraphs without a word; they are told as parse.space. */
void qg_blank_paragraphs_drop(qg_doc *doc, const qg_sink *sink);

/* Take out the rules above numbered headings and behind titles; told likewise. */
void qg_section_rules_drop(qg_doc *doc, const qg_sink *sink);

/* ---- reader.c ------------------------------------------------------------------------------- */

/* Where the Markdown is a page that a reader service has turned into it, take the furniture out;
 * each block of it is told as parse.junk-line.  Fails by memory only. */
qg_status qg_reader_clean(qg_doc *doc, const qg_sink *sink);

/* ---- page_mark.c ---------------------------------------------------------------------------- */

/* In Markdown: take out {3}------------, which stands between the pages of a PDF, and join a
 * sentence that goes on behind it; told as parse.junk-line and parse.joined. */
void qg_page_marks_drop(qg_doc *doc, const qg_sink *sink);

/* ---- left_mark.c ---------------------------------------------------------------------------- */

/* In Markdown: a bold line whose ** nothing closes is bold (parse.left-mark), and 1. in front of
 * 一、 goes (parse.doubled-number). */
void qg_left_marks_use(qg_doc *doc, const qg_sink *sink);

/* ---- bar_row.c ------------------------------------------------------------------------------ */

/* In Markdown: make a table, or rows of the one above, of lines of cells between bars that have no
 * |---|; each paragraph is told as parse.bar-row. */
void qg_bar_rows_read(qg_doc *doc, const qg_sink *sink);

/* ---- pictograph.c --------------------------------------------------------------------------- */

/* `text` without the pictographs in front, and the blanks behind them: 一、情况 of 📊 一、情况. */
qg_str qg_behind_pictographs(qg_str text);

/* Take those that stand in front of headings and bold lines, or behind them, out of `doc`; figures
 * on keys become numbers, also in front of a bold lead.  Each is told as parse.pictograph. */
void qg_pictographs_drop(qg_doc *doc, const qg_sink *sink);

/* ---- toc_mark.c ----------------------------------------------------------------------------- */

/* Take [TOC] on a line of its own out of a draft in Markdown; told as parse.element.  Returns
 * whether there was one. */
bool qg_toc_mark_take(qg_doc *doc, const qg_sink *sink);

/* The field that it stands for, behind those that were found. */
void qg_toc_field_add(qg_doc *doc);

/* ---- letter.c ------------------------------------------------------------------------------- */

/* In Markdown without headings, find the title and the numbered headings of an official letter that
 * stands there as plain lines; headings get the number of their `#` as level.  In any Markdown,
 * make paragraphs of lines that their author ended.  Fails by memory only. */
qg_status qg_letter_read(qg_doc *doc, qg_str source, const qg_sink *sink);

/* ---- written_lines.c ------------------------------------------------------------------------ */

/* Put what stands behind a line break, from `first` on, into a paragraph behind `paragraph`,
 * without the break.  Returns that paragraph, or `paragraph` without memory. */
qg_node *qg_paragraph_part(qg_doc *doc, qg_node *paragraph, qg_node *first);

/* ---- written_list.c ------------------------------------------------------------------------- */

/* Turn numbered lists of headings and of whole paragraphs into paragraphs that start with their
 * number, and those whose typed numbers have gaps (1. 3. 5.); each is told as parse.written-list.
 * The first item of other lists that gets another number than was typed is told as well. */
void qg_lists_write_out(qg_doc *doc, const qg_sink *sink);

/* The same for short entries in a document that has a number, once the names of its attachments are
 * known; told likewise. */
void qg_lists_write_out_short(qg_doc *doc, const qg_sink *sink);

/* ---- numbered_heading.c --------------------------------------------------------------------- */

/* In Markdown, bring headings to the level that their numbers show where all of them are too deep,
 * and make headings of bold lines with a number: parse.level and parse.heading. */
void qg_numbered_headings_find(qg_doc *doc, const qg_sink *sink);

/* ---- structure_parties.c -------------------------------------------------------------------- */

/* Make a line of ## ——2024年度 right below another heading: it is the subtitle of that, and no
 * heading of the text. */
void qg_subtitles_find(qg_doc *doc);

/* ---- red_head.c ----------------------------------------------------------------------------- */

/* Make fields of a mark with its number above the title, and of the elements around it; in Markdown
 * a number that the front matter has goes from around the title, too.  Each is told as
 * parse.element. */
void qg_red_head_take(qg_doc *doc, bool is_markdown, const qg_sink *sink);

/* ---- element.c ------------------------------------------------------------------------------ */

enum { QG_MAX_NAMES = 20 /* of offices, persons, attachments */ };

/* What words typed in the head say. */
typedef struct qg_element {
    qg_key key;
    qg_str values[QG_MAX_NAMES]; /* as a document keeps them */
    size_t n;
    qg_str period; /* behind the grade of secrecy; empty: there is none */
    qg_str typed;
    size_t offset;
} qg_element;

/* Read `typed` as a value of `key`; returns whether it is one. */
bool qg_element_read(qg_doc *doc, qg_element *e, qg_key key, qg_str typed, size_t offset);

/* Whether the document is silent about it or says the same. */
bool qg_element_agrees(const qg_doc *doc, const qg_element *e);

/* Make a field of it where the document is silent. */
void qg_element_set(qg_doc *doc, const qg_element *e);

/* Tell as parse.other-value that the document says otherwise. */
void qg_element_tell_other(const qg_doc *doc, const qg_element *e, const qg_sink *sink);

/* Set the words of `block` to what the document says of `key`, as it is typed in its foot: a
 * paragraph, with one above it for each line but the last.  Returns the first of them. */
qg_node *qg_element_put_known(qg_doc *doc, qg_node *block, qg_key key);

/* Set it where it agrees, else tell; returns whether it agrees. */
bool qg_element_take(qg_doc *doc, const qg_element *e, const qg_sink *sink);

/* ---- label_lines.c -------------------------------------------------------------------------- */

/* Bytes of 【name】 or of name and a colon at the start of `text`, 0 when it starts otherwise. */
size_t qg_form_label_at(qg_str text, qg_str *name);

/* The key that the label in front of a colon names, 密级：机密; `value` becomes what is behind it.
 * QG_KEY_UNKNOWN when there is no label or it is no element's of the head. */
qg_key qg_label_of(qg_str text, qg_str *value);

/* Whether a paragraph is of the text, and no element above it: it ends in a mark of sentences, or
 * in the colon behind a recipient. */
bool qg_is_of_text(const qg_node *paragraph);

/* Make what they name of the lines 文号：… and 主送：… near the top of a draft in Markdown; each is
 * told as parse.element.  Returns whether the title was one of them. */
bool qg_label_lines_take(qg_doc *doc, const qg_sink *sink);

/* ---- rolls.c -------------------------------------------------------------------------------- */

/* Drop 出席：… of minutes that the front matter has; told as parse.element, other names as
 * parse.other-value. */
void qg_rolls_drop_again(qg_doc *doc, const qg_sink *sink);

/* ---- labelled_parts.c ----------------------------------------------------------------------- */

/* Take the label 标题： off the title that a draft starts with; told as parse.junk-line.  Returns
 * whether it has it. */
bool qg_labelled_title_take(qg_doc *doc, const qg_sink *sink);

/* Take 正文： and 落款： off the parts of such a draft; told likewise. */
void qg_labelled_parts_take(qg_doc *doc, const qg_sink *sink);

/* ---- roster.c ------------------------------------------------------------------------------- */

/* Join the lines of Markdown that `source` has below the words behind a label, 副组长：…, with it.
 */
void qg_rosters_align(qg_doc *doc, qg_str source);

/* ---- signed_line.c -------------------------------------------------------------------------- */

/* Bytes of the signature in front of the date that `text` ends with; 0 when it is no such line.
 * The name is that of an office, or blanks stand behind it. */
size_t qg_signed_head(qg_str text);

/* Part such lines below the text of a draft in Markdown where an office signs; told as
 * parse.split. */
void qg_signed_lines_part(qg_doc *doc, const qg_sink *sink);

/* Part 某某市财政局　　　某某市农业农村局 above the date, offices that each sign on their own. */
void qg_signed_offices_part(qg_doc *doc, qg_node *node);

/* ---- signature_table.c ---------------------------------------------------------------------- */

/* Make right-aligned paragraphs of tables that hold nothing but a name and a date in their last
 * column; each is told as parse.element. */
void qg_signature_tables_read(qg_doc *doc, const qg_sink *sink);

/* ---- attachment_head.c ---------------------------------------------------------------------- */

/* Bring attachments with a heading of their own, ## 附件1：工作方案, into the form 附件1 and below
 * it # 工作方案. */
void qg_attachment_heads_read(qg_doc *doc, bool is_markdown, const qg_sink *sink);

/* Make a # of the bold title of a second document, behind the date of the one that issues it; once
 * the title of that one is known. */
void qg_bold_documents_read(qg_doc *doc, const qg_sink *sink);

/* ---- closing.c ------------------------------------------------------------------------------ */

/* Find the note of the attachments, the note below the date and the imprint, where they are typed
 * in the text; each is told as parse.element.  `last` is the last block before the attachments, and
 * the signature has its role. */
void qg_closing_find(qg_doc *doc, qg_node *last, const qg_sink *sink);

/* ---- structure.c ---------------------------------------------------------------------------- */

/* In Markdown: a quotation at the very end that ends with a date or copies is none, nor is one
 * near it that starts with 附件：. */
void qg_last_quotes_unwrap(qg_doc *doc);

/* Say what the blocks are in an official document: title, levels of headings, attachments,
 * recipient, signature and date, headings that run in.
 *
 * is_markdown  the levels of headings are still numbers of `#`.
 * sink         is told of elements whose words are set somewhere else than they stand.
 */
void qg_structure_find(qg_doc *doc, bool is_markdown, const qg_sink *sink);

#endif
