/* parse_int.h - what the files of this folder owe each other.
 *
 * Everybody gets the whole text and the offset where the body starts, so that offsets of nodes and
 * findings are bytes of the text that qg_parse was given, and nobody has to add anything.
 */
#ifndef QG_PARSE_PARSE_INT_H
#define QG_PARSE_PARSE_INT_H

#include "parse/parse.h"

#include "base/utf8.h"

/* ---- front_matter.c ------------------------------------------------------------------------ */

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

/* Where the body starts: behind the `---` lines at the start of `text`, else 0. */
size_t qg_front_matter_end(qg_str text);

/* ---- given_metadata.c --------------------------------------------------------------------- */

/* Put the caller's metadata over what the draft says.  Fails with QG_E_ARG for an unknown key. */
qg_status qg_metadata_apply(qg_doc *doc, const qg_entry *entries, size_t n_entries,
                            const qg_sink *sink);

/* ---- value.c ------------------------------------------------------------------------------- */

/* Bring the value of a date, number or choice into the form the document keeps ("2024-03-05").
 *
 * value  is replaced where it can be understood; new text lives in the document's arena.
 * Returns false when the value is not what the key wants; it is then left as it was typed.
 */
bool qg_value_normalize(qg_doc *doc, qg_key key, qg_str *value);

/* The finding that says what a value of `key` should look like. */
qg_kind qg_value_complaint(qg_key key);

/* ---- front_matter_block.c ------------------------------------------------------------------ */

/* Find the text between the `---` lines at the start of `text`; `body` becomes the offset of what
 * stands behind them.  Returns false when there is no such block. */
bool qg_front_matter_find(qg_str text, qg_str *yaml, size_t *body);

/* Its first line that is neither empty nor a comment. */
qg_str qg_front_matter_first(qg_str yaml);

/* Whether it starts as front matter does, so that what is wrong in it is a slip and not prose. */
bool qg_front_matter_is_meant(qg_str yaml);

/* Whether the block is of a size that front matter has, which libyaml reads in good time. */
bool qg_front_matter_is_fair(qg_str yaml);

/* The first `n` bytes of `text`, a block with its `---` lines, without the last line feed. */
qg_str qg_front_matter_whole(qg_str text, size_t n);

/* ---- unfold.c ------------------------------------------------------------------------------- */

/* Put the words of <details><summary>参考答案</summary> in front of `html`, in bold.  Returns
 * whether `html` was that, or another tag of it, which says nothing more; told as parse.tag. */
bool qg_unfold(qg_doc *doc, qg_node *html, const qg_sink *sink);

/* ---- dead_note.c --------------------------------------------------------------------------- */

/* Tell the [^3] in texts below `root` as parse.dead-note.  `draft` is what they were read from. */
void qg_dead_notes_tell(const qg_node *root, qg_str draft, const qg_sink *sink);

/* ---- typed_value.c ------------------------------------------------------------------------- */

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

/* ---- number.c ------------------------------------------------------------------------------ */

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

/* ---- pictograph.c --------------------------------------------------------------------------- */

/* `text` without the pictographs in front, and the blanks behind them: 一、情况 of 📊 一、情况. */
qg_str qg_behind_pictographs(qg_str text);

/* Take those that stand in front of headings and bold lines, or behind them, out of `doc`; figures
 * on keys become numbers, also in front of a bold lead.  Each is told as parse.pictograph. */
void qg_pictographs_drop(qg_doc *doc, const qg_sink *sink);

/* ---- kind.c -------------------------------------------------------------------------------- */

/* Whether the name is that of a Markdown file. */
bool qg_is_markdown_name(qg_str file_name);

/* Markdown, plain text or a web page?  Never QG_FORMAT_AUTO.  A Markdown file without any Markdown
 * whose paragraphs would run together is plain text.
 *
 * has_front_matter  whether `body` followed a block of front matter, which only Markdown has.
 */
qg_format qg_kind_of_text(qg_str file_name, qg_str body, bool has_front_matter);

/* ---- html.c -------------------------------------------------------------------------------- */

/* Read a web page into `doc`.
 *
 * keep_junk  what stands around the article, and furniture inside it, stays in the document.
 *
 * Fails with QG_E_LIMIT or QG_E_MEMORY. */
