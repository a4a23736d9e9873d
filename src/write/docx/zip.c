#include "write/docx/zip.h"

#include "base/hand.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

/* 1980-01-01 00:00, the earliest time that a ZIP file can hold: §4.4.6. */
enum { DOS_TIME = 0, DOS_DATE = 1 << 5 | 1 };

/* Fast and nearly as small as the default, 6.  The compressor clears its tables for each file, and
 * most are small: 8, the default memory level, takes 64 KB instead of 16 for a document that is
 * half a percent smaller. */
enum { DEFLATE_LEVEL = 3, MEMORY_LEVEL = 6 };

enum { STORED = 0, DEFLATED = 8 }; /* §4.4.5 */
enum { VERSION = 20 };             /* 2.0: deflate, folders (§4.4.3.2) */
enum { PIECE_BYTES = 16 * 1024 };

/* For files of this length it pays to start a second thread. */
enum { LONG_BYTES = 256 * 1024 };

/* ---- files ----------------------------------------------------------------------------------- */

struct qg_packer {
    z_stream stream;
    bool may_start_thread;
    qg_hand *hand;     /* NULL: nothing was long enough, or there is none to be had */
    qg_zip_file *file; /* what the hand is at, and the bytes of it */
    qg_buf bytes;
};

qg_packer *qg_packer_new(bool may_start_thread)
{
    qg_packer *packer = calloc(1, sizeof *packer);

    if (packer == NULL)
        return NULL;
    packer->may_start_thread = may_start_thread;
    qg_buf_init(&packer->bytes, 0);
    if (deflateInit2(&packer->stream, DEFLATE_LEVEL, Z_DEFLATED, -MAX_WBITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) == Z_OK)
        return packer;
    free(packer);
    return NULL;
}

void qg_packer_free(qg_packer *packer)
{
    if (packer == NULL)
        return;
    qg_hand_end(packer->hand);
    qg_buf_clear(&packer->bytes);
    (void)deflateEnd(&packer->stream);
    free(packer);
}

static void sum_up(qg_zip_file *file, qg_str bytes)
{
    file->sum = (uint32_t)crc32_z(file->sum, (const Bytef *)bytes.p, bytes.n);
}

/* Compress the input of the stream; when `is_last`, finish the stream. */
static qg_status deflate_into(qg_buf *out, z_stream *stream, bool is_last)
{
    do {
        char *room = qg_buf_room(out, PIECE_BYTES);
        if (room == NULL)
            return qg_buf_status(out);
        stream->next_out = (Bytef *)room;
        stream->avail_out = PIECE_BYTES;
        (void)deflate(stream, is_last ? Z_FINISH : Z_NO_FLUSH); /* fails on wrong use only */
        qg_buf_added(out, PIECE_BYTES - stream->avail_out);
    } while (stream->avail_out == 0);
    return QG_OK;
}

/* A failure sticks to the file's buffer. */
static void pack(qg_zip_file *file, z_stream *stream, qg_str bytes, bool is_last)
{
    qg_status st = QG_OK;

    sum_up(file, bytes);
    do {
        qg_str piece = qg_str_head(bytes, UINT_MAX);
        bytes = qg_str_skip(bytes, piece.n);
        stream->next_in = (z_const Bytef *)(uintptr_t)piece.p;
        stream->avail_in = (uInt)piece.n;
        st = deflate_into(&file->packed, stream, is_last && bytes.n == 0);
    } while (st == QG_OK && bytes.n > 0);
    if (is_last)
        (void)deflateReset(stream);
}

static void pack_in_hand(void *user)
{
    qg_packer *packer = user;

    pack(packer->file, &packer->stream, qg_buf_str(&packer->bytes), false);
}

/* Give the bytes to the second thread, which is idle, and take its empty buffer in exchange. */
static void give(qg_packer *packer, qg_zip_file *file, qg_buf *bytes)
{
    qg_buf empty = packer->bytes;

    qg_buf_truncate(&empty, 0);
    packer->file = file;
    packer->bytes = *bytes;
    *bytes = empty;
    qg_hand_give(packer->hand, pack_in_hand, packer);
}

