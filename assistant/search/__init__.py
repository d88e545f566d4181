"""Question matching: which stored questions may mean what a query asks. No lexicon, no policy."""

from assistant.search.index import Candidates, Index
from assistant.search.meanings import Embedder, Meanings
from assistant.search.ranking import Hit, certainty, rank

__all__ = ["Candidates", "Embedder", "Hit", "Index", "Meanings", "certainty", "rank"]
