# Shows the data-science image: numpy, scipy, pandas and scikit-learn as WebAssembly, with nothing installed.
# cofferdam run --image wasm-science examples/images/science.py
import numpy as np
import pandas as pd
from scipy import optimize
from sklearn.cluster import KMeans

rng = np.random.default_rng(7)

t = np.linspace(0, 5, 200)
signal = np.sin(2 * np.pi * 3 * t) + rng.normal(0, 0.3, t.size)
frequencies = np.fft.rfftfreq(t.size, d=t[1] - t[0])
print(f"dominant frequency: {frequencies[np.abs(np.fft.rfft(signal)).argmax()]:.1f} Hz")

decay = 3 * np.exp(-0.7 * t) + rng.normal(0, 0.1, t.size)
(a, k), _ = optimize.curve_fit(lambda t, a, k: a * np.exp(-k * t), t, decay)
print(f"decay: {a:.1f} exp(-{k:.1f} t)")

points = np.vstack([centre + rng.normal(0, 0.5, (100, 2)) for centre in ([1, 1], [5, 5], [1, 5])])
clusters = KMeans(n_clusters=3, n_init=10, random_state=0).fit_predict(points)
centres = pd.DataFrame(points, columns=["x", "y"]).groupby(clusters).mean().round(0).astype(int)
print("centres:", sorted(map(tuple, centres.values.tolist())))
