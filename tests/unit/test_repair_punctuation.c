/* test_repair_punctuation.c - marks flattened to ASCII, in Chinese text and out of it, by the
 * habit of the text. */
#include "repairing.h"

static void test_marks(void **state)
{
    static const pass_case cases[] = {
        {"pauses", "今年以来,我局高度重视;成效好吗?好!", "今年以来，我局高度重视；成效好吗？好！"},
        {"a dash at the start of a line", "各位:\n--经济实力增强,好\n-- 甲,好\n--help 选项,好\n",
         "各位：\n——经济实力增强，好\n-- 甲,好\n--help 选项，好\n"},
        {"the end of an entity", "今年以来,我局重视.&nbsp;成效好&amp;好,对",
         "今年以来，我局重视。&nbsp;成效好&amp;好，对"},
        {"a blank behind a mark goes with it", "今年以来, 我局重视; 成效良好.",
         "今年以来，我局重视；成效良好。"},
        {"a blank before a mark goes with it, and those inside brackets",
         "今年 , 我局重视 ; 成效 ( 显著 ) 良好 .\n联 系 人 : 甲 , 乙 .",
         "今年，我局重视；成效（显著）良好。\n联 系 人：甲，乙。"},
        {"room for an answer", "1.下列说法正确的是( )\n2.首都是( ),最大的城市是( ),请填写.",
         "1.下列说法正确的是（ ）\n2.首都是（ ），最大的城市是（ ），请填写。"},
        {"a file whose name starts with a dot", "今年,编辑 .profile 文件. 好.",
         "今年，编辑 .profile 文件。好。"},
        {"a blank at the end of the line stays", "今年以来, \n我局重视", "今年以来， \n我局重视"},
        {"thousands, times, ratios, dates, versions",
         "今年,共1,200.50元,10:30开始,3:2获胜,2022.10.25完成,v1.2.3版",
         "今年，共1,200.50元，10:30开始，3:2获胜，2022.10.25完成，v1.2.3版"},
        {"a mark that is spoken of", "今年,未预期的「,」和\"!\",好",
         "今年，未预期的「,」和\"!\"，好"},
        {"a mark that was wrapped", "今年以来\n,我局重视,好", "今年以来\n，我局重视，好"},
        {"behind a figure", "今年,投入120\n,增长12%,\n全县重视",
         "今年，投入120\n，增长12%，\n全县重视"},
        {"a share at the end of a line", "今年,增长12%;\n(2)好,好", "今年，增长12%；\n（2）好，好"},
        {"between figures of two lines", "今年,共有1,\n200人", "今年，共有1,\n200人"},
        {"a document number", "今年,按国发(2022)5号文,办理", "今年，按国发(2022)5号文，办理"},
        {"figures in a row", "今年,第3,5,7条", "今年，第3,5,7条"},
        {"words of other scripts", "用APP,同时用Vue,React等,好", "用APP，同时用Vue，React等，好"},
        {"a share", "今年增长5%,8月更多,好", "今年增长5%，8月更多，好"},
        {"a Latin sentence", "他说,Hello, world, is fine, and so on, 真的", NULL},
        {"fields", "发文机关: 街道工委 成文日期: 2022年.", "发文机关：街道工委 成文日期：2022年。"},
        {"an address, Chinese behind it", "请看,https://a.cn/b?c=1:2,然后去,好",
         "请看，https://a.cn/b?c=1:2，然后去，好"},
        {"mail and paths", "发到,a.b@c.cn,存在C:\\a,b.txt里,好",
         "发到，a.b@c.cn，存在C:\\a,b.txt里，好"},
        {"a label before an address", "网址,如:http://a.cn", "网址，如：http://a.cn"},
        {"stops", "今年以来我局高度重视.成效明显.", "今年以来我局高度重视。成效明显。"},
        {"numbering", "一.今年以来我局高度重视.\n1.成效明显.\nA.好,\n(a)对,\n1)也好,",
         "一.今年以来我局高度重视。\n1.成效明显。\nA.好，\n(a)对，\n1)也好，"},
        {"brackets before a face stay both", "今年以来,我局高度重视;大家都说好(点赞)👍!",
         "今年以来，我局高度重视；大家都说好(点赞)👍!"},
        {"a report with a face", "今年以来,我局高度重视;成效明显,感谢支持 :)",
         "今年以来，我局高度重视；成效明显，感谢支持 :)"},
        {"initials", "今年,读J.K.罗琳的书,去U.S.驻地,上午a.m.九点,写约翰.F.肯尼迪.",
         "今年，读J.K.罗琳的书，去U.S.驻地，上午a.m.九点，写约翰.F.肯尼迪。"},
        {"a decimal and a label", "总额今年已达到2.5万元.见图1.系统,好.",
         "总额今年已达到2.5万元。见图1.系统，好。"},
        {"a tag behind a mark", "今年共有120,<b>全县</b>重视,好",
         "今年共有120，<b>全县</b>重视，好"},
        {"a bibliography",
         "今年以来,我局高度重视安全生产工作,各项任务完成良好\n[1] 张三, 李四. 题名[J]. 学报, 2020, "
         "43(5): 1-10.\n[A]类,好",
         "今年以来，我局高度重视安全生产工作，各项任务完成良好\n[1] 张三, 李四. 题名[J]. 学报, "
         "2020, 43(5): 1-10.\n[A]类，好"},
        {"a foreign name", "著名学者卡尔.马克思曾经来过,这就是一个证明.",
         "著名学者卡尔.马克思曾经来过，这就是一个证明。"},
        {"a name of Xinjiang", "会议由阿卜杜拉.买买提主持,各部门参加.会议要求抓好落实.",
         "会议由阿卜杜拉.买买提主持，各部门参加。会议要求抓好落实。"},
        {"doubled marks", "今年,用 std::甲 和 乙;;丙,好,对", "今年，用 std::甲 和 乙;;丙，好，对"},
        {"a path in quotes", "今年,先执行 copy \"D:\\资料\",再看.好",
         "今年，先执行 copy \"D:\\资料\"，再看。好"},
        {"dashes", "意识形态--我们的生命线,好", "意识形态——我们的生命线，好"},
        {"a dash behind a name", "今年,`load`--图片加载完成,好", "今年，`load`——图片加载完成，好"},
        {"a colon before what follows", "今年,为此要运行 make:\nmake all",
         "今年，为此要运行 make：\nmake all"},
        {"a stop before a word", "今年,价格已经比较贵了.Godaddy 也是,成效比较明显.",
         "今年，价格已经比较贵了。Godaddy 也是，成效比较明显。"},
        {"a suffix in emphasis", "今年,生成两个*.mo*文件,好", "今年，生成两个*.mo*文件，好"},
        {"a hyphen", "二道区-荣光街道,好--help,好", "二道区-荣光街道，好--help，好"},
        {"a speech that breaks off", "他说,\"算了,好.......\"而后,走了.",
         "他说，“算了，好……。”而后，走了。"},
        {"a dash before a date, and one at the end of a line",
         "--2024年2月3日在会上,我说好.\n甲说,也好--\n乙说,不好.",
         "——2024年2月3日在会上，我说好。\n甲说，也好——\n乙说，不好。"},
        {"a quotation over a line that was wrapped",
         "他说,\"大家都已经准备好了,会议\n马上开始\"而后,走了.\n甲说,好.",
         "他说，“大家都已经准备好了，会议\n马上开始”而后，走了。\n甲说，好。"},
        {"lines with as many commas each are no table where one ends a sentence",
         "盼望新年,新年到,他也就到家里来帮忙做些零碎杂活\n热水,随时温.做工的人,傍晚\n来了,说了,"
         "走了",
         "盼望新年，新年到，他也就到家里来帮忙做些零碎杂活\n热水，随时温。做工的人，傍晚\n来了，说"
         "了，走了"},
        {"dots to the number of a page", "第一章 总则............3\n第二章 附则,其他.......... 12",
         "第一章 总则............3\n第二章 附则，其他.......... 12"},
        {"a talk with times, of long lines",
         "张三 2024-03-05 10:22:31\n明天几点出发?要不要把去年那一份材料也一起带上,怕他们又要看\n"
         "李四 2024-03-05 10:23:02\n八点吧,门口集合(别迟到),材料我这里有一份,你就不用再带了\n"
         "张三 2024-03-05 10:23:40\n好,记得带身份证!\n",
         NULL},
        {"times of a programme, whose lines end in stops",
         "请准时参加,不得缺席.\n8:30 签到,领取材料.\n9:00 开幕,领导致辞.\n9:30 报告,分组讨论.\n",
         "请准时参加，不得缺席。\n8:30 签到，领取材料。\n9:00 开幕，领导致辞。\n9:30 "
         "报告，分组讨论。\n"},
        {"dots to a price", "豆浆,米饭........2元/碗\n宫保鸡丁,小份....28.5元",
         "豆浆，米饭........2元/碗\n宫保鸡丁，小份....28.5元"},
        {"an ellipsis", "我想......算了,好.......而后,", "我想……算了，好。……而后，"},
        {"lost characters", "今年,我局???工作,好", "今年，我局???工作，好"},
        {"a face", "甲,乙,丙,丁,戊,己,庚,辛,壬,癸,好:),又",
         "甲，乙，丙，丁，戊，己，庚，辛，壬，癸，好:)，又"},
    };

    (void)state;
    check_repairs(1U << QG_REPAIR_PUNCTUATION, cases, N_CASES(cases));
}

