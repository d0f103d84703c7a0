/* SPDX-License-Identifier: MIT */
/* Any bytes in the place of a results.json: an error with a line about it, or numbers that could be, which
 * can be compared. */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "bench/compare/conclusion.h"
#include "bench/compare/record.h"
#include "bench/compare/stored.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/must.h"

static struct memory_file file;
static struct judgement judgement;

static void check_model(const struct record_model *model)
{
    size_t count = model->rounds[RECORD_TIMES];
    must(count <= RECORD_MOST_VALUES && model->rounds[RECORD_COUNTS] <= RECORD_MOST_VALUES);
    must(model->name[0] && strlen(model->name) < sizeof model->name);
    for (size_t i = 0; i < count; i++) {
        const struct trial *trial = &model->trials[i];
        must(isfinite(trial->wall_s) && trial->wall_s > 0);
        must(trial->user_s >= 0 && trial->system_s >= 0 && isfinite(trial->user_s + trial->system_s));
    }
    for (int i = 0; i < METRIC_COUNT; i++) {
        must(isnan(model->once[i]) || (isfinite(model->once[i]) && model->once[i] > 0));
        must(isnan(model->counts[i]) || (isfinite(model->counts[i]) && model->counts[i] >= 0));
    }
}

/* What is compared with itself is not a regression, and is not refused. */
static void check_itself(void)
{
    struct failure why = {.line = ""};
    judgement = (struct judgement){.margin = 0.03};
    must(compare_files(&judgement, file.path, file.path, &why) == 0);
    must(!judgement.differences[0] && judgement.count > 0);
    must(conclusion_of(&judgement, NULL) != CONCLUSION_WORSE);
    verdict_release(&judgement);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct record record;
    struct failure why = {.line = ""};
    if (!file.path[0])
        file = memory_file_open();
    memory_file_fill(&file, data, size);
    int err = record_read(&record, file.path, &why);
    must(err == 0 || err == -EBADMSG);
    must((err != 0) == (why.line[0] != '\0'));
    for (size_t i = 0; !err && i < record.count; i++)
        check_model(&record.models[i]);
    record_release(&record);
    if (!err)
        check_itself();
    return 0;
}
