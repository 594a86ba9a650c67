"""The laboratory: small questions of theory, asked by a page and answered at once; nothing is kept."""
