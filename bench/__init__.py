"""Measurements: `python -m bench`. What a figure means stands in the module that takes it."""
