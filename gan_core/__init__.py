"""Small GANs, trained step by step and measured honestly.

`import gan_core` imports no torch until a trainer is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gan_core.experiment import Experiment

if TYPE_CHECKING:
    from gan_core.engine.trainer import Trainer

__all__ = ["Experiment", "Trainer"]


def __getattr__(name: str) -> Any:
    if name == "Trainer":
        from gan_core.engine.trainer import Trainer

        return Trainer
    raise AttributeError(f"module 'gan_core' has no attribute {name!r}")
