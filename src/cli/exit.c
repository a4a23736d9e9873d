/* exit.c - what the shell is told. */
#include "cli/verbs.h"

int qg_exit_status(qg_status status)
{
    static const int exits[] = {
        [QG_OK] = 0,      [QG_E_ARG] = 1,    [QG_E_READ] = 2, [QG_E_INPUT] = 2,
        [QG_E_LIMIT] = 2, [QG_E_MEMORY] = 3, [QG_E_WRITE] = 3};

    return exits[status];
}

qg_status qg_worse(qg_status a, qg_status b)
{
    return qg_exit_status(a) >= qg_exit_status(b) ? a : b;
}
