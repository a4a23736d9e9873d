/* loader.h - the pictures a draft refers to, and no other file.
 *
 * A draft can come from anybody.  One that says ![](/etc/passwd) or ![](../../key.png) must not get
 * these files into a document that is passed on, so only the draft's own folder, what is below it
 * and folders that the user names are read, wherever a link leads.  Nothing is ever fetched from a
 * network.
 */
#ifndef QG_CLI_LOADER_H
#define QG_CLI_LOADER_H

#include "qinggao/qinggao.h"

typedef struct qg_folders {
    char **paths; /* absolute and without links; the draft's own folder is the first */
    size_t n;
    char *last; /* the name of the last file that was read; NULL: none */
} qg_folders;

/* Find the folder of the draft `input`, which for "-" is the current one, and the named ones.  A
 * folder that there is not is left out.
 *
 * folders  uninitialised; after any return qg_folders_clear frees it.
 * Fails with QG_E_MEMORY.
 */
qg_status qg_folders_init(qg_folders *folders, const char *input, const char *const *named,
                          size_t n_named);

void qg_folders_clear(qg_folders *folders);

/* A qg_loader; `user` is a qg_folders.  A relative name is looked for in each folder in turn. */
qg_status qg_folders_load(void *user, qg_str name, qg_buf *data);

#endif
