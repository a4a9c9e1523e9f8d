"""Readings to what they say together: one kind a file, each score with its reasons."""