qg_status qg_html_read(qg_doc *doc, qg_str page, qg_limits limits, bool keep_junk,
                       const qg_sink *sink);

/* ---- guard.c ------------------------------------------------------------------------------- */

/* Look whether the Markdown in `text` from `start` on is built so that cmark-gfm would need more
 * than linear time or memory, or its tables have more than `max_cells` cells.  Then tells
 * parse.limit and returns QG_E_LIMIT. */
qg_status qg_guard_check(qg_str text, size_t start, size_t max_cells, const qg_sink *sink);

/* Without the blanks in front that Markdown knows, space and tab. */
qg_str qg_skip_blanks(qg_str line);

/* Length of the mark of a container that `line` starts with, > or a list's; 0 when there is none.
 */
size_t qg_marker_at(qg_str line);

enum { QG_MAX_LEVEL = 9 }; /* of headings: 1.1.1.1.1 and deeper are alike */

/* ---- address.c ----------------------------------------------------------------------------- */

/* The bare address (6.9, extended autolinks) whose :// or www. is parted between `before` and
 * `after`: `https:` and `//www.gov.cn）`.  It ends at Chinese marks, and at words right behind a
 * letter or figure of ASCII.  Returns its bytes in `after`, and those at the end of `before` in
 * `*n_before`; 0: it is none. */
size_t qg_address_around(qg_str before, qg_str after, size_t *n_before);

/* How far in `after` GFM would look for the end of the address, up to what is not ASCII. */
size_t qg_address_ascii(qg_str after);

/* ---- fence.c ------------------------------------------------------------------------------- */

/* Whether lines are inside fenced code, which are fed one by one.  Start with {0}. */
typedef struct qg_fence {
    char c;
    size_t n; /* 0 outside */
} qg_fence;

/* Whether `line` belongs to fenced code, the fences with it. */
bool qg_fence_holds(qg_fence *open, qg_str line);

/* ---- math/find.c --------------------------------------------------------------------------- */

/* A formula in Markdown. */
typedef struct qg_formula {
    size_t offset, n; /* in the text, with the marks around it */
    size_t n_mark;    /* bytes of each mark: 1 for $, 2 for $$, \( and \[ */
    bool is_display;
    bool is_code;    /* it stands in what turned out to be code, HTML or an address */
    size_t n_quotes; /* marks of quotes before each of its lines */
    size_t
        n_indent; /* bytes behind these that belong to lists: no more blanks than that are theirs */
} qg_formula;

typedef struct qg_formulas {
    qg_formula *list; /* in order of place */
    size_t n, n_room;
} qg_formulas;

/* Find the formulas outside of code, before Markdown takes the marks in them for its own.
 *
 * Inline ones are what pandoc takes for them: no blank behind the first $ and before the last, no
 * digit behind it.  So $5 and $10 is money.  What holds Chinese must also look like a formula.
 * The list lives in the document's arena.  Fails by memory only. */
qg_status qg_formulas_find(qg_doc *doc, qg_formulas *found, qg_str text, size_t start);

/* The formula that holds the byte at `offset` and is none in code; NULL when there is none. */
const qg_formula *qg_formula_at(const qg_formulas *formulas, size_t offset);

/* ---- emphasis.c ---------------------------------------------------------------------------- */

/* A place at which the parser has to see a letter, for ** to open or close beside Chinese
 * punctuation, or where there is a *, ~ or _ that marks nothing. */
typedef struct qg_mark_help {
    size_t offset;
    bool is_plain;   /* the latter */
    bool is_nothing; /* or nothing in place of `cut` bytes: the # behind a heading */
    size_t cut;
    size_t n_marks; /* or so many # and a blank */
} qg_mark_help;

/* Find them outside of the formulas; `*helps` becomes an array in the document's arena, in order.
 */
qg_status qg_emphasis_find(qg_doc *doc, const qg_mark_help **helps, size_t *n_helps, qg_str text,
                           size_t start, const qg_formulas *formulas);

/* ---- stand_in.c ---------------------------------------------------------------------------- */

/* Whether a run of `n` _ is a place to be filled in. */
bool qg_is_fill_in(size_t n);

