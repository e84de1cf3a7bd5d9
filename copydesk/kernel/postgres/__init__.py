"""Our own small supervisor of the embedded PostgreSQL: starts it, finds it, brings it back after a crash, stops it after the last user.

A cluster lives in one folder: `cluster/` (the data), `run/` (socket and log), `start.lock`, `users.lock`.
Nothing here listens on a network.

    with Cluster(data_dir / "postgres") as address:      # any number of processes may do this at the same time
        psycopg.connect(str(address))
"""
