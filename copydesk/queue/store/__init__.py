"""SQL of the human queue, one file per noun."""
