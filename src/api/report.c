#include "qinggao/qinggao.h"

#include <stdlib.h>

struct qg_report {
    size_t n;
};

qg_report *qg_report_new(void)
{
    return calloc(1, sizeof(qg_report));
}

void qg_report_free(qg_report *report)
{
    free(report);
}
