"""Bugs planted into the product while the tests run, each of which must be caught."""
