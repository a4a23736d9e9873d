/* make_ready.c - what the built-in style sheets come to, as C.
 *
 *     make_ready ready_sheets.inc ready_parts.inc
 *
 * A start would otherwise read the same YAML, and each document write and pack the same parts.  It
 * is linked with the whole library, which writes one document for each sheet; the parts are taken
 * out of that.
 */
#include "base/buf.h"
#include "style/rows.h"
#include "write/docx/ready.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* There is nothing ready yet. */
const qg_sheet_rows *qg_sheet_rows_ready(qg_str yaml)
{
    (void)yaml;
    return NULL;
}

const qg_ready_part *qg_ready_part_of(size_t number, qg_ready_name name)
{
    (void)number;
    (void)name;
    return NULL;
}

static void fail(const char *what)
{
    fprintf(stderr, "make_ready: %s\n", what);
    exit(1);
}

static void print_bytes(FILE *out, const char *name, size_t number, qg_str bytes)
{
    fprintf(out, "static const unsigned char %s_%zu[] = {", name, number);
    for (size_t i = 0; i < bytes.n; i++)
        fprintf(out, "%s%u,", i % 24 == 0 ? "\n" : "", (unsigned char)bytes.p[i]);
    fprintf(out, "};\n");
}

/* ---- entries --------------------------------------------------------------------------------- */

static void print_row(FILE *out, const qg_sheet_row *e)
{
    fprintf(out, "{{");
    for (size_t i = 0; i < QG_ROW_DEPTH; i++) /* keys behind the last are left from others */
        fprintf(out, "{%u,%u},", i < e->depth ? e->path[i].at : 0, i < e->depth ? e->path[i].n : 0);
    fprintf(out, "},{%u,%u},%u,%u,%u,%u},\n", e->value.at, e->value.n, e->depth, e->line, e->column,
            e->group_line);
}

static size_t print_sheet(FILE *out, size_t number)
{
    qg_sheet_problem problem;
    qg_sheet_rows entries;
    qg_buf text, rows;
    qg_str yaml = qg_style_yaml(qg_str_of(qg_style_name(number)));
    size_t n_bytes;

    qg_buf_init(&text, 0);
    qg_buf_init(&rows, 0);
    if (qg_sheet_rows_read(&entries, &text, &rows, yaml, &problem) != QG_OK || problem.line > 0)
        fail("a sheet in styles/ cannot be read");
    print_bytes(out, "text", number, entries.text);
    fprintf(out, "static const qg_sheet_row rows_%zu[] = {\n", number);
    for (size_t i = 0; i < entries.n; i++)
        print_row(out, &entries.rows[i]);
    fprintf(out, "};\n");
    n_bytes = entries.n;
    qg_buf_clear(&text);
    qg_buf_clear(&rows);
    return n_bytes;
}

static void print_sheets(FILE *out)
{
    size_t n[100], n_sheets = 0;

    for (; qg_style_name(n_sheets) != NULL; n_sheets++)
        n[n_sheets] = print_sheet(out, n_sheets);
    fprintf(out, "static const qg_sheet_rows ready[] = {\n");
    for (size_t i = 0; i < n_sheets; i++)
        fprintf(out, "{{(const char *)text_%zu, sizeof text_%zu}, rows_%zu, %zu},\n", i, i, i,
                n[i]);
    fprintf(out, "};\n");
}

/* ---- parts ----------------------------------------------------------------------------------- */

static size_t number_at(const char *p, int n_bytes)
{
    size_t value = 0;

    while (n_bytes-- > 0)
        value = value << 8 | (unsigned char)p[n_bytes];
    return value;
}

/* The file of that name in an archive of ours (zip.c): sizes stand in front of each file. */
static qg_ready_part part_of(qg_str zip, const char *name)
{
    enum { HEADER_BYTES = 30 };

    while (zip.n > HEADER_BYTES && memcmp(zip.p, "PK\3\4", 4) == 0) {
        size_t n_packed = number_at(zip.p + 18, 4), n_name = number_at(zip.p + 26, 2);
        qg_str file = qg_str_skip(zip, HEADER_BYTES);
        if (qg_str_is(qg_str_head(file, n_name), name) && number_at(zip.p + 8, 2) == 8)
            return (qg_ready_part){qg_str_head(qg_str_skip(file, n_name), n_packed),
                                   (uint32_t)number_at(zip.p + 14, 4), number_at(zip.p + 22, 4)};
        zip = qg_str_skip(file, n_name + n_packed);
    }
    fail("a part is missing in a document, or not deflated");
    return (qg_ready_part){0};
}

static void print_parts(FILE *out)
{
    static const char *const names[QG_READY_NAMES] = {
        [QG_READY_STYLES] = "word/styles.xml", [QG_READY_FONTS] = "word/fontTable.xml"};
    qg_buf table, docx;
    qg_options options;

    qg_buf_init(&table, 0);
    qg_options_init(&options);
    options.to = QG_FORMAT_DOCX;
    for (size_t i = 0; qg_style_name(i) != NULL; i++) {
        qg_buf_init(&docx, 0);
        options.style = qg_str_of(qg_style_name(i));
        if (qg_convert(&docx, QG_STR("正文\n"), &options, NULL) != QG_OK)
            fail("no document can be made");
        qg_buf_puts(&table, "{");
        for (size_t k = 0; k < QG_READY_NAMES; k++) {
            qg_ready_part part = part_of(qg_buf_str(&docx), names[k]);
            print_bytes(out, "packed", i * QG_READY_NAMES + k, part.packed);
            qg_buf_printf(&table, "{{(const char *)packed_%zu, %zu}, %uU, %zu},",
                          i * QG_READY_NAMES + k, part.packed.n, part.sum, part.n_bytes);
        }
        qg_buf_puts(&table, "},\n");
        qg_buf_clear(&docx);
    }
    fprintf(out, "static const qg_ready_part parts[][QG_READY_NAMES] = {\n%.*s};\n", (int)table.n,
            table.p);
    qg_buf_clear(&table);
}

static void print_into(const char *path, void (*print)(FILE *out))
{
    FILE *out = fopen(path, "w");

    if (out == NULL)
        fail(path);
    fprintf(out, "/* Made from styles/ by tools/make_ready.c.  Not to be edited. */\n");
    print(out);
    if (fclose(out) != 0)
        fail(path);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        fail("two files are to be named");
    print_into(argv[1], print_sheets);
    print_into(argv[2], print_parts);
    return 0;
}
