"""The engine: carries out what the core decides. Asyncio in one thread; no Qt, no device, no HTTP."""
