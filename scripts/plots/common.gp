# SPDX-License-Identifier: MIT
# What all figures have in common. A figure says before it loads this
#   data, out, language     ARG1 to ARG3 of its command: a folder, a file that ends in .svg or .png, and en or zh
#   figure                  its name: data holds its texts, figure.language.txt, a line each, none empty
# and afterwards has them in wording[1], wording[2], …, the title and the subtitle first. It lays itself out in pixels of
# a picture `wide` wide; a PNG is 1,800 or 1,920 of its own wide. When it knows how `high` it is, it loads canvas.gp.
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
# On paper; bench/show/svg.c says what they are in the dark.
ink = "#1f2937"; quiet = "#5b6472"; line = "#94a3b8"; faint = "#e5e7eb"

# The one way to bold that both terminals know is enhanced text, whose own characters need a backslash.
escape(text) = strlen(text) == 0 ? "" : (strstrt("{}_^@&~\\", text[1:1]) ? "\\" : "").text[1:1].escape(text[2:*])

# How large the text is, in pixels of an SVG and in points of a PNG; whoever reads Chinese has a sans-serif font that
# knows it. The figures of a run are as narrow as they must be for that text to be read on a phone, where a picture is
# 340 pixels wide; `dense` is a figure with much to say.
phone = strstrt(" headline budget timeline cost ecdf ", " ".figure." ") > 0
wide = phone ? 600 : 960
margin = phone ? 20 : 28
dense = figure eq "forest"
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
    if (used > wide - 2 * margin && lines < 22) {
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

# How wide a text is, about; and where the next thing of that width goes in a legend: pixels from the left, in line
# key_line of it, from 0.
text_px(text) = strlen(text) == 0 ? 0 : letter_wide(text[1:1]) + text_px(text[2:*])
key_line = 0; key_x = margin; key_at = margin
place(width) = (key_x > margin && key_x + width > wide - margin ? (key_x = margin, key_line = key_line + 1) : 0, \
    key_at = key_x, key_x = key_x + width + 18, key_at)

# How far apart the marks of an axis are that is `long` and has room for so many steps: 1, 2 or 5 times a power of ten.
power(rough) = 10 ** floor(log10(rough))
step(long, steps) = (rough = real(long) / steps, lead = rough / power(rough), \
    (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power(rough))
