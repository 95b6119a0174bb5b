"""The face: frozen views in, taps out. Knows of ours only ``kiosk.core.view`` and ``kiosk.core.events``."""
