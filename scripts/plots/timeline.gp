# SPDX-License-Identifier: MIT
# Figure 2: what every worker of every model did, on one clock: a panel a model, a lane a worker.
#
#   gnuplot -c timeline.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   panels.csv         name,colour,lanes,shown,workers,loops,merged,most_in_flight,most_computing,end_s   a row a model
#   states.csv         state,colour,height,words,shown   a row a state, as bench/timeline/lane.c has them
#   timeline.csv       model,lane,state,begin_s,end_s   model and lane from 0; loops stand below the lanes
#   activity.csv       model,begin_s,end_s,in_flight,computing
#   timeline.LANG.txt  lines, none empty: title, subtitle, x axis (without a unit); the last ones are who the workers
#                      are, a line a model

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "timeline"
scripts = folder(ARG0)
load scripts."common.gp"
panels = data."/panels.csv"
pieces = data."/timeline.csv"
activity = data."/activity.csv"

# What is there.
names = ""; colours = ""; lanes = ""; shown = ""; workers = ""; loops = ""; in_flight = ""; computing = ""; ends = ""
end = 0; merged = 0; any_loop = 0; any_flight = 0
stats panels every ::1 using (names = names." ".strcol(1), colours = colours." ".strcol(2), lanes = lanes." ".strcol(3), \
    shown = shown." ".strcol(4), workers = workers." ".strcol(5), loops = loops." ".strcol(6), merged = max(merged, $7), \
    in_flight = in_flight." ".strcol(8), computing = computing." ".strcol(9), ends = ends." ".strcol(10), \
    any_loop = max(any_loop, $6), any_flight = max(any_flight, $8), end = max(end, $10)) nooutput
models = words(names)
number(list, i) = word(list, int(i)) + 0
states = ""; tints = ""; heights = ""; called = ""; seen = ""
stats data."/states.csv" every ::1 using (states = states." ".strcol(1), tints = tints." ".strcol(2), \
    heights = heights." ".strcol(3), called = called." ".strcol(4), seen = seen." ".strcol(5), 0) nooutput
failed = index_of(states, "failed")
failures = failed > 0 && number(seen, failed)
# An event loop is drawn as what its tasks are: parsed, or worked on.
busy = index_of(states, number(seen, index_of(states, "parsing")) ? "parsing" : "working")
tint(s) = colour(word(tints, int(s)))
height(s) = number(heights, s)
flight_tint = colour(line); busy_tint = colour(ink)

in_ms = end < 1
scale = in_ms ? 1000 : 1
unit = in_ms ? "ms" : "s"

# The legend: the states that are there to see, and the counts under the lanes.
count = words(states)
array key_px[count + 2]; array key_row[count + 2]; array key_words[count + 2]
do for [s = 1:count + 2] {
    key_words[s] = s <= count ? value(word(called, s)) : s == count + 1 ? TIMELINE_IN_FLIGHT : \
        any_flight > 0 ? TIMELINE_COMPUTING : TIMELINE_AT_WORK
    if (s <= count ? number(seen, s) : s > count + 1 || any_flight > 0) {
        key_px[s] = place(20 + text_px(key_words[s]))
        key_row[s] = key_line
    } else {
        key_row[s] = -1
    }
}

# Above the lanes stand whose they are, who works, and how much of that is to be seen; lanes get thinner where there
# are many of them; under the lanes stands a strip with the counts.
above = 122 + more_lines + key_line * 24; below = 66 + (merged > 0 ? 22 : 0); left = any_loop > 0 ? 112 : 58; right = 38
loop_gap = 6.; loop_high = 11.; strip_gap = 8.; strip = 32.; panel_gap = 26.
thickness(i) = number(shown, i) <= 2 ? 20. : number(shown, i) <= 6 ? 14. : number(shown, i) <= 12 ? 10. : 7.
lanes_high(i) = number(shown, i) * thickness(i)
loops_shown(i) = min(24, number(loops, i))
loops_high(i) = loops_shown(i) > 0 ? loop_gap + max(16, loops_shown(i) * loop_high) : 0
# "12 threads · 10 of 12 needed", as timeline_describe_lanes says it; what is too long for a line has two.
part(phrase, some, all) = number(some, 1) < number(all, 1) ? " · ".sprintf(phrase, some, all) : ""
team(i) = wording[|wording| - models + i]
needed(i) = part(TIMELINE_NEEDED, word(lanes, i), word(workers, i)).part(TIMELINE_SHOWN, word(shown, i), word(lanes, i))
array tops[models]; array headings[models]
y = 0.
do for [i = 1:models] {
    headings[i] = text_px(team(i).needed(i)) > wide - 2 * margin ? 67. : 46.
    tops[i] = y + headings[i]
    y = tops[i] + lanes_high(i) + loops_high(i) + strip_gap + strip + panel_gap
}
deep = y - panel_gap
high = above + deep + below
top(i) = tops[int(i)]
strip_bottom(i) = top(i) + lanes_high(i) + loops_high(i) + strip_gap + strip
load scripts."canvas.gp"
set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
set tmargin at screen y_px(above); set bmargin at screen y_px(above + deep)
set xrange [0:end * scale * 1.005]
set yrange [deep:0] # pixels below the first panel's top
px_s = end * 1.005 / (wide - left - right) # seconds a pixel

