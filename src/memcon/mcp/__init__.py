"""The Model Context Protocol server; a later step builds it on views."""
