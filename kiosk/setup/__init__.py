"""The set-up of an appliance: the owner's file, from the card or a QR code, checked and installed."""
