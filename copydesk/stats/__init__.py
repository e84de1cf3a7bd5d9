"""Pure estimators on NumPy arrays: agreement between raters, shares, and the intervals around them.

Owns:      no tables and no messages; it reads and writes nothing. Only NumPy is imported here.
Input:     `Ratings`, made from a matrix `ratings[unit, rater]` or from three columns (unit, rater, value).
Output:    `Estimate`: value, interval, what it rests on, and, where something is missing, a stable code that says why.

Example:   `krippendorff_alpha(Ratings.from_long(unit, rater, value), level="nominal")`
"""
