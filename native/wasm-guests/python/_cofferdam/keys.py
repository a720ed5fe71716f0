"""Key derivation: CPython has it from OpenSSL, which is not here."""

import hashlib
import hmac


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """hashlib.pbkdf2_hmac, by RFC 8018."""
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    keyed = hmac.new(password, digestmod=hash_name)
    wanted = keyed.digest_size if dklen is None else dklen
    if wanted < 1:
        raise ValueError("key length must be greater than 0.")

    def prf(message):
        mac = keyed.copy()
        mac.update(message)
        return mac.digest()

    derived, block = b"", 0
    while len(derived) < wanted:
        block += 1
        last = prf(salt + block.to_bytes(4, "big"))
        total = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            last = prf(last)
            total ^= int.from_bytes(last, "big")
        derived += total.to_bytes(keyed.digest_size, "big")
    return derived[:wanted]


def fill_in():
    pbkdf2_hmac.__module__ = "hashlib"
    hashlib.pbkdf2_hmac = pbkdf2_hmac
