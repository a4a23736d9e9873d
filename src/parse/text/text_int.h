/* text_int.h - what the files that read plain text owe each other.
 *
 * The way goes: lines with their features (text/line.c, text/furniture.c), lines joined to the
 * pieces their author wrote (text/join.c), pieces that were glued taken apart (text/split.c), runs
 * of numbers judged together (text/outline.c, text/levels.c), the best labels for all pieces at
 * once (text/label.c), page data to fields (text/metadata.c), and at last the tree (text.c).
 */
#ifndef QG_PARSE_TEXT_INT_H
#define QG_PARSE_TEXT_INT_H

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/parse_int.h"

/* How a number is written.  The order is that of the ranks: what stands first contains the others.
 */
typedef enum qg_number_form {
    QG_NUMBER_NONE,
    QG_NUMBER_CHAPTER,      /* 第一编 第一部分 第一章 */
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

/* What a page says of a line beside its text. */
typedef struct qg_text_look {
    size_t offset; /* of the line's first byte */
    qg_node
        *block; /* the table, list or quote that the line stands for, U+FFFC its text; or NULL */
    uint8_t heading; /* marked up as one, 1 the highest; 0: not */
    qg_align align;
    uint8_t size;    /* of its characters, in half-points; 0: none is given, or several */
    uint8_t n_links; /* that hold all of its text; 0: some text is in none */
    bool is_bold;    /* all of it */
    bool is_picture; /* there is nothing but pictures on it */
    bool is_data;    /* a row of a table of page data: 索引号：… */
    bool is_outside; /* of the part of the page that is the article */
} qg_text_look;

/* A page as lines of text. */
typedef struct qg_text_page {
    const qg_text_look *looks; /* in the order of the lines, one for each that is not empty */
    size_t n_looks;
    const qg_map *map; /* offsets in the lines to those in the page */
    qg_str title;      /* as the head of the page has it, with the names of sites around it */
    bool is_exact;     /* or without them */
    /* Append the inlines of `text`, which stood at about `offset`, to `parent`.  For a heading
     * marks of looks are left out. */
    void (*put)(void *user, qg_node *parent, qg_str text, size_t offset);
    void *user;
} qg_text_page;

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
    bool is_top_heading; /* the page marks it up as its highest */
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

/* The work on one text. */
typedef struct qg_text_job {
    qg_doc *doc;
    qg_str text;
    const qg_sink *sink;
    bool keep_junk, has_colours, has_noise, has_posts; /* has_posts: of a bulletin board */
    bool is_spread;                                    /* a blank behind each character */
    const qg_text_page *page;                          /* NULL for plain text */
    qg_lines lines;
    qg_str loose_date;  /* of the page data, unless the document has its own */
    qg_str issuer;      /* in a library's record, likewise */
    qg_str title;       /* as the page data say; else empty */
    size_t first_prose; /* the first line of sentences in the article; 0 when there is none */
    bool has_head_line; /* what the head of the page calls the title stands in the page, too */
} qg_text_job;

/* Make room for `n` lines in all; append a copy of `line`.  A failure sticks to `lines`. */
void qg_lines_reserve(qg_lines *lines, size_t n);
qg_line *qg_lines_add(qg_lines *lines, const qg_line *line);
void qg_lines_clear(qg_lines *lines);

/* ---- text.c -------------------------------------------------------------------------------- */

/* Read the lines of a page as qg_text_parse does a text; offsets of nodes, fields and findings
 * become those in the page. */
qg_status qg_text_parse_page(qg_doc *doc, qg_str text, const qg_text_page *page, bool keep_junk,
                             const qg_sink *sink);

/* The tree while it is made. */
typedef struct qg_text_builder {
    qg_text_job *job;
    qg_doc *doc;
    qg_buf text;  /* scratch */
    qg_str title; /* the line that has it, where it is one */
    bool has_title, has_body;
} qg_text_builder;

/* A node that hangs nowhere; a block at the end of the document; the inlines of `text` in `parent`.
 * `offset` is a place in the text. */
qg_node *qg_text_new_node(qg_text_builder *b, qg_node_kind kind, size_t offset);
qg_node *qg_text_add_block(qg_text_builder *b, qg_node_kind kind, size_t offset);
void qg_text_add_text(qg_text_builder *b, qg_node *parent, qg_str text, size_t offset);

/* ---- written_lines.c ----------------------------------------------------------------------- */

/* In Markdown: the plain text from `first` to the end of its line, copied to `arena` and measured;
 * the first inline of the next line, NULL when there is none. */
qg_line qg_written_line(qg_arena *arena, const qg_node *first);
qg_node *qg_written_line_next(const qg_node *first);

/* A line that starts with 一、 or （一） and is no sentence. */
bool qg_is_numbered_heading(const qg_line *line);

/* Make paragraphs of the lines that their author ended, in the block `first` and all behind it;
 * each is told as parse.split.
 * is_letter  the text has no marks of Markdown: sentences end lines there, names start them */
void qg_written_lines_part(qg_text_job *job, qg_node *first, bool is_letter);

/* ---- text/groups.c ------------------------------------------------------------------------- */

/* Add the table, list or stanza that the pieces from `at` on are.  Returns how many they are; 0
 * when there is none. */
size_t qg_text_add_group(qg_text_builder *b, const qg_line *at, size_t n);

/* ---- text/line.c --------------------------------------------------------------------------- */

/* Find the lines of the text from `start` on that are not blank. */
void qg_text_lines(qg_text_job *job, size_t start);

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

/* A place in the text as one in the page it comes from. */
size_t qg_text_place(const qg_text_job *job, size_t offset);

/* A sentence of some length: nothing a menu or a title is made of. */
bool qg_line_is_prose(const qg_line *line);

/* 发布时间：2024-03-05 来源：…: furniture with a date. */
bool qg_line_is_stamp(const qg_line *line);

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

/* ---- text/number.c ------------------------------------------------------------------------- */

/* The number at the start of `text`.  Forms that need company (BARE_HAN, BARE_ARABIC, DECIMAL
 * without a blank behind it) are given too: text/outline.c looks for the company. */
qg_number qg_text_number(qg_str text);

/* What makes a quantity or a date of the figure in front of it: 个, 万, 年 */
bool qg_rune_is_unit(qg_rune rune);

/* Whether figures and a unit that is none of time start the text: 3个, 20万 */
bool qg_text_is_quantity(qg_str text);

/* ---- text/fold.c --------------------------------------------------------------------------- */

enum { QG_FOLD_MAX = 160 }; /* runes; longer lines are not compared with phrases */

/* Write `text` to `out` for comparing with phrases: no blanks, half width, lower case, simplified
 * characters.  Returns the number of bytes, 0 for a longer text. */
qg_rune qg_fold_rune(qg_rune rune);
size_t qg_text_fold(char out[QG_FOLD_MAX * QG_UTF8_MAX], qg_str text);

/* Whether most pairs of characters of the shorter of two titles are in the other one. */
bool qg_text_are_alike(qg_str a, qg_str b);

/* ---- text/furniture.c ---------------------------------------------------------------------- */

enum {
    QG_JUNK_SURE = 6,  /* points of a line that no author writes */
    QG_JUNK_LIKELY = 3 /* of one that needs its place to agree */
};

/* Say of all lines how much they are like furniture. */
void qg_text_find_furniture(qg_text_job *job);

/* ---- text/gaps.c --------------------------------------------------------------------------- */

/* Whether the line is most of a text of so many bytes, and only blanks part its paragraphs. */
bool qg_text_is_one_line(qg_str line, size_t n_text);

/* Bytes of the first of them, up to the blank behind it. */
size_t qg_text_first_paragraph(qg_str text);

/* ---- text/site_lines.c --------------------------------------------------------------------- */

/* Mark the lines of such forms that what stands around them makes sure. */
void qg_text_find_site_lines(qg_line *at, size_t n);

/* ---- text/decided.c ------------------------------------------------------------------------ */

enum { QG_JOIN_SURE = 20 };

/* What the words of lines `i` and `k` decide, or their kinds: QG_JOIN_SURE, they go together,
 * -QG_JOIN_SURE, they do not; 0: nothing.
 *
 * is_wrapped  lines of the text are cut where paper ends */
int qg_join_decided(const qg_line *at, size_t n, size_t i, size_t k, bool is_wrapped);

/* Whether the line is numbered, without a mark, and breaks off as headings do: not with what a day or
 * a figure can stand behind. */
bool qg_line_may_be_heading(const qg_line *line);

/* Whether the day stands behind what the line names, as in a list of articles: 关于做好…的通知
 * 2024-01-15 */
bool qg_line_ends_with_day(const qg_line *line);

/* Whether a bracket that is opened in the line is not closed in it; where a paragraph of a page ends
 * a sentence that is a slip. */
bool qg_line_leaves_open(const qg_line *line);

/* A number and nothing else: what it numbers stands on the next line. */
bool qg_is_number_alone(const qg_line *line);

/* ---- text/comments.c ----------------------------------------------------------------------- */

/* Mark what readers said below the article of a plain page. */
void qg_text_find_comments(qg_line *at, size_t n);

/* ---- text/chat.c --------------------------------------------------------------------------- */

/* Mark the question above a draft that was copied out of a chat, and who answers it. */
void qg_text_find_chat(qg_text_job *job);

/* A line of a table of contents: 一、总体情况........3, with dots or, behind a number, a tab. */
bool qg_line_is_contents(const qg_line *line);

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

/* ---- text/crumbs.c ------------------------------------------------------------------------- */

/* 历史[编辑]: take the buttons of an encyclopedia off the headings of its article, where it has
 * several.  Each is told. */
void qg_text_take_edit_marks(qg_text_job *job);

/* 首页 > 政务公开 > 正文, whatever the names are; 您的位置：首页 >> 要闻 */
bool qg_line_is_crumbs(const qg_line *line);

/* 第十一條 第二十一條: links to parts of the text. */
bool qg_line_is_row_of_parts(const qg_line *line);

/* ---- text/pages.c -------------------------------------------------------------------------- */

/* Mark the numbers and running headers of pages, and take off those glued to lines. */
void qg_text_find_page_marks(qg_text_job *job);

/* ---- text/footers.c -------------------------------------------------------------------------- */

/* Mark the feet of pages that have words beside their number. */
void qg_text_find_footers(qg_line *at, size_t n);

/* ---- text/files.c -------------------------------------------------------------------------- */

/* Find the file that a site offers, which tells the title, and the files that are attached. */
void qg_text_find_own_file(qg_line *at, size_t n);
void qg_text_find_attached(qg_line *at, size_t n);

/* ---- text/cells.c -------------------------------------------------------------------------- */

/* Names with figures between them are no menu. */
void qg_text_free_cells(qg_line *at, size_t n);

/* ---- text/company.c ------------------------------------------------------------------------ */

/* Say it of all lines once more, by what stands around them. */
void qg_text_find_company(qg_text_job *job);

/* 本报记者 某某: who wrote the text, without a label that sites put in front. */
bool qg_line_is_credit(const qg_line *line);

/* ---- text/pardons.c ------------------------------------------------------------------------ */

/* Lines that are a little like furniture are the author's among entries of a form, and in the
 * middle of his text; so are words of menus where no menu is. */
void qg_text_pardon_entries(qg_line *at, size_t n);
void qg_text_pardon_words(qg_line *at, size_t n);

/* Whether line `i` of a plain text, 主办：… or one of a few such, stands above a line of the author's: so
 * he tells of an event; sites name their owners below everything. */
bool qg_text_tells_event(const qg_line *at, size_t n, size_t i);

/* What stands between 一、 and 二、 and is only like furniture is the author's. */
void qg_text_pardon_sections(qg_line *at, size_t n);

/* 地点：二号会议室, in a plain text right below another line. */
bool qg_line_is_form_entry(const qg_line *line);

/* ---- text/samples.c ------------------------------------------------------------------------ */

/* Labels of a site's samples are furniture, or come off the titles that they stand beside. */
void qg_text_find_sample_heads(qg_text_job *job);

/* ---- text/moments.c ------------------------------------------------------------------------ */

/* In a talk, days and hours are no furniture. */
void qg_text_pardon_moments(qg_line *at, size_t n);

/* ---- text/metadata.c ----------------------------------------------------------------------- */

/* Find page data and make fields of them; marks the lines. */
void qg_text_find_metadata(qg_text_job *job);

/* Whether `text` is one of the labels that hardly anything but page data has: 索引号. */
bool qg_is_page_label(qg_str text);

/* Whether `text` is any label of page data, without a colon: 作者. */
bool qg_is_data_label(qg_str text);

/* ---- text/layout.c -------------------------------------------------------------------------- */

/* What the whole text says about its own layout. */
typedef struct qg_text_layout {
    bool blank_parts;      /* empty lines part paragraphs */
    bool blank_parts_all;  /* and nothing else does: a line that goes on has none behind it */
    bool indent_parts;     /* an indent starts a paragraph */
    bool indent_parts_all; /* and nothing else does */
    bool is_torn;          /* lines break anywhere, before commas and closing marks, too */
    bool has_sentences;    /* full stops stand in it as often as prose has them */
    bool is_wrapped;       /* many lines break off inside a sentence */
    int edge;              /* columns, where lines are wrapped */
} qg_text_layout;

qg_text_layout qg_text_layout_of(const qg_line *at, size_t n);

/* Mark runs of short lines that end as their author wanted them to; rows of tables. */
void qg_text_find_verse(qg_line *at, size_t n);
void qg_text_find_rows(qg_text_job *job);

/* The columns and the tabs in front of the line, whose text is that of `raw` without blanks. */
void qg_line_measure_indent(qg_line *line, qg_str raw);

/* Whether no line starts with such a mark; whether the line ends so that its sentence cannot be
 * over; whether the page says that it is nothing of a paragraph's, or only the end of one. */
bool qg_cannot_start(qg_rune rune);
bool qg_line_is_cut(const qg_line *line);
bool qg_line_stands_apart(const qg_line *line);

/* ---- text/edge.c ---------------------------------------------------------------------------- */

enum { QG_LONG_COLUMNS = 88 }; /* no line of print is wider: the line was a paragraph */

/* Whether the line is as wide as its neighbours and none of those is wider.
 *
 * edge  columns, where the lines of the whole text end; 0: it is not wrapped */
bool qg_line_is_full(const qg_line *at, size_t n, size_t i, int edge);

/* Whether line `k` is so wide that no indent was lost in front of it. */
bool qg_line_is_wide_start(const qg_line *at, size_t n, size_t k);

/* Whether the line ends where those of the whole text do; more loosely, where the layout says so. A
 * page says itself where its paragraphs end. */
bool qg_line_reaches_edge(const qg_line *line, const qg_text_layout *page, bool is_loose);

/* ---- text/starts.c -------------------------------------------------------------------------- */

/* How much the start of the line speaks for the line above going on in it. */
int qg_join_start_points(const qg_line *line);

/* ---- text/join.c --------------------------------------------------------------------------- */

/* Join the lines that were one paragraph; `job->lines` become pieces. */
void qg_text_join(qg_text_job *job);

/* 李工 14:22:10, which a chat has above what he says. */
bool qg_line_is_speaker(const qg_line *line);

/* - 某事, with a blank, or 2024-03-05[教学处]某事: an entry of a list. */
bool qg_line_is_list_entry(const qg_line *line);

/* Whether the line starts with a short name and a colon: 联系人：张三, 甲方：某某公司, 问：… */
bool qg_line_has_lead(const qg_line *line);

/* ---- text/heads.c -------------------------------------------------------------------------- */

/* Whether a blank between these two may part a heading from its text. */
bool qg_is_han_gap(qg_rune before, qg_rune after);

/* Whether a sentence says what is so, what was done, or what follows from what: no heading says
 * that. */
bool qg_text_is_statement(qg_str words);

/* Bytes of the numbered heading at the start of a line, which a blank parts from its text; in a
 * piece that was glued, also without a blank; and 二、存在问题一是…，二是…  0 when there is none.
 */
size_t qg_text_heading_head(const qg_line *line);
size_t qg_text_glued_head(qg_str text);
size_t qg_text_enumeration_head(const qg_line *line);

/* Bytes of the title at the start of a line, with the text behind it; 0 when there is none.
 * above  the pieces before it */
size_t qg_text_title_head(const qg_lines *above, const qg_line *line);

/* 。！？ and no ； */
bool qg_is_sentence_end(qg_rune rune);

/* Whether blanks behind full stops part the paragraphs of a line that lost its ends, which has so many
 * numbers inside. */
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

/* ---- text/split.c -------------------------------------------------------------------------- */

/* Take headings apart from the text they were glued to. */
void qg_text_split(qg_text_job *job);

/* ---- text/signed.c ------------------------------------------------------------------------- */

/* Bytes of `text` in front of its last sentence, which may lack its full stop. */
size_t qg_text_last_sentence(qg_str text);

/* Bytes of `text` in front of a signature with its date, which nothing parts from the last sentence:
 * …及时报告。某某县人民政府2004年12月6日; all of `text` when there is none. */
size_t qg_text_unsigned(qg_str text);

/* Bytes of the signature in front of the date on line `i`, below the pieces `above`; 0 when it is
 * no such line. */
size_t qg_text_signed_head(const qg_text_job *job, const qg_lines *above, size_t i);

/* Bytes of the date in front of （来源：某某报）, below an office that signs, the last of the
 * pieces `above`; 0 when it is no such line. */
size_t qg_text_sourced_date(const qg_line *line, const qg_lines *above);

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

/* ---- text/outline.c ------------------------------------------------------------------------ */

/* Decide which numbered pieces are headings, run-in headings or paragraphs. */
void qg_text_find_outline(qg_text_job *job);

/* ---- text/levels.c ------------------------------------------------------------------------- */

/* The rank of a form: a smaller one stands above. */
int qg_number_rank(const qg_number *number);

/* Give the headings of the body their levels, once it is known which those are; tell of gaps and
 * repeats among them. */
void qg_text_set_levels(qg_text_job *job);
void qg_text_check_outline(qg_text_job *job);

/* ---- text/subheads.c ------------------------------------------------------------------------ */

/* Find headings without numbers, once it is known what is the body. */
void qg_text_find_subheads(qg_text_job *job);

/* 冷空气影响南方 局地降幅十度以上: whether a line of a page is a headline in two halves. */
bool qg_line_is_in_halves(const qg_line *line);

/* ---- text/words.c -------------------------------------------------------------------------- */

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

/* Bytes of the post in front of a name and blanks: 省长　张三; 0 when the text is not of that form. */
size_t qg_post_before_name(qg_str text);

/* 会议现场。本报记者 某某 摄, below a picture */
bool qg_is_photo_credit(qg_str text);

/* The text without a bracket at its end: （试行）, (十页) */
qg_str qg_without_bracket(qg_str text);

/* ---- text/title_kinds.c --------------------------------------------------------------------- */

/* A page calls an order by the name of what it puts into force, and shows both. */
void qg_text_find_orders(qg_line *at, size_t n, size_t first_prose);

/* The name of the column that an article stands in, a heading above its title, is furniture. */
void qg_text_find_columns(qg_line *at, size_t n);

/* 首页 > 政务公开 > 某某通知: the last crumb is the title. */
void qg_text_find_last_crumbs(qg_line *at, size_t n);

/* A site's own words about the text between its title and that of the document are furniture. */
void qg_text_find_forewords(qg_line *at, size_t n);

/* What piece `i` is by its form or place, so that it is no title: who speaks, the value of a label, a
 * mark, an office below the text. */
bool qg_is_never_title(const qg_text_job *job, size_t i);

/* 某某通知_某市人民政府 as the first line of a plain text is what its page is called. */
void qg_text_find_page_name(qg_text_job *job);

/* ---- text/titles.c ------------------------------------------------------------------------- */

/* Whether the page itself speaks between two lines, or right above them; mark what it says between
 * its own title and that of the document. */
bool qg_text_has_furniture(const qg_line *at, size_t i, size_t k);
void qg_text_suspect(qg_line *at, size_t n);

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

/* ---- text/points.c ------------------------------------------------------------------------- */

enum { QG_POINTS_NEVER = -10000 };

/* What piece `i` says for each label; QG_POINTS_NEVER where it cannot be that. */
void qg_text_points(const qg_text_job *job, size_t i, int16_t points[QG_LABELS]);

/* What is a heading by its tag, and no link. */
bool qg_line_is_marked(const qg_line *line);

/* A picture alone; a table, list, quote or picture; what a page sets in the middle and is no link;
 * all of it in brackets. */
bool qg_line_is_picture(const qg_line *line);
bool qg_line_is_block(const qg_line *line);
bool qg_line_is_centred(const qg_line *line);
bool qg_line_is_bracketed(const qg_line *line);

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

/* Above the text, right above when it was put up, and no title that stands once more; right below
 * the day on which a site put it up, which stands below a menu. */
bool qg_is_stamped(const qg_text_job *job, size_t i);
bool qg_is_below_day(const qg_text_job *job, size_t i);

/* ---- text/label.c -------------------------------------------------------------------------- */

/* Find the best labels for all pieces, and how sure they are. */
void qg_text_label(qg_text_job *job);

/* Furniture, in any of its places. */
bool qg_label_is_junk(qg_label label);

/* ---- text/space.c -------------------------------------------------------------------------- */

/* Append `text` without the blanks that layout put between Chinese characters, or between them and
 * letters or digits.  Returns how many places were changed. */
size_t qg_text_put_spaced(qg_buf *out, qg_str text);

/* The same, also where the gap is wide: 总　则. */
size_t qg_text_put_tight(qg_buf *out, qg_str text);

/* Whether a blank stands behind nearly every character of a text, as some programs that read scans
 * leave it. */
bool qg_text_is_spread(qg_str text);

/* Whether a blank belongs between two characters of one paragraph that stood on two lines. */
bool qg_needs_blank(qg_rune before, qg_rune after);

/* Tell a finding about `line`. */
void qg_text_tell(const qg_text_job *job, qg_kind kind, const qg_line *line, qg_str before,
                  qg_str after);

#endif
