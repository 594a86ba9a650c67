"""What can be said of GANs with pencil and paper, as small experiments in numpy: closed forms, games of two numbers."""
