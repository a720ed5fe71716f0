# A pool: map, starmap, imap, apply with an error, and its end.
import multiprocessing


def square(number):
    return number * number


def fail(number):
    raise KeyError(number)


if __name__ == "__main__":
    with multiprocessing.Pool(3) as pool:
        print(pool.map(square, range(10), chunksize=3))
        print(pool.starmap(pow, [(2, 3), (3, 2)]))
        print(list(pool.imap(square, range(5))), sorted(pool.imap_unordered(square, range(5))))
        print(pool.apply_async(square, (12,)).get(timeout=20))
        try:
            pool.apply(fail, (5,))
        except KeyError as error:
            print(repr(error), type(error.__cause__).__name__)
