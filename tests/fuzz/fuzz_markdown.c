/* fuzz_markdown.c - any Markdown in, a document whose texts and places hold. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    fuzz_parse(data, n, QG_FORMAT_MARKDOWN, false);
    return 0;
}
