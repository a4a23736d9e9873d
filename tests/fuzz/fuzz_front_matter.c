/* fuzz_front_matter.c - any YAML between the lines where front matter stands. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char head[] = "---\n", tail[] = "\n---\n\n正文。\n";
    size_t n_head = sizeof head - 1, n_tail = sizeof tail - 1;
    uint8_t *draft = malloc(n_head + n + n_tail);

    require(draft != NULL);
    memcpy(draft, head, n_head);
    if (n > 0)
        memcpy(draft + n_head, data, n);
    memcpy(draft + n_head + n, tail, n_tail);
    fuzz_parse(draft, n_head + n + n_tail, QG_FORMAT_MARKDOWN, false);
    free(draft);
    return 0;
}
