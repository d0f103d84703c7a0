/* SPDX-License-Identifier: MIT */
/* manyhands-origin: the web server that the models fetch from, in a process of its own. */
#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <microhttpd.h>
#include <png.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <zlib.h>

#include "core/cli/streams.h"
#include "core/cli/version.h"
#include "core/processes/child.h"
#include "core/signals.h"
#include "origin/listener.h"
#include "origin/options.h"
#include "origin/server.h"

enum { STATUS_MISUSE = 2 };

static const char unwritten[] = "cannot write 'stdout'";

/* Turns what asks for an end into something to read. Returns the descriptor or a negative errno. */
static int catch_signals(void)
{
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    sigset_t ending;
    signals_ending(&ending);
    if (sigprocmask(SIG_BLOCK, &ending, NULL) || sigaction(SIGPIPE, &ignored, NULL))
        return -errno;
    int fd = signalfd(-1, &ending, SFD_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

static int misused(const char *reason)
{
    (void)fprintf(stderr, "manyhands-origin: %s\n", reason);
    return STATUS_MISUSE;
}

static int failed(const char *what, int err)
{
    const char *text = strerror(-err);
    (void)fprintf(stderr, "manyhands-origin: %s: %c%s\n", what, tolower((unsigned char)text[0]), text + 1);
    return STATUS_MISUSE;
}

static int cannot_listen(const struct options *options, int err)
{
    char what[OPTIONS_REASON_SIZE];
    const char *host = options->host;
    if (err == -EINVAL) {
        (void)snprintf(what, sizeof what, "not a numeric address: '%s'", host);
        return misused(what);
    }
    if (err == -EPERM) {
        (void)snprintf(what, sizeof what, "not a loopback address: '%s' (--allow-remote permits it)", host);
        return misused(what);
    }
    const char *form = strchr(host, ':') ? "cannot listen on [%s]:%u" : "cannot listen on %s:%u";
    (void)snprintf(what, sizeof what, form, host, (unsigned)options->port);
    return failed(what, err);
}

/* Says where the server is, for whoever started it to read. Returns 0 or a negative errno. */
static int announce(int listener)
{
    char name[LISTENER_NAME_SIZE];
    int err = listener_name(listener, name);
    if (err)
        return err;
    (void)printf("listening on http://%s\n", name);
    return streams_finish();
}

static int serve(const struct options *options)
{
    int stop_fd = catch_signals();
    if (stop_fd < 0)
        return failed("cannot catch signals", stop_fd);
    int listener = listener_open(options->host, options->port, options->allow_remote);
    if (listener < 0)
        return cannot_listen(options, listener);
    struct server *server;
    int err = server_new(&server, listener, &options->settings);
    if (err)
        return failed("cannot start the server", err);
    int unheard = announce(listener);
    if (!unheard)
        err = server_run(server, stop_fd);
    server_free(server);
    if (unheard)
        return failed(unwritten, unheard);
    return err ? failed("cannot serve", err) : 0;
}

static int show_version(void)
{
    version_print(stdout, "manyhands-origin");
    (void)printf("libmicrohttpd %s\njansson %s\nzlib %s\nlibpng %s\n", MHD_get_version(),
                 jansson_version_str(), zlibVersion(), png_get_libpng_ver(NULL));
    return 0;
}

static int show_help(void)
{
    (void)fputs(options_usage, stdout);
    return 0;
}

int main(int argc, char **argv)
{
    const pid_t parent = getppid();
    struct options options;
    char reason[OPTIONS_REASON_SIZE];
    int err = streams_open();
    if (err)
        return failed("cannot open '/dev/null'", err);
    if (options_parse(&options, argc, argv, reason))
        return misused(reason);
    err = options.exit_with_parent ? child_follow(parent) : 0;
    if (err)
        return failed("cannot follow the parent", err);
    int status = options.help ? show_help() : options.version ? show_version() : serve(&options);
    err = status ? 0 : streams_finish();
    return err ? failed(unwritten, err) : status;
}
