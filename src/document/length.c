#include "document/length.h"

#include "base/buf.h"

#include <string.h>

/* The units and how people and programs write them; `name` is the form that documents keep. */
static const struct {
    const char *typed, *name;
    double twips;
} units[] = {{"", "", 15},
             {"px", "px", 15},
             {"像素", "px", 15},
             {"pt", "pt", 20},
             {"磅", "pt", 20},
             {"mm", "mm", 1440 / 25.4},
             {"毫米", "mm", 1440 / 25.4},
             {"cm", "cm", 1440 / 2.54},
             {"厘米", "cm", 1440 / 2.54},
             {"公分", "cm", 1440 / 2.54},
             {"in", "in", 1440},
             {"英寸", "in", 1440},
             {"%", "%", 0},
             {"％", "%", 0}};

enum { N_UNITS = sizeof units / sizeof *units };

/* Take digits off `rest` and return their value; `*scale` is divided by ten for each. */
static double take_digits(qg_str *rest, double *scale)
{
    enum { MAX_DIGITS = 9 };
    double number = 0;
    size_t n = 0;

    *scale = 1;
    for (; n < rest->n && rest->p[n] >= '0' && rest->p[n] <= '9'; n++) {
        if (n >= MAX_DIGITS)
            continue;
        number = number * 10 + (rest->p[n] - '0');
        *scale /= 10;
    }
    *rest = qg_str_skip(*rest, n);
    return number;
}

static const char zoom[] = "zoom:";

/* Split a length into its number and its unit, and return the unit's index in the table above;
 * N_UNITS when it is no length. */
static size_t read_length(double *value, qg_str *number, qg_str text)
{
    double scale, fraction;
    qg_str rest;
    size_t i = 0;

    text = qg_str_trim(text);
    if (qg_str_starts(text, qg_str_of(zoom)))
        text = qg_str_trim(qg_str_skip(text, strlen(zoom)));
    rest = text;
    *value = take_digits(&rest, &scale);
    if (rest.n > 0 && rest.p[0] == '.') {
        rest = qg_str_skip(rest, 1);
        fraction = take_digits(&rest, &scale);
        *value += fraction * scale;
    }
    *number = qg_str_head(text, text.n - rest.n);
    rest = qg_str_trim(rest);
    while (i < N_UNITS && !qg_str_eq_nocase(rest, qg_str_of(units[i].typed)))
        i++;
    return *value > 0 ? i : N_UNITS;
}

bool qg_length_read(qg_length *length, qg_str text)
{
    double value;
    qg_str number;
    size_t unit = read_length(&value, &number, text);

    if (unit == N_UNITS)
        return false;
    length->is_zoom = qg_str_starts(qg_str_trim(text), qg_str_of(zoom));
    length->is_percent = units[unit].twips <= 0;
    length->value = length->is_percent ? value
                    : length->is_zoom  ? value * 100 /* zoom:0.5 */
                                       : value * units[unit].twips;
    return true;
}

qg_str qg_length_copy(qg_arena *arena, qg_str text)
{
    double value;
    qg_str number, copy = {"", 0};
    size_t unit = read_length(&value, &number, text);
    qg_buf kept;

    if (unit == N_UNITS)
        return copy;
    qg_buf_init(&kept, 0);
    if (qg_str_starts(qg_str_trim(text), qg_str_of(zoom)))
        qg_buf_puts(&kept, zoom);
    qg_buf_put(&kept, number);
    qg_buf_puts(&kept, units[unit].name);
    if (qg_buf_status(&kept) != QG_OK)
        arena->status = qg_buf_status(&kept);
    copy = qg_arena_copy(arena, qg_buf_str(&kept));
    qg_buf_clear(&kept);
    return copy;
}
