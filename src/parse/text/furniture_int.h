/* furniture_int.h - what is not the author's.
 *
 * A text that was copied out of a page, a chat or a PDF has menus, counters, page numbers and page
 * data between the lines of its author.  Each line gets points for its form (forms.c, stamps.c,
 * crumbs.c) and its words (furniture.c, furniture.def), and then for what stands around it
 * (company.c), which the pardons take back where an author writes so himself.  What is chosen at
 * last is for points_int.h.
 */
#ifndef QG_PARSE_TEXT_FURNITURE_INT_H
#define QG_PARSE_TEXT_FURNITURE_INT_H

#include "parse/text/text_int.h"

/* ---- text/noise.c -------------------------------------------------------------------------- */

/* Whether the line is nothing but such a run of characters: + p1 A# `% i7 R5 W0 J* */
bool qg_text_is_noise(qg_str line);

/* Whether a bulletin board hid random characters between the lines of the text. */
bool qg_text_has_noise(qg_str text);

/* Append `line`, which starts at `offset`, without them, each told.  Returns whether it had any. */
bool qg_text_unnoise(const qg_text_job *job, qg_buf *out, qg_str line, size_t offset);

/* ---- text/tags.c --------------------------------------------------------------------------- */

/* Append `line` without its tags of HTML, a line feed for each that ends a line.  Returns whether
 * there were any. */
bool qg_text_untag(qg_buf *out, qg_str line);

/* Whether the text has colours of a terminal, so that [m and [1;31m are none of its words; append
 * `line` without them, and return whether there were any. */
bool qg_text_has_colours(qg_str text);
bool qg_text_uncolour(qg_buf *out, qg_str line);

/* ---- text/furniture.c ---------------------------------------------------------------------- */

enum {
    QG_JUNK_SURE = 6,  /* points of a line that no author writes */
    QG_JUNK_LIKELY = 3 /* of one that needs its place to agree */
};

/* Say of all lines how much they are like furniture. */
void qg_text_find_furniture(qg_text_job *job);

/* ---- text/forms.c -------------------------------------------------------------------------- */

/* How much the form of a line speaks for furniture: page numbers, times, crumbs, pagers.
 *
 * folded  its text, folded (text/fold.c)
 */
int qg_text_form_score(qg_line *line, qg_str folded);

/* 某某总结精选9篇, 某某总结 篇1: how a site calls samples that it gathered, and each of them. */
bool qg_is_collection(qg_str text);

/* Whether the address of a site, and no mail, stands in a folded text. */
bool qg_has_address(qg_str folded);

/* Whether an address in it is of something on a site, and not of the site. */
bool qg_has_path(qg_str folded);

/* ---- text/stamps.c ------------------------------------------------------------------------- */

/* The same for dates and times of day: 2024-03-05 10:30, 发布时间：…; also says whether the line
 * starts with one. */
int qg_text_stamp_score(qg_line *line, qg_str folded);

/* Whether a name beside a day is a site's, or of what that does with an article: 发布, 某某网 */
bool qg_text_is_of_site(qg_str name);

/* Bytes of the label 时间: or 日期:, with what it is of, at the start of a folded text, and whether
 * that is what a site does with an article: 发布时间:; bytes of what a site counts: 阅读. */
size_t qg_text_day_label(qg_str folded, bool *is_site);
size_t qg_text_counter(qg_str folded);

/* ---- text/crumbs.c ------------------------------------------------------------------------- */

/* 历史[编辑]: take the buttons of an encyclopedia off the headings of its article, where it has
 * several.  Each is told. */
void qg_text_take_edit_marks(qg_text_job *job);

/* 首页 > 政务公开 > 正文, whatever the names are; 您的位置：首页 >> 要闻 */
bool qg_line_is_crumbs(const qg_line *line);

/* 第十一條 第二十一條: links to parts of the text. */
bool qg_line_is_row_of_parts(const qg_line *line);

/* ---- text/company.c ------------------------------------------------------------------------ */

/* Say it of all lines once more, by what stands around them. */
void qg_text_find_company(qg_text_job *job);

/* 本报记者 某某: who wrote the text, without a label that sites put in front. */
bool qg_line_is_credit(const qg_line *line);

/* Whether a line has a form that no menu has: the number of a document, its mark, an attachment, the
 * first half of a title, a remark in brackets, who wrote it. */
bool qg_line_has_own_form(const qg_line *line);

/* ---- text/tail.c --------------------------------------------------------------------------- */

/* Make menus of what stands below a text: headlines behind the article of a page that was copied
 * whole, and all behind the last sentences of a plain text and the first furniture below them, but
 * for what authors have there. */
void qg_text_find_tail(qg_line *at, size_t n);

/* Whether what is like furniture in a plain text stands in one place at most, not above everything,
 * and is no sentence of a site's.  A few such words show no page, whose menus might stand beside
 * them. */
