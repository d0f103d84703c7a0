# SPDX-License-Identifier: MIT
# Figure 8: who is fastest where, a cell a point of two things that were swept: in the colour of the fastest, with
# how many times the speed of the second it has; hatched, half in the colour of each, where they tie; grey with a
# question mark where the rounds cannot tell.
#
#   gnuplot -c winners.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   winners.csv       X,Y,winner,colour,second,second_colour,factor,verdict,...   a row a cell, X rising first; X and
#                     Y end in _s where they are times; second and factor may be empty; verdict is alone, wins, tie or
#                     undecided or, in an older file, 0 or 1: that the first wins, or one of the latter two
#   sweep.csv         X,Y,model,label,colour,...   the models in their order, for the legend
#   winners.LANG.txt  four lines, none empty: title, subtitle, what X and Y are

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "winners"
scripts = folder(ARG0)
load scripts."common.gp"
cells = data."/winners.csv"

wins(verdict) = verdict eq "wins" || verdict eq "alone" || verdict eq "0"
ties(verdict) = verdict eq "tie"
open(verdict) = !wins(verdict) && !ties(verdict)

# What is there: the values of both axes, and the models that are first or share a tie.
stats cells every ::0::0 using (head_x = strcol(1), head_y = strcol(2), 0) nooutput
xs = " "; ys = " "; found = " "; any_tie = 0; any_win = 0; any_open = 0; any_factor = 0
stats cells every ::1 using (strstrt(xs, " ".strcol(1)." ") ? 0 : (xs = xs.strcol(1)." ", 0), \
    strstrt(ys, " ".strcol(2)." ") ? 0 : (ys = ys.strcol(2)." ", 0), \
    open(strcol(8)) ? (any_open = 1) : (found = found.strcol(3)." "), \
    ties(strcol(8)) ? (any_tie = 1, found = found.strcol(5)." ") : 0, \
    wins(strcol(8)) ? (any_win = 1) : 0, wins(strcol(8)) && valid(7) ? (any_factor = 1) : 0, 0) nooutput
names = " "; colours = ""
stats data."/sweep.csv" every ::1 using (strstrt(names, " ".strcol(3)." ") || !strstrt(found, " ".strcol(3)." ") ? 0 : \
    (names = names.strcol(3)." ", colours = colours." ".strcol(5), 0), 0) nooutput
models = words(names)
shared = 0 # hybrids have the colour of their processes: then the cells are numbered, too
do for [i = 1:models] { do for [j = 1:i - 1] { shared = word(colours, i) eq word(colours, j) ? 1 : shared } }
numbers = "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ ⑯"
text(v, head) = head[strlen(head)-1:] ne "_s" || v == 0 ? sprintf("%.10g", v) : \
    v < 0.9995e-3 ? sprintf("%.3g µs", v * 1e6) : v < 0.9995 ? sprintf("%.3g ms", v * 1e3) : sprintf("%.4g s", v)

right = 34; top = 104 + more_lines; pitch = 26; tall = 48; below = 84; left = 120
columns = words(xs); rows = words(ys)
array key_x[max(models, 1)]; array key_row[max(models, 1)]
x = 34; row = 0
do for [i = 1:models] {
    width = 60 + 9.4 * strlen(word(names, i)) + 20 * shared
    if (x > 34 && x + width > wide - right) { x = 34; row = row + 1 }
    key_x[i] = x; key_row[i] = row
    x = x + width
}
# Below the models what the other marks say; a mark takes 38 pixels, and the number in the colour of a winner none.
notes = (any_tie ? "1 " : "").(any_open ? "2 " : "").(any_factor ? "3" : "")
note(i) = word(notes, i) eq "1" ? FIGURE_TIE : word(notes, i) eq "2" ? FIGURE_UNDECIDED : FIGURE_TWICE
marked(i) = word(notes, i) eq "3" ? 0 : 38
array note_x[3]; array note_row[3]
x = 34; row = models > 0 ? row + 1 : 0
do for [i = 1:words(notes)] {
    width = marked(i) + text_px(note(i))
    if (x > 34 && x + width > wide - right) { x = 34; row = row + 1 }
    note_x[i] = x; note_row[i] = row
    x = x + width + 22
}
keys = row + 1
above = top + keys * pitch + 44
high = above + rows * tall + below
cell = (wide - left - right) / real(columns)
load scripts."canvas.gp"
set lmargin at screen x_px(left); set rmargin at screen x_px(wide - right)
set tmargin at screen y_px(above); set bmargin at screen y_px(high - below)

