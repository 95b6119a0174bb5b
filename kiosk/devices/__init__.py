"""The hardware: each adapter in a thread of its own, posting events, surviving whatever is unplugged."""
