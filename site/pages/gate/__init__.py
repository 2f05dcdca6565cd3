"""The gate: gathers what a page declares about people, asks the rules, and writes or takes back its clearance.

The guarantee does not lie here but in ``consent.publication``: a page without a clearance is not read, whatever
road it took. The gate opens what the rules allow, and tells editors what is missing where a person can read it.
"""
