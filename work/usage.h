/* SPDX-License-Identifier: MIT */
/* What manyhands-work --help prints. */
#ifndef MANYHANDS_WORK_USAGE_H
#define MANYHANDS_WORK_USAGE_H

extern const char usage_text[];

#endif
