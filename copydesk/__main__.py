"""`python -m copydesk` is the command line."""

from copydesk.server.cli.start import main

main()
