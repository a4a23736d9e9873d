/* title_int.h - which piece is the title. */
#ifndef QG_PARSE_TEXT_TITLE_INT_H
#define QG_PARSE_TEXT_TITLE_INT_H

#include "parse/text/text_int.h"

/* ---- text/titles.c ------------------------------------------------------------------------- */

/* Whether the page itself speaks between lines `i` and `k`, or right above them: titles that are
 * only alike are both the author's elsewhere. */
bool qg_text_has_furniture(const qg_line *at, size_t i, size_t k);

enum {
    QG_MAX_TITLE_RUNES = 64,
    QG_MAX_KNOWN_TITLE_RUNES = 130, /* of what the page says is its title */
    QG_HEAD_PIECES = 400            /* the title stands among the first */
};

/* Find pieces that stand again as title, and those that the page itself calls its title. */
void qg_text_find_titles(qg_text_job *job);

/* The title without the names of the site and its columns around it, of what the head of a page
 * has: its longest part; empty when that is short. */
qg_str qg_text_head_title(qg_str title);

/* ---- text/title_kinds.c --------------------------------------------------------------------- */

/* Whether line `k` is the title in line `i` at the head of another page of a plain text, which has
 * begun above it: a cover has no sentences. */
bool qg_is_running_title(const qg_line *at, size_t i, size_t k);

/* A page calls an order by the name of what it puts into force, and shows both. */
void qg_text_find_orders(qg_line *at, size_t n, size_t first_prose);

/* The name of the column that an article stands in, a heading above its title, is furniture. */
void qg_text_find_columns(qg_line *at, size_t n);

/* Mark the lines as what a page says between its own title and the document's: who put it there,
 * when, and from where.  Not marked are the document's own: an office alone, whose document it is,
 * and a month in words, which stands on its cover. */
void qg_text_suspect(qg_line *at, size_t n);

/* 首页 > 政务公开 > 某某通知: the last crumb is the title. */
void qg_text_find_last_crumbs(qg_line *at, size_t n);

/* A site's own words about the text between its title and that of the document are furniture. */
void qg_text_find_forewords(qg_line *at, size_t n);

/* What piece `i` is by its form or place, so that it is no title: who speaks, the value of a label,
 * a mark, an office below the text. */
bool qg_is_never_title(const qg_text_job *job, size_t i);

/* 某某通知_某市人民政府 as the first line of a plain text is what its page is called. */
void qg_text_find_page_name(qg_text_job *job);

/* ---- text/headlines.c ----------------------------------------------------------------------- */

/* Find the headline of the page's article by its marks, once it is known which headings are the
 * highest. */
void qg_text_find_headline(qg_text_job *job);

/* ---- text/title_points.c ------------------------------------------------------------------- */

/* What piece `i` says for being the title, or a line in which it goes on. */
int qg_title_points(const qg_text_job *job, size_t i);
int qg_title_more_points(const qg_text_job *job, size_t i);

/* Has a full stop, or a colon or comma at its end, as no title has. */
bool qg_line_has_mark(const qg_line *line);

/* Whether the title of the office on line `i` stands on the next line: 某某有限公司 / 议事规则 */
bool qg_leads_to_title(const qg_text_job *job, size_t i);

/* Whether only names of offices stand between piece `i` and a line with 关于, or one that the last
 * of them leads to. */
bool qg_leads_to_about(const qg_text_job *job, size_t i);

/* Whether the next piece that is no furniture is a text, a heading or an address. */
bool qg_stands_above_text(const qg_text_job *job, size_t i);

/* ---- text/stamped.c ------------------------------------------------------------------------- */

/* Whether piece `i` stands above the text and right above what says when it was put up, with who
 * wrote it or one button between them at most, and is no title that stands once more. */
bool qg_is_stamped(const qg_text_job *job, size_t i);

/* Whether line `i` is who put a plain text up: a few characters, or a name and another one
 * (石某/某某 报), between its headline and when that was. */
bool qg_is_name_above_stamp(const qg_line *at, size_t n, size_t i);

/* Whether it stands right below the day on which a site put it up, which stands below a menu. */
bool qg_is_below_day(const qg_text_job *job, size_t i);

#endif
