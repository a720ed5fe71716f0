"""A recursive-descent calculator with precedence, unary minus and powers."""
import re

class Parser:
    def __init__(self, text):
        self.tokens = re.findall(r"\d+\.?\d*|\*\*|[-+*/()%]|\S", text)
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *wanted):
        if self.peek() in wanted:
            self.at += 1
            return self.tokens[self.at - 1]

    def sum(self):
        value = self.product()
        while op := self.take("+", "-"):
            value = value + self.product() if op == "+" else value - self.product()
        return value

    def product(self):
        value = self.unary()
        while op := self.take("*", "/", "%"):
            other = self.unary()
            value = value * other if op == "*" else value / other if op == "/" else value % other
        return value

    def unary(self):
        return -self.unary() if self.take("-") else self.power()

    def power(self):
        base = self.atom()
        return base ** self.unary() if self.take("**") else base

    def atom(self):
        if self.take("("):
            value = self.sum()
            if not self.take(")"):
                raise SyntaxError("expected )")
            return value
        token = self.peek()
        if token is None or not token[0].isdigit():
            raise SyntaxError(f"unexpected {token}")
        self.at += 1
        return float(token) if "." in token else int(token)

def evaluate(text):
    p = Parser(text)
    value = p.sum()
    if p.peek():
        raise SyntaxError(f"unexpected {p.peek()}")
    return value

for text in ("1 + 2 * 3", "-2 ** 2", "(1 + 2) * -3", "2 ** 3 ** 2", "7 / 2 % 2", "1 +", "2 $ 3", "(1", "1 / 0"):
    try:
        print(text, "=", evaluate(text))
    except (SyntaxError, ZeroDivisionError) as e:
        print(text, "!", e)