/* Whether the line is such a place as a whole. */
bool qg_is_fill_in_line(qg_str line);

/* Whether the line is a rule of _: what stands below a text, or anywhere below a colon, is there to
 * be filled in.
 *
 * above     the line before it that is not empty
 * is_below  whether no empty one stands between */
bool qg_is_rule_of_lines(qg_str line, qg_str above, bool is_below);

/* Whether the `n` * at `offset` are a part of a name, as in 李*明、王*芳.
 *
 * is_behind_name  those before them on the line are */
bool qg_hides_name(qg_str text, size_t offset, size_t n, bool is_behind_name);

/* Whether `n` * between these characters are figures of a number: 138****1234. */
bool qg_hides_figures(size_t n, qg_rune before, qg_rune after);

/* ---- underlined.c -------------------------------------------------------------------------- */

/* Make paragraphs with a rule below of texts that --- made headings in `root`. */
void qg_underlined_texts_part(qg_doc *doc, qg_node *root, qg_str source);

/* ---- emphasis.c, afterwards ---------------------------------------------------------------- */

/* Bold in bold is bold, and so are two bold pieces side by side: of EMPHASIS, STRONG, STRIKE and
 * CODE one node remains each.  `over_lines`: also of those in two lines of the source with no blank
 * between, once nobody asks for its lines any more. */
void qg_emphasis_simplify(qg_doc *doc, qg_node *root, bool over_lines);

/* ---- math/node.c --------------------------------------------------------------------------- */

/* The node of a formula, or NULL without memory.  One that cannot be read is told. */
qg_node *qg_formula_node(qg_doc *doc, qg_str tex, bool is_display, size_t offset,
                         const qg_sink *sink);

/* The TeX of a formula in Markdown, without marks; it lives in the document's arena. */
qg_str qg_formula_tex(qg_doc *doc, const qg_formula *formula, qg_str text);

/* Make formulas of code that a fence says is `math`. */
void qg_formulas_of_code(qg_doc *doc, qg_node *root, const qg_sink *sink);

/* Find the formulas in the texts below `root`, which Markdown has not read: cells of HTML. */
void qg_formulas_of_texts(qg_doc *doc, qg_node *root, const qg_sink *sink);

/* ---- attributes.c -------------------------------------------------------------------------- */

/* Read the sizes in braces behind pictures; other attributes there are told as parse.attribute.
 * Braces without any size stay text.  `n_bytes` is the length of the draft. */
void qg_attributes_read(qg_doc *doc, qg_node *root, size_t n_bytes, const qg_sink *sink);

/* Take the next word of what stands in braces off `rest`, a value in quotes with it. */
qg_str qg_attribute_take(qg_str *rest);

/* ---- citation.c ----------------------------------------------------------------------------- */

/* Take the marks off that chat assistants leave for their sources; each is told as parse.citation.
 */
void qg_citations_drop(qg_doc *doc, qg_node *root, const qg_sink *sink);

/* ---- code_title.c --------------------------------------------------------------------------- */

/* Make a paragraph above the code of ```c title="…"; told as parse.container. */
void qg_code_titles_read(qg_doc *doc, qg_node *root, const qg_sink *sink);

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

/* Make texts of their own of the characters in `text` that the draft guards with a backslash and
 * that marks of dialects begin with.  Returns whether there are any.  typed_mark.c */
bool qg_typed_marks_part(qg_doc *doc, qg_node *text, qg_str source);

/* Part a text at byte `at`; what is behind stands at `offset` of the draft.  Returns the text
 * behind, NULL without memory. */
qg_node *qg_text_node_part(qg_doc *doc, qg_node *text, size_t at, size_t offset);

/* Bytes of the attributes, {#id .class key="value"}, that `text` starts with; 0 when it does not.
 */
size_t qg_attributes_at(qg_str text);

/* Make one of the texts beside each other below `parent`, as they are when they are read again. */
void qg_texts_join(qg_doc *doc, qg_node *parent);

/* ---- landscape_table.c ---------------------------------------------------------------------- */

/* Put tables below a line `{.landscape}`, with their title and unit, into LANDSCAPE nodes. */
void qg_landscape_tables(qg_doc *doc);
/* ---- raw_html.c ---------------------------------------------------------------------------- */

