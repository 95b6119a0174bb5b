"""``kiosk support-bundle``: what somebody far away needs to help, and nothing else.

All of it is by permission: a value goes in because it is known to be harmless (a number, a word of the
program's own, a path of a known form), never because nothing forbade it.
"""
