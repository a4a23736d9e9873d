#include "cli/jobs.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { IDLE_NANOSECONDS = 100 * 1000 * 1000 };

typedef struct pool {
    const qg_jobs *jobs;
    pthread_mutex_t lock;
    pthread_cond_t has_room, is_done;
    size_t next, taken; /* the next job to begin, and how many results were taken */
    bool *done;         /* n_ahead of them: job i is at i % n_ahead */
} pool;

typedef struct worker {
    pool *pool;
    size_t number;
    pthread_t thread;
} worker;

size_t qg_jobs_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : (size_t)n;
}

/* Wait until a job may begin; false: there are no more. */
static bool begin(pool *p, size_t *i)
{
    while (p->next < p->jobs->n && p->next - p->taken >= p->jobs->n_ahead)
        pthread_cond_wait(&p->has_room, &p->lock);
    *i = p->next;
    p->next += p->next < p->jobs->n;
    return *i < p->jobs->n;
}

static void *work(void *user)
{
    const worker *self = user;
    pool *p = self->pool;
    size_t i;

    pthread_mutex_lock(&p->lock);
    while (begin(p, &i)) {
        pthread_mutex_unlock(&p->lock);
        p->jobs->work(p->jobs->user, i, self->number);
        pthread_mutex_lock(&p->lock);
        p->done[i % p->jobs->n_ahead] = true;
        pthread_cond_signal(&p->is_done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* Wait until a job is done, but not for long. */
static void wait_for_one(pool *p)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += IDLE_NANOSECONDS;
    until.tv_sec += until.tv_nsec / (1000 * 1000 * 1000);
    until.tv_nsec %= 1000 * 1000 * 1000;
    if (pthread_cond_timedwait(&p->is_done, &p->lock, &until) == 0)
        return;
    pthread_mutex_unlock(&p->lock);
    p->jobs->idle(p->jobs->user);
    pthread_mutex_lock(&p->lock);
}

static void take_all(pool *p)
{
    const qg_jobs *jobs = p->jobs;

    pthread_mutex_lock(&p->lock);
    while (p->taken < jobs->n) {
        while (!p->done[p->taken % jobs->n_ahead])
            wait_for_one(p);
        p->done[p->taken % jobs->n_ahead] = false;
        pthread_mutex_unlock(&p->lock);
        jobs->take(jobs->user, p->taken);
        pthread_mutex_lock(&p->lock);
        p->taken++;
        pthread_cond_broadcast(&p->has_room);
    }
    pthread_mutex_unlock(&p->lock);
}

/* Start the worker threads; returns how many could be started. */
static size_t start(worker *workers, pool *p)
{
    sigset_t all, old;
    size_t n = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    for (; n < p->jobs->n_threads; n++) {
        workers[n] = (worker){.pool = p, .number = n};
        if (pthread_create(&workers[n].thread, NULL, work, &workers[n]) != 0)
            break;
    }
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return n;
}

static void run_alone(const qg_jobs *jobs)
{
    for (size_t i = 0; i < jobs->n; i++) {
        jobs->work(jobs->user, i, 0);
        jobs->take(jobs->user, i);
    }
}

void qg_jobs_run(const qg_jobs *jobs)
{
    pool p = {.jobs = jobs,
              .lock = PTHREAD_MUTEX_INITIALIZER,
              .has_room = PTHREAD_COND_INITIALIZER,
              .is_done = PTHREAD_COND_INITIALIZER};
    worker *workers = NULL;
    size_t n = 0;

    if (jobs->n_threads > 1) {
        workers = calloc(jobs->n_threads, sizeof *workers);
        p.done = calloc(jobs->n_ahead, sizeof *p.done);
    }
    if (workers != NULL && p.done != NULL)
        n = start(workers, &p);
    if (n > 0)
        take_all(&p);
    else
        run_alone(jobs);
    for (size_t i = 0; i < n; i++)
        pthread_join(workers[i].thread, NULL);
    free(workers);
    free(p.done);
}