/* Make nodes of the HTML below `root` that means something in a report, and tell the rest as
 * parse.raw-html.
 * keeps_anchors  something may link to <a name="x"></a>; else those go, told as parse.tag */
void qg_raw_html_use(qg_doc *doc, qg_node *root, bool keeps_anchors, qg_limits limits,
                     const qg_sink *sink);

/* ---- caption.c ----------------------------------------------------------------------------- */

/* Find the captions of tables. */
void qg_captions_find(qg_node *root);

/* ---- line_mark.c --------------------------------------------------------------------------- */

/* Whether `line` is a heading whose # have no blank behind them, or no ASCII one: ##一、总体要求 */
bool qg_is_airless_heading(qg_str line);

/* Add to `*helps` where ##一、 heads a part without a blank, told as parse.left-mark, and where
 * >100万元 is no quotation. */
qg_status qg_line_marks_find(qg_doc *doc, const qg_mark_help **helps, size_t *n, qg_str text,
                             size_t start, const qg_sink *sink);

/* ---- link_definition.c --------------------------------------------------------------------- */

/* Add to `*helps` where a line is [备注]: or [1]: and words, an entry of a bibliography among them,
 * which to the parser would be a link's address. */
qg_status qg_remarks_find(qg_doc *doc, const qg_mark_help **helps, size_t *n, qg_str text,
                          size_t start);

/* Tell the definitions of links in `text` from `start` on that nothing refers to, as
 * parse.unused-link.  `doc` is what became of the text. */
void qg_link_definitions_check(qg_doc *doc, const qg_node *root, qg_str text, size_t start,
                               const qg_sink *sink);

/* ---- heading_id.c -------------------------------------------------------------------------- */

/* Take `{#id}` off the headings below `root` and make it their id. */
void qg_heading_ids_take(qg_node *root);

/* ---- row.c --------------------------------------------------------------------------------- */

/* Put what stands in rows of tables behind their last column, which cmark-gfm leaves out, into the
 * last cell, and tell it as parse.long-row.  Bars in formulas end no cell.  Lines of prose without
 * any bar directly below a table are no rows, but a paragraph; told as parse.split. */
void qg_rows_complete(qg_doc *doc, qg_node *root, qg_str text, const qg_formulas *formulas,
                      const qg_sink *sink);

/* ---- task.c -------------------------------------------------------------------------------- */

/* Take boxes for what they are where cmark-gfm did not; `text` is what it read. */
void qg_tasks_find(qg_node *root, qg_str text);

/* ---- soft_break.c -------------------------------------------------------------------------- */

/* Say of each end of a line below `root`, in `source`, whether it is a blank.  Chinese goes on
 * without one. */
void qg_soft_breaks_set(qg_node *root, qg_str source);

/* ---- markdown.c, text.c -------------------------------------------------------------------- */

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

/* ---- written_list.c ------------------------------------------------------------------------ */

/* Turn numbered lists of headings and of whole paragraphs into paragraphs that start with their
 * number, and those whose typed numbers have gaps (1. 3. 5.); each is told as parse.written-list.
 * The first item of other lists that gets another number than was typed is told as well. */
void qg_lists_write_out(qg_doc *doc, const qg_sink *sink);

/* The same for short entries in a document that has a number, once the names of its attachments are
 * known; told likewise. */
void qg_lists_write_out_short(qg_doc *doc, const qg_sink *sink);

/* ---- numbered_heading.c -------------------------------------------------------------------- */

/* In Markdown, bring headings to the level that their numbers show where all of them are too deep,
 * and make headings of bold lines with a number: parse.level and parse.heading. */
void qg_numbered_headings_find(qg_doc *doc, const qg_sink *sink);

/* ---- letter.c ------------------------------------------------------------------------------ */

/* In Markdown without headings, find the title and the numbered headings of an official letter that
 * stands there as plain lines; headings get the number of their `#` as level.  In any Markdown,
 * make paragraphs of lines that their author ended.  Fails by memory only. */
qg_status qg_letter_read(qg_doc *doc, qg_str source, const qg_sink *sink);

/* ---- written_lines.c ------------------------------------------------------------------------ */

