# SPDX-License-Identifier: MIT
# Figure 1: what each model took. A bar a model, a dot a run, the confidence interval, the speed-up.
#
#   gnuplot -c headline.gp DATADIR OUTFILE LANG
#
# OUTFILE ends in .svg or .png; LANG is en or zh. DATADIR holds
#   models.csv         name,workers,colour,median_s,ci_low_s,ci_high_s,speedup,tutorial_s,pattern   a row a model, top
#                      first; the interval and tutorial_s may be empty; pattern as in hatch.gp
#   runs.csv           name,round,wall_s
#   headline.LANG.txt  three lines, none empty: title, subtitle, what the x axis shows (without a unit)

models = ARG1."/models.csv"
runs = ARG1."/runs.csv"
chinese = ARG3 eq "zh"

set encoding utf8
set datafile separator "\n"
set datafile commentschars ""
array wording[3]
do for [i = 1:3] {
    stats ARG1."/headline.".ARG3.".txt" every ::(i - 1)::(i - 1) using (line = strcol(1), 0) nooutput
    wording[i] = line
}
set datafile separator comma

# A field that may be empty is read as text: an expression that names such a column as a number is passed over as a whole
# where it is empty, in gnuplot 5.4 after $N and in gnuplot 6 after column(N), too.
field(n) = valid(n) ? strcol(n) + 0 : NaN

max(a, b) = a > b ? a : b # b where a is NaN
min(a, b) = a < b ? a : b
ink = "#1f2937"; quiet = "#5b6472"; faint = "#e5e7eb"

# What is there: the names, the longest one, and how far the marks of each row reach.
names = ""; medians = ""; tutorials = ""; patterns = ""; any_tutorial = 0; any_interval = 0; longest = 0; furthest = 0
stats models every ::1 using (names = names." ".strcol(1), longest = max(strlen(strcol(1)), longest), \
    medians = medians." ".strcol(4), patterns = patterns." ".strcol(9), \
    tutorials = tutorials." ".(valid(8) ? strcol(8) : "none"), \
    valid(5) ? (any_interval = 1) : 0, \
    valid(8) ? (any_tutorial = 1, furthest = max(field(8), furthest)) : 0, 0) nooutput
rows = words(names)
rounds = 0; reach = ""
do for [i = 1:rows] {
    most = 0
    stats models every ::i::i using (most = max(field(6), $4)) nooutput
    stats runs every ::1 using (rounds = max($2, rounds), \
        strcol(1) eq word(names, i) ? (most = max($3, most)) : 0) nooutput
    reach = reach." ".sprintf("%.9g", most)
    furthest = max(most, furthest)
}
in_ms = furthest < 1
scale = in_ms ? 1000 : 1
unit = in_ms ? "ms" : "s"

# The subtitle, in as many lines as it takes: ended behind a dot, else at a space or, in a long word, anywhere.
wide = 960
narrow = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_abcdefghijklmnopqrstuvwxyz{|}~·±µ–"
array subtitle[24]
lines = 0; start = 1; behind_dot = 0; space = 0; used = 0.0; before = ""
do for [i = 1:strlen(wording[2])] {
    letter = wording[2][i:i]
    if (letter eq " ") { space = i }
    if (before.letter eq "· ") { behind_dot = i }
    before = letter
    used = used + (strstrt(narrow, letter) ? 8.6 : 16.8)
    if (used > wide - 56 && lines < 22) {
        lines = lines + 1
        last = behind_dot > start ? behind_dot : space > start ? space : i - 1
        subtitle[lines] = wording[2][start:last]
        start = last + 1
        used = 0.0
        do for [j = start:i] { used = used + (strstrt(narrow, wording[2][j:j]) ? 8.6 : 16.8) }
    }
}
lines = lines + 1
subtitle[lines] = wording[2][start:*]

# Everything is laid out in pixels of a picture 960 wide; a PNG has twice as many. Many rows stand closer.
pitch = rows > 8 ? 56 : 68
above = 120 + 22 * lines; below = 78; left = 44 + 9.4 * longest; right = 40
high = above + rows * pitch + below
if (ARG2[strlen(ARG2)-3:] eq ".png") {
    set terminal pngcairo size 2 * wide, 2 * high fontscale 2 linewidth 2 pointscale 3.2 \
        font (chinese ? "WenQuanYi Micro Hei" : "DejaVu Sans").",12.5"
    dot = 0.6; diamond = 1.2
} else {
    # Whoever reads Chinese has a sans-serif font that knows it.
    set terminal svg size wide, high dynamic background "#ffffff" font "sans-serif,16"
    dot = 0.6; diamond = 0.8
}
set output ARG2
x_px(px) = px / real(wide)
y_px(px) = 1 - px / real(high) # from the top
set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
set tmargin at screen y_px(above); set bmargin at screen y_px(high - below)

# The one way to bold that both terminals know is enhanced text, whose own characters need a backslash.
bold = ""
do for [i = 1:strlen(wording[1])] {
    letter = wording[1][i:i]
    bold = bold.(strstrt("{}_^@&~\\", letter) ? "\\" : "").letter
}
set label 1 "{/:Bold=20 ".bold."}" at screen x_px(28), y_px(38) left textcolor rgb ink
do for [i = 1:lines] {
    set label 100 + i subtitle[i] at screen x_px(28), y_px(48 + 22 * i) left textcolor rgb quiet noenhanced
}
set label 3 wording[3] at screen x_px((left + wide - right) / 2), y_px(high - 22) center textcolor rgb quiet noenhanced
unset key

