# SPDX-License-Identifier: MIT
# Figure 4: how throughput and memory change with the one thing that was swept. A line a model, a dot a run,
# the bound of each dashed.
#
#   gnuplot -c scaling.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   sweep.csv         WHAT,model,label,colour,in_flight,median_s,ci_low_s,ci_high_s,tasks_per_s,tasks_per_s_low,
#                     tasks_per_s_high,bound_tasks_per_s,peak_own_memory_bytes   the rows of a model together; where
#                     WHAT is workers or in_flight, a model with as many everywhere has one row, whose label is
#                     the model; WHAT ends in _s where it is a time
#   runs.csv          WHAT,model,label,round,wall_s,tasks_per_s
#   scaling.LANG.txt  five lines, none empty: title, subtitle, what varies, the two heights (without units)

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "scaling"
scripts = folder(ARG0)
load scripts."common.gp"
points = data."/sweep.csv"
runs = data."/runs.csv"

# What is there: the models with their colours and numbers of rows, and the values of what varies.
names = ""; colours = ""; sizes = ""; fixed = ""; last = ""; size = 0; known = " "
stats points every ::0::0 using (head = strcol(1), 0) nooutput
stats points every ::1 using ( \
    strcol(2) ne last ? (names = names." ".strcol(2), colours = colours." ".strcol(4), \
                         fixed = fixed." ".(strcol(2) eq strcol(3) ? "1" : "0"), \
                         sizes = size ? sizes." ".sprintf("%d", size) : "", size = 0, last = strcol(2)) : 0, \
    size = size + 1, \
    strstrt(known, " ".strcol(1)." ") ? 0 : (known = known.strcol(1)." "), 0) nooutput
sizes = sizes." ".sprintf("%d", size)
models = words(names)
is_time = head[strlen(head)-1:] eq "_s"
smallest = 1e300; largest = 0; has_zero = 0; most = 0; most_bytes = 0
stats points every ::1 using (smallest = $1 > 0 && $1 < smallest ? $1 : smallest, largest = max($1, largest), \
    has_zero = $1 == 0 ? 1 : has_zero, most = max($9, most), most_bytes = max(field(13), most_bytes)) nooutput
stats runs every ::1 using (most = max($6, most)) nooutput
ceiling = most * 1.08
stats points every ::1 using (ceiling = max(field(12) * 1.08 < most * 2 ? field(12) * 1.08 : 0, ceiling)) nooutput

# A time of 0 has a place one step to the left of the smallest.
if (largest == 0) { smallest = 1; largest = 0.5 } # of nothing else
log2(v) = log(v) / log(2)
place(v) = v > 0 ? log2(v) : log2(smallest) - 1
from = has_zero ? log2(smallest) - 1 : log2(smallest)
to = log2(largest)

left = 84; right = 34; top = 104 + more_lines; pitch = 26; rates = 330; between = 78; memory = 150; below = 78
array key_x[models]; array key_row[models]
x = 34; row = 0
do for [i = 1:models] {
    width = 60 + 9.4 * strlen(word(names, i))
    if (x > 34 && x + width > wide - right) { x = 34; row = row + 1 }
    key_x[i] = x; key_row[i] = row
    x = x + width
}
keys = row + 2
above = top + keys * pitch + 40
high = above + rates + between + memory + below
load scripts."canvas.gp"
dot = png ? 0.5 : 0.6
set multiplot

# The legend, by hand: gnuplot's own leaves the spacing to its guess of text widths.
mark(i) = word("7 5 9 13 11 15", (i - 1) % 6 + 1) + 0
hollow(i) = i > 6 && i <= 12 # so that twelve models have a mark of their own
do for [i = 1:models] {
    y = y_px(top + key_row[i] * pitch)
    set arrow 10 + i from screen x_px(key_x[i]), y to screen x_px(key_x[i] + 28), y nohead \
        linewidth 2 linecolor rgb word(colours, i)
    set label 10 + i "" at screen x_px(key_x[i] + 14), y point pointtype mark(i) pointsize 0.7 linecolor rgb word(colours, i)
    if (hollow(i)) { set label 70 + i "" at screen x_px(key_x[i] + 14), y point pointtype mark(i) pointsize 0.35 linecolor rgb "#ffffff" }
    set label 30 + i word(names, i) at screen x_px(key_x[i] + 38), y left textcolor rgb ink noenhanced
}
y = y_px(top + (keys - 1) * pitch)
set label 51 "" at screen x_px(48), y point pointtype 6 pointsize dot linecolor rgb ink
set label 52 FIGURE_RUNS_AND_MEDIAN at screen x_px(72), y left textcolor rgb quiet
bound_x = chinese ? 280 : 350
set arrow 53 from screen x_px(bound_x), y to screen x_px(bound_x + 36), y nohead dashtype (6, 4) linewidth 1.2 linecolor rgb ink
set label 54 FIGURE_BOUND \
    at screen x_px(bound_x + 46), y left textcolor rgb quiet

set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
margin = to > from ? 0.03 * (to - from) : 1
set xrange [from - margin : to + margin]
set border 1 linecolor rgb quiet
set grid ytics linetype 1 linecolor rgb faint linewidth 1
set grid back
set ytics nomirror scale 0 textcolor rgb quiet
set style textbox opaque noborder fillcolor rgb "#ffffff" margins 0.3, 0.2

