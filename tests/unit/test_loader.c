/* test_loader.c - the files that the program reads for a draft: no name leads out of the folders
 * that it may. */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink, mkfifo */
#include "unit.h"

#include "cli/loader.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A draft's folder with everything that a draft could try to read. */
static void put_file(const char *name, const char *content)
{
    FILE *file = fopen(name, "wb");

    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static int make_folders(void **state)
{
    static char root[] = "/tmp/qinggao-loader-XXXXXX";

    if (mkdtemp(root) == NULL || chdir(root) != 0)
        return -1;
    *state = root;
    mkdir("draft", 0777);
    mkdir("draft/img", 0777);
    mkdir("draft2", 0777);
    mkdir("shared", 0777);
    put_file("draft/a.png", "A");
    put_file("draft/img/b.png", "B");
    put_file("draft/图 1.png", "C");
    put_file("draft/a:b.png", "odd");
    put_file("draft2/d.png", "secret");
    put_file("secret.png", "secret");
    put_file("shared/s.png", "S");
    put_file("shared/a.png", "other");
    assert_int_equal(symlink("a.png", "draft/inside.png"), 0);
    assert_int_equal(symlink("../secret.png", "draft/outside.png"), 0);
    assert_int_equal(symlink("..", "draft/up"), 0);
    assert_int_equal(symlink("../shared/s.png", "draft/shared.png"), 0);
    assert_int_equal(mkfifo("draft/pipe.png", 0666), 0);
    return 0;
}

static int remove_folders(void **state)
{
    char command[100];

    snprintf(command, sizeof command, "rm -rf '%s'", (const char *)*state);
    return chdir("/") == 0 ? system(command) : -1;
}

/* Load `name` for draft/draft.md; `named` is a folder the user allows, or NULL. */
static qg_status load(qg_buf *data, qg_str name, const char *input, const char *named)
{
    qg_folders folders;
    qg_status st;

    qg_buf_init(data, 0);
    assert_int_equal(qg_folders_init(&folders, input, &named, named == NULL ? 0 : 1), QG_OK);
    st = qg_folders_load(&folders, name, data);
    qg_folders_clear(&folders);
    return st;
}

static void test_names(void **state)
{
    static const struct {
        const char *why, *name;
        qg_status status;
        const char *data;
    } cases[] = {
        {"beside the draft", "a.png", QG_OK, "A"},
        {"below it", "img/b.png", QG_OK, "B"},
        {"with a dot", "./img/../a.png", QG_OK, "A"},
        {"with a blank and Chinese", "图 1.png", QG_OK, "C"},
        {"a link that stays inside", "inside.png", QG_OK, "A"},
        {"not there", "none.png", QG_E_READ, ""},
        {"below a file", "a.png/x", QG_E_READ, ""},
        {"nothing", "", QG_E_ARG, ""},
        {"above the draft", "../secret.png", QG_E_ARG, ""},
        {"above by a detour", "img/../../secret.png", QG_E_ARG, ""},
        {"a folder whose name starts alike", "../draft2/d.png", QG_E_ARG, ""},
        {"a link to outside", "outside.png", QG_E_ARG, ""},
        {"a folder that is a link to outside", "up/secret.png", QG_E_ARG, ""},
        {"an absolute name", "/etc/passwd", QG_E_ARG, ""},
        {"a device", "/dev/zero", QG_E_ARG, ""},
        {"a folder", "img", QG_E_ARG, ""},
        {"the draft's folder itself", ".", QG_E_ARG, ""},
        {"a pipe, which must not block", "pipe.png", QG_E_ARG, ""},
        {"an address", "https://example.com/a.png", QG_E_ARG, ""},
        {"another scheme", "data:image/png;base64,AAAA", QG_E_ARG, ""},
        {"a file by address", "file:///etc/passwd", QG_E_ARG, ""},
        {"the network of Windows", "//example.com/a.png", QG_E_READ, ""},
        {"what looks like a scheme", "a:b.png", QG_E_ARG, ""},
        {"but not behind a slash", "./a:b.png", QG_OK, "odd"},
    };
    qg_buf data;

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_status st = load(&data, qg_str_of(cases[i].name), "draft/draft.md", NULL);
        if (st != cases[i].status)
            fail_msg("%s: %s", cases[i].why, qg_status_name(st));
        assert_text(qg_buf_str(&data), qg_str_of(cases[i].data), cases[i].why);
        qg_buf_clear(&data);
    }
}

static void test_a_name_that_ends_early(void **state)
{
    qg_buf data;

    (void)state;
    assert_int_equal(load(&data, (qg_str){"a.png\0.txt", 10}, "draft/draft.md", NULL), QG_E_ARG);
    qg_buf_clear(&data);
}

static void test_named_folders(void **state)
{
    qg_buf data;
    char absolute[200];

    assert_int_equal(load(&data, QG_STR("s.png"), "draft/draft.md", "shared"), QG_OK);
    assert_text(qg_buf_str(&data), QG_STR("S"), "looked for in the named folder");
    qg_buf_clear(&data);
    assert_int_equal(load(&data, QG_STR("a.png"), "draft/draft.md", "shared"), QG_OK);
    assert_text(qg_buf_str(&data), QG_STR("A"), "the draft's own comes first");
    qg_buf_clear(&data);
    assert_int_equal(load(&data, QG_STR("shared.png"), "draft/draft.md", "shared"), QG_OK);
    assert_text(qg_buf_str(&data), QG_STR("S"), "a link may lead there");
    qg_buf_clear(&data);
    snprintf(absolute, sizeof absolute, "%s/shared/s.png", (const char *)*state);
    assert_int_equal(load(&data, qg_str_of(absolute), "draft/draft.md", "shared"), QG_OK);
    assert_text(qg_buf_str(&data), QG_STR("S"), "and so may an absolute name");
    qg_buf_clear(&data);
    assert_int_equal(load(&data, QG_STR("../secret.png"), "draft/draft.md", "shared"), QG_E_ARG);
    qg_buf_clear(&data);
    assert_int_equal(load(&data, QG_STR("a.png"), "draft/draft.md", "none"), QG_OK);
    qg_buf_clear(&data);
}

static void test_folder_of_the_draft(void **state)
{
    qg_buf data;

    (void)state;
    assert_int_equal(load(&data, QG_STR("draft/a.png"), "-", NULL), QG_OK);
    qg_buf_clear(&data);
    assert_int_equal(load(&data, QG_STR("draft/a.png"), "draft.md", NULL), QG_OK);
    qg_buf_clear(&data);
    assert_int_equal(load(&data, QG_STR("a.png"), "./draft/img/../draft.md", NULL), QG_OK);
    qg_buf_clear(&data);
    assert_int_equal(load(&data, QG_STR("etc/passwd"), "/draft.md", NULL), QG_OK);
    qg_buf_clear(&data);
}

static void test_size(void **state)
{
    qg_buf data;

    (void)state;
    assert_int_equal(truncate("draft/a.png", (64 << 20) + 1), 0);
    assert_int_equal(load(&data, QG_STR("a.png"), "draft/draft.md", NULL), QG_E_LIMIT);
    qg_buf_clear(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),         cmocka_unit_test(test_a_name_that_ends_early),
        cmocka_unit_test(test_named_folders), cmocka_unit_test(test_folder_of_the_draft),
        cmocka_unit_test(test_size),
    };

    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
