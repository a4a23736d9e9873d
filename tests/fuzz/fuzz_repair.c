/* fuzz_repair.c - any clean text through each repair: text again, and a map that goes forward.
 *
 * The first byte chooses the pass, or all of them; the second whether likely guesses are done.
 */
#include "fuzz.h"

#include "normalize/repair.h"

static void check_map(const qg_text *text, size_t n_bytes)
{
    size_t last = 0;

    require(text->map.in == n_bytes && text->map.out == text->utf8.n);
    for (size_t i = 0; i < text->utf8.n; i++) {
        size_t at = qg_map_back(&text->map, i);
        require(at >= last && at <= n_bytes);
        last = at;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    unsigned pass = n > 0 ? data[0] % (QG_REPAIR_COUNT + 1) : 0;
    qg_repair_options options = {.passes = pass == QG_REPAIR_COUNT ? QG_REPAIRS_ALL : 1U << pass,
                                 .guess = n > 1 && (data[1] & 1) != 0};
    size_t n_bytes = n > 2 ? n - 2 : 0;
    qg_sink sink = {fuzz_see, &n_bytes};
    qg_text text;

    if (qg_normalize(&text, (qg_str){n_bytes == 0 ? "" : (const char *)data + 2, n_bytes},
                     QG_STR("UTF-8"), &sink) == QG_OK) {
        require(qg_repair(&text, &options, &sink) == QG_OK);
        require_text(qg_buf_str(&text.utf8));
        check_map(&text, n_bytes);
    }
    qg_text_clear(&text);
    return 0;
}
