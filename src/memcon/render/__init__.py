"""The values of views written out: text, tables, JSON, CSV, Markdown, HTML, files."""
