/* gbk.h - the bytes of a single character in GBK.
 *
 * Text that went through GBK and back was damaged between bytes, not between characters: a
 * character was read as two of another encoding, or torn where a program replaced single bytes.
 * Undoing that needs the way from each character to its bytes and back, one character at a time and
 * often.
 *
 * The codes are those of GB18030 with two bytes, and the user-defined areas as GB18030 and code
 * page 936 both have them: AAA1 to AFFE, F8A1 to FEFE and A140 to A7A0 are U+E000 to U+E765.  The
 * single bytes of code page 936 (0x80 is the euro sign) and codes with four bytes are not its
 * matter. Source: GB18030-2000.
 */
#ifndef QG_CODEC_GBK_H
#define QG_CODEC_GBK_H

#include "base/utf8.h"

/* The code of a character, lead byte times 256 and trail byte; 0 when it has none with two bytes.
 */
unsigned qg_gbk_encode(qg_rune rune);

/* The character of a code, 0 when it is none.  The bytes may be any. */
qg_rune qg_gbk_decode(unsigned lead, unsigned trail);

#endif