static void test_pairs(void **state)
{
    static const pass_case cases[] = {
        {"a comma between two quotations", "他说,有人说\"今年好\",\"明年更好\".",
         "他说，有人说“今年好”，“明年更好”。"},
        {"brackets", "今年,党委(党组)与办(室)", "今年，党委（党组）与办（室）"},
        {"nested", "今年,甲(乙(丙)丁)", "今年，甲（乙（丙）丁）"},
        {"words in brackets", "今年,人工智能(AI)好", "今年，人工智能（AI）好"},
        {"numbers in brackets", "今年,要求:(1)重视", "今年，要求：（1）重视"},
        {"a call", "今年,用f(x)和main()好", "今年，用f(x)和main()好"},
        {"quotes", "今年,按\"谁上网、谁负责\"\"谁主办\"的原则",
         "今年，按“谁上网、谁负责”“谁主办”的原则"},
        {"speech", "\"你好,\"他说,\"我走了.\"", "“你好，”他说，“我走了。”"},
        {"quotes in quotes", "今年,\"第三届'草原英才'会\"", "今年，“第三届‘草原英才’会”"},
        {"an apostrophe", "今年,用Tom's和don't,好", "今年，用Tom's和don't，好"},
        {"inches", "今年,买5\"屏和\"大\"屏", "今年，买5\"屏和“大”屏"},
        {"corners where the text has them", "今年,他說「甲」,又說\"乙\"",
         "今年，他說「甲」，又說「乙」"},
        {"a quotation of paragraphs", "今年,改为:\"甲的\n\"乙的\"", "今年，改为：“甲的\n“乙的”"},
    };

    (void)state;
    check_repairs(1U << QG_REPAIR_PUNCTUATION, cases, N_CASES(cases));
}