/* Put what stands behind a line break, from `first` on, into a paragraph behind `paragraph`,
 * without the break.  Returns that paragraph, or `paragraph` without memory. */
qg_node *qg_paragraph_part(qg_doc *doc, qg_node *paragraph, qg_node *first);

/* ---- mail.c -------------------------------------------------------------------------------- */

/* Make links of the mail addresses in the texts of `doc` that GFM would make links of. */
void qg_mail_link(qg_doc *doc);

/* ---- reader.c ------------------------------------------------------------------------------ */

/* Where the Markdown is a page that a reader service has turned into it, take the furniture out;
 * each block of it is told as parse.junk-line.  Fails by memory only. */
qg_status qg_reader_clean(qg_doc *doc, const qg_sink *sink);

/* ---- signed_line.c ------------------------------------------------------------------------- */

/* Bytes of the signature in front of the date that `text` ends with; 0 when it is no such line.
 * The name is that of an office, or blanks stand behind it. */
size_t qg_signed_head(qg_str text);

/* Part such lines below the text of a draft in Markdown where an office signs; told as
 * parse.split. */
void qg_signed_lines_part(qg_doc *doc, const qg_sink *sink);

/* ---- closing.c ----------------------------------------------------------------------------- */

/* Find the note of the attachments, the note below the date and the imprint, where they are typed
 * in the text; each is told as parse.element.  `last` is the last block before the attachments, and
 * the signature has its role. */
void qg_closing_find(qg_doc *doc, qg_node *last, const qg_sink *sink);

/* ---- roster.c ------------------------------------------------------------------------------- */

/* Join the lines of Markdown that `source` has below the words behind a label, 副组长：…, with it.
 */
void qg_rosters_align(qg_doc *doc, qg_str source);

/* ---- red_head.c ---------------------------------------------------------------------------- */

/* Make fields of a mark with its number above the title, and of the elements around it; each is
 * told as parse.element. */
void qg_red_head_take(qg_doc *doc, const qg_sink *sink);

/* ---- toc_mark.c ---------------------------------------------------------------------------- */

/* Take [TOC] on a line of its own out of a draft in Markdown; told as parse.element.  Returns
 * whether there was one. */
bool qg_toc_mark_take(qg_doc *doc, const qg_sink *sink);

/* The field that it stands for, behind those that were found. */
void qg_toc_field_add(qg_doc *doc);

/* ---- label_lines.c ------------------------------------------------------------------------- */

/* Make what they name of the lines 文号：… and 主送：… near the top of a draft in Markdown; each is
 * told as parse.element. */
void qg_label_lines_take(qg_doc *doc, const qg_sink *sink);

/* ---- signature_table.c --------------------------------------------------------------------- */

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

/* ---- page_mark.c ----------------------------------------------------------------------------- */

/* In Markdown: take out {3}------------, which stands between the pages of a PDF, and join a
 * sentence that goes on behind it; told as parse.junk-line and parse.joined. */
void qg_page_marks_drop(qg_doc *doc, const qg_sink *sink);

/* ---- bar_row.c ------------------------------------------------------------------------------ */

/* In Markdown: make a table, or rows of the one above, of lines of cells between bars that have no
 * |---|; each paragraph is told as parse.bar-row. */
void qg_bar_rows_read(qg_doc *doc, const qg_sink *sink);

/* ---- left_mark.c ---------------------------------------------------------------------------- */

/* In Markdown: a bold line whose ** nothing closes is bold (parse.left-mark), and 1. in front of
 * 一、 goes (parse.doubled-number). */
void qg_left_marks_use(qg_doc *doc, const qg_sink *sink);

/* ---- window.c ------------------------------------------------------------------------------- */

/* Whether a question to an assistant starts here, 用户：…; or its answer, 助手： with nothing else
 * or with what hands the draft over. */
bool qg_is_asking(qg_str line);
bool qg_is_answering(qg_str line);

/* Whether the line is one that a chat window shows above or below an answer: 复制代码 */
bool qg_is_window_line(qg_str line);

/* Take such lines, and a question, out of the start and the end; told as parse.junk-line. */
void qg_window_drop(qg_doc *doc, const qg_sink *sink);

/* ---- structure.c --------------------------------------------------------------------------- */

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
