"""One thread a process: two threads that wait for each other on a busy machine take many times as long as one.

And no deadline for an example: how long one takes says more about the machine than about the code.
"""

import os

from hypothesis import settings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