# The legend, by hand: gnuplot's own leaves the spacing to its guess of text widths.
line_2 = y_px(above - 32)
interval_x = chinese ? 148 : 144
tutorial_x = any_interval ? (chinese ? 328 : 424) : interval_x
set label 4 "" at screen x_px(34), line_2 point pointtype 6 pointsize dot linecolor rgb ink
set label 5 chinese ? "一次运行" : "one run" at screen x_px(48), line_2 left textcolor rgb quiet
if (any_interval) {
    set arrow 2 from screen x_px(interval_x), line_2 to screen x_px(interval_x + 22), line_2 \
        heads size screen 0.004, 90 linewidth 1.5 linecolor rgb ink
    set label 6 chinese ? "95% 置信区间" : "95 % confidence interval" \
        at screen x_px(interval_x + 34), line_2 left textcolor rgb quiet
}
if (any_tutorial) {
    set label 7 "" at screen x_px(tutorial_x), line_2 \
        point pointtype 12 pointsize diamond linewidth 1.5 linecolor rgb ink
    set label 8 chinese ? "教程（另一台机器）" : "tutorial, other machine" \
        at screen x_px(tutorial_x + 16), line_2 left textcolor rgb quiet
}

# To the right of the furthest mark there is room for a label.
room = 150
end = furthest * scale * (wide - left - right) / (wide - left - right - room)
set xrange [0:end]
set yrange [rows + 0.5:0.5]
set border 0
set xtics nomirror scale 0 format "%g ".unit textcolor rgb quiet
set ytics nomirror scale 0 textcolor rgb ink noenhanced
set grid xtics front linetype 1 linecolor rgb faint linewidth 1
set grid back
set arrow 1 from graph 0, 0 to graph 0, 1 nohead linecolor rgb quiet linewidth 1 front
set errorbars 0.7
set style textbox opaque noborder fillcolor rgb "#ffffff" margins 0.3, 0.2 # no grid line through a label

# A row, from above: the bar, and on it the runs, then their interval; under it the tutorial. So nothing hides.
bar(row) = row - 0.09
half = 0.31
run(row, round) = row - 0.18 + 0.36 * ((round - 0.5) / rounds - 0.5)
interval(row) = row + 0.13
tutorial(row) = row + 0.38
colour(text) = "0x".text[2:*] + 0
digits(value) = sprintf(value < 0.9995 ? "%.3f" : value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value)
text(seconds) = seconds * scale < 0.0995 \
    ? (in_ms ? digits(seconds * 1e6)." µs" : digits(seconds * 1e3)." ms") : digits(seconds * scale)." ".unit
label(speedup, seconds) = sprintf("{/:Bold ×%s}  %s", digits(speedup), text(seconds))
furthest_of(row) = word(reach, int(row)) + 0

# The patterns of models that share a colour; where gnuplot finds its like, beside this file.
unit_px = (wide - left - right) / end
here = ARG0
while (strlen(here) > 0 && here[strlen(here):*] ne "/") { here = here[1:strlen(here) - 1] }
set print $patterns
print "0,0,0,0" # of no length: there has to be one
do for [i = 1:rows] {
    pattern = word(patterns, i)
    x0 = 0.; y0 = (bar(i) - half) * pitch; length = word(medians, i) * scale * unit_px; tall = 2 * half * pitch
    load here."hatch.gp"
}
unset print

do for [i = 1:rows] {
    if (word(tutorials, i) ne "none") {
        set arrow 10 + i from 0, tutorial(i) to word(tutorials, i) * scale, tutorial(i) nohead linecolor rgb quiet
        set label 10 + i "" at word(tutorials, i) * scale, tutorial(i) front \
            point pointtype 13 pointsize diamond linecolor rgb "#ffffff"
        set label 50 + i "" at word(tutorials, i) * scale, tutorial(i) front \
            point pointtype 12 pointsize diamond linewidth 1.5 linecolor rgb ink
    }
}

plot models every ::1 using ($4 * scale / 2):(bar($0 + 1)):(0):($4 * scale):(bar($0 + 1) - half):(bar($0 + 1) + half): \
        (colour(strcol(3))):ytic(1) \
        with boxxyerror fillstyle solid noborder linecolor rgb variable, \
    $patterns using ($1 / unit_px):($2 / pitch):($3 / unit_px):($4 / pitch) with vectors nohead linewidth 2 linecolor rgb "#ffffff", \
    models every ::1 using ($4 * scale / 2):(bar($0 + 1)):(0):($4 * scale):(bar($0 + 1) - half):(bar($0 + 1) + half): \
        (colour(strcol(3))) with boxxyerror fillstyle empty linewidth 1 linecolor rgb variable, \
    for [i = 1:rows] runs every ::1 using (strcol(1) eq word(names, i) ? $3 * scale : NaN):(run(i, $2)) \
        with points pointtype 7 pointsize dot linecolor rgb "#ffffff", \
    for [i = 1:rows] runs every ::1 using (strcol(1) eq word(names, i) ? $3 * scale : NaN):(run(i, $2)) \
        with points pointtype 6 pointsize dot linewidth 1.2 linecolor rgb ink, \
    for [i = 1:any_interval] models every ::1 using ($4 * scale):(interval($0 + 1)):(field(5) * scale):(field(6) * scale) \
        with xerrorbars pointtype 0 linewidth 1.5 linecolor rgb ink, \
    models every ::1 using (furthest_of($0 + 1) * scale):(bar($0 + 1)):(label($7, $4)) \
        with labels left boxed offset 1.2, 0 textcolor rgb ink