bool qg_text_is_furniture_alone(const qg_line *at, size_t n);

/* Whether line `i` is, or stands below, what an author announces a list with: 获奖名单, 附：…, a
 * colon. */
bool qg_line_names_list(const qg_line *at, size_t i);

/* ---- text/article.c ------------------------------------------------------------------------ */

/* Lines from `begin` to in front of `end`. */
typedef struct qg_text_span {
    size_t begin, end;
} qg_text_span;

/* Where the article stands in a plain text that is a page copied whole; all lines where it is none. */
qg_text_span qg_text_find_article(const qg_line *at, size_t n);

/* Make menus of what stands above it and has no form of the author's. */
void qg_text_mark_above_article(qg_line *at, size_t n);

/* ---- text/site_lines.c --------------------------------------------------------------------- */

/* Mark the lines of such forms that what stands around them makes sure. */
void qg_text_find_site_lines(qg_line *at, size_t n);

/* ---- text/pardons.c ------------------------------------------------------------------------ */

/* Lines that are a little like furniture are the author's among entries of a form, and in the
 * middle of his text; so are words of menus where no menu is. */
void qg_text_pardon_entries(qg_line *at, size_t n);
void qg_text_pardon_words(qg_line *at, size_t n);

/* Whether line `i` of a plain text, 主办：… or one of a few such, stands above a line of the
 * author's: so he tells of an event; sites name their owners below everything. */
bool qg_text_tells_event(const qg_line *at, size_t n, size_t i);

/* What stands between 一、 and 二、 and is only like furniture is the author's. */
void qg_text_pardon_sections(qg_line *at, size_t n);

/* 地点：二号会议室, in a plain text right below another line. */
bool qg_line_is_form_entry(const qg_line *line);

/* ---- text/cells.c -------------------------------------------------------------------------- */

/* Names with figures between them are no menu. */
void qg_text_free_cells(qg_line *at, size_t n);

/* ◎年　　代　2005, as forums and letters of invitation have it: a mark, a name whose characters may
 * be spread, and what that is. */
bool qg_line_is_marked_fact(const qg_line *line);

/* ---- text/moments.c ------------------------------------------------------------------------ */

/* In a talk, days and hours are no furniture. */
void qg_text_pardon_moments(qg_line *at, size_t n);

/* Nor are they where three lines or more start with them and go on in time. */
void qg_text_free_timetables(qg_line *at, size_t n);

/* ---- text/samples.c ------------------------------------------------------------------------ */

/* Labels of a site's samples are furniture, or come off the titles that they stand beside. */
void qg_text_find_sample_heads(qg_text_job *job);

/* ---- text/files.c -------------------------------------------------------------------------- */

/* Find the file that a site offers, which tells the title, and the files that are attached. */
void qg_text_find_own_file(qg_line *at, size_t n);
void qg_text_find_attached(qg_line *at, size_t n);

/* ---- text/comments.c ----------------------------------------------------------------------- */

/* Mark what readers said below the article of a plain page. */
void qg_text_find_comments(qg_line *at, size_t n);

/* ---- text/chat.c --------------------------------------------------------------------------- */

/* Mark the question above a draft that was copied out of a chat, and who answers it. */
void qg_text_find_chat(qg_text_job *job);

/* A line of a table of contents: 一、总体情况........3, with dots or, behind a number, a tab. */
bool qg_line_is_contents(const qg_line *line);

/* ---- text/pages.c -------------------------------------------------------------------------- */

/* Mark the numbers and running headers of pages, and take off those glued to lines. */
void qg_text_find_page_marks(qg_text_job *job);

/* ---- text/footers.c -------------------------------------------------------------------------- */

/* Mark the feet of pages that have words beside their number. */
void qg_text_find_footers(qg_line *at, size_t n);

/* ---- text/metadata.c ----------------------------------------------------------------------- */

/* Find page data and make fields of them; marks the lines. */
void qg_text_find_metadata(qg_text_job *job);

/* Whether `text` is one of the labels that hardly anything but page data has: 索引号. */
bool qg_is_page_label(qg_str text);

/* Whether `text` is any label of page data, without a colon: 作者. */
bool qg_is_data_label(qg_str text);

/* ---- text/copies.c ------------------------------------------------------------------------- */

/* Find pieces that repeat what stands above them, as a hidden copy does. */
void qg_text_find_copies(qg_text_job *job);

/* What a site tells of the text is how the text starts: find lines above whose words stand again at
 * the start of another one, and go on there; they become furniture. */
void qg_text_find_abstracts(qg_line *at, size_t n);

/* ---- text/contents.c ------------------------------------------------------------------------ */

/* Find a table of contents that has no page numbers; marks its lines as copies. */
void qg_text_find_contents(qg_text_job *job);

/* 目录, 目　录 */
bool qg_line_heads_contents(const qg_line *line);

#endif
