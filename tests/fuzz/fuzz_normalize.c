/* fuzz_normalize.c - any bytes in, clean UTF-8 and a true map out.
 *
 * The first byte chooses the encoding, or to find it out; the rest is the file.
 */
#include "base/utf8.h"
#include "normalize/normalize.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *const encodings[] = {
    "",       "UTF-8",       "GB18030", "BIG5",        "UTF-16", "UTF-16BE",
    "UTF-32", "EUC-JP",      "EUC-TW",  "EUC-KR",      "SJIS",   "US-ASCII",
    "KOI8-R", "ISO-2022-JP", "UTF-7",   "ISO-2022-KR", "CP1258", "TSCII"};

typedef struct seen {
    size_t n_findings, n_bytes;
} seen;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void see(void *user, const qg_finding *finding)
{
    seen *s = user;

    s->n_findings++;
    require(finding->offset <= s->n_bytes);
    require(qg_utf8_check(finding->before) == finding->before.n);
    require(qg_utf8_check(finding->after) == finding->after.n);
}

/* Both sides of the map are as long as text and file, and places never go back. */
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

/* Clean text comes back as it is. */
static void check_again(const qg_text *text)
{
    seen s = {0, text->utf8.n};
    qg_text again;

    require(qg_normalize(&again, qg_buf_str(&text->utf8), QG_STR("UTF-8"), &(qg_sink){see, &s}) ==
                QG_OK ||
            s.n_findings == 1);
    if (again.utf8.n > 0)
        require(qg_str_eq(qg_buf_str(&again.utf8), qg_buf_str(&text->utf8)) && s.n_findings == 0);
    qg_text_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const char *encoding =
        n == 0 ? "" : encodings[data[0] % (sizeof encodings / sizeof *encodings)];
    qg_str input = n == 0 ? (qg_str){"", 0} : (qg_str){(const char *)data + 1, n - 1};
    seen s = {0, input.n};
    qg_text text;
    qg_status st = qg_normalize(&text, input, qg_str_of(encoding), &(qg_sink){see, &s});

    require(st == QG_OK || st == QG_E_INPUT);
    require(qg_utf8_check(qg_buf_str(&text.utf8)) == text.utf8.n);
    if (st == QG_OK) {
        check_map(&text, input.n);
        check_again(&text);
    } else {
        require(s.n_findings == 1);
    }
    qg_text_clear(&text);
    return 0;
}
