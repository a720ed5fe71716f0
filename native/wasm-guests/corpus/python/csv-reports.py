"""CSV: dialects, quoting, dictionaries, a report."""
import csv
import io

text = 'name,qty,note\n"Smith, J",3,"said ""hi"""\nÖzil,5,"two\nlines"\n'
rows = list(csv.DictReader(io.StringIO(text)))
print(rows)
out = io.StringIO()
w = csv.DictWriter(out, ["name", "qty"], extrasaction="ignore", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
w.writeheader()
w.writerows(rows)
print(out.getvalue(), sum(int(r["qty"]) for r in rows))
print(list(csv.reader(["a;b;'c;d'"], delimiter=";", quotechar="'")), csv.Sniffer().sniff("a|b|c\n1|2|3\n").delimiter)
out = io.StringIO()
csv.writer(out, dialect="excel-tab").writerow(["a\tb", None, 1.5, 'q"'])
print(repr(out.getvalue()))
