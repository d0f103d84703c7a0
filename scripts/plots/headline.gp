# SPDX-License-Identifier: MIT
# Figure 1: what each model took. A bar a model, a dot a run, the confidence interval, the speed-up.
#
#   gnuplot -c headline.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   models.csv         name,workers,colour,median_s,ci_low_s,ci_high_s,speedup,tutorial_s,pattern   a row a model, top
#                      first; the interval and tutorial_s may be empty; pattern as in hatch.gp
#   runs.csv           name,round,wall_s
#   headline.LANG.txt  three lines, none empty: title, subtitle, what the x axis shows (without a unit)

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "headline"
scripts = folder(ARG0)
load scripts."common.gp"
models = data."/models.csv"
runs = data."/runs.csv"

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

# Many rows stand closer.
pitch = rows > 8 ? 56 : 68
above = 142 + more_lines; below = 78; left = 44 + 9.4 * longest; right = 40
high = above + rows * pitch + below
load scripts."canvas.gp"
dot = 0.6; diamond = png ? 1.2 : 0.8
set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
set tmargin at screen y_px(above); set bmargin at screen y_px(high - below)

set label 3 wording[3] at screen x_px((left + wide - right) / 2), y_px(high - 22) center textcolor rgb quiet noenhanced

# The legend, by hand: gnuplot's own leaves the spacing to its guess of text widths.
line_2 = y_px(above - 32)
interval_x = chinese ? 148 : 144
tutorial_x = any_interval ? (chinese ? 328 : 424) : interval_x
set label 4 "" at screen x_px(34), line_2 point pointtype 6 pointsize dot linecolor rgb ink
set label 5 FIGURE_ONE_RUN at screen x_px(48), line_2 left textcolor rgb quiet
if (any_interval) {
    set arrow 2 from screen x_px(interval_x), line_2 to screen x_px(interval_x + 22), line_2 \
        heads size screen 0.004, 90 linewidth 1.5 linecolor rgb ink
    set label 6 FIGURE_INTERVAL \
        at screen x_px(interval_x + 34), line_2 left textcolor rgb quiet
}
if (any_tutorial) {
    set label 7 "" at screen x_px(tutorial_x), line_2 \
        point pointtype 12 pointsize diamond linewidth 1.5 linecolor rgb ink
    set label 8 FIGURE_TUTORIAL \
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
text(seconds) = seconds * scale < 0.0995 \
    ? (in_ms ? three_digits(seconds * 1e6)." µs" : three_digits(seconds * 1e3)." ms") : three_digits(seconds * scale)." ".unit
label(speedup, seconds) = sprintf("{/:Bold ×%s}  %s", three_digits(speedup), text(seconds))
furthest_of(row) = word(reach, int(row)) + 0

# The patterns of models that share a colour.
unit_px = (wide - left - right) / end
set print $patterns
print "0,0,0,0" # of no length: there has to be one
do for [i = 1:rows] {
    pattern = word(patterns, i)
    x0 = 0.; y0 = (bar(i) - half) * pitch; length = word(medians, i) * scale * unit_px; tall = 2 * half * pitch
    load scripts."hatch.gp"
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
