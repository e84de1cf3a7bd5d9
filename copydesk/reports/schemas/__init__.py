"""Shapes in the HTTP contract, one file per subject."""
