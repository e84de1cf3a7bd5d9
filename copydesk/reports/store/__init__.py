"""SQL of what people look at, one file per subject."""
