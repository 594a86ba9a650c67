"""Everything that imports torch: the networks, their learning, and the trainer."""
