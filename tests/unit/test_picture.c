/* test_picture.c - kind, size and resolution of pictures, from files and data: addresses, also of
 * broken ones. */
#include "unit.h"

#include "document/length.h"
#include "write/picture/picture_int.h"

#define BYTES(text)                                                                                \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

#define PNG_START "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_END   "....\0\0\0\0IEND...."
#define JPEG_FRAME                                                                                 \
    "\xFF\xC0\0\x11\x08\0\x60\0\xC0\x03\0\0\0\0\0\0\0\0\0"                                         \
    "\xFF\xDA\0\x08\x01\x01\0\0\x3F\0.."

/* What the first bytes say; sizes in pixels at 96 an inch are 15 twips each. */
static void test_look(void **state)
{
    static const struct {
        const char *why;
        qg_str bytes;
        qg_picture_kind kind;
        double width, height;
        bool is_picture;
    } cases[] = {
        {"PNG", BYTES(PNG_START "\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0" PNG_END), QG_PICTURE_PNG, 1440,
         720, true},
        {"PNG with 192 dots an inch",
         BYTES(PNG_START
               "\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0....\0\0\0\x09pHYs\0\0\x1D\x87\0\0\x1D\x87"
               "\x01" PNG_END),
         QG_PICTURE_PNG, 720.005, 360.003, true},
        {"PNG of a milliard of pixels a side",
         BYTES(PNG_START "\x3B\x9A\xCA\0\x3B\x9A\xCA\0\x08\x02\0\0\0" PNG_END), QG_PICTURE_PNG, 0,
         0, false},
        {"PNG of no pixels", BYTES(PNG_START "\0\0\0\0\0\0\0\x30\x08\x02\0\0\0" PNG_END),
         QG_PICTURE_PNG, 0, 0, false},
        {"PNG that was cut", BYTES(PNG_START "\0\0\0\x60"), QG_PICTURE_NONE, 0, 0, false},
        {"a chunk longer than the file",
         BYTES(PNG_START "\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0....\xFF\xFF\xFF\xFFtEXt........"),
         QG_PICTURE_NONE, 0, 0, false},
        {"PNG that ends in its pixels",
         BYTES(PNG_START "\0\0\0\x60\0\0\0\x30\x08\x02\0\0\0....\0\0\0\x09IDAT........"),
         QG_PICTURE_NONE, 0, 0, false},
        {"JPEG without pixels",
         BYTES("\xFF\xD8\xFF\xC0\0\x11\x08\0\x60\0\xC0\x03\0\0\0\0\0\0\0\0\0"), QG_PICTURE_NONE, 0,
         0, false},
        {"JPEG", BYTES("\xFF\xD8" JPEG_FRAME), QG_PICTURE_JPEG, 2880, 1440, true},
        {"JPEG with 72 dots an inch by JFIF",
         BYTES("\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\x01\0\x48\0\x48\0\0" JPEG_FRAME),
         QG_PICTURE_JPEG, 3840, 1920, true},
        {"JPEG with 300 dots an inch by Exif",
         BYTES(
             "\xFF\xD8\xFF\xE1\0\052Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x1A\0\x05\0\0\0\x01\0\0\0\x1A"
             "\0\0\0\0\0\0\x01\x2C\0\0\0\x01" JPEG_FRAME),
         QG_PICTURE_JPEG, 921.6, 460.8, true},
        {"JPEG of a camera that was held upright",
         BYTES("\xFF\xD8\xFF\xE1\0\x22"
               "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
               "\0\0\0\0" JPEG_FRAME),
         QG_PICTURE_JPEG, 1440, 2880, true},
        {"Exif that points beyond its end",
         BYTES("\xFF\xD8\xFF\xE1\0\x10"
               "Exif\0\0II*\0\xFF\xFF\xFF\xFF" JPEG_FRAME),
         QG_PICTURE_JPEG, 2880, 1440, true},
        {"JPEG without a frame", BYTES("\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01"), QG_PICTURE_NONE, 0,
         0, false},
        {"GIF", BYTES("GIF89a\x60\0\x30\0"), QG_PICTURE_GIF, 1440, 720, true},
        {"BMP from top to bottom",
         BYTES("BM........"
               "\x36\0\0\0\x28\0\0\0\x60\0\0\0\xD0\xFF\xFF\xFF\x01\0\x18\0\0\0\0\0\0\0\0\0\0\0\0\0"
               "\0\0\0\0\0\0\0\0\0\0\0\0"),
         QG_PICTURE_BMP, 1440, 720, true},
        {"SVG", BYTES("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<svg/>"), QG_PICTURE_SVG, 0, 0, true},
        {"a web page", BYTES("<html>"), QG_PICTURE_NONE, 0, 0, false},
        {"WebP that was cut", BYTES("RIFF\x10\0\0\0WEBPVP8 "), QG_PICTURE_NONE, 0, 0, false},
        {"nothing", BYTES(""), QG_PICTURE_NONE, 0, 0, false},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_picture picture = {.kind = QG_PICTURE_NONE};
        bool is_picture;
        qg_buf_init(&picture.data, 0);
        qg_buf_init(&picture.png, 0);
        qg_buf_put(&picture.data, cases[i].bytes);
        is_picture = qg_picture_look(&picture);
        if (is_picture != cases[i].is_picture || picture.kind != cases[i].kind)
            fail_msg("%s: %d, kind %d", cases[i].why, is_picture, picture.kind);
        if (is_picture && (picture.width_twips > cases[i].width + 0.01 ||
                           picture.width_twips < cases[i].width - 0.01 ||
                           picture.height_twips > cases[i].height + 0.01 ||
                           picture.height_twips < cases[i].height - 0.01))
            fail_msg("%s: %f by %f", cases[i].why, picture.width_twips, picture.height_twips);
        qg_picture_clear(&picture);
    }
}

