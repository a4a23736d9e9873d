/* ready.h - parts that a built-in sheet alone decides, packed by the build (tools/make_ready.c). */
#ifndef QG_WRITE_DOCX_READY_H
#define QG_WRITE_DOCX_READY_H

#include "base/str.h"

#include <stdint.h>

typedef struct qg_ready_part {
    qg_str packed;
    uint32_t sum;   /* CRC-32 of the unpacked bytes */
    size_t n_bytes; /* unpacked */
} qg_ready_part;

typedef enum qg_ready_name { QG_READY_STYLES, QG_READY_FONTS, QG_READY_NAMES } qg_ready_name;

/* The part as the sheet of that number makes it; NULL when there is none. */
const qg_ready_part *qg_ready_part_of(size_t number, qg_ready_name name);

#endif
