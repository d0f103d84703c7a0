# SPDX-License-Identifier: MIT
# Figure 2: what every worker of every model did, on one clock: a panel a model, a lane a worker.
#
#   gnuplot -c timeline.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   panels.csv         name,colour,lanes,shown,loops,merged,most_in_flight,most_computing,end_s   a row a model
#   timeline.csv       model,lane,state,begin_s,end_s   model and lane from 0; loops stand below the lanes
#   activity.csv       model,begin_s,end_s,in_flight,computing
#   timeline.LANG.txt  lines, none empty: title, subtitle, x axis (without a unit), queued, connecting, waiting,
#                      receiving, parsing, failed attempt, event loop, in flight, computing, "%d of %d shown",
#                      what merged means; then who the workers are, a line a model

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "timeline"
scripts = folder(ARG0)
load scripts."common.gp"
panels = data."/panels.csv"
pieces = data."/timeline.csv"
activity = data."/activity.csv"

# What is there.
names = ""; colours = ""; lanes = ""; shown = ""; loops = ""; in_flight = ""; computing = ""; end = 0; merged = 0
ends = ""
stats panels every ::1 using (names = names." ".strcol(1), colours = colours." ".strcol(2), lanes = lanes." ".strcol(3), \
    shown = shown." ".strcol(4), loops = loops." ".strcol(5), merged = max(merged, $6), \
    in_flight = in_flight." ".strcol(7), computing = computing." ".strcol(8), ends = ends." ".strcol(9), \
    end = max(end, $9)) nooutput
count = words(names)
number(list, i) = word(list, int(i)) + 0
failures = 0
stats pieces every ::1 using (failures = failures + (strcol(3) eq "failed"), 0) nooutput

fixed = 14 # texts before those of the models

in_ms = end < 1
scale = in_ms ? 1000 : 1
unit = in_ms ? "ms" : "s"

# Lanes get thinner where there are many of them; under the lanes stands a strip with the counts.
above = 128 + more_lines; below = 72 + (merged > 0 ? 22 : 0); right = 36
# Left of the lanes is room for the longest name, and for who works with the strip's number behind it.
left = 216
do for [i = 1:count] {
    left = max(left, max(44 + 9.3 * strlen(word(names, i)), 84 + (chinese ? 11. : 6.8) * strlen(wording[fixed + i])))
}
thickness(i) = number(shown, i) <= 2 ? 20. : number(shown, i) <= 6 ? 14. : number(shown, i) <= 12 ? 10. : 7.
loop_gap = 5.; strip_gap = 6.; strip = 22.; panel_gap = 20.
lanes_high(i) = number(shown, i) * thickness(i)
loops_shown(i) = min(24, number(loops, i))
loops_high(i) = loops_shown(i) > 0 ? loop_gap + loops_shown(i) * 10. : 0
panel_high(i) = max(62., lanes_high(i) + loops_high(i) + strip_gap + strip)
tops = ""; y = 0.
do for [i = 1:count] {
    tops = tops.sprintf(" %.1f", y)
    y = y + panel_high(i) + panel_gap
}
deep = y - panel_gap
high = above + deep + below
top(i) = number(tops, i)
strip_bottom(i) = top(i) + lanes_high(i) + loops_high(i) + strip_gap + strip
load scripts."canvas.gp"
set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
set tmargin at screen y_px(above); set bmargin at screen y_px(above + deep)
set xrange [0:end * scale * 1.005]
set yrange [deep:0] # pixels below the first panel's top
px_s = end * 1.005 / (wide - left - right) # seconds a pixel

set label 3 wording[3] at screen x_px((left + wide - right) / 2), y_px(high - 20 - (merged > 0 ? 22 : 0)) center \
    textcolor rgb quiet noenhanced
if (merged > 0) {
    set label 4 wording[14] at screen x_px(wide - right), y_px(high - 14) right textcolor rgb quiet noenhanced
}

# A state is known by its height, too: the more there is to do, the higher.
# The sixth and seventh are the counts, the last is an event loop that works on whatever task.
states = "queued connecting waiting receiving parsing in-flight computing loop"
heights = "0.14 0.45 0.62 0.8 0.96 0.96 0.62 0.96"
tints = "0x9ca3af 0x8b5cf6 0x9cc7ee 0xe69f00 0xb3123f 0xcbd5e1 0x475569 0xb3123f"
tint(i) = int(word(tints, int(i)))
height(i) = word(heights, int(i)) + 0

