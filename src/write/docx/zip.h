/* zip.h - files packed and put into a ZIP archive.
 *
 * A file is packed as its bytes come, so that a long part is never in memory as a whole; when all
 * are packed, the archive is put together.  The format is APPNOTE.TXT of PKWARE, version 6.3.3,
 * without its extensions; numbers behind § are its sections.
 */
#ifndef QG_WRITE_DOCX_ZIP_H
#define QG_WRITE_DOCX_ZIP_H

#include "base/buf.h"

/* One file; start with its name and an empty buffer. */
typedef struct qg_zip_file {
    const char *name; /* ASCII */
    qg_buf packed;    /* as it stands in the archive */
    uint32_t sum;     /* CRC-32 of the unpacked bytes */
    size_t n_bytes;   /* unpacked */
    bool is_deflated, is_done;
} qg_zip_file;

/* The compressor, which can be used for one file after the other; NULL when memory runs out.
 *
 * may_start_thread  pack long files in a thread, while their next bytes are made.  There is one
 *                   stream all the same, so that the packed bytes do not depend on it.
 */
typedef struct qg_packer qg_packer;
qg_packer *qg_packer_new(bool may_start_thread);

/* Also ends the thread.  Files that were not packed to their end must be cleared after this. */
void qg_packer_free(qg_packer *packer);

/* Pack the next bytes of a file and empty the buffer `bytes`, whose memory may be exchanged.  Files
 * are packed one after the other: `is_last` ends this one.  Until then only its member n_bytes may
 * be read.  Fails with QG_E_MEMORY, perhaps not before the last call for a file. */
qg_status qg_zip_pack(qg_zip_file *file, qg_packer *packer, qg_buf *bytes, bool is_last);

/* Store the bytes of a whole file without compression, taking them over from `bytes`. */
void qg_zip_store(qg_zip_file *file, qg_buf *bytes);

/* Append an archive file by file, each packed or stored before.  `directory` is {0} at first. Fails
 * with QG_E_MEMORY, and QG_E_LIMIT when there is more than the format can count (4 GB, 65,535
 * files). */
typedef struct qg_zip {
    qg_buf *out;
    size_t start; /* of the archive in `out` */
    qg_buf directory;
    unsigned n_files;
} qg_zip;

/* Bytes that a file takes in an archive. */
size_t qg_zip_size(const qg_zip_file *file);

void qg_zip_begin(qg_zip *zip, qg_buf *out);
qg_status qg_zip_add(qg_zip *zip, const qg_zip_file *file);
qg_status qg_zip_end(qg_zip *zip); /* also after a failure */

#endif
