"""The functional core: every decision the kiosk makes, and nothing else.

No input, no output, no clock, no thread, no Qt and no logging in here. ``step.step`` is the one
door in; ``project.project`` is the one window out.
"""
