"""The version of the reading steps; raised when what they write changes, so that articles are read again."""

VERSION = "6"
