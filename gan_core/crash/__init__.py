"""Why GANs crash: a collection of failures, each with a rule that says whether it shows, and cures to try on it."""
