"""A bank: accounts, transfers, a ledger, errors of its own."""
from dataclasses import dataclass, field
from decimal import Decimal

class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")

@dataclass
class Account:
    owner: str
    balance: Decimal = Decimal(0)
    history: list = field(default_factory=list)

    def change(self, amount):
        if self.balance + amount < 0:
            raise InsufficientFunds(-amount, self.balance)
        self.balance += amount
        self.history.append(amount)

def transfer(a, b, amount):
    a.change(-amount)
    b.change(amount)

ann, bob = Account("Ann"), Account("Bob")
ann.change(Decimal("100.50"))
transfer(ann, bob, Decimal("30.25"))
try:
    transfer(bob, ann, Decimal(50))
except InsufficientFunds as e:
    print("refused:", e)
print(ann, bob, sep="\n")
