/* user.c - a stranger's C program: one draft to a Word document through the installed library. */
#include <qinggao/qinggao.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    static const char draft[] = "# 关于开展检查的报告\n\n现将有关情况报告如下。\n";
    qg_buf docx;
    qg_options options;
    qg_report *report = qg_report_new();

    qg_options_init(&options);
    qg_buf_init(&docx, 0);
    if (report == NULL ||
        qg_convert(&docx, (qg_str){draft, strlen(draft)}, &options, report) != QG_OK) {
        fputs("the conversion failed\n", stderr);
        return 1;
    }
    if (docx.n < 1000 || memcmp(docx.p, "PK\3\4", 4) != 0) {
        fprintf(stderr, "%zu bytes that are no ZIP archive\n", docx.n);
        return 1;
    }
    printf("%s\n", qg_version());
    qg_buf_clear(&docx);
    qg_report_free(report);
    return 0;
}
