# SPDX-License-Identifier: MIT
# Figure 6: what each model costs. Small multiples, each with a scale of its own: a bar a model.
#
#   gnuplot -c cost.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   cost.csv       name,colour, then the five numbers that are shown; a row a model, top first
#   models.csv     name in the first column, pattern in the ninth, as in hatch.gp
#   cost.LANG.txt  seven lines, none empty: title, subtitle, what each number is

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "cost"
scripts = folder(ARG0)
load scripts."common.gp"
costs = data."/cost.csv"

# Number i of a row; one that is not known is empty: it has no bar.
number(i) = strcol(i + 2) eq "" ? 0 : column(i + 2)

names = ""; colours = ""; longest = 0
array most[5] = [0, 0, 0, 0, 0]
stats costs every ::1 using (names = names." ".strcol(1), colours = colours." ".strcol(2), \
    longest = max(strlen(strcol(1)), longest), 0) nooutput
numbers = "" # of all bars, panel by panel
do for [i = 1:5] {
    stats costs every ::1 using (numbers = numbers." ".sprintf("%.9f", number(i)), number(i)) nooutput
    most[i] = STATS_max > 0 ? STATS_max : 1
}
rows = words(names)
looks = ""
stats data."/models.csv" every ::1 using (looks = looks." ".strcol(1)." ".strcol(9)." ", 0) nooutput

# Two panels beside each other; one, where names are long.
above = 94 + more_lines; caption = 36; pitch = 28; gap = 26; below = 20
left = margin + 12 + 9.2 * longest
columns = left < 190 ? 2 : 1
panel_high = caption + rows * pitch + gap
lines_of = (5 + columns - 1) / columns
high = above + lines_of * panel_high + below - gap
column_wide = (wide - left - margin + 10) / real(columns)
load scripts."canvas.gp"
set lmargin at screen 0; set rmargin at screen 1
set tmargin at screen 1; set bmargin at screen 0
set xrange [0:wide]
set yrange [high:0]
unset border; unset xtics; unset ytics

# Panel i stands in column across(i) of line down(i); its bars begin at zero(i).
across(i) = (i - 1) % columns
down(i) = (i - 1) / columns
zero(i) = left + across(i) * column_wide
head(i) = above + down(i) * panel_high
middle(i, row) = head(i) + caption + (row + 0.5) * pitch
digits(value) = value == int(value) && value < 1e6 ? sprintf("%d", value) : three_digits(value)
said(i) = strcol(i + 2) eq "" ? "–" : digits(column(i + 2))
room = column_wide - 84 # beside the longest bar is its number, and some air
long(i, value) = value / most[i] * room
do for [i = 1:5] {
    set label 10 + i wording[2 + i] at first (across(i) > 0 ? zero(i) : margin), head(i) + 14 left textcolor rgb ink noenhanced
    set arrow 10 + i from first zero(i), head(i) + caption to first zero(i), head(i) + caption + rows * pitch nohead \
        linecolor rgb quiet linewidth 1 front
}

# The patterns of models that share a colour.
set print $patterns
print "-9,-9,0,0" # outside, since gnuplot 6 makes a dot of it: there has to be one
do for [j = 1:rows] {
    pattern = word(looks[strstrt(looks, " ".word(names, j)." "):*], 2)
    do for [i = 1:5] {
        x0 = zero(i); y0 = middle(i, j - 1) - 8; length = long(i, word(numbers, rows * (i - 1) + j)); tall = 16.
        load scripts."hatch.gp"
    }
}
unset print

plot for [i = 1:5] costs every ::1 using (zero(i)):(middle(i, $0)):(zero(i)):(zero(i) + long(i, number(i))): \
        (middle(i, $0) - 8):(middle(i, $0) + 8):(colour(strcol(2))) \
        with boxxyerror fillstyle solid noborder linecolor rgb variable, \
    $patterns using 1:2:3:4 with vectors nohead linewidth 2 linecolor rgb "#ffffff", \
    for [i = 1:5] costs every ::1 using (zero(i) + long(i, number(i)) + 7):(middle(i, $0)):(said(i)) \
        with labels left textcolor rgb ink, \
    for [i = 0:lines_of - 1] costs every ::1 using (left - 10):(middle(1 + columns * i, $0)):1 \
        with labels right textcolor rgb ink noenhanced
