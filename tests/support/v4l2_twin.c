/* A camera of the kernel's that is none: preloaded (LD_PRELOAD), it answers the system calls by which a
 * program talks to a V4L2 device, for every file named video* in one folder. Everything else goes through.
 *
 * TWIN_DEV     the folder that plays /dev; a file video0 in it is a plugged-in camera. What is in the
 *              file, key=value lines, says what kind (see `struct about`); removing it pulls the plug,
 *              another `id` is another camera. It is read anew at every call, so a test can change it
 *              while the camera runs; replace it by rename.
 * TWIN_FRAMES  a folder for each size, 640x480/000.jpg and so on: picture k of a stream is file
 *              k modulo their number.
 * TWIN_LOG     what was asked of the cameras, a line each.
 *
 * It behaves as uvcvideo does where that matters: one handle at a time may choose the format; a picture
 * begins at its time only if a buffer is waiting for it, else it is lost; it is done when it has been
 * transferred, and its time stamp (CLOCK_MONOTONIC) is that of its beginning; a control that its
 * automatic has in hand refuses to be set; a camera that was pulled out answers ENODEV.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MOST_HANDLES 1024
#define MOST_CAMERAS 16
#define MOST_BUFFERS 16
#define TRANSFER 0.9 /* of a period, from a picture's beginning to its end */

struct about {
    char id[64];       /* which camera this is */
    char kind[16];     /* capture, metadata, codec, sensor (needs a pipeline) */
    char state[16];    /* ok, silent, frozen, busy (another program films), exclusive (EBUSY at open), denied */
    char bus[32];      /* usb-… or platform:… */
    char without[256]; /* names of controls it has not, with commas */
    char clock[16];    /* mono, real, zero: of the time stamps */
    int mjpg;          /* whether it compresses */
    int slow_ms;       /* from the start of the stream to the first picture */
    int fps;           /* the fastest it can */
};

struct control {
    const char *name;
    __u32 id;
    __u32 type;
    int least, most, step, normal;
    __u32 automatic; /* while this control … */
    int by_hand;     /* … has not this value, ours is not to be set */
};

static const struct control CONTROLS[] = {
    {"exposure_auto", V4L2_CID_EXPOSURE_AUTO, V4L2_CTRL_TYPE_MENU, 0, 3, 1, 3, 0, 0},
    {"exposure", V4L2_CID_EXPOSURE_ABSOLUTE, V4L2_CTRL_TYPE_INTEGER, 3, 2047, 1, 250, V4L2_CID_EXPOSURE_AUTO, 1},
    {"focus_auto", V4L2_CID_FOCUS_AUTO, V4L2_CTRL_TYPE_BOOLEAN, 0, 1, 1, 1, 0, 0},
    {"focus", V4L2_CID_FOCUS_ABSOLUTE, V4L2_CTRL_TYPE_INTEGER, 0, 250, 5, 0, V4L2_CID_FOCUS_AUTO, 0},
    {"power_line", V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CTRL_TYPE_MENU, 0, 2, 1, 1, 0, 0},
};
#define CONTROL_COUNT ((int)(sizeof CONTROLS / sizeof *CONTROLS))

struct camera {
    char id[64];
    int values[CONTROL_COUNT];
    __u32 pixels, width, height, fps;
    int owner; /* the handle that may choose and stream, or -1 */
};

struct handle {
    int used;
    char node[PATH_MAX];
    struct camera *camera;
    int buffers, streaming, taken; /* taken: the buffer being filled, or -1 */
    long filling, next;            /* numbers of pictures: being filled, next to begin */
    double began;                  /* of picture 0 */
    size_t size;
    int waiting[MOST_BUFFERS], waiting_count;
    struct { int buffer; long picture; size_t bytes; double at; } done[MOST_BUFFERS];
    int done_count;
};

static struct handle handles[MOST_HANDLES];
static struct camera cameras[MOST_CAMERAS];
static int camera_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* -- the real ones ------------------------------------------------------------------------------------ */

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}

