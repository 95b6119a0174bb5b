"""What a Prometheus server may read of the kiosk: counted beside its work, served from a thread of its own.

``catalogue`` says what there is, ``listening`` hears the log and measures how late engine and screen are,
``looks`` asks machine and journal, ``books`` keeps the numbers (and alone loads the client library),
``server`` answers. Nothing of it is loaded, and nothing runs, where ``metrics.listen`` is empty.
"""
