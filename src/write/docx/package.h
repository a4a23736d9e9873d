/* package.h - the ZIP file that a .docx is: parts, their types and their relationships.
 *
 * Open Packaging Conventions, ECMA-376 part 2.  Entries have one fixed date, no extra fields, and
 * [Content_Types].xml stands first, so equal parts give equal bytes everywhere.
 */
#ifndef QG_WRITE_DOCX_PACKAGE_H
#define QG_WRITE_DOCX_PACKAGE_H

#include "base/arena.h"
#include "write/docx/ready.h"
#include "write/docx/xml.h"
#include "write/docx/zip.h"

typedef struct qg_package qg_package;

/* A part: a file in the package. */
typedef struct qg_part qg_part;
struct qg_part {
    qg_package *package;
    qg_zip_file file;         /* its name, "word/document.xml", lives as long as the package */
    const char *content_type; /* NULL: given by the extension */
    bool is_compressed;       /* already, as pictures are */
    qg_buf data;              /* what is not packed yet */
    qg_part *next;
};

/* A relationship of a part to another, or to an address outside. */
typedef struct qg_relation qg_relation;
struct qg_relation {
    const char *type; /* last word of the type's URI: "styles", "image" */
    qg_str target;
    bool is_external;
    int id; /* printed as rId1 */
    qg_relation *next;
};

/* The relationships of one part; start with {0}. */
typedef struct qg_relations {
    qg_relation *first, *last;
    int n;
} qg_relations;

struct qg_package {
    qg_arena *arena;
    bool is_trial;         /* nothing is kept of its parts, and it cannot be saved */
    bool may_start_thread; /* to pack long parts */
    qg_packer *packer;     /* made for the first part that needs it */
    qg_part *first, *last;
};

/* A new part behind the others, its data to be filled; NULL when memory runs out. */
qg_part *qg_package_add(qg_package *package, const char *name, const char *content_type);

/* A new part that is packed already. */
qg_status qg_package_add_ready(qg_package *package, const char *name, const char *content_type,
                               const qg_ready_part *ready);

/* Begin the XML of a new part.  It is packed while it is written, so of several parts one is
 * written after the other.  NULL for NULL, and when memory runs out. */
qg_xml *qg_part_write(qg_part *part);

/* Number of the relationship to `target`, which is added when it is new. */
int qg_relations_add(qg_relations *relations, qg_arena *arena, const char *type, qg_str target,
                     bool is_external);

/* Add the part that holds `relations` of the part at `path` ("word/_rels/document.xml.rels"). */
qg_status qg_package_add_relations(qg_package *package, const char *path,
                                   const qg_relations *relations);

/* Append the whole package to `out`.  Fails with QG_E_MEMORY or QG_E_LIMIT. */
qg_status qg_package_save(qg_buf *out, qg_package *package);

void qg_package_clear(qg_package *package);

#endif
