/* SPDX-License-Identifier: MIT */
#include "bench/host/digest.h"

#include <errno.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>

int digest_file(char out[DIGEST_SIZE], const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return -errno;
    struct sha256_ctx context;
    uint8_t bytes[16384];
    sha256_init(&context);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        sha256_update(&context, n, bytes);
    int err = ferror(file) ? -EIO : 0;
    fclose(file);
    sha256_digest(&context, SHA256_DIGEST_SIZE, bytes);
    base16_encode_update(out, SHA256_DIGEST_SIZE, bytes);
    out[DIGEST_SIZE - 1] = '\0';
    return err;
}
