# SPDX-License-Identifier: MIT
# Figure 5: how long single tasks took, a step curve a model: at height y stands what the share y of its tasks did
# not exceed.
#
#   gnuplot -c ecdf.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   spans.csv      with columns model, task, started_ns, parse_end_ns and outcome, a row an attempt, those of a
#                  task together and in order
#   models.csv     name in the first column, colour in the third, a row a model
#   ecdf.LANG.txt  four lines, none empty: title, subtitle, what the x axis shows, and the y axis

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "ecdf"
scripts = folder(ARG0)
load scripts."common.gp"
spans = data."/spans.csv"
about = data."/models.csv"
set datafile missing NaN # what belongs to others is passed over: it does not end a curve

# The models that have spans (programs of somebody's own have none).
traced = " "; last = ""
stats spans every ::1 using (strcol(1) ne last ? (last = strcol(1), traced = traced.last." ") : 0, 0) nooutput
names = ""; colours = ""
stats about every ::1 using (strstrt(traced, " ".strcol(1)." ") ? (names = names." ".strcol(1), \
    colours = colours." ".strcol(3)) : 0, 0) nooutput
models = words(names)

# Of so many tasks on one is beyond the 99 % with a probability of 95 %: before that, p99 is but the slowest.
enough = 299
set datafile columnheaders
# A task has a row an attempt: it took from the start of the first to the end of the one that succeeded.
task = ""; begun = 0
seconds(i) = stringcolumn("model") ne word(names, i) ? NaN : \
    (task eq stringcolumn("model")." ".stringcolumn("task") ? 0 : \
        (task = stringcolumn("model")." ".stringcolumn("task"), begun = column("started_ns")), \
    column("outcome") == 0 && column("parse_end_ns") > begun ? (column("parse_end_ns") - begun) / 1e9 : NaN)
array tasks[models]; array half[models]; array most[models]; array p99[models]; array least[models]; array rise[models]
smallest = 1e300; largest = 0
do for [i = 1:models] {
    stats spans using (seconds(i)) nooutput
    tasks[i] = STATS_records; least[i] = STATS_min; most[i] = STATS_max
    smallest = STATS_min < smallest ? STATS_min : smallest
    largest = STATS_max > largest ? STATS_max : largest
    set xrange [0:2 * STATS_max]; set yrange [0:2] # or one task alone would be an empty range
    set table $sorted
    plot spans using (seconds(i)):(1.0 / tasks[i]) smooth cumulative
    unset table
    set autoscale
    set datafile nocolumnheaders
    set datafile separator whitespace
    stats $sorted using ($2 >= 0.5 - 1e-9 ? $1 : NaN) nooutput
    half[i] = STATS_min
    stats $sorted using 2 nooutput
    rise[i] = 100 * STATS_min
    stats $sorted using ($2 >= 0.99 - 1e-9 ? $1 : NaN) nooutput
    p99[i] = STATS_min
    set datafile separator comma
    set datafile columnheaders
}
# At least from one to half as long again, or a difference of a few percent would look like one of many times.
stretch = largest / smallest < 1.4 ? sqrt(1.5 * smallest / largest) : 1.04
from = smallest / stretch; to = largest * stretch

left = 78; right = 34; top = 102 + more_lines; pitch = 50; tall = 330; below = 76
above = top + models * pitch + 36
high = above + tall + below
load scripts."canvas.gp"
set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
set tmargin at screen y_px(above); set bmargin at screen y_px(high - below)

set label 3 wording[3] at screen 0.5, y_px(high - 20) center textcolor rgb quiet noenhanced
set label 4 wording[4] at screen x_px(margin), y_px(above - 26) left textcolor rgb ink noenhanced

text(v) = v < 0.9995e-3 ? sprintf("%.3g µs", v * 1e6) : v < 0.9995 ? sprintf("%.3g ms", v * 1e3) : sprintf("%.3g s", v)
mark(i) = word("7 5 9 13 11 15", (i - 1) % 6 + 1) + 0
array dashes[4] = ["", "(14, 5)", "(7, 4)", "(3, 4)"]
set ytics nomirror scale 0 textcolor rgb quiet format (chinese ? "%h%%" : "%h %%") 25
set border 1 linecolor rgb quiet
set grid xtics ytics linetype 1 linecolor rgb faint linewidth 1
set grid back
set logscale x
set xrange [from:to]
set yrange [0:104]
set xtics nomirror scale 0.5 textcolor rgb quiet; set xtics ("" from / 2)
leads = to / from < 2.5 ? "1 1.2 1.4 1.6 2 2.5 3 3.5 4 5 6 7 8" : \
    to / from < 6 ? "1 1.5 2 3 5 7" : to / from < 100 ? "1 2 5" : to / from < 2000 ? "1 3" : "1"
do for [k = floor(log10(from)):ceil(log10(to))] {
    do for [lead in leads] {
        v = lead * 10.0 ** k
        if (v >= from && v <= to) { set xtics add (text(v) v) }
    }
}

# A row a model: its line, its mark at the median, and the numbers. A curve rises from 0 at its first task.
command = "plot "
do for [i = 1:models] {
    y = y_px(top + (i - 1) * pitch)
    dash = dashes[(i - 1) % 4 + 1]
    style = "linewidth 2.4 linecolor rgb '".word(colours, i)."'".(dash eq "" ? "" : " dashtype ".dash)
    eval sprintf("set arrow %d from screen x_px(margin), y to screen x_px(margin + 44), y nohead %s", 10 + i, style)
    eval sprintf("set arrow %d from least[i], 0 to least[i], rise[i] nohead %s", 50 + i, style)
    set label 10 + i "" at screen x_px(margin + 22), y point pointtype mark(i) pointsize 0.7 linecolor rgb word(colours, i)
    set label 30 + i word(names, i) at screen x_px(margin + 56), y left textcolor rgb ink noenhanced
    set label 50 + i sprintf("n %d · %s %s · %s", tasks[i], FIGURE_MEDIAN, text(half[i]), \
        tasks[i] >= enough ? "p99 ".text(p99[i]) : FIGURE_TOO_FEW) at screen x_px(margin + 56), y_px(top + (i - 1) * pitch + 22) left textcolor rgb quiet noenhanced
    set label 70 + i "" at half[i], 50 point pointtype mark(i) pointsize 0.8 linecolor rgb word(colours, i) front
    command = command.sprintf("%sspans using (seconds(%d)):(100.0 / tasks[%d]) smooth cumulative with steps %s", \
        i > 1 ? ", " : "", i, i, style)
}
eval command
