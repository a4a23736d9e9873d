#include "qinggao/qinggao.h"

#include <stdio.h>

int main(void)
{
    printf("qinggao %s\n", qg_version());
    return 0;
}
