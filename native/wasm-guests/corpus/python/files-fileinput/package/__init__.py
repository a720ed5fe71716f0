"""A package."""
from .inner import name
