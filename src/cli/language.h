/* language.h - messages in the language of the user.
 *
 * English text in the source is the message id; po/ has the translations.  Only what people read is
 * translated: names of kinds, JSON and exit statuses are the same everywhere.
 *
 * The language is looked up when there is something to say.  Most runs say nothing, and the locale
 * and the catalogue would be a tenth of the time that a short one takes.
 */
#ifndef QG_CLI_LANGUAGE_H
#define QG_CLI_LANGUAGE_H

#define _(text)  qg_language_text(text)
#define N_(text) text /* in a table; translated where it is printed */

/* From now on translate, in the language that the environment names, out of the catalogue beside
 * the program: `locale` in its folder (the build tree) or the place that belongs to its bin folder
 * (installed, under any prefix).
 *
 * program  argv[0], for systems that do not tell a program's place in another way; kept.
 */
void qg_language_init(const char *program);

/* `text`, or the one of two texts that goes with `count`, as the user reads it. */
#if defined(__GNUC__)
__attribute__((format_arg(1)))
#endif
const char *
qg_language_text(const char *text);
#if defined(__GNUC__)
__attribute__((format_arg(1), format_arg(2)))
#endif
const char *
qg_language_count(const char *one, const char *many, unsigned long count);

/* What the system calls an `errno`. */
const char *qg_language_error(int error);

#endif
