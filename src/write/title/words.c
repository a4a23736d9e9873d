/* words.c - where the words of a title end. */
#include "write/title/title.h"

#include <stdlib.h>

#include "write/title/words.inc" /* words_of_2, words_of_3, words_of_4 */

enum {
    HAN_BYTES = 3,
    COST_WORD = 10,
    COST_SINGLE = 16 /* a character that is in no word: two of them cost more than any word */
};

static const struct {
    const char *words;
    size_t n, size;
} tables[] = {[2] = {words_of_2[0], sizeof words_of_2 / sizeof *words_of_2, sizeof *words_of_2},
              [3] = {words_of_3[0], sizeof words_of_3 / sizeof *words_of_3, sizeof *words_of_3},
              [4] = {words_of_4[0], sizeof words_of_4 / sizeof *words_of_4, sizeof *words_of_4}};

typedef struct wanted {
    const char *p;
    size_t n;
} wanted;

static int compare(const void *key, const void *word)
{
    const wanted *w = key;

    return memcmp(w->p, word, w->n);
}

/* Whether the first n characters of `text` are a word of the table. */
static bool is_word(qg_str text, size_t n)
{
    wanted key = {text.p, n * HAN_BYTES};

    return text.n >= key.n &&
           bsearch(&key, tables[n].words, tables[n].n, tables[n].size, compare) != NULL;
}

/* The cheapest way to cut the text into words; of two that cost the same, the one whose words end
 * later: 建|工程, not 建工|程. */
void qg_title_find_words(bool *is_word_end, qg_str text, const size_t *offsets, size_t n,
                         size_t longest)
{
    int best[TITLE_MAX_RUNES + 1] = {0};
    size_t from[TITLE_MAX_RUNES + 1] = {0};

    for (size_t end = 1; end <= n; end++) {
        best[end] = best[end - 1] + COST_SINGLE;
        from[end] = end - 1;
        for (size_t length = 2; length <= longest && length <= end; length++) {
            qg_str word = qg_str_head(qg_str_skip(text, offsets[end - length]),
                                      offsets[end] - offsets[end - length]);
            if (word.n == length * HAN_BYTES && best[end - length] + COST_WORD <= best[end] &&
                is_word(word, length)) {
                best[end] = best[end - length] + COST_WORD;
                from[end] = end - length;
            }
        }
    }
    for (size_t i = 0; i <= n; i++)
        is_word_end[i] = false;
    for (size_t end = n; end > 0; end = from[end])
        is_word_end[end] = true;
}
