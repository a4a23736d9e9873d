/* test_path.c - where a path of Windows ends that stands in Chinese text. */
#include "unit.h"

#include "unicode/path.h"

static void test_end(void **state)
{
    static const struct {
        const char *why, *text, *path;
    } cases[] = {
        {"blanks in names", "D:\\工作 资料\\2024 年 报表.xlsx 后上报。",
         "D:\\工作 资料\\2024 年 报表.xlsx"},
        {"brackets and a comma", "D:\\资料\\2024(上),汇总.xlsx,并告知",
         "D:\\资料\\2024(上),汇总.xlsx"},
        {"a server", "\\\\server\\共享 文件\\报表.xlsx见", "\\\\server\\共享 文件\\报表.xlsx"},
        {"slashes", "D:/资料(1)/说明,一.txt。", "D:/资料(1)/说明,一.txt"},
        {"a dot in a name", "C:\\v1.2 版\\a.tar.gz 打包", "C:\\v1.2 版\\a.tar.gz"},
        {"a stop behind", "C:\\用户\\a.txt.然后", "C:\\用户\\a.txt"},
        {"a folder goes to its last separator", "C:\\用户\\资料 目录,请看E盘", "C:\\用户\\"},
        {"a Chinese mark ends it", "C:\\用户，见a.txt", "C:\\"},
        {"a break of TeX", "\\\\ \\hline", ""},
        {"an address", "http://甲.cn/a.txt", ""},
        {"a word", "时间:/地点", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        qg_str text = qg_str_of(cases[i].text);
        assert_text(qg_str_head(text, qg_path_end(text, 0)), qg_str_of(cases[i].path),
                    cases[i].why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_end)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
