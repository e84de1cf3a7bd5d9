"""Plain SQL, forward only: `NNNN_slice_what.sql`, applied in order by `copydesk.kernel.migrate`. A released file never changes."""
