# SPDX-License-Identifier: MIT
# Opens the picture of a figure that has loaded common.gp, `high` pixels high, and writes its title and subtitle. x_px and
# y_px are pixels from the left and from the top, as shares of the picture.

if (png) {
    set terminal pngcairo size 2 * wide, 2 * high fontscale 2 linewidth 2 pointscale 3.2 \
        font (chinese ? "WenQuanYi Micro Hei" : "DejaVu Sans").(dense ? ",11" : ",12.5")
} else {
    set terminal svg size wide, high dynamic background "#ffffff" font sprintf("sans-serif,%g", body)
}
set output out
x_px(px) = px / real(wide)
y_px(px) = 1 - px / real(high)
title_size = !dense ? 20 : png ? 18 : 24
title_y = dense ? 34 : 38
subtitle_y = figure eq "forest" ? 66 : dense ? 62 : 70
set label 1 "{/:Bold=".sprintf("%d ", title_size).escape(wording[1])."}" at screen x_px(28), y_px(title_y) left textcolor rgb ink
do for [i = 1:lines] {
    set label (i == 1 ? 2 : 200 + i) subtitle[i] at screen x_px(28), y_px(subtitle_y + line_high * (i - 1)) left textcolor rgb quiet noenhanced
}
unset key
