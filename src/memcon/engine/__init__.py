"""Where reading runs: here, in processes, and later on a cluster, behind one Executor."""

from memcon.engine.executor import Executor, Here, Outcome, Processes, executor_for

__all__ = ["Executor", "Here", "Outcome", "Processes", "executor_for"]
