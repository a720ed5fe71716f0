"""A module that is nowhere."""
print("before")
import module_that_is_nowhere
