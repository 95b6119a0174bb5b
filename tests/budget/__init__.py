"""What the kiosk may spend: counted, not timed."""
