"""The Python runner: it lives in the snapshot beside CPython and runs one program per instance."""
