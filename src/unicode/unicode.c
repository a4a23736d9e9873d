#include "unicode/unicode.h"

typedef struct range {
    qg_rune first, last;
} range;

static bool in(const range *ranges, size_t n, qg_rune rune)
{
    for (size_t i = 0; i < n; i++)
        if (rune >= ranges[i].first && rune <= ranges[i].last)
            return true;
    return false;
}

#define IN(ranges, rune) in(ranges, sizeof(ranges) / sizeof *(ranges), rune)

bool qg_rune_is_han(qg_rune rune)
{
    static const range ranges[] = {
        {0x4E00, 0x9FFF}, {0x3400, 0x4DBF}, {0x3007, 0x3007}, {0xF900, 0xFAFF}, {0x20000, 0x323AF}};

    return rune >= 0x3007 && IN(ranges, rune);
}

bool qg_rune_is_wide(qg_rune rune)
{
    static const range ranges[] = {
        {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

    return rune >= 0x1100 && IN(ranges, rune);
}

bool qg_rune_is_ambiguous(qg_rune rune)
{
    static const range ranges[] = {
        {0xB7, 0xB7},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0xB0, 0xB1},     {0x2014, 0x2016},
        {0x2018, 0x2019}, {0x201C, 0x201D}, {0x2025, 0x2026}, {0x2030, 0x2030}, {0x203B, 0x203B},
        {0x2103, 0x2103}, {0x2116, 0x2116}, {0x2160, 0x217B}, {0x2190, 0x2193}, {0x2200, 0x22BF},
        {0x2460, 0x24FF}, {0x2500, 0x257F}, {0x25A0, 0x25EF}, {0x2605, 0x2606}, {0x2611, 0x2612},
        {0x2640, 0x2642}};

    return rune >= 0xB0 && rune <= 0x2642 && IN(ranges, rune);
}

bool qg_rune_is_letter(qg_rune rune)
{
    static const range ranges[] = {{'A', 'Z'},    {'a', 'z'},     {0xC0, 0xD6},   {0xD8, 0xF6},
                                   {0xF8, 0x24F}, {0x370, 0x3FF}, {0x400, 0x52F}, {0x1E00, 0x1FFF}};

    return IN(ranges, rune);
}

bool qg_rune_is_punctuation(qg_rune rune)
{
    static const range ranges[] = {
        {'!', '/'},       {':', '@'},       {'[', '`'},       {'{', '~'},       {0xA1, 0xA1},
        {0xA7, 0xA7},     {0xAB, 0xAB},     {0xB6, 0xB7},     {0xBB, 0xBB},     {0xBF, 0xBF},
        {0x2010, 0x2027}, {0x2030, 0x2043}, {0x2045, 0x2051}, {0x2053, 0x205E}, {0x3001, 0x3003},
        {0x3008, 0x3011}, {0x3014, 0x301F}, {0x3030, 0x3030}, {0x303D, 0x303D}, {0x30A0, 0x30A0},
        {0x30FB, 0x30FB}, {0xFF01, 0xFF03}, {0xFF05, 0xFF0A}, {0xFF0C, 0xFF0F}, {0xFF1A, 0xFF1B},
        {0xFF1F, 0xFF20}, {0xFF3B, 0xFF3D}, {0xFF3F, 0xFF3F}, {0xFF5B, 0xFF5B}, {0xFF5D, 0xFF5D},
        {0xFF5F, 0xFF65}};

    return IN(ranges, rune);
}

bool qg_rune_is_product(qg_rune before, qg_rune after)
{
    static const char *const measures = "长宽高深厚長寬";

    return (qg_rune_is_alphanumeric(before) && qg_rune_is_alphanumeric(after)) ||
           (qg_utf8_is_in(before, measures) && qg_utf8_is_in(after, measures));
}

int qg_rune_columns(qg_rune rune, bool is_chinese)
{
    static const range empty[] = {{0x300, 0x36F},   {0x200B, 0x200F}, {0x2028, 0x202E},
                                  {0x2060, 0x2064}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

    if (rune < 0xA1)
        return 1;
    if (rune >= 0x300 && IN(empty, rune))
        return 0;
    return qg_rune_is_wide(rune) || (is_chinese && qg_rune_is_ambiguous(rune)) ? 2 : 1;
}

bool qg_rune_is_xml(qg_rune rune)
{
    return rune >= 0x20 ? rune != 0xFFFE && rune != 0xFFFF
                        : rune == '\t' || rune == '\n' || rune == '\r';
}
