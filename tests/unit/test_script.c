/* test_script.c - script conversion, and telling which script a text is in.
 *
 * That the output is OpenCC's is the business of tests/script/test_script.py; here is what is ours.
 */
#include "base/utf8.h"
#include "document/document.h"
#include "normalize/script.h"
#include "unit.h"

/* ---- conversion ------------------------------------------------------------------------------ */

static const struct {
    const char *why;
    qg_script script;
    const char *keep, *in, *out;
} cases[] = {
    {"nothing asked, nothing done", QG_SCRIPT_KEEP, "", "里程 皇后", "里程 皇后"},
    {"empty text", QG_SCRIPT_TAIWAN, "", "", ""},
    {"a phrase decides before the character", QG_SCRIPT_TRADITIONAL, "", "皇后以后", "皇后以後"},
    {"the longest phrase counts", QG_SCRIPT_TRADITIONAL, "", "干面条 干劲", "乾麪條 幹勁"},
    {"characters of Taiwan", QG_SCRIPT_TAIWAN, "", "在里面吃面", "在裡面吃麵"},
    {"no words of Taiwan without asking", QG_SCRIPT_TAIWAN, "", "软件", "軟件"},
    {"words of Taiwan", QG_SCRIPT_TAIWAN_PHRASES, "", "软件", "軟體"},
    {"characters of Hong Kong", QG_SCRIPT_HONGKONG, "", "卫生", "衞生"},
    {"from Taiwan", QG_SCRIPT_SIMPLIFIED, "", "裡面的軟體", "里面的软体"},
    {"from Hong Kong", QG_SCRIPT_SIMPLIFIED, "", "衞生", "卫生"},
    {"words from Taiwan", QG_SCRIPT_SIMPLIFIED_PHRASES, "", "裡面的軟體", "里面的软件"},
    {"both scripts in one text", QG_SCRIPT_SIMPLIFIED, "", "国家國家", "国家国家"},
    {"both scripts, other way", QG_SCRIPT_TRADITIONAL, "", "国家國家", "國家國家"},
    {"么 is simplified too", QG_SCRIPT_SIMPLIFIED_PHRASES, "", "這軟體怎么这么", "这软件怎么这么"},
    {"乾 stays where it is no 干", QG_SCRIPT_SIMPLIFIED, "", "乾隆皇帝", "乾隆皇帝"},
    {"other letters, digits and signs pass", QG_SCRIPT_TAIWAN, "", "a[b](c) 1．é😀\n",
     "a[b](c) 1．é😀\n"},
    {"a compatibility ideograph is its double", QG_SCRIPT_TAIWAN, "", "\uF900", "豈"},
    {"a described character stays", QG_SCRIPT_TRADITIONAL, "", "⿰氵汉汉", "⿰氵汉漢"},
    {"descriptions in descriptions", QG_SCRIPT_TRADITIONAL, "", "⿱⿰汉汉⿲汉汉汉汉",
     "⿱⿰汉汉⿲汉汉汉漢"},
    {"a description that is cut is none", QG_SCRIPT_TRADITIONAL, "", "⿰汉", "⿰漢"},

    {"a term stays", QG_SCRIPT_TRADITIONAL, "里程\n", "里程 于里程里", "里程 於里程裏"},
    {"the longest term counts", QG_SCRIPT_TRADITIONAL, "于\n于谦\n", "于谦于国", "于谦于國"},
    {"a term before a phrase", QG_SCRIPT_TRADITIONAL, "王后\n", "女王后面", "女王后面"},
    {"comments and blanks are no terms", QG_SCRIPT_TRADITIONAL, "# 国\n\n  汉 \n", "国汉", "國汉"},
    {"the last line may be open", QG_SCRIPT_TRADITIONAL, "# 国\n汉", "国汉", "國汉"},
    {"a mark before the list", QG_SCRIPT_TRADITIONAL, "\uFEFF汉\n", "国汉", "國汉"},

    {"a traditional text is left alone", QG_SCRIPT_TRADITIONAL, "",
     "皇太后幹預國政，羣臣與諸將議論紛紛，几不能決。",
     "皇太后幹預國政，羣臣與諸將議論紛紛，几不能決。"},
    {"but for regional forms", QG_SCRIPT_TAIWAN, "",
     "皇太后幹預國政，羣臣與諸將議論紛紛，几不能決。",
     "皇太后幹預國政，群臣與諸將議論紛紛，几不能決。"},
    {"terms are no evidence", QG_SCRIPT_TRADITIONAL, "国",
     "国字，羣臣與諸將議論紛紛，幾不能決，几。", "国字，羣臣與諸將議論紛紛，幾不能決，几。"},
    {"one character of the other script and it is mixed", QG_SCRIPT_TRADITIONAL, "",
     "国字，羣臣與諸將議論紛紛，幾不能決，几。", "國字，羣臣與諸將議論紛紛，幾不能決，幾。"},
    {"a simplified text is left alone", QG_SCRIPT_SIMPLIFIED, "",
     "这个问题应该从实际经验来认识，乾不是干。", "这个问题应该从实际经验来认识，乾不是干。"},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_map map = {0};
        qg_buf out;
        qg_buf_init(&out, 0);
        assert_int_equal(qg_script_convert(&out, &map, qg_str_of(cases[i].in), cases[i].script,
                                           qg_str_of(cases[i].keep), NULL),
                         QG_OK);
        assert_text(qg_buf_str(&out), qg_str_of(cases[i].out), cases[i].why);
        assert_int_equal(map.out, out.n);
        assert_int_equal(map.in, strlen(cases[i].in));
        qg_buf_clear(&out);
        qg_map_clear(&map);
    }
}

