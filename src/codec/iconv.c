/* iconv.c - the only file that calls iconv, which decodes what has no decoder of our own. */
#include "codec/codec_int.h"

#include <errno.h>
#include <iconv.h>

enum { NAME_MAX_BYTES = 63 };

/* A slash in a name would be an option for iconv: "//TRANSLIT" replaces characters silently. */
static bool is_plain_name(qg_str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] <= ' ' || name.p[i] > '~' || name.p[i] == '/')
            return false;
    return name.n > 0 && name.n <= NAME_MAX_BYTES;
}

void *qg_iconv_open(qg_str name, qg_status *status)
{
    char ended[NAME_MAX_BYTES + 1] = "";
    iconv_t converter;

    *status = QG_E_ARG;
    if (!is_plain_name(name))
        return NULL;
    memcpy(ended, name.p, name.n);
    converter = iconv_open("UTF-8", ended);
    if (converter == (iconv_t)-1) /* glibc says EINVAL when memory ends while it loads one, too */
        converter = iconv_open("UTF-8", ended);
    if (converter == (iconv_t)-1) {
        *status = errno == EINVAL ? QG_E_ARG : QG_E_MEMORY;
        return NULL;
    }
    *status = QG_OK;
    return converter;
}

void qg_iconv_close(void *converter)
{
    if (converter != NULL)
        iconv_close(converter);
}

qg_stop qg_iconv_run(void *converter, qg_str *in, char *out, size_t room, size_t *n_out)
{
    char *from = (char *)in->p, *to = out; /* iconv does not write to its input */
    size_t n_from = in->n, n_room = room;
    size_t result = iconv(converter, &from, &n_from, &to, &n_room);
    int why = result == (size_t)-1 ? errno : 0;

    *in = qg_str_skip(*in, in->n - n_from);
    *n_out = room - n_room;
    return why == EILSEQ ? QG_STOP_BAD : why == EINVAL ? QG_STOP_CUT : QG_STOP_END;
}

size_t qg_iconv_flush(void *converter, char *out, size_t room)
{
    char *to = out;
    size_t n_room = room;

    iconv(converter, NULL, NULL, &to, &n_room);
    return room - n_room;
}
