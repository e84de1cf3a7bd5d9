"""Pictures of every page of the app, taken from a demo; see `__main__.py`."""
