/* SPDX-License-Identifier: MIT */
/* What a page says of its own encoding, before anybody has decoded it. */
#pragma once

#include <stddef.h>

#include "workloads/encoding.h"

/* Finds the first <meta> that names an encoding, as "prescan a byte stream to determine its encoding" of the
   HTML standard (13.2.3.2) does. Unlike it, it does not look into scripts, style sheets and other text
   without markup, as Chromium does not, and it goes on behind the first 1024 bytes, as a browser's parser
   does, which begins again when such a <meta> comes late. Returns NULL when there is none. */
const struct encoding *prescan(const char *bytes, size_t size);

/* "Extracting a character encoding from a meta element" (2.4.3.2): from content="text/html; charset=gbk". */
const struct encoding *prescan_content(const char *content, size_t size);