set label 3 wording[3] at screen x_px((left + wide - right) / 2), y_px(high - 22) center textcolor rgb ink noenhanced
set label 4 wording[4] at screen x_px(28), y_px(above - 22) left textcolor rgb ink noenhanced

# The legend, by hand: gnuplot's own leaves the spacing to its guess of text widths.
do for [i = 1:models] {
    y = y_px(top + key_row[i] * pitch)
    set object 10 + i rectangle from screen x_px(key_x[i]), y - 9.0 / high to screen x_px(key_x[i] + 28), y + 9.0 / high \
        fillstyle solid noborder fillcolor rgb word(colours, i)
    set label 30 + i "".(shared ? word(numbers, i)." " : "").word(names, i) at screen x_px(key_x[i] + 38), y left textcolor rgb ink noenhanced
}
do for [i = 1:words(notes)] {
    y = y_px(top + note_row[i] * pitch)
    if (word(notes, i) eq "1") {
        set object 51 rectangle from screen x_px(note_x[i]), y - 9.0 / high to screen x_px(note_x[i] + 28), y + 9.0 / high \
            fillstyle transparent pattern 4 noborder fillcolor rgb quiet
    }
    if (word(notes, i) eq "2") {
        set object 52 rectangle from screen x_px(note_x[i]), y - 9.0 / high to screen x_px(note_x[i] + 28), y + 9.0 / high \
            fillstyle solid noborder fillcolor rgb faint
    }
    set label 52 + i note(i) at screen x_px(note_x[i] + marked(i)), y left textcolor rgb quiet noenhanced
}

set xrange [0.5:columns + 0.5]
set yrange [0.5:rows + 0.5]
set border 0
set xtics nomirror scale 0 textcolor rgb quiet; set xtics ("" 1)
set ytics nomirror scale 0 textcolor rgb quiet; set ytics ("" 1)
free = 0
do for [i = 1:columns] {
    reach = 5.2 * strlen(text(word(xs, i) + 0, head_x)) + 4
    if ((i - 0.5) * cell - reach >= free) {
        free = (i - 0.5) * cell + reach
        set xtics add (text(word(xs, i) + 0, head_x) i)
    }
}
do for [i = 1:rows] { set ytics add (text(word(ys, i) + 0, head_y) i) }

column_of(v) = index_of(xs, v)
row_of(v) = index_of(ys, v)
number(name) = shared ? word(numbers, index_of(names, name))." " : ""
digits(v) = sprintf(v < 1.095 ? "%.2f" : v < 9.95 ? "%.1f" : "%.0f", v)
inset_x = 1.5 / cell; inset_y = 1.5 / tall
set style textbox opaque noborder fillcolor rgb "#ffffff" margins 0.6, 0.5
# In an SVG a pattern has one colour for all that is drawn at once.
tie_of(i, name) = ties(strcol(8)) && strcol(name) eq word(names, i)
plot cells every ::1 using (!ties(strcol(8)) ? (x = column_of(strcol(1))) : 1/0):(y = row_of(strcol(2))): \
        (x - 0.5 + inset_x):(x + 0.5 - inset_x):(y - 0.5 + inset_y):(y + 0.5 - inset_y): \
        (colour(open(strcol(8)) ? faint : strcol(4))) \
        with boxxyerror fillstyle solid noborder linecolor rgb variable, \
    for [i = 1:models] for [who in "3 5"] cells every ::1 \
        using (tie_of(i, who + 0) ? (x = column_of(strcol(1))) : 1/0):(y = row_of(strcol(2))): \
        (who eq "3" ? x - 0.5 + inset_x : x):(who eq "3" ? x : x + 0.5 - inset_x):(y - 0.5 + inset_y):(y + 0.5 - inset_y) \
        with boxxyerror fillstyle transparent pattern 4 noborder linecolor rgb word(colours." ".quiet, i), \
    for [i = 1:any_tie] cells every ::1 using (ties(strcol(8)) ? column_of(strcol(1)) : 1/0):(row_of(strcol(2))): \
        (shared ? word(numbers, index_of(names, strcol(3))).(cell < 64 ? "" : " ≈ ").word(numbers, index_of(names, strcol(5))) : "≈") \
        with labels boxed textcolor rgb ink, \
    for [i = 1:any_open] cells every ::1 using (open(strcol(8)) ? column_of(strcol(1)) : 1/0):(row_of(strcol(2))):("?") \
        with labels textcolor rgb quiet, \
    for [i = 1:any_win] cells every ::1 using (wins(strcol(8)) ? column_of(strcol(1)) : 1/0):(row_of(strcol(2))): \
        ("{/:Bold ".number(strcol(3)).(valid(7) ? digits(strcol(7) + 0) : "")."}") with labels textcolor rgb "#ffffff"
