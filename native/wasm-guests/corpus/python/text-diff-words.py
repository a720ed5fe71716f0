"""The longest repeated substring, suffix arrays, pattern search by KMP and Rabin-Karp."""

def kmp(text, pattern):
    fail, k = [0], 0
    for c in pattern[1:]:
        while k and pattern[k] != c:
            k = fail[k - 1]
        k += pattern[k] == c
        fail.append(k)
    out, k = [], 0
    for i, c in enumerate(text):
        while k and (k == len(pattern) or pattern[k] != c):
            k = fail[k - 1]
        k += pattern[k] == c
        if k == len(pattern):
            out.append(i - k + 1)
    return out

def rabin_karp(text, pattern, base=256, mod=101):
    n, out = len(pattern), []
    want = have = 0
    for a, b in zip(pattern, text):
        want, have = (want * base + ord(a)) % mod, (have * base + ord(b)) % mod
    for i in range(len(text) - n + 1):
        if want == have and text[i:i + n] == pattern:
            out.append(i)
        if i + n < len(text):
            have = ((have - ord(text[i]) * pow(base, n - 1, mod)) * base + ord(text[i + n])) % mod
    return out

def repeated(s):
    suffixes = sorted(range(len(s)), key=lambda i: s[i:])
    best = ""
    for a, b in zip(suffixes, suffixes[1:]):
        k = 0
        while s[a + k:a + k + 1] == s[b + k:b + k + 1] != "":
            k += 1
        best = max(best, s[a:a + k], key=len)
    return best

print(kmp("ababcabababd", "ababd"), kmp("aaaa", "aa"), rabin_karp("abracadabra", "abra"), repeated("banana"))
