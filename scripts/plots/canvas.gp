# SPDX-License-Identifier: MIT
# Opens the picture of a figure that has loaded common.gp, `high` pixels high, and writes its title and subtitle. x_px and
# y_px are pixels from the left and from the top, as shares of the picture; key_top is where a legend begins.

if (png) {
    sharp = phone ? 3 : 2
    set terminal pngcairo size sharp * wide, sharp * high fontscale sharp linewidth sharp pointscale 1.6 * sharp \
        font (chinese ? "WenQuanYi Micro Hei" : "DejaVu Sans").(dense ? ",11" : phone ? ",12" : ",12.5")
} else {
    set terminal svg size wide, high dynamic background "#ffffff" font sprintf("sans-serif,%g", body)
}
set output out
x_px(px) = px / real(wide)
y_px(px) = 1 - px / real(high)
title_size = dense && !png ? 24 : dense ? 18 : phone && png ? 16 : 20
title_y = dense || phone ? 34 : 38
subtitle_y = dense || phone ? 64 : 70
key_top = subtitle_y + more_lines + 30
cross = png ? ",13" : ",20"
set label 1 "{/:Bold=".sprintf("%d ", title_size).escape(wording[1])."}" at screen x_px(margin), y_px(title_y) left textcolor rgb ink
do for [i = 1:lines] {
    set label (i == 1 ? 2 : 200 + i) subtitle[i] at screen x_px(margin), y_px(subtitle_y + line_high * (i - 1)) left textcolor rgb quiet noenhanced
}
unset key
