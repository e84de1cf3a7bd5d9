"""SQL of sign-in, one file per noun."""