static int real_open(const char *path, int flags)
{
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0);
}

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void say(const char *form, ...)
{
    const char *log = getenv("TWIN_LOG");
    int file = log ? (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (file < 0)
        return;
    char line[512];
    va_list args;
    va_start(args, form);
    int length = vsnprintf(line, sizeof line - 1, form, args);
    va_end(args);
    line[length++] = '\n';
    if (syscall(SYS_write, file, line, (size_t)length) < 0) { /* then the test misses a line and says so */ }
    syscall(SYS_close, file);
}

/* -- what is plugged in ------------------------------------------------------------------------------- */

/* Whether a path leads to one of ours; its place without links goes to `node`. */
static int is_ours(const char *path, char *node)
{
    static char folder[PATH_MAX];
    const char *dev = getenv("TWIN_DEV");
    if (!dev || !path || !strstr(path, "/"))
        return 0;
    if (!folder[0] && !realpath(dev, folder))
        return 0;
    size_t length = strlen(folder);
    /* Cheap first: realpath for every file that Python opens would be slow. */
    if (strncmp(path, dev, strlen(dev)) != 0 && strncmp(path, folder, length) != 0)
        return 0;
    if (!realpath(path, node))
        return 0;
    return strncmp(node, folder, length) == 0 && strncmp(node + length, "/video", 6) == 0
        && !strchr(node + length + 1, '/');
}

static int read_about(const char *node, struct about *about)
{
    char text[1024], *rest = text, *line;
    int file = real_open(node, O_RDONLY);
    if (file < 0)
        return 0;
    ssize_t length = syscall(SYS_read, file, text, sizeof text - 1);
    syscall(SYS_close, file);
    if (length <= 0)
        return 0;
    text[length] = 0;
    *about = (struct about){.kind = "capture", .state = "ok", .bus = "usb-twin-1", .clock = "mono", .mjpg = 1, .fps = 60};
    while ((line = strsep(&rest, "\n")) != NULL) {
        char *value = strchr(line, '=');
        if (!value)
            continue;
        *value++ = 0;
#define TEXT(key) if (!strcmp(line, #key)) snprintf(about->key, sizeof about->key, "%s", value)
        TEXT(id); TEXT(kind); TEXT(state); TEXT(bus); TEXT(without); TEXT(clock);
#undef TEXT
        if (!strcmp(line, "mjpg")) about->mjpg = atoi(value);
        if (!strcmp(line, "slow_ms")) about->slow_ms = atoi(value);
        if (!strcmp(line, "fps")) about->fps = atoi(value);
    }
    return 1;
}

static struct camera *camera_of(const char *id)
{
    for (int i = 0; i < camera_count; i++)
        if (!strcmp(cameras[i].id, id))
            return &cameras[i];
    if (camera_count == MOST_CAMERAS)
        abort();
    struct camera *made = &cameras[camera_count++];
    snprintf(made->id, sizeof made->id, "%s", id);
    for (int i = 0; i < CONTROL_COUNT; i++)
        made->values[i] = CONTROLS[i].normal;
    made->pixels = V4L2_PIX_FMT_YUYV;
    made->width = 640, made->height = 480, made->fps = 30, made->owner = -1;
    return made;
}

static struct handle *ours(int fd)
{
    return fd >= 0 && fd < MOST_HANDLES && handles[fd].used ? &handles[fd] : NULL;
}

/* -- pictures ----------------------------------------------------------------------------------------- */

static size_t picture(struct handle *h, int fd, long number, off_t where)
{
    struct camera *c = h->camera;
    if (c->pixels == V4L2_PIX_FMT_YUYV) {
        unsigned char level = (unsigned char)(16 + (number % 32) * 8 * 219 / 255);
        size_t size = (size_t)c->width * c->height * 2;
        unsigned char *bytes = malloc(size);
        for (size_t i = 0; i < size; i += 2)
            bytes[i] = level, bytes[i + 1] = 128;
        ssize_t put = pwrite(fd, bytes, size, where);
        free(bytes);
        return put < 0 ? 0 : (size_t)put;
    }
    char name[PATH_MAX];
    const char *frames = getenv("TWIN_FRAMES");
    int count = 0, file;
    do
        snprintf(name, sizeof name, "%s/%ux%u/%03d.jpg", frames, c->width, c->height, count);
    while (access(name, F_OK) == 0 && ++count);
    if (!count)
        return 0;
    snprintf(name, sizeof name, "%s/%ux%u/%03ld.jpg", frames, c->width, c->height, number % count);
    if ((file = real_open(name, O_RDONLY)) < 0)
        return 0;
    size_t size = 0;
    char part[65536];
    ssize_t got;
    while ((got = syscall(SYS_read, file, part, sizeof part)) > 0 && size + (size_t)got <= h->size) {
        if (pwrite(fd, part, (size_t)got, where + (off_t)size) != got)
            break;
        size += (size_t)got;
    }
    syscall(SYS_close, file);
    return size;
}

/* Lets happen what has happened since it was last looked. */
static void advance(struct handle *h, int fd, const struct about *about)
{
    double period = 1.0 / h->camera->fps, time = now(CLOCK_MONOTONIC);
    if (!h->streaming)
        return;
    for (;;) {
        double begins = h->began + (double)h->next * period;
        double ends = h->taken < 0 ? 1e18 : h->began + ((double)h->filling + TRANSFER) * period;
        if (ends <= begins && ends <= time) {
            long shown = strcmp(about->state, "frozen") ? h->filling : 0;
            h->done[h->done_count].buffer = h->taken;
            h->done[h->done_count].picture = h->filling;
            h->done[h->done_count].at = h->began + (double)h->filling * period;
            h->done[h->done_count++].bytes = picture(h, fd, shown, (off_t)h->taken * (off_t)h->size);
            h->taken = -1;
        } else if (begins <= time && begins < ends) {
            if (h->waiting_count && strcmp(about->state, "silent")) {
                h->taken = h->waiting[0];
                memmove(h->waiting, h->waiting + 1, sizeof *h->waiting * (size_t)--h->waiting_count);
                h->filling = h->next;
            }
            h->next++;
        } else
            return;
    }
}

static void halt(struct handle *h)
{
    h->streaming = h->waiting_count = h->done_count = 0;
    h->taken = -1;
}

/* -- what is asked ------------------------------------------------------------------------------------ */

static int no(int error)
{
    errno = error;
    return -1;
}

static const struct control *control_of(const struct about *about, __u32 id)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        char name[64], without[300];
        snprintf(name, sizeof name, ",%s,", CONTROLS[i].name);
        snprintf(without, sizeof without, ",%s,", about->without);
        if (CONTROLS[i].id == id)
            return strstr(without, name) ? NULL : &CONTROLS[i];
    }
    return NULL;
}

