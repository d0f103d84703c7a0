# SPDX-License-Identifier: MIT
# Figure 9: where the time of each model went. A bar a model, all of its time; a piece a part, the first part to the left;
# a tick where the bound is.
#
#   gnuplot -c budget.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   budget.csv       name,median_s,bound_s, then the ten parts in seconds; a row a model, top first
#   budget.LANG.txt  thirteen lines, none empty: title, subtitle, what each part is, what the tick is

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "budget"
scripts = folder(ARG0)
load scripts."common.gp"
budgets = data."/budget.csv"

parts = 10
tints = "#9cc7ee #b3123f #f2a7b8 #3b82c4 #8b5cf6 #0f766e #e69f00 #64748b #c9bdf5 #d4d9e0"
inks = "#1f2937 #ffffff #1f2937 #ffffff #ffffff #ffffff #1f2937 #ffffff #1f2937 #1f2937" # to write on them
names = ""; medians = ""; bounds = ""; longest = 0; occurs = ""
stats budgets every ::1 using (names = names." ".strcol(1), medians = medians." ".strcol(2), bounds = bounds." ".strcol(3), \
    longest = max(strlen(strcol(1)), longest), 0) nooutput
rows = words(names)
share = "" # of all pieces, part by part
do for [part = 1:parts] {
    stats budgets every ::1 using (share = share.sprintf(" %.6f", column(part + 3) / $2), column(part + 3) / $2) nooutput
    occurs = occurs.(STATS_max >= 0.002 ? " 1" : " 0")
}
share_of(part, row) = word(share, rows * (part - 1) + row) + 0
text(seconds) = seconds < 0.0009995 ? three_digits(seconds * 1e6)." µs" : \
    seconds < 0.9995 ? three_digits(seconds * 1e3)." ms" : three_digits(seconds)." s"

# The legend, in as many lines as it takes, of the parts that there are; then the tick.
key_line = 24
array key_x[parts + 1]; array key_row[parts + 1]
x = margin * 1.; line = 0
do for [part = 1:parts + 1] {
    if (part > parts || word(occurs, part) + 0) {
        advance = 22 + text_px(wording[2 + part]) + 24
        if (x > margin && x + advance > wide - 4) { x = margin * 1.; line = line + 1 }
        key_x[part] = x; key_row[part] = line
        x = x + advance
    }
}

above = 112 + more_lines + key_line * (line + 1); pitch = 76; tall = 28; below = 12
left = margin; right = margin
high = above + rows * pitch + below
load scripts."canvas.gp"
set lmargin at screen 0; set rmargin at screen 1
set tmargin at screen 1; set bmargin at screen 0
set xrange [0:wide]
set yrange [high:0]
unset border; unset xtics; unset ytics

key_y(part) = 104 + more_lines + key_line * key_row[part]
do for [part = 1:parts] {
    if (word(occurs, part) + 0) {
        set object part rectangle from first key_x[part], key_y(part) - 7 to first key_x[part] + 14, key_y(part) + 7 \
            fillcolor rgb word(tints, part) fillstyle solid noborder
        set label 10 + part wording[2 + part] at first key_x[part] + 22, key_y(part) left textcolor rgb quiet noenhanced
    }
}
set arrow 1 from first key_x[parts + 1] + 7, key_y(parts + 1) - 9 to first key_x[parts + 1] + 7, key_y(parts + 1) + 9 nohead \
    linewidth 2.5 linecolor rgb ink
set label 10 + parts + 1 wording[3 + parts] at first key_x[parts + 1] + 22, key_y(parts + 1) left textcolor rgb quiet noenhanced

# The bars: a piece with room for its share has it written on it.
long = wide - left - right
middle(row) = above + (row - 0.5) * pitch + 12 # of its bar, above which its name and its time stand
tag = 100
do for [row = 1:rows] {
    set label tag word(names, row) at first left, middle(row) - tall / 2 - 20 left textcolor rgb ink noenhanced
    set label tag + 1 "{/:Bold ".text(word(medians, row) + 0)."}" at first wide - right, middle(row) - tall / 2 - 20 right textcolor rgb ink
    tag = tag + 2
    bound = min(1, word(bounds, row) / word(medians, row))
    x = 0.
    do for [part = 1:parts] {
        to = x + share_of(part, row)
        if (word(occurs, part) + 0 && to > x) {
            gap = (to - x) * long > 4 && to < 0.9995 ? 1.2 : 0
            set object tag rectangle from first left + x * long, middle(row) - tall / 2 \
                to first left + to * long - gap, middle(row) + tall / 2 fillcolor rgb word(tints, part) fillstyle solid noborder
            # Its share does not stand under the tick: on the longer side of it.
            from = bound > x && bound < to && bound - x < to - bound ? bound : x
            until = bound > x && bound < to && bound - x >= to - bound ? bound : to
            if ((until - from) * long > 52) {
                set label tag sprintf(chinese ? "%.0f%%" : "%.0f %%", 100 * (to - x)) \
                    at first left + (from + until) / 2 * long, middle(row) center front textcolor rgb word(inks, part)
            }
            tag = tag + 1
        }
        x = to
    }
    set arrow tag from first left + bound * long, middle(row) - tall / 2 - 6 to first left + bound * long, middle(row) + tall / 2 + 6 nohead front \
        linewidth 2.5 linecolor rgb ink
    tag = tag + 1
}
plot NaN notitle
