"""What is measured on a forger and its detective: pure functions on arrays, one idea in a file, no torch."""
