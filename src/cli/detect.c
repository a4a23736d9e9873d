/* detect.c - the verb detect. */
#include "cli/files.h"
#include "cli/inputs.h"
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

/* ,"changes":[{"offset":16,"encoding":"GB18030"}] */
static void put_change(void *user, const qg_finding *finding)
{
    qg_buf *out = user;

    qg_line_printf(out, "%s{\"offset\":%zu,\"encoding\":", out->p[out->n - 1] == '[' ? "" : ",",
                   finding->offset);
    qg_text_put_json(out, finding->after);
    qg_line_put(out, "}");
}

static qg_status put_changes(qg_buf *out, qg_str input)
{
    qg_status st;

    qg_line_put(out, ",\"changes\":[");
    st = out->status == QG_OK ? qg_detect_changes(input, &(qg_sink){put_change, out}) : out->status;
    qg_line_put(out, "]}");
    return st;
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
}

/* "draft.md: GB18030 (confidence 0.98, else BIG5)", the same in every language, for scripts read it
 * too. */
static void put_line(qg_buf *out, const char *name, const qg_detection *found)
{
    qg_line_escape(out, qg_text_of(name), 0);
    if (strcmp(found->content, "text") != 0) {
        qg_line_printf(out, ": %s (%s)\n", found->encoding, found->content);
        return;
    }
    qg_line_printf(out, ": %s (confidence %.2f", found->encoding, found->confidence);
    if (found->mark_bytes > 0)
        qg_line_printf(out, ", mark of %zu bytes", found->mark_bytes);
    if (found->runner_up != NULL)
        qg_line_printf(out, ", else %s", found->runner_up);
    qg_line_put(out, ")\n");
}

typedef struct lines {
    qg_buf *out;
    const char *name;
} lines;

/* "draft.md: from byte 16: GB18030" */
static void put_change_line(void *user, const qg_finding *finding)
{
    const lines *to = user;

    qg_line_escape(to->out, qg_text_of(to->name), 0);
    qg_line_printf(to->out, ": from byte %zu: ", finding->offset);
    qg_line_escape(to->out, finding->after, 0);
    qg_line_put(to->out, "\n");
}

static qg_status detect(qg_buf *out, const char *name, const qg_args *args, const char *before,
                        const qg_console *console)
{
    qg_detection found;
    qg_buf input;
    qg_str bytes;
    qg_status st;

    qg_buf_init(&input, args->options.max_input_bytes);
    st = qg_file_read(&input, name, console);
    if (st == QG_OK) {
        bytes = (qg_str){input.n == 0 ? "" : input.p, input.n};
        qg_detect(&found, bytes);
        qg_line_put(out, before);
        if (args->as_json) {
            put_json(out, name, &found, script_of(bytes, &found));
            st = put_changes(out, bytes);
        } else {
            put_line(out, name, &found);
            st = qg_detect_changes(bytes, &(qg_sink){put_change_line, &(lines){out, name}});
        }
    }
    qg_buf_clear(&input);
    return st;
}

qg_status qg_verb_detect(const qg_args *args, const qg_console *console)
{
    qg_inputs inputs;
    qg_status worst = qg_inputs_find(&inputs, args, console);
    qg_buf out;

    if (worst != QG_OK) {
        qg_inputs_clear(&inputs);
        return worst;
    }
    worst = inputs.worst;
    qg_buf_init(&out, 0);
    qg_line_put(&out, args->as_json ? "[" : "");
    for (size_t i = 0; i < inputs.n; i++) {
        const char *before = !args->as_json ? "" : out.n > 1 ? ",\n" : "\n";
        worst = qg_worse(worst, detect(&out, inputs.items[i].name, args, before, console));
    }
    qg_inputs_clear(&inputs);
    qg_line_put(&out, args->as_json ? "\n]\n" : "");
    worst = qg_worse(worst, qg_file_write_directly("-", (qg_str){out.p, out.n}, console));
    qg_buf_clear(&out);
    return worst;
}
