/* SPDX-License-Identifier: MIT */
/* Copying a folder: what is there afterwards, by diff and find, which share nothing with it. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/temporary.h"
#include "workloads/copy.h"

enum { NOBODY = 65534 };

/* What a run did: all rows in the order of the tasks, and the failures as lines "path: reason". */
struct run {
    struct buffer addresses; /* a NUL behind each */
    struct buffer rows;      /* ends with a NUL */
    struct buffer failures;  /* ends with a NUL */
    size_t failed;
};

static const struct workload_settings settings = {.from = "from", .into = "into"};

static int enter_folder(void **state)
{
    return temporary_enter(state) || mkdir("from", 0755);
}

static int leave_folder(void **state)
{
    workload_copy.teardown();
    return temporary_leave(state);
}

static void append(struct buffer *buffer, const void *data, size_t size)
{
    if (size)
        assert_int_equal(buffer_append(buffer, data, size), 0);
}

static void run_task(struct run *run, struct io *io, const char *address)
{
    const struct task task = {.address = (char *)address};
    struct result result;
    result_init(&result, 0);
    int err = workload_copy.run(&task, io, &result);
    if (err) {
        char line[TASK_ADDRESS_SIZE + RESULT_REASON_SIZE + 3];
        int length = snprintf(line, sizeof line, "%s: %s\n", address, io->reason);
        append(&run->failures, line, (size_t)length);
        run->failed++;
    } else {
        assert_int_equal(result.row_count, 1);
        append(&run->rows, result.rows.data, result.rows.size);
        append(&run->addresses, result.tasks.data, result.tasks.size);
    }
    result_release(&result);
}

/* Does "." and all that is added, one after the other, as a model would. */
static struct run run_tasks(void)
{
    struct run run = {0};
    struct io *io = NULL;
    assert_int_equal(io_blocking_new(&io, &io_settings_default, 0), 0);
    append(&run.addresses, ".", 2);
    for (size_t at = 0; at < run.addresses.size;) {
        char address[TASK_ADDRESS_SIZE];
        snprintf(address, sizeof address, "%s", run.addresses.data + at);
        at += strlen(address) + 1;
        run_task(&run, io, address);
    }
    append(&run.rows, "", 1);
    append(&run.failures, "", 1);
    io_blocking_free(io);
    return run;
}

static void release(struct run *run)
{
    buffer_release(&run->addresses);
    buffer_release(&run->rows);
    buffer_release(&run->failures);
}

static struct run copy_all(void)
{
    assert_int_equal(workload_copy.setup(&settings), 0);
    struct run run = run_tasks();
    assert_int_equal(workload_copy.finish(), 0);
    return run;
}

static void shell(const char *command)
{
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): commands of our own */
}

/* Both folders hold the same names, kinds, modes, targets and bytes. */
static void assert_same(void)
{
    shell("for i in from into; do (cd $i && find . -printf '%P %y %m %l\\0' | sort -z) > $i.list; done");
    shell("cmp from.list into.list && diff -r --no-dereference from into");
}

static void assert_copied_whole(const char *rows)
{
    struct run run = copy_all();
    assert_string_equal(run.failures.data, "");
    if (rows)
        assert_string_equal(run.rows.data, rows);
    release(&run);
    assert_same();
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_return_code(fputs(text, file), errno);
    assert_int_equal(fclose(file), 0);
}

static void a_tree_is_copied_in_the_order_of_its_names(void **state)
{
    (void)state;
    shell("mkdir -p from/b/c from/a && echo hello > from/b/c/f && : > from/empty && ln -s b/c from/Z");
    assert_copied_whole(
        ".,folder,0\r\nZ,link,3\r\na,folder,0\r\nb,folder,0\r\nempty,file,0\r\nb/c,folder,0\r\n"
        "b/c/f,file,6\r\n");
}

static void an_empty_folder_is_a_row(void **state)
{
    (void)state;
    assert_copied_whole(".,folder,0\r\n");
}

static void modes_are_kept_and_folders_get_theirs_at_the_end(void **state)
{
    (void)state;
    shell("cd from && mkdir -p closed/below sticky shared && echo x > closed/below/f && chmod 1777 sticky &&"
          "chmod 2750 shared && echo s > set && chmod 6711 set && echo r > none && chmod 0 none &&"
          "echo w > w && chmod 666 w && chmod 0500 closed/below && chmod 0555 closed && chmod 0750 .");
    if (geteuid() != 0)
        shell("chmod 400 from/none");
    mode_t before = umask(077);
    assert_copied_whole(NULL);
    umask(before);
}

