"""statistics."""
import statistics as st

data = [2, 4, 4, 4, 5, 5, 7, 9]
print(st.mean(data), st.median(data), st.mode(data), st.pstdev(data), round(st.stdev(data), 6), st.variance([1, 2, 3]))
print(st.quantiles(data, n=4), st.multimode("aabbc"), st.harmonic_mean([40, 60]), round(st.geometric_mean([1, 3, 9]), 6), st.fmean([1.5, 2.5]))
n = st.NormalDist(100, 15)
print(round(n.cdf(115), 6), round(n.inv_cdf(0.9), 4), st.linear_regression([1, 2, 3], [2, 4, 6]), round(st.correlation([1, 2, 3], [1, 2, 4]), 6))
try:
    st.mean([])
except st.StatisticsError as e:
    print(type(e).__name__)
