"""The web pages; a later step builds them on views and render."""
