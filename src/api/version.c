/* version.c - the version of the library, as the build names it. */
#include "qinggao/qinggao.h"

const char *qg_version(void)
{
    return QG_VERSION;
}
