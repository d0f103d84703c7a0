# SPDX-License-Identifier: MIT
# Prints what a model's pattern lays over its bar, in white: lines "x,y,across,down" in pixels, y downwards. Load it with
# where printing goes (set print) and
#   pattern                     solid, hatched, crosshatched or dotted
#   x0, y0, length, tall        the bar's top left corner, and its size

if (pattern eq "hatched" || pattern eq "crosshatched") {
    do for [k = 0:int((length + tall) / 11)] {
        x = 11 * k - tall + 5
        from = max(0, -x); to = min(tall, length - x)
        if (to > from) {
            print sprintf("%.9g,%.9g,%.9g,%.9g", x0 + x + from, y0 + tall - from, to - from, from - to)
            if (pattern eq "crosshatched") {
                print sprintf("%.9g,%.9g,%.9g,%.9g", x0 + x + from, y0 + from, to - from, to - from)
            }
        }
    }
}
if (pattern eq "dotted") {
    do for [j = 0:int((tall - 6) / 5)] {
        do for [k = 0:int((length - 6) / 8)] {
            x = x0 + 4 + 8 * k + (j % 2 ? 4 : 0)
            if (x + 2 < x0 + length) {
                print sprintf("%.9g,%.9g,2,0", x, y0 + (tall - 5 * int((tall - 6) / 5)) / 2 + 5 * j)
            }
        }
    }
}
