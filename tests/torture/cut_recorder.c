/* Writes down, in order, what a process does to the files of one folder, what it says on its standard output
 * and what it sends over the network: preloaded by tests/torture/cuts.py, which then plays power cuts.
 *
 * CUT_FOLDER is the folder, CUT_LOG the file that is written to. A record is a header, a path relative to the
 * folder, and data. A sync is written down after it is done, everything else before: so the log never claims
 * more to be on the disk than is, and never less to have been said.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    char op; /* C created, M folder, U unlinked, R renamed, W written, T truncated, S synced, O said, N sent */
    char pad[7];
    uint64_t offset;
    uint32_t path, data; /* lengths of what follows */
};

static char folder[PATH_MAX];
static size_t folder_length;
static int out = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void)
{
    const char *where = getenv("CUT_FOLDER"), *log = getenv("CUT_LOG");
    if (!where || !log || !realpath(where, folder))
        return;
    folder_length = strlen(folder);
    int fd = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) {
        out = fcntl(fd, F_DUPFD_CLOEXEC, 700); /* out of the way of those who count on small numbers */
        close(fd);
    }
}

static void note(char op, const char *path, uint64_t offset, const void *data, size_t length)
{
    if (out < 0)
        return;
    int kept = errno;
    struct head head = {op, {0}, offset, (uint32_t)strlen(path), (uint32_t)length};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, length}};
    ssize_t whole = (ssize_t)(sizeof head + head.path + length);
    if (writev(out, parts, 3) != whole)
        abort(); /* a log with a hole would prove nothing */
    errno = kept;
}

/* The path of something in the folder, relative to it ("" is the folder itself); NULL for anything else. */
static const char *inside(const char *path)
{
    if (strncmp(path, folder, folder_length) != 0)
        return NULL;
    if (path[folder_length] == '\0')
        return "";
    return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static const char *of_fd(int fd, char *room)
{
    char link[64];
    if (out < 0)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, room, PATH_MAX - 1);
    if (length <= 0)
        return NULL;
    room[length] = '\0';
    return inside(room);
}

/* The same for a name that need not exist yet. */
static const char *of_name(const char *name, char *room)
{
    char copy[PATH_MAX], whole[PATH_MAX];
    if (out < 0 || strlen(name) >= sizeof copy)
        return NULL;
    strcpy(copy, name);
    char *slash = strrchr(copy, '/');
    if (!slash || slash == copy)
        return NULL;
    *slash = '\0';
    if (!realpath(copy, whole))
        return NULL;
    if ((size_t)snprintf(room, PATH_MAX, "%s/%s", whole, slash + 1) >= PATH_MAX)
        return NULL;
    return inside(room);
}

static void opening(const char *name, int flags)
{
    char room[PATH_MAX];
    const char *path;
    struct stat about;
    if (!(flags & O_CREAT) || !(path = of_name(name, room)))
        return;
    int kept = errno;
    if (lstat(name, &about) != 0)
        note('C', path, 0, NULL, 0);
    else if (flags & O_TRUNC)
        note('T', path, 0, NULL, 0);
    errno = kept;
}

#define MODE                                  \
    mode_t mode = 0;                          \
    if (flags & (O_CREAT | __O_TMPFILE)) {    \
        va_list rest;                         \
        va_start(rest, flags);                \
        mode = (mode_t)va_arg(rest, int);     \
        va_end(rest);                         \
    }

int open(const char *name, int flags, ...)
{
    MODE opening(name, flags);
    return REAL(open)(name, flags, mode);
}

int open64(const char *name, int flags, ...)
{
    MODE opening(name, flags);
    return REAL(open64)(name, flags, mode);
}

int openat(int at, const char *name, int flags, ...)
{
    MODE if (name[0] == '/') opening(name, flags);
    return REAL(openat)(at, name, flags, mode);
}

int openat64(int at, const char *name, int flags, ...)
{
    MODE if (name[0] == '/') opening(name, flags);
    return REAL(openat64)(at, name, flags, mode);
}

static void writing(int fd, const void *data, size_t length, off64_t offset)
{
    char room[PATH_MAX];
    const char *path = of_fd(fd, room);
    if (path)
        note('W', path, (uint64_t)offset, data, length);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset)
{
    writing(fd, data, length, offset);
    return REAL(pwrite)(fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
    writing(fd, data, length, offset);
    return REAL(pwrite64)(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length)
{
    char room[PATH_MAX];
    if (fd == STDOUT_FILENO)
        note('O', "", 0, data, length);
    else if (of_fd(fd, room)) {
        off64_t at = fcntl(fd, F_GETFL) & O_APPEND ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
        writing(fd, data, length, at);
    }
    return REAL(write)(fd, data, length);
}

ssize_t send(int fd, const void *data, size_t length, int flags)
{
    struct sockaddr_storage to;
    socklen_t size = sizeof to;
    if (out >= 0 && getpeername(fd, (struct sockaddr *)&to, &size) == 0 && to.ss_family != AF_UNIX)
        note('N', "", 0, data, length);
    return REAL(send)(fd, data, length, flags);
}

static int synced(int fd, int result)
{
    char room[PATH_MAX];
    const char *path = result == 0 ? of_fd(fd, room) : NULL;
    if (path)
        note('S', path, 0, NULL, 0);
    return result;
}

int fsync(int fd) { return synced(fd, REAL(fsync)(fd)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)(fd)); }

static void truncating(int fd, off64_t length)
{
    char room[PATH_MAX];
    const char *path = of_fd(fd, room);
    if (path)
        note('T', path, (uint64_t)length, NULL, 0);
}

int ftruncate(int fd, off_t length)
{
    truncating(fd, length);
    return REAL(ftruncate)(fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    truncating(fd, length);
    return REAL(ftruncate64)(fd, length);
}

int unlink(const char *name)
{
    char room[PATH_MAX];
    const char *path = of_name(name, room);
    struct stat about;
    int kept = errno;
    if (path && lstat(name, &about) == 0)
        note('U', path, 0, NULL, 0);
    errno = kept;
    return REAL(unlink)(name);
}

int rename(const char *from, const char *to)
{
    char room[PATH_MAX], other[PATH_MAX];
    const char *path = of_name(from, room), *target = of_name(to, other);
    if (path && target)
        note('R', path, 0, target, strlen(target));
    return REAL(rename)(from, to);
}

int mkdir(const char *name, mode_t mode)
{
    char room[PATH_MAX];
    const char *path = of_name(name, room);
    struct stat about;
    int kept = errno;
    if (path && lstat(name, &about) != 0)
        note('M', path, 0, NULL, 0);
    errno = kept;
    return REAL(mkdir)(name, mode);
}
