/* detect.c - the verb detect. */
#include "cli/files.h"
#include "cli/language.h"
#include "cli/text.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <string.h>

static void put_text_or_null(qg_buf *out, const char *text)
{
    if (text == NULL)
        qg_line_put(out, "null");
    else
        qg_text_put_json(out, qg_text_of(text));
}

/* The script of a file, "none" for what is no text. */
static const char *script_of(qg_str input, const qg_detection *found)
{
    const char *script = "none";
    qg_buf text;

    qg_buf_init(&text, 0);
    if (strcmp(found->content, "text") == 0 && qg_fix(&text, input, NULL, NULL) == QG_OK)
        script = qg_script_of((qg_str){text.p, text.n});
    qg_buf_clear(&text);
    return script;
}

static void put_json(qg_buf *out, const char *name, const qg_detection *found, const char *script)
{
    qg_line_put(out, "{\"file\":");
    qg_text_put_json(out, qg_text_of(name));
    qg_line_put(out, ",\"encoding\":");
    put_text_or_null(out, found->encoding);
    qg_line_printf(out, ",\"confidence\":%.2f,\"runner_up\":", found->confidence);
    put_text_or_null(out, found->runner_up);
    qg_line_put(out, ",\"content\":");
    put_text_or_null(out, found->content);
    qg_line_printf(out, ",\"mark_bytes\":%zu,\"script\":", found->mark_bytes);
    put_text_or_null(out, script);
    qg_line_put(out, "}");
}

/* "draft.md: GB18030 (confidence 0.98)", the same in every language, for scripts read it too. */
static void put_line(qg_buf *out, const char *name, const qg_detection *found)
{
    qg_line_escape(out, qg_text_of(name), 0);
    if (strcmp(found->content, "text") != 0)
        qg_line_printf(out, ": %s (%s)\n", found->encoding, found->content);
    else
        qg_line_printf(out, ": %s (confidence %.2f)\n", found->encoding, found->confidence);
}

static qg_status detect(qg_buf *out, const char *name, const qg_args *args, const char *before,
                        const qg_console *console)
{
    qg_detection found;
    qg_buf input;
    qg_status st;

    qg_buf_init(&input, args->max_input_bytes);
    st = qg_file_read(&input, name, console);
    if (st == QG_OK) {
        qg_str bytes = {input.n == 0 ? "" : input.p, input.n};
        qg_detect(&found, bytes);
        qg_line_put(out, before);
        if (args->as_json)
            put_json(out, name, &found, script_of(bytes, &found));
        else
            put_line(out, name, &found);
    }
    qg_buf_clear(&input);
    return st;
}

qg_status qg_verb_detect(const qg_args *args, const qg_console *console)
{
    qg_status worst = QG_OK;
    qg_buf out;

    qg_buf_init(&out, 0);
    qg_line_put(&out, args->as_json ? "[" : "");
    for (size_t i = 0; i < args->n_inputs; i++) {
        const char *before = !args->as_json ? "" : out.n > 1 ? ",\n" : "\n";
        worst = qg_worse(worst, detect(&out, args->inputs[i], args, before, console));
    }
    qg_line_put(&out, args->as_json ? "\n]\n" : "");
    worst = qg_worse(worst, qg_file_write("-", (qg_str){out.p, out.n}, true, console));
    qg_buf_clear(&out);
    return worst;
}
