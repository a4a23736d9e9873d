/* normalize.c - detect, decode and clean in one pass over the pieces that the decoder hands out. */
#include "normalize/normalize.h"

#include "codec/codec.h"
#include "normalize/clean.h"
#include "normalize/code_points.h"
#include "normalize/detect_int.h"
#include "normalize/mixture.h"

enum {
    /* Bad bytes, or control characters, side by side are one finding up to this many.  A longer
     * run makes several, so that no finding grows with the input. */
    RUN_MAX = 64,
    MAX_DECODERS = 10 /* a mixture has five encodings at most, on each side of a seam */
};

/* The work in hand. */
typedef struct work {
    qg_text *text;
    qg_str input;
    const qg_sink *sink;
    qg_mixture mixture;
    qg_decoder decoders[MAX_DECODERS];
    size_t n_decoders;
    const qg_decoder *decoder; /* the one in use */
    qg_str bad; /* bad bytes met and not yet written; always the last before what comes next */
    size_t n_controls;  /* control characters taken out and not yet told */
    size_t controls_at; /* where they started */
    qg_rune controls[RUN_MAX];
    char gap;                /* what they become where they part fields, else 0 */
    size_t row_end;          /* end of a row of a table out of Word; see qg_clean_gap */
    bool is_after_cr;        /* a line feed now belongs to it */
    bool has_told_line_ends; /* one finding for all of them */
} work;

static size_t offset_of(const work *w, qg_str bytes)
{
    return (size_t)(bytes.p - w->input.p);
}

/* ---- telling --------------------------------------------------------------------------------- */

static void tell(const work *w, qg_kind kind, size_t offset, const qg_buf *before, qg_str after)
{
    qg_sink_tell(w->sink, &(qg_finding){.kind = kind,
                                        .offset = offset,
                                        .before = qg_buf_str(before),
                                        .after = after,
                                        .confidence = kind == QG_FOUND_DECODE_BYTES ? 1 : 0});
}

static void tell_bytes(work *w, qg_kind kind, qg_str bytes)
{
    qg_buf before;

    qg_buf_init(&before, 0);
    qg_put_hex(&before, bytes);
    tell(w, kind, offset_of(w, bytes), &before, QG_STR("\uFFFD"));
    qg_buf_clear(&before);
}

static void tell_runes(work *w, qg_kind kind, size_t offset, const qg_rune *runes, size_t n,
                       qg_str after)
{
    qg_buf before;

    qg_buf_init(&before, 0);
    qg_put_code_points(&before, runes, n);
    tell(w, kind, offset, &before, after);
    qg_buf_clear(&before);
}

/* ---- what could not be read ------------------------------------------------------------------ */

static void put_unreadable(work *w, qg_kind kind, qg_str bytes)
{
    qg_buf_puts(&w->text->utf8, "\uFFFD");
    qg_map_add(&w->text->map, 1, 3, bytes.n);
    tell_bytes(w, kind, bytes);
}

static void end_bad(work *w)
{
    if (w->bad.n > 0)
        put_unreadable(w, QG_FOUND_DECODE_BYTES, w->bad);
    w->bad.n = 0;
}

static void end_controls(work *w)
{
    if (w->n_controls > 0)
        tell_runes(w, QG_FOUND_CLEAN_CONTROL, w->controls_at, w->controls, w->n_controls,
                   qg_str_of(w->gap == 0      ? ""
                             : w->gap == '\t' ? "U+0009"
                             : w->gap == '-'  ? "U+002D"
                                              : "U+000A"));
    w->n_controls = 0;
    w->gap = 0;
}

static void add_bad(work *w, qg_str bytes)
{
    end_controls(w);
    while (bytes.n > 0) {
        size_t room = RUN_MAX - w->bad.n, n = bytes.n < room ? bytes.n : room;
        if (w->bad.n == 0)
            w->bad.p = bytes.p;
        w->bad.n += n;
        bytes = qg_str_skip(bytes, n);
        if (w->bad.n == RUN_MAX)
            end_bad(w);
    }
}

/* ---- what is read and not kept --------------------------------------------------------------- */

static void add_control(work *w, qg_rune rune, qg_str bytes)
{
    if (w->n_controls == 0) {
        w->controls_at = offset_of(w, bytes);
        if (bytes.n == 1)
            w->gap = qg_clean_gap(w->input, w->controls_at, &w->text->utf8, &w->row_end);
        if (w->gap != 0)
            qg_buf_put_byte(&w->text->utf8, w->gap);
    }
    qg_map_add(&w->text->map, 1, w->gap != 0 && w->n_controls == 0, bytes.n);
    w->controls[w->n_controls++] = rune;
    if (w->n_controls == RUN_MAX)
        end_controls(w);
}

