/* SPDX-License-Identifier: MIT */
#include "core/task.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int task_from_template(struct task *task, const char *url_template, size_t index)
{
    static const char placeholder[] = "{page}";
    size_t used = 0;
    task->index = index;
    while (*url_template) {
        const char *stop = strstr(url_template, placeholder);
        size_t literal = stop ? (size_t)(stop - url_template) : strlen(url_template);
        if (literal >= TASK_URL_SIZE - used)
            return -ENAMETOOLONG;
        memcpy(task->url + used, url_template, literal);
        used += literal;
        url_template += literal;
        if (!stop)
            break;
        int digits = snprintf(task->url + used, TASK_URL_SIZE - used, "%zu", index + 1);
        if ((size_t)digits >= TASK_URL_SIZE - used)
            return -ENAMETOOLONG;
        used += (size_t)digits;
        url_template += sizeof placeholder - 1;
    }
    task->url[used] = '\0';
    return 0;
}