static int *value_of(struct camera *camera, __u32 id)
{
    for (int i = 0; i < CONTROL_COUNT; i++)
        if (CONTROLS[i].id == id)
            return &camera->values[i];
    abort();
}

static int asleep(struct camera *camera, const struct control *control)
{
    return control->automatic && *value_of(camera, control->automatic) != control->by_hand;
}

/* Menus with gaps, as webcams have them. */
static int on_menu(const struct control *control, int item)
{
    if (control->id == V4L2_CID_EXPOSURE_AUTO)
        return item == 1 || item == 3;
    return item >= control->least && item <= control->most;
}

static void fit(const struct camera *camera, const struct about *about, struct v4l2_pix_format *pix)
{
    (void)camera;
    if (!(pix->pixelformat == V4L2_PIX_FMT_MJPEG && about->mjpg))
        pix->pixelformat = pix->pixelformat == V4L2_PIX_FMT_YUYV || !about->mjpg ? V4L2_PIX_FMT_YUYV : V4L2_PIX_FMT_MJPEG;
    int large = pix->width > 960;
    pix->width = large ? 1280 : 640;
    pix->height = large ? 720 : 480;
    pix->field = V4L2_FIELD_NONE;
    pix->bytesperline = pix->pixelformat == V4L2_PIX_FMT_YUYV ? pix->width * 2 : 0;
    pix->sizeimage = pix->width * pix->height * 2;
    pix->colorspace = V4L2_COLORSPACE_SRGB;
}

