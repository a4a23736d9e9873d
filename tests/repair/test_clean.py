#!/usr/bin/env python3
"""Clean text of any kind comes back byte for byte, and what was repaired is not repaired again.

    QINGGAO=build/qinggao python3 tests/repair/test_clean.py            the committed texts
    QINGGAO=build/qinggao python3 tests/repair/test_clean.py DIR...     all texts below DIR: lists what changes
"""
import os
import sys

import repair
import test_annotations
import test_characters
import test_marks
import test_torn
import torn_damage

# One text for each way of writing that a repair could take for damage.
CLEAN = {
    "English": "He said: \"It's 10:30 (a.m.), isn't it?\" -- yes... 100% & more; see a.b/c?d=1&amp=2.\n",
    "French": "Qu’est-ce que c’est ? « Un café », à 3,50 € !\n",
    "German": "Größe: 3,5 m – „Übung“ (s. u.), z. B. 10:30 Uhr.\n",
    "Russian": "Он сказал: «Привет!» — и ушёл (в 10:30).\n",
    "Vietnamese": "Tiếng Việt: “Xin chào!” (10:30), đúng không?\n",
    "Japanese": "彼は「はい!」と言った(10:30)。価格は1,200円です?はい。ﾊﾟｿｺﾝ\n",
    "Korean": "그는 \"네!\"라고 말했다(10:30). 가격은 1,200원입니다. 漢字(한자)\n",
    "Persian": "می\u200cخواهم (۱۰:۳۰) به خانه بروم، چرا؟\n",
    "Hindi": "क्\u200dष और र\u200d्य: वह (१०:३०) आया।\n",
    "emoji": "好的👨\u200d👩\u200d👧，谢谢❤\ufe0f！\n",
    "chat": "小王: 在吗?:)\n小李: 在,怎么了(笑)\n小王: 没事,哈哈哈!!!^_^\n小李: 好的:D 明天10:30见~\n",
    "code": "#include <stdio.h>\n/* 打印,然后返回(0) */\nint main(void) { printf(\"你好,世界!\\n\"); return 0; }\n",
    "Python": "def f(x):\n    \"\"\"计算,返回结果.\"\"\"\n    return {'名称': x, \"值\": [1,2,3]}  # 注意: 不要改\n",
    "Markdown": "# 标题\n\n见 [说明](https://a.cn/b?c=1,2&d=(3))，用 `f(x,y)`：\n\n```sh\necho \"你好,世界!\"; ls -l --all\n```\n\n"
                "- [ ] 事项，1,200 元（10:30）\n\n| 甲 | 乙 |\n|:--|--:|\n| 1,2 | 3:4 |\n",
    "CSV": "姓名,年龄,备注\n张三,30,好\n李四,40,\"一,二\"\n王五,50,(无)\n",
    "JSON": "{\"名称\": \"值,一\", \"说明\": \"\\u4e2d\\u6587\", \"列表\": [1,2,3]}\n",
    "YAML": "title: 报告,一\nlist: [甲,乙]\nurl: https://a.cn:80/\nempty:\n",
    "LaTeX": "设 $f(x,y)=x^2+y^2$，则 \\(f(1,2)=5\\)；见式~\\eqref{eq:1}，引用\\cite{li,wang2020}。\n",
    "HTML": "<p class=\"a\">甲&nbsp;乙&amp;丙，<a href=\"/x?a=1&amp;b=2\">丁</a>&#8212;戊</p>\n",
    "escapes": "在 HTML 中，&lt; 表示小于号，&#20013; 表示“中”；在 JSON 中写作 \\u4e2d，在网址中写作 %E4%B8%AD。\n",
    "numbers": "2022年10月25日10:30，按国发〔2022〕5号，V2.3.1 增长8.5%，比例3:1，共1,200.50元，见 /usr/a,b.txt。\n",
    "classic": "子曰：“学而时习之，不亦说乎？有朋自远方来，不亦乐乎？”\n",
    "Taiwan": "他說：「學生問：『什麼？』」共１２人，於２０２２年。\n",
    "alphabets": "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑴ ⑵ ⑶ ⑷ ⑸ ⑹ ⑺ ⑻ ⑼ ⑽ ⒈ ⒉ ⒊ ⒋ ⒌\nā á ǎ à ō ó ǒ ò ǖ ǘ ǚ ǜ\nㄅ ㄆ ㄇ ㄈ ㄉ ㄊ ㄋ ㄌ\n",
    "SQL": "-- 查询上月订单,按金额排序\n"
            "SELECT o.id AS 订单号, u.name AS 用户, SUM(i.price*i.qty) AS 金额\n"
            "FROM orders o JOIN users u ON u.id=o.user_id -- 关联用户(必填)\n"
            "WHERE o.status IN ('已付款','已发货') AND o.city='北京'\n"
            "GROUP BY o.id, u.name HAVING SUM(i.price*i.qty)>100.50;\n"
            "INSERT INTO 城市(名称,人口) VALUES('上海',2487),('广州',1868);\n",
    "history of versions": "commit 3f2a9c1d8e7b6a5f4c3d2e1f0a9b8c7d6e5f4a3b\n"
            "Author: 张伟 <zhangwei@example.com>\nDate:   Mon Mar 4 10:22:31 2024 +0800\n\n"
            "    修复: 登录页面在 IE 下报错 (#123)\n\n    * 更新文档: README.md, CHANGELOG.md\n",
    "make": "# 编译全部目标\nCC = gcc\n\n.PHONY: all clean 帮助\n\nall: 主程序 测试\n\n"
            "主程序: main.o util.o\n\t$(CC) $(CFLAGS) -o $@ $^\n\n"
            "帮助:\n\t@echo \"用法: make [目标]\"\n\t@echo \"  clean  清理(删除中间文件)\"\n",
    "XML with Chinese tags": "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<公司 名称=\"某某科技\">\n"
            "  <部门 编号=\"01\">\n    <备注>负责产品研发, 含测试(QA)</备注>\n  </部门>\n"
            "  <!-- 其他部门: 略 -->\n</公司>\n",
    "ranges of a pattern": "用正则表达式 [\\u4e00-\\u9fa5] 可以匹配汉字，例如 /^[\\u4e00-\\u9fa5]{2,4}$/ 匹配姓名。\n",
    "YAML with Chinese keys": "名称: 示例服务\n"
            "描述: \"用于测试的服务,不对外\"\n"
            "端口: 8080\n"
            "成员:\n"
            "  - 姓名: 张三\n"
            "    角色: 管理员\n"
            "  - 姓名: 李四\n"
            "    角色: 用户(只读)\n"
            "说明: >\n"
            "  多行文本,第一行\n"
            "  第二行: 带冒号\n",
    "shell": "#!/bin/sh\n"
            "# 备份目录,每天 03:00 执行(见 crontab)\n"
            "目录=\"/data/备份\"\n"
            "tar czf \"$目录/$(date +%F).tar.gz\" /etc || { echo \"失败!\"; exit 1; }\n"
            "echo \"完成: $目录\" # 输出结果\n",
    "crontab": "# 每天凌晨备份数据库(勿删)\n"
            "0 3 * * * /opt/backup/db.sh >> /var/log/backup.log 2>&1\n"
            "# 每5分钟检查一次,失败则报警\n"
            "*/5 * * * * /opt/check.sh || /opt/alarm.sh \"服务异常,请检查!\"\n"
            "# 每周一:清理临时文件\n"
            "0 0 * * 1 find /tmp -mtime +7 -delete\n",
    "batch of DOS": "@echo off\n"
            "rem 启动服务(需管理员权限)\n"
            "title 服务控制台\n"
            "echo 正在启动,请稍候...\n"
            "if not exist D:\\app\\server.exe goto err\n"
            "start D:\\app\\server.exe\n"
            "echo 启动成功!\n"
            "pause\n"
            "exit\n"
            ":err\n"
            "echo 错误:找不到程序(server.exe)\n"
            "pause\n",
    "assembler": "; 初始化堆栈(必须最先执行)\n"
            "        org     7c00h\n"
            "start:  mov     ax, cs          ; 取代码段\n"
            "        mov     ds, ax          ; 数据段,附加段\n"
            "        mov     es, ax\n"
            "        call    disp            ; 调用显示(见下)\n"
            "        jmp     $               ; 死循环,等待\n"
            "disp:   mov     ax, msg\n"
            "        mov     bp, ax          ; es:bp = 串地址\n"
            "        mov     cx, 16          ; cx = 串长度\n"
            "        int     10h             ; 10h 号中断\n"
            "        ret\n"
            "msg:    db      \"你好,世界!\"\n",
    "assembler without gaps": ";流水灯程序,晶振12MHz\n"
            "ORG 0000H\n"
            "LJMP MAIN\n"
            "ORG 0030H\n"
            "MAIN: MOV A,#0FEH ;点亮第一个灯(低电平有效)\n"
            "LOOP: MOV P1,A ;送P1口\n"
            "LCALL DELAY ;延时\n"
            "RL A ;左移一位,循环\n"
            "SJMP LOOP\n"
            "DELAY: MOV R5,#20 ;约0.2秒\n"
            "D1: MOV R6,#100\n"
            "D2: DJNZ R6,D2\n"
            "DJNZ R5,D1\n"
            "RET\n"
            "END\n",
    "a program of Han": ".版本 2\n"
            ".支持库 spec\n"
            "\n"
            ".程序集 窗口程序集_启动窗口\n"
            ".程序集变量 计数, 整数型\n"
            "\n"
            ".子程序 _按钮1_被单击\n"
            ".局部变量 文本, 文本型\n"
            ".局部变量 i, 整数型, , \"10\"\n"
            "\n"
            "文本 ＝ 编辑框1.内容\n"
            ".如果真 (取文本长度 (文本) ＝ 0)\n"
            "    信息框 (“请输入内容!”, 0, “提示”)\n"
            "    返回 ()\n"
            ".如果真结束\n"
            ".计次循环首 (10, i)\n"
            "    计数 ＝ 计数 ＋ 1\n"
            "    调试输出 (计数, “次”)\n"
            ".计次循环尾 ()\n",
    "AutoHotkey": "; 快捷键:打开记事本\n"
            "^!n::Run notepad.exe\n"
            "#z::\n"
            "MsgBox, 你好,世界!\n"
            "return\n"
            "; 循环点击(按 F8 停止)\n"
            "F7::\n"
            "Loop {\n"
            "  Click\n"
            "  Sleep, 100 ; 间隔100毫秒\n"
            "  if GetKeyState(\"F8\")\n"
            "    break\n"
            "}\n"
            "return\n",
    "macro of few lines": "Sub 提示()\n"
            "'弹出提示框,等待用户确认\n"
            "MsgBox \"保存成功!\"\n"
            "End Sub\n",
    "numbered Basic": "10 REM 猜数字游戏(初级)\n"
            "20 LET N=INT(RND*100)\n"
            "30 INPUT \"请输入一个数:\";G\n"
            "40 IF G=N THEN PRINT \"猜对了!\":END\n"
            "50 IF G>N THEN PRINT \"太大了,再猜\"\n"
            "60 GOTO 30\n",
    "Lisp": ";; 画圆命令(半径:100)\n"
            "(defun c:hy (/ pt)\n"
            "  (setq pt (getpoint \"\\n请指定圆心:\")) ; 取点,可捕捉\n"
            "  (command \"circle\" pt 100)\n"
            "  (princ \"\\n完成!\")\n"
            ")\n",
    "Fortran": "! 计算圆面积,输入半径(米)\n"
            "program area\n"
            "  implicit none\n"
            "  real :: r, s\n"
            "  print *, '请输入半径:'\n"
            "  read *, r\n"
            "  s = 3.14159 * r**2 ! 公式:S=pi*r^2\n"
            "  print *, '面积为:', s\n"
            "end program\n",
    "codes of a machine": "%\n"
            "O0001 (铣平面,T1)\n"
            "G90 G54 G17 (绝对坐标)\n"
            "T1 M06 (换刀:直径10)\n"
            "S1200 M03 (主轴正转)\n"
            "G00 X0 Y0 Z50\n"
            "G01 Z-2 F100 (下刀,深2mm)\n"
            "M30\n"
            "%\n",
    "log of a system": "Mar  5 10:22:31 server sshd[1234]: 用户 root 登录成功,来自 1.2.3.4\n"
            "Mar  5 10:22:40 server cron[99]: (root) CMD (备份.sh)\n",
    "log of a game": "[10:22:31] [Server thread/INFO]: 玩家 Steve 加入了游戏\n"
            "[10:22:40] [Server thread/INFO]: <Steve> 大家好!\n"
            "[10:23:01] [Server thread/WARN]: 无法保存区块(0,3),磁盘已满?\n"
            "[10:23:05] [Server thread/INFO]: 正在停止服务器...\n",
    "CSV with empty and loud fields": "编号,名称,规格,价格,备注\n"
            "001,螺丝(M3),\"3mm,镀锌\",0.05,库存:充足\n"
            "002,垫片,3mm,0.02,\n"
            "003,扳手,\"8-10mm\",\"12.50\",缺货!\n",
    "settings of an editor": "\" 显示行号,方便定位\n"
            "set number\n"
            "\" 缩进:4个空格(不用Tab)\n"
            "set tabstop=4\n",
    "names of hosts": "# 本地解析(测试用)\n"
            "127.0.0.1 localhost\n"
            "192.168.1.10 db.local # 数据库,主\n",
    "INI": "; 数据库配置,请勿修改\n"
            "[数据库]\n"
            "主机=127.0.0.1\n"
            "端口=3306\n"
            "名称=测试库(开发)\n"
            "# 注释:下面是缓存\n"
            "[cache]\n"
            "enabled=true ; 是否启用\n"
            "说明=\"带引号的值,含逗号\"\n",
    "patch": "--- a/说明.txt\n"
            "+++ b/说明.txt\n"
            "@@ -1,3 +1,3 @@\n"
            " 第一行,不变\n"
            "-第二行:旧\n"
            "+第二行:新(修改)\n"
            " 第三行\n",
    "log": "2024-03-05 10:30:12,345 [INFO] 服务启动,端口:8080\n"
            "2024-03-05 10:30:13,001 [WARN] 连接超时(30s),重试第1次...\n"
            "2024-03-05 10:30:15,777 [ERROR] 文件不存在: /var/data/用户.txt\n"
            "java.lang.RuntimeException: 参数错误!值为null\n"
            "\tat com.example.Main.main(Main.java:12)\n"
            "2024-03-05 10:31:00,000 [INFO] 正常退出;耗时47.6s\n",
    "subtitles for the web": "WEBVTT\n\n00:01.000 --> 00:04.000\n你好,我叫小明,今天从很远很远的地方来看看你们大家.\n",
    "subtitles with two times": "0:00:01.000,0:00:03.500\n大家好,欢迎收看我们这个星期的电脑知识讲座节目\n\n"
            "0:00:04.000,0:00:06.200\n今天讲:如何备份你电脑里面最重要的那些文件?\n",
    "subtitles by frames": "{0}{25}你好,世界!\n{30}{60}走吧?|好(等等)\n{70}{90}再见:明天\n",
    "who asked a server": "192.168.1.1 - - [05/Mar/2024:10:22:31 +0800] \"GET /搜索?q=中文,测试 HTTP/1.1\" 200 123\n"
            "192.168.1.2 - - [05/Mar/2024:10:22:32 +0800] \"GET /图片(一),大.html HTTP/1.1\" 404 0\n",
    "rows of which one asks": "日期,事项,备注\n2024-01-01,元旦,\"放假,一天\"\n2024-02-10,春节,\"放假(八天)\"\n2024-04-04,清明,为何?\n",
    "rows with bars between their cells": "甲方|乙方|状态?\n北京|上海|已签,待付\n广州|深圳|未签(催)\n",
    "rows with semicolons": "编号;名称;单价(元);备注\n1;铅笔;1,5;红色\n2;橡皮;0,8;无\n3;尺子;2,0;20cm\n",
    "Gherkin with English keywords": "Feature: 用户登录\n  Scenario: 密码错误\n    Given 用户\"张三\"已注册\n"
            "    When 他输入错误的密码,并点击登录\n    Then 应看到提示:\"密码错误!\"\n",
    "contents with leaders": "目  录\n"
            "第一章 总则............................1\n"
            "第二章 组织机构........................3\n"
            "第三章 附则.... 12\n",
    "Japanese full of Han": "令和五年度 事業報告書(案)\n"
            "\n"
            "一、概要\n"
            "本年度の売上高は1,234百万円(前年比+5.6%)でした.課題:人材不足,設備老朽化等.\n"
            "二、今後の方針\n"
            "...以上\n",
    "Go with names of Han": "func 求和(数 []int) int {\n\t总 := 0 // 总数(不含负数)\n\treturn 总\n}\n",
    "TOML": "标题 = \"示例,一\"\n[服务器]\n地址 = \"甲(乙)\"\n端口 = 80\n",
    "song": "[ti:测试歌]\n[ar:某某]\n[00:12.50]月亮代表我的心\n[00:18.30]你问我爱你有多深\n",
    "verse with the marks of the keys": "夜行\n\n灯一盏盏灭了,\n路还没有走完;\n你问我冷不冷?\n(风替我回答)\n\n"
                                        "走吧,走吧,\n天快亮了...\n",
    "talk": "老张: 到哪了?\n老李: 堵车,快了\n老张: 行,不急!菜点好了\n老李: 有鱼吗?\n",
    "tones of verse": "仄仄平平仄仄，\n○仄仄，仄仄仄仄。\n仄仄仄仄仄仄\n？仄平仄仄仄仄仄仄仄平平○？？？？？？？。\n",
    "an index by strokes": "四畫：丑丐不中丰丹之尹予云井互五亢仁什仃仆仇仍今介仄元允\n",
    "characters in the order of their codes": "如亍丌兀丐廿卅丕亘丞鬲等字。\n",
    "a table by pinyin": "部首：谩芒茫盲氓忙莽猫茅锚毛矛铆卯茂冒帽貌贸么玫枚梅酶霉煤没\n",
    "rows of a character": "咩咩咩咩咩咩咩\n噹噹噹噹噹\n卍卍卍卍卍\n囧囧囧囧囧囧\n",
    "open quotation": "他说：“同志们！\n“我们胜利了！\n“前进！”\n",
    "pinyin": "".join(test_annotations.LESSONS.values()),
}
GUESSED = {"chat", "talk", "verse with the marks of the keys"}  # a guess may take their marks for flattened ones


