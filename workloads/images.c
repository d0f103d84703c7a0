/* SPDX-License-Identifier: MIT */
#include "workloads/images.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workloads/gallery.h"
#include "workloads/page.h"
#include "workloads/picture.h"
#include "workloads/scratch.h"

enum {
    NAME_DIGITS = 32,           /* of the digest, in a file's name: 128 bits */
    FILE_SIZE = NAME_DIGITS + 6 /* ".webp" and a NUL */
};

/* A file to write. */
struct file {
    const struct buffer *bytes; /* borrowed */
    unsigned slot;              /* of the worker */
    char name[FILE_SIZE];
};

static const char *into; /* borrowed: the folder's path, to speak of */
static int folder = -1;
static struct scratch scratch = SCRATCH_CLOSED;

static void teardown(void)
{
    scratch_close(&scratch);
    if (folder >= 0)
        close(folder);
    folder = -1;
    gallery_teardown();
}

static int open_folder(const char *path)
{
    if (!path)
        return -EINVAL;
    if (mkdir(path, 0777) && errno != EEXIST)
        return -errno;
    into = path;
    folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return folder < 0 ? -errno : scratch_open(&scratch, folder, -1);
}

static int setup(const struct workload_settings *settings)
{
    int err = gallery_setup();
    if (!err)
        err = open_folder(settings->into);
    if (err)
        teardown();
    return err;
}

static int finish(void)
{
    scratch_close(&scratch);
    return 0;
}

static int write_all(int fd, const struct buffer *bytes)
{
    for (size_t done = 0; done < bytes->size;) {
        ssize_t written = write(fd, bytes->data + done, bytes->size - done);
        if (written < 0 && errno != EINTR)
            return -errno;
        done += written > 0 ? (size_t)written : 0;
    }
    return 0;
}

/* Called where it may block. A file that is there already is written again: every run does the same work. */
static int write_file(void *arg)
{
    const struct file *file = arg;
    char name[SCRATCH_NAME_SIZE];
    scratch_claim(&scratch, file->slot, name);
    int fd = scratch_create(&scratch, name, 0666);
    if (fd < 0)
        return fd;
    int err = write_all(fd, file->bytes);
    if (close(fd) && !err)
        err = -errno;
    return scratch_end(&scratch, name, folder, file->name, err);
}

static int save(const struct file *file, struct io *io)
{
    char reason[RESULT_REASON_SIZE];
    int err = io_call(io, write_file, (void *)file);
    if (!err)
        return 0;
    snprintf(reason, sizeof reason, "cannot write '%s/%s': %s", into, file->name, strerror(-err));
    io_explain(io, reason);
    return err;
}

/* What stands in the rows: the address without its scheme and host, which are another test server's tomorrow.
 */
static const char *path_of(const char *address)
{
    const char *host = strstr(address, "://");
    const char *path = host ? strchr(host + 3, '/') : NULL;
    return path ? path : address;
}

int images_keep(const struct task *task, const struct body *body, struct io *io, struct result *out)
{
    struct file file = {.bytes = &body->bytes, .slot = io->slot};
    char digest[PICTURE_DIGEST_SIZE];
    char stem[PICTURE_STEM_SIZE];
    char size[24];
    const char *extension = picture_extension(body->bytes.data, body->bytes.size);
    if (!extension) {
        io_explain(io, "not a picture");
        return -EBADMSG;
    }
    picture_digest(digest, body->bytes.data, body->bytes.size);
    picture_stem(stem, task->address);
    snprintf(file.name, sizeof file.name, "%.*s%s", NAME_DIGITS, digest, extension);
    snprintf(size, sizeof size, "%zu", body->bytes.size);
    int err = save(&file, io);
    if (err)
        return err;
    return result_add_row(out, (const char *const[]){path_of(task->address), stem, file.name, size, digest},
                          workload_images.column_count);
}

static const char *explain_page(int err)
{
    switch (err) {
    case -EBADMSG:
        return "not a page with a place for pictures";
    case -ENAMETOOLONG:
        return "the address of a picture is too long";
    default:
        return page_fault(err);
    }
}

static int run(const struct task *task, struct io *io, struct result *out)
{
    struct body body;
    int err = io_get(io, task->address, &body);
    if (!err && task->level > 0) {
        err = images_keep(task, &body, io, out);
    } else if (!err) {
        err = gallery_extract(task->address, &body, out);
        io_explain(io, explain_page(err));
    }
    body_release(&body);
    return err;
}

static const char *const columns[] = {"path", "name", "file", "bytes", "sha256"};

const struct workload workload_images = {
    .name = "images",
    .about = {"fetch list pages, then save every picture they show",
              "抓取列表页，再把页面上的每张图片存成文件"},
    .output = "images.csv",
    .addresses = "/pictures/p/{page}",
    .tasks = 5,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .makes_files = true,
    .once = true,
    .setup = setup,
    .teardown = teardown,
    .finish = finish,
    .run = run,
};
