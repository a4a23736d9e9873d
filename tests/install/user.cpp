// user.cpp - a stranger's C++ program: a draft in GBK to Markdown through the installed library.
#include <qinggao/qinggao.h>

#include <iostream>
#include <string>

int main()
{
    const std::string draft = "# \xb1\xa8\xb8\xe6\n\n\xc7\xe9\xbf\xf6\xc8\xe7\xcf\xc2\xa1\xa3\n";
    qg_buf text;
    qg_options options;

    qg_options_init(&options);
    options.to = QG_FORMAT_MARKDOWN;
    options.encoding = qg_str{"GBK", 3};
    qg_buf_init(&text, 0);
    const qg_status status = qg_convert(&text, qg_str{draft.data(), draft.size()}, &options, nullptr);
    const std::string out(text.p == nullptr ? "" : text.p, text.n);
    qg_buf_clear(&text);
    if (status != QG_OK || out.find("情况如下。") == std::string::npos) {
        std::cerr << qg_status_name(status) << ": " << out << "\n";
        return 1;
    }
    std::cout << qg_version() << "\n";
    return 0;
}
