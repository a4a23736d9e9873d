/* words_int.h - what the words of a short text say that it is.
 *
 * 报告 and 通知 end titles, 局 and 委员会 names of offices, 〔2024〕5号 the number of a document.
 * Nothing here looks at what stands around the text.
 */
#ifndef QG_PARSE_TEXT_WORDS_INT_H
#define QG_PARSE_TEXT_WORDS_INT_H

#include "parse/text/line_int.h"

/* ---- text/words.c -------------------------------------------------------------------------- */

/* A colon anywhere, in either width. */
bool qg_has_colon(qg_str text);

/* Whether `text` ends as titles do (报告, 通知 …), speaks of 关于, ends as names of offices do. */
bool qg_has_title_word(qg_str text);
bool qg_has_about(qg_str text);
bool qg_is_office(qg_str text);

/* The offices that blanks, commas or 、 part in `text`, as `names`; 0: it is anything else, or more
 * than `most`. */
size_t qg_offices_of(qg_str text, qg_str *names, size_t most);

/* 某某县人民政府文件, which stands above the number of a document. */
bool qg_is_red_mark(qg_str text);

/* 2004年7月15日省政府令第172号修订, which stands below the title of a regulation. */
bool qg_is_enactment(qg_str text);

/* What a picture shows, an entry of a form, a stamp: what stands around titles. */
bool qg_is_no_title(qg_str text);

/* 某政发〔2024〕5号 and nothing else but brackets around it; the number without them, empty when it
 * is none. */
bool qg_is_doc_number(qg_str text);
qg_str qg_doc_number_of(qg_str text);

/* YZCR-2023-01005: by which a regulation is registered. */
bool qg_is_register_number(qg_str text);

/* 抄送, 联系人, 附件 …: what stands below a text. */
bool qg_starts_closing(qg_str text);

/* 证券代码：…, 公告编号：…: above the title of what a company announces. */
bool qg_is_company_data(qg_str text);

/* 第12号 or 〔十七届〕第9号, below the title of an order; ——以某某为例 and
 * 2024年3月5日在某某会议上, below any title; 省长　张三, who speaks. */
bool qg_is_order_number(qg_str text);
bool qg_starts_occasion(qg_str text);
bool qg_is_subtitle(const qg_line *line);
bool qg_is_post_and_name(const qg_line *line);

/* Bytes of the post in front of a name and blanks: 省长　张三; 0 when the text is not of that form.
 */
size_t qg_post_before_name(qg_str text);

/* 会议现场。本报记者 某某 摄, below a picture */
bool qg_is_photo_credit(qg_str text);

/* The text without a bracket at its end: （试行）, (十页) */
qg_str qg_without_bracket(qg_str text);

/* 特此报告。 and what else closes a document. */
bool qg_line_is_closing(const qg_line *line);

#endif
