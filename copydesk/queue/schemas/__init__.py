"""Shapes of the queue in the HTTP contract, one file per noun."""
