/*
 * A slow disk: every fsync and fdatasync takes SLOWSYNC_US microseconds longer; every SLOWSYNC_STALL_EVERY-th (when set)
 * SLOWSYNC_STALL_US instead. How many there were is kept in SLOWSYNC_COUNT, a file of one u64, when set.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static long extra_us, stall_us, stall_every;
static uint64_t own;
static uint64_t *count = &own;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static long number(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? 0 : atol(value);
}

static void init(void) {
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  extra_us = number("SLOWSYNC_US");
  stall_us = number("SLOWSYNC_STALL_US");
  stall_every = number("SLOWSYNC_STALL_EVERY");
  const char *path = getenv("SLOWSYNC_COUNT");
  if (path == NULL) return;
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0 || ftruncate(fd, sizeof own) != 0) return;
  void *shared = mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (shared != MAP_FAILED) count = shared;
  close(fd);
}

static void wait_for(long us) {
  if (us <= 0) return;
  struct timespec time = {us / 1000000, (us % 1000000) * 1000};
  nanosleep(&time, NULL);
}

static void slow(void) {
  uint64_t at = __atomic_add_fetch(count, 1, __ATOMIC_RELAXED);
  int stalls = stall_every > 0 && at % (uint64_t)stall_every == 0;
  wait_for(stalls ? stall_us : extra_us);
}

int fsync(int fd) {
  pthread_once(&once, init);
  slow();
  return real_fsync(fd);
}

int fdatasync(int fd) {
  pthread_once(&once, init);
  slow();
  return real_fdatasync(fd);
}