static void set_user_id_goes_where_the_owner_is_another(void **state)
{
    (void)state;
    struct stat status;
    if (geteuid() != 0)
        skip();
    write_file("from/set", "#!\n");
    assert_int_equal(chown("from/set", NOBODY, NOBODY), 0);
    assert_int_equal(chmod("from/set", 06755), 0);
    struct run run = copy_all();
    release(&run);
    assert_int_equal(stat("into/set", &status), 0);
    assert_int_equal(status.st_uid, 0);
    assert_int_equal(status.st_mode & 07777, 0755);
}

static void links_stay_what_they_are(void **state)
{
    (void)state;
    shell("cd from && mkdir d && echo outside > ../outside && ln -s /etc/passwd absolute && ln -s d folder &&"
          "ln -s nowhere dangling && ln -s ../outside up && ln -s . self && ln -s loop loop");
    assert_copied_whole(NULL);
}

static void names_may_be_any_bytes(void **state)
{
    (void)state;
    static const char *const names[] = {
        "a\nb", "\"quoted\", 'so'", "目录", "\xff\xfe",    "-rf", " ", "*", "\\",
        "a,b",  ".hidden",          "...",  ".manyhands-0"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64];
        snprintf(path, sizeof path, "from/%s", names[i]);
        assert_int_equal(mkdir(path, 0700), 0);
        snprintf(path, sizeof path, "from/%s/%s", names[i], names[i]);
        write_file(path, names[i]);
    }
    assert_copied_whole(NULL);
}

static void a_path_of_no_characters_is_passed_on_as_bytes(void **state)
{
    (void)state;
    write_file("from/\xff,\n", "");
    assert_copied_whole(".,folder,0\r\n\"\xff,\n\",file,0\r\n");
}

static void holes_stay_holes(void **state)
{
    (void)state;
    struct stat status;
    int fd = open("from/sparse", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, "middle", 6, 500 << 20), 6);
    assert_int_equal(ftruncate(fd, 1 << 30), 0);
    close(fd);
    fd = open("from/hole", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(ftruncate(fd, 1 << 30), 0);
    close(fd);
    struct run run = copy_all();
    assert_string_equal(run.rows.data, ".,folder,0\r\nhole,file,1073741824\r\nsparse,file,1073741824\r\n");
    release(&run);
    assert_int_equal(stat("into/hole", &status), 0);
    assert_in_range(status.st_blocks, 0, 16);
    assert_int_equal(stat("into/sparse", &status), 0);
    assert_in_range(status.st_blocks, 1, 256);
    char text[7] = "";
    fd = open("into/sparse", O_RDONLY | O_CLOEXEC);
    assert_int_equal(pread(fd, text, 6, 500 << 20), 6);
    close(fd);
    assert_string_equal(text, "middle");
}

static void large_files_are_the_same_bytes(void **state)
{
    (void)state;
    shell("head -c 40000001 /dev/urandom > from/large");
    assert_copied_whole(".,folder,0\r\nlarge,file,40000001\r\n");
}

/* /dev/shm is a file system of its own, from which the kernel does not copy to another kind. */
static void another_file_system_is_no_obstacle(void **state)
{
    (void)state;
    struct stat here;
    struct stat there;
    char from[] = "/dev/shm/manyhands-test-XXXXXX";
    if (stat(".", &here) || stat("/dev/shm", &there) || here.st_dev == there.st_dev || !mkdtemp(from))
        skip();
    char command[200];
    snprintf(command, sizeof command, "cd %s && head -c 20000001 /dev/urandom > f && truncate -s 50M f",
             from);
    int err = system(command); /* NOLINT(cert-env33-c): commands of our own */
    int started = workload_copy.setup(&(struct workload_settings){.from = from, .into = "into"});
    struct run run = run_tasks();
    snprintf(command, sizeof command, "cmp %s/f into/f", from);
    int differ = system(command); /* NOLINT(cert-env33-c): commands of our own */
    snprintf(command, sizeof command, "rm -r %s", from);
    shell(command);
    assert_int_equal(err || started || differ, 0);
    assert_string_equal(run.rows.data, ".,folder,0\r\nf,file,52428800\r\n");
    assert_int_equal(stat("into/f", &here), 0);
    assert_in_range(here.st_blocks, 1, 45000); /* of 512 bytes: the hole at the end is one */
    release(&run);
}

