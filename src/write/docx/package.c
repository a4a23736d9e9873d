#include "write/docx/package.h"

#include "write/docx/xml.h"

#include <limits.h>
#include <minizip/zip.h>
#include <stdio.h>
#include <zlib.h>

/* 1980-01-01 00:00, the first moment a ZIP file can name. */
enum { DOS_DATE_AND_TIME = (1 << 5 | 1) << 16, DEFLATE_LEVEL = 3 };

/* How much the compressor keeps in mind.  It clears its tables for each part, and most parts are
 * small: 8, the default, takes 64 KB instead of 16 for a document that is half a percent smaller.
 */
enum { MEMORY_LEVEL = 6 };

/* Below this a part is stored as it is: starting the compressor costs more time than it saves
 * bytes. */
enum { SMALLEST_DEFLATED_BYTES = 1024 };

qg_part *qg_package_add(qg_package *package, const char *name, const char *content_type)
{
    qg_part *part = qg_arena_get(package->arena, sizeof *part);

    if (part == NULL)
        return NULL;
    part->name = name;
    part->content_type = content_type;
    qg_buf_init(&part->data, 0);
    if (package->last != NULL)
        package->last->next = part;
    else
        package->first = part;
    package->last = part;
    return part;
}

int qg_relations_add(qg_relations *relations, qg_arena *arena, const char *type, qg_str target,
                     bool is_external)
{
    qg_relation *relation = qg_arena_get(arena, sizeof *relation);

    if (relation == NULL)
        return 0;
    *relation = (qg_relation){.type = type,
                              .target = qg_arena_copy(arena, target),
                              .is_external = is_external,
                              .id = ++relations->n};
    if (relations->last != NULL)
        relations->last->next = relation;
    else
        relations->first = relation;
    relations->last = relation;
    return relation->id;
}

static void write_relation(qg_xml *xml, const qg_relation *relation)
{
    static const char office[] =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    static const char package[] =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/";
    char id[16], type[128];

    snprintf(id, sizeof id, "rId%d", relation->id);
    snprintf(type, sizeof type, "%s%s",
             qg_str_is(qg_str_of(relation->type), "core-properties") ? package : office,
             relation->type);
    qg_xml_open(xml, "Relationship");
    qg_xml_attr(xml, "Id", id);
    qg_xml_attr(xml, "Type", type);
    qg_xml_attr_str(xml, "Target", relation->target);
    if (relation->is_external)
        qg_xml_attr(xml, "TargetMode", "External");
    qg_xml_close(xml);
}

