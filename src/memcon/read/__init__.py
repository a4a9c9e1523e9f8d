"""Articles to readings: one annotation a file, pure."""
