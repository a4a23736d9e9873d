#include "document/length.h"

static const struct {
    const char *name;
    double twips;
} units[] = {{"", 15},     {"px", 15}, {"pt", 20}, {"mm", 1440 / 25.4}, {"cm", 1440 / 2.54},
             {"in", 1440}, {"%", 0}};

/* Take digits off; `*scale` is divided by ten for each. */
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

bool qg_length_read(qg_length *length, qg_str text)
{
    double scale;
    qg_str rest = text;
    double value = take_digits(&rest, &scale);

    if (rest.n > 0 && rest.p[0] == '.') {
        double fraction;
        rest = qg_str_skip(rest, 1);
        fraction = take_digits(&rest, &scale);
        value += fraction * scale;
    }
    for (size_t i = 0; value > 0 && i < sizeof units / sizeof *units; i++)
        if (qg_str_is(rest, units[i].name)) {
            length->is_percent = units[i].twips <= 0;
            length->value = length->is_percent ? value : value * units[i].twips;
            return true;
        }
    return false;
}
