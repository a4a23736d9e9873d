/* out.c - writing what was converted, with the map back to the text. */
#include "normalize/script/out.h"

/* Map output to a stretch of input of another length.  The units of a map are small numbers, so
 * a long stretch is cut. */
static void map_unlike(qg_map *map, size_t n_out, size_t n_in)
{
    for (; n_in > UINT8_MAX; n_in -= UINT8_MAX)
        qg_map_add(map, 1, 0, UINT8_MAX);
    qg_map_add(map, 1, n_out, n_in);
}

void qg_script_put(qg_script_out *o, qg_str bytes)
{
    qg_buf_put(o->out, bytes);
    o->n_alike += bytes.n;
}

void qg_script_out_end(qg_script_out *o)
{
    qg_map_add(o->map, o->n_alike, 1, 1);
    o->n_alike = 0;
}

/* Tell the map of a unit that was put. */
static void note_widths(qg_script_out *o, size_t n_out, size_t n_in)
{
    if (n_out == n_in) {
        o->n_alike += n_out;
        return;
    }
    qg_script_out_end(o);
    map_unlike(o->map, n_out, n_in);
}

void qg_script_put_units(qg_script_out *o, const qg_units *units, size_t offset)
{
    char *room = units->n == 0 ? NULL : qg_buf_room(o->out, units->n * QG_UTF8_MAX), *to = room;

    for (size_t i = 0; room != NULL && i < units->n; i++) {
        qg_unit unit = units->p[i];
        qg_char own = qg_char_read(qg_str_skip(o->text, offset));
        size_t n = qg_char_write(to, unit.code == 0 ? own : qg_char_of(unit.code));
        note_widths(o, n, unit.n_bytes);
        to += n;
        offset += unit.n_bytes;
    }
    if (room != NULL)
        qg_buf_added(o->out, (size_t)(to - room));
}

void qg_script_put_alike(qg_script_out *o, size_t n_bytes)
{
    qg_buf_added(o->out, n_bytes);
    o->n_alike += n_bytes;
}
