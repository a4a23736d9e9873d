/* make_codes.c - write what this machine's iconv knows of the encodings in encodings.def as tables.
 *
 *     make_codes > codes.inc
 *
 * A self-contained program cannot use glibc's iconv, which loads a module for each encoding at run
 * time.  src/codec/tables.c takes these tables instead; they are made while building, so that both
 * kinds of program read every file alike.  A table is a tree: a node has an entry for each byte
 * that can follow, which is a character, two characters, or the node for the next byte.
 */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CODE_BYTES = 4 };

#define IS_NODE 0x80000000U /* with the number of the node */
#define IS_PAIR 0x40000000U /* with the number of the pair; else a character plus one, or 0 */

typedef struct set {
    const char *name;
    unsigned root;
} set;

static set sets[] = {
#define X(name, form, iconv, spare, aliases) {iconv, 0}, {spare, 0},
#include "../../src/codec/encodings.def"
#undef X
};

typedef struct node {
    unsigned char first, last;
    size_t at; /* its first entry */
} node;

static node *nodes;
static uint32_t *entries, (*pairs)[2];
static size_t n_nodes, n_entries, n_pairs;

static void *grow(void *array, size_t n, size_t size)
{
    array = (n & (n - 1)) == 0 ? realloc(array, (n == 0 ? 1 : 2 * n) * size) : array;
    if (array == NULL)
        exit(1);
    return array;
}

/* What follows `code`, of `n` bytes, as characters: their number, 0 for none, -1 for more bytes. */
static int decode(iconv_t converter, const unsigned char *code, size_t n, uint32_t *characters)
{
    char *from = (char *)code, *to = (char *)characters;
    size_t n_from = n, room = 4 * sizeof *characters;
    size_t result;

    iconv(converter, NULL, NULL, NULL, NULL);
    result = iconv(converter, &from, &n_from, &to, &room);
    if (result == (size_t)-1 && errno == EINVAL)
        return -1;
    if (result == (size_t)-1 || n_from > 0)
        return 0;
    iconv(converter, NULL, NULL, &to, &room); /* what waits for a mark that combines */
    return (int)((to - (char *)characters) / (long)sizeof *characters);
}

static uint32_t make_node(iconv_t converter, unsigned char *code, size_t n, int is_gb18030);

static uint32_t make_entry(iconv_t converter, unsigned char *code, size_t n, int is_gb18030)
{
    uint32_t characters[8];
    int found = decode(converter, code, n, characters);

    if (found == 1)
        return characters[0] + 1;
    if (found == 2) {
        pairs = grow(pairs, n_pairs, sizeof *pairs);
        memcpy(pairs[n_pairs], characters, sizeof *pairs);
        return IS_PAIR | (uint32_t)n_pairs++;
    }
    /* Above the BMP, four-byte codes of GB18030 are a sum and no table. */
    if (found != -1 || n == MAX_CODE_BYTES ||
        (is_gb18030 && n == 2 && code[0] >= 0x90 && code[1] < 0x40))
        return 0;
    return make_node(converter, code, n, is_gb18030);
}

/* The node of the bytes that can follow `code`, even if all of them turn out to be no code: iconv
 * takes the start of such for cut and not for bad. */
static uint32_t make_node(iconv_t converter, unsigned char *code, size_t n, int is_gb18030)
{
    uint32_t found[256];
    int first = 256, last = -1;
    size_t number;

    for (int byte = 0; byte < 256; byte++) {
        code[n] = (unsigned char)byte;
        found[byte] = make_entry(converter, code, n + 1, is_gb18030);
        if (found[byte] != 0) {
            first = byte < first ? byte : first;
            last = byte;
        }
    }
    if (last < 0)
        first = 1, last = 0;
    number = n_nodes;
    nodes = grow(nodes, n_nodes, sizeof *nodes);
    nodes[n_nodes++] = (node){(unsigned char)first, (unsigned char)last, n_entries};
    for (int byte = first; byte <= last; byte++) {
        entries = grow(entries, n_entries, sizeof *entries);
        entries[n_entries++] = found[byte];
    }
    return IS_NODE | (uint32_t)number;
}

/* Encodings whose codes mean something by what stood before are left out. */
static int make_set(set *s)
{
    static const char *const others[] = {"ISO-2022-CN", "ISO-2022-JP", "ISO-2022-KR", "UTF-7",
                                         "UTF-16LE",    "UTF-16BE",    "UTF-32LE",    "UTF-32BE"};
    unsigned char code[MAX_CODE_BYTES];
    iconv_t converter;

    for (size_t i = 0; s->name != NULL && i < sizeof others / sizeof *others; i++)
        if (strcmp(s->name, others[i]) == 0)
            s->name = NULL;
    for (set *before = sets; s->name != NULL && before < s; before++)
        if (before->name != NULL && strcmp(before->name, s->name) == 0)
            s->name = NULL;
    if (s->name == NULL)
        return 1;
    converter = iconv_open("UTF-32LE", s->name);
    if (converter == (iconv_t)-1) {
        fprintf(stderr, "make_codes: iconv does not know %s\n", s->name);
        return 0;
    }
    s->root = make_node(converter, code, 0, strcmp(s->name, "GB18030") == 0) & ~IS_NODE;
    iconv_close(converter);
    return 1;
}

int main(void)
{
    enum { N_SETS = sizeof sets / sizeof *sets };

    for (size_t i = 0; i < N_SETS; i++)
        if (!make_set(&sets[i]))
            return 1;
    printf("/* Made by tools/tables/make_codes.c from iconv; not to be edited. */\n");
    printf("static const uint32_t entries[] = {");
    for (size_t i = 0; i < n_entries; i++)
        printf("%s0x%X,", i % 12 == 0 ? "\n" : "", (unsigned)entries[i]);
    printf("\n};\nstatic const uint32_t pairs[][2] = {\n");
    for (size_t i = 0; i < n_pairs; i++)
        printf("{0x%X, 0x%X},\n", (unsigned)pairs[i][0], (unsigned)pairs[i][1]);
    printf("};\nstatic const code_node nodes[] = {\n");
    for (size_t i = 0; i < n_nodes; i++)
        printf("{%zu, 0x%02X, 0x%02X},\n", nodes[i].at, nodes[i].first, nodes[i].last);
    printf("};\nstatic const code_set sets[] = {\n");
    for (size_t i = 0; i < N_SETS; i++)
        if (sets[i].name != NULL)
            printf("{\"%s\", &nodes[%u]},\n", sets[i].name, sets[i].root);
    printf("};\n");
    return 0;
}
