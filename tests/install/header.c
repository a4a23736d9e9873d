/* header.c - the public header needs nothing included before it and is strict C11. */
#include "qinggao/qinggao.h"

int main(void)
{
    return qg_version() == NULL;
}
