"""Stand-ins for the hardware and the service, as far as the kiosk can tell."""
