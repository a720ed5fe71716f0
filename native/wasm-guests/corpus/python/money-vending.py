"""Making change and a shop's stock with exceptions."""

class OutOfStock(LookupError): pass
class TooLittle(ValueError): pass

class Machine:
    COINS = (200, 100, 50, 20, 10, 5)
    def __init__(self, **stock):
        self.stock = {k: list(v) for k, v in stock.items()}
    def buy(self, what, paid):
        price, left = self.stock.get(what, (0, 0))
        if not left:
            raise OutOfStock(what)
        if paid < price:
            raise TooLittle(f"{what} costs {price}")
        self.stock[what][1] -= 1
        rest, out = paid - price, []
        for c in self.COINS:
            out += [c] * (rest // c)
            rest %= c
        return out

m = Machine(cola=(150, 1), gum=(35, 5))
for what, paid in (("cola", 200), ("cola", 200), ("gum", 20), ("gum", 100), ("tea", 1)):
    try:
        print(what, m.buy(what, paid))
    except (OutOfStock, TooLittle) as e:
        print(type(e).__name__, e)
