"""Facts as data files: states, persons and their offices, organisations, outlets, places, word lists."""

from memcon.lexicon.store import FileLexicon, load_lexicon

__all__ = ["FileLexicon", "load_lexicon"]
