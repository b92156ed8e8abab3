"""Definitions and amendments come together: the order, the patch, where every value comes from."""