qg_status qg_package_add_relations(qg_package *package, const char *path,
                                   const qg_relations *relations)
{
    qg_part *part;
    qg_xml *xml;

    if (relations->first == NULL)
        return QG_OK;
    part = qg_package_add(package, path, NULL);
    xml = part == NULL ? NULL : qg_xml_begin(&part->data);
    if (xml == NULL)
        return QG_E_MEMORY;
    qg_xml_open(xml, "Relationships");
    qg_xml_attr(xml, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
    for (const qg_relation *r = relations->first; r != NULL; r = r->next)
        write_relation(xml, r);
    return qg_xml_end(xml);
}

static void write_default_type(qg_xml *xml, const char *extension, const char *type)
{
    qg_xml_open(xml, "Default");
    qg_xml_attr(xml, "Extension", extension);
    qg_xml_attr(xml, "ContentType", type);
    qg_xml_close(xml);
}

static bool has_extension(const qg_package *package, const char *extension)
{
    for (const qg_part *part = package->first; part != NULL; part = part->next)
        if (qg_str_ends(qg_str_of(part->name), qg_str_of(extension)))
            return true;
    return false;
}

static qg_status write_types(qg_buf *out, const qg_package *package)
{
    qg_xml *xml = qg_xml_begin(out);
    char name[80];

    if (xml == NULL)
        return QG_E_MEMORY;
    qg_xml_open(xml, "Types");
    qg_xml_attr(xml, "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
    write_default_type(xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
    write_default_type(xml, "xml", "application/xml");
    write_default_type(xml, "png", "image/png");
    write_default_type(xml, "jpeg", "image/jpeg");
    write_default_type(xml, "gif", "image/gif");
    if (has_extension(package, ".bmp"))
        write_default_type(xml, "bmp", "image/bmp");
    if (has_extension(package, ".svg"))
        write_default_type(xml, "svg", "image/svg+xml");
    for (const qg_part *part = package->first; part != NULL; part = part->next) {
        if (part->content_type == NULL)
            continue;
        snprintf(name, sizeof name, "/%s", part->name);
        qg_xml_open(xml, "Override");
        qg_xml_attr(xml, "PartName", name);
        qg_xml_attr(xml, "ContentType", part->content_type);
        qg_xml_close(xml);
    }
    return qg_xml_end(xml);
}

/* ---- the archive: minizip writes into a buffer as if it were a file ---- */

typedef struct archive {
    qg_buf *out;
    size_t start; /* of the archive in `out` */
    size_t at;    /* where the next byte goes, from `start` */
} archive;

static voidpf open_archive(voidpf user, const void *name, int mode)
{
    (void)name, (void)mode;
    return user;
}

static uLong read_archive(voidpf user, voidpf stream, void *bytes, uLong n)
{
    (void)user, (void)stream, (void)bytes, (void)n;
    return 0; /* a new archive is never read */
}

/* minizip goes back to put sizes and sums into headers that it has written. */
static uLong write_archive(voidpf user, voidpf stream, const void *bytes, uLong n)
{
    archive *a = user;
    size_t held = a->out->n - a->start, over = held - a->at < n ? held - a->at : n;

    (void)stream;
    if (over > 0)
        memcpy(a->out->p + a->start + a->at, bytes, over);
    qg_buf_put(a->out, (qg_str){(const char *)bytes + over, n - over});
    a->at += n;
    return qg_buf_status(a->out) == QG_OK ? n : 0;
}

static ZPOS64_T tell_archive(voidpf user, voidpf stream)
{
    (void)stream;
    return ((archive *)user)->at;
}

static long seek_archive(voidpf user, voidpf stream, ZPOS64_T offset, int origin)
{
    archive *a = user;
    size_t held = a->out->n - a->start;
    ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                    : origin == ZLIB_FILEFUNC_SEEK_CUR ? a->at
                                                       : held;

    (void)stream;
    if (from + offset > held)
        return -1;
    a->at = (size_t)(from + offset);
    return 0;
}

static int close_archive(voidpf user, voidpf stream)
{
    (void)user, (void)stream;
    return 0;
}

static int archive_error(voidpf user, voidpf stream)
{
    (void)stream;
    return qg_buf_status(((archive *)user)->out) != QG_OK;
}

static bool add_entry(zipFile zip, const char *name, qg_str data, bool is_stored)
{
    const zip_fileinfo info = {.dosDate = DOS_DATE_AND_TIME};
    bool is_good;

    is_stored |= data.n < SMALLEST_DEFLATED_BYTES;
    if (data.n > UINT_MAX ||
        zipOpenNewFileInZip4_64(zip, name, &info, NULL, 0, NULL, 0, NULL,
                                is_stored ? 0 : Z_DEFLATED, DEFLATE_LEVEL, 0, -MAX_WBITS,
                                MEMORY_LEVEL, Z_DEFAULT_STRATEGY, NULL, 0, 0, 0, 0) != ZIP_OK)
        return false;
    is_good = zipWriteInFileInZip(zip, data.p, (unsigned)data.n) == ZIP_OK;
    return zipCloseFileInZip(zip) == ZIP_OK && is_good;
}

static bool add_entries(zipFile zip, const qg_package *package, qg_str types)
{
    bool is_good = add_entry(zip, "[Content_Types].xml", types, false);

    for (const qg_part *part = package->first; part != NULL && is_good; part = part->next)
        is_good = add_entry(zip, part->name, qg_buf_str(&part->data), part->is_compressed);
    return is_good;
}

static qg_status write_archive_of(qg_buf *out, const qg_package *package, qg_str types)
{
    archive a = {.out = out, .start = out->n};
    zlib_filefunc64_def functions = {open_archive, read_archive,  write_archive, tell_archive,
                                     seek_archive, close_archive, archive_error, &a};
    zipFile zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &functions);
    bool is_good;

    if (zip == NULL)
        return QG_E_MEMORY;
    is_good = add_entries(zip, package, types);
    is_good = zipClose(zip, NULL) == ZIP_OK && is_good;
    if (qg_buf_status(out) != QG_OK)
        return qg_buf_status(out);
    return is_good ? QG_OK : QG_E_WRITE;
}

qg_status qg_package_save(qg_buf *out, qg_package *package)
{
    qg_buf types;
    qg_status status;

    qg_buf_init(&types, 0);
    status = write_types(&types, package);
    if (status == QG_OK)
        status = write_archive_of(out, package, qg_buf_str(&types));
    qg_buf_clear(&types);
    return status;
}

void qg_package_clear(qg_package *package)
{
    for (qg_part *part = package->first; part != NULL; part = part->next)
        qg_buf_clear(&part->data);
    package->first = package->last = NULL;
}
