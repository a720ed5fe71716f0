"""Digests, HMAC, key derivation."""
import hashlib
import hmac

for name in ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b", "blake2s"):
    print(name, hashlib.new(name, b"hello").hexdigest()[:32])
h = hashlib.sha256()
for part in (b"hel", b"lo"):
    h.update(part)
print(h.hexdigest() == hashlib.sha256(b"hello").hexdigest(), h.digest_size, h.block_size)
print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.compare_digest(b"a", b"a"))
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex()[:32], hashlib.shake_128(b"x").hexdigest(8))
print(hashlib.blake2b(b"x", key=b"k", digest_size=8, person=b"me").hexdigest())
