"""SQL of projects, one file per noun."""
