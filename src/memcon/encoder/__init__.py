"""The shipped models: loaded once, then text in, numbers out."""

from memcon.encoder.encoder import MODELS, Encoder, load, version_of
from memcon.encoder.values import EncoderInput, Role, RoleReading, RoleSpan

__all__ = ["MODELS", "Encoder", "EncoderInput", "Role", "RoleReading", "RoleSpan", "load", "version_of"]
