/* SPDX-License-Identifier: MIT */
/* The origin's pictures, decoded by libpng and libjpeg, and the pages that list them, read by libxml2. */
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jpeglib.h>

#include "core/buffer.h"
#include "origin/bank.h"
#include "origin/delay.h"
#include "origin/faults.h"
#include "origin/gallery.h"
#include "origin/picture.h"

enum { PICTURES = 400, PAGES = 100 };

static struct bank bank;

static int make_bank(void **state)
{
    (void)state;
    return bank_init(&bank);
}

static int free_bank(void **state)
{
    (void)state;
    bank_release(&bank);
    return 0;
}

static struct buffer picture(uint64_t seed, uint64_t id)
{
    struct buffer file;
    buffer_init(&file);
    assert_int_equal(picture_render(&file, &bank, seed, id), 0);
    return file;
}

static bool are_equal(struct buffer a, struct buffer b)
{
    bool equal = a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
    buffer_release(&a);
    buffer_release(&b);
    return equal;
}

/* Decodes a PNG wholly; libpng checks all its CRCs. */
static void decode_png(const struct buffer *file)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, file->data, file->size));
    image.format = PNG_FORMAT_RGB;
    void *pixels = malloc(PNG_IMAGE_SIZE(image));
    assert_non_null(pixels);
    int read = png_image_finish_read(&image, NULL, pixels, 0, NULL);
    free(pixels);
    if (!read || image.warning_or_error)
        fail_msg("%s", image.message);
}

/* Decodes a JPEG wholly. libjpeg ends the program for an error, and counts what it only warns of. */
static void decode_jpeg(const struct buffer *file)
{
    struct jpeg_error_mgr errors;
    struct jpeg_decompress_struct image = {0};
    image.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&image);
    jpeg_save_markers(&image, JPEG_COM, 0xffff);
    jpeg_mem_src(&image, (unsigned char *)file->data, file->size);
    assert_int_equal(jpeg_read_header(&image, TRUE), JPEG_HEADER_OK);
    assert_true(image.saw_JFIF_marker);
    assert_non_null(image.marker_list);
    (void)jpeg_start_decompress(&image);
    JSAMPROW row = malloc((size_t)image.output_width * 3);
    assert_non_null(row);
    while (image.output_scanline < image.output_height)
        assert_int_equal(jpeg_read_scanlines(&image, &row, 1), 1);
    free(row);
    (void)jpeg_finish_decompress(&image);
    jpeg_destroy_decompress(&image);
    assert_int_equal(errors.num_warnings, 0);
}

static void every_picture_can_be_decoded(void **state)
{
    (void)state;
    size_t pngs = 0;
    for (uint64_t id = 1; id <= PICTURES; id++) {
        struct buffer file = picture(1, id);
        bool png = picture_is_png(1, id);
        (png ? decode_png : decode_jpeg)(&file);
        buffer_release(&file);
        pngs += png;
    }
    assert_in_range(pngs, PICTURES * 2 / 5, PICTURES * 3 / 5);
}

static void pictures_have_5_to_500_kilobytes_many_of_them_few(void **state)
{
    (void)state;
    size_t small = 0;
    size_t large = 0;
    for (uint64_t id = 1; id <= PICTURES; id++) {
        struct buffer file = picture(1, id);
        assert_in_range(file.size, 5000, 500000);
        small += file.size < 50000;
        large += file.size > 200000;
        buffer_release(&file);
    }
    assert_in_range(small, PICTURES * 2 / 5, PICTURES * 3 / 5);
    assert_in_range(large, PICTURES / 10, PICTURES * 3 / 10);
}

static void every_picture_is_another_but_for_twins(void **state)
{
    (void)state;
    size_t twins = 0;
    for (uint64_t id = 2; id <= PICTURES; id++) {
        bool twin = picture_shown(1, id) == id - 1;
        assert_int_equal(are_equal(picture(1, id), picture(1, id - 1)), twin);
        twins += twin;
    }
    assert_in_range(twins, 1, PICTURES / 20);
    assert_true(are_equal(picture(1, 7), picture(1, 7)));
    assert_false(are_equal(picture(1, 7), picture(2, 7)));
    struct buffer last = picture(1, PICTURE_ID_MOST);
    (picture_is_png(1, PICTURE_ID_MOST) ? decode_png : decode_jpeg)(&last);
    buffer_release(&last);
}

static xmlXPathObjectPtr find(xmlXPathContextPtr context, const char *path)
{
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, context);
    assert_non_null(found);
    return found;
}

/* A source as it is meant, in one of its forms. libxml2's xmlBuildURI would decode it, and end it at a %00.
 */
static void check_source(const char *source, const char *address)
{
    static const char *const forms[] = {"http://[::1]:8080", "//[::1]:8080", "../..", ""};
    size_t form = 0;
    while (strncmp(source, forms[form], strlen(forms[form])) != 0)
        form++;
    assert_string_equal(source + strlen(forms[form]), address);
}

