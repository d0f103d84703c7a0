# SPDX-License-Identifier: MIT
# Figure 7: what changed between two results or builds: a row a finding, its ratio new ÷ base with the confidence
# interval, a grey band as wide as the margin, and the verdict as a word and a symbol.
#
#   gnuplot -c forest.gp DATADIR OUTFILE LANG      (and words, see common.gp)
#
# DATADIR holds
#   compare.csv      model,metric,ratio,ci_low,ci_high,margin,verdict   the rows of a model together; ratio and
#                    interval may be empty
#   forest.LANG.txt  lines, none empty: title, subtitle, x axis; the metrics and then the verdicts, in the
#                    order of the two lists below

folder(path) = path eq "" || path[strlen(path):*] eq "/" ? path : folder(path[1:strlen(path) - 1])
data = ARG1; out = ARG2; language = ARG3; figure = "forest"
scripts = folder(ARG0)
load scripts."common.gp"
rows = data."/compare.csv"

metrics = "wall cpu memory requests context_switches connections bytes processes_created threads_created syscalls instructions"
verdicts = "inconclusive same faster slower less more shown unjudged failed"
symbols = "? = ▼ ▲ ▼ ▲ · ! ✗"
tints = "#b45309 #5b6472 #00734f #b3123f #00734f #b3123f #5b6472 #b45309 #b3123f"

# What is there; "-" is what is not known.
models = ""; what = ""; ratios = ""; lows = ""; highs = ""; margins = ""; found = ""; longest = 0
known(text) = strlen(text) ? text : "-"
stats rows every ::1 using (models = models." ".strcol(1), what = what." ".strcol(2), ratios = ratios." ".known(strcol(3)), \
    lows = lows." ".known(strcol(4)), highs = highs." ".known(strcol(5)), margins = margins." ".strcol(6), \
    found = found." ".strcol(7), longest = max(longest, strlen(strcol(1))), 0) nooutput
count = words(models)

# What changed, in words: the longest one's room is left beside the axis.
percent(ratio) = sprintf(abs(ratio - 1) < 10 ? "%+.1f" : "%+.0f", 100 * (ratio - 1))
change(i) = word(ratios, i) eq "-" ? "" : percent(word(ratios, i)).(chinese ? "%" : " %").(word(lows, i) eq "-" || word(highs, i) eq "-" ? "" : \
    " [".percent(word(lows, i)).", ".percent(word(highs, i))."]")
widest = 0
do for [i = 1:count] { widest = max(strlen(change(i)), widest) }

# The axis: all that is there within a quarter and four times, and at least three margins and 1 % either way.
from = 1; to = 1
do for [i = 1:count] {
    reach = 1 + max(3 * word(margins, i), 0.01)
    from = min(from, 1 / reach); to = max(to, reach)
    do for [text in word(ratios, i)." ".word(lows, i)." ".word(highs, i)] {
        if (text ne "-") { from = min(from, max(text + 0, 0.25)); to = max(to, min(text + 0, 4)) }
    }
}
from = from / (to / from) ** 0.03; to = to * (to / from) ** 0.03

above = 112 + more_lines; pitch = 26; below = 84; verdict_wide = 134
right = max(330, verdict_wide + 32 + 9 * widest)
metric_x = 44 + 8.8 * longest
left = metric_x + (chinese ? 100 : 150)
high = above + count * pitch + below
load scripts."canvas.gp"
set lmargin at screen 0; set rmargin at screen 1
set tmargin at screen 1; set bmargin at screen 0
set xrange [0:wide]
set yrange [high:0]
unset border; unset xtics; unset ytics

set label 3 wording[3] at first (left + wide - right) / 2, high - 22 center textcolor rgb quiet noenhanced

at_x(ratio) = left + (log(max(from, min(to, ratio))) - log(from)) / (log(to) - log(from)) * (wide - right - left)
row_y(i) = above + (i - 0.5) * pitch
bottom = above + count * pitch + 6

# Round changes, as far apart as their labels need; 1 is a line of its own.
step = 0
do for [one in "0.01 0.02 0.05 0.1 0.2 0.5 1"] {
    if (step == 0 && at_x(1 + one) - at_x(1) > 62) { step = one + 0 }
}
step = step == 0 ? 1 : step
last = -100
do for [k = -ceil(1 / step):ceil(3 / step)] {
    ratio = 1 + k * step
    if (ratio >= from && ratio <= to && at_x(ratio) - last > 58) {
        last = at_x(ratio)
        set arrow from first at_x(ratio), above - 6 to first at_x(ratio), bottom nohead back \
            linecolor rgb (k == 0 ? quiet : faint) linewidth 1
        set label k == 0 ? "1" : sprintf("%g", ratio) at first at_x(ratio), bottom + 16 center textcolor rgb quiet noenhanced
    }
}

# A row: whose it is (once a model), what, the band of its margin, the interval, the ratio, and the verdict.
before = ""
do for [i = 1:count] {
    y = row_y(i)
    tint = word(tints, index_of(verdicts, word(found, i)))
    if (word(models, i) ne before) {
        before = word(models, i)
        set label "{/:Bold ".escape(before)."}" at first 28, y left textcolor rgb ink
        if (i > 1) {
            set arrow from first 28, y - pitch / 2. to first wide - 28, y - pitch / 2. nohead back linecolor rgb faint linewidth 1
        }
    }
    set label wording[3 + index_of(metrics, word(what, i))] at first metric_x, y left textcolor rgb quiet noenhanced
    reach = 1 + word(margins, i)
    if (strstrt("shown unjudged failed", word(found, i)) == 0) {
        set object rectangle from first at_x(1 / reach), y - pitch / 2. to first at_x(reach), y + pitch / 2. \
            behind fillcolor rgb "#eef1f5" fillstyle solid noborder
    }
    if (word(lows, i) ne "-" && word(highs, i) ne "-") {
        set arrow from first at_x(word(lows, i) + 0), y to first at_x(word(highs, i) + 0), y heads size screen 0.004, 90 front \
            linecolor rgb tint linewidth 1.6
    }
    if (word(ratios, i) ne "-") {
        set label "" at first at_x(word(ratios, i) + 0), y point pointtype 7 pointsize 0.5 linecolor rgb tint front
    }
    set label change(i) at first wide - right + 16, y left textcolor rgb ink noenhanced
    verdict = index_of(verdicts, word(found, i))
    set label word(symbols, verdict)." ".wording[3 + words(metrics) + verdict] at first wide - verdict_wide, y left textcolor rgb tint noenhanced
}

plot NaN notitle