static void test_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(cases); i++) {
        qg_map map = {0};
        qg_buf out;
        qg_str once = qg_str_of(cases[i].out);
        qg_buf_init(&out, 0);
        qg_script_convert(&out, &map, once, cases[i].script, qg_str_of(cases[i].keep), NULL);
        assert_text(qg_buf_str(&out), once, cases[i].why);
        qg_buf_clear(&out);
        qg_map_clear(&map);
    }
}

/* ---- places ---------------------------------------------------------------------------------- */

static const struct {
    const char *why;
    qg_script script;
    const char *in, *out, *at, *from;
} places[] = {
    {"as long as before", QG_SCRIPT_TAIWAN, "abc国家", "abc國家", "家", "家"},
    {"behind a longer word", QG_SCRIPT_TAIWAN_PHRASES, "U盘，国", "隨身碟，國", "國", "国"},
    {"a word stands where it stood", QG_SCRIPT_TAIWAN_PHRASES, "国U盘", "國隨身碟", "隨", "U"},
    {"behind a shorter word", QG_SCRIPT_SIMPLIFIED_PHRASES, "隨身碟，國", "U盘，国", "国", "國"},
    {"a character that is longer now", QG_SCRIPT_SIMPLIFIED, "龓國", "𫜲国", "国", "國"},
};

static void test_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(places); i++) {
        qg_map map = {0};
        qg_buf out;
        qg_str in = qg_str_of(places[i].in);
        size_t at;
        qg_buf_init(&out, 0);
        qg_script_convert(&out, &map, in, places[i].script, QG_STR(""), NULL);
        assert_text(qg_buf_str(&out), qg_str_of(places[i].out), places[i].why);
        at = qg_str_find(qg_buf_str(&out), qg_str_of(places[i].at));
        assert_int_equal(qg_map_back(&map, at), qg_str_find(in, qg_str_of(places[i].from)));
        qg_buf_clear(&out);
        qg_map_clear(&map);
    }
}

/* ---- findings -------------------------------------------------------------------------------- */

/* What was told, as "kind@offset before>after|". */
static void note(void *user, const qg_finding *finding)
{
    qg_buf *told = user;

    qg_buf_puts(told, strchr(qg_kind_name(finding->kind), '.') + 1);
    qg_buf_printf(told, "@%zu ", finding->offset);
    qg_buf_put(told, finding->before);
    qg_buf_put_byte(told, '>');
    qg_buf_put(told, finding->after);
    qg_buf_put_byte(told, '|');
}

static const struct {
    const char *why;
    qg_script script;
    const char *in, *told;
} findings[] = {
    {"one target", QG_SCRIPT_TAIWAN, "国", ""},
    {"a phrase decided", QG_SCRIPT_TAIWAN, "皇后", ""},
    {"the default decided", QG_SCRIPT_TRADITIONAL, "a后", "ambiguous@1 后>後; also 后|"},
    {"as it looks in the end", QG_SCRIPT_TAIWAN, "里", "ambiguous@0 里>裡; also 里, 哩|"},
    {"choices that look alike there are none", QG_SCRIPT_TAIWAN, "着", ""},
    {"several", QG_SCRIPT_TRADITIONAL, "干", "ambiguous@0 干>幹; also 乾, 干, 榦|"},
    {"to simplified", QG_SCRIPT_SIMPLIFIED, "國徵", "ambiguous@3 徵>征; also 徵|"},
    {"already", QG_SCRIPT_TRADITIONAL, "國會與諸將議論紛紛", "already@0 >|"},
};