static void test_markup(void **state)
{
    static const pass_case cases[] = {
        {"behind a link as behind its words",
         "今年以来,我们看[大家重视](http://a.cn/b.html)(2020#111),成效良好\n",
         "今年以来，我们看[大家重视](http://a.cn/b.html)（2020#111），成效良好\n"},
        {"behind a link with words in Latin letters", "今年以来,我局重视,用[make](c.html)(v2)\n",
         "今年以来，我局重视，用[make](c.html)(v2)\n"},
        {"Markdown",
         "# 甲,乙\n\n1. 见[丙,丁](a,b.md \"戊,己\"),好\n- "
         "**庚**:辛\n\n|壬,|癸|\n|:--|--:|\n\n![图,](a.png)\n",
         "# 甲，乙\n\n1. 见[丙，丁](a,b.md \"戊,己\")，好\n- **庚**：辛\n\n|壬，|癸|\n|:--|--:|\n\n"
         "![图，](a.png)\n"},
        {"before a name in backticks",
         "今年,值是`真`,`假`会成功,另见示例10-21:`甲`函数,结果是OK.`乙`好",
         "今年，值是`真`，`假`会成功，另见示例10-21：`甲`函数，结果是OK。`乙`好"},
        {"a name in backticks in brackets", "今年,表达式(`?`).而是用(`.`)后,好",
         "今年，表达式（`?`）。而是用（`.`）后，好"},
        {"behind a pair", "今年,**所有权**(*ownership*).这是时间(O(1)).但是,好",
         "今年，**所有权**（*ownership*）。这是时间（O(1)）。但是，好"},
        {"before a pair", "今年,高质量发展.\"1+3\"结对,好", "今年，高质量发展。“1+3”结对，好"},
        {"a tag ends the line", "<p>今年,建设高地.</p><p>(5)好,增长6%.<br>1.好,好</p>",
         "<p>今年，建设高地。</p><p>（5）好，增长6%。<br>1.好，好</p>"},
        {"the end of a link", "今年,[如何搭建VPN?](a.html)好,好",
         "今年，[如何搭建VPN？](a.html)好，好"},
        {"code", "今年,用`甲,乙`好\n```\n甲,乙\n```\n", "今年，用`甲,乙`好\n```\n甲,乙\n```\n"},
        {"lists and maps of YAML", "今年,好\n\n人员: [甲, 乙]\n单位: {名称: 甲, 地: [乙, 丙]}\n",
         "今年，好\n\n人员: [甲, 乙]\n单位: {名称: 甲, 地: [乙, 丙]}\n"},
        {"brackets in prose", "参见: [甲,乙]和[丙,丁]\n", "参见：[甲，乙]和[丙，丁]\n"},
        {"keys of TeX", "今年,见\\cite{甲,乙}和\\autoref{图:甲}中,\\textbf{好,对}\n",
         "今年，见\\cite{甲,乙}和\\autoref{图:甲}中，\\textbf{好，对}\n"},
        {"front matter", "---\n标题: 甲,乙\n---\n今年,好", "---\n标题: 甲,乙\n---\n今年，好"},
        {"HTML", "<!DOCTYPE html><p title=\"甲,乙\"><b>丙</b>:丁,戊</p>",
         "<!DOCTYPE html><p title=\"甲,乙\"><b>丙</b>：丁，戊</p>"},
        {"a formula", "今年,设$f(x,y)$,则", "今年，设$f(x,y)$，则"},
    };

    (void)state;
    check_repairs(1U << QG_REPAIR_PUNCTUATION, cases, N_CASES(cases));
}

