"""yibao: a medical-insurance policy assistant that tells no figure without its source."""

__version__ = "0.1.0"
