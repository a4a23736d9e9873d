/* small_sections.c - a draft is parsed from each heading, paragraph, item or row to the next. */
#define QG_SECTION_BYTES 1
#include "parse/cmark/section.c"
