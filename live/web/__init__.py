"""The web process: runs, viewers, the socket. It never imports torch."""
