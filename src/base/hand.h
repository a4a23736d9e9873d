/* hand.h - a second hand: a thread that does one piece of work at a time.
 *
 * What only has to be done some time, and by nobody else, can be given to it while the giver goes
 * on.  What the work touches belongs to the hand until qg_hand_wait has come back.
 */
#ifndef QG_BASE_HAND_H
#define QG_BASE_HAND_H

typedef struct qg_hand qg_hand;

/* Start a thread; no signal of the program ends up in it.  NULL when there is no memory or thread
 * to be had: then do the work yourself. */
qg_hand *qg_hand_start(void);

/* Have `work` done.  Waits for the work that was given before. */
void qg_hand_give(qg_hand *hand, void (*work)(void *user), void *user);

/* Wait until all is done that was given. */
void qg_hand_wait(qg_hand *hand);

/* Wait, end the thread and free `hand`, which may be NULL. */
void qg_hand_end(qg_hand *hand);

#endif
