#include "qinggao/qinggao.h"

const char *qg_version(void)
{
    return QG_VERSION;
}
