/* letter_int.h - what letter.c has of letter_title.c. */
#ifndef QG_PARSE_LETTER_INT_H
#define QG_PARSE_LETTER_INT_H

#include "parse/text/text_int.h"

/* The paragraph that starts with the title: the first one, or behind a greeting and a rule; NULL
 * without one. */
qg_node *qg_letter_title(qg_doc *doc);

/* What stands behind the title in its paragraph; NULL when nothing does. */
qg_node *qg_letter_behind_title(qg_doc *doc, const qg_node *title);

/* Whether it is 一、, the first of the numbered headings. */
bool qg_letter_is_first_section(qg_doc *doc, const qg_node *heading);
/* Whether the title starts with a line for who issues the document. */
bool qg_letter_has_office(qg_doc *doc, const qg_node *title);

/* Make a heading of the title, with the offices above it, and a paragraph of what follows it; told
 * as parse.title. */
void qg_letter_set_title(qg_text_job *job, qg_node *title);

/* ### 关于某某的通知 in front, above all other headings, becomes the first of them. */
void qg_letter_raise_title(qg_doc *doc, qg_node *title);

/* # 某某县人民检察院 and # 检察建议书 right below it are the two lines of one title. */
void qg_letter_join_titles(qg_doc *doc);

void qg_letter_make_heading(qg_node *paragraph, int level);

/* Whether the paragraph is 附件1, below which titles are those of attachments. */
bool qg_letter_ends_at(const qg_node *paragraph);

bool qg_is_bold_line(const qg_node *paragraph);

/* 编号：2025-018, 第018号 */
bool qg_is_register_line(qg_doc *doc, const qg_node *paragraph);

/* 聘 书: what layout spreads is a title. */
bool qg_is_spread(const qg_line *line);

#endif
