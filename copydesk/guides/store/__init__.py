"""SQL of guides, one file per noun."""
