/* front_matter_block.c - where the front matter of a draft is, and whether a block is one. */
#include "parse/front_matter_int.h"

enum {
    MAX_BYTES = 256 * 1024, /* of front matter; the longest seen in a real report had 2 KB */
    MAX_BRACKETS = 1000     /* opening ones: libyaml looks through all open ones at each token */
};

static bool is_fence(qg_str line, bool is_closing)
{
    qg_str bare = qg_str_trim(line);

    return bare.n > 0 && line.p[0] == bare.p[0] &&
           (qg_str_is(bare, "---") || (is_closing && qg_str_is(bare, "...")));
}

/* `text` from its first line on that is not blank */
static qg_str behind_blank_lines(qg_str text)
{
    for (qg_str rest = text; rest.n > 0; text = rest)
        if (qg_str_trim(qg_str_take_line(&rest)).n > 0)
            break;
    return text;
}

bool qg_front_matter_find(qg_str text, qg_str *yaml, size_t *body)
{
    qg_str rest = behind_blank_lines(text);

    if (!is_fence(qg_str_take_line(&rest), false))
        return false;
    yaml->p = rest.p;
    if (qg_str_trim(qg_str_head(rest, qg_str_find_byte(rest, '\n'))).n == 0)
        return false;
    while (rest.n > 0) {
        qg_str line = qg_str_take_line(&rest);
        if (is_fence(line, true)) {
            yaml->n = (size_t)(line.p - yaml->p);
            *body = text.n - rest.n;
            return true;
        }
    }
    return false;
}

size_t qg_front_matter_end(qg_str text)
{
    qg_str yaml;
    size_t body = 0;

    return qg_front_matter_find(text, &yaml, &body) ? body : 0;
}

qg_str qg_front_matter_first(qg_str yaml)
{
    while (yaml.n > 0) {
        qg_str line = qg_str_trim(qg_str_take_line(&yaml));
        if (line.n > 0 && line.p[0] != '#')
            return line;
    }
    return qg_str_head(yaml, 0);
}

/* Whether a line looks like `key: value`, so that what is wrong behind it is a slip and not prose.
 * Many type the colon in full width, which YAML does not take for one; behind a known key it is
 * meant. */
static bool is_entry_like(qg_str line)
{
    size_t colon = qg_str_find_byte(line, ':');
    size_t wide = qg_str_find(line, QG_STR("："));
    qg_str key;

    if (wide < colon)
        return wide < line.n && qg_key_of(qg_str_trim(qg_str_head(line, wide))) != QG_KEY_UNKNOWN;
    key = qg_str_trim(qg_str_head(line, colon));
    if (colon == line.n || key.n == 0 || qg_has_sentence_mark(key) || strchr("-*>|`", key.p[0]))
        return line.n > 0 && line.p[0] == '{';
    return colon + 1 == line.n || line.p[colon + 1] == ' ' || line.p[colon + 1] == '\t';
}

bool qg_front_matter_is_meant(qg_str yaml)
{
    return is_entry_like(qg_front_matter_first(yaml));
}

bool qg_front_matter_is_fair(qg_str yaml)
{
    size_t n_brackets = 0;

    if (yaml.n > MAX_BYTES)
        return false;
    for (size_t i = 0; i < yaml.n; i++)
        n_brackets += yaml.p[i] == '[' || yaml.p[i] == '{';
    return n_brackets <= MAX_BRACKETS;
}

qg_str qg_front_matter_whole(qg_str text, size_t n)
{
    qg_str block = behind_blank_lines(qg_str_head(text, n));

    return qg_str_ends(block, QG_STR("\n")) ? qg_str_head(block, block.n - 1) : block;
}
