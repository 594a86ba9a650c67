"""What page, hub and worker say to each other."""
