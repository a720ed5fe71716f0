"""textwrap: filling, indenting, shortening."""
import textwrap

text = "The quick brown fox jumps over the lazy dog. " * 3
print(textwrap.fill(text, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(text, 30, placeholder="..."))
print(textwrap.indent("a\n\nb", "> "), textwrap.dedent("""\
    first
      second
    third"""), sep="\n")
print(textwrap.wrap("averyveryverylongwordthatdoesnotfit ok", 10))
