/* small_sections.c - a draft is parsed from each heading or paragraph to the next. */
#define QG_SECTION_BYTES 1
#include "parse/cmark/section.c"
