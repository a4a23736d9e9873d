/* tree_int.h - the tree that cmark-gfm made, and what Markdown means beyond it.
 *
 * Marks of other programs (pandoc, wikis, chat assistants), HTML that means something in a report,
 * cells behind the last column, blanks at the ends of lines: each file takes one of these matters
 * to its nodes. markdown.c knows the order.
 */
#ifndef QG_PARSE_TREE_INT_H
#define QG_PARSE_TREE_INT_H

#include "parse/formula_int.h"

/* ---- soft_break.c --------------------------------------------------------------------------- */

/* Say of each end of a line below `root`, in `source`, whether it is a blank.  Chinese goes on
 * without one. */
void qg_soft_breaks_set(qg_node *root, qg_str source);

/* ---- row.c ---------------------------------------------------------------------------------- */

/* Put what stands in rows of tables behind their last column, which cmark-gfm leaves out, into the
 * last cell, and tell it as parse.long-row.  Bars in formulas end no cell.  Lines of prose without
 * any bar directly below a table are no rows, but a paragraph; told as parse.split. */
void qg_rows_complete(qg_doc *doc, qg_node *root, qg_str text, const qg_formulas *formulas,
                      const qg_sink *sink);

/* ---- task.c --------------------------------------------------------------------------------- */

/* Take boxes for what they are where cmark-gfm did not; `text` is what it read. */
void qg_tasks_find(qg_node *root, qg_str text);

/* ---- heading_id.c --------------------------------------------------------------------------- */

/* Take `{#id}` off the headings below `root` and make it their id. */
void qg_heading_ids_take(qg_node *root);

/* ---- caption.c ------------------------------------------------------------------------------ */

/* Find the captions of tables. */
void qg_captions_find(qg_node *root);

/* ---- emphasis.c ----------------------------------------------------------------------------- */

/* Bold in bold is bold, and so are two bold pieces side by side: of EMPHASIS, STRONG, STRIKE and
 * CODE one node remains each.  `over_lines`: also of those in two lines of the source with no blank
 * between, once nobody asks for its lines any more. */
void qg_emphasis_simplify(qg_doc *doc, qg_node *root, bool over_lines);

/* ---- underlined.c --------------------------------------------------------------------------- */

/* Make paragraphs with a rule below of texts that --- made headings in `root`. */
void qg_underlined_texts_part(qg_doc *doc, qg_node *root, qg_str source);

/* ---- raw_html.c ----------------------------------------------------------------------------- */

/* Make nodes of the HTML below `root` that means something in a report, and tell the rest as
 * parse.raw-html.
 * keeps_anchors  something may link to <a name="x"></a>; else those go, told as parse.tag */
void qg_raw_html_use(qg_doc *doc, qg_node *root, bool keeps_anchors, qg_limits limits,
                     const qg_sink *sink);

/* The name of a tag without its brackets and slash. */
qg_str qg_tag_name(qg_str html, bool *is_end);

/* ---- cell_list.c ---------------------------------------------------------------------------- */

/* Make lists of <ul><li>…</li></ul> in the cell, and paragraphs of what stands beside them. */
void qg_cell_lists_read(qg_doc *doc, qg_node *cell);

/* ---- unfold.c ------------------------------------------------------------------------------- */

/* Put the words of <details><summary>参考答案</summary> in front of `html`, in bold.  Returns
 * whether `html` was that, or another tag of it, which says nothing more; told as parse.tag. */
bool qg_unfold(qg_doc *doc, qg_node *html, const qg_sink *sink);

/* ---- mail.c --------------------------------------------------------------------------------- */

/* Make links of the mail addresses in the texts of `doc` that GFM would make links of. */
void qg_mail_link(qg_doc *doc);

/* ---- attributes.c --------------------------------------------------------------------------- */

/* Read the sizes in braces behind pictures; other attributes there are told as parse.attribute.
 * Braces with other words stay text.  `n_bytes` is the length of the draft. */
void qg_attributes_read(qg_doc *doc, qg_node *root, size_t n_bytes, const qg_sink *sink);

/* Take the next word of what stands in braces off `rest`, a value in quotes with it. */
qg_str qg_attribute_take(qg_str *rest);

/* ---- picture_mark.c ------------------------------------------------------------------------- */

/* Whether it ends as a picture's file does: .png */
bool qg_is_picture_name(qg_str name);
/* Make ![words](a path with blanks.png), whose [ stands at byte `at` of the text, a picture.
 * Returns whether it is one. */
bool qg_spaced_picture_use(qg_doc *doc, qg_node *text, size_t at);
/* Take 200 or 200x100, pixels, for the picture's size.  Returns whether `words` is one. */
bool qg_picture_size_read(qg_node *image, qg_str words);
/* Take sizes off descriptions, ![words|200](a.png), and give pictures on lines of their own beside
 * lines of Chinese a paragraph. */
void qg_pictures_complete(qg_doc *doc, qg_node *root);

/* ---- dialect.c ------------------------------------------------------------------------------ */

/* Use the marks inside lines that only some programs know: [text]{.underline}, H~2~O, ==text==,
 * [[page|text]].  What goes is told as parse.container.
 *
 * source  the draft: what it guards with a backslash is text. */
void qg_dialects_read(qg_doc *doc, qg_node *root, qg_str source, const qg_sink *sink);

/* Part a text at byte `at`; what is behind stands at `offset` of the draft.  Returns the text
 * behind, NULL without memory. */
qg_node *qg_text_node_part(qg_doc *doc, qg_node *text, size_t at, size_t offset);

/* Make one of the texts beside each other below `parent`, as they are when they are read again. */
void qg_texts_join(qg_doc *doc, qg_node *parent);

/* ---- typed_mark.c -----------------------------------------------------------------------------
 */

/* Make texts of their own of the characters in `text` that the draft guards with a backslash and
 * that marks of dialects begin with.  Returns whether there are any. */
bool qg_typed_marks_part(qg_doc *doc, qg_node *text, qg_str source);

/* ---- citation.c ----------------------------------------------------------------------------- */

/* Take the marks off that chat assistants leave for their sources; each is told as parse.citation.
 */
void qg_citations_drop(qg_doc *doc, qg_node *root, const qg_sink *sink);

/* ---- code_title.c --------------------------------------------------------------------------- */

/* Make a paragraph above the code of ```c title="…"; told as parse.container. */
void qg_code_titles_read(qg_doc *doc, qg_node *root, const qg_sink *sink);

/* ---- landscape_table.c ---------------------------------------------------------------------- */

/* Put tables below a line `{.landscape}`, with their title and unit, into LANDSCAPE nodes. */
void qg_landscape_tables(qg_doc *doc);

/* ---- dead_note.c ---------------------------------------------------------------------------- */

/* Tell the [^3] in texts below `root` as parse.dead-note.  `draft` is what they were read from. */
void qg_dead_notes_tell(const qg_node *root, qg_str draft, const qg_sink *sink);

/* Make text again of [3](注), a number with a remark in brackets behind it. */
void qg_remarks_unlink(qg_node *root, qg_str draft);

#endif
