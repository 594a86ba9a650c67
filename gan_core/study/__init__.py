"""What is made of trainers: runs that look at themselves, sweeps, animated pictures."""
