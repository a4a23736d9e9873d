#include "write/docx/package.h"

#include "write/docx/xml.h"

#include <stdio.h>

/* Below this a part is stored as it is: starting the compressor costs more time than it saves
 * bytes. */
enum { SMALLEST_DEFLATED_BYTES = 1024 };

/* ---- parts ----------------------------------------------------------------------------------- */

qg_part *qg_package_add(qg_package *package, const char *name, const char *content_type)
{
    qg_part *part = qg_arena_get(package->arena, sizeof *part);

    if (part == NULL)
        return NULL;
    *part = (qg_part){.package = package, .file = {.name = name}, .content_type = content_type};
    qg_buf_init(&part->data, 0);
    qg_buf_init(&part->file.packed, 0);
    if (package->last != NULL)
        package->last->next = part;
    else
        package->first = part;
    package->last = part;
    return part;
}

qg_status qg_package_add_ready(qg_package *package, const char *name, const char *content_type,
                               const qg_ready_part *ready)
{
    qg_part *part = qg_package_add(package, name, content_type);

    if (part == NULL)
        return QG_E_MEMORY;
    qg_buf_borrow(&part->file.packed, ready->packed);
    part->file.sum = ready->sum;
    part->file.n_bytes = ready->n_bytes;
    part->file.is_deflated = part->file.is_done = true;
    return QG_OK;
}

/* Pack what stands in the data of a part. */
static qg_status pack(void *user, bool is_last)
{
    qg_part *part = user;
    qg_package *package = part->package;
    bool is_short = part->file.n_bytes == 0 && part->data.n < SMALLEST_DEFLATED_BYTES;
    qg_status st;

    if (package->is_trial) {
        qg_buf_truncate(&part->data, 0);
        return QG_OK;
    }
    if (is_last && (part->is_compressed || is_short)) {
        qg_zip_store(&part->file, &part->data);
        return QG_OK;
    }
    if (package->packer == NULL)
        package->packer = qg_packer_new(package->may_start_thread);
    if (package->packer == NULL)
        return QG_E_MEMORY;
    st = qg_zip_pack(&part->file, package->packer, &part->data, is_last);
    if (is_last)
        qg_buf_clear(&part->data);
    return st;
}

qg_xml *qg_part_write(qg_part *part)
{
    qg_xml *xml = part == NULL ? NULL : qg_xml_begin(&part->data);

    if (xml != NULL)
        qg_xml_drain(xml, pack, part);
    return xml;
}

/* ---- relationships --------------------------------------------------------------------------- */

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
    qg_xml *xml;

    if (relations->first == NULL)
        return QG_OK;
    xml = qg_part_write(qg_package_add(package, path, NULL));
    if (xml == NULL)
        return QG_E_MEMORY;
    qg_xml_open(xml, "Relationships");
    qg_xml_attr(xml, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
    for (const qg_relation *r = relations->first; r != NULL; r = r->next)
        write_relation(xml, r);
    return qg_xml_end(xml);
}

/* ---- the archive --------------------------------------------------------------------------- */

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
        if (qg_str_ends(qg_str_of(part->file.name), qg_str_of(extension)))
            return true;
    return false;
}

static qg_status write_types(qg_part *types, const qg_package *package)
{
    qg_xml *xml = qg_part_write(types);
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
        snprintf(name, sizeof name, "/%s", part->file.name);
        qg_xml_open(xml, "Override");
        qg_xml_attr(xml, "PartName", name);
        qg_xml_attr(xml, "ContentType", part->content_type);
        qg_xml_close(xml);
    }
    return qg_xml_end(xml);
}

/* Pack what is not packed yet, and make room for all at once. */
static qg_status pack_all(qg_buf *out, qg_part *types)
{
    size_t n_bytes = 0;
    qg_status st = QG_OK;

    for (qg_part *part = types; part != NULL && st == QG_OK; part = part->next) {
        if (!part->file.is_done)
            st = pack(part, true);
        n_bytes += qg_zip_size(&part->file);
    }
    if (st == QG_OK)
        qg_buf_reserve(out, n_bytes);
    return st;
}

/* Each part is freed as soon as it is in the archive. */
static qg_status write_archive(qg_buf *out, qg_part *types)
{
    qg_zip zip;
    qg_status st = QG_OK, end;

    qg_zip_begin(&zip, out);
    for (qg_part *part = types; part != NULL && st == QG_OK; part = part->next) {
        st = qg_zip_add(&zip, &part->file);
        qg_buf_clear(&part->file.packed);
    }
    end = qg_zip_end(&zip);
    return st == QG_OK ? end : st;
}

qg_status qg_package_save(qg_buf *out, qg_package *package)
{
    qg_part types = {.package = package, .file = {.name = "[Content_Types].xml"}};
    qg_status st;

    qg_buf_init(&types.data, 0);
    qg_buf_init(&types.file.packed, 0);
    types.next = package->first;
    st = write_types(&types, package);
    if (st == QG_OK)
        st = pack_all(out, &types);
    if (st == QG_OK)
        st = write_archive(out, &types);
    qg_buf_clear(&types.data);
    qg_buf_clear(&types.file.packed);
    return st;
}

void qg_package_clear(qg_package *package)
{
    qg_packer_free(package->packer);
    for (qg_part *part = package->first; part != NULL; part = part->next) {
        qg_buf_clear(&part->data);
        qg_buf_clear(&part->file.packed);
    }
    package->packer = NULL;
    package->first = package->last = NULL;
}