# The values from the last one on; one whose label would touch the next has a mark only.
text(v) = !is_time || v == 0 ? sprintf("%.10g", v) : \
    v < 0.9995e-3 ? sprintf("%.3g µs", v * 1e6) : v < 0.9995 ? sprintf("%.3g ms", v * 1e3) : sprintf("%.4g s", v)
px_of(v) = left + (place(v) - from + margin) / (to - from + 2 * margin) * (wide - left - right)
set xtics nomirror scale 0.5 textcolor rgb quiet; set xtics ("" from - 1)
free = 1e300
do for [i = words(known):1:-1] {
    v = word(known, i) + 0
    reach = 5.2 * strlen(text(v)) + 5
    if (px_of(v) + reach < free) { free = px_of(v) - reach; set xtics add (text(v) place(v)) } else { set xtics add ("" place(v)) }
}

# The dots stand beside the median, those of each model in a column of its own.
half = models / 2
step = (wide - left - right) / (words(known) * (models + 2.0))
aside(i) = (i <= half ? i - half - 1 : i - half) * (step < 10 ? step : 10.0) \
    / (wide - left - right) * (to - from + 2 * margin)
is(i) = strcol(2) eq word(names, i)
flat(i) = word(sizes, i) + 0 == 1 && word(fixed, i) + 0 && (head eq "workers" || head eq "in_flight")
at(i, v) = flat(i) ? NaN : place(v)

# What is the same everywhere is a line from edge to edge.
do for [i = 1:models] {
    if (flat(i)) {
        stats points every ::1 using (is(i) ? (level = $9, level_bound = field(12)) : 0, 0) nooutput
        set arrow 100 + i from graph 0, first level to graph 1, first level nohead linewidth 2 linecolor rgb word(colours, i)
        if (level_bound < ceiling) {
            set arrow 130 + i from graph 0, first level_bound to graph 1, first level_bound nohead \
                dashtype (6, 4) linewidth 1.2 linecolor rgb word(colours, i)
        }
    }
}
set tmargin at screen y_px(above); set bmargin at screen y_px(above + rates)
set label 3 wording[4] at screen x_px(28), y_px(above - 26) left textcolor rgb ink noenhanced
set yrange [0:ceiling]
plot for [i = 1:models] points every ::1 using (is(i) ? at(i, $1) : 1/0):(field(12)) \
        with lines dashtype (6, 4) linewidth 1.2 linecolor rgb word(colours, i), \
    for [i = 1:models] points every ::1 using (is(i) ? at(i, $1) : 1/0):9 \
        with lines linewidth 2 linecolor rgb word(colours, i), \
    for [i = 1:models] runs every ::1 using (is(i) ? place($1) + aside(i) : 1/0):6 \
        with points pointtype 7 pointsize dot linecolor rgb "#ffffff", \
    for [i = 1:models] runs every ::1 using (is(i) ? place($1) + aside(i) : 1/0):6 \
        with points pointtype 6 pointsize dot linewidth 1 linecolor rgb word(colours, i), \
    for [i = 1:models] points every ::1 using (is(i) ? at(i, $1) : 1/0):9 \
        with points pointtype mark(i) pointsize 0.7 linecolor rgb word(colours, i), \
    for [i = 1:models] points every ::1 using (is(i) && hollow(i) ? at(i, $1) : 1/0):9 \
        with points pointtype mark(i) pointsize 0.35 linecolor rgb "#ffffff"

# Under it the memory.
unset label; unset arrow
do for [i = 1:models] {
    if (flat(i)) {
        level_bytes = NaN
        stats points every ::1 using (is(i) ? (level_bytes = field(13)) : 0, 0) nooutput
        if (level_bytes > 0) {
            set arrow 100 + i from graph 0, first level_bytes / 1e6 to graph 1, first level_bytes / 1e6 nohead \
                linewidth 2 linecolor rgb word(colours, i)
        }
    }
}
under = above + rates + between
set tmargin at screen y_px(under); set bmargin at screen y_px(under + memory)
set label 4 wording[5] at screen x_px(28), y_px(under - 22) left textcolor rgb ink noenhanced
set label 5 wording[3] at screen x_px((left + wide - right) / 2), y_px(high - 22) center textcolor rgb quiet noenhanced
set yrange [0:max(most_bytes, 1) / 1e6 * 1.12]
if (most_bytes > 0) {
    set ytics format "%g MB"
    power = 10 ** floor(log10(most_bytes / 1e6))
    lead = most_bytes / 1e6 / power
    set ytics power * (lead < 2 ? 0.5 : lead < 5 ? 1 : 2)
} else {
    unset ytics
    set label 6 FIGURE_NOT_MEASURED at graph 0.5, 0.5 center textcolor rgb quiet
}
plot for [i = 1:models] points every ::1 using (is(i) ? at(i, $1) : 1/0):(field(13) / 1e6) \
        with linespoints linewidth 2 pointtype mark(i) pointsize 0.7 linecolor rgb word(colours, i), \
    for [i = 1:models] points every ::1 using (is(i) && hollow(i) ? at(i, $1) : 1/0):(field(13) / 1e6) \
        with points pointtype mark(i) pointsize 0.35 linecolor rgb "#ffffff"
unset multiplot