static void test_findings(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(findings); i++) {
        qg_map map = {0};
        qg_buf out, told;
        qg_sink sink = {note, &told};
        qg_buf_init(&out, 0);
        qg_buf_init(&told, 0);
        qg_script_convert(&out, &map, qg_str_of(findings[i].in), findings[i].script, QG_STR(""),
                          &sink);
        assert_text(qg_buf_str(&told), qg_str_of(findings[i].told), findings[i].why);
        qg_buf_clear(&out);
        qg_buf_clear(&told);
        qg_map_clear(&map);
    }
}

static void count_kind(void *user, const qg_finding *finding)
{
    size_t *counts = user;

    counts[finding->kind]++;
}

static void test_findings_end(void **state)
{
    size_t counts[QG_FOUND_COUNT] = {0};
    qg_sink sink = {count_kind, counts};
    qg_map map = {0};
    qg_buf in, out;

    (void)state;
    qg_buf_init(&in, 0);
    qg_buf_init(&out, 0);
    for (int i = 0; i < 1000; i++)
        qg_buf_puts(&in, "后\n");
    qg_script_convert(&out, &map, qg_buf_str(&in), QG_SCRIPT_TAIWAN, QG_STR(""), &sink);
    assert_int_equal(counts[QG_FOUND_SCRIPT_AMBIGUOUS], 100);
    assert_int_equal(counts[QG_FOUND_SCRIPT_AMBIGUOUS_MORE], 1);
    qg_buf_clear(&in);
    qg_buf_clear(&out);
    qg_map_clear(&map);
}

/* ---- which script ---------------------------------------------------------------------------- */

static const struct {
    const char *why, *in, *script;
} scripts[] = {
    {"empty", "", "none"},
    {"no Chinese", "Report 2024, p. 3", "none"},
    {"nothing that tells", "人山人海，一日三里", "none"},
    {"simplified", "关于印发通知", "simplified"},
    {"traditional", "關於印發通知", "traditional"},
    {"as Taiwan writes", "在群峰之間的臺灣", "traditional"},
    {"as Hong Kong writes", "衞生署説明", "traditional"},
    {"half and half", "关于印发通知。關於印發通知", "mixed"},
    {"one of few", "关于發", "mixed"},
};

static void test_script_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES(scripts); i++)
        assert_text(qg_str_of(qg_script_of(qg_str_of(scripts[i].in))), qg_str_of(scripts[i].script),
                    scripts[i].why);
}

static void test_script_of_stray(void **state)
{
    qg_buf text;

    (void)state;
    qg_buf_init(&text, 0);
    for (int i = 0; i < 60; i++)
        qg_buf_puts(&text, "国");
    qg_buf_puts(&text, "國");
    assert_string_equal(qg_script_of(qg_buf_str(&text)), "simplified");
    qg_buf_puts(&text, "國");
    assert_string_equal(qg_script_of(qg_buf_str(&text)), "mixed");
    qg_buf_clear(&text);
}

/* ---- front matter ---------------------------------------------------------------------------- */

/* A key that was converted with the rest of the draft is still known. */
static void test_keys(void **state)
{
    (void)state;
    for (qg_key key = (qg_key)0; key < QG_KEYS; key++)
        for (qg_script script = QG_SCRIPT_KEEP; script <= QG_SCRIPT_HONGKONG; script++) {
            qg_map map = {0};
            qg_buf out;
            qg_buf_init(&out, 0);
            qg_script_convert(&out, &map, qg_str_of(qg_key_chinese(key)), script, QG_STR(""), NULL);
            if (qg_key_of(qg_buf_str(&out)) != key)
                fail_msg("%s: %.*s is unknown", qg_key_chinese(key), QG_STR_ARGS(qg_buf_str(&out)));
            qg_buf_clear(&out);
            qg_map_clear(&map);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),           cmocka_unit_test(test_twice),
        cmocka_unit_test(test_places),          cmocka_unit_test(test_findings),
        cmocka_unit_test(test_findings_end),    cmocka_unit_test(test_script_of),
        cmocka_unit_test(test_script_of_stray), cmocka_unit_test(test_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