static void files_that_say_they_are_empty_are_read_to_their_end(void **state)
{
    (void)state;
    struct stat status;
    assert_int_equal(
        workload_copy.setup(&(struct workload_settings){.from = "/proc/sys/kernel/random", .into = "into"}),
        0);
    struct run run = run_tasks();
    release(&run);
    assert_int_equal(stat("into/boot_id", &status), 0);
    assert_int_equal(status.st_size, 37); /* a UUID and a line end */
}

static void folders_may_be_nested_deeply(void **state)
{
    (void)state;
    char command[200];
    snprintf(command, sizeof command,
             "cd from; i=0; while [ $i -lt %d ]; do mkdir d && cd d && i=$((i+1)) || exit; done; echo > f",
             200);
    shell(command);
    assert_copied_whole(NULL);
}

static void a_path_that_no_task_can_have_is_an_error_of_its_folder(void **state)
{
    (void)state;
    char name[256];
    int folder = open("from", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    for (int i = 0; i < 17; i++) { /* 16 of them and the slashes between have 4095 bytes */
        assert_int_equal(mkdirat(folder, name, 0700), 0);
        int next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        assert_true(next >= 0);
        close(folder);
        folder = next;
    }
    close(folder);
    assert_int_equal(workload_copy.setup(&settings), 0);
    struct run run = run_tasks();
    int finished = workload_copy.finish();
    shell("rm -r from into"); /* which can remove longer paths than there may be */
    assert_int_equal(finished, 0);
    assert_int_equal(run.failed, 1);
    assert_non_null(strstr(run.failures.data, "nnn: File name too long\n"));
    release(&run);
}

static void what_is_no_file_folder_or_link_is_refused_and_the_rest_goes_on(void **state)
{
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "from/socket"};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    close(fd);
    assert_int_equal(mkfifo("from/pipe", 0600), 0); /* to open it would wait for ever */
    write_file("from/z", "z");
    struct run run = copy_all();
    assert_string_equal(run.failures.data,
                        "pipe: not a file, folder or link\nsocket: not a file, folder or link\n");
    assert_string_equal(run.rows.data, ".,folder,0\r\nz,file,1\r\n");
    release(&run);
}

static void what_cannot_be_read_fails_and_the_rest_goes_on(void **state)
{
    (void)state;
    shell("chmod 777 . && cd from && mkdir closed && : > closed/f && echo s > secret && printf z > z &&"
          "chmod 0 closed secret");
    if (geteuid() == 0)
        setfsuid(NOBODY); /* loses the right to read all, in this thread only */
    int err = workload_copy.setup(&settings);
    struct run run = run_tasks();
    int finished = workload_copy.finish();
    setfsuid(geteuid());
    assert_int_equal(err, 0);
    assert_int_equal(finished, 0);
    assert_string_equal(run.failures.data, "closed: Permission denied\nsecret: Permission denied\n");
    assert_string_equal(run.rows.data, ".,folder,0\r\nz,file,1\r\n");
    release(&run);
    shell("test \"$(ls -A into)\" = z");
}

/* Does one task, of which something is wrong. */
static void assert_fails(const char *address, int error)
{
    const struct task task = {.address = (char *)address};
    struct result result;
    struct io *io = NULL;
    assert_int_equal(io_blocking_new(&io, &io_settings_default, 0), 0);
    result_init(&result, 0);
    assert_int_equal(workload_copy.run(&task, io, &result), error);
    assert_string_equal(io->reason, strerror(-error));
    result_release(&result);
    io_blocking_free(io);
}

static void what_vanished_fails(void **state)
{
    (void)state;
    assert_int_equal(workload_copy.setup(&settings), 0);
    assert_fails("gone", -ENOENT);
    assert_fails("gone/below", -ENOENT);
}

static void a_folder_that_became_a_link_leads_nowhere(void **state)
{
    (void)state;
    shell("mkdir outside from/d && echo secret > outside/f && ln -s ../outside from/swapped");
    assert_int_equal(workload_copy.setup(&settings), 0);
    assert_fails("swapped/f", -ENOTDIR);
    shell("ln -s ../outside into/d && echo mine > from/d/f"); /* and none in the destination does */
    assert_fails("d/f", -ENOTDIR);
    shell("test \"$(cat outside/f)\" = secret && test \"$(ls -A outside)\" = f");
}

