"""SQL of imports (`imports`), of what they must know of items (`known`) and of exports (`exports`)."""
