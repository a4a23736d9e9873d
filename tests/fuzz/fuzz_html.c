/* fuzz_html.c - any page in, a document whose texts and places hold.
 *
 * The first byte says whether furniture is kept; the rest is the page.
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n > 0)
        fuzz_parse(data + 1, n - 1, QG_FORMAT_HTML, (data[0] & 1) != 0);
    return 0;
}
