"""One file that holds everything of an installation's database, and the way back. No tables of its own.

Works on the embedded and on any external PostgreSQL 15 or newer, and needs no programs beside: a backup of one release and server
version is restored by a later release into any server version. The key that secrets are encrypted with is not in the file.

    await back_up(conn, Path("copydesk.backup"))          # while people work: one consistent moment
    await restore(conn, Path("copydesk.backup"))          # into an empty database, then migrated to this version
"""