/* Take out a byte-order mark.  Only at the very start it is one, where detection has dropped it
 * already, but not if the caller named the encoding.  Elsewhere it is told. */
static void drop_mark(work *w, qg_rune rune, qg_str bytes)
{
    qg_map_add(&w->text->map, 1, 0, bytes.n);
    if (bytes.p == w->input.p)
        w->text->detection.mark_bytes = bytes.n;
    else
        tell_runes(w, QG_FOUND_CLEAN_MARK, offset_of(w, bytes), &rune, 1, QG_STR(""));
}

/* Whether a separator of lines stands inside a row of a table between bars, which a line end
 * would cut in two.  Between the bar that ends a row and the one that starts the next it does
 * part lines. */
static bool cuts_row(const work *w, qg_rune rune, qg_str behind)
{
    enum { MOST_BYTES = 4096 }; /* of a row */
    qg_str text = qg_buf_str(&w->text->utf8), line;
    size_t n = 0;

    while (n < text.n && n < MOST_BYTES && text.p[text.n - 1 - n] != '\n')
        n++;
    line = qg_str_trim(qg_str_skip(text, text.n - n));
    return rune != '\r' && qg_str_starts(line, QG_STR("|")) &&
           !(qg_str_ends(line, QG_STR("|")) &&
             qg_encoding_ascii(w->decoder->encoding, behind) == '|');
}

static void tell_line_ends(work *w, qg_str bytes, qg_rune rune, size_t n)
{
    if (!w->has_told_line_ends)
        tell_runes(w, QG_FOUND_CLEAN_LINE_END, offset_of(w, bytes), (qg_rune[]){rune, '\n'}, n,
                   QG_STR("U+000A"));
    w->has_told_line_ends = true;
}

static void put_line_end(work *w, qg_rune rune, qg_str bytes)
{
    qg_str behind = qg_str_skip(w->input, offset_of(w, bytes) + bytes.n);
    int next = qg_encoding_ascii(w->decoder->encoding, behind);
    bool is_crlf = rune == '\r' && next == '\n';

    if (rune == '\r' && next == '\r' &&
        qg_encoding_ascii(w->decoder->encoding, qg_str_skip(behind, bytes.n)) == '\n') {
        qg_map_add(&w->text->map, 1, 0, bytes.n); /* of CR CR LF, made by writing CR LF as text */
        return;
    }
    if (cuts_row(w, rune, behind)) {
        qg_buf_put_byte(&w->text->utf8, ' ');
        qg_map_add(&w->text->map, 1, 1, bytes.n);
        tell_runes(w, QG_FOUND_CLEAN_LINE_END, offset_of(w, bytes), &rune, 1, QG_STR("U+0020"));
        return;
    }
    qg_buf_put_byte(&w->text->utf8, '\n');
    qg_map_add(&w->text->map, 1, 1, bytes.n);
    tell_line_ends(w, bytes, rune, is_crlf ? 2 : 1);
    w->is_after_cr = rune == '\r';
}

/* Whether a line ends right before what is written next, or right behind the bytes that it comes
 * from. */
static bool is_at_line_edge(const work *w, qg_str behind)
{
    qg_str text = qg_buf_str(&w->text->utf8);
    int next = qg_encoding_ascii(w->decoder->encoding, behind);

    return text.n == 0 || strchr("\n\f", text.p[text.n - 1]) != NULL || behind.n == 0 ||
           next == '\n' || next == '\r';
}

/* A form feed ends the line, too; a line end is put before it, since not every reader of the
 * text knows that. */
static void put_page_end(work *w, qg_rune rune, qg_str bytes)
{
    qg_str behind = qg_str_skip(w->input, offset_of(w, bytes) + bytes.n);
    bool ends_line = !is_at_line_edge(w, behind) && !cuts_row(w, rune, behind);

    qg_buf_puts(&w->text->utf8, ends_line ? "\n\f" : "\f");
    qg_map_add(&w->text->map, ends_line, 1, 0);
    qg_map_add(&w->text->map, 1, 1, bytes.n);
    if (ends_line)
        tell_runes(w, QG_FOUND_CLEAN_LINE_END, offset_of(w, bytes), &rune, 1,
                   QG_STR("U+000A U+000C"));
}

static void take_odd(work *w, qg_piece *piece)
{
    qg_rune rune;
    qg_str text, bytes = qg_piece_take(piece, w->decoder->encoding, &rune, &text);
    qg_clean what = qg_clean_rune(rune);

    w->is_after_cr = false;
    if (what == QG_CLEAN_CONTROL) {
        add_control(w, rune, bytes);
        return;
    }
    end_controls(w);
    if (what == QG_CLEAN_MARK)
        drop_mark(w, rune, bytes);
    else if (what == QG_CLEAN_PAGE_END)
        put_page_end(w, rune, bytes);
    else
        put_line_end(w, rune, bytes);
}

