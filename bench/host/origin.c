/* SPDX-License-Identifier: MIT */
#include "bench/host/origin.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/host/program.h"

static const int start_timeout_ms = 10000;

/* Reads one line from `fd` within the timeout. Returns its length without the newline, or a negative errno.
 */
static ssize_t read_line(int fd, char *line, size_t size)
{
    size_t length = 0;
    while (length + 1 < size) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (poll(&ready, 1, start_timeout_ms) <= 0)
            return -ETIMEDOUT;
        ssize_t n = read(fd, line + length, size - 1 - length);
        if (n <= 0)
            return n ? -errno : -EPIPE;
        length += (size_t)n;
        char *end = memchr(line, '\n', length);
        if (end) {
            *end = '\0';
            return end - line;
        }
    }
    return -EMSGSIZE;
}

/* Starts the program with its two outputs on pipes, and reads what it says first, on either. */
static int launch(struct origin *origin, char *const argv[], struct failure *why)
{
    static const char greeting[] = "listening on ";
    int said[2];
    char line[256];
    if (pipe2(said, O_CLOEXEC))
        return fail(why, -errno, MESSAGE_CANNOT_START, argv[0], strerror(errno));
    int err = process_start(&origin->process, argv, said[1], said[1]);
    close(said[1]);
    if (err) {
        close(said[0]);
        return fail(why, err, MESSAGE_CANNOT_START, argv[0], strerror(-err));
    }
    ssize_t length = read_line(said[0], line, sizeof line);
    close(said[0]);
    if (length < 0)
        return fail(why, (int)length, MESSAGE_CANNOT_START, argv[0], strerror((int)-length));
    if (strncmp(line, greeting, sizeof greeting - 1) != 0)
        return fail(why, -EADDRINUSE, MESSAGE_TEXT, line); /* its own line about what is wrong */
    snprintf(origin->address, sizeof origin->address, "%.*s", (int)sizeof origin->address - 1,
             line + sizeof greeting - 1);
    return 0;
}

int origin_start(struct origin *origin, const struct origin_settings *settings, struct failure *why)
{
    char program[PROGRAM_PATH_SIZE];
    char port[48];
    char seed[48];
    char latency[48];
    char jitter[48];
    char bandwidth[48];
    *origin = (struct origin){0};
    program_path(program, "manyhands-origin");
    snprintf(port, sizeof port, "--port=%zu", settings->port);
    snprintf(seed, sizeof seed, "--seed=%zu", settings->seed);
    snprintf(latency, sizeof latency, "--latency=%" PRIu64 "ns", settings->latency_ns);
    snprintf(jitter, sizeof jitter, "--jitter=%" PRIu64 "ns", settings->jitter_ns);
    snprintf(bandwidth, sizeof bandwidth, "--bandwidth=%" PRIu64 "B", settings->bandwidth);
    const char *words[8 + 2 * PASSED_ON_MOST] = {program, "--exit-with-parent", port, seed, latency, jitter};
    size_t count = 6;
    if (settings->bandwidth)
        words[count++] = bandwidth;
    for (size_t i = 0; settings->faults && i < settings->faults->count; i++)
        words[count++] = settings->faults->words[i];
    int err = launch(origin, (char *const *)words, why);
    if (!err && (err = io_blocking_new(&origin->io, &io_settings_default, 0)))
        fail(why, err, MESSAGE_TEXT, strerror(-err));
    if (err)
        origin_stop(origin);
    return err;
}

bool origin_runs(const struct origin *origin)
{
    return origin->io != NULL;
}

/* Asks for /stats with the method; leaves a body to release. */
static int ask(struct origin *origin, const char *method, struct body *body, struct failure *why)
{
    char url[96];
    snprintf(url, sizeof url, "%s/stats", origin->address);
    curl_easy_setopt(origin->io->easy, CURLOPT_CUSTOMREQUEST, method);
    int err = io_get(origin->io, url, body);
    return err ? fail(why, -ECONNRESET, MESSAGE_ORIGIN_DIED, origin->io->reason) : 0;
}

int origin_reset(struct origin *origin, struct failure *why)
{
    struct body body;
    int err = ask(origin, "DELETE", &body, why);
    body_release(&body);
    return err;
}

static bool read_count(const json_t *counts, const char *name, size_t *out)
{
    const json_t *count = json_object_get(counts, name);
    *out = (size_t)json_integer_value(count);
    return json_is_integer(count) && json_integer_value(count) >= 0;
}

int origin_counts_parse(struct origin_counts *out, const char *json, size_t size)
{
    json_t *counts = json_loadb(json, size, 0, NULL);
    const json_t *requests = json_object_get(counts, "requests");
    const json_t *cpu_s = json_object_get(counts, "cpu_s");
    *out = (struct origin_counts){.paths = json_object_size(requests), .cpu_s = json_number_value(cpu_s)};
    bool whole = json_is_object(requests) && json_is_number(cpu_s) &&
                 read_count(counts, "requests_total", &out->requests) &&
                 read_count(counts, "connections", &out->connections) &&
                 read_count(counts, "peak_in_flight", &out->peak_in_flight);
    json_decref(counts);
    return whole ? 0 : -EBADMSG;
}

int origin_read(struct origin *origin, struct origin_counts *out, struct failure *why)
{
    struct body body;
    int err = ask(origin, "GET", &body, why);
    if (!err && origin_counts_parse(out, body.bytes.data, body.bytes.size))
        err = fail(why, -EBADMSG, MESSAGE_ORIGIN_DIED, "/stats");
    body_release(&body);
    return err;
}

int origin_explain(struct origin *origin, int err, struct failure *why)
{
    struct origin_counts ignored;
    bool gone = err && err != -EINTR && origin_runs(origin) && origin_read(origin, &ignored, why);
    return gone ? -ECONNRESET : err;
}

void origin_stop(struct origin *origin)
{
    io_blocking_free(origin->io);
    origin->io = NULL;
    process_end(&origin->process);
}