/* Nothing but the text as a whole says whether a mark was flattened. */
static void test_habit(void **state)
{
    static const pass_case cases[] = {
        {"marks as they should be, brackets by choice",
         "今年，我局用人工智能(AI)技术：\"好\"，重视。见 a:b", NULL},
        {"English with Chinese in it",
         "The word \"中国\", as everybody who has read this knows (中文), means China", NULL},
        {"Japanese", "これは,日本語です.漢字(かんじ)も", NULL},
        {"Japanese in clauses of Chinese characters",
         "これはテストです。古教会語典,古教会語典,古教会語典,古教会語典のテキストです。", NULL},
        {"Japanese almost without kana",
         "平成三十年度予算概要(案)\n総則,目的:地域振興,対象:市町村,特別区\n", NULL},
        {"Chinese with one such form of a name",
         "今年以来,桜井先生三次访问我市,考察了工业园区,成效很好\n",
         "今年以来，桜井先生三次访问我市，考察了工业园区，成效很好\n"},
        {"nothing but rows with tabs", "编号\t姓名\t备注\n1\t张三\t在岗,满意\n2\t李四\t请假(3天)\n",
         NULL},
        {"nothing but rows with bars",
         "| 项目 | 说明 |\n|---|---|\n| 桌子 | 木制,新 |\n| 椅子 | 铁制(旧),可用 |\n", NULL},
        {"a table drawn in ASCII",
         "+---+---+\n| 甲 | 甜,好吃 |\n+---+---+\n| 乙 | 酸(涩),不好 |\n| 丙 | 辣 |\n+---+---+\n",
         NULL},
        {"rows in a text",
         "今年以来,各项工作进展顺利,情况如下:\n\n| 项目 | 说明 |\n|---|---|\n| 桌子 | 木制,很新 "
         "|\n",
         "今年以来，各项工作进展顺利，情况如下：\n\n| 项目 | 说明 |\n|---|---|\n| 桌子 | "
         "木制，很新 |\n"},
        {"nothing but keys and values",
         "标题: 年度总结,一\n作者: 张三,李四\n标签: 总结,年度\n状态: 草稿(未完成)\n", NULL},
        {"keys below prose",
         "会议情况通报如下,各单位各部门要认真组织学习,抓好各项任务落实,确保取得实效.\n时间: "
         "下午,三点\n地点: 会议室\n参加人: 张三,李四\n主持: 王五(代)\n",
         "会议情况通报如下，各单位各部门要认真组织学习，抓好各项任务落实，确保取得实效。\n时间：下"
         "午，三点\n地点：会议室\n参加人：张三，李四\n主持：王五（代）"
         "\n"},
        {"features of a program",
         "功能: 登录\n  作为用户,我想登录\n\n  场景: 成功\n    假如 用户已注册,并且启用\n", NULL},
        {"a function in prose", "功能: 登录后可查询,也可打印;场景: 办公,会议等,都好用\n",
         "功能：登录后可查询，也可打印；场景：办公，会议等，都好用\n"},
        {"subtitles", "1\n00:00:01,000 --> 00:00:03,500\n你好,请问有人吗?在下张三,路过此地.\n",
         NULL},
        {"Korean", "한국어,漢字(한자),好", NULL},
        {"a program", "// 甲,乙\nint main(void)\n{\n    return 0;\n}\n", NULL},
        {"values", "姓名,性别,年龄\n张三,男,20\n李四,女,21\n", NULL},
        {"heads of a table", "指标\t本年(亿元)\t增长(%)\n总值(GDP)\t12345.6\t4.6\n单位:元\n", NULL},
        {"prices", "价目表(单位:元)\n苹果:5.5,香蕉:3.2\n白菜:1.2元,萝卜:0.8元\n", NULL},
        {"telephone numbers", "张三:13800138000\n李四:010-88889999(办),王五:010-1(家)\n", NULL},
        {"formulas", "利润=收入-成本;利润率=利润/收入*100%\n速度(v)=路程(s)/时间(t)\n", NULL},
        {"a chat", "在吗,哈哈:)\n好的,:D\n", NULL},
        {"a chat without faces", "小王: 在吗?晚上吃啥\n小李: 火锅?\n小王: 好的,七点见!\n", NULL},
        {"verse", "雨停了,\n门还开着;\n谁在说话?\n(没有人)\n", NULL},
        {"verse with a word in quotes", "\"雨\"\n停在门口\n没有人说话\n", NULL},
        {"a song", "[00:12.50]雨停了,\n[00:18.30]你还在吗?\n[00:20.10]等一等...好,\n", NULL},
        {"verse of which stops are as they should be", "雨停了,\n门还开着;\n谁在说话?\n没有人。\n",
         "雨停了，\n门还开着；\n谁在说话？\n没有人。\n"},
        {"short lines with numbers", "1. 加强领导;\n2. 落实责任,\n3. 严格检查!\n",
         "1. 加强领导；\n2. 落实责任，\n3. 严格检查！\n"},
        {"short sentences", "雨停了,大家都出来.\n门开着,没有人说话.\n走吧,天已经亮了.\n",
         "雨停了，大家都出来。\n门开着，没有人说话。\n走吧，天已经亮了。\n"},
        {"slips in a text with both", "甲，乙，丙，丁，戊,己，庚(x)",
         "甲，乙，丙，丁，戊，己，庚(x)"},
        {"what may be a lost character is no slip",
         "会议由朱?基同志主持，各部门负责人参加，会议要求抓好落实，确保实效。", NULL},
        {"nor does it say how marks are used",
         "由朱?基主持，戊,己，甲，乙，丙，丁，好，对，是，行，有，人，去", NULL},
        {"a question among slips", "甲，乙，丙，丁，你说什么?我不知道，戊，己",
         "甲，乙，丙，丁，你说什么？我不知道，戊，己"},
        {"a flattened paragraph in a sound text",
         "今年，甲，乙，丙，丁，戊，己，庚，辛，壬，癸，子，丑，寅，卯，辰，巳，午，未，申，酉，戌"
         "，亥，"
         "甲，乙，丙，丁，戊，己，庚，辛，壬，癸\n"
         "今年以来我局重视,领导小组成立了,工作制度建立了,各项任务落实(好)\n",
         "今年，甲，乙，丙，丁，戊，己，庚，辛，壬，癸，子，丑，寅，卯，辰，巳，午，未，申，酉，戌"
         "，亥，"
         "甲，乙，丙，丁，戊，己，庚，辛，壬，癸\n"
         "今年以来我局重视，领导小组成立了，工作制度建立了，各项任务落实（好）\n"},
    };

    (void)state;
    check_repairs(1U << QG_REPAIR_PUNCTUATION, cases, N_CASES(cases));
}

/* So many words without a stop are read by a program. */
static void test_a_list_of_words(void **state)
{
    enum { TIMES = 20 };
    static const char words[] = "经济形势, 工作, 城市规划, 管理, 劳动合同, ";
    char in[TIMES * sizeof words] = "";
    pass_case list = {"words", in, NULL};

    (void)state;
    for (size_t i = 0; i < TIMES; i++)
        memcpy(in + i * (sizeof words - 1), words, sizeof words);
    check_repairs(1U << QG_REPAIR_PUNCTUATION, &list, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),           cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_markup),          cmocka_unit_test(test_habit),
        cmocka_unit_test(test_a_list_of_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