/* Drop the line feed of CR LF, whose line end was written for the CR. */
static void drop_line_feed(work *w, qg_piece *piece)
{
    qg_rune rune;
    qg_str text, bytes = qg_piece_take(piece, w->decoder->encoding, &rune, &text);

    qg_map_add(&w->text->map, 1, 0, bytes.n);
    w->is_after_cr = false;
}

/* ---- the pass -------------------------------------------------------------------------------- */

/* Make room for what will be decoded: as much as the input, or half as much again where two
 * bytes of a Han character become three. */
static void reserve(work *w)
{
    bool is_utf8 = w->decoder->main == NULL;

    qg_buf_reserve(&w->text->utf8, w->input.n + (is_utf8 ? 0 : w->input.n / 2));
}

/* Put a piece of text.  UTF-8 that is the whole input, but for its byte-order mark, is borrowed
 * and not copied. */
static void put(work *w, qg_str text)
{
    qg_buf *utf8 = &w->text->utf8;
    bool is_input = w->decoder->main == NULL && text.p + text.n == w->input.p + w->input.n;

    if (utf8->n == 0 && is_input) {
        qg_buf_borrow(utf8, text);
        return;
    }
    if (utf8->n_allocated < w->input.n)
        reserve(w);
    qg_buf_put(utf8, text);
}

static void keep(work *w, qg_piece *piece, size_t n)
{
    end_controls(w);
    w->is_after_cr = false;
    put(w, qg_str_head(piece->text, n));
    qg_piece_keep(piece, n, w->decoder->encoding, &w->text->map);
}

static void add_text(work *w, qg_piece piece)
{
    while (piece.text.n > 0) {
        size_t n;
        if (w->is_after_cr && piece.text.p[0] == '\n') {
            drop_line_feed(w, &piece);
            continue;
        }
        n = qg_clean_length(piece.text);
        if (n > 0)
            keep(w, &piece, n);
        else
            take_odd(w, &piece);
    }
    qg_map_add(&w->text->map, piece.bytes.n, 0, 1); /* an escape sequence stands for nothing */
}

static void add_piece(work *w, const qg_piece *piece)
{
    if (piece->kind == QG_PIECE_BAD) {
        add_bad(w, piece->bytes);
        w->is_after_cr = false;
        return;
    }
    if (piece->kind == QG_PIECE_TEXT) {
        end_bad(w);
        add_text(w, *piece);
        return;
    }
    if (piece->bytes.p + piece->bytes.n < w->input.p + w->input.n) {
        add_bad(w, piece->bytes);
        return;
    }
    end_bad(w);
    end_controls(w);
    put_unreadable(w, QG_FOUND_DECODE_CUT, piece->bytes);
}

static qg_status status_of(const work *w)
{
    return w->text->map.status != QG_OK ? w->text->map.status : qg_buf_status(&w->text->utf8);
}

/* ---- runs ------------------------------------------------------------------------------------ */

/* The decoder for `encoding`, opened if it was not yet. */
static qg_status use_decoder(work *w, qg_str encoding, qg_str bytes)
{
    qg_decoder *decoder = w->decoders;
    qg_decoder *end = w->decoders + w->n_decoders;

    while (decoder < end && !qg_str_is(encoding, decoder->encoding->name))
        decoder++;
    w->decoder = decoder;
    if (decoder < end) {
        qg_decoder_go_on(decoder, bytes);
        return QG_OK;
    }
    w->n_decoders++;
    return qg_decoder_open(decoder, encoding, bytes);
}

static void decode_bytes(work *w)
{
    qg_decoder *decoder = &w->decoders[w->decoder - w->decoders];
    bool is_utf16 = w->decoder->encoding->form == QG_FORM_UTF16LE;
    qg_str rest = decoder->rest;
    qg_piece piece;

    while (status_of(w) == QG_OK) {
        size_t n = is_utf16 ? qg_clean_before_return(rest) : rest.n;
        if (n < rest.n)
            qg_decoder_go_on(decoder, qg_str_head(rest, n));
        while (qg_decoder_next(decoder, &piece) && status_of(w) == QG_OK)
            add_piece(w, &piece);
        rest = qg_str_skip(rest, n);
        if (rest.n == 0)
            return;
        qg_map_add(&w->text->map, 1, 0, 1);
        tell_line_ends(w, rest, '\r', 2);
        rest = qg_str_skip(rest, 1);
        qg_decoder_go_on(decoder, rest);
    }
}

static void tell_change(work *w, qg_str bytes, const char *from, const char *to)
{
    end_bad(w);
    end_controls(w);
    qg_sink_tell(w->sink, &(qg_finding){.kind = QG_FOUND_DECODE_CHANGE,
                                        .offset = offset_of(w, bytes),
                                        .before = qg_str_of(from),
                                        .after = qg_str_of(to)});
}

