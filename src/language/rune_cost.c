#include "language/rune_cost.h"

#include "base/utf8.h"

#include "language/rune_costs.inc"

unsigned qg_ascii_cost(unsigned byte)
{
    if (qg_is_between(byte, 'a', 'z') || byte == '\n')
        return 5;
    if (qg_is_between(byte, '0', '9'))
        return 6;
    if (qg_is_between(byte, 'A', 'Z') || qg_is_between(byte, '!', '@'))
        return 7;
    if (byte == ' ')
        return 4;
    if (byte == '\t' || byte == '\r')
        return 8;
    return byte == 0 ? 28 : byte < ' ' || byte == 0x7F ? 22 : 8;
}

const char *qg_rune_grades(uint32_t page)
{
    /* One more than the place of a page below 34, 0 for none: the table has the pages 20, 21 ... in
     * this order, those of Han and the full-width forms. */
    static const uint8_t low[0x34] = {[0x20] = 1, [0x21] = 2, [0x22] = 3, [0x24] = 4, [0x25] = 5,
                                      [0x26] = 6, [0x30] = 7, [0x32] = 8, [0x33] = 9};
    enum { N_LOW = 9 };

    if (page - 0x4E <= 0x9F - 0x4E)
        return rune_costs[N_LOW + page - 0x4E];
    if (page == 0xFF)
        return rune_costs[N_LOW + 0xA0 - 0x4E];
    return page < sizeof low && low[page] > 0 ? rune_costs[low[page] - 1] : NULL;
}

/* The cost in bits of characters without a table, by their script.  Latin-1 signs such as the
 * middle dot, the degree sign and guillemets occur in texts of all languages. */
static unsigned script_cost(uint32_t rune)
{
    static const struct {
        uint32_t last;
        unsigned cost;
    } blocks[] = {{0x9F, 26},   {0xA6, 11},    {0xAB, 8},     {0xAF, 11},   {0xB1, 8},
                  {0xB6, 11},   {0xB7, 7},     {0xBF, 9},     {0xFF, 8},    {0x17F, 10},
                  {0x36F, 20},  {0x3FF, 10},   {0x45F, 9},    {0x48F, 20},  {0x4FF, 10},
                  {0x58F, 20},  {0x6FF, 10},   {0xDFF, 20},   {0xE7F, 10},  {0x1DFF, 20},
                  {0x1EFF, 11}, {0x1FFF, 16},  {0xABFF, 21},  {0xD7A3, 17}, {0xDFFF, 29},
                  {0xF8FF, 28}, {0xFAFF, 22},  {0xFDCF, 24},  {0xFDEF, 29}, {0xFFFD, 22},
                  {0xFFFF, 29}, {0x1F2FF, 26}, {0x1FAFF, 16}, {0x3134F, 23}};

    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (rune <= blocks[i].last)
            return blocks[i].cost;
    return 29;
}

unsigned qg_rune_cost(uint32_t rune)
{
    const char *grades = qg_rune_grades(rune >> 8);

    if (rune < 0x80)
        return qg_ascii_cost(rune);
    return grades == NULL ? script_cost(rune) : (unsigned)(grades[rune & 0xFF] - 'A');
}
