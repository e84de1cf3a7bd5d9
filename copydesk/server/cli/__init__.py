"""The command line: each file is one group of commands, `app.py` puts them together."""