/* Decode run by run. */
static qg_status decode(work *w, qg_str input)
{
    const char *last = NULL;
    qg_status st = QG_OK;

    for (size_t i = 0; i < w->mixture.n && st == QG_OK; i++) {
        const qg_mixture_run *run = &w->mixture.runs[i];
        size_t end = i + 1 < w->mixture.n ? run[1].offset : input.n;
        qg_str bytes = qg_str_skip(qg_str_head(input, end), run->offset);
        if (run->encoding == NULL) {
            add_bad(w, bytes);
            w->is_after_cr = false;
            continue;
        }
        if (last != NULL && last != run->encoding)
            tell_change(w, bytes, last, run->encoding);
        last = run->encoding;
        st = use_decoder(w, qg_str_of(run->encoding), bytes);
        if (st == QG_OK)
            decode_bytes(w);
        st = st == QG_OK ? status_of(w) : st;
    }
    return st;
}

/* ---- the encoding ---------------------------------------------------------------------------- */

static qg_status refuse(const work *w, qg_kind kind, qg_str before, qg_status status)
{
    qg_sink_tell(w->sink, &(qg_finding){.kind = kind, .before = before, .after = {"", 0}});
    return status;
}

static qg_status refuse_content(const work *w, const char *content)
{
    qg_kind kind =
        strcmp(content, QG_WEB_ARCHIVE) == 0 ? QG_FOUND_DECODE_WEB_ARCHIVE : QG_FOUND_DECODE_BINARY;

    return refuse(w, kind, qg_str_of(content), QG_E_INPUT);
}

/* The encoding that the caller means. "UTF-16" and "UTF-32" leave the byte order to the
 * byte-order mark of the input. */
static qg_str named(qg_str encoding, qg_str input)
{
    size_t n_mark;
    qg_str marked = qg_str_of(qg_mark_encoding(input, &n_mark));
    bool is_open = qg_str_eq_nocase(encoding, QG_STR("UTF-16")) ||
                   qg_str_eq_nocase(encoding, QG_STR("UTF-32"));

    return is_open && qg_str_starts(marked, QG_STR("UTF-")) &&
                   qg_str_eq_nocase(qg_str_head(marked, encoding.n), encoding)
               ? marked
               : encoding;
}

static qg_status normalize_named(work *w, qg_str encoding)
{
    qg_detection *detection = &w->text->detection;
    const char *content = qg_signature(w->input);
    qg_status st;

    if (content != NULL)
        return refuse_content(w, content);
    *detection = (qg_detection){"UNKNOWN", NULL, "text", 1, 0};
    st = use_decoder(w, named(encoding, w->input), w->input);
    if (st == QG_E_ARG)
        return refuse(w, QG_FOUND_DECODE_UNKNOWN, encoding, st);
    if (st != QG_OK)
        return st;
    detection->encoding = w->decoder->encoding->name;
    decode_bytes(w);
    return QG_OK;
}

static qg_status normalize_detected(work *w)
{
    qg_detection *detection = &w->text->detection;
    size_t n_valid = qg_detect_valid(detection, w->input);
    qg_str input = qg_str_skip(w->input, detection->mark_bytes);
    qg_status st;

    if (strcmp(detection->content, "text") != 0)
        return refuse_content(w, detection->content);
    qg_map_add(&w->text->map, detection->mark_bytes, 0, 1);
    if (n_valid < input.n)
        st = qg_mixture_find(&w->mixture, input, detection->encoding);
    else
        st = use_decoder(w, qg_str_of(detection->encoding), input);
    if (st != QG_OK)
        return st;
    if (n_valid < input.n)
        return decode(w, input);
    w->decoders[0].n_valid = n_valid;
    decode_bytes(w);
    return QG_OK;
}

qg_status qg_normalize(qg_text *text, qg_str input, qg_str encoding, const qg_sink *sink)
{
    work w = {.text = text, .input = input, .sink = sink};
    qg_status st;

    *text = (qg_text){.detection = {"UNKNOWN", NULL, "text", 0, 0}};
    qg_buf_init(&text->utf8, 0);
    qg_buf_borrow(&text->utf8, QG_STR(""));
    st = encoding.n > 0 ? normalize_named(&w, encoding) : normalize_detected(&w);
    if (st == QG_OK) {
        end_bad(&w);
        end_controls(&w);
        st = status_of(&w);
    }
    for (size_t i = 0; i < w.n_decoders; i++)
        qg_decoder_close(&w.decoders[i]);
    qg_mixture_clear(&w.mixture);
    return st;
}

void qg_text_clear(qg_text *text)
{
    qg_buf_clear(&text->utf8);
    qg_map_clear(&text->map);
}
