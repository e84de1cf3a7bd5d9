"""The project's own checks and generators: `python -m tools.check` and `python -m tools.generate`."""
