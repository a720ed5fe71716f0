"""string.Template and string's constants."""
import string

t = string.Template("$who owes ${amount} to $whom, $$5 in all")
print(t.substitute(who="Ann", amount="1.50", whom="Bo"))
print(t.safe_substitute(who="Ann"))
try:
    t.substitute(who="Ann")
except KeyError as e:
    print("missing", e)
print(string.ascii_lowercase, string.digits, string.punctuation, string.capwords("hello big world"))
print(string.Formatter().format("{0}-{a:>4}", 1, a=2))
