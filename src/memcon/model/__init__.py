"""The types of memcon's data: frozen values, keyword-only, that every other part shares."""
