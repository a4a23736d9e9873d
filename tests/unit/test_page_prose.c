/* test_page_prose.c - the prose of an HTML page, which repairs look at, and the way back from it
 * to the page. */
#include "unit.h"

#include "normalize/page_prose.h"
#include "normalize/repair.h"

static void test_prose(void **state)
{
    static const struct {
        const char *why, *page, *prose;
    } cases[] = {
        {"blocks are lines, inline elements nothing", "<p>甲<b>乙</b>丙</p><div>丁<br>戊</div>",
         "甲乙丙\n丁\n戊\n"},
        {"blanks in a row are one, and none stands at the ends",
         "<p>\n  甲 \n\t乙  </p>\n<p> 丙</p>", "甲 乙\n丙\n"},
        {"line feeds count in pre", "<pre>甲\n乙</pre>", "甲\n乙\n"},
        {"references are undone", "<p>&quot;甲&quot;&nbsp;&#x4E59;</p>", "\"甲\"\u00A0乙\n"},
        {"what is no prose is left out",
         "甲<script>if (a < b) x('</p>');</script>乙<!-- 丙 --><style>p{}</style><code>x</code>丁",
         "甲\n乙\nx丁"},
        {"an element that never ends takes nothing with it",
         "<noscript><p>甲</p><script>x</script>", "甲\n"},
        {"a comment that never ends neither", "<!-- 甲 <p>乙", "乙"},
        {"signs that are no tags", "3 < 4 & 5 > 2", "3 < 4 & 5 > 2"},
        {"attributes are left out", "<p title=\"甲>乙\" x='丙'>丁</p>", "丁\n"},
        {"but those that are read",
         "<meta property=\"og:title\" content=\"&quot;甲&quot;\"><img src=a alt=\"乙\">丙",
         "\"甲\"乙丙"},
    };

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_prose prose = {0};
        qg_prose_make(&prose, qg_str_of(cases[i].page));
        assert_int_equal(prose.status, QG_OK);
        assert_text(qg_buf_str(&prose.text), qg_str_of(cases[i].prose), cases[i].why);
        qg_prose_clear(&prose);
    }
}

/* Every byte of the prose leads to what it was made of. */
static void test_places(void **state)
{
    static const char page[] = "<p>甲<b>乙</b> \n &quot;丙</p>";
    static const struct {
        const char *of, *source; /* NULL: does not stand together */
    } cases[] = {{"甲", "甲"},     {"乙", "乙"},          {"甲乙", NULL},      {" ", " \n "},
                 {"\"", "&quot;"}, {" \"", " \n &quot;"}, {"\"丙", "&quot;丙"}};
    qg_prose prose = {0};

    (void)state;
    qg_prose_make(&prose, qg_str_of(page));
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_str of = qg_str_of(cases[i].of);
        size_t at = qg_str_find(qg_buf_str(&prose.text), of), source, n;
        bool is_whole = qg_prose_place(&prose, at, of.n, &source, &n);
        assert_int_equal(is_whole, cases[i].source != NULL);
        if (is_whole)
            assert_text((qg_str){page + source, n}, qg_str_of(cases[i].source), cases[i].of);
    }
    qg_prose_clear(&prose);
}

/* Sentences are mended as they would be without tags. */
static void test_repair(void **state)
{
    static const struct {
        const char *why, *page, *repaired;
    } cases[] = {
        {"a pair of quotes around a tag",
         "<p title=\"甲\">他说:<b>\"我们要加强领导\"</b>,并且做好工作,不得有误.</p>",
         "<p title=\"甲\">他说：<b>“我们要加强领导”</b>，并且做好工作，不得有误。</p>"},
        {"a reference is replaced as a whole", "<p>所谓&quot;两山&quot;理念。</p>",
         "<p>所谓“两山”理念。</p>"},
        {"a blank behind the mark stays when a tag parts them",
         "<p>一要加强领导,<b> 二要</b>落实责任, 三要做好检查,不得有误</p>",
         "<p>一要加强领导，<b> 二要</b>落实责任，三要做好检查，不得有误</p>"},
        {"zero-width references, also with a tag between", "<p>做好&#8203;<b>&zwj;检查</b>工作</p>",
         "<p>做好<b>检查</b>工作</p>"},
        {"scripts and no-break blanks are markup",
         "<p>好的&nbsp;&nbsp;工作</p><script>甲,\"乙\"</script>", NULL},
    };
    const qg_repair_options options = {
        .passes = 1U << QG_REPAIR_INVISIBLE | 1U << QG_REPAIR_PUNCTUATION | 1U << QG_REPAIR_QUOTES,
        .is_page = true};

    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        const char *want = cases[i].repaired == NULL ? cases[i].page : cases[i].repaired;
        qg_text text;
        assert_int_equal(qg_normalize(&text, qg_str_of(cases[i].page), QG_STR("UTF-8"), NULL),
                         QG_OK);
        assert_int_equal(qg_repair(&text, &options, NULL), QG_OK);
        assert_text(qg_buf_str(&text.utf8), qg_str_of(want), cases[i].why);
        qg_text_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_prose), cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_repair)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
