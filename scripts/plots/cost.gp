# SPDX-License-Identifier: MIT
# Figure 6: what each model costs. Small multiples, each with a scale of its own: a bar a model.
#
#   gnuplot -c cost.gp DATADIR OUTFILE LANG
#
# OUTFILE ends in .svg or .png; LANG is en or zh. DATADIR holds
#   cost.csv       name,colour, then the five numbers that are shown; a row a model, top first
#   models.csv     name in the first column, pattern in the ninth, as in hatch.gp
#   cost.LANG.txt  seven lines, none empty: title, subtitle, what each number is

costs = ARG1."/cost.csv"
chinese = ARG3 eq "zh"

set encoding utf8
set datafile separator "\n"
set datafile commentschars ""
array wording[7]
do for [i = 1:7] {
    stats ARG1."/cost.".ARG3.".txt" every ::(i - 1)::(i - 1) using (line = strcol(1), 0) nooutput
    wording[i] = line
}
set datafile separator comma

max(a, b) = a > b ? a : b
min(a, b) = a < b ? a : b
ink = "#1f2937"; quiet = "#5b6472"; faint = "#e5e7eb"

names = ""; colours = ""; longest = 0
array most[5] = [0, 0, 0, 0, 0]
stats costs every ::1 using (names = names." ".strcol(1), colours = colours." ".strcol(2), \
    longest = max(strlen(strcol(1)), longest), 0) nooutput
numbers = "" # of all bars, panel by panel
do for [i = 1:5] {
    stats costs every ::1 using (numbers = numbers." ".strcol(i + 2), column(i + 2)) nooutput
    most[i] = STATS_max > 0 ? STATS_max : 1
}
rows = words(names)
looks = ""
stats ARG1."/models.csv" every ::1 using (looks = looks." ".strcol(1)." ".strcol(9)." ", 0) nooutput

# In pixels of a picture 960 wide; a PNG has twice as many. Three panels, and two below them.
wide = 960; above = 92; caption = 34; pitch = 26; gap = 26; below = 24
left = 40 + 8.2 * longest
panel_high = caption + rows * pitch + gap
high = above + 2 * panel_high + below - gap
column_wide = (wide - left - 24) / 3.
png = ARG2[strlen(ARG2)-3:] eq ".png"
if (png) {
    set terminal pngcairo size 2 * wide, 2 * high fontscale 2 linewidth 2 \
        font (chinese ? "WenQuanYi Micro Hei" : "DejaVu Sans").",11"
} else {
    set terminal svg size wide, high dynamic background "#ffffff" font "sans-serif,14.5"
}
set output ARG2
x_px(px) = px / real(wide)
y_px(px) = 1 - px / real(high) # from the top
set lmargin at screen 0; set rmargin at screen 1
set tmargin at screen 1; set bmargin at screen 0
set xrange [0:wide]
set yrange [high:0]
unset border; unset xtics; unset ytics; unset key

# The one way to bold that both terminals know is enhanced text, whose own characters need a backslash.
escape(text) = strlen(text) == 0 ? "" : (strstrt("{}_^@&~\\", text[1:1]) ? "\\" : "").text[1:1].escape(text[2:*])
set label 1 (png ? "{/:Bold=18 " : "{/:Bold=24 ").escape(wording[1])."}" at first 28, 34 left textcolor rgb ink
set label 2 wording[2] at first 28, 62 left textcolor rgb quiet noenhanced

# Panel i stands in column across(i) of line down(i); its bars begin at zero(i).
across(i) = (i - 1) % 3
down(i) = (i - 1) / 3
zero(i) = left + across(i) * column_wide
head(i) = above + down(i) * panel_high
middle(i, row) = head(i) + caption + (row + 0.5) * pitch
room = column_wide - 84 # beside the longest bar is its number, and some air
long(i, value) = value / most[i] * room
digits(value) = value == int(value) && value < 1e6 ? sprintf("%d", value) : \
    sprintf(value < 0.9995 ? "%.3f" : value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value)
colour(text) = "0x".text[2:*] + 0

do for [i = 1:5] {
    set label 10 + i "{/:Bold ".escape(wording[2 + i])."}" at first zero(i), head(i) + 14 left textcolor rgb ink
    set arrow 10 + i from first zero(i), head(i) + caption to first zero(i), head(i) + caption + rows * pitch nohead \
        linecolor rgb quiet linewidth 1 front
}

# The patterns of models that share a colour.
here = ARG0
while (strlen(here) > 0 && here[strlen(here):*] ne "/") { here = here[1:strlen(here) - 1] }
set print $patterns
print "0,0,0,0" # of no length: there has to be one
do for [j = 1:rows] {
    pattern = word(looks[strstrt(looks, " ".word(names, j)." "):*], 2)
    do for [i = 1:5] {
        x0 = zero(i); y0 = middle(i, j - 1) - 8; length = long(i, word(numbers, rows * (i - 1) + j)); tall = 16.
        load here."hatch.gp"
    }
}
unset print

plot for [i = 1:5] costs every ::1 using (zero(i)):(middle(i, $0)):(zero(i)):(zero(i) + long(i, column(i + 2))): \
        (middle(i, $0) - 8):(middle(i, $0) + 8):(colour(strcol(2))) \
        with boxxyerror fillstyle solid noborder linecolor rgb variable, \
    $patterns using 1:2:3:4 with vectors nohead linewidth 2 linecolor rgb "#ffffff", \
    for [i = 1:5] costs every ::1 using (zero(i) + long(i, column(i + 2)) + 7):(middle(i, $0)):(digits(column(i + 2))) \
        with labels left textcolor rgb ink, \
    for [i = 0:1] costs every ::1 using (left - 10):(middle(1 + 3 * i, $0)):1 \
        with labels right textcolor rgb ink noenhanced
