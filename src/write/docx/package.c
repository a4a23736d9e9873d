#include "write/docx/package.h"

#include "write/docx/xml.h"

#include <stdio.h>
#include <zip.h>

/* 1980-01-01 00:00, the first moment a ZIP file can name. */
enum { DOS_DATE = 1 << 5 | 1, DOS_TIME = 0, DEFLATE_LEVEL = 3 };

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

static qg_status add_entry(zip_t *zip, const char *name, qg_str data, bool is_stored)
{
    zip_source_t *source = zip_source_buffer(zip, data.p, data.n, 0);
    zip_int64_t i = source == NULL ? -1 : zip_file_add(zip, name, source, ZIP_FL_ENC_GUESS);

    if (i < 0) {
        zip_source_free(source);
        return QG_E_MEMORY;
    }
    is_stored |= data.n < SMALLEST_DEFLATED_BYTES;
    if (zip_set_file_compression(zip, (zip_uint64_t)i, is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                 DEFLATE_LEVEL) != 0 ||
        zip_file_set_dostime(zip, (zip_uint64_t)i, DOS_TIME, DOS_DATE, 0) != 0)
        return QG_E_WRITE;
    return QG_OK;
}

/* Append what libzip wrote into `source`. */
static qg_status read_back(qg_buf *out, zip_source_t *source)
{
    qg_status status = QG_E_WRITE;
    zip_stat_t stat;
    char *room;

    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return status;
    room = qg_buf_room(out, (size_t)stat.size);
    if (room == NULL)
        status = qg_buf_status(out);
    else if (zip_source_read(source, room, stat.size) == (zip_int64_t)stat.size) {
        qg_buf_added(out, (size_t)stat.size);
        status = QG_OK;
    }
    zip_source_close(source);
    return status;
}

static qg_status add_entries(zip_t *zip, const qg_package *package, qg_str types)
{
    qg_status status = add_entry(zip, "[Content_Types].xml", types, false);

    for (const qg_part *part = package->first; part != NULL && status == QG_OK; part = part->next)
        status = add_entry(zip, part->name, qg_buf_str(&part->data), part->is_compressed);
    return status;
}

qg_status qg_package_save(qg_buf *out, qg_package *package)
{
    qg_buf types;
    qg_status status;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_TRUNCATE, NULL);

    if (zip == NULL) {
        zip_source_free(source);
        return QG_E_MEMORY;
    }
    zip_source_keep(source); /* it outlives the archive, to be read */
    qg_buf_init(&types, 0);
    status = write_types(&types, package);
    if (status == QG_OK)
        status = add_entries(zip, package, qg_buf_str(&types));
    if (status == QG_OK && zip_close(zip) != 0)
        status = QG_E_WRITE;
    else if (status == QG_OK)
        zip = NULL;
    if (zip != NULL)
        zip_discard(zip);
    if (status == QG_OK)
        status = read_back(out, source);
    zip_source_free(source);
    qg_buf_clear(&types);
    return status;
}

void qg_package_clear(qg_package *package)
{
    for (qg_part *part = package->first; part != NULL; part = part->next)
        qg_buf_clear(&part->data);
    package->first = package->last = NULL;
}
