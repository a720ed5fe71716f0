"""Linear regression by gradient descent, and a perceptron."""
xs, ys = [0, 1, 2, 3, 4], [1, 3.1, 4.9, 7.2, 9]
a = b = 0.0
for _ in range(5000):
    da = sum((a * x + b - y) * x for x, y in zip(xs, ys)) / len(xs)
    db = sum(a * x + b - y for x, y in zip(xs, ys)) / len(xs)
    a, b = a - 0.05 * da, b - 0.05 * db
print(round(a, 6), round(b, 6))
w = [0, 0, 0]
data = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
for _ in range(10):
    for (p, q), want in data:
        error = want - (w[0] + w[1] * p + w[2] * q > 0)
        w = [w[0] + error, w[1] + error * p, w[2] + error * q]
print(w, [int(w[0] + w[1] * p + w[2] * q > 0) for (p, q), _ in data])
