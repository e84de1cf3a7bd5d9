"""SQL of items: single rows (`rows`), bulk by COPY (`bulk`)."""
