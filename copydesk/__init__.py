"""Copydesk: the desk where experts write, compare, review and attack model answers against one living style guide."""

__version__ = "0.1.0"