static int own(struct handle *h, int fd, const struct about *about)
{
    if (!strcmp(about->state, "busy") || (h->camera->owner >= 0 && h->camera->owner != fd))
        return 0;
    h->camera->owner = fd;
    return 1;
}

static int ask(struct handle *h, int fd, unsigned long request, void *data)
{
    struct about about;
    struct camera *c = h->camera;
    if (!read_about(h->node, &about) || strcmp(about.id, c->id))
        return no(ENODEV);
    int captures = !strcmp(about.kind, "capture") || !strcmp(about.kind, "sensor");
    advance(h, fd, &about);
    switch (request) {
    case VIDIOC_QUERYCAP: {
        struct v4l2_capability *cap = data;
        __u32 able = captures ? V4L2_CAP_VIDEO_CAPTURE : !strcmp(about.kind, "codec") ? V4L2_CAP_VIDEO_M2M : V4L2_CAP_META_CAPTURE;
        memset(cap, 0, sizeof *cap);
        snprintf((char *)cap->driver, sizeof cap->driver, "twin");
        snprintf((char *)cap->card, sizeof cap->card, "Twin %.20s", about.id);
        snprintf((char *)cap->bus_info, sizeof cap->bus_info, "%s", about.bus);
        cap->device_caps = able | V4L2_CAP_STREAMING | (strcmp(about.kind, "sensor") ? 0 : V4L2_CAP_IO_MC);
        /* The device as a whole has what any of its nodes has. */
        cap->capabilities = cap->device_caps | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_DEVICE_CAPS;
        return 0;
    }
    case VIDIOC_QUERYCTRL: {
        struct v4l2_queryctrl *query = data;
        const struct control *control = control_of(&about, query->id);
        if (!control)
            return no(EINVAL);
        query->type = control->type;
        query->minimum = control->least, query->maximum = control->most;
        query->step = control->step, query->default_value = control->normal;
        query->flags = asleep(c, control) ? V4L2_CTRL_FLAG_INACTIVE : 0;
        return 0;
    }
    case VIDIOC_QUERYMENU: {
        struct v4l2_querymenu *item = data;
        const struct control *control = control_of(&about, item->id);
        return control && on_menu(control, (int)item->index) ? 0 : no(EINVAL);
    }
    case VIDIOC_G_CTRL:
    case VIDIOC_S_CTRL: {
        struct v4l2_control *set = data;
        const struct control *control = control_of(&about, set->id);
        if (!control)
            return no(EINVAL);
        if (request == VIDIOC_G_CTRL) {
            set->value = *value_of(c, set->id);
            return 0;
        }
        say("s_ctrl %s %d%s", control->name, set->value, asleep(c, control) ? " refused" : "");
        if (asleep(c, control))
            return no(EACCES);
        if (set->value < control->least || set->value > control->most || (set->value - control->least) % control->step)
            return no(ERANGE);
        if (control->type == V4L2_CTRL_TYPE_MENU && !on_menu(control, set->value))
            return no(EINVAL);
        *value_of(c, set->id) = set->value;
        return 0;
    }
    }
    if (!captures)
        return no(ENOTTY);
    switch (request) {
    case VIDIOC_ENUMINPUT: {
        struct v4l2_input *input = data;
        if (input->index)
            return no(EINVAL);
        input->type = V4L2_INPUT_TYPE_CAMERA;
        return 0;
    }
    case VIDIOC_G_INPUT:
        *(int *)data = 0;
        return 0;
    case VIDIOC_S_INPUT:
        return *(int *)data ? no(EINVAL) : 0;
    case VIDIOC_ENUM_FMT: {
        struct v4l2_fmtdesc *format = data;
        if (format->index > (__u32)about.mjpg)
            return no(EINVAL);
        format->pixelformat = about.mjpg && !format->index ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
        return 0;
    }
    case VIDIOC_G_FMT: {
        struct v4l2_format *format = data;
        if (format->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
            return no(EINVAL);
        format->fmt.pix.pixelformat = c->pixels;
        format->fmt.pix.width = c->width, format->fmt.pix.height = c->height;
        fit(c, &about, &format->fmt.pix);
        return 0;
    }
    case VIDIOC_TRY_FMT:
    case VIDIOC_S_FMT: {
        struct v4l2_format *format = data;
        if (format->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
            return no(EINVAL);
        fit(c, &about, &format->fmt.pix);
        if (request == VIDIOC_TRY_FMT)
            return 0;
        if (!own(h, fd, &about) || h->buffers)
            return no(EBUSY);
        c->pixels = format->fmt.pix.pixelformat;
        c->width = format->fmt.pix.width, c->height = format->fmt.pix.height;
        say("s_fmt %.4s %ux%u", (char *)&c->pixels, c->width, c->height);
        return 0;
    }
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: {
        struct v4l2_streamparm *parm = data;
        struct v4l2_fract *time = &parm->parm.capture.timeperframe;
        if (request == VIDIOC_S_PARM) {
            if (!own(h, fd, &about) || h->streaming)
                return no(EBUSY);
            __u32 fps = time->numerator ? time->denominator / time->numerator : 30;
            c->fps = fps < 1 ? 30 : fps > (__u32)about.fps ? (__u32)about.fps : fps;
            say("s_parm %u", c->fps);
        }
        parm->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
        time->numerator = 1, time->denominator = c->fps;
        return 0;
    }
    case VIDIOC_REQBUFS: {
        struct v4l2_requestbuffers *wanted = data;
        if (wanted->memory != V4L2_MEMORY_MMAP)
            return no(EINVAL);
        if (!own(h, fd, &about))
            return no(EBUSY);
        halt(h);
        h->buffers = wanted->count > MOST_BUFFERS ? MOST_BUFFERS : (int)wanted->count;
        wanted->count = (__u32)h->buffers;
        h->size = (size_t)c->width * c->height * 2;
        say("reqbufs %d", h->buffers);
        if (!h->buffers)
            c->owner = -1;
        else if (ftruncate(fd, (off_t)h->size * h->buffers))
            return no(ENOMEM);
        return 0;
    }
    case VIDIOC_QUERYBUF:
    case VIDIOC_QBUF: {
        struct v4l2_buffer *buffer = data;
        if (buffer->index >= (__u32)h->buffers)
            return no(EINVAL);
        buffer->length = (__u32)h->size;
        buffer->m.offset = buffer->index * (__u32)h->size;
        if (request == VIDIOC_QBUF) {
            for (int i = 0; i < h->waiting_count; i++)
                if (h->waiting[i] == (int)buffer->index)
                    return no(EINVAL);
            h->waiting[h->waiting_count++] = (int)buffer->index;
        }
        return 0;
    }
    case VIDIOC_STREAMON:
        if (!own(h, fd, &about))
            return no(EBUSY);
        h->streaming = 1, h->taken = -1, h->next = 0;
        h->began = now(CLOCK_MONOTONIC) + about.slow_ms / 1000.0;
        say("streamon %.6f %u", h->began, c->fps);
        return 0;
    case VIDIOC_STREAMOFF:
        if (h->streaming)
            say("streamoff");
        halt(h);
        return 0;
    case VIDIOC_DQBUF: {
        struct v4l2_buffer *buffer = data;
        if (!h->streaming)
            return no(EINVAL);
        if (!h->done_count)
            return no(EAGAIN);
        double at = h->done[0].at;
        if (!strcmp(about.clock, "real"))
            at += now(CLOCK_REALTIME) - now(CLOCK_MONOTONIC);
        if (!strcmp(about.clock, "zero"))
            at = 0;
        buffer->index = (__u32)h->done[0].buffer;
        buffer->bytesused = (__u32)h->done[0].bytes;
        buffer->length = (__u32)h->size;
        buffer->sequence = (__u32)h->done[0].picture;
        buffer->flags = V4L2_BUF_FLAG_MAPPED | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
        buffer->timestamp.tv_sec = (time_t)at;
        buffer->timestamp.tv_usec = (suseconds_t)((at - (double)(time_t)at) * 1e6);
        memmove(h->done, h->done + 1, sizeof *h->done * (size_t)--h->done_count);
        return 0;
    }
    }
    return no(ENOTTY);
}

/* -- the doors ---------------------------------------------------------------------------------------- */

static int open_ours(const char *node)
{
    struct about about;
    if (!read_about(node, &about))
        return no(ENOENT);
    if (!strcmp(about.state, "exclusive"))
        return no(EBUSY);
    if (!strcmp(about.state, "denied"))
        return no(EACCES);
    /* The buffers are pages of this very file, so mapping them needs no help of ours. */
    int fd = memfd_create("camera", MFD_CLOEXEC);
    if (fd < 0 || fd >= MOST_HANDLES)
        return no(EMFILE);
    pthread_mutex_lock(&lock);
    handles[fd] = (struct handle){.used = 1, .taken = -1, .camera = camera_of(about.id)};
    snprintf(handles[fd].node, sizeof handles[fd].node, "%s", node);
    pthread_mutex_unlock(&lock);
    return fd;
}

#define OPEN(name)                                                       \
    int name(const char *path, int flags, ...)                           \
    {                                                                    \
        char node[PATH_MAX];                                             \
        va_list args;                                                    \
        va_start(args, flags);                                           \
        mode_t mode = va_arg(args, mode_t);                              \
        va_end(args);                                                    \
        return is_ours(path, node) ? open_ours(node) : REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define STAT(name, kind)                                                 \
    int name(const char *path, struct kind *about)                       \
    {                                                                    \
        char node[PATH_MAX];                                             \
        int answer = REAL(name)(path, about);                            \
        if (!answer && is_ours(path, node)) {                            \
            about->st_mode = S_IFCHR | 0660;                             \
            about->st_rdev = makedev(81, (unsigned)atoi(strrchr(node, '/') + 6)); \
        }                                                                \
        return answer;                                                   \
    }
STAT(stat, stat)
STAT(stat64, stat64)

int ioctl(int fd, unsigned long request, ...)
{
    va_list args;
    va_start(args, request);
    void *data = va_arg(args, void *);
    va_end(args);
    if (!ours(fd))
        return REAL(ioctl)(fd, request, data);
    pthread_mutex_lock(&lock);
    int answer = ask(&handles[fd], fd, request & 0xffffffffUL, data);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}

/* Of several files only the camera's are looked at: OpenCV asks for one at a time. */
int select(int count, fd_set *read, fd_set *write, fd_set *except, struct timeval *limit)
{
    int fd = count - 1;
    if (!read || !ours(fd) || !FD_ISSET(fd, read))
        return REAL(select)(count, read, write, except, limit);
    double until = limit ? now(CLOCK_MONOTONIC) + (double)limit->tv_sec + (double)limit->tv_usec / 1e6 : 1e18;
    for (;;) {
        struct about about;
        pthread_mutex_lock(&lock);
        int there = read_about(handles[fd].node, &about) && !strcmp(about.id, handles[fd].camera->id);
        if (there)
            advance(&handles[fd], fd, &about);
        /* What does not stream, or is gone, is an error, and as such "readable". */
        int ready = !there || !handles[fd].streaming || handles[fd].done_count;
        pthread_mutex_unlock(&lock);
        if (ready)
            return 1;
        if (now(CLOCK_MONOTONIC) >= until) {
            FD_ZERO(read);
            return 0;
        }
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
}

int close(int fd)
{
    struct handle *h = ours(fd);
    if (h) {
        pthread_mutex_lock(&lock);
        if (h->camera->owner == fd)
            h->camera->owner = -1;
        h->used = 0;
        pthread_mutex_unlock(&lock);
    }
    return REAL(close)(fd);
}
