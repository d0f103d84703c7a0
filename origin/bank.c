/* SPDX-License-Identifier: MIT */
/* Clouds of noise, encoded by libpng and libjpeg: they compress badly, so few pixels make many bytes. */
#include "origin/bank.h"

#include <errno.h>
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h> /* jpeglib.h needs it, and does not include it */
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "origin/dice.h"

enum {
    CHANNELS = 3,
    LIGHT_MOST = 0x7f, /* the gradient's, and as much again for the noise */
    JPEG_QUALITY = 92,
    PNG_HEADER_SIZE = 8 + 25, /* the signature and IHDR (PNG, 5.2 and 11.2.2) */
    JPEG_SOI_SIZE = 2,
};

static const double least_bytes = 6000;
static const double step = 1.3; /* from one size to the next, up to about 440,000 */

/* Bytes of a file for each pixel, measured. */
static const double png_bytes_a_pixel = 2.7;
static const double jpeg_bytes_a_pixel = 1.1;

struct pixels {
    unsigned side;       /* pixels; both ways */
    unsigned char *data; /* owned: rows of RGB */
};

bool bank_is_png(size_t index)
{
    return index % 2 == 0;
}

/* A gradient with noise on it. */
static void paint(struct pixels *pixels, size_t index)
{
    struct dice dice = dice_for(DICE_BANK, 0, index, 0);
    size_t row_size = (size_t)pixels->side * CHANNELS;
    for (size_t y = 0; y < pixels->side; y++) {
        unsigned char *row = pixels->data + y * row_size;
        unsigned char light = (unsigned char)(y * LIGHT_MOST / pixels->side);
        for (size_t x = 0; x < row_size; x += sizeof(uint64_t)) {
            uint64_t noise = dice_throw(&dice);
            for (size_t i = 0; i < sizeof noise && x + i < row_size; i++, noise >>= 8)
                row[x + i] = (unsigned char)(light + (noise & LIGHT_MOST));
        }
    }
}

static int encode_png(const struct pixels *pixels, struct bank_picture *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = pixels->side,
                       .height = pixels->side,
                       .format = PNG_FORMAT_RGB,
                       .flags = PNG_IMAGE_FLAG_FAST};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    out->data = malloc(size);
    if (!out->data || !png_image_write_to_memory(&image, out->data, &size, 0, pixels->data, 0, NULL))
        return -ENOMEM;
    out->size = size;
    out->comment_at = PNG_HEADER_SIZE;
    return 0;
}

struct failure {
    struct jpeg_error_mgr manager; /* first: libjpeg knows no more */
    jmp_buf back;
};

/* In place of libjpeg's own, which ends the program. */
static void fail(j_common_ptr compress)
{
    struct failure *failure = (struct failure *)compress->err;
    longjmp(failure->back, 1);
}

static void compress_rows(struct jpeg_compress_struct *compress, const struct pixels *pixels)
{
    compress->image_width = pixels->side;
    compress->image_height = pixels->side;
    compress->input_components = CHANNELS;
    compress->in_color_space = JCS_RGB;
    jpeg_set_defaults(compress);
    jpeg_set_quality(compress, JPEG_QUALITY, TRUE);
    compress->dct_method = JDCT_IFAST;
    jpeg_start_compress(compress, TRUE);
    while (compress->next_scanline < compress->image_height) {
        JSAMPROW row = pixels->data + (size_t)compress->next_scanline * pixels->side * CHANNELS;
        (void)jpeg_write_scanlines(compress, &row, 1);
    }
    jpeg_finish_compress(compress);
}

static int encode_jpeg(const struct pixels *pixels, struct bank_picture *out)
{
    struct jpeg_compress_struct compress = {0};
    struct failure failure;
    unsigned char *data = NULL;
    unsigned long size = 0;
    compress.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    if (setjmp(failure.back)) {
        jpeg_destroy_compress(&compress); /* `data` may have been freed by now, and is not told apart */
        return -ENOMEM;
    }
    jpeg_create_compress(&compress);
    jpeg_mem_dest(&compress, &data, &size);
    compress_rows(&compress, pixels);
    jpeg_destroy_compress(&compress);
    out->data = data;
    out->size = size;
    /* JFIF wants its own segment to stay the first (JFIF 1.02, page 2): APP0, whose size follows its marker.
     */
    out->comment_at = JPEG_SOI_SIZE + 2 + (size_t)(data[4] << 8 | data[5]);
    return 0;
}

static int make(struct bank *bank, size_t index)
{
    double bytes = least_bytes * pow(step, (double)index);
    double bytes_a_pixel = bank_is_png(index) ? png_bytes_a_pixel : jpeg_bytes_a_pixel;
    struct pixels pixels = {.side = (unsigned)sqrt(bytes / bytes_a_pixel)};
    pixels.data = malloc((size_t)pixels.side * pixels.side * CHANNELS);
    if (!pixels.data)
        return -ENOMEM;
    paint(&pixels, index);
    struct bank_picture *out = &bank->pictures[index];
    int err = bank_is_png(index) ? encode_png(&pixels, out) : encode_jpeg(&pixels, out);
    free(pixels.data);
    return err;
}

int bank_init(struct bank *bank)
{
    memset(bank, 0, sizeof *bank);
    int err = 0;
    for (size_t i = 0; i < BANK_PICTURES && !err; i++)
        err = make(bank, i);
    return err;
}

void bank_release(struct bank *bank)
{
    for (size_t i = 0; i < BANK_PICTURES; i++)
        free(bank->pictures[i].data);
    memset(bank, 0, sizeof *bank);
}
