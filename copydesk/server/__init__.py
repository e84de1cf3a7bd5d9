"""Wiring only: the web application, the worker, the command line. Everything else lives in the slices below.

Tables: none. Messages: none; `wiring.py` connects messages and jobs to their handlers.

    app = create_app(Settings())
"""
