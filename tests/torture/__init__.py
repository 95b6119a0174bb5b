"""The fault campaign: the real program, everything going wrong, and an oracle that reads three sets of books.

``python -m tests.torture --help``; docs/reliability.md says what is promised and what was found.
"""
