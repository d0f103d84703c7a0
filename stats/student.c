/* SPDX-License-Identifier: MIT */
#include "stats/student.h"

#include <math.h>

/* A factor of the continued fraction of the incomplete beta function (NIST Digital Library of Mathematical
   Functions, 8.17.22). */
static double coefficient(int i, double a, double b, double x)
{
    double m = (double)(i / 2); /* NOLINT(bugprone-integer-division): the number of the pair */
    if (i % 2 == 0)
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
}

/* The regularised incomplete beta function where its continued fraction converges fast: x < (a + 1) / (a + b
   + 2). Evaluated from the back, so that nothing can be divided by 0 on the way. */
static double incomplete_beta(double x, double a, double b)
{
    enum { TERMS = 400 };
    double fraction = 1;
    for (int i = TERMS; i > 0; i--)
        fraction = 1 + coefficient(i, a, b, x) / fraction;
    double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    return front / a / fraction;
}

double student_p(double t, double freedom)
{
    double a = freedom / 2;
    double b = 0.5;
    double x = freedom / (freedom + t * t);
    if (!(x > 0))
        return isnan(x) ? NAN : 0;
    if (x >= 1)
        return 1;
    return x < (a + 1) / (a + b + 2) ? incomplete_beta(x, a, b) : 1 - incomplete_beta(1 - x, b, a);
}

double student_limit(double freedom)
{
    double low = 1.9;
    double high = 12.8; /* of 1 degree of freedom: 12.706 */
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (student_p(middle, freedom) > 0.05)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}
