/* line_int.h - a line of plain text and what it says by itself.
 *
 * All that is found out about a line is kept beside it, by whoever finds it out: first what its own
 * characters show, which the functions here measure, then what it is among the lines around it.
 * Lines become pieces on the way, a paragraph, heading or title each, and are still the same type.
 */
#ifndef QG_PARSE_TEXT_LINE_INT_H
#define QG_PARSE_TEXT_LINE_INT_H

#include "base/utf8.h"
#include "document/document.h"

/* How a number is written.  The order is that of the ranks: what stands first contains the others.
 */
typedef enum qg_number_form {
    QG_NUMBER_NONE,
    QG_NUMBER_PART,         /* 第一编 第一篇 第一部分 */
    QG_NUMBER_CHAPTER,      /* 第一章 */
    QG_NUMBER_SECTION,      /* 第一节 */
    QG_NUMBER_ARTICLE,      /* 第一条, which is never a heading */
    QG_NUMBER_HAN,          /* 一、 */
    QG_NUMBER_HAN_BRACKET,  /* （一） */
    QG_NUMBER_DECIMAL,      /* 1.1 and 1.2.1 */
    QG_NUMBER_ARABIC,       /* 1. */
    QG_NUMBER_BRACKET,      /* （1） */
    QG_NUMBER_PAREN,        /* 1） */
    QG_NUMBER_CIRCLED,      /* ① */
    QG_NUMBER_BARE_HAN,     /* 一加强领导: the brackets were lost */
    QG_NUMBER_BARE_ARABIC,  /* "1 总则" */
    QG_NUMBER_TIGHT_ARABIC, /* 1总则, where 1.1 follows */
    QG_NUMBER_FORMS
} qg_number_form;

typedef struct qg_number {
    qg_number_form form;
    int value, depth; /* depth: parts of a decimal */
    int n;            /* bytes */
} qg_number;

/* Whether the form is that of the largest divisions of a document, which stand below nothing but
 * each other. */
static inline bool qg_number_is_chapter(qg_number_form form)
{
    return form == QG_NUMBER_PART || form == QG_NUMBER_CHAPTER;
}

/* How a page shows a line, beside its text.  Plain text has no looks. */
typedef struct qg_text_look {
    size_t offset;   /* of the line's first byte */
    qg_node *block;  /* the table, list or quote that the line, U+FFFC, stands for; or NULL */
    uint8_t heading; /* marked up as one, 1 the highest; 0: not */
    qg_align align;
    uint8_t size;    /* of its characters, in half-points; 0: none is given, or several */
    uint8_t n_links; /* that hold all of its text; 0: some text is in none */
    bool is_bold;    /* all of it */
    bool is_picture; /* there is nothing but pictures on it */
    bool is_data;    /* a row of a table of page data: 索引号：… */
    bool is_outside; /* it stands beside or around the article of the page */
} qg_text_look;

/* What a piece turned out to be. */
typedef enum qg_label {
    QG_LABEL_HEAD_JUNK, /* furniture above the document */
    QG_LABEL_LEAD,      /* the author's own line above the title */
    QG_LABEL_TITLE,
    QG_LABEL_TITLE_MORE, /* the title goes on */
    QG_LABEL_TITLE_JUNK, /* furniture between title and body ... */
    QG_LABEL_BYLINE,     /* ... and what the author has there; all that is known of it is chosen, it
                          * is body */
    QG_LABEL_BODY,
    QG_LABEL_BODY_JUNK, /* furniture inside the body, such as page numbers */
    QG_LABEL_SIGNATURE,
    QG_LABEL_DATE,
    QG_LABEL_CLOSING, /* what stands below the date */
    QG_LABEL_BETWEEN, /* furniture behind the end of a document that another one follows */
    QG_LABEL_TAIL_JUNK,
    QG_LABELS
} qg_label;

/* What the number in front of a piece makes of it. */
typedef enum qg_outline {
    QG_OUTLINE_NONE,
    QG_OUTLINE_HEADING,
    QG_OUTLINE_RUN_IN,
    QG_OUTLINE_ITEM, /* a numbered paragraph */
    QG_OUTLINE_ALONE /* the only chapter, above all text: a title */
} qg_outline;

/* What a number in front of a heading has lost on its way through a page. */
typedef enum qg_lost {
    QG_LOST_NOTHING,
    QG_LOST_BRACKETS, /* 一 was （一） */
    QG_LOST_MARK      /* 一 was 一、 */
} qg_lost;

