"""The bundled articles, written for demonstration."""
