# SPDX-License-Identifier: MIT
# What all figures have in common. A figure says before it loads this
#   data, out, language     ARG1 to ARG3 of its command: a folder, a file that ends in .svg or .png, and en or zh
#   figure                  its name: data holds its texts, figure.language.txt, a line each, none empty
# and afterwards has them in wording[1], wording[2], …, the title and the subtitle first. It lays itself out in pixels of
# a picture `wide` wide; a PNG has twice as many. When it knows how `high` it is, it loads canvas.gp.
#
# Words that are always the same are variables as bench/words/message.def calls them, FIGURE_ONE_RUN; manyhands defines
# them by -e, in the language.

chinese = language eq "zh"
png = out[strlen(out) - 3:] eq ".png"

set encoding utf8
set datafile separator "\n"
set datafile commentschars ""
texts = data."/".figure.".".language.".txt"
count = 0
stats texts using (count = count + 1, 0) nooutput
array wording[count]
do for [i = 1:count] {
    stats texts every ::(i - 1)::(i - 1) using (line = strcol(1), 0) nooutput
    wording[i] = line
}
set datafile separator comma

# A field that may be empty is read as text: an expression that names such a column as a number is passed over as a whole
# where it is empty, in gnuplot 5.4 after $N and in gnuplot 6 after column(N), too.
field(n) = valid(n) ? strcol(n) + 0 : NaN

max(a, b) = a > b ? a : b # b where a is NaN
min(a, b) = a < b ? a : b
index_of(list, what) = sum [i = 1:words(list)] (word(list, i) eq what ? i : 0)
colour(text) = "0x".text[2:*] + 0
three_digits(value) = sprintf(value < 0.9995 ? "%.3f" : value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value)
ink = "#1f2937"; quiet = "#5b6472"; faint = "#e5e7eb"

# The one way to bold that both terminals know is enhanced text, whose own characters need a backslash.
escape(text) = strlen(text) == 0 ? "" : (strstrt("{}_^@&~\\", text[1:1]) ? "\\" : "").text[1:1].escape(text[2:*])

# How large the text is, in pixels of an SVG and in points of a PNG; whoever reads Chinese has a sans-serif font that
# knows it. `dense` is a figure with much to say.
wide = 960
dense = strstrt(" timeline cost forest ", " ".figure." ") > 0
body = dense ? 14.5 : 16

# The subtitle, in as many lines as it takes: ended behind a dot, else at a space or, in a long word, anywhere.
narrow = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_abcdefghijklmnopqrstuvwxyz{|}~·±µ–"
letter_wide(letter) = (strstrt(narrow, letter) ? 8.6 : 16.8) * body / 16
array subtitle[24]
lines = 0; start = 1; behind_dot = 0; space = 0; used = 0.0; before = ""
do for [i = 1:strlen(wording[2])] {
    letter = wording[2][i:i]
    if (letter eq " ") { space = i }
    if (before.letter eq "· ") { behind_dot = i }
    before = letter
    used = used + letter_wide(letter)
    if (used > wide - 56 && lines < 22) {
        lines = lines + 1
        last = behind_dot > start ? behind_dot : space > start ? space : i - 1
        subtitle[lines] = wording[2][start:last]
        start = last + 1
        used = 0.0
        do for [j = start:i] { used = used + letter_wide(wording[2][j:j]) }
    }
}
lines = lines + 1
rest = wording[2][start:*]
subtitle[lines] = lines == 23 && strlen(rest) > 50 ? rest[1:50]."…" : rest
line_high = 22
more_lines = line_high * (lines - 1) # that a picture is higher by than with a subtitle of one line
