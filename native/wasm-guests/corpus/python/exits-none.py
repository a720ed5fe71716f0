"""raise SystemExit."""
print("out")
raise SystemExit
