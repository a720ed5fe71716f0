"""warnings: shown, caught, turned into errors."""
import warnings

def old():
    warnings.warn("old is old", DeprecationWarning, stacklevel=2)
    return 1

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old()
    print(len(caught), caught[0].category.__name__, caught[0].message)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        old()
    except DeprecationWarning as e:
        print("error:", e)
warnings.warn("a user warning")
print("end")