static void test_data(void **state)
{
    static const struct {
        const char *why, *url, *data;
        qg_status status;
    } cases[] = {
        {"base64", "data:image/gif;base64,R0lGODlhYAAwAA==", "GIF89a`\0000\0", QG_OK},
        {"escaped base64", "DATA:image/gif;base64,R0lGODlhYAAwAA%3D%3D", "GIF89a`", QG_OK},
        {"escaped text", "data:image/svg+xml,%3Csvg%2F%3E", "<svg/>", QG_OK},
        {"no picture", "data:text/plain;base64,YWI=", "ab", QG_E_INPUT},
        {"no data", "data:image/png;base64", "", QG_E_READ},
        {"no loader", "a.png", "", QG_E_READ},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_picture picture;
        assert_int_equal(qg_picture_load(&picture, qg_str_of(cases[i].url), NULL, NULL),
                         cases[i].status);
        assert_text(qg_str_head(qg_buf_str(&picture.data), strlen(cases[i].data)),
                    qg_str_of(cases[i].data), cases[i].why);
        qg_picture_clear(&picture);
    }
}

static void test_length(void **state)
{
    static const struct {
        const char *text;
        double value;
        bool is_percent, is_length;
    } cases[] = {
        {"60%", 60, true, true},       {"2.54cm", 1440, false, true}, {"25.4mm", 1440, false, true},
        {"1in", 1440, false, true},    {"72pt", 1440, false, true},   {"96px", 1440, false, true},
        {"96", 1440, false, true},     {"0", 0, false, false},        {"", 0, false, false},
        {"5em", 0, false, false},      {"-5cm", 0, false, false},     {"a", 0, false, false},
        {"1e9cm", 0, false, false},    {".5in", 720, false, true},    {"zoom:50%", 50, true, true},
        {"zoom:0.5", 50, false, true},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_length length = {0};
        if (qg_length_read(&length, qg_str_of(cases[i].text)) != cases[i].is_length)
            fail_msg("%s", cases[i].text);
        if (cases[i].is_length &&
            (length.is_percent != cases[i].is_percent || length.value > cases[i].value + 0.01 ||
             length.value < cases[i].value - 0.01))
            fail_msg("%s: %f", cases[i].text, length.value);
    }
}

/* In a room of 1000 by 800 twips. */
static void test_fit(void **state)
{
    static const struct {
        const char *why;
        double width, height;
        const char *wants_width, *wants_height;
        double gets_width, gets_height;
    } cases[] = {
        {"as it is", 500, 200, "", "", 500, 200},
        {"too wide", 2000, 200, "", "", 1000, 100},
        {"too high", 500, 1600, "", "", 250, 800},
        {"half of the room is too high", 100, 200, "50%", "", 400, 800},
        {"its height alone", 100, 200, "", "20pt", 200, 400},
        {"both", 100, 200, "20pt", "20pt", 400, 400},
        {"wider than the room", 100, 50, "200%", "", 1000, 500},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_picture picture = {.width_twips = cases[i].width, .height_twips = cases[i].height};
        double width, height;
        qg_picture_fit(&picture, qg_str_of(cases[i].wants_width), qg_str_of(cases[i].wants_height),
                       1000, 800, &width, &height);
        if (width > cases[i].gets_width + 0.1 || width < cases[i].gets_width - 0.1 ||
            height > cases[i].gets_height + 0.1 || height < cases[i].gets_height - 0.1)
            fail_msg("%s: %f by %f", cases[i].why, width, height);
    }
}

/* What zlib unpacks is the pixels again; the CRC of IEND is known. */
static void test_png(void **state)
{
    static const uint8_t pixels[] = {255, 0, 0, 255, 0, 255, 0, 128};
    qg_picture picture = {.kind = QG_PICTURE_NONE};
    qg_str end = {"\0\0\0\0IEND\xAE\x42\x60\x82", 12};

    (void)state;
    qg_buf_init(&picture.data, 0);
    qg_buf_init(&picture.png, 0);
    assert_int_equal(qg_picture_put_png(&picture.data, pixels, 2, 1, 8), QG_OK);
    assert_true(qg_picture_look(&picture));
    assert_int_equal(picture.kind, QG_PICTURE_PNG);
    assert_true(picture.width_twips > 29.9 && picture.height_twips < 15.1);
    assert_true(qg_str_ends(qg_buf_str(&picture.data), end));
    qg_picture_clear(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_look), cmocka_unit_test(test_data),
                                       cmocka_unit_test(test_length), cmocka_unit_test(test_fit),
                                       cmocka_unit_test(test_png)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