/* A line, and later a piece: one or several lines that are one paragraph, heading or title. */
typedef struct qg_line {
    qg_str text;         /* without blanks around it */
    size_t offset;       /* of its first byte in the input */
    int n_blank, indent; /* empty lines before it; columns of blanks in front */
    int columns, n_runes;
    int n_stops, n_commas, n_gaps; /* 。！？； in it; ，、 in it; runs of blanks inside */
    qg_rune first, last;
    const qg_text_look *look; /* NULL in plain text */
    qg_number number;
    int junk;            /* 0 not like furniture, 3 and more much like it, 6 surely */
    int n_run_in;        /* bytes of a heading that runs in */
    int level;           /* of the heading */
    uint32_t key;        /* equal for lines of equal letters */
    uint8_t label;       /* qg_label */
    uint8_t outline;     /* qg_outline */
    bool is_date;        /* 2024年3月5日 and nothing else */
    bool is_page_break;  /* a form feed stands before it */
    bool is_repeat;      /* the same line stands again further down, close by */
    bool is_top_heading; /* the page marks it up as its highest, or, copied whole as text, has when
                          * it was put up right below */
    bool is_headline;    /* the page marks it up as that of its article */
    bool is_in_head;     /* the head of the page has it as title */
    bool is_copied;      /* a line above is the same: the page's own title */
    bool is_second_half; /* of a title that the page has on one line */
    bool is_page_mark;   /* a page number, a running header */
    bool is_moment;      /* starts with a date and a time of day */
    bool is_opener;      /* 相关文章: only furniture follows */
    bool is_copy;        /* stands on the page a second time */
    bool is_word;        /* a word of menus, which is an ordinary one elsewhere */
    bool is_menu;        /* one of many short lines around furniture */
    bool is_meta;        /* page data: 索引号：… */
    bool is_quoted;      /* of a post that another one answers */
    bool is_literal;     /* a line of verse, a table or an address: never joined */
    bool is_cell_row;    /* a row of a table */
    bool has_commas;     /* between its cells, as programs write them: 第一小学,6,270 */
    bool is_attached;    /* the name of a file, behind 附件： */
    bool has_empty_end;  /* a tab behind it: the last cell of a row is empty */
    uint8_t n_empty;     /* cells in front of a row: tabs, beyond those of the rows around it */
    uint8_t lost;        /* qg_lost: of a number's mark */
    float confidence;    /* that it goes on the line before it; later, that its label is right */
} qg_line;

typedef struct qg_lines {
    qg_line *at;
    size_t n, n_allocated;
    qg_status status;
} qg_lines;

/* Make room for `n` lines in all; append a copy of `line`.  A failure sticks to `lines`. */
void qg_lines_reserve(qg_lines *lines, size_t n);
qg_line *qg_lines_add(qg_lines *lines, const qg_line *line);
void qg_lines_clear(qg_lines *lines);

/* ---- text/source_lines.c, text/line.c -------------------------------------------------------- */

/* Fill in everything about a line that its text alone says. */
void qg_line_measure(qg_line *line);

/* The `key` of a line of this text: equal for texts that differ in blanks alone. */
uint32_t qg_text_key(qg_str text);

/* Marks in either width; what may end a sentence inside brackets or quotation marks is looked
 * through. */
bool qg_is_stop(qg_rune rune);
bool qg_is_comma(qg_rune rune);
bool qg_is_colon(qg_rune rune);
bool qg_line_ends_sentence(const qg_line *line);

/* Bytes up to and with the first 。！？ and what closes behind it; text.n when there is none. */
size_t qg_first_sentence(qg_str text);

/* What the line's page says of it; nothing for plain text. */
const qg_text_look *qg_line_look(const qg_line *line);

/* A sentence of some length: nothing a menu or a title is made of. */
bool qg_line_is_prose(const qg_line *line);

/* 发布时间：2024-03-05 来源：…: furniture with a date. */
bool qg_line_is_stamp(const qg_line *line);

/* ---- text/number.c ------------------------------------------------------------------------- */

/* The number at the start of `text`.  Forms that need company (BARE_HAN, BARE_ARABIC, DECIMAL
 * without a blank behind it) are given too: text/outline.c looks for the company. */
qg_number qg_text_number(qg_str text);

/* What makes a quantity or a date of the figure in front of it: 个, 万, 年 */
bool qg_rune_is_unit(qg_rune rune);

/* Whether figures and a unit that is none of time start the text: 3个, 20万 */
bool qg_text_is_quantity(qg_str text);

/* Whether there is room to fill in: （　　） in the question of a test, 姓名：____ */
bool qg_text_has_room(qg_str text);

/* ---- text/fold.c --------------------------------------------------------------------------- */

enum { QG_FOLD_MAX = 160 }; /* runes; longer lines are not compared with phrases */

/* Write `text` to `out` for comparing with phrases: no blanks, half width, lower case, simplified
 * characters.  Returns the number of bytes, 0 for a longer text. */
qg_rune qg_fold_rune(qg_rune rune);
size_t qg_text_fold(char out[QG_FOLD_MAX * QG_UTF8_MAX], qg_str text);

/* A folded line without what decorates it: — 往期推荐 —, ▼往期回顾▼; without square brackets around
 * it: [发布时间2020年12月23日], 【编辑：某某】 */
qg_str qg_fold_undecorated(qg_str folded);
qg_str qg_fold_unbracketed(qg_str folded);

/* Whether most pairs of characters of the shorter of two titles are in the other one. */
bool qg_text_are_alike(qg_str a, qg_str b);

#endif
