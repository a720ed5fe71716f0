"""Whether any two numbers are closer than a threshold."""

def close(numbers, threshold):
    s = sorted(numbers)
    return any(b - a < threshold for a, b in zip(s, s[1:]))

print(close([1.0, 2.0, 3.0], 0.5), close([1.0, 2.8, 3.0, 4.0, 5.0, 2.0], 0.3), close([], 1))
