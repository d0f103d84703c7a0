/* SPDX-License-Identifier: MIT */
#include "bench/report_command.h"

#include <stdio.h>
#include <string.h>

#include "bench/host/process.h"
#include "bench/redraw.h"
#include "bench/words/language.h"
#include "bench/words/status.h"

static int redraw_folder(const char *folder)
{
    struct failure why = {0};
    struct lines warnings = {0};
    if (process_setup()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    if (redraw(folder, &warnings, &why))
        return complain(&why);
    lines_say(&warnings);
    printf(message(MESSAGE_REDRAWN), folder);
    putchar('\n');
    return FINE;
}

int report_main(int argc, char **argv)
{
    char **word = language_next_word(argc, argv);
    if (!word)
        return complain_about(MESSAGE_FOLDER_MISSING, "");
    if (strcmp(*word, "--help") == 0) {
        fputs(message(MESSAGE_HELP_REPORT), stdout);
        return FINE;
    }
    if (**word == '-')
        return complain_about(MESSAGE_UNKNOWN_OPTION, *word);
    char **more = language_next_word((int)(argv + argc - word), word);
    if (more)
        return complain_about(MESSAGE_UNEXPECTED_ARGUMENT, *more);
    return redraw_folder(*word);
}
