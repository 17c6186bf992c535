/*
 * A disk that fails on demand: while the file DISKFAULT_FLAG exists and holds `write` or `flush`, writes to files below
 * DISKFAULT_PATH fail with ENOSPC, or flushes of them with EIO. Each failure is counted in the file DISKFAULT_COUNT
 * (one byte appended), so that a test can prove that it happened.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_open)(const char *, int, ...);
static const char *flag, *prefix, *counted;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void init(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_open = dlsym(RTLD_NEXT, "open");
  flag = getenv("DISKFAULT_FLAG");
  prefix = getenv("DISKFAULT_PATH");
  counted = getenv("DISKFAULT_COUNT");
}

static int wanted(const char *what) {
  char held[16] = {0};
  if (flag == NULL) return 0;
  int fd = real_open(flag, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t length = read(fd, held, sizeof held - 1);
  close(fd);
  return length > 0 && strncmp(held, what, strlen(what)) == 0;
}

static int ours(int fd) {
  char link[64], path[4096];
  if (prefix == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = '\0';
  return strncmp(path, prefix, strlen(prefix)) == 0;
}

static int fails(int fd, const char *what, int error) {
  pthread_once(&once, init);
  /* The flag first: it is nearly always absent, and looking the descriptor up costs more. */
  if (flag == NULL || access(flag, F_OK) != 0 || !ours(fd) || !wanted(what)) return 0;
  int fd_count = counted == NULL ? -1 : real_open(counted, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd_count >= 0) {
    (void)!real_write(fd_count, "x", 1);
    close(fd_count);
  }
  errno = error;
  return 1;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  return fails(fd, "write", ENOSPC) ? -1 : real_write(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return fails(fd, "write", ENOSPC) ? -1 : real_pwrite(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  return fails(fd, "write", ENOSPC) ? -1 : real_pwrite64(fd, bytes, length, at);
}

int fsync(int fd) {
  return fails(fd, "flush", EIO) ? -1 : real_fsync(fd);
}

int fdatasync(int fd) {
  return fails(fd, "flush", EIO) ? -1 : real_fdatasync(fd);
}
