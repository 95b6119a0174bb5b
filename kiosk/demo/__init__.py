"""The demo: the real kiosk on simulated hardware and a simulated vendor. Nothing in here is a feature
of the kiosk; what it shows is what ``kiosk run`` does."""