set label 3 wording[3] at screen x_px((left + wide - right) / 2), y_px(high - 18 - (merged > 0 ? 22 : 0)) center \
    textcolor rgb quiet noenhanced
if (merged > 0) {
    set label 4 TIMELINE_MERGED at screen x_px(margin), y_px(high - 14) left textcolor rgb quiet noenhanced
}

# A state is known by its height, too: the more there is to do, the higher.
key_y(s) = key_top + key_row[s] * 24
do for [s = 1:count + 2] {
    if (key_row[s] >= 0) {
        set label 10 + s key_words[s] at screen x_px(key_px[s] + 20), y_px(key_y(s)) left textcolor rgb quiet noenhanced
        if (s == failed) {
            set label 30 "×" at screen x_px(key_px[s] + 7), y_px(key_y(s) - 1) center textcolor rgb ink font cross
        } else {
            tall = s <= count ? height(s) : s == count + 1 ? 1 : 0.6
            set object s rectangle from screen x_px(key_px[s]), y_px(key_y(s) + 6) \
                to screen x_px(key_px[s] + 14), y_px(key_y(s) + 6 - 13 * tall) \
                fillcolor rgb (s <= count ? tint(s) : s == count + 1 ? flight_tint : busy_tint) fillstyle solid noborder
        }
    }
}

do for [i = 1:models] {
    y = top(i) - headings[i]
    set label 40 + i "{/:Bold ".escape(word(names, i))."}" at screen x_px(margin), y_px(above + y + 9) left \
        textcolor rgb word(colours, i)
    set label 60 + i team(i).(headings[i] > 46 ? "" : needed(i)) at screen x_px(margin), y_px(above + y + 30) left \
        textcolor rgb quiet noenhanced
    if (headings[i] > 46) {
        set label 140 + i needed(i)[4:*] at screen x_px(margin), y_px(above + y + 51) left textcolor rgb quiet noenhanced
    }
    if (loops_shown(i) > 0) {
        set label 80 + i TIMELINE_LOOP at screen x_px(left - 8), \
            y_px(above + top(i) + lanes_high(i) + loop_gap + loops_shown(i) * loop_high / 2) right textcolor rgb ink noenhanced
    }
    most = max(number(in_flight, i), number(computing, i))
    set label 100 + i sprintf("%d", most) at screen x_px(left - 8), y_px(above + strip_bottom(i) - strip + 6) right \
        textcolor rgb quiet noenhanced
    set label 120 + i "0" at screen x_px(left - 8), y_px(above + strip_bottom(i) - 5) right textcolor rgb quiet noenhanced
    set arrow 20 + i from graph 0, first strip_bottom(i) to graph 1, first strip_bottom(i) nohead \
        linecolor rgb line linewidth 0.7
    set arrow 40 + i from first number(ends, i) * scale, top(i) to first number(ends, i) * scale, strip_bottom(i) nohead \
        linecolor rgb word(colours, i) linewidth 1 back
}

set border 0
set xtics step(end * scale, 5) nomirror scale 0 format "%g ".unit textcolor rgb quiet
unset ytics
set grid xtics back linetype 1 linecolor rgb faint linewidth 1

# A lane stands on its ground, whatever its state is.
ground(i, lane) = top(i) + (lane < number(shown, i) ? (lane + 1) * thickness(i) : \
    lanes_high(i) + loop_gap + (lane - number(shown, i) + 1) * loop_high) - 0.5
room(i, lane) = lane < number(shown, i) ? thickness(i) - 1. : loop_high - 1
# What computes is never narrower than can be seen.
begins(s, b, e) = s >= 5 && e - b < 1.6 * px_s ? max(0, e - 1.6 * px_s) : b
draws(s) = strcol(3) eq (s > count ? "loop" : word(states, s))
share(i, n) = strip * n / max(1, max(number(in_flight, i), number(computing, i)))

plot for [s = 1:count + 1] pieces every ::1 using \
        (draws(s) && s != failed ? begins(s, $4, $5) * scale : NaN):(ground($1 + 1, $2)): \
        (begins(s, $4, $5) * scale):($5 * scale): \
        (ground($1 + 1, $2) - room($1 + 1, $2) * (s > count ? 1 : height(s))):(ground($1 + 1, $2)) \
        with boxxyerror fillstyle solid noborder linecolor rgb (s > count || s == failed ? tint(busy) : tint(s)), \
    for [k = 1:failures] pieces every ::1 using (strcol(3) eq "failed" ? $5 * scale : NaN):(ground($1 + 1, $2) - room($1 + 1, $2) / 2):("×") \
        with labels textcolor rgb ink font cross, \
    activity every ::1 using ($2 * scale):(strip_bottom($1 + 1)):($2 * scale):($3 * scale): \
        (strip_bottom($1 + 1) - share($1 + 1, $4)):(strip_bottom($1 + 1)) \
        with boxxyerror fillstyle solid noborder linecolor rgb flight_tint, \
    activity every ::1 using ($2 * scale):(strip_bottom($1 + 1)):(begins(5, $2, $3) * scale):($3 * scale): \
        (strip_bottom($1 + 1) - share($1 + 1, $5)):(strip_bottom($1 + 1)) \
        with boxxyerror fillstyle solid noborder linecolor rgb busy_tint
