# SPDX-License-Identifier: MIT
# Figure 1: what each model took. A bar a model, a dot a run, the confidence interval, the speed-up, and what no program
# can be faster than.
#
#   gnuplot -c headline.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   models.csv         name,workers,colour,median_s,ci_low_s,ci_high_s,speedup,tutorial_s,pattern,bound_s   a row a model,
#                      top first; the interval, tutorial_s and bound_s may be empty; pattern as in hatch.gp
#   runs.csv           name,round,wall_s
#   headline.LANG.txt  three lines, none empty: title, subtitle, what the x axis shows (without a unit)

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "headline"
scripts = folder(ARG0)
load scripts."common.gp"
models = data."/models.csv"
runs = data."/runs.csv"

# What is there: the names, and how far the marks of each row reach.
names = ""; medians = ""; tutorials = ""; bounds = ""; patterns = ""; furthest = 0
any_tutorial = 0; any_interval = 0; any_bound = 0
stats models every ::1 using (names = names." ".strcol(1), medians = medians." ".strcol(4), patterns = patterns." ".strcol(9), \
    tutorials = tutorials." ".(valid(8) ? strcol(8) : "none"), bounds = bounds." ".(valid(10) ? strcol(10) : "none"), \
    valid(5) ? (any_interval = 1) : 0, valid(10) ? (any_bound = 1) : 0, \
    valid(8) ? (any_tutorial = 1, furthest = max(field(8), furthest)) : 0, 0) nooutput
rows = words(names)
rounds = 0; reach = ""
do for [i = 1:rows] {
    most = 0
    stats models every ::i::i using (most = max(field(6), $4)) nooutput
    stats runs every ::1 using (rounds = max($2, rounds), \
        strcol(1) eq word(names, i) ? (most = max($3, most)) : 0) nooutput
    most = word(bounds, i) ne "none" ? max(word(bounds, i) + 0, most) : most
    reach = reach." ".sprintf("%.9g", most)
    furthest = max(most, furthest)
}
in_ms = furthest < 1
scale = in_ms ? 1000 : 1
unit = in_ms ? "ms" : "s"

# The legend: what there is to see of the run, the interval, the tutorial, and the bound.
array key_words[4] = [FIGURE_ONE_RUN, FIGURE_INTERVAL, FIGURE_TUTORIAL, FIGURE_LEAST]
array key_wide[4] = [12, 22, 14, 6]
array key_there[4] = [1, any_interval, any_tutorial, any_bound]
array key_px[4]; array key_row[4]
do for [k = 1:4] {
    if (key_there[k]) {
        key_px[k] = place(key_wide[k] + 8 + text_px(key_words[k]))
        key_row[k] = key_line
    }
}

# A row, from above: the name; the bar, and on it the runs, then their interval; under it the tutorial. So nothing hides.
pitch = any_tutorial ? 92. : 78.
name_at = 12; bar_top = 27.; bar_high = 36.
above = 118 + more_lines + 24 * key_line; below = 70; left = margin + 2; right = 38
high = above + rows * pitch + below
load scripts."canvas.gp"
dot = 0.6; diamond = png ? 1.2 : 0.8
set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
set tmargin at screen y_px(above); set bmargin at screen y_px(high - below)

set label 3 wording[3] at screen x_px((left + wide - right) / 2), y_px(high - 20) center textcolor rgb quiet noenhanced

do for [k = 1:4] {
    if (key_there[k]) {
        y = y_px(key_top + 24 * key_row[k]); x = key_px[k]
        set label 10 + k key_words[k] at screen x_px(x + key_wide[k] + 8), y left textcolor rgb quiet noenhanced
        if (k == 1) { set label 5 "" at screen x_px(x + 6), y point pointtype 6 pointsize dot linecolor rgb ink }
        if (k == 2) {
            set arrow 2 from screen x_px(x), y to screen x_px(x + 22), y heads size screen 0.006, 90 linewidth 1.5 linecolor rgb ink
        }
        if (k == 3) { set label 6 "" at screen x_px(x + 7), y point pointtype 12 pointsize diamond linewidth 1.5 linecolor rgb ink }
        if (k == 4) {
            set arrow 3 from screen x_px(x + 3), y_px(key_top + 24 * key_row[k] - 9) to screen x_px(x + 3), \
                y_px(key_top + 24 * key_row[k] + 9) nohead linewidth 3 linecolor rgb ink
        }
    }
}

