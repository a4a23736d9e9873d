#include "style/archive.h"

#include <minizip/unzip.h>

enum { PIECE_BYTES = 16384 };

/* minizip reads out of memory as if it were a file. */
typedef struct memory {
    qg_str bytes;
    size_t at;
} memory;

static voidpf open_memory(voidpf user, const void *name, int mode)
{
    (void)name, (void)mode;
    return user;
}

static uLong read_memory(voidpf user, voidpf stream, void *bytes, uLong n)
{
    memory *m = user;
    qg_str got = qg_str_head(qg_str_skip(m->bytes, m->at), n);

    (void)stream;
    if (got.n > 0)
        memcpy(bytes, got.p, got.n);
    m->at += got.n;
    return got.n;
}

static uLong write_memory(voidpf user, voidpf stream, const void *bytes, uLong n)
{
    (void)user, (void)stream, (void)bytes, (void)n;
    return 0; /* never asked for */
}

static ZPOS64_T tell_memory(voidpf user, voidpf stream)
{
    (void)stream;
    return ((memory *)user)->at;
}

static long seek_memory(voidpf user, voidpf stream, ZPOS64_T offset, int origin)
{
    memory *m = user;
    ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                    : origin == ZLIB_FILEFUNC_SEEK_CUR ? m->at
                                                       : m->bytes.n;

    (void)stream;
    if (offset > m->bytes.n || from + offset > m->bytes.n)
        return -1;
    m->at = (size_t)(from + offset);
    return 0;
}

static int close_memory(voidpf user, voidpf stream)
{
    (void)user, (void)stream;
    return 0;
}

static int memory_error(voidpf user, voidpf stream)
{
    (void)user, (void)stream;
    return 0;
}

static qg_status read_open_file(unzFile zip, size_t max_bytes, qg_take_bytes *take, void *user)
{
    char piece[PIECE_BYTES];
    size_t sum = 0;
    int n;

    while ((n = unzReadCurrentFile(zip, piece, sizeof piece)) > 0) {
        sum += (size_t)n;
        if (sum > max_bytes)
            return QG_E_LIMIT;
        if (!take(user, piece, (size_t)n))
            return QG_OK;
    }
    return n < 0 ? QG_E_READ : QG_OK;
}

qg_status qg_archive_read(qg_str zip, const char *name, size_t max_bytes, qg_take_bytes *take,
                          void *user)
{
    memory m = {.bytes = zip};
    zlib_filefunc64_def functions = {open_memory, read_memory,  write_memory, tell_memory,
                                     seek_memory, close_memory, memory_error, &m};
    unzFile file = unzOpen2_64("", &functions);
    qg_status st = QG_E_READ;

    if (file == NULL)
        return QG_E_INPUT;
    if (unzLocateFile(file, name, 1) == UNZ_OK && unzOpenCurrentFile(file) == UNZ_OK) {
        st = read_open_file(file, max_bytes, take, user);
        if (unzCloseCurrentFile(file) == UNZ_CRCERROR && st == QG_OK)
            st = QG_E_READ;
    }
    unzClose(file);
    return st;
}
