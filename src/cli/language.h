/* language.h - messages in the language of the user.
 *
 * English text in the source is the message id; po/ has the translations.  Only what people read is
 * translated: names of kinds, JSON and exit statuses are the same everywhere.
 */
#ifndef QG_CLI_LANGUAGE_H
#define QG_CLI_LANGUAGE_H

#ifdef QG_HAVE_GETTEXT
#include <libintl.h>
#else
#define gettext(text)              (text)
#define ngettext(one, many, count) ((count) == 1 ? (one) : (many))
#endif

#define _(text)  gettext(text)
#define N_(text) text /* in a table; translated where it is printed */

/* Take the language from the environment and find the catalogue beside the program: `locale` in its
 * folder (the build tree) or the place that belongs to its bin folder (installed, under any
 * prefix).
 *
 * program  argv[0], for systems that do not tell a program's place in another way.
 */
void qg_language_init(const char *program);

#endif
