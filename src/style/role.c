/* role.c - which paragraph of the sheet stands for an element of an official document. */
#include "style/style.h"

qg_para_kind qg_para_of_role(qg_role role)
{
    static const qg_para_kind kinds[QG_ROLES] = {
        [QG_ROLE_BODY] = QG_PARA_BODY,
        [QG_ROLE_BYLINE] = QG_PARA_BYLINE,
        [QG_ROLE_RECIPIENT] = QG_PARA_RECIPIENT,
        [QG_ROLE_SIGNATURE] = QG_PARA_SIGNATURE,
        [QG_ROLE_DATE] = QG_PARA_DATE,
        [QG_ROLE_ATTACHMENT_NOTE] = QG_PARA_ATTACHMENT_NOTE,
        [QG_ROLE_NOTES] = QG_PARA_NOTES,
        [QG_ROLE_CC] = QG_PARA_IMPRINT,
        [QG_ROLE_PRINTED] = QG_PARA_IMPRINT,
        [QG_ROLE_ATTACHMENT_LABEL] = QG_PARA_ATTACHMENT_LABEL,
        [QG_ROLE_ATTACHMENT_TITLE] = QG_PARA_ATTACHMENT_TITLE,
        [QG_ROLE_CAPTION] = QG_PARA_CAPTION,
        [QG_ROLE_UNIT] = QG_PARA_UNIT};

    return kinds[role];
}
