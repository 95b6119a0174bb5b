"""The commands. Each module is imported only when its command runs: ``kiosk staff`` needs no Qt."""
