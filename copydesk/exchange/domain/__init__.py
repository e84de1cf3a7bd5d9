"""Records and pure rules of imports and exports."""
