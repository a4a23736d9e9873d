/* hand.h - a second hand: a worker thread that does one piece of work at a time.
 *
 * Work whose result is not needed at once can be given to it while the caller goes on.  Whatever
 * the work reads or writes must be left alone until qg_hand_wait returns, or the next qg_hand_give.
 */
#ifndef QG_BASE_HAND_H
#define QG_BASE_HAND_H

typedef struct qg_hand qg_hand;

/* Start the thread, with all signals blocked.  NULL when there is no memory or no thread to be had:
 * the caller then does the work itself. */
qg_hand *qg_hand_start(void);

/* Wait for the work that was given before, then start `work` and return at once. */
void qg_hand_give(qg_hand *hand, void (*work)(void *user), void *user);

/* Wait until the given work is done. */
void qg_hand_wait(qg_hand *hand);

/* Wait, end the thread and free `hand`, which may be NULL. */
void qg_hand_end(qg_hand *hand);

#endif
