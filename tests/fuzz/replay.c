/* replay.c - run a fuzz target over files, where there is no fuzzer: a corpus is a test too. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int replay(const char *name)
{
    enum { FILE_MAX_BYTES = 1 << 20 };
    FILE *file = fopen(name, "rb");
    uint8_t *data = malloc(FILE_MAX_BYTES);
    int failed = file == NULL || data == NULL;

    if (!failed)
        LLVMFuzzerTestOneInput(data, fread(data, 1, FILE_MAX_BYTES, file));
    else
        perror(name);
    free(data);
    if (file != NULL)
        fclose(file);
    return failed;
}

int main(int n_args, char **args)
{
    int failed = 0;

    for (int i = 1; i < n_args; i++)
        failed |= replay(args[i]);
    return failed;
}
