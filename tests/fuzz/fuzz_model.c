/* fuzz_model.c - any bytes as a model document, a refusal or a sheet that can be read.
 *
 * The corpus holds archives that are stored, not packed, so that changed bytes reach the parser.
 */
#include "base/buf.h"
#include "style/style.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void count(void *user, const qg_finding *finding)
{
    require(qg_kind_severity(finding->kind) == QG_ERROR);
    ++*(size_t *)user;
}

/* Margins can meet; anything else in the sheet is ours. */
static void see(void *user, const qg_finding *finding)
{
    require(finding->kind == QG_FOUND_STYLE_BAD_VALUE && finding->line == 1);
    count(user, finding);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t n_told = 0;
    qg_style style;
    qg_buf yaml;
    qg_status st;

    qg_buf_init(&yaml, 0);
    st = qg_style_of_docx(&yaml, (qg_str){n == 0 ? "" : (const char *)data, n},
                          &(qg_sink){count, &n_told});
    require(st == QG_OK || st == QG_E_INPUT || st == QG_E_LIMIT);
    require(n_told == (st == QG_OK ? 0 : 1));
    if (st == QG_OK) {
        st = qg_style_read(&style, qg_buf_str(&yaml), &(qg_sink){see, &n_told});
        require(n_told == (st == QG_OK ? 0 : 1));
        qg_style_clear(&style);
    }
    qg_buf_clear(&yaml);
    return 0;
}
