"""`python -m live.worker`: started and fed by the hub over a private pipe."""

from live.worker.worker import main

main()
