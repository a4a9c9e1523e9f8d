"""The shipped models: loaded once, then text in, numbers out."""

from memcon.encoder.encoder import MODELS, Encoder, load
from memcon.encoder.values import EncoderInput, Role, RoleReading, RoleSpan

__all__ = ["MODELS", "Encoder", "EncoderInput", "Role", "RoleReading", "RoleSpan", "load"]
