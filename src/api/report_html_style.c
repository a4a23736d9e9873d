/* report_html_style.c - the looks of the page, and the rules that make its check boxes filters. */
#include "api/report_html_int.h"

static const char style[] =
    ":root{color-scheme:light dark;--bg:#fbfaf7;--fg:#222;--dim:#777;--line:#e4e1d8;--old:#b3261e;"
    "--oldbg:#fbe3e0;--new:#116329;--newbg:#dcf3e1;--hint:#8a5a00;--hintbg:#fdf0d2;--card:#fff}"
    "@media(prefers-color-scheme:dark){:root{--bg:#1b1b1d;--fg:#ddd;--dim:#999;--line:#3a3a3d;"
    "--old:#ff9d94;--oldbg:#4a2422;--new:#8fdc9f;--newbg:#1f3d27;--hint:#f0c674;--hintbg:#463716;"
    "--card:#232326}}"
    "body{margin:0 auto;max-width:64em;padding:1.5em;background:var(--bg);color:var(--fg);font:"
    "16px/1.8 \"Noto Serif CJK SC\",\"Source Han Serif SC\",\"Songti SC\",SimSun,serif}"
    "h1,h2,.facts,.kinds,.n,.tip,table,summary,.gap,i{font-family:\"Noto Sans CJK SC\",\"Source "
    "Han "
    "Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}"
    "h1{font-size:1.4em;margin:0 0 1em}h2{font-size:1.15em;margin:0 0 .3em;word-break:break-all}"
    "section{margin:0 0 2.5em}"
    ".facts{color:var(--dim);font-size:.9em;margin:0 0 1em}.facts b{color:var(--fg)}"
    ".kinds{display:block;font-size:.85em;color:var(--dim);margin:.2em 0}"
    ".f{accent-color:var(--new);margin:0 .4em 0 0;vertical-align:middle}"
    ".f+label{font:.85em/1.6 \"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}"
    ".f+label::after{content:\"\\A\";white-space:pre}"
    ".f+label code{color:var(--dim)}"
    ".t{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.8em "
    "0;margin:1em 0;counter-reset:none}"
    ".l{display:flex;padding:0 1em 0 0}"
    ".n{flex:0 0 4em;text-align:right;padding-right:1em;color:var(--dim);font-size:.75em;"
    "line-height:2.4;user-select:none}"
    ".x{flex:1;min-width:0;white-space:pre-wrap;overflow-wrap:anywhere}"
    ".gap{color:var(--dim);font-size:.8em;text-align:center;border:dashed var(--line);"
    "border-width:1px 0;margin:.4em 0}"
    "i{font-style:normal;font-size:.65em;border:1px solid currentColor;border-radius:3px;padding:0 "
    ".25em;margin:0 .1em;vertical-align:.15em;opacity:.75}"
    ".m{position:relative;background:none;color:inherit;border-radius:3px;cursor:help}"
    ".m del{color:var(--old);background:var(--oldbg);border-radius:3px;padding:0 .1em}"
    ".m ins{color:var(--new);background:var(--newbg);border-radius:3px;padding:0 .1em;"
    "text-decoration:none}"
    ".m.s{background:var(--hintbg);border-bottom:2px dotted var(--hint)}"
    ".m.s ins{color:var(--hint);background:none;font-size:.85em}.m.s ins::before{content:\"→\"}"
    ".m.z::before{content:\"▾\";color:var(--hint)}"
    ".tip{display:none;position:absolute;z-index:9;left:0;top:100%;width:max-content;max-width:"
    "26em;"
    "background:var(--fg);color:var(--bg);border-radius:5px;padding:.4em .7em;font-size:13px;"
    "line-height:1.6;white-space:normal;pointer-events:none}"
    ".m:hover .tip,.m:focus .tip,.m:target .tip{display:block}.m:target{outline:2px solid "
    "var(--hint)}"
    "table{border-collapse:collapse;font-size:.8em;width:100%}td,th{border-bottom:1px solid "
    "var(--line);padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "summary{cursor:pointer;font-size:.9em}a{color:inherit}"
    "@media print{.tip,.f,.kinds,details{display:none}}";

/* A kind whose box is not ticked: its marks look like the text that is there now. */
static void put_filter_rules(qg_buf *out)
{
    for (int kind = QG_FOUND_NONE + 1; kind < QG_FOUND_COUNT; kind++) {
        qg_buf_printf(out, ".f%d:not(:checked)~.t .k%d{background:none;border:0;cursor:auto}", kind,
                      kind);
        qg_buf_printf(out, ".f%d:not(:checked)~.t .k%d:not(.s)>del,", kind, kind);
        qg_buf_printf(out, ".f%d:not(:checked)~.t .k%d>.tip,", kind, kind);
        qg_buf_printf(out, ".f%d:not(:checked)~.t .k%d.z,", kind, kind);
        qg_buf_printf(out, ".f%d:not(:checked)~.t .k%d.s>ins{display:none}", kind, kind);
        qg_buf_printf(out, ".f%d:not(:checked)~.t .k%d>ins{color:inherit;background:none}", kind,
                      kind);
    }
}

void qg_report_put_style(qg_buf *out)
{
    qg_buf_puts(out, style);
    put_filter_rules(out);
}
