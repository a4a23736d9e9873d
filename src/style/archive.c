#include "style/archive.h"

#include <limits.h>
#include <stdint.h>
#include <zlib.h>

/* Sections are those of PKWARE's APPNOTE.TXT. */
enum { END_BYTES = 22, ENTRY_BYTES = 46, HEADER_BYTES = 30 };
enum { STORED = 0, DEFLATED = 8 }; /* §4.4.5 */
enum { PIECE_BYTES = 16384 };

/* Where a file of the archive stands, as the directory says. */
typedef struct entry {
    unsigned method;
    uLong sum;
    qg_str packed;
} entry;

static unsigned read16(qg_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    return p[0] | (unsigned)p[1] << 8;
}

static uint32_t read32(qg_str s, size_t at)
{
    return read16(s, at) | (uint32_t)read16(s, at + 2) << 16;
}

static bool has_mark(qg_str s, size_t n_bytes, uint32_t mark)
{
    return s.n >= n_bytes && read32(s, 0) == mark;
}

/* `n` bytes from `offset` on; too few when they are not there. */
static qg_str slice(qg_str s, size_t offset, size_t n)
{
    return qg_str_head(qg_str_skip(s, offset), n);
}

/* The directory, which the last record tells of (§4.3.16); false when there is none.  Offsets count
 * from the start of the archive, and that may be something else's end. */
static bool find_directory(qg_str *zip, qg_str *directory)
{
    size_t at = zip->n < END_BYTES ? 0 : zip->n - END_BYTES + 1, stop, n, offset;
    qg_str end;

    stop = at > UINT16_MAX ? at - UINT16_MAX : 0; /* a comment stands behind it */
    do {
        if (at-- <= stop)
            return false;
        end = qg_str_skip(*zip, at);
    } while (!has_mark(end, END_BYTES, 0x06054B50));
    n = read32(end, 12);
    offset = read32(end, 16);
    if (n > at || offset > at - n)
        return false;
    *zip = qg_str_skip(*zip, at - n - offset);
    *directory = slice(*zip, offset, n);
    return true;
}

/* Look the file up in the directory (§4.3.12); false when it is not there or not whole. */
static bool find_entry(entry *found, qg_str zip, qg_str directory, const char *name)
{
    while (has_mark(directory, ENTRY_BYTES, 0x02014B50)) {
        size_t n_name = read16(directory, 28), n_packed = read32(directory, 20);
        qg_str header = qg_str_skip(zip, read32(directory, 42));
        if (qg_str_is(slice(directory, ENTRY_BYTES, n_name), name)) {
            if (!has_mark(header, HEADER_BYTES, 0x04034B50) || (read16(directory, 8) & 1) != 0)
                return false; /* or encrypted */
            found->method = read16(directory, 10);
            found->sum = read32(directory, 16);
            found->packed =
                slice(header, HEADER_BYTES + read16(header, 26) + read16(header, 28), n_packed);
            return found->packed.n == n_packed;
        }
        directory = qg_str_skip(directory, ENTRY_BYTES + n_name + read16(directory, 30) +
                                               read16(directory, 32));
    }
    return false;
}

/* The next piece of a file that is stored as it is. */
static size_t copy_piece(z_stream *stream, char *piece)
{
    size_t n = stream->avail_in < PIECE_BYTES ? stream->avail_in : PIECE_BYTES;

    memcpy(piece, stream->next_in, n);
    stream->next_in += n;
    stream->avail_in -= (uInt)n;
    return n;
}

/* The next piece that comes out, none at the end; false when it is damaged. */
static bool next_piece(z_stream *stream, unsigned method, char *piece, size_t *n)
{
    int code;

    if (method == STORED) {
        *n = copy_piece(stream, piece);
        return true;
    }
    stream->next_out = (Bytef *)piece;
    stream->avail_out = PIECE_BYTES;
    code = inflate(stream, Z_NO_FLUSH);
    *n = PIECE_BYTES - stream->avail_out;
    return code == Z_OK || code == Z_STREAM_END;
}

static qg_status unpack(z_stream *stream, const entry *file, size_t max_bytes, qg_take_bytes *take,
                        void *user)
{
    uLong sum = crc32(0, NULL, 0);
    char piece[PIECE_BYTES];
    size_t n, n_bytes = 0;

    for (;;) {
        if (!next_piece(stream, file->method, piece, &n))
            return QG_E_READ;
        if (n == 0)
            return sum == file->sum ? QG_OK : QG_E_READ;
        n_bytes += n;
        if (n_bytes > max_bytes)
            return QG_E_LIMIT;
        sum = crc32(sum, (const Bytef *)piece, (uInt)n);
        if (!take(user, piece, n))
            return QG_OK;
    }
}

qg_status qg_archive_read(qg_str zip, const char *name, size_t max_bytes, qg_take_bytes *take,
                          void *user)
{
    z_stream stream = {0};
    qg_str directory;
    entry file;
    qg_status st;

    if (!find_directory(&zip, &directory))
        return QG_E_INPUT;
    if (!find_entry(&file, zip, directory, name) || file.packed.n > UINT_MAX ||
        (file.method != STORED && file.method != DEFLATED))
        return QG_E_READ;
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return QG_E_MEMORY;
    stream.next_in = (z_const Bytef *)(uintptr_t)file.packed.p;
    stream.avail_in = (uInt)file.packed.n;
    st = unpack(&stream, &file, max_bytes, take, user);
    (void)inflateEnd(&stream);
    return st;
}