def damages(text):
    """Kind -> the text damaged so."""
    lines = list(test_torn.sound_lines(text))
    marks = test_marks.WIDE | test_marks.QUOTES | test_marks.STOPS
    made = {name: damage(text) for name, damage in test_characters.DAMAGES.items()}
    made["flattened"] = test_marks.flatten(text, marks, True)
    made["torn"] = "\n".join(torn_damage.Shown(line).text for line in lines)
    made["annotated"] = test_torn.annotated("\n".join(lines))
    made["annotated and torn"] = "\n".join(
        torn_damage.Shown(line).text for line in test_torn.sound_lines(made["annotated"]))
    made["full-width"] = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    made["doubled"] = "".join(c * 2 if c > "\u4e00" else c for c in text)
    return {name: damaged for name, damaged in made.items() if damaged}


def changed(texts):
    """Names of texts that the default, or guesses where asked for, would change."""
    found = []
    for level in ("safe", "full"):
        fixed = repair.harness.fix_all([text.encode() for text in texts.values()], f"--repair={level}")
        found += [f"{name} under {level}" for name, got in zip(texts, fixed)
                  if got != texts[name].encode() and not (level == "full" and name in GUESSED)]
    return found


def misread_rows():
    """Characters of which a row, as people type it for a line or a blank to fill in, is misread in GB18030."""
    head, tail = "关于开展安全检查的通知\n\n　　为落实会议精神，定于近期开展检查。\n", "张三\n\n结束。\n"
    texts = {f"{n} {char}": head + char * n + tail
             for char in "　＿－—…·×■★●＊＃．。！～＋／｜│〇啊嗯" for n in (10, 20, 80)}
    texts["names"] = "春日即事\n韓淲\n\n秋夜\n韓淲\n"  # \xedn\x9cW, which might be a word in windows-1250
    fixed = repair.harness.fix_all([text.encode("gb18030") for text in texts.values()], "--repair=none")
    return [f"{name} in GB18030" for name, got in zip(texts, fixed) if got != texts[name].encode()]


def restless(text):
    """Kinds of damage and repairs where a second run changes something again."""
    found = []
    made = damages(text)
    for level in ("safe", "full", "safe,all", "full,all"):
        once = repair.harness.fix_all([damaged.encode() for damaged in made.values()], f"--repair={level}")
        twice = repair.harness.fix_all(once, f"--repair={level}")
        found += [f"{name} under {level}" for name, one, other in zip(made, once, twice) if one != other]
    return found


def main():
    folders = sys.argv[1:]
    if folders:
        print("\n".join(changed(repair.read_texts(folders))))
        return
    faults = [f"changed: {name}" for name in changed(CLEAN)]
    faults += [f"misread: {name}" for name in misread_rows()]
    texts = repair.read_sections(os.path.join(repair.HERE, "torn.txt"))
    for title in ("news", "minutes"):
        faults += [f"changed again: {title}, {name}" for name in restless(texts[title])]
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
