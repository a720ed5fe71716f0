"""email: making and reading messages."""
from email.message import EmailMessage
from email import message_from_string, policy
from email.utils import parseaddr, formataddr, parsedate_to_datetime

m = EmailMessage()
m["Subject"] = "Grüße"
m["From"] = "ann@example.org"
m["To"] = "Bob <bob@example.org>"
m.set_content("Hello\nthere é\n")
m.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x.bin")
text = m.as_string().replace(m.get_boundary(), "BOUNDARY")
print(text)
back = message_from_string(m.as_string(), policy=policy.default)
print(back["subject"], [p.get_content_type() for p in back.walk()], parseaddr("Bob <b@x.y>"), formataddr(("Ü", "u@x.y")))
print(parsedate_to_datetime("Mon, 20 Nov 1995 19:12:08 -0500"))
