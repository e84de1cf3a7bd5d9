"""Shapes of guides in the HTTP contract, one file per noun."""
