/* test_repair_torn.c - marks flattened inside the bytes of GBK: what is put right, guessed, or
 * only suggested.  tests/repair/test_torn.py counts over many lines. */
#include "repairing.h"

enum { PASS = 1 << QG_REPAIR_TORN };

static void test_guesses(void **state)
{
    static const pass_case cases[] = {
        {"a stop before a run of one", "績?箲(zhàn)勝利", "績。抗戰(zhàn)勝利"},
        {"both characters are lost, and the mark stands where none can",
         "經(jīng);、制度化,形成習慣", "經(jīng)常化、制度化,形成習慣"},
        {"a run to the next ASCII mark", "回顾全年工作?梢钥吹,各地都有进步",
         "回顾全年工作。可以看到,各地都有进步"},
        {"a quotation that is open wants its end, in a text that is torn for certain",
         "回顾全年工作?梢钥吹,各地都有进步。\n他说:“我们已经准备好了!\n会议开始。",
         "回顾全年工作。可以看到,各地都有进步。\n他说:“我们已经准备好了。”\n会议开始。"},
        {"speeches that end inside of quotations, as they do paragraph after paragraph",
         "回顾全年工作?梢钥吹,各地都有进步。\n他说:“我们已经准备好了。\n“大家可以放心了!"
         "\n会议开始。",
         "回顾全年工作。可以看到,各地都有进步。\n他说:“我们已经准备好了。\n“大家可以放心了!"
         "\n会议开始。"},
        {"a quotation inside of another that is closed",
         "回顾全年工作?梢钥吹,各地都有进步。\n他说:“我叫,‘开门!’没有应。”",
         "回顾全年工作。可以看到,各地都有进步。\n他说:“我叫,‘开门!’没有应。”"},
        {"a mark as it was written", "会议开始了!大家坐好?好,开始。", NULL},
        {"a quotation that is closed", "他说:“我们已经准备好了!”\n会议开始。", NULL},
        {"a quotation that goes on behind the end of the line",
         "他说:“我们已经准备好了!\n现在就能开始,大家放心。”\n会议开始。", NULL},
        {"a quotation inside of another",
         "老子说:‘道可道,非常道!”就是说,能讲的道不是常道。‘名可名!”", NULL},
        {"a quotation over lines that are wrapped",
         "回顾全年工作?梢钥吹,各地都有进步。\n　　他说:“我们已经准备好了,大家\n放心,会议就要开始了!"
         "\n",
         "回顾全年工作。可以看到,各地都有进步。\n　　他说:“我们已经准备好了,大家\n放心,"
         "会议就要开始了。”\n"},
        {"half a dash, in a text that is torn for certain",
         "回顾全年工作?梢钥吹,各地都有进步。也许是这样罢!—我也说不清!—谁知道。",
         "回顾全年工作。可以看到,各地都有进步。也许是这样罢。——我也说不清。——谁知道。"},
        {"letters in full width", "只能译音:Ｋｕｏｆｕｉｓｍ。", NULL},
        {"a stop and the indent behind it, in one line",
         "作出跟踪评价的结论!　〉诙十五条　规划环境影响",
         "作出跟踪评价的结论。　　第二十五条　规划环境影响"},
        {"no indent of one space", "他问:“何足云乎?!”(见附件)", NULL},
        {"no letter stands for a symbol", "斯吉泰烈支(C.J.克)先生", NULL},
        {"no character alone behind a stop", "嘻嘻的来尝烤薇菜;伯夷多吃了两撮", NULL},
        {"what is cried again and again", "太上老君急急如律令!敕!敕!敕!", NULL},
        {"no quotation", "我们已经准备好了!\n会议开始。", NULL},
        {"Latin", "Is it so? Yes! (no); ok: a,b", NULL},
        {"Japanese", "そうですか?はい!そうです。", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_repaired(cases[i].in, cases[i].out == NULL ? cases[i].in : cases[i].out, PASS, true,
                        cases[i].why);
}

/* What is applied unasked must be right, so what rests on little is only told. */
static void test_suggestions(void **state)
{
    static const char *const cases[] = {"經(jīng);、制度化,形成習慣",
                                        "他说:“我们已经准备好了!\n会议开始。"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = assert_case(QG_REPAIR_TORN, &(pass_case){cases[i], cases[i], NULL});
        assert_int_equal(n, 1);
    }
}

/* That the second place is torn shows once the third is restored. */
static void test_places_explain_each_other(void **state)
{
    static const char in[] = "起初並不理解!皳心拆了以後回不來!痹谏鐓^工作了二十年的王主任回憶,"
                             "“我們一家一家上門做工作,講清楚是修舊如舊!\n";
    static const char out[] = "起初並不理解。“擔心拆了以後回不來。”在社區工作了二十年的王主任回憶,"
                              "“我們一家一家上門做工作,講清楚是修舊如舊。”\n";
    repaired r = repair_text(in, PASS, true);

    (void)state;
    assert_text(qg_buf_str(&r.text.utf8), qg_str_of(out), "all three");
    assert_int_equal(qg_str_find(qg_buf_str(&r.told), QG_STR(">? ")),
                     r.told.n); /* nor told twice */
    clear_repaired(&r);
}

/* What is not sure enough to be done must still be possible afterwards. */
static void test_suggested_stays(void **state)
{
    (void)state;
    assert_repaired("要抓好春耕备耕，确保粮食安全;嵋榇达了全省工作会议精神，通报了情况;各地汇报。",
                    "要抓好春耕备耕，确保粮食安全;嵋榇达了全省工作会议精神，通报了情况；各地汇报。",
                    PASS | 1 << QG_REPAIR_PUNCTUATION, false, "only the other mark changes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_suggested_stays),
        cmocka_unit_test(test_guesses),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_places_explain_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
