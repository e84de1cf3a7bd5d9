"""Records and pure rules of what people look at, one file per subject."""