# The legend, by hand: boxes of the heights they have.
key_y = 94. + more_lines
advance(text) = 44 + strlen(text) * (chinese ? 14.5 : 7.8)
x = 34.
do for [i = 1:7] {
    set object i rectangle from screen x_px(x), y_px(key_y + 6) to screen x_px(x + 14), y_px(key_y + 6 - 14 * height(i)) \
        fillcolor rgb tint(i) fillstyle solid noborder
    what = wording[i < 6 ? 3 + i : 5 + i]
    set label 10 + i what at screen x_px(x + 20), y_px(key_y) left textcolor rgb quiet noenhanced
    x = x + advance(what)
}
if (failures > 0) {
    set label 18 "×" at screen x_px(x + 7), y_px(key_y - 1) center textcolor rgb ink font (png ? ",13" : ",20")
    set label 19 wording[9] at screen x_px(x + 18), y_px(key_y) left textcolor rgb quiet noenhanced
}

# Beside each panel: whose it is, who the lanes are, how many of them there are to see; the loop; the counts.
small = png ? ",9" : ",12"
do for [i = 1:count] {
    y = top(i)
    set label 20 + i "{/:Bold ".escape(word(names, i))."}" at screen x_px(28), y_px(above + y + 9) left \
        textcolor rgb word(colours, i)
    set label 40 + i wording[fixed + i] at screen x_px(28), y_px(above + y + 28) left textcolor rgb quiet noenhanced font small
    if (number(shown, i) < number(lanes, i)) {
        set label 60 + i sprintf(wording[13], number(shown, i), number(lanes, i)) at screen x_px(28), y_px(above + y + 45) \
            left textcolor rgb quiet noenhanced font small
    }
    if (loops_shown(i) > 0) {
        set label 80 + i wording[10] at screen x_px(left - 10), y_px(above + y + lanes_high(i) + loop_gap + 5 * loops_shown(i)) \
            right textcolor rgb ink noenhanced font small
    }
    set label 100 + i sprintf("%d", number(in_flight, i)) at screen x_px(left - 10), \
        y_px(above + strip_bottom(i) - strip + 4) right textcolor rgb quiet noenhanced font small
    set label 120 + i "0" at screen x_px(left - 10), y_px(above + strip_bottom(i) - 4) right textcolor rgb quiet \
        noenhanced font small
    set arrow 20 + i from graph 0, first strip_bottom(i) to graph 1, first strip_bottom(i) nohead \
        linecolor rgb "#94a3b8" linewidth 0.7
    set arrow 40 + i from first number(ends, i) * scale, top(i) to first number(ends, i) * scale, strip_bottom(i) nohead \
        linecolor rgb word(colours, i) linewidth 1 back
}

set border 0
set xtics nomirror scale 0 format "%g ".unit textcolor rgb quiet
unset ytics
set grid xtics back linetype 1 linecolor rgb faint linewidth 1

# A lane stands on its ground, whatever its state is.
ground(i, lane) = top(i) + (lane < number(shown, i) ? (lane + 1) * thickness(i) : \
    lanes_high(i) + loop_gap + (lane - number(shown, i) + 1) * 10.) - 0.5
room(i, lane) = lane < number(shown, i) ? thickness(i) - 1. : 9.
# What computes is never narrower than can be seen.
begins(s, b, e) = int(s) >= 5 && e - b < 1.6 * px_s ? max(0, e - 1.6 * px_s) : b
draw(s) = strcol(3) eq word(states, int(s))
share(i, n) = strip * n / max(1, max(number(in_flight, i), number(computing, i)))

plot for [s in "1 2 3 4 5 8"] pieces every ::1 using \
        (draw(s) ? begins(s, $4, $5) * scale : NaN):(ground($1 + 1, $2)): \
        (begins(s, $4, $5) * scale):($5 * scale): \
        (ground($1 + 1, $2) - room($1 + 1, $2) * height(s)):(ground($1 + 1, $2)) \
        with boxxyerror fillstyle solid noborder linecolor rgb tint(s), \
    for [k = 1:failures > 0] pieces every ::1 using (strcol(3) eq "failed" ? $5 * scale : NaN):(ground($1 + 1, $2) - room($1 + 1, $2) / 2):("×") \
        with labels textcolor rgb ink font (png ? ",13" : ",20"), \
    activity every ::1 using ($2 * scale):(strip_bottom($1 + 1)):($2 * scale):($3 * scale): \
        (strip_bottom($1 + 1) - share($1 + 1, $4)):(strip_bottom($1 + 1)) \
        with boxxyerror fillstyle solid noborder linecolor rgb tint(6), \
    activity every ::1 using ($2 * scale):(strip_bottom($1 + 1)):(begins(5, $2, $3) * scale):($3 * scale): \
        (strip_bottom($1 + 1) - share($1 + 1, $5)):(strip_bottom($1 + 1)) \
        with boxxyerror fillstyle solid noborder linecolor rgb tint(7)
