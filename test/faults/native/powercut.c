/*
 * Records what a process asks of the disk, so that a power cut can be tried afterwards at every single moment.
 *
 * Preloaded (LD_PRELOAD) into the process under test. Of the files whose path begins with POWERCUT_PATH (the database, its
 * -wal) every write, truncation and flush is appended to POWERCUT_LOG, in order, with its bytes; a line the program
 * writes to descriptor POWERCUT_ACK (say, 9) is logged as an acknowledgement. -shm is left out: it does not survive.
 * Left out: renames, directory entries, disks that lie about a flush.
 *
 * A record: u8 kind (1 write, 2 truncate, 3 flush, 4 acknowledgement, 5 unlink) · u8 file (0 the database, 1 its log) ·
 * u16 0 · u32 length · u64 offset · length bytes. Little-endian.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, TRUNCATE = 2, FLUSH = 3, ACK = 4, UNLINK = 5 };
enum { FDS = 4096 };

static signed char of_fd[FDS]; /* 0 not ours, 1 database, 2 log */
static int out = -1;
static int ack_fd = -1;
static const char *prefix;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_ftruncate64)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_close)(int);
static int (*real_unlink)(const char *);

static void init(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_ftruncate64 = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_close = dlsym(RTLD_NEXT, "close");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  prefix = getenv("POWERCUT_PATH");
  const char *path = getenv("POWERCUT_LOG");
  const char *ack = getenv("POWERCUT_ACK");
  if (ack != NULL) ack_fd = atoi(ack);
  if (prefix != NULL && path != NULL) {
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    out = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }
}

static void record(uint8_t kind, uint8_t file, uint64_t offset, const void *bytes, uint32_t length) {
  if (out < 0) return;
  uint8_t head[16] = {kind, file};
  memcpy(head + 4, &length, 4);
  memcpy(head + 8, &offset, 8);
  struct iovec parts[2] = {{head, 16}, {(void *)bytes, bytes == NULL ? 0 : length}};
  if (writev(out, parts, 2) < 0) abort(); /* a log with holes would prove nothing */
}

static int kind_of(const char *path) {
  if (prefix == NULL || path == NULL) return 0;
  size_t length = strlen(prefix);
  if (strncmp(path, prefix, length) != 0) return 0;
  if (path[length] == '\0') return 1;
  return strcmp(path + length, "-wal") == 0 ? 2 : 0;
}

static int opened(int fd, const char *path) {
  if (fd >= 0 && fd < FDS) of_fd[fd] = (signed char)kind_of(path);
  return fd;
}

#define MODE(flags, mode) \
  int mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, int); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) {
  pthread_once(&once, init);
  MODE(flags, mode)
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  return opened(real(path, flags, mode), path);
}

int open64(const char *path, int flags, ...) {
  pthread_once(&once, init);
  MODE(flags, mode)
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
  return opened(real(path, flags, mode), path);
}

int openat(int at, const char *path, int flags, ...) {
  pthread_once(&once, init);
  MODE(flags, mode)
  int (*real)(int, const char *, int, ...) = dlsym(RTLD_NEXT, "openat");
  return opened(real(at, path, flags, mode), path);
}

int openat64(int at, const char *path, int flags, ...) {
  pthread_once(&once, init);
  MODE(flags, mode)
  int (*real)(int, const char *, int, ...) = dlsym(RTLD_NEXT, "openat64");
  return opened(real(at, path, flags, mode), path);
}

int close(int fd) {
  pthread_once(&once, init);
  if (fd >= 0 && fd < FDS) of_fd[fd] = 0;
  return real_close(fd);
}

static int ours(int fd) { return fd >= 0 && fd < FDS ? of_fd[fd] : 0; }

static void wrote(int fd, const void *bytes, ssize_t length, uint64_t offset) {
  if (length > 0) record(WRITE, (uint8_t)(ours(fd) - 1), offset, bytes, (uint32_t)length);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  pthread_once(&once, init);
  if (fd == ack_fd && fd >= 0) {
    pthread_mutex_lock(&lock);
    record(ACK, 0, 0, bytes, (uint32_t)length);
    pthread_mutex_unlock(&lock);
    return real_write(fd, bytes, length);
  }
  if (!ours(fd)) return real_write(fd, bytes, length);
  pthread_mutex_lock(&lock);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = real_write(fd, bytes, length);
  wrote(fd, bytes, done, (uint64_t)at);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  pthread_once(&once, init);
  if (!ours(fd)) return real_pwrite(fd, bytes, length, at);
  pthread_mutex_lock(&lock);
  ssize_t done = real_pwrite(fd, bytes, length, at);
  wrote(fd, bytes, done, (uint64_t)at);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  pthread_once(&once, init);
  if (!ours(fd)) return real_pwrite64(fd, bytes, length, at);
  pthread_mutex_lock(&lock);
  ssize_t done = real_pwrite64(fd, bytes, length, at);
  wrote(fd, bytes, done, (uint64_t)at);
  pthread_mutex_unlock(&lock);
  return done;
}

static int truncated(int fd, uint64_t size, int done) {
  if (done == 0 && ours(fd)) record(TRUNCATE, (uint8_t)(ours(fd) - 1), size, NULL, 0);
  return done;
}

int ftruncate(int fd, off_t size) {
  pthread_once(&once, init);
  return truncated(fd, (uint64_t)size, real_ftruncate(fd, size));
}

int ftruncate64(int fd, off64_t size) {
  pthread_once(&once, init);
  return truncated(fd, (uint64_t)size, real_ftruncate64(fd, size));
}

static int flushed(int fd, int done) {
  if (done == 0 && ours(fd)) record(FLUSH, (uint8_t)(ours(fd) - 1), 0, NULL, 0);
  return done;
}

int fsync(int fd) {
  pthread_once(&once, init);
  return flushed(fd, real_fsync(fd));
}

int fdatasync(int fd) {
  pthread_once(&once, init);
  return flushed(fd, real_fdatasync(fd));
}

int unlink(const char *path) {
  pthread_once(&once, init);
  int done = real_unlink(path);
  int kind = kind_of(path);
  if (done == 0 && kind != 0) record(UNLINK, (uint8_t)(kind - 1), 0, NULL, 0);
  return done;
}
