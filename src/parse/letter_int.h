/* letter_int.h - inside of letter.c and letter_evidence.c. */
#ifndef QG_PARSE_LETTER_INT_H
#define QG_PARSE_LETTER_INT_H

#include "parse/structure_int.h"
#include "parse/text/text_int.h"

enum { QG_LETTER_FEWEST_RUNES = 5 /* of a title */ };

typedef struct qg_letter {
    qg_doc *doc;
    qg_text_job job; /* a line for each block */
} qg_letter;

/* Whether the text has headings of its own, but for one in front, which is its title. */
bool qg_letter_has_headings(const qg_doc *doc);

/* ### 关于某某的通知: a title in front that is no # but stands above all other headings, and says
 * what it is, has 一、 below it, or is the only one. */
void qg_letter_raise_title(qg_doc *doc, qg_node *title);

/* The paragraph that starts with the title: the first one, or behind a greeting and a rule. */
qg_node *qg_letter_find_title(qg_letter *r);

/* Whether the lines of the paragraph are all names of offices. */
bool qg_letter_names_offices(qg_letter *r, const qg_node *paragraph);

/* Whether 一、 and 二、, or 第一章 and 第二章, stand on lines of their own from `first` on. */
bool qg_letter_has_sections(qg_letter *r, const qg_node *first);

/* Whether somebody is addressed below the title, and its number, or there are numbered sections. */
bool qg_letter_is_one(qg_letter *r, const qg_node *title);

bool qg_letter_is_bold_line(const qg_node *paragraph);

/* A line of a few words says no more than what it is: 感谢信 */
bool qg_letter_is_title(const qg_line *line, int fewest_runes);

/* How many lines from `first` on are the names of offices, which issue a document together; `next`
 * becomes the line behind them, or NULL. */
int qg_letter_count_offices(qg_letter *r, const qg_node *first, const qg_node **next);

/* What stands behind the title in its paragraph; NULL when nothing does. */
qg_node *qg_letter_behind_title(qg_letter *r, const qg_node *title);

#endif
