"""`python -m copydesk` is the command line."""

from copydesk.server.cli.app import main

main()