qg_status qg_zip_pack(qg_zip_file *file, qg_packer *packer, qg_buf *bytes, bool is_last)
{
    qg_status st;

    file->n_bytes += bytes->n;
    file->is_deflated = true;
    file->is_done = is_last;
    if (packer->may_start_thread && file->n_bytes >= LONG_BYTES && packer->hand == NULL) {
        packer->hand = qg_hand_start();
        packer->may_start_thread = false; /* twice */
    }
    if (packer->hand != NULL)
        qg_hand_wait(packer->hand);
    st = qg_buf_status(&file->packed);
    if (packer->hand != NULL && !is_last && st == QG_OK) {
        give(packer, file, bytes);
        return QG_OK;
    }
    pack(file, &packer->stream, qg_buf_str(bytes), is_last);
    qg_buf_truncate(bytes, 0);
    return qg_buf_status(&file->packed);
}

void qg_zip_store(qg_zip_file *file, qg_buf *bytes)
{
    sum_up(file, qg_buf_str(bytes));
    file->n_bytes += bytes->n;
    file->is_done = true;
    file->packed = *bytes;
    qg_buf_init(bytes, 0);
}

/* ---- records --------------------------------------------------------------------------------- */

static void put16(qg_buf *out, unsigned value)
{
    char bytes[] = {(char)(value & 0xFF), (char)(value >> 8 & 0xFF)};

    qg_buf_put(out, (qg_str){bytes, sizeof bytes});
}

static void put32(qg_buf *out, size_t value)
{
    put16(out, (unsigned)(value & 0xFFFF));
    put16(out, (unsigned)(value >> 16 & 0xFFFF));
}

/* What a file's own header (§4.3.7) and its entry in the directory (§4.3.12) have in common. */
static void put_common(qg_buf *out, const qg_zip_file *file)
{
    put16(out, VERSION);
    put16(out, 0); /* flags: no encryption, sizes stand here */
    put16(out, file->is_deflated ? DEFLATED : STORED);
    put16(out, DOS_TIME);
    put16(out, DOS_DATE);
    put32(out, file->sum);
    put32(out, file->packed.n);
    put32(out, file->n_bytes);
    put16(out, (unsigned)strlen(file->name));
    put16(out, 0); /* no extra fields */
}

static void put_entry(qg_buf *out, const qg_zip_file *file, size_t offset)
{
    put32(out, 0x02014B50);
    put16(out, VERSION); /* made by: MS-DOS, which has no rights on files */
    put_common(out, file);
    put16(out, 0); /* no comment */
    put16(out, 0); /* disk */
    put16(out, 0); /* internal attributes */
    put32(out, 0); /* external attributes */
    put32(out, offset);
    qg_buf_puts(out, file->name);
}

enum { HEADER_BYTES = 30, ENTRY_BYTES = 46 };

size_t qg_zip_size(const qg_zip_file *file)
{
    return HEADER_BYTES + ENTRY_BYTES + 2 * strlen(file->name) + file->packed.n;
}

void qg_zip_begin(qg_zip *zip, qg_buf *out)
{
    *zip = (qg_zip){.out = out, .start = out->n};
    qg_buf_init(&zip->directory, 0);
}

qg_status qg_zip_add(qg_zip *zip, const qg_zip_file *file)
{
    size_t offset = zip->out->n - zip->start;

    if (++zip->n_files > UINT16_MAX || file->packed.n > UINT32_MAX || file->n_bytes > UINT32_MAX ||
        offset > UINT32_MAX)
        return QG_E_LIMIT;
    put32(zip->out, 0x04034B50);
    put_common(zip->out, file);
    qg_buf_puts(zip->out, file->name);
    qg_buf_put(zip->out, qg_buf_str(&file->packed));
    put_entry(&zip->directory, file, offset);
    return qg_buf_status(zip->out);
}

/* §4.3.16. */
qg_status qg_zip_end(qg_zip *zip)
{
    size_t offset = zip->out->n - zip->start, n = zip->directory.n;
    qg_status st = qg_buf_status(&zip->directory);

    qg_buf_put(zip->out, qg_buf_str(&zip->directory));
    qg_buf_clear(&zip->directory);
    put32(zip->out, 0x06054B50);
    put16(zip->out, 0); /* this disk, and that of the directory */
    put16(zip->out, 0);
    put16(zip->out, zip->n_files);
    put16(zip->out, zip->n_files);
    put32(zip->out, n);
    put32(zip->out, offset);
    put16(zip->out, 0); /* no comment */
    if (st == QG_OK && offset > UINT32_MAX)
        st = QG_E_LIMIT;
    return st == QG_OK ? qg_buf_status(zip->out) : st;
}
