# Digests of all guaranteed algorithms, keyed and derived ones.
import hashlib
import hmac

data = bytes(range(256)) * 100
for name in sorted(hashlib.algorithms_guaranteed):
    digest = hashlib.new(name, data)
    print(name, digest.hexdigest(20)[:40] if "shake" in name else digest.hexdigest()[:40])
print(hmac.new(b"key", data, "sha256").hexdigest(), hmac.compare_digest(b"a", b"b"))
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex())
print(hashlib.scrypt(b"password", salt=b"salt", n=16, r=8, p=1, dklen=16).hex())
print(hashlib.blake2b(data, key=b"k", person=b"p", digest_size=8).hexdigest())
with open("data", "wb") as file:
    file.write(data)
with open("data", "rb") as file:
    print(hashlib.file_digest(file, "sha1").hexdigest())
