"""What of the engine can leave this process: a turn and a look as plain lists of operations, for another runtime."""
