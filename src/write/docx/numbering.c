/* numbering.xml: lists of the draft as lists of Word, which go on counting when one edits them. */
#include "write/docx/text_int.h"

#include <stdio.h>

enum { LEVELS = 9 };
enum { BULLETS, DOTS, BRACKETS, TASKS, HEADINGS, SCHEMES };

/* The bullet of tasks, whose box stands in the text: a zero-width space, since pandoc takes items
 * with an empty one for the rest of the item before. */
static const char UNSEEN[] = "\u200B";

static void write_level(docx *d, int scheme, int level)
{
    static const char *const bullets[] = {"•", "◦", "▪"};
    bool is_ordered = scheme == DOTS || scheme == BRACKETS;
    const qg_para *p = &d->style->paras[QG_PARA_LIST];
    qg_xml *x = d->xml;
    char text[16];

    snprintf(text, sizeof text, scheme == DOTS ? "%%%d." : "%%%d)", level + 1);
    qg_xml_open(x, "w:lvl");
    qg_xml_attr_int(x, "w:ilvl", level);
    qg_xml_val(x, "w:start", "1");
    qg_xml_val(x, "w:numFmt", is_ordered ? "decimal" : "bullet");
    if (scheme == TASKS)
        qg_xml_val(x, "w:suff", "nothing");
    qg_xml_val(x, "w:lvlText", is_ordered ? text : scheme == TASKS ? UNSEEN : bullets[level % 3]);
    qg_xml_val(x, "w:lvlJc", "left");
    qg_xml_open(x, "w:pPr");
    qg_xml_open(x, "w:ind");
    qg_xml_attr_int(x, "w:left", qg_docx_level_left(d, level, scheme == BULLETS));
    qg_xml_attr_int(x, "w:leftChars", 0); /* the style's, in characters, would count more */
    qg_xml_attr_int(x, "w:hanging",
                    p->hanging.twips - (scheme == BULLETS ? p->hanging.twips / 2 : 0));
    qg_xml_attr_int(x, "w:firstLineChars", 0);
    qg_xml_close(x);
    qg_xml_close(x);
    qg_xml_close(x);
}

/* 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3), which have no room of their own behind them. */
static void write_heading_level(docx *d, int level)
{
    static const struct {
        const char *format, *text, *style;
    } levels[QG_NUMBERED_LEVELS] = {{"chineseCountingThousand", "%1、", "Heading1"},
                                    {"chineseCountingThousand", "（%2）", "Heading2"},
                                    {"decimal", "%3.", "Heading3"},
                                    {"decimal", "（%4）", "Heading4"}};
    qg_xml *x = d->xml;

    qg_xml_open(x, "w:lvl");
    qg_xml_attr_int(x, "w:ilvl", level);
    qg_xml_val(x, "w:start", "1");
    qg_xml_val(x, "w:numFmt", levels[level].format);
    if (d->anchors.is_numbered[level + 1])
        qg_xml_val(x, "w:pStyle", levels[level].style);
    qg_xml_val(x, "w:suff", "nothing");
    qg_xml_val(x, "w:lvlText", levels[level].text);
    qg_xml_val(x, "w:lvlJc", "left");
    qg_xml_open(x, "w:pPr");
    qg_docx_indents(x, &d->style->paras[QG_PARA_HEADING_1 + level]);
    qg_xml_close(x);
    qg_xml_close(x);
}

static void write_scheme(docx *d, int scheme)
{
    bool is_of_headings = scheme == HEADINGS;

    qg_xml_open(d->xml, "w:abstractNum");
    qg_xml_attr_int(d->xml, "w:abstractNumId", scheme);
    qg_xml_val(d->xml, "w:multiLevelType", is_of_headings ? "multilevel" : "hybridMultilevel");
    for (int level = 0; level < (is_of_headings ? QG_NUMBERED_LEVELS : LEVELS); level++)
        if (is_of_headings)
            write_heading_level(d, level);
        else
            write_level(d, scheme, level);
    qg_xml_close(d->xml);
}

static int scheme_of(const list_instance *list)
{
    if (list->is_of_headings)
        return HEADINGS;
    if (list->has_boxes)
        return TASKS;
    if (!list->is_ordered)
        return BULLETS;
    return list->delimiter == ')' ? BRACKETS : DOTS;
}

static bool is_used(const docx *d, int scheme)
{
    const list_instance *list = d->first_list;

    while (list != NULL && scheme_of(list) != scheme)
        list = list->next;
    return list != NULL;
}

/* Write from which number a level of the list starts; without that it would go on from the other
 * lists of its scheme. */
static void write_start(qg_xml *x, int level, int start)
{
    qg_xml_open(x, "w:lvlOverride");
    qg_xml_attr_int(x, "w:ilvl", level);
    qg_xml_val_int(x, "w:startOverride", start);
    qg_xml_close(x);
}

static void write_list(qg_xml *x, const list_instance *list, int id)
{
    qg_xml_open(x, "w:num");
    qg_xml_attr_int(x, "w:numId", id);
    qg_xml_val_int(x, "w:abstractNumId", scheme_of(list));
    if (list->is_ordered)
        write_start(x, list->level, list->start);
    for (int level = list->below; list->is_of_headings && level < QG_NUMBERED_LEVELS; level++)
        write_start(x, level, 1);
    qg_xml_close(x);
}

qg_status qg_docx_numbering(docx *d)
{
    qg_xml *x;
    int id = 0;

    if (d->first_list == NULL)
        return QG_OK;
    x = qg_docx_begin_part(
        d, "word/numbering.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml");
    if (x == NULL)
        return QG_E_MEMORY;
    qg_relations_add(&d->of_document, &d->arena, "numbering", QG_STR("numbering.xml"), false);
    qg_xml_open(x, "w:numbering");
    qg_docx_namespaces(x);
    for (int scheme = 0; scheme < SCHEMES; scheme++)
        if (is_used(d, scheme))
            write_scheme(d, scheme);
    for (const list_instance *list = d->first_list; list != NULL; list = list->next)
        write_list(x, list, ++id);
    return qg_xml_end(x);
}
