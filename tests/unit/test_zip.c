/* test_zip.c - the ZIP archive of a .docx: packed and read back, with a second thread and without,
 * and damaged. */
#include "unit.h"

#include "style/archive.h"
#include "write/docx/zip.h"

static bool take(void *user, const char *bytes, size_t n)
{
    qg_buf_put(user, (qg_str){bytes, n});
    return true;
}

/* A text that goes through the window of deflate more than once. */
static void put_long(qg_buf *out)
{
    for (int i = 0; i < 20000; i++)
        qg_buf_printf(out, "第%d条 %x；", i, (unsigned)i * 2654435761U);
}

static void pack(qg_zip_file *file, qg_packer *packer, qg_str bytes, bool is_last)
{
    qg_buf piece;

    qg_buf_init(&piece, 0);
    qg_buf_put(&piece, bytes);
    assert_int_equal(qg_zip_pack(file, packer, &piece, is_last), QG_OK);
    assert_int_equal(piece.n, 0);
    qg_buf_clear(&piece);
}

/* An archive of "a", packed in pieces of `n_piece` bytes, and "b", which is stored. */
static void write_archive(qg_buf *out, qg_str a, size_t n_piece, qg_str b, bool may_start_thread)
{
    qg_zip_file first = {.name = "a"}, second = {.name = "b"};
    qg_packer *packer = qg_packer_new(may_start_thread);
    qg_buf bytes;
    qg_zip zip;

    qg_buf_init(&bytes, 0);
    qg_buf_init(&first.packed, 0);
    qg_buf_init(&second.packed, 0);
    assert_non_null(packer);
    while (a.n > n_piece) {
        pack(&first, packer, qg_str_head(a, n_piece), false);
        a = qg_str_skip(a, n_piece);
    }
    pack(&first, packer, a, true);
    qg_buf_put(&bytes, b);
    qg_zip_store(&second, &bytes);
    qg_zip_begin(&zip, out);
    assert_int_equal(qg_zip_add(&zip, &first), QG_OK);
    assert_int_equal(qg_zip_add(&zip, &second), QG_OK);
    assert_int_equal(qg_zip_end(&zip), QG_OK);
    qg_buf_clear(&first.packed);
    qg_buf_clear(&second.packed);
    qg_packer_free(packer);
}

static void expect(qg_str zip, const char *name, qg_str want, qg_status status, const char *why)
{
    qg_buf got;

    qg_buf_init(&got, 0);
    assert_int_equal(qg_archive_read(zip, name, (size_t)1 << 20, take, &got), status);
    if (status == QG_OK)
        assert_text(qg_buf_str(&got), want, why);
    qg_buf_clear(&got);
}

static void test_round_trip(void **state)
{
    qg_buf text, whole, pieces;

    (void)state;
    qg_buf_init(&text, 0);
    qg_buf_init(&whole, 0);
    qg_buf_init(&pieces, 0);
    put_long(&text);
    qg_buf_puts(&whole, "something before"); /* as a program that unpacks itself has */
    write_archive(&whole, qg_buf_str(&text), text.n, QG_STR("乙"), false);
    write_archive(&pieces, qg_buf_str(&text), 1000, QG_STR(""), false);
    expect(qg_buf_str(&whole), "a", qg_buf_str(&text), QG_OK, "packed at once");
    expect(qg_buf_str(&pieces), "a", qg_buf_str(&text), QG_OK, "packed in pieces");
    expect(qg_buf_str(&whole), "b", QG_STR("乙"), QG_OK, "stored");
    expect(qg_buf_str(&pieces), "b", QG_STR(""), QG_OK, "empty");
    expect(qg_buf_str(&whole), "c", QG_STR(""), QG_E_READ, "not there");
    qg_buf_puts(&whole, "a comment");
    expect(qg_buf_str(&whole), "b", QG_STR("乙"), QG_OK, "with something behind");
    qg_buf_clear(&text);
    qg_buf_clear(&whole);
    qg_buf_clear(&pieces);
}

/* With a second hand the bytes are the same, whatever the pieces. */
static void test_hand(void **state)
{
    static const size_t n_piece[] = {1000, 64 * 1024, 300 * 1024};
    qg_buf text, alone, helped;

    (void)state;
    qg_buf_init(&text, 0);
    qg_buf_init(&alone, 0);
    qg_buf_init(&helped, 0);
    put_long(&text);
    assert_true(text.n > 400 * 1024); /* so that it comes to that */
    for (size_t i = 0; i < sizeof n_piece / sizeof *n_piece; i++) {
        qg_buf_truncate(&alone, 0);
        qg_buf_truncate(&helped, 0);
        write_archive(&alone, qg_buf_str(&text), n_piece[i], QG_STR("乙"), false);
        write_archive(&helped, qg_buf_str(&text), n_piece[i], QG_STR("乙"), true);
        assert_int_equal(alone.n, helped.n);
        assert_memory_equal(alone.p, helped.p, alone.n);
    }
    qg_buf_clear(&text);
    qg_buf_clear(&alone);
    qg_buf_clear(&helped);
}

/* What fails while the hand works is told at the end, and a file that is given up can be cleared
 * as soon as the packer is gone. */
static void test_hand_fails(void **state)
{
    qg_zip_file file = {.name = "a"};
    qg_packer *packer = qg_packer_new(true);
    qg_status st = QG_OK;
    qg_buf text;

    (void)state;
    qg_buf_init(&file.packed, 20 * 1024);
    for (int i = 0; i < 8 && st == QG_OK; i++) {
        qg_buf_init(&text, 0);
        put_long(&text);
        st = qg_zip_pack(&file, packer, &text, i == 7);
        qg_buf_clear(&text);
    }
    assert_int_equal(st, QG_E_LIMIT);
    qg_packer_free(packer);
    qg_buf_clear(&file.packed);
}

/* Whatever byte is wrong or missing, there is a status, and never other bytes as sound ones. */
static void test_damage(void **state)
{
    qg_buf zip, got;

    (void)state;
    qg_buf_init(&zip, 0);
    qg_buf_init(&got, 0);
    write_archive(&zip, QG_STR("甲甲甲甲甲甲"), 5, QG_STR("乙"), false);
    for (size_t i = 0; i < zip.n; i++) {
        qg_status st;
        for (int bit = 0; bit < 8; bit++) {
            zip.p[i] = (char)(zip.p[i] ^ 1 << bit);
            qg_buf_truncate(&got, 0);
            st = qg_archive_read(qg_buf_str(&zip), "a", 100, take, &got);
            assert_true(st == QG_OK ? qg_str_is(qg_buf_str(&got), "甲甲甲甲甲甲")
                                    : st == QG_E_READ || st == QG_E_INPUT || st == QG_E_LIMIT);
            zip.p[i] = (char)(zip.p[i] ^ 1 << bit);
        }
        st = qg_archive_read(qg_str_head(qg_buf_str(&zip), i), "a", 100, take, &got);
        assert_int_equal(st, QG_E_INPUT);
    }
    assert_int_equal(qg_archive_read(qg_buf_str(&zip), "a", 17, take, &got), QG_E_LIMIT);
    qg_buf_clear(&zip);
    qg_buf_clear(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_hand),
        cmocka_unit_test(test_hand_fails),
        cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