static void check_page(uint64_t seed, uint64_t page)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(gallery_render(&text, seed, page, "[::1]:8080"), 0);
    htmlDocPtr document = htmlReadMemory(text.data, (int)text.size, NULL, "UTF-8",
                                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    buffer_release(&text);
    assert_non_null(document);
    xmlXPathContextPtr context = xmlXPathNewContext(document);
    xmlXPathObjectPtr found = find(context, "//div[@id='pictures']/figure[figcaption]/a/img[@alt]/@src");
    xmlXPathObjectPtr all = find(context, "//img");
    assert_int_equal(found->nodesetval->nodeNr, GALLERY_PICTURES);
    assert_in_range(all->nodesetval->nodeNr, GALLERY_PICTURES + 5, GALLERY_PICTURES + 10);
    for (int i = 0; i < GALLERY_PICTURES; i++) {
        char address[GALLERY_ADDRESS_SIZE];
        gallery_address(address, seed, gallery_picture(seed, page, (unsigned)i));
        xmlChar *source = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        check_source((const char *)source, address);
        xmlFree(source);
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeObject(all);
    xmlXPathFreeContext(context);
    xmlFreeDoc(document);
}

static void a_page_has_twenty_pictures_among_others_and_their_addresses(void **state)
{
    (void)state;
    for (uint64_t page = 1; page <= PAGES; page++)
        check_page(1, page);
    check_page(UINT64_MAX, 999999999);
}

static void the_pages_contain_what_a_client_trips_over(void **state)
{
    (void)state;
    static const char *const hostile[] = {"src=\"http://a:1/picture/",
                                          "src=\"//a:1/picture/",
                                          "src=\"/picture/",
                                          "src=\"../../picture/",
                                          "&amp;h=480",
                                          "/..%2f..%2fetc%2fpasswd.png",
                                          "/%00.png",
                                          "/C%3A%5Cx.png",
                                          "/.png",
                                          "nnnnnnnnnnnnnnnn.png"};
    struct buffer pages;
    buffer_init(&pages);
    for (uint64_t page = 1; page <= PAGES; page++)
        assert_int_equal(gallery_render(&pages, 1, page, "a:1"), 0);
    assert_int_equal(buffer_append(&pages, "", 1), 0);
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        if (!strstr(pages.data, hostile[i]))
            fail_msg("no page contains '%s'", hostile[i]);
    }
    buffer_release(&pages);
}

/* How many pictures of `page` are on `other`, too. */
static size_t in_common(uint64_t page, uint64_t other)
{
    size_t common = 0;
    for (unsigned i = 0; i < GALLERY_PICTURES; i++) {
        for (unsigned j = 0; j < GALLERY_PICTURES; j++)
            common += gallery_picture(1, page, i) == gallery_picture(1, other, j);
    }
    return common;
}

static void a_page_has_one_picture_of_the_page_before(void **state)
{
    (void)state;
    assert_int_equal(in_common(1, 1), GALLERY_PICTURES);
    for (uint64_t page = 2; page <= PAGES; page++) {
        assert_int_equal(in_common(page, page), GALLERY_PICTURES);
        assert_int_equal(in_common(page, page - 1), 1);
        assert_int_equal(in_common(page, page + 2), 0);
    }
}

static void without_a_host_no_source_has_one(void **state)
{
    (void)state;
    struct buffer page;
    buffer_init(&page);
    assert_int_equal(gallery_render(&page, 1, 1, NULL), 0);
    assert_int_equal(buffer_append(&page, "", 1), 0);
    assert_null(strstr(page.data, "src=\"http"));
    assert_non_null(strstr(page.data, "src=\"/picture/1/"));
    buffer_release(&page);
}

static void a_picture_and_the_page_of_its_number_share_neither_delay_nor_fault(void **state)
{
    (void)state;
    const struct delay_settings settings = {.latency_ns = 600000000, .jitter_ns = 100000000, .seed = 1};
    struct faults faults = {0};
    assert_int_equal(faults_add(&faults, "stall:50%"), 0);
    size_t unlike = 0;
    for (uint64_t number = 1; number <= 1000; number++) {
        assert_in_range(delay_of_picture(&settings, number), 500000000, 700000000);
        assert_int_not_equal(delay_of_picture(&settings, number), delay_of_page(&settings, number));
        assert_ptr_equal(faults_met_by_picture(&faults, 1, number, 2), NULL);
        unlike += faults_met_by_picture(&faults, 1, number, 1) != faults_met(&faults, 1, number, 1);
    }
    assert_in_range(unlike, 450, 550);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_picture_can_be_decoded),
        cmocka_unit_test(pictures_have_5_to_500_kilobytes_many_of_them_few),
        cmocka_unit_test(every_picture_is_another_but_for_twins),
        cmocka_unit_test(a_page_has_twenty_pictures_among_others_and_their_addresses),
        cmocka_unit_test(the_pages_contain_what_a_client_trips_over),
        cmocka_unit_test(a_page_has_one_picture_of_the_page_before),
        cmocka_unit_test(without_a_host_no_source_has_one),
        cmocka_unit_test(a_picture_and_the_page_of_its_number_share_neither_delay_nor_fault),
    };
    return cmocka_run_group_tests(tests, make_bank, free_bank);
}
