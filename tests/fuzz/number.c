/* SPDX-License-Identifier: MIT */
/* Whatever is typed on a command line: refused, and then nothing is touched, or within the range. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/cli/number.h"
#include "core/loopback.h"
#include "core/task.h"
#include "models/model.h"
#include "tests/fuzz/must.h"

enum { UNTOUCHED = 77, LEAST = 3, MOST = 100000 };

static void check_numbers(const char *text)
{
    size_t count = UNTOUCHED;
    double decimal = UNTOUCHED;
    int err = number_parse_count(text, LEAST, MOST, &count);
    must(err ? count == UNTOUCHED : count >= LEAST && count <= MOST && count == strtoull(text, NULL, 10));
    must(err == 0 || err == -EINVAL || err == -ERANGE);
    err = number_parse_decimal(text, &decimal);
    must(err ? decimal == (double)UNTOUCHED : decimal >= 0 && decimal <= 1e9);
    must(err == 0 || err == -EINVAL || err == -ERANGE);
}

/* Quantities, which are also the same when they are written out and read again. */
static void check_quantities(const char *text)
{
    uint64_t ns = UNTOUCHED;
    uint64_t bytes = UNTOUCHED;
    uint64_t again;
    char written[32];
    int err = number_parse_duration(text, &ns);
    must(err ? ns == UNTOUCHED : ns <= UINT64_C(3600000000000));
    (void)snprintf(written, sizeof written, "%" PRIu64 "ns", ns);
    must(number_parse_duration(written, &again) == 0 && again == ns);
    err = number_parse_bandwidth(text, &bytes);
    must(err ? bytes == UNTOUCHED : bytes >= 1 && bytes <= UINT64_C(1000000000000));
    (void)snprintf(written, sizeof written, "%" PRIu64 "B", bytes);
    must(number_parse_bandwidth(written, &again) == 0 && again == bytes);
}

static void check_model(const char *text)
{
    struct model_choice choice = {.team.workers = UNTOUCHED};
    int err = model_choice_parse(text, &choice);
    must(err ? !choice.model && choice.team.workers == UNTOUCHED
             : choice.team.workers <= choice.model->most.workers &&
                   choice.team.each <= choice.model->most.each);
    must(err || strncmp(text, choice.model->name, strlen(choice.model->name)) == 0);
    must(err || model_in_flight(choice.model, model_choice_team(&choice, 1)) >= 1);
}

static void check_url(const char *text, size_t index)
{
    struct task task;
    int answer = loopback_is_url(text);
    must(answer == 0 || answer == 1 || answer == -EINVAL);
    if (task_from_template(&task, text, index) == 0) {
        must(task.index == index && strlen(task.address) < TASK_ADDRESS_SIZE &&
             !strstr(task.address, "{page}"));
        task_release(&task);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = strndup((const char *)data, size);
    must(text != NULL);
    check_numbers(text);
    check_quantities(text);
    check_model(text);
    check_url(text, size);
    free(text);
    return 0;
}
