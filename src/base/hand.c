#include "base/hand.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

struct qg_hand {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;   /* signalled when one of the members below changes */
    void (*work)(void *user); /* NULL: the thread is idle */
    void *user;
    bool is_to_end;
};

static void *run(void *user)
{
    qg_hand *hand = user;

    pthread_mutex_lock(&hand->lock);
    while (hand->work != NULL || !hand->is_to_end) {
        if (hand->work == NULL) {
            pthread_cond_wait(&hand->changed, &hand->lock);
            continue;
        }
        pthread_mutex_unlock(&hand->lock);
        hand->work(hand->user); /* without the lock: qg_hand_give waits until work is NULL again */
        pthread_mutex_lock(&hand->lock);
        hand->work = NULL;
        pthread_cond_signal(&hand->changed);
    }
    pthread_mutex_unlock(&hand->lock);
    return NULL;
}

static bool start_thread(qg_hand *hand)
{
    sigset_t all, old;
    bool is_started;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    is_started = pthread_create(&hand->thread, NULL, run, hand) == 0;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return is_started;
}

qg_hand *qg_hand_start(void)
{
    qg_hand *hand = malloc(sizeof *hand);

    if (hand == NULL)
        return NULL;
    *hand = (qg_hand){.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    if (start_thread(hand))
        return hand;
    free(hand);
    return NULL;
}

/* Wait until the thread is idle, and lock. */
static void lock_idle(qg_hand *hand)
{
    pthread_mutex_lock(&hand->lock);
    while (hand->work != NULL)
        pthread_cond_wait(&hand->changed, &hand->lock);
}

static void unlock_changed(qg_hand *hand)
{
    pthread_cond_signal(&hand->changed);
    pthread_mutex_unlock(&hand->lock);
}

void qg_hand_give(qg_hand *hand, void (*work)(void *user), void *user)
{
    lock_idle(hand);
    hand->work = work;
    hand->user = user;
    unlock_changed(hand);
}

void qg_hand_wait(qg_hand *hand)
{
    lock_idle(hand);
    pthread_mutex_unlock(&hand->lock);
}

void qg_hand_end(qg_hand *hand)
{
    if (hand == NULL)
        return;
    lock_idle(hand);
    hand->is_to_end = true;
    unlock_changed(hand);
    pthread_join(hand->thread, NULL);
    pthread_cond_destroy(&hand->changed);
    pthread_mutex_destroy(&hand->lock);
    free(hand);
}
