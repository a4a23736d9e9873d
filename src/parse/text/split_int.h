/* split_int.h - where a line was two.
 *
 * Pages and bad copies run a heading, a title, a signature into the text beside it.  These
 * functions say how many bytes belong to the one in front; split.c cuts there.
 */
#ifndef QG_PARSE_TEXT_SPLIT_INT_H
#define QG_PARSE_TEXT_SPLIT_INT_H

#include "parse/text/text_int.h"

/* ---- text/heads.c -------------------------------------------------------------------------- */

/* Bytes of the numbered heading at the start of a line, which a blank parts from its text; in a
 * piece that was glued, also without a blank; and 二、存在问题一是…，二是…  0 when there is none.
 */
size_t qg_text_heading_head(const qg_line *line);
size_t qg_text_glued_head(qg_str text);
size_t qg_text_enumeration_head(const qg_line *line);

/* Bytes of the title at the start of a line, with the text behind it; 0 when there is none.
 * above  the pieces before it */
size_t qg_text_title_head(const qg_lines *above, const qg_line *line);

/* Whether a sentence says what is so, what was done, or what follows from what: no heading says
 * that. */
bool qg_text_is_statement(qg_str words);

/* 。！？ and no ； */
bool qg_is_sentence_end(qg_rune rune);

/* Whether blanks behind full stops part the paragraphs of a line that lost its ends, which has so
 * many numbers inside. */
bool qg_text_gaps_part(qg_str text, size_t n_numbers);

/* Bytes of sentences that a site has put its address behind, on their line; 0 without. */
size_t qg_text_before_site(qg_str text);

/* Bytes of the address to those who listen, or to offices, that `text` starts with: 各位代表：,
 * 同志们：, 各县人民政府，各部门：; 0 when there is none. */
size_t qg_text_salutation(qg_str text);

/* Bytes of a date in brackets that the text starts with, when such an address follows; else 0. */
size_t qg_text_byline_head(qg_str text);

/* Bytes of a title that the text starts with, when it starts with its first words once more behind
 * it; else 0. */
size_t qg_text_doubled(qg_str text);

/* The last part of what a page calls itself or where it stands: 首页 > 范文 > 某某报告 */
qg_str qg_last_crumb(qg_str text);

/* ---- text/cut.c ---------------------------------------------------------------------------- */

/* Bytes of the heading, or the title, at the start of `text` whose text follows without anything
 * between, when enough speaks for one place; else 0.
 * n_number  bytes of its number */
size_t qg_text_cut_heading(qg_str text, size_t n_number);
size_t qg_text_cut_title(qg_str text);

/* ---- text/inner_numbers.c ------------------------------------------------------------------ */

/* A number inside a line that may start a piece. */
typedef struct qg_inner_number {
    qg_number number;
    size_t offset;     /* in the line */
    int next_value;    /* of the next one of its form, in this line or at the start of another */
    bool next_is_over; /* a sentence ends before that */
    bool is_over;      /* a sentence has ended before it */
    bool is_apart;     /* a blank stands before it */
    bool is_announced; /* a colon */
    bool is_cited;     /* the name of a law: 《解释》第一条 */
    bool is_open;      /* it follows the words of a heading without anything between */
    bool has_comma;    /* those words have commas */
} qg_inner_number;

/* Start with a zeroed one; `at` is for free(). */
typedef struct qg_inner_numbers {
    qg_inner_number *at;
    size_t n, n_allocated;
    qg_status status;
} qg_inner_numbers;

/* Find the numbers in `text`, in place of those found before.
 *
 * i      the line of `lines` that `text` is a part of
 * start  of `text` in the line, in bytes
 * open   the form of a number right before `text` whose list may follow at once;
 *        QG_NUMBER_FORMS: there is none
 */
void qg_inner_numbers_find(qg_inner_numbers *found, const qg_lines *lines, size_t i, qg_str text,
                           size_t start, qg_number_form open);

/* Whether a number of a lower form may follow the words behind one of this form at once:
 * 二、主要做法（一）…, 1、职责（1）…, 第一章 总则第一条 */
bool qg_number_opens_list(qg_number_form form);

/* The value of the next number of `form` at the start of a line behind line `i`, unless one of a
 * higher rank stands before it; 0 when there is none. */
int qg_number_below(const qg_lines *lines, size_t i, qg_number_form form);

/* ---- text/split.c -------------------------------------------------------------------------- */

/* Take headings apart from the text they were glued to. */
void qg_text_split(qg_text_job *job);

/* ---- text/signed.c ------------------------------------------------------------------------- */

/* Bytes of `text` in front of its last sentence, which may lack its full stop. */
size_t qg_text_last_sentence(qg_str text);

/* Bytes of `text` in front of a signature with its date, which nothing parts from the last
 * sentence: …及时报告。某某县人民政府2004年12月6日; all of `text` when there is none. */
size_t qg_text_unsigned(qg_str text);

/* Bytes of the signature in front of the date on line `i`, below the pieces `above`; 0 when it is
 * no such line. */
size_t qg_text_signed_head(const qg_text_job *job, const qg_lines *above, size_t i);

/* Bytes of the date in front of （来源：某某报）, below an office that signs, the last of the
 * pieces `above`; 0 when it is no such line. */
size_t qg_text_sourced_date(const qg_line *line, const qg_lines *above);

#endif