static void an_address_leads_only_below(void **state)
{
    (void)state;
    write_file("secret", "s");
    assert_int_equal(workload_copy.setup(&settings), 0);
    assert_fails("../secret", -EINVAL);
    assert_fails("..", -EINVAL);
    assert_fails("/etc/passwd", -EINVAL);
    assert_fails("", -EINVAL);
    assert_fails("a//b", -ENOENT);
}

static void a_task_done_again_changes_nothing(void **state)
{
    (void)state;
    shell("mkdir from/d && echo f > from/d/f && ln -s f from/d/l");
    assert_int_equal(workload_copy.setup(&settings), 0);
    for (int i = 0; i < 2; i++) {
        struct run run = run_tasks();
        assert_int_equal(run.failed, 0);
        release(&run);
    }
    assert_int_equal(workload_copy.finish(), 0);
    assert_same();
}

static void what_a_dead_worker_left_is_not_in_the_copy(void **state)
{
    (void)state;
    assert_int_equal(workload_copy.setup(&settings), 0);
    write_file("into/.manyhands-0/1-1", "half a fi");
    struct run run = run_tasks();
    release(&run);
    assert_int_equal(workload_copy.finish(), 0);
    assert_same();
}

static void folders_that_cannot_be_are_refused_at_the_start(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        const char *into;
        int error;
    } refused[] = {
        {"from", NULL, -EINVAL},         {NULL, "into", -EINVAL},       {"none", "into", -ENOENT},
        {"file", "into", -ENOTDIR},      {"from", "no/into", -ENOENT},  {"from", "file", -ENOTDIR},
        {"from", "full", -EEXIST},       {"from", "from", -ELOOP},      {"from", "from/into", -ELOOP},
        {"from", "from/d/into", -ELOOP}, {"from", "link/into", -ELOOP}, {"link", "from/into", -ELOOP},
    };
    shell("mkdir full from/d && : > full/f && : > file && ln -s from/d link");
    for (size_t i = 0; i + 1 < sizeof refused / sizeof *refused; i++) {
        const struct workload_settings bad = {.from = refused[i].from, .into = refused[i].into};
        assert_int_equal(workload_copy.setup(&bad), refused[i].error);
    }
    shell("test ! -e into && test ! -e from/into && test ! -e from/d/into"); /* nothing was left */
    assert_int_equal(workload_copy.setup(&(struct workload_settings){.from = "link", .into = "from/into"}),
                     0);
}

static void an_empty_folder_may_be_there_and_one_beside_may_have_a_similar_name(void **state)
{
    (void)state;
    write_file("from/f", "f");
    assert_int_equal(mkdir("from-2", 0700), 0);
    assert_int_equal(workload_copy.setup(&(struct workload_settings){.from = "from", .into = "from-2"}), 0);
    struct run run = run_tasks();
    assert_string_equal(run.rows.data, ".,folder,0\r\nf,file,1\r\n");
    release(&run);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_tree_is_copied_in_the_order_of_its_names),
        IN_FOLDER(an_empty_folder_is_a_row),
        IN_FOLDER(modes_are_kept_and_folders_get_theirs_at_the_end),
        IN_FOLDER(set_user_id_goes_where_the_owner_is_another),
        IN_FOLDER(links_stay_what_they_are),
        IN_FOLDER(names_may_be_any_bytes),
        IN_FOLDER(a_path_of_no_characters_is_passed_on_as_bytes),
        IN_FOLDER(holes_stay_holes),
        IN_FOLDER(large_files_are_the_same_bytes),
        IN_FOLDER(another_file_system_is_no_obstacle),
        IN_FOLDER(files_that_say_they_are_empty_are_read_to_their_end),
        IN_FOLDER(folders_may_be_nested_deeply),
        IN_FOLDER(a_path_that_no_task_can_have_is_an_error_of_its_folder),
        IN_FOLDER(what_is_no_file_folder_or_link_is_refused_and_the_rest_goes_on),
        IN_FOLDER(what_cannot_be_read_fails_and_the_rest_goes_on),
        IN_FOLDER(what_vanished_fails),
        IN_FOLDER(a_folder_that_became_a_link_leads_nowhere),
        IN_FOLDER(an_address_leads_only_below),
        IN_FOLDER(a_task_done_again_changes_nothing),
        IN_FOLDER(what_a_dead_worker_left_is_not_in_the_copy),
        IN_FOLDER(folders_that_cannot_be_are_refused_at_the_start),
        IN_FOLDER(an_empty_folder_may_be_there_and_one_beside_may_have_a_similar_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