# To the right of the furthest mark there is room for a label.
room = 150
end = furthest * scale * (wide - left - right) / (wide - left - right - room)
set xrange [0:end]
set yrange [rows * pitch:0] # pixels below the first row's top
set border 0
set xtics step(end, 6) nomirror scale 0 format "%g ".unit textcolor rgb quiet
unset ytics
set grid xtics front linetype 1 linecolor rgb faint linewidth 1
set grid back
set arrow 1 from graph 0, 0 to graph 0, 1 nohead linecolor rgb quiet linewidth 1 front
set errorbars 0.7
set style textbox opaque noborder fillcolor rgb "#ffffff" margins 0.3, 0.2 # no grid line through a label

top(row) = (row - 1) * pitch + bar_top
middle(row) = top(row) + bar_high / 2
run(row, round) = top(row) + 13 + 16 * ((round - 0.5) / rounds - 0.5)
interval(row) = top(row) + bar_high - 8
tutorial(row) = top(row) + bar_high + 14
text(seconds) = seconds * scale < 0.0995 \
    ? (in_ms ? three_digits(seconds * 1e6)." µs" : three_digits(seconds * 1e3)." ms") : three_digits(seconds * scale)." ".unit
label(speedup, seconds) = sprintf("{/:Bold ×%s}  %s", three_digits(speedup), text(seconds))
furthest_of(row) = word(reach, int(row)) + 0

# The patterns of models that share a colour.
unit_px = (wide - left - right) / end
set print $patterns
print "-9,-9,0,0" # outside, since gnuplot 6 makes a dot of it: there has to be one
do for [i = 1:rows] {
    pattern = word(patterns, i)
    x0 = 0.; y0 = top(i); length = word(medians, i) * scale * unit_px; tall = bar_high
    load scripts."hatch.gp"
}
unset print

do for [i = 1:rows] {
    set label 20 + i word(names, i) at graph 0, first (i - 1) * pitch + name_at left offset 0.4, 0 textcolor rgb ink noenhanced front
    if (word(bounds, i) ne "none") { # a tick across the bar, with a seam in the colour of the paper
        at = word(bounds, i) * scale
        set arrow 100 + i from first at, top(i) - 5 to first at, top(i) + bar_high + 5 nohead linewidth 6 linecolor rgb "#ffffff" front
        set arrow 140 + i from first at, top(i) - 5 to first at, top(i) + bar_high + 5 nohead linewidth 3 linecolor rgb ink front
    }
    if (word(tutorials, i) ne "none") {
        set arrow 10 + i from 0, tutorial(i) to word(tutorials, i) * scale, tutorial(i) nohead linecolor rgb quiet
        set label 60 + i "" at word(tutorials, i) * scale, tutorial(i) front \
            point pointtype 13 pointsize diamond linecolor rgb "#ffffff"
        set label 100 + i "" at word(tutorials, i) * scale, tutorial(i) front \
            point pointtype 12 pointsize diamond linewidth 1.5 linecolor rgb ink
    }
}

plot models every ::1 using ($4 * scale / 2):(middle($0 + 1)):(0):($4 * scale):(top($0 + 1)):(top($0 + 1) + bar_high): \
        (colour(strcol(3))) \
        with boxxyerror fillstyle solid noborder linecolor rgb variable, \
    $patterns using ($1 / unit_px):2:($3 / unit_px):4 with vectors nohead linewidth 2 linecolor rgb "#ffffff", \
    models every ::1 using ($4 * scale / 2):(middle($0 + 1)):(0):($4 * scale):(top($0 + 1)):(top($0 + 1) + bar_high): \
        (colour(strcol(3))) with boxxyerror fillstyle empty linewidth 1 linecolor rgb variable, \
    for [i = 1:rows] runs every ::1 using (strcol(1) eq word(names, i) ? $3 * scale : NaN):(run(i, $2)) \
        with points pointtype 7 pointsize dot linecolor rgb "#ffffff", \
    for [i = 1:rows] runs every ::1 using (strcol(1) eq word(names, i) ? $3 * scale : NaN):(run(i, $2)) \
        with points pointtype 6 pointsize dot linewidth 1.2 linecolor rgb ink, \
    for [i = 1:any_interval] models every ::1 using ($4 * scale):(interval($0 + 1)):(field(5) * scale):(field(6) * scale) \
        with xerrorbars pointtype 0 linewidth 1.5 linecolor rgb ink, \
    models every ::1 using (furthest_of($0 + 1) * scale):(middle($0 + 1)):(label($7, $4)) \
        with labels left boxed offset 1.2, 0 textcolor rgb ink
